"""The pages that the tests read, each exported once."""

from pathlib import Path

import pytest

from tests import samples
from tests.epub.books import MOMENT, whole_book
from triplicate import cli, theme
from triplicate.formats import web

TEXTS = {
    "bridge works.md": """---
title: The bridge is closed
lang: en-GB
date: 2026-03-01
description: Where buses go while the bridge is closed
contact: formats@example.org
---

## What holds

Words.
""",
    "brücke.md": """---
title: Die Brücke ist gesperrt
lang: de
date: 2026-03-02
---

> [!SUMMARY]
> Busse fahren über die Ringstraße.

## Was gilt

Worte.
""",
}


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample that holds every structure."""
    path = tmp_path_factory.mktemp("pages") / "everything.html"
    path.write_bytes(samples.file("everything.md", "html"))
    return path


@pytest.fixture(scope="session")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual, which has much code and many tables."""
    path = tmp_path_factory.mktemp("pages") / "manual.html"
    path.write_bytes(samples.file(samples.MANUAL, "html"))
    return path


@pytest.fixture(scope="session")
def offered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of two texts in two editions, with the pages that offer them."""
    folder = tmp_path_factory.mktemp("offered")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    asked = ("--formats", "pdf,html", "--style", "standard,large-print", "--page", "--quiet")
    assert (
        cli.run(["export", str(folder), "--to", str(folder / "out"), "--base-url", "https://example.org/x/", *asked])
        == 0
    )
    return folder / "out"


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated text of every node, from right to left."""
    path = tmp_path_factory.mktemp("pages") / "whole.html"
    document = whole_book(lang="ar", direction="rtl", long=False)
    path.write_bytes(web.export(document, theme.load(), moment=MOMENT, name="whole").data)
    return path

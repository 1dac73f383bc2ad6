"""The pages that the tests read, each exported once."""

from pathlib import Path

import pytest

from tests import samples
from tests.epub.books import MOMENT, whole_book
from triplicate import theme
from triplicate.formats import web


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample that holds every structure."""
    path = tmp_path_factory.mktemp("pages") / "everything.html"
    path.write_bytes(samples.file("everything.md", "html"))
    return path


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated text of every node, from right to left."""
    path = tmp_path_factory.mktemp("pages") / "whole.html"
    document = whole_book(lang="ar", direction="rtl", long=False)
    path.write_bytes(web.export(document, theme.load(), moment=MOMENT, name="whole").data)
    return path

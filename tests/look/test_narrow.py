"""Long words where there is little room: in a column of a table, beside another figure, at the end of the contents."""

import pytest

from tests.look.tables import on_one_line, words
from triplicate import cli

KEPT, BROKEN = "cdefghij" * 4, "w" * 60
TEXT = f"""---
title: Long words
lang: en-GB
toc: true
---

## And so on …

::: figures
- **12** copies of `abcdefghij`**abcdefghij**`abcdefghij`**abcdefghij** are kept
- **7** are lent
- **3** are lost
:::

## What is it?

| What | Key | Name | Address |
|:--|:--|:--|:--|
| # Hall | {BROKEN} {KEPT} | {BROKEN} | {BROKEN} |
| # Mill | blue | ferry | quay |
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("narrow")
    source = folder / "narrow.md"
    source.write_text(TEXT, encoding="utf-8")
    assert cli.run(["export", str(source), "--formats", "pdf", "--to", str(folder)]) == 0, (
        "its proof finds no difference"
    )
    return words(folder / "narrow.pdf")


def test_a_word_that_has_room_in_a_stacked_table_is_whole_though_another_must_be_broken(shown):
    assert on_one_line(shown, KEPT) == 1
    assert on_one_line(shown, BROKEN) == 0


def test_a_run_of_letters_stays_within_its_figure(shown):
    lent = next(word for word in shown if word.text == "lent")
    beside = min(word.left for word in shown if abs(word.top - lent.top) < 1 and word.text == "are")
    run = [word for word in shown if word.text.startswith("abcdefghij")]
    assert len(run) > 1
    assert max(word.right for word in run) < beside

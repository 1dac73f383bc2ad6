"""EPUBCheck, Ace and axe find nothing in the samples or in a generated set of every node."""

from pathlib import Path

import pytest

from tests.judges import ace, axe, epubcheck_many

BY_ACE = ("every node, right to left", "news-release")
"""The books that Ace judges, and axe within it; of the others axe alone judges each document."""

IN_OTHERS = ("every node", "every node, short", "everything", "manual", "pages of contents")
"""Books whose every structure is in another one; axe judges the web page of the manual (tests/web)."""


def test_epubcheck_has_no_errors_and_no_warnings(library: dict[str, Path]) -> None:
    verdicts = epubcheck_many(library.values())
    assert set(verdicts) == set(library.values())
    found = [(path.name, messages) for path, by in verdicts.items() for messages in by.values() if messages]
    assert found == []


@pytest.mark.parametrize("name", BY_ACE)
def test_ace_finds_nothing(library: dict[str, Path], name: str) -> None:
    """What it asks of a book as a whole, and what axe, which it runs, asks of each document."""
    assert ace(library[name]) == []


def test_axe_finds_nothing_in_any_content_document(library: dict[str, Path]) -> None:
    books = [path for name, path in library.items() if name not in (*BY_ACE, *IN_OTHERS)]
    verdicts = axe(books)
    assert set(verdicts) == set(books)
    assert [violation for found in verdicts.values() for violation in found] == []

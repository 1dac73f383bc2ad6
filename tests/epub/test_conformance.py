"""EPUBCheck, Ace and axe find nothing in the samples or in a generated set of every node."""

from pathlib import Path

from tests.judges import ace, axe, epubcheck_many


def test_epubcheck_has_no_errors_and_no_warnings(library: dict[str, Path]) -> None:
    verdicts = epubcheck_many(library.values())
    assert set(verdicts) == set(library.values())
    found = [(path.name, messages) for path, by in verdicts.items() for messages in by.values() if messages]
    assert found == []


def test_ace_finds_nothing(library: dict[str, Path]) -> None:
    assert {name: found for name, path in library.items() if (found := ace(path))} == {}


def test_axe_finds_nothing_in_any_content_document(library: dict[str, Path]) -> None:
    verdicts = axe(library.values())
    assert set(verdicts) == set(library.values())
    assert [violation for found in verdicts.values() for violation in found] == []

"""What a finding tells a writer to do mends it."""

from tests.checks.helpers import FRONT, review_text


def hints(text: str, code: str) -> list[str]:
    return [finding.hint for finding in review_text(FRONT + text).findings if finding.code == code]


def test_a_level_skipped_because_a_later_section_has_one_sign_names_that_section() -> None:
    """Its ``#`` makes a section of it and moves all levels down: the writer sees nothing wrong at the first."""
    text = "# A text\n\n## New\n\nWords.\n\n# Old\n\nWords.\n"
    line = 1 + (FRONT + text).split("\n").index("# Old")
    (hint,) = hints(text.removeprefix("# A text\n\n"), "H050")
    assert hint == f"One level below it is: # New; or give the section “Old” in line {line - 2} ## instead of #."


def test_a_level_skipped_in_a_text_without_such_sections_names_none() -> None:
    assert hints("### New\n\nWords.\n", "H050") == ["One level below it is: ## New"]

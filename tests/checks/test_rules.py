"""What a rule knows of itself, and what a finding knows of its rule and its words."""

from dataclasses import replace

import pytest

from tests.checks.helpers import FRONT, codes, review_text
from triplicate import reading
from triplicate.checks import RULES
from triplicate.checks.headings import QUESTION
from triplicate.document.model import Place
from triplicate.rules import showing
from triplicate.rules.finding import Family, Quote, Severity


def test_a_code_is_the_letter_of_the_family_and_three_digits() -> None:
    for code, rule in RULES.items():
        assert code == rule.code
        assert code.startswith(rule.family.value)
        assert len(code) == 4
        assert code[1:].isdigit()
    assert {rule.family for rule in RULES.values()} == set(Family)


@pytest.mark.parametrize(
    ("code", "ignorable"),
    [
        ("M001", False),  # errors found while reading
        ("X001", False),
        ("I001", False),
        ("W011", False),  # and in a template
        ("T050", True),  # an error found by a check
        ("X020", True),  # warnings and advice, wherever they are found
        ("M005", True),
        ("K007", True),
        ("W001", True),
    ],
)
def test_what_leaves_no_whole_text_is_not_ignored(code: str, ignorable: bool) -> None:  # noqa: FBT001
    text = f"---\ntitle: Evidence\nlang: en\nignore:\n  {code}: It is so.\n---\n\nWords.\n"
    assert codes(review_text(text)) == (["M055"] if ignorable else ["M057"])


def test_a_finding_has_its_rule_and_the_values_in_its_message() -> None:
    (found,) = review_text(FRONT + "## Why so late?\n\nWords.").findings
    assert found.rule is QUESTION
    assert (found.code, found.severity) == ("H054", Severity.ADVICE)
    assert found.arguments == {"words": "Why so late?"}
    assert found.message == "The heading “Why so late?” is a question."
    assert [part for part in found.parts() if isinstance(part, Quote)] == ["Why so late?"]
    raised = replace(found, raised=Severity.ERROR)
    assert (raised.severity, raised.rule.severity) == (Severity.ERROR, Severity.ADVICE)


def test_numbers_in_a_message_have_their_form() -> None:
    found = QUESTION.finding("{point:04X} is {ratio:.2f}, {size:g} points", point=65, ratio=4.5678, size=11.0)
    assert found.message == "0041 is 4.57, 11 points"


def test_equal_findings_are_one() -> None:
    one, two, other = (QUESTION.finding("“{words}” is one.", Place(1), words=Quote(word)) for word in ("a", "a", "b"))
    assert list(dict.fromkeys((one, two, other))) == [one, other]


@pytest.mark.parametrize("marks", ["{name}", "{0}", "{{ a }}", "**“a”**"])
def test_braces_and_quotation_marks_of_the_text_stay_as_they_are(marks: str) -> None:
    found = reading.read(f"A title\n\nWrite {marks} here.\n", kind="plain", lang="en").findings
    (said,) = [finding.message for finding in found if finding.code == "P006"]
    assert said == f"“{marks}” looks like Markdown, and is printed as it stands."


def test_findings_are_shown_without_a_registry() -> None:
    """A finding against a rule that nobody has gathered is shown as any other."""
    own = replace(QUESTION, code="Z999", why="Because.", authority="A house rule")
    found = [own.finding("It is so.", Place(2))]
    assert '"code": "Z999"' in showing.as_json(found)
    log = showing.as_sarif(found)
    assert '"ruleIndex": 0' in log
    assert "A house rule" in log

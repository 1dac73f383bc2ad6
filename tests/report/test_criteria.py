"""The criteria and clauses of the report are those of WCAG 2.2 and EN 301 549 v3.2.1, and every check has its place."""

import re
from pathlib import Path

from triplicate.checks import RULES
from triplicate.proof.compare import difference
from triplicate.report.checks import COMPARISONS, comparison_of
from triplicate.report.criteria import CRITERIA, criteria_of

# W3C Recommendation, WCAG 2.2.
# fmt: off
A = ["1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.3.1", "1.3.2", "1.3.3", "1.4.1", "1.4.2", "2.1.1", "2.1.2", "2.1.4", "2.2.1", "2.2.2", "2.3.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "3.1.1", "3.2.1", "3.2.2", "3.2.6", "3.3.1", "3.3.2", "3.3.7", "4.1.2"]
AA = ["1.2.4", "1.2.5", "1.3.4", "1.3.5", "1.4.3", "1.4.4", "1.4.5", "1.4.10", "1.4.11", "1.4.12", "1.4.13", "2.4.5", "2.4.6", "2.4.7", "2.4.11", "2.5.7", "2.5.8", "3.1.2", "3.2.3", "3.2.4", "3.3.3", "3.3.4", "3.3.8", "4.1.3"]
# fmt: on
# EN 301 549 v3.2.1: void in chapter 10, and younger than the standard.
WITHOUT_CLAUSE = {"2.4.1", "2.4.5", "3.2.3", "3.2.4", "2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"}


def test_all_criteria_of_levels_a_and_aa_are_there():
    assert (len(A), len(AA)) == (31, 24)
    levels = {number: one.level for number, one in CRITERIA.items() if one.level != "AAA"}
    assert levels == dict.fromkeys(A, "A") | dict.fromkeys(AA, "AA")
    order = [tuple(map(int, number.split("."))) for number in CRITERIA]
    assert order == sorted(order)


def test_clauses_are_those_on_documents():
    for number, criterion in CRITERIA.items():
        wanted = "" if number in WITHOUT_CLAUSE or criterion.level == "AAA" else f"10.{number}"
        assert criterion.clause == wanted


def test_every_rule_with_the_authority_of_wcag_stands_under_its_criterion(good):
    cited = {code: set(re.findall(r"\d\.\d\.\d+", part)) for code, part in _parts()}
    assert len(cited) > 20
    for code, numbers in cited.items():
        assert numbers
        under = {one["wcag"] for one in good.record["criteria"] if code in {check["id"] for check in one["machine"]}}
        assert under == numbers
        for number in numbers:
            (card,) = good.page.xpath(f"//article[h4[starts-with(., '{number} ')]]")
            assert f"{code} " in card.text_content()


def _parts():
    for code, rule in RULES.items():
        if "WCAG" in rule.authority:
            (part,) = [part for part in rule.authority.split(";") if "WCAG" in part]
            yield code, part.replace("WCAG 2.2", "")


def test_numbers_of_other_standards_are_no_criteria():
    assert criteria_of("ISO 14289-1:2014, 7.4.2; WCAG 2.2, 1.3.1 (failure F2)") == ("1.3.1",)
    assert criteria_of("The Unicode Standard, 23.5.1; GOV.UK") == ()


def test_every_check_serves_known_criteria(good):
    assert {number for check in good.record["checks"] for number in check["criteria"]} <= CRITERIA.keys()


def test_every_kind_of_difference_breaks_one_comparison():
    kinds = re.findall(r"``([a-z]+(?:-[a-z]+)+)``", difference.__doc__)
    assert len(kinds) > 40
    rest = {kind for kind in kinds if comparison_of(kind) is COMPARISONS[-1]}
    assert rest == set()


def test_known_kinds_break_what_they_say():
    wanted = {
        "words-changed": "words",
        "paragraph-missing": "words",
        "item-missing": "lists",
        "heading-lost": "headings",
        "header-scope-lost": "tables",
        "alt-lost": "alternatives",
        "link-target-changed": "links",
        "language-lost": "languages",
        "document-language-changed": "language",
        "quotation-lost": "structure",
        "call-lost": "notes",
    }
    assert {kind: comparison_of(kind).id for kind in wanted} == wanted


def test_the_report_is_above_what_it_reports():
    layers = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8").split('"Data flows one way"')[1]
    places = [layers.index(f'"{name}') for name in ("cli", "report", "formats")]
    assert places == sorted(places)

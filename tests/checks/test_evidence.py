"""Every rule has a folder of evidence: texts that raise it exactly where expected, and texts that do not.

``expected.txt`` has a line ``file:line:column`` for each finding of the folder's code.
"""

from pathlib import Path

import pytest

from tests.checks.helpers import EVIDENCE, FRONT, found_in_import, found_in_making, review_file, review_text
from tests.checks.templates import found_with
from triplicate.checks import RULES, explain
from triplicate.jobs import config
from triplicate.rules import exporting
from triplicate.rules.finding import Finding, Phase

LIMITS = {rule.code for rule in exporting.RULES}
FOLDERS = sorted(folder for folder in EVIDENCE.iterdir() if folder.is_dir())


def problems_of(path: Path) -> tuple[Finding, ...]:
    """Return the findings on a text or a configuration."""
    if path.suffix == ".toml":
        return config.parse(path.read_text("utf-8"), path.parent)[1]
    if path.suffix in {".html", ".docx", ".pdf"}:
        return found_in_import(path, mend=path.parent.name == "D020")
    if path.suffix == ".xml":
        return found_with(path)
    if path.parent.name in LIMITS:
        return found_in_making(path.read_text("utf-8"))
    return review_file(path).findings


def places(findings: tuple[Finding, ...], path: Path, code: str) -> list[str]:
    """Return the places where the code is raised, as expected.txt writes them."""
    found = sorted(finding.place for finding in findings if finding.code == code)
    return [f"{path.name}:{place.line}:{place.column}" for place in found]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_evidence_holds_and_findings_are_sentences_with_a_remedy(folder: Path) -> None:
    found = {path: problems_of(path) for path in sorted((*folder.glob("bad*"), *folder.glob("good*")))}
    raised = {"bad": [], "good": []}
    for path, findings in found.items():
        raised["bad" if path.name.startswith("bad") else "good"] += places(findings, path, folder.name)
        for finding in findings:
            assert finding.message.endswith((".", "?", ".”")), finding
            assert not finding.message[0].islower(), finding
            assert finding.hint, finding
            assert not finding.hint[0].islower(), finding
    assert {path.name[:3] for path in found} == {"bad", "goo"}
    expected = (folder / "expected.txt").read_text("utf-8").split()
    assert expected
    assert raised == {"bad": expected, "good": []}


def test_every_code_has_evidence_and_all_evidence_a_code() -> None:
    assert {folder.name for folder in FOLDERS} == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_explained(code: str) -> None:
    rule = RULES[code]
    said = explain(code.lower())
    for part in (code, rule.severity.value, rule.why, rule.authority):
        assert part in said
    assert rule.authority


OWN = [
    code
    for code, rule in RULES.items()
    if rule.phase is not Phase.READING and rule.bad and "triplicate.toml" not in rule.bad
]


@pytest.mark.parametrize("code", [code for code in OWN if code not in {"M050", "M051", "M052", "M056"}])
def test_the_examples_of_a_rule_hold(code: str) -> None:
    rule = RULES[code]
    bad, good = (text if text.startswith("---") else FRONT + text for text in (rule.bad, rule.good))
    found = found_in_making if code in LIMITS else lambda text: review_text(text).findings
    assert code in {finding.code for finding in found(bad)}
    assert code not in {finding.code for finding in found(good)}


@pytest.mark.parametrize("code", ["M050", "M051", "M052", "M056"])
def test_the_examples_of_a_rule_on_the_configuration_hold(code: str, tmp_path: Path) -> None:
    rule = RULES[code]
    assert [finding.code for finding in config.parse(rule.bad, tmp_path)[1]] == [code]
    assert config.parse(rule.good, tmp_path)[1] == ()

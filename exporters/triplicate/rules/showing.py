"""Findings for people and for programs: as a compiler prints them, as lines of JSON, as SARIF 2.1.0."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import TypedDict
from urllib.parse import quote

from triplicate.rules.explaining import explained
from triplicate.rules.finding import Finding, Rule, Severity

_MOST_REPEATS = 3  # findings in one source that say the same, but for their words, and are shown one by one
_MOST_LINES = 20  # of the others, those whose lines are listed
_WIDEST = 100  # columns of a source line that are shown around the place
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}  # ANSI: red, yellow, cyan
_NAMES = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}
_SHOWN = {"\t": " ", "\u00a0": "\u237d"}
# SARIF 2.1.0, 3.27.10: the levels of a result.
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_text(
    findings: Iterable[Finding], texts: Mapping[str, str] | None = None, *, colour: bool = False, brief: bool = False
) -> str:
    """Return the findings for a person: the place, the line with a caret below the place, the remedy.

    What is said of a source more often is shown at its first place; the lines of the others follow in one line.
    ``texts`` has the source text by the name a finding gives its source; without it the lines are left out. ``brief``:
    what does not stop an export takes one line.
    """
    lines = {name: text.split("\n") for name, text in (texts or {}).items()}
    parts: list[str] = []
    findings = list(findings)
    repeats: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        repeats.setdefault((finding.source, finding.code, finding.sentence), []).append(finding)
    for finding in findings:
        alike = repeats[finding.source, finding.code, finding.sentence]
        folded = len(alike) > _MOST_REPEATS
        if folded and finding is not alike[0]:
            continue
        severity = finding.severity.value
        if colour:
            severity = f"\033[1;{_COLOURS[finding.severity]}m{severity}\033[0m"
        parts.append(f"{finding.where} {finding.code} {severity} {finding.message}")
        if brief and finding.severity is not Severity.ERROR:
            parts[-1] += f" (× {len(alike)})" if folded else ""
            continue
        shown = lines.get(finding.source, [])
        margin = " " * len(str(finding.place.line))
        if 0 < finding.place.line <= len(shown) and shown[finding.place.line - 1].strip():
            excerpt, column = _excerpt(shown[finding.place.line - 1].rstrip("\r"), finding.place.column - 1)
            parts.append(f"  {finding.place.line} | {excerpt}")
            parts.append(f"  {margin} | {' ' * column}^")
        if finding.hint:
            parts.append(f"  {margin} = {finding.hint}")
        if folded:
            numbers = list(dict.fromkeys(str(other.place.line) for other in alike))
            more = " …" if len(numbers) > _MOST_LINES else ""
            parts.append(f"  {margin} = {finding.code} × {len(alike)}: lines {', '.join(numbers[:_MOST_LINES])}{more}")
    return "".join(f"{part}\n" for part in parts)


def summary(findings: Iterable[Finding], ignored: int = 0) -> str:
    """Return how many findings there are, for the last line: "2 errors, 1 warning; 1 ignored with a reason"."""
    found = list(findings)
    counts = [(sum(finding.severity is severity for finding in found), names) for severity, names in _NAMES.items()]
    said = ", ".join(f"{count} {names[count != 1]}" for count, names in counts if count) or "no findings"
    return f"{said}; {ignored} ignored with a reason" if ignored else said


def statistics(findings: Iterable[Finding]) -> str:
    """Return how often each rule is broken, and in how many sources; the most frequent first."""
    counts: dict[Rule, list[str]] = {}
    for finding in findings:
        counts.setdefault(finding.rule, []).append(finding.source)
    ordered = sorted(counts.items(), key=lambda item: (-len(item[1]), item[0].code))
    return "".join(
        f"{len(sources):6} {rule.code} {rule.severity:7} {rule.name} (in {len(set(sources))})\n"
        for rule, sources in ordered
    )


def as_json(findings: Iterable[Finding], ignored: Iterable[tuple[Finding, str]] = ()) -> str:
    """Return one JSON object a line for each finding; those ignored have their reason under ``ignored``."""
    records: list[Mapping[str, object]] = [as_record(finding) for finding in findings]
    records += [{**as_record(finding), "ignored": reason} for finding, reason in ignored]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


class FindingRecord(TypedDict):
    """A finding: lines and columns count from 1, columns in characters. ``hint`` is the remedy."""

    source: str
    line: int
    column: int
    code: str
    severity: str
    message: str
    hint: str
    authority: str


def as_record(finding: Finding) -> FindingRecord:
    """Return a finding as plain values."""
    return {
        "source": finding.source,
        "line": finding.place.line,
        "column": finding.place.column,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "authority": finding.rule.authority,
    }


def as_sarif(
    findings: Iterable[Finding],
    ignored: Iterable[tuple[Finding, str]] = (),
    *,
    version: str = "",
    root: Path | None = None,
) -> str:
    """Return the findings as a SARIF 2.1.0 log (OASIS standard), which code hosts show beside the text.

    Ignored findings are in it as suppressed, with their reason. ``version`` is the program's; sources below
    ``root`` are named relative to it.
    """
    ignored = list(ignored)
    findings = list(findings)
    broken = {finding.rule for finding in (*findings, *(finding for finding, _ in ignored))}
    rules = sorted(broken, key=lambda rule: rule.code)
    results = [_result(finding, rules, root) for finding in findings]
    for finding, reason in ignored:
        suppressed = {"kind": "external", "status": "accepted", "justification": reason}
        results.append({**_result(finding, rules, root), "suppressions": [suppressed]})
    driver: dict[str, object] = {
        "name": "triplicate",
        **({"semanticVersion": version} if version else {}),
        "rules": [_descriptor(rule) for rule in rules],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: Rule) -> dict[str, object]:
    examples = [f"{word}:\n\n```\n{text}\n```" for word, text in (("Bad", rule.bad), ("Good", rule.good)) if text]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": f"{rule.name[:1].upper()}{rule.name[1:]}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": explained(rule), "markdown": "\n\n".join((rule.why, f"Source: {rule.authority}", *examples))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["house-style" if rule.house_style else "accessibility"]},
    }


def _result(finding: Finding, rules: list[Rule], root: Path | None) -> dict[str, object]:
    region = {"startLine": finding.place.line, "startColumn": finding.place.column}
    place: dict[str, object] = {"artifactLocation": {"uri": _uri(finding.source, root)}, "region": region}
    said = f"{finding.message} {finding.hint}".strip()
    return {
        "ruleId": finding.code,
        "ruleIndex": rules.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": said},
        "locations": [{"physicalLocation": place}],
    }


def _uri(source: str, root: Path | None) -> str:
    path = Path(source or "text")
    if root is not None and path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return path.as_uri() if path.is_absolute() else quote(PurePath(path).as_posix())


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """Return the part of the line around the column that fits, and how far to the right the caret stands."""
    start = max(0, min(column - _WIDEST // 2, len(line) - _WIDEST))
    end = start + _WIDEST
    before, after = _printable(line[start:column]), _printable(line[max(column, start) : end])
    opening = "…" if start else ""
    closing = "…" if end < len(line) else ""
    return f"{opening}{before}{after}{closing}", len(opening) + _width(before)


def _printable(text: str) -> str:
    """Return the text with nothing in it that moves a terminal's cursor or changes its colours or direction.

    A no-break space is shown by its symbol, "⍽": nobody could see otherwise what a finding on it is about.
    """
    return "".join(_SHOWN.get(character) or _visible(character) for character in text)


def _visible(character: str) -> str:
    return "\ufffd" if unicodedata.category(character) in {"Cc", "Cf"} else character


def _width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in {"Mn", "Me"} for character in text)

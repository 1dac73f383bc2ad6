"""The report as plain values, for JSON."""

from pathlib import PurePath

from triplicate.proof.compare import Difference
from triplicate.proof.proving import Proof
from triplicate.report import verdicts
from triplicate.report.checks import Check, Result, comparison_of
from triplicate.report.criteria import CRITERIA, Criterion
from triplicate.report.evidence import Evidence
from triplicate.report.rows import ReportRow, ReportSection
from triplicate.rules.finding import Finding
from triplicate.rules.showing import as_record as finding_record

FORMAT = 1
"""The version of the JSON's form; it rises when a key changes its meaning or goes."""


def as_record(evidence: Evidence, checks: tuple[Check, ...], sections: tuple[ReportSection, ...]) -> dict[str, object]:
    """Return the report as values that JSON knows; files are named without their folders."""
    metadata = evidence.document.metadata
    return {
        "report": "triplicate evidence",
        "format": FORMAT,
        "program": {"name": "triplicate", "version": evidence.version},
        "moment": evidence.moment.isoformat(),
        "not_shown": verdicts.not_shown(evidence),
        "source": {
            "name": evidence.source.name,
            "kind": "plain text" if evidence.plain else "markdown",
            "sha256": evidence.document.sha256,
            "title": metadata.title,
            "lang": metadata.lang,
        },
        "files": [_file(proof) for proof in evidence.proofs],
        "styles": list(evidence.styles),
        "differences": [
            {"file": proof.file.name, **_difference(difference)}
            for proof in evidence.proofs
            for difference in proof.differences
        ],
        "validators": [{"file": one.file.name, **one.record()} for one in evidence.verdicts],
        "findings": [_finding(finding) for finding in evidence.findings],
        "ignored": [{**_finding(finding), "reason": reason} for finding, reason in evidence.ignored],
        "checks": [_check(check) for check in checks],
        "criteria": [_criterion(criterion, checks) for criterion in CRITERIA.values()],
        "outlines": [_section(section) for section in sections],
    }


def serving(criterion: Criterion, checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Return the checks that serve a criterion."""
    return tuple(check for check in checks if criterion.number in check.criteria)


def _file(proof: Proof) -> dict[str, object]:
    return {
        "name": proof.file.name,
        "format": proof.outline.kind,
        "sha256": proof.sha256,
        "size": proof.size,
        "made_by": proof.fingerprint.program,
        "claims": list(proof.fingerprint.claims),
        "source_sha256": proof.fingerprint.source,
        "same_source": proof.same_source,
        "title": proof.outline.title,
        "lang": proof.outline.lang,
        "differences": len(proof.differences),
    }


def _difference(difference: Difference) -> dict[str, object]:
    return {
        "kind": difference.kind,
        "check": f"file-{comparison_of(difference.kind).id}",
        "severity": difference.severity.value,
        "message": difference.message,
        "line": difference.place.line if difference.place else None,
        "column": difference.place.column if difference.place else None,
        "where": difference.where,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {**finding_record(finding), "source": PurePath(finding.source).name}


def _check(check: Check) -> dict[str, object]:
    return {
        "id": check.id,
        "subject": check.subject,
        "what": check.what,
        "authority": check.authority,
        "criteria": list(check.criteria),
        "result": check.result.value,
        "count": check.count,
        "note": check.note,
    }


def _criterion(criterion: Criterion, checks: tuple[Check, ...]) -> dict[str, object]:
    served = serving(criterion, checks)
    return {
        "wcag": criterion.number,
        "name": criterion.name,
        "level": criterion.level,
        "en_301_549": criterion.clause or None,
        "machine": [{"id": check.id, "subject": check.subject, "result": check.result.value} for check in served],
        "failed": sum(check.result is Result.FAILED for check in served),
        "passed": sum(check.result is Result.PASSED for check in served),
        "person": criterion.question,
    }


def _section(section: ReportSection) -> dict[str, object]:
    return {
        "title": "".join(words for words, _ in section.title),
        "part": section.part,
        "rows": [_row(row) for row in section.rows],
    }


def _row(row: ReportRow) -> dict[str, object]:
    return {
        "line": row.place.line if row.place else None,
        "column": row.place.column if row.place else None,
        "source": row.source.line if row.source else None,
        "files": [{"state": cell.state.value, "said": cell.said.line if cell.said else None} for cell in row.cells],
    }

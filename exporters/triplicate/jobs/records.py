"""What came of sources as plain values, for JSON: the same from the command line and from a service."""

from typing import Any, TypedDict

from triplicate.jobs.outcome import Outcome
from triplicate.proof.compare import Difference
from triplicate.proof.proving import Proof
from triplicate.rules import showing
from triplicate.rules.showing import FindingRecord
from triplicate.validators import Verdict


class DifferenceRecord(TypedDict):
    """Something that a file does not say as the text does; ``line`` and ``column`` are in the text."""

    kind: str
    severity: str
    message: str
    line: int | None
    column: int | None
    where: str


class ProofRecord(TypedDict):
    """What reading a file back showed. ``claims`` are the standards that it says it follows."""

    file: str
    format: str
    sha256: str
    size: int
    made_by: str
    claims: list[str]
    same_source: bool | None
    differences: list[DifferenceRecord]


class OutcomeRecord(TypedDict):
    """What came of one text. ``exit_code`` is 0 if all is well, 1 for findings or differences, else 2.

    ``error`` is what stopped it, null if nothing did. ``ignored`` are findings that count for nothing, each with its
    ``reason``. ``verified`` is there where files were made, ``validated`` where validators were asked.
    """

    source: str
    files: list[str]
    error: str | None
    faulty: list[str]
    unchanged: bool
    finished: list[str]
    report: str | None
    exit_code: int
    verified: list[ProofRecord]
    validated: list[dict[str, Any]]
    findings: list[FindingRecord]
    ignored: list[dict[str, Any]]


def outcome_record(outcome: Outcome) -> OutcomeRecord:
    """Return what came of one source."""
    return {
        "source": str(outcome.source),
        "files": [str(file) for file in outcome.files],
        "error": str(outcome.error) if outcome.error else None,
        "faulty": [str(file) for file in outcome.faulty],
        "unchanged": outcome.unchanged,
        "finished": [str(file) for file in outcome.finished],
        "report": str(outcome.report) if outcome.report else None,
        "exit_code": outcome.exit_code,
        "verified": [proof_record(proof) for proof in outcome.proofs],
        "validated": [verdict_record(verdict) for verdict in outcome.verdicts],
        "findings": [showing.as_record(finding) for finding in outcome.findings],
        "ignored": [{**showing.as_record(finding), "reason": reason} for finding, reason in outcome.ignored],
    }


def proof_record(proof: Proof) -> ProofRecord:
    """Return what reading a file back showed."""
    return {
        "file": str(proof.file),
        "format": proof.outline.kind,
        "sha256": proof.sha256,
        "size": proof.size,
        "made_by": proof.fingerprint.program,
        "claims": list(proof.fingerprint.claims),
        "same_source": proof.same_source,
        "differences": [difference_record(difference) for difference in proof.differences],
    }


def difference_record(difference: Difference) -> DifferenceRecord:
    """Return a difference between two outlines."""
    return {
        "kind": difference.kind,
        "severity": difference.severity.value,
        "message": difference.message,
        "line": difference.place.line if difference.place else None,
        "column": difference.place.column if difference.place else None,
        "where": difference.where,
    }


def verdict_record(verdict: Verdict) -> dict[str, object]:
    """Return what a validator says of a file."""
    return {"file": str(verdict.file), **verdict.record()}

"""What came of sources as plain values, for JSON: the same from the command line and from a service."""

from triplicate.jobs.making import Outcome
from triplicate.proof.compare import Difference
from triplicate.proof.proving import Proof
from triplicate.rules import showing
from triplicate.validators import Verdict


def outcome_record(outcome: Outcome) -> dict[str, object]:
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


def proof_record(proof: Proof) -> dict[str, object]:
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


def difference_record(difference: Difference) -> dict[str, object]:
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

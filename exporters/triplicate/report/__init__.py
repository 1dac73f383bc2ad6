"""The evidence report: what was made from which text, what was checked, and what remains for a person to judge.

It comes as an accessible HTML page and as the same in JSON. It claims what was checked in this run and no more.
"""

import json
from pathlib import Path

from triplicate.proof.outline import outline_of
from triplicate.report.evidence import Evidence

__all__ = ["Evidence", "files_of", "report"]


def files_of(source: Path, folder: Path) -> tuple[Path, Path]:
    """Return the places of the page and of the JSON on a source, in a folder."""
    return folder / f"{source.stem}-report.html", folder / f"{source.stem}-report.json"


def report(evidence: Evidence) -> tuple[bytes, bytes]:
    """Return the page (HTML) and the same as JSON, both in UTF-8; the same evidence gives the same bytes."""
    from triplicate.report.checks import checks_of
    from triplicate.report.page import page
    from triplicate.report.record import as_record
    from triplicate.report.rows import sections
    from triplicate.report.verdicts import checks as checks_of_validators

    checks = (*checks_of(evidence), *checks_of_validators(evidence))
    files = [(proof.outline, not proof.differences) for proof in evidence.proofs]
    rows = sections(outline_of(evidence.document), files)
    record = json.dumps(as_record(evidence, checks, rows), ensure_ascii=False, indent=1) + "\n"
    # A file of any origin may hold half a surrogate pair, which UTF-8 cannot say.
    return page(evidence, checks, rows), record.encode("utf-8", "replace")

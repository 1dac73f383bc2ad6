"""The evidence report on one text, as the two files that hold it."""

from pathlib import Path

from triplicate.jobs.production import moment_of
from triplicate.jobs.texts import Checked
from triplicate.proof.proving import Proof
from triplicate.report import Evidence, files_of, report
from triplicate.rules.finding import Finding
from triplicate.system.version import installed_version
from triplicate.validators import Verdict


def evidence_on(
    checked: Checked,
    proofs: tuple[Proof, ...],
    folder: Path,
    *,
    findings: tuple[Finding, ...] | None = None,
    styles: tuple[str, ...] = (),
    name: Path | None = None,
    verdicts: tuple[Verdict, ...] = (),
) -> dict[Path, bytes]:
    """Return the page of the report and the same as JSON, by their places in a folder, the page first.

    ``findings`` are all that stand, by default those of the text; ``styles`` those that the files were exported in
    during this run; ``name`` is the path that the report is named by, by default the source's; ``verdicts`` what
    validators said of the files, if they were asked.
    """
    evidence = Evidence(
        checked.source,
        checked.document,
        checked.verdict.findings if findings is None else findings,
        checked.verdict.ignored,
        proofs,
        moment_of(checked.document),
        installed_version(),
        checked.settings,
        styles,
        verdicts,
    )
    return dict(zip(files_of(name or checked.source, folder), report(evidence), strict=True))

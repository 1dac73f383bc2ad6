"""Whether files that were made may appear, and their appearing with all that is asked beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from triplicate.downloads import Offer
from triplicate.errors import InvalidError, NoVerdictError, TriplicateError, UnprovenError
from triplicate.jobs.evidence import evidence_on
from triplicate.jobs.offering import offer
from triplicate.jobs.outcome import Outcome
from triplicate.jobs.outputs import aside
from triplicate.jobs.production import Made
from triplicate.jobs.publishing import publish
from triplicate.jobs.texts import Checked, Request
from triplicate.jobs.validating import validate_contents
from triplicate.proof.proving import Proof
from triplicate.reading.traces import note_file
from triplicate.validators import Verdict


def accept(
    checked: Checked, request: Request, made: Sequence[Made], proofs: tuple[Proof, ...], outcome: Outcome
) -> Outcome:
    """Let files appear, with what is asked beside them; those that are faulty only aside, and if that is asked."""
    contents = {file: data for one in made for file, data in one.contents.items()}
    error: TriplicateError | None = _unproven(proofs, request)
    verdicts: tuple[Verdict, ...] = ()
    if request.validate and not error:
        verdicts = tuple(validate_contents(contents))
        error = _invalid(verdicts, request)
    name = checked.source
    if error:
        if not request.keep_faulty:
            return replace(outcome, proofs=_told(proofs, request), verdicts=verdicts, error=error)
        contents = {aside(file): data for file, data in contents.items()}
        proofs = tuple(replace(proof, file=aside(proof.file)) for proof in proofs)
        verdicts = tuple(replace(verdict, file=aside(verdict.file)) for verdict in verdicts)
        name = aside(name)
    outcome = replace(outcome, proofs=_told(proofs, request), verdicts=verdicts, error=error)
    offered: Offer | None = None
    if request.page and not error:
        offered, pages = offer(checked.document, checked.source.stem, checked.plan.folder, made)
        contents = {**contents, **pages}
    files = tuple(contents)
    if not error:
        contents = {**contents, **{file: data for one in made for file, data in one.beside.items()}}
    page = None
    if request.report:
        request.begins("report")
        pages = evidence_on(
            checked,
            proofs,
            request.report,
            findings=outcome.findings,
            styles=checked.plan.styles,
            name=name,
            verdicts=verdicts,
        )
        page = next(iter(pages))
        contents = {**contents, **pages}
    outcome = replace(outcome, finished=(*outcome.finished, *publish(contents)))
    for file, data in contents.items():
        note_file(file, data)
    if error:
        return replace(outcome, report=page, faulty=files)
    return replace(outcome, report=page, files=files, offered=offered)


def _told(proofs: tuple[Proof, ...], request: Request) -> tuple[Proof, ...]:
    return proofs if request.outlines else tuple(proof.without_outline() for proof in proofs)


def _unproven(proofs: Iterable[Proof], request: Request) -> UnprovenError | None:
    number = sum(len(proof.differences) for proof in proofs)
    if not number:
        return None
    return UnprovenError(
        f"the files would not say what the text says ({number} {'difference' if number == 1 else 'differences'}), "
        f"and were not put in place; {_kept(request)}. Please report it: this is a fault in Triplicate"
    )


def _invalid(verdicts: Iterable[Verdict], request: Request) -> InvalidError | NoVerdictError | None:
    wrong = [verdict for verdict in verdicts if not verdict.valid]
    if not wrong:
        return None
    error = NoVerdictError if all(verdict.trouble for verdict in wrong) else InvalidError
    said = "came to no verdict on" if error is NoVerdictError else "find faults in"
    names = " and ".join(dict.fromkeys(verdict.by for verdict in wrong))
    return error(f"the validators {said} the files, which were not put in place: {names}; {_kept(request)}")


def _kept(request: Request) -> str:
    return "they are kept aside" if request.keep_faulty else "--keep-faulty keeps them aside, to be looked at"

"""From a draft to its files, their proof and what a page tells of them: one function, which runs anywhere.

It takes a draft and gives bytes, so that the process, or the machine, that it runs on shares nothing with the service.
"""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

import pikepdf

from triplicate.document.model import Document
from triplicate.document.walk import images
from triplicate.errors import FindingsError, InternalError, NoMemoryError, UnprovenError
from triplicate.formats.product import USUAL, Format
from triplicate.jobs.config import Choices
from triplicate.jobs.making import Export
from triplicate.jobs.outcome import Outcome
from triplicate.jobs.outputs import settle, stems
from triplicate.jobs.records import outcome_record
from triplicate.later import dataclass
from triplicate.proof.outline import announce, outline_of
from triplicate.proof.outline.entry import Entry, Outline, Role, Span, SpanKind, flatten
from triplicate.proof.proving import Proof
from triplicate.report.criteria import CRITERIA, Group
from triplicate.report.rows import ReportRow, sections
from triplicate.serving.drafts import Draft
from triplicate.serving.errors import where
from triplicate.serving.states import Compared, Failed, MadeFile, OutlineRow, Outlines, Ready
from triplicate.serving.workspace import Workspace, laid_out
from triplicate.system.pool import tell
from triplicate.theme import style_name

_FAULTY = ".faulty"
_SEEN = 40
"""Pages that can be seen as pictures, at most."""

TOO_LARGE = Failed("memory", "The text needs more memory than one text may have here. Split it into several.")


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a draft: how it is told, and the bytes of every file by its name, none if it failed.

    ``trace`` says where a fault in Triplicate happened: files and lines of the program, no word of the text.
    """

    state: Ready | Failed
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    trace: str = ""


def steps_of(draft: Draft) -> tuple[str, ...]:
    """Return the names of the steps in which the files of a draft are made."""
    formats = tuple(format_.value for format_ in Format if format_ in (draft.answers.formats or USUAL))
    return ("read", "check", *(formats * max(1, len(draft.answers.editions))), "compare", "report")


def make(draft: Draft, styles: Sequence[str] = ()) -> Made:
    """Make the files of a draft in styles, by default in the one that it names.

    Each step is told (:func:`~triplicate.system.pool.tell`) when it begins. Files that do not say what the text says
    are returned too, and told as such.
    """
    formats = tuple(Format(name) for name in draft.answers.formats)
    with laid_out(draft) as space:
        folder = space.made
        request = replace(
            space.request,
            choices=Choices(styles=tuple(styles), formats=formats, output=folder),
            report=folder,
            keep_faulty=True,
            begins=tell,
            outlines=True,
        )
        (job,) = settle([space.source], request)
        export = Export(job, request)
        outcome = export.whole()
        record = space.without_folder(outcome_record(outcome))
        files = outcome.files or outcome.faulty
        if not files or outcome.report is None or export.checked is None:
            return _failed(space, outcome, record)
        contents = {file.name: file.read_bytes() for file in files}
        report = (outcome.report, outcome.report.with_suffix(".json"))
        contents |= {file.name: file.read_bytes() for file in report}
        evidence = json.loads(contents[report[1].name])
        document = export.checked.document
        expected = outline_of(document)
    archive = f"{space.source.stem}.zip"
    contents[archive] = _archive(contents)
    made = tuple(_files(space, outcome.proofs, evidence["styles"], contents))
    checks = Counter(check["result"] for check in evidence["checks"])
    state = Ready(
        evidence["source"]["title"],
        evidence["source"]["lang"],
        made,
        _compared(document, expected, outcome.proofs, checks),
        _outlines(expected, outcome.proofs),
        report[0].name,
        report[1].name,
        archive,
        len(contents[archive]),
        {file.name: min(file.pages or 0, _SEEN) for file in made if file.kind == "pdf"},
        0.0,
        record,
    )
    return Made(state, contents)


def _failed(space: Workspace, outcome: Outcome, record: Mapping[str, object]) -> Made:
    error = outcome.error
    match error:
        case FindingsError() | UnprovenError():
            return Made(Failed("text", "Something in the text must be mended first.", record=record))
        case InternalError():
            assert error.__cause__
            return fault(error.__cause__, record)
        case NoMemoryError():
            return Made(replace(TOO_LARGE, record=record))
    return Made(Failed("text", space.without_folder(str(error)), record=record))


def fault(error: BaseException, record: Mapping[str, object] | None = None) -> Made:
    """Return that a fault in Triplicate kept the files from being made; its words may be those of the text."""
    said = f"A fault in Triplicate kept the files from being made: {type(error).__name__}."
    return Made(Failed("fault", said, record={**record, "error": said} if record else {}), trace=where(error))


def _archive(contents: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            # The same files give the same bytes (the earliest date that a ZIP knows).
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED if name.endswith((".html", ".json")) else zipfile.ZIP_STORED
            archive.writestr(entry, data)
    return made.getvalue()


def _files(
    space: Workspace, proofs: Sequence[Proof], styles: Sequence[str], contents: Mapping[str, bytes]
) -> Iterator[MadeFile]:
    named = dict(zip(stems(space.source, styles), styles, strict=True))
    pages: dict[str, int] = {}
    for proof in proofs:
        name, kind = proof.file.name, proof.file.suffix[1:]
        edition = style_name(named.get(proof.file.stem.removesuffix(_FAULTY), ""))
        stem = proof.file.stem.removesuffix(_FAULTY)
        if kind == "pdf":
            pages[stem] = _pages(contents[name])
        yield MadeFile(
            name,
            kind,
            edition,
            edition.replace("-", " ").capitalize(),
            proof.size,
            pages.get(stem) if kind != "html" else None,
            proof.outline.lang,
            proof.sha256,
            tuple(proof.fingerprint.claims),
            tuple((one.place.line if one.place else 0, one.message) for one in proof.differences),
        )


def _pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return len(opened.pages)


def _compared(document: Document, expected: Outline, proofs: Sequence[Proof], checks: Mapping[str, int]) -> Compared:
    entries = [*flatten(expected.entries)]
    roles = Counter(entry.role for entry in entries)
    spans = [span for entry in entries for span in entry.spans]
    shown = list(images(document))
    decorative = sum(image.decorative for image in shown)
    links = sum(bool(span.target) and span.target != before for span, before in _with_before(entries))
    languages = dict.fromkeys((expected.lang, *(span.lang for span in spans if span.text.strip())))
    return Compared(
        sum(len(proof.differences) for proof in proofs),
        roles[Role.TITLE] + roles[Role.HEADING],
        roles[Role.LIST],
        roles[Role.ITEM],
        roles[Role.TABLE],
        len(shown) - decorative,
        decorative,
        links,
        roles[Role.NOTE],
        tuple(filter(None, languages)),
        sum(len(span.text.split()) for span in spans if span.kind is SpanKind.WORDS),
        checks,
        sum(criterion.group in (Group.CONTENT, Group.LOOK) for criterion in CRITERIA.values()),
    )


def _with_before(entries: Sequence[Entry]) -> Iterator[tuple[Span, str]]:
    for entry in entries:
        before = ""
        for span in entry.spans:
            yield span, before
            before = span.target


def _outlines(expected: Outline, proofs: Sequence[Proof]) -> Outlines:
    compared = sections(expected, [(proof.outline, not proof.differences) for proof in proofs])
    return Outlines(
        tuple(proof.file.name for proof in proofs),
        tuple(("".join(words for words, _ in section.title), tuple(map(_row, section.rows))) for section in compared),
        {proof.file.name: tuple(announce(proof.outline)) for proof in proofs},
    )


def _row(row: ReportRow) -> OutlineRow:
    said = row.source
    return OutlineRow(
        said.role if said else "",
        said.pieces if said else (),
        said.extras if said else (),
        row.place.line if row.place else 0,
        tuple((cell.state.value, cell.said.line if cell.said else "") for cell in row.cells),
    )

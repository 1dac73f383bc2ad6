"""Files taken in: each becomes a source and its pictures, which appear together, and the proof that no word is lost."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from triplicate import checks, reading
from triplicate.checks.mend import mend
from triplicate.document.model import Block, Document, Place
from triplicate.document.walk import descend
from triplicate.errors import UsageError
from triplicate.importing import Taken, open_original, take_in
from triplicate.jobs.publishing import publish
from triplicate.later import dataclass
from triplicate.proof.compare.words import Lost, lost_words
from triplicate.proof.outline import outline_of
from triplicate.rules.finding import Finding, Severity
from triplicate.writing import write


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made of a file: the source, its text, its pictures, and what is to be known about it.

    ``findings`` are the doubts of taking it in, and those of checking the source. ``lost`` are the words of the file
    that the source does not have, with their places in the file.
    """

    file: Path
    source: Path
    text: str
    pictures: tuple[Path, ...]
    findings: tuple[Finding, ...]
    lost: tuple[Lost, ...]

    @property
    def exit_code(self) -> int:
        """0 if the source has every word and nothing in it stops an export, else 1."""
        return int(bool(self.lost) or any(finding.severity is Severity.ERROR for finding in self.findings))


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of every file: the folder that sources go to, None for that of the file itself.

    ``mend``: what is sure is mended. ``force``: a source that is there already is replaced. ``lang`` and ``title`` win
    over what the file says. Paragraphs are filled up to ``width`` characters a line.
    """

    folder: Path | None = None
    mend: bool = False
    force: bool = False
    lang: str | None = None
    title: str | None = None
    width: int | None = None


def import_file(file: Path, wish: Wish) -> Imported:
    """Take one file in. Raises UnreadableError, UnwritableError; UsageError if the source is there already."""
    source = (wish.folder or file.parent) / f"{file.stem}.md"
    if source.exists() and not wish.force:
        raise UsageError(f"{source} is there already; --force replaces it, --to DIR names another folder")
    original = open_original(file)
    taken = take_in(original, lang=wish.lang, title=wish.title, mend=wish.mend)
    pictures = {source.parent / name: picture.data for name, picture in taken.document.pictures.items()}
    with tempfile.TemporaryDirectory(prefix="triplicate-") as folder:
        for name, picture in taken.document.pictures.items():
            place = Path(folder, name)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(picture.data)
        text, document, findings = _settled(taken, source, Path(folder), wish.width, mend_too=wish.mend)
    lost = lost_words(original.outline, outline_of(document), taken.left_out)
    publish({source: text.encode("utf-8"), **pictures})
    return Imported(file, source, text, tuple(pictures), findings, lost)


def _settled(
    taken: Taken, source: Path, folder: Path, width: int | None, *, mend_too: bool
) -> tuple[str, Document, tuple[Finding, ...]]:
    """Return the text, the document that it reads as, and all findings in the order of their places."""

    def read(text: str) -> tuple[reading.Reading, tuple[Finding, ...]]:
        found = reading.read(text, name=str(source), folder=folder)
        verdict = checks.review(found.document, found.findings, found.text, name=str(source))
        return found, verdict.findings

    def read_and_check(text: str) -> tuple[Document, Iterable[Finding]]:
        found, findings = read(text)
        return found.document, findings

    text = write(taken.document, width=width)
    found, findings = read(text)
    places = _places(taken.document, found.document)
    if mend_too and (mended := mend(text, read_and_check).text) != text:
        text = mended
        found, findings = read(text)
    doubts = (replace(doubt, source=str(source)) for doubt in taken.doubts.placed(places))
    return text, found.document, tuple(sorted((*doubts, *findings), key=lambda one: (one.place, one.code)))


def _places(made: Document, read: Document) -> Mapping[int, Place]:
    """Return where the blocks of a document stand in its source, by their serials."""
    first, second = ([node for node in descend(*one.blocks) if isinstance(node, Block)] for one in (made, read))
    if [type(node) for node in first] != [type(node) for node in second]:
        return {}
    return {node.serial: other.place for node, other in zip(first, second, strict=True)}

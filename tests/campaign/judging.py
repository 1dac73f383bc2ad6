"""What programs of other makes say of the files of many documents; each is started once for all of them."""

from collections.abc import Sequence
from pathlib import Path

from tests.campaign.making import Fault, Made
from tests.campaign.pictures import not_drawn
from tests.campaign.words import (
    from_left_to_right,
    in_lines,
    lacking,
    lines_to_left,
    turned_by_pdfium,
    turned_by_poppler,
    unread,
    words_of,
)
from tests.judges import epubcheck_many, openxml_sdk, pdf_texts_many, verapdf
from tests.pdf.files import STANDARDS
from triplicate.formats.product import Format

PICTURED = 5
"""Of how many documents one is looked at as a picture too: that takes as long as all else."""

AT_ONCE = 25
"""How many documents the judges are given together."""


def judge(batch: Sequence[Made]) -> None:
    """Add what is wrong with each PDF: rules of conformance, words that a program reads otherwise or does not draw."""
    _conformance(batch)
    _words(batch)
    for file, made in _files(batch, Format.PDF).items():
        if made.seed % PICTURED == 2:
            made.faults += [Fault("pictures", said.split(" on page")[0], said) for said in not_drawn(file)]


def judge_books_and_word_files(batch: Sequence[Made]) -> None:
    """Add what validators find in the EPUB and the Word file of each document."""
    _word(batch)
    _epub(batch)


def _files(batch: Sequence[Made], kind: Format) -> dict[Path, Made]:
    return {made.files[kind]: made for made in batch if kind in made.files}


def _conformance(batch: Sequence[Made]) -> None:
    for standard, flavours in STANDARDS.items():
        files = {file: made for file, made in _files(batch, Format.PDF).items() if made.standard == standard}
        for file, failures in (verapdf(files, flavours) if files else {}).items():
            files[file].faults += [
                Fault("veraPDF", f"{one.flavour} {one.clause}-{one.test}", f"{one.description} {one.examples}")
                for one in failures
            ]


def _word(batch: Sequence[Made]) -> None:
    files = _files(batch, Format.DOCX)
    for file, errors in openxml_sdk(files).items():
        files[file].faults += [Fault("Open XML SDK", one.id, f"{one.part} {one.path}: {one.text}") for one in errors]


def _epub(batch: Sequence[Made]) -> None:
    files = _files(batch, Format.EPUB)
    for file, messages in epubcheck_many(files).items():
        worst = (*messages["FATAL"], *messages["ERROR"], *messages["WARNING"])
        files[file].faults += [Fault("EPUBCheck", one.id, f"{one.path}:{one.line} {one.text}") for one in worst]


def _words(batch: Sequence[Made]) -> None:
    files = _files(batch, Format.PDF)
    for file, readings in pdf_texts_many(files).items():
        made = files[file]
        words = [word for word in words_of(made.document) if from_left_to_right(word)]
        lines = list(lines_to_left(made.document))
        made.to_left.update(script for script, _ in lines)
        by_pdfium = turned_by_pdfium(made.document)
        for program, reading in readings.items():
            if reading.problem:
                made.faults.append(Fault(program, "cannot read", reading.problem))
            otherwise = unread(words, reading.text)
            turned = {"PDFium": by_pdfium, "poppler": turned_by_poppler(otherwise, reading.text, made.document)}.get(
                program, set()
            )
            made.turned += len(turned.intersection(otherwise))
            otherwise = [word for word in otherwise if word not in turned]
            made.faults += [Fault(program, "a word otherwise", repr(word)) for word in otherwise]
            if lost := lacking(words, reading.text):
                made.faults.append(Fault(program, "letters lost", repr(dict(lost))))
            seen = in_lines(reading.text)
            made.otherwise.update((program, script) for script, line in lines if line not in seen)

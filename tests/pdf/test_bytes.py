"""The same text, theme and moment give the same bytes; the file says where it comes from."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.pdf.documents import ALL_METADATA, MOMENT, SENTENCE, document, para
from tests.pdf.files import STANDARDS, data, file, made, make
from triplicate import theme
from triplicate.document.model import Document
from triplicate.formats import pdf

ROOT = Path(__file__).parents[2]
NAMES = ("inline", "notes", "pictures", "languages")
PROGRAM = """
import hashlib, sys
from tests.pdf.documents import SMALL
from tests.pdf.files import make
for name in sys.argv[2:]:
    print(hashlib.sha256(make(SMALL[name], sys.argv[1])).hexdigest())
"""


def test_two_processes_make_the_same_bytes() -> None:
    standard = "ua-2"  # which has all that the other has, and more
    path = os.pathsep.join([str(ROOT / "exporters"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, standard, *reversed(NAMES)],
        env={**os.environ, "PYTHONHASHSEED": "2", "PYTHONPATH": path},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    here = [hashlib.sha256(data(name, standard)).hexdigest() for name in reversed(NAMES)]
    assert len(set(here)) == len(NAMES)
    assert done.stdout.split() == here


def test_the_same_process_makes_the_same_bytes_after_other_work() -> None:
    def once() -> bytes:
        return pdf.export(document(para(SENTENCE)), theme.load(), moment=MOMENT).data

    first = once()
    made(document(para("Something ", "else: αβγ")), style="large-print")
    assert once() == first


def test_the_moment_is_the_date_of_everything() -> None:
    later = dt.datetime(2030, 1, 2, 3, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=30)))
    data = pdf.export(document(para("Text.")), theme.load(), moment=later).data
    assert b"D:20300102030405+05'30" in data or "2030-01-02T03:04:05+05:30" in data.decode("latin-1")
    assert b"2025" not in data


@pytest.mark.parametrize("standard", STANDARDS)
def test_metadata_is_whole(standard: str) -> None:
    read = file("front", standard)
    for piece in (
        "<rdf:li>Ann Lee</rdf:li><rdf:li>Bo</rdf:li>",
        "What it is about, in a sentence &amp; more.",
        "<rdf:li>flood</rdf:li><rdf:li>shelter</rdf:li>",
        "Arlow &amp; Sons",
        "Free to copy.",
        ALL_METADATA["identifier"],
        f"<dc:source>urn:sha256:{'ab' * 32}</dc:source>",
        "<xmp:CreateDate>2025-03-17T12:00:00+00:00</xmp:CreateDate>",
        "<xmp:CreatorTool>Triplicate",
    ):
        assert piece in read.xmp, piece


def test_a_file_names_the_standards_it_keeps() -> None:
    first, second = file("front", "ua-1"), file("front", "ua-2")
    assert (first.pdf.pdf_version, second.pdf.pdf_version) == ("1.7", "2.0")
    assert "<pdfuaid:part>1</pdfuaid:part>" in first.xmp
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in first.xmp
    assert "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>" in second.xmp
    assert "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>" in second.xmp
    assert "http://pdfa.org/declarations/wtpdf#accessibility1.0" in second.xmp
    assert "/Info" not in second.pdf.trailer
    assert str(first.pdf.trailer.Info.Title) == "A title"


def test_two_threads_make_the_bytes_that_one_makes() -> None:
    sources = [document(para("First. ", SENTENCE * 30)), document(para("Second: αβγ. ", SENTENCE * 30))]
    alone = [make(source, standard) for source in sources for standard in STANDARDS]
    together = Barrier(2)

    def wait_and_make(source: Document) -> list[bytes]:
        together.wait()
        return [make(source, standard) for standard in STANDARDS]

    with ThreadPoolExecutor(2) as threads:
        assert [data for made in threads.map(wait_and_make, sources) for data in made] == alone

"""The samples say the same in all three formats, as our own readers have it."""

from functools import cache
from pathlib import Path

import pytest

from triplicate import api, reading
from triplicate.compare import compare, verify
from triplicate.outline import outline_of
from triplicate.readback import read_back

SOURCE = Path(__file__).parents[2] / "source"
SAMPLES = sorted(path.name for path in SOURCE.iterdir() if path.suffix in (".md", ".txt"))
KINDS = ("pdf", "docx", "epub")


@cache
def made(name, kind, standard=None):
    document = reading.read(SOURCE / name, lang="en-GB").document
    return outline_of(document), read_back(api.export(document, kind, standard=standard))


def test_there_are_samples():
    assert "everything.md" in SAMPLES


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_says_what_its_source_says(name, kind):
    source, file = made(name, kind)
    assert verify(source, file) == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_pdf_2_says_what_its_source_says(name):
    source, file = made(name, "pdf", "ua-2")
    assert verify(source, file) == ()


@pytest.mark.parametrize(("first", "second"), [("pdf", "docx"), ("docx", "epub"), ("epub", "pdf")])
def test_two_files_say_the_same(first, second):
    differences = compare(made("news-release.md", first)[1], made("news-release.md", second)[1])
    assert differences == ()

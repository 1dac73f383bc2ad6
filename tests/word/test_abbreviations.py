"""Word explains an abbreviation once: at its first use in the text, unless the words beside it do."""

import pytest

from tests.word import texts
from triplicate import reading, theme
from triplicate.checks import check
from triplicate.formats import word
from triplicate.jobs.production import moment_of
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

FRONT = "---\ntitle: Short forms\nlang: en-GB\nabbreviations:\n  RDU: River Data Unit\n---\n\n"

CASES = {
    "used": ("The RDU. The RDU.", ["The RDU (River Data Unit). The RDU."]),
    "given before": ("Ask the River Data Unit (RDU). The RDU.", ["Ask the River Data Unit (RDU). The RDU."]),
    "given before, in other capitals": ("The river data unit, RDU, knows.", ["The river data unit, RDU, knows."]),
    "given after": ("The RDU (River Data Unit). The RDU.", ["The RDU (River Data Unit). The RDU."]),
    "given later": ("The RDU. The River Data Unit.", ["The RDU (River Data Unit). The River Data Unit."]),
    "in a heading first": ("## The RDU\n\nThe RDU.", ["The RDU", "The RDU (River Data Unit)."]),
    "in a link first": ("[The RDU](https://example.org). The RDU.", ["The RDU. The RDU (River Data Unit)."]),
    "in a caption first": (
        "| A | B |\n|---|---|\n| 1 | 2 |\n\n: Of the RDU\n\nThe RDU.",
        ["Table 1: Of the RDU", "A", "B", "1", "2", "The RDU (River Data Unit)."],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_abbreviation_is_explained_once_where_the_text_does_not(name):
    text, wanted = CASES[name]
    document = reading.read(FRONT + text).document
    assert document is not None
    data = texts.export(document).data
    shown = [texts.words(each) for each in texts.xpath(texts.part(data), "/w:document/w:body//w:p")][1:]
    assert shown == wanted
    assert verify(outline_of(document), read_back(data)) == ()


def test_an_explanation_that_is_taken_out_is_missed():
    document = reading.read(f"{FRONT}The RDU.").document
    assert document is not None
    data = texts.rewritten(
        texts.export(document).data, "word/document.xml", lambda part: part.replace(" (River Data Unit)", "")
    )
    assert [one.kind for one in verify(outline_of(document), read_back(data))] == ["expansion-lost"]


@pytest.mark.parametrize("text", ["## The RDU today\n\nWords.", "[The RDU](https://example.org) knows."])
def test_an_abbreviation_that_the_text_never_uses_is_found(text):
    """Word explains it nowhere, and says the same as the others; who wrote the text is told."""
    document = reading.read(FRONT + text).document
    assert document is not None
    assert verify(outline_of(document), read_back(texts.export(document).data)) == ()
    assert "S058" in [finding.code for finding in check(document, FRONT + text)]


@pytest.mark.parametrize("year", [1066, 1979, 2107, 2108, 9999])
def test_a_date_that_no_package_knows_is_bounded_there_alone(year):
    text = f"---\ntitle: Dates\nlang: en-GB\ndate: {year:04}-01-01\n---\n\nWords.\n"
    document = reading.read(text).document
    assert document is not None
    data = word.export(document, theme.load(), moment=moment_of(document)).data
    assert texts.xpath(texts.part(data, "docProps/core.xml"), "string(//*[local-name()='created'])").startswith(
        f"{year:04}-01-01"
    )
    assert verify(outline_of(document), read_back(data)) == ()

"""Validators and readers that others wrote find nothing wrong."""

from pathlib import Path

import pytest

from tests import harbour, samples
from tests.judges import pdfinfo_struct_text, pdfjs_tree, qpdf_check, verapdf
from tests.pdf.documents import SMALL
from tests.pdf.files import STANDARDS, data
from triplicate import api

NEW_IN_2_0 = {
    "Syntax Warning: O object is invalid value (FENote)",
    "Syntax Warning: Attribute ListNumbering value is of wrong type (name)",
    "Syntax Warning: Wrong Attribute 'TextPosition' in element Span",
}
"""What poppler 22 says of what PDF 2.0 brought: the owner FENote, the value Description, the attribute TextPosition."""

OF_WORD = {"Syntax Warning: O object is invalid value (MSFT_Office)"}
"""What poppler 22 says of an owner of attributes that it does not know; any may be one (ISO 32000-1, 14.7.5.2)."""

LONG = ("table over pages", "ordered list over pages", "note over pages")
"""The documents of several pages that are judged: veraPDF and poppler take many seconds for each."""

JUDGED = [*SMALL, *LONG]

NEW_STRUCTURE = ("inline", "lists", "notes", "tables", "front")
"""The documents in which PDF 2.0 has other structure elements and attributes."""

JUDGED_IN_FULL = {
    *NEW_STRUCTURE,
    "pictures",
    "languages",
    "right to left",
    "harbour",
    "news-release.md",
    "everything.md",
}
"""Those that are judged by all standards that a file keeps, the others by PDF/UA alone."""


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_document_conforms_to_all_its_standards(standard: str, tmp_path: Path) -> None:
    files = []
    # What a standard asks for is written after the layout: pages are as in the first. Editions differ in layout alone,
    # and each has a document of its own that is judged (tests/look/test_editions.py).
    for name in JUDGED if standard == "ua-1" else SMALL:
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(data(name, standard))
    # The manual has 54 pages of what the sample of every structure has; of that, the small ones have all that is new.
    for name in set(samples.NAMES) - {samples.MANUAL} if standard == "ua-1" else ("news-release.md",):
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(samples.file(name, "pdf", "standard", standard))
    files.append(tmp_path / "harbour.pdf")
    files[-1].write_bytes(api.export(harbour.document(), "pdf", standard=standard))
    first, *others = STANDARDS[standard]
    # What the others ask besides is of metadata, fonts, colours and pictures; Well-Tagged PDF asks what PDF/UA-2 asks.
    for judged, flavours in ((files, [first]), ([file for file in files if file.stem in JUDGED_IN_FULL], others)):
        verdicts = verapdf(judged, flavours)
        assert {file.name: failures for file, failures in verdicts.items() if failures} == {}
        assert len(verdicts) == len(judged) >= len(NEW_STRUCTURE)


@pytest.mark.parametrize(
    ("name", "standard"),
    [*((name, "ua-1") for name in SMALL), *((name, "ua-2") for name in NEW_STRUCTURE)],
)
def test_every_document_is_sound(name: str, standard: str, tmp_path: Path) -> None:
    """What differs by standard is in a few; poppler takes ten seconds for each of several pages."""
    file = tmp_path / "file.pdf"
    file.write_bytes(data(name, standard))
    assert qpdf_check(file) == []
    printed = pdfinfo_struct_text(file)
    assert printed.problem == ""
    assert set(printed.messages) - OF_WORD - (NEW_IN_2_0 if standard == "ua-2" else set()) == set()
    # Attributes of the document, such as its writing mode, follow a colon.
    assert printed.text.startswith(("Document\n", "Document:\n"))


@pytest.mark.parametrize(
    ("name", "standard"),
    [
        *((name, "ua-1") for name in ("inline", "links", "front", "table over pages")),
        *((name, "ua-2") for name in ("lists", "tables", "notes")),
    ],
)
def test_the_viewer_of_a_browser_reads_the_same_order(name: str, standard: str, tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(data(name, standard))
    seen = pdfjs_tree(file)
    assert (seen.problem, seen.lang, seen.marked) == ("", "en-GB", True)
    printed = pdfinfo_struct_text(file).text
    for page in seen.pages:
        assert (page.untagged, page.orphans) == ("", ())
        assert page.tree is not None
        assert all(link.in_tree and link.contents for link in page.links)
    roles = [
        node.role
        for page in seen.pages
        for node in page.tree.walk()
        if node.role in ("H1", "H2", "L", "Note", "FENote")
    ]
    lines = [line.split()[0].strip(":") for line in printed.splitlines() if line.strip() and '"' not in line]
    expected = [role for role in lines if role in ("H1", "H2", "L", "Note", "FENote")]
    assert list(dict.fromkeys(roles)) == list(dict.fromkeys(expected))
    if len(seen.pages) == 1:
        assert roles == expected

"""Any Markdown exports to the formats, or is refused with findings; nothing else ever happens."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest

from tests.reading.test_spec import examples
from triplicate import api, theme
from triplicate.document.model import Document, Heading, Image, Link, Metadata, Note, NoteReference, Text
from triplicate.document.rebuild import rebuilt
from triplicate.errors import FindingsError
from triplicate.formats.product import Format
from triplicate.jobs.production import unshown
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back
from triplicate.theme import edition_of

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
PARTS = 8
STYLE = "clear-print"
"""Its fonts are small: all letters of the examples, among them those of many alphabets, are soon embedded in Word."""


def joined(documents):
    """Return one document of the blocks of several, so that each kind of block meets others, and one file says all."""
    blocks, notes, pictures = [], [], {}
    for count, document in enumerate(documents):
        before = len(notes)

        def apart(node, count=count, before=before):
            match node:
                case NoteReference() | Note():
                    return replace(node, number=node.number + before)
                case Link() if node.target.startswith("#"):
                    return replace(node, target=f"#e{count}-{node.target[1:]}")
                case Image() if node.described_by:
                    return replace(node, described_by=f"e{count}-{node.described_by}")
                case _ if getattr(node, "id", None):
                    return replace(node, id=f"e{count}-{node.id}")
                case _:
                    return node

        own = rebuilt(document, apart)
        blocks += [replace(own.title, level=2), *own.blocks]
        notes += own.notes
        pictures |= own.pictures
    title = Heading(1, (Text("Examples"),), id="title")
    return Document(Metadata("Examples", "en", toc=True), title, tuple(blocks), tuple(notes), pictures)


def shown(documents):
    """Return the documents without those that have a letter for which there is no font."""

    def is_shown(document):
        return not unshown([edition_of(document, theme.load(STYLE))], tuple(Format))

    return documents if is_shown(joined(documents)) else [one for one in documents if is_shown(one)]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_commonmark_example_exports_or_is_refused_with_findings(part):
    accepted, refused = [], []
    texts = [(number, markdown + "\n") for number, markdown, _ in examples() if number % PARTS == part]
    for number, text in texts:
        try:
            accepted.append(api.read_text(text, title=f"Example {number}", lang="en"))
        except FindingsError as error:
            assert error.findings
            refused.append(number)
    # The specification's examples link to nowhere and hold HTML; most of the others must come through.
    assert len(accepted) + len(refused) == len(texts) >= 81
    assert len(accepted) > 40
    together = joined(shown(accepted))
    # A PDF takes nine tenths of the time: every fourth example is in one, of each section of the specification.
    names = ("docx", "epub", "html", "pdf") if part % 4 == 1 else ("docx", "epub", "html")
    files = {name: api.export(together, name, style=STYLE, moment=MOMENT) for name in names}
    if "pdf" in files:
        with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
            assert "/StructTreeRoot" in pdf.Root
    for name in ("docx", "epub"):
        assert zipfile.ZipFile(io.BytesIO(files[name])).testzip() is None
    outline = outline_of(edition_of(together, theme.load(STYLE)).document)
    for name, data in files.items():
        assert verify(outline, read_back(data)) == (), name

"""Documents that the tests of all formats share: short words for the model's nodes, and every node in every place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

from PIL import Image as Raster

from triplicate.document.model import (
    Abbreviation,
    Align,
    Author,
    Block,
    Blocks,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Keyboard,
    Length,
    LineBreak,
    Link,
    ListItem,
    Math,
    MathBlock,
    Metadata,
    Note,
    NoteReference,
    Numbering,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Picture,
    Quotation,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
)


def text(*parts: str | Inline) -> Inlines:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: str | Inline, **keys) -> Paragraph:
    return Paragraph(text(*parts), **keys)


def item(*parts: str | Block, **keys) -> ListItem:
    return ListItem(tuple(paragraph(part) if isinstance(part, str) else part for part in parts), **keys)


def cell(*parts: str | Inline, header: bool = False) -> Cell:
    return Cell(text(*parts), header=header)


def heading(level: int, *parts: str | Inline, **keys) -> Heading:
    return Heading(level, text(*parts), **keys)


def bullets(*words: str) -> BulletList:
    return BulletList(tuple(item(each) for each in words))


def numbers(*words: str, start: int = 1, numbering: Numbering = Numbering.DECIMAL) -> OrderedList:
    return OrderedList(tuple(item(each) for each in words), start=start, numbering=numbering)


@cache
def in_format(name: str) -> bytes:
    """Return a small picture in one of Pillow's formats."""
    return raster(name, (4, 2), (32, 96, 160))


def raster(name: str, size: tuple[int, int], colour: tuple[int, ...]) -> bytes:
    """Return a picture of one colour in one of Pillow's formats; four values make it transparent."""
    output = BytesIO()
    Raster.new("RGBA" if len(colour) == 4 else "RGB", size, colour).save(output, name)
    return output.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text x="2" y="15">Ab</text></svg>'
PLAN = b"""<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
<rect width="200" height="100" fill="#ddeeff"/><g opacity="0.5"><circle cx="50" cy="50" r="30" fill="#113355"/></g>
<text x="100" y="55" font-size="14">North</text></svg>"""


@cache
def pictures() -> dict[str, Picture]:
    return {
        "holiday.png": Picture("holiday.png", "image/png", in_format("PNG"), 4, 2),
        "holiday.jpeg": Picture("holiday.jpeg", "image/jpeg", in_format("JPEG"), 4, 2),
        "holiday.gif": Picture("holiday.gif", "image/gif", in_format("GIF"), 4, 2),
        "holiday.svg": Picture("holiday.svg", "image/svg+xml", SVG, 40, 20),
        "photo.png": Picture("photo.png", "image/png", raster("PNG", (160, 80), (128, 0, 0, 0)), 160, 80),
        "print.jpg": Picture("print.jpg", "image/jpeg", raster("JPEG", (160, 80), (128, 0, 0)), 160, 80),
        "plan.svg": Picture("plan.svg", "image/svg+xml", PLAN, 200, 100),
    }


def document(*blocks: Block, notes: tuple[Note, ...] = (), title: str = "A title", **metadata: object) -> Document:
    return Document(
        metadata=replace(Metadata(title=title, lang="en-GB"), **metadata),
        title=Heading(1, text(title), id="title"),
        blocks=blocks,
        notes=notes,
        pictures=pictures(),
        sha256="ab" * 32,
    )


def inlines() -> Iterator[Inline]:
    """Yield every inline node."""
    inner = text("words within")
    yield Text("plain words, an elec\u00adtron, a non\u2011breaking hyphen, a no\u00a0break space")
    yield Emphasis(inner)
    yield Strong((Emphasis(inner), Text(" and "), Code("code  here")))
    yield Strikethrough(inner)
    yield Subscript(inner)
    yield Superscript(inner)
    yield Code("x = {}\t# <&>")
    yield Keyboard("Ctrl")
    yield Link((Text("the example site "), Emphasis(text("now"))), "https://example.org/?a=1&b=ü")
    yield Link((Code("a.md"), Strong(text("bold"))), "mailto:someone@example.org")
    yield Link(text("A section"), "#section")
    yield Link(text("Table 1"), "#table")
    yield Link(text("Figure 1"), "#figure")
    yield Passage(text("dans une autre langue"), lang="fr")
    yield Passage(text("مرحبا 123"), lang="ar")
    yield Passage(text("日本語"), lang="ja")
    yield Abbreviation("BSL", "British Sign Language", first=True)
    yield Abbreviation("BSL", "British Sign Language")
    yield LineBreak()
    yield Image("holiday.png", "A beach at noon")
    yield Image("holiday.svg", "The letters A and b", width=Length(2, "cm"))
    yield Image("holiday.jpeg", "", decorative=True)
    yield Image("holiday.gif", "Picture described in: A section", described_by="section")
    yield Math("a^2 + b", "a squared plus b")


def blocks() -> Iterator[Block]:
    """Yield every block, none with an id."""
    line = paragraph("A line of words.")
    yield line
    yield Paragraph(text("These follow:"), lead_in=True)
    yield bullets("first", "second")
    yield BulletList((item(line, line), item(line)), tight=False)
    yield BulletList((item(line, checked=True), item(line, bullets("inner"), checked=False)))
    yield BulletList((item(line), item(line, checked=False)))
    figure = (Strong(text("71p")), LineBreak(), Text("net cost of a visit"))
    yield BulletList((item(Paragraph(figure)), item(Paragraph(figure[:1]))), key_figures=True)
    for numbering in Numbering:
        yield numbers("one", "two", start=3, numbering=numbering)
    yield OrderedList((item(line, checked=True), item(line)))
    yield DefinitionList((Definition((text("Term"), text("Other term")), ((line, line), (bullets("in it"),))),))
    yield Quotation((line, numbers("quoted"), Quotation((line,))), text("Somebody"))
    yield CodeBlock("def f():\n\treturn  1\n\n# end", "python")
    yield Table(
        (Cell(text("Name")), Cell(text("Size"))),
        ((Cell(text("A"), header=True), Cell(())), (Cell(text("B"), header=True), Cell(text("2")))),
        (Align.START, Align.RIGHT),
    )
    yield Table((Cell(text("Lone")),), ((Cell(text("cell")),),), (Align.LEFT,))
    yield Figure(Image("holiday.jpeg", "A beach in the evening", width=Length(60, "%")))
    yield Figure(Image("holiday.png", "", decorative=True))
    for kind in CalloutKind:
        yield Callout(kind, text("Mind"), (line, bullets("a", "b"), CodeBlock("x")))
    yield Division((line, line), lang="cy")
    yield MathBlock(r"x = \frac{1}{2}", "x equals one half")
    yield ThematicBreak()
    yield PageBreak()


def numbered_blocks() -> Blocks:
    """Return headings of every level, and a table and a figure with captions: what others refer to."""
    return (
        Heading(2, text("A section"), id="section", number="1"),
        *(Heading(level, text(f"Level {level}"), id=f"level-{level}") for level in range(3, 7)),
        Table(
            (Cell(text("Name")), Cell(text("Size"))),
            ((Cell(text("A")), Cell(text("1"))),),
            (Align.CENTER, Align.START),
            caption=text("Sizes"),
            number=1,
            id="table",
        ),
        Figure(Image("holiday.png", "A beach"), caption=text("The beach"), number=1, id="figure"),
    )


def every_node(lang: str = "en-GB") -> Document:
    """Return a document with every inline node and every block, each at the top, in every container, in notes."""
    all_blocks = tuple(blocks())
    last = paragraph("After it all.")
    around: list[Block] = [
        BulletList(tuple(item(paragraph("Before."), block, last) for block in all_blocks)),
        OrderedList(tuple(item(block) for block in all_blocks), start=4, tight=False),
        DefinitionList(tuple(Definition((text("Term"),), ((block, last),)) for block in all_blocks)),
        *(Quotation((block, last)) for block in all_blocks),
        *(Callout(CalloutKind.TIP, text("Tip"), (block, last)) for block in all_blocks),
        Division((*all_blocks, last), lang="ar", id="division"),
    ]
    in_line = tuple(piece for inline in inlines() for piece in (inline, Text(" ")))
    wrapped = tuple(
        Paragraph(
            (
                Emphasis((inline,)),
                Strong((inline,)),
                Strikethrough((inline,)),
                Superscript((inline,)),
                Passage((inline,), lang="he"),
            ),
            lang="pl",
        )
        for inline in inlines()
    )
    calls = tuple(NoteReference(number) for number in range(1, len(all_blocks) + 1))
    notes = tuple(Note(number, (block,)) for number, block in enumerate(all_blocks, 1))
    last_note = len(notes) + 1
    return document(
        *numbered_blocks(),
        Paragraph((Text("All notes:"), *calls, Text(" and again"), NoteReference(1)), id="calls"),
        Paragraph((*in_line, Passage(text("here"), id="passage"), NoteReference(last_note)), id="inlines"),
        *wrapped,
        *all_blocks,
        *around,
        Table(
            tuple(Cell((inline,)) for inline in inlines()),
            (tuple(Cell((inline,)) for inline in inlines()),),
            tuple(Align.START for _ in inlines()),
        ),
        ThematicBreak(id="end"),
        notes=(*notes, Note(last_note, (Paragraph(in_line),))),
        lang=lang,
        dir="rtl" if lang in ("ar", "he") else "ltr",
        subtitle="A subtitle",
        authors=(Author("Ann Author", "Editor", "The House"), Author("Bob Writer")),
        date=dt.date(2025, 3, 17),
        description="What it is about. " * 30,
        keywords=("one", "two"),
        subject="Nodes",
        publisher="The House",
        rights="All of them",
        identifier="urn:x:1",
        contact="help@example.org",
        toc=True,
        toc_depth=5,
        math=True,
    )

"""Documents for the tests of the EPUB: one that is long enough for several content documents, and small ones."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from tests.documents import document, heading, item, raster, text
from tests.documents import paragraph as para
from triplicate import theme
from triplicate.document import walk
from triplicate.document.model import (
    Abbreviation,
    Align,
    Author,
    Block,
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
    Keyboard,
    Length,
    LineBreak,
    Link,
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
from triplicate.formats import epub
from triplicate.formats.product import PageStart, Region

MOMENT = dt.datetime(2025, 3, 17, 13, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def simple(*blocks: Block, **metadata: object) -> Document:
    """A document of a title and the blocks."""
    return replace(document(*blocks, **{"title": "A small text", **metadata}), pictures={"dot.png": picture()})


def picture(name: str = "dot.png") -> Picture:
    """A dot, as a GIF where its name ends so."""
    kind = "GIF" if name.endswith("gif") else "PNG"
    return Picture(name, f"image/{kind.lower()}", raster(kind, (40, 30), (51, 102, 153)), 40, 30)


SVG = Picture(
    "square plan.svg",
    "image/svg+xml",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>',
    20,
    20,
)

FILLER = "The river rises in the hills above the town and nobody who lives beside it forgets that for long. " * 3


def whole_book(*, toc: bool = True, long: bool = True, lang: str = "en-GB", direction: str = "ltr") -> Document:
    """A document that holds every node of the model, in one content document or in several."""
    dot = Image("dot.png", "A blue dot")
    table = Table(
        (Cell(text("Year")), Cell(text("Sheep & goats")), Cell(text("Cows"))),
        (
            (Cell(text("2023"), header=True), Cell((Text("12"), NoteReference(2))), Cell(text("3"))),
            (Cell(text("2024"), header=True), Cell(()), Cell((Code("<none>"),))),
        ),
        (Align.START, Align.RIGHT, Align.CENTER),
        caption=(Text("Animals, "), Emphasis(text("counted"))),
        number=1,
        id="tbl-animals",
    )
    blocks: tuple[Block, ...] = (
        para("An opening before the first heading."),
        heading(2, "Words & marks", id="words-and-marks"),
        Paragraph(
            (
                Text("Some "),
                Emphasis((Text("stressed "), Strong(text("and strong")))),
                Text(", "),
                Strikethrough(text("struck")),
                Text(", H"),
                Subscript(text("2")),
                Text("O, 10"),
                Superscript(text("3")),
                Text(", "),
                Code("a  <b> && c"),
                Text(", "),
                Keyboard("Enter"),
                Text(", "),
                Abbreviation("BSL", "British Sign Language", first=True),
                Text(", "),
                Passage(text("bonjour"), lang="fr", id="greeting"),
                Text(", "),
                Link(text("a site"), "https://www.example.org/?a=1&b=2"),
                Text(", "),
                Link((Text("the "), Emphasis(text("table"))), "#tbl-animals"),
                Text(", "),
                Link(text("the greeting"), "#greeting"),
                Text(" and a call"),
                NoteReference(1),
                LineBreak(),
                Text("after a break with "),
                replace(dot, width=Length(4, "mm")),
                Text(" and "),
                Math(r"a^2 < \frac{b}{2}", "a squared is less than b over 2"),
                Text(". electro\u00adencephalograph."),
            ),
            id="marks",
        ),
        heading(3, "Lists", id="lists"),
        Paragraph(text("These introduce:"), lead_in=True),
        BulletList(
            (item(para("one"), BulletList((item(para("inner")),))), item(para("two"), para("two again"))), tight=False
        ),
        OrderedList((item(para("third")), item(para("fourth"))), start=3, numbering=Numbering.LOWER_ALPHA),
        BulletList((item(para("Ring the hall"), checked=True), item(checked=False), item(table, checked=False))),
        DefinitionList((Definition((text("Term"), text("Other term")), ((para("Meaning"),), (para("Second"),))),)),
        heading(3, "Blocks", id="blocks"),
        Quotation((para("Said once."), Quotation((para("Said within."),))), attribution=text("Somebody")),
        CodeBlock("def f(x):\n    return x < 1 & 2\n", language="python", id="code"),
        replace(table, number=2, id="tbl-again"),
        Table((Cell(text("Only")),), ((Cell(text("cell")),),), (Align.LEFT,)),
        Figure(dot, caption=(Text("A dot"), NoteReference(1)), number=1, id="fig-dot"),
        Figure(Image("plan.svg", "A plan", described_by="code")),
        Figure(Image("plan.svg", "", decorative=True)),
        heading(2, "Set apart", id="note-1"),
        *(Callout(kind, text(kind.value.title()), (para("Take care."), para("Always."))) for kind in CalloutKind),
        Division((heading(3, "Croeso", id="croeso"), para("Bore da.")), lang="cy", id="welsh"),
        Paragraph(text("أهلاً وسهلاً بكم."), lang="ar"),
        MathBlock(r"\sum_{i=1}^{n} i = \begin{cases}1 & n > 0\\0\end{cases}", "a sum in two cases", id="sum"),
        ThematicBreak(),
        PageBreak(),
        heading(2, "Last things", id="last"),
        Paragraph((Text("Called again"), NoteReference(2), Text(" and "), Link(text("code"), "#code"), Text("."))),
        Figure(Image("dot.png", "A dot described with the words", described_by="marks")),
    )
    if long:
        blocks = (*blocks, *(para(FILLER) for _ in range(80)))
    metadata = Metadata(
        title="Every node & more",
        lang=lang,
        dir=direction,
        subtitle="All of them",
        authors=(Author("Ann Author", "Editor", "Arlow Valley"), Author("Bo Writer")),
        date=dt.date(2025, 3, 17),
        description="A text that holds every node.",
        keywords=("nodes", "tests"),
        subject="Testing",
        publisher="Arlow Valley",
        rights="All rights kept.",
        toc=toc,
        toc_depth=1,
        contact="formats@example.org",
        math=True,
    )
    notes = (
        Note(1, (para("A first note with a "), CodeBlock("code"))),
        Note(2, (Paragraph((Text("A note that calls"), NoteReference(3))), para("and goes on."))),
        Note(3, (para("Called in a note."),)),
    )
    title = Heading(1, text(metadata.title), id="every-node")
    return Document(metadata, title, blocks, notes, {"dot.png": picture(), "plan.svg": SVG}, sha256="ab" * 32)


def page_starts(source: Document) -> tuple[PageStart, ...]:
    """Pages that begin at the title, in the middle of words, in a cell, in a code block and at a heading."""
    nodes = list(walk.descend(source.title, *source.blocks))
    words = [node for node in nodes if isinstance(node, Text) and len(node.text) > 12]
    cell = next(node for node in nodes if isinstance(node, Cell))
    code = next(node for node in nodes if isinstance(node, CodeBlock))
    last = [node for node in nodes if isinstance(node, Heading)][-1]
    wanted = [(source.title, 0), (words[1], 5), (words[1], 13), (cell, 0), (code, 10), (last.children[0], 0)]
    return tuple(PageStart(str(number), node, offset) for number, (node, offset) in enumerate(wanted, start=1))


def pages_of_contents() -> tuple[Document, tuple[PageStart, ...]]:
    """A book of whose pages some show the contents alone, and the last one the lines at the end."""
    blocks = (heading(2, "One", id="one"), heading(3, "Two", id="two"), heading(2, "Three", id="three"))
    source = simple(*blocks, toc=True, rights="All rights kept.")
    return source, (
        PageStart("1", source.title),
        PageStart("2", blocks[1], region=Region.CONTENTS),
        PageStart("3", blocks[2], region=Region.CONTENTS),
        PageStart("4", blocks[0]),
        PageStart("5", source.title, region=Region.END),
    )


def write(folder: Path, source: Document, name: str = "book.epub", style: str = "standard", **options: object) -> Path:
    """Export a document into a file."""
    path = folder / name
    path.write_bytes(epub.export(source, theme.load(style), moment=MOMENT, **options).data)
    return path


def nested() -> Document:
    """Every block inside everything that holds blocks."""
    notes = tuple(Note(number, (block,)) for number, block in enumerate(_each_block(), start=1))
    calls = Paragraph((Text("Calls"), *(NoteReference(note.number) for note in notes)))
    # Nodes are told apart by identity, so each place has a block of its own.
    rows = zip(*(_each_block() for _ in range(7)), strict=True)
    blocks = (outer for row in rows for outer in _held(*row))
    return replace(simple(heading(2, "Outer heading"), calls, *blocks), notes=notes)


def _each_block() -> tuple[Block, ...]:
    return (
        para("Words."),
        heading(3, "Inner heading"),
        BulletList((item(para("bullet")),)),
        BulletList((item(para("task"), checked=False),)),
        OrderedList((item(para("number")),), start=0, numbering=Numbering.UPPER_ROMAN),
        DefinitionList((Definition((text("term"),), ((para("meaning"),),)),)),
        Quotation((para("quoted"),), text("Somebody")),
        CodeBlock("code"),
        Table((Cell(text("head")),), ((Cell(text("cell")),),), (Align.START,)),
        Figure(Image("dot.png", "A blue dot")),
        Callout(CalloutKind.TIP, text("Tip"), (para("called out"),)),
        Division((para("together"),), lang="fr"),
        MathBlock("x^2", "x squared"),
        ThematicBreak(),
        PageBreak(),
    )


def _held(*blocks: Block) -> tuple[Block, ...]:
    return (
        BulletList((item(blocks[0]),)),
        BulletList((item(blocks[1], checked=True),)),
        OrderedList((item(blocks[2]),)),
        DefinitionList((Definition((text("term"),), ((blocks[3],),)),)),
        Quotation((blocks[4],)),
        Callout(CalloutKind.NOTE, text("Note"), (blocks[5],)),
        Division((blocks[6],), lang="de"),
    )

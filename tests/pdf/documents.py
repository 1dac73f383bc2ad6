"""Documents for the tests, built of the model: each node small, and each node so long that it crosses a page."""

import datetime as dt

from tests.documents import cell, document, heading, item
from tests.documents import paragraph as para
from tests.documents import text as words
from triplicate.document.model import (
    Abbreviation,
    Align,
    Author,
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
    Image,
    Keyboard,
    Kind,
    Length,
    LineBreak,
    Link,
    ListItem,
    Math,
    MathBlock,
    Note,
    NoteReference,
    Numbering,
    OrderedList,
    PageBreak,
    Passage,
    Quotation,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    ThematicBreak,
)

MOMENT = dt.datetime(2025, 3, 17, 12, 0, tzinfo=dt.UTC)
SENTENCE = "When a river rises at night, people leave their homes with a coat, a phone and very little else. "


def table(rows: int, columns: int = 3, *, row_headers: bool = False, note: int | None = None) -> Table:
    def content(row: int, column: int) -> Cell:
        call = (NoteReference(note),) if note and (row, column) == (1, 1) else ()
        return cell(f"Cell {row}.{column}", *call, header=row_headers and column == 0)

    return Table(
        header=tuple(cell(f"Column {column}") for column in range(columns)),
        rows=tuple(tuple(content(row, column) for column in range(columns)) for row in range(rows)),
        align=(Align.START, Align.CENTER, Align.RIGHT, *(Align.LEFT,) * columns)[:columns],
        caption=words("What it shows"),
        number=1,
    )


ALL_METADATA = {
    "subtitle": "With a subtitle",
    "authors": (Author("Ann Lee", "Editor", "Arlow Valley"), Author("Bo")),
    "date": dt.date(2025, 3, 17),
    "description": "What it is about, in a sentence & more.",
    "keywords": ("flood", "shelter"),
    "subject": "Planning",
    "publisher": "Arlow & Sons",
    "rights": "Free to copy.",
    "identifier": "urn:uuid:7c0f3c9e-52b4-4d0a-9a54-6f1d2b7e8a11",
    "contact": "formats@example.org",
}

LONG = SENTENCE * 70

SMALL: dict[str, Document] = {
    "headings": document(
        *(heading(level, f"Level {level}", number="1." * level) for level in range(2, 7)), para("End.")
    ),
    "inline": document(
        para(
            "Some ",
            Emphasis(words("stress")),
            " and ",
            Strong(words("weight, ", Emphasis(words("both")))),
            "; ",
            Strikethrough(words("gone")),
            "; H",
            Subscript(words("2")),
            "O, 10",
            Superscript(words("3")),
            "; ",
            Code("a  =  b"),
            "; ",
            Keyboard("Ctrl"),
            "; ",
            Abbreviation("PEEP", "personal emergency evacuation plan", first=True),
            "; ",
            Passage(words("bonjour"), lang="fr"),
            "; electro\u00adencephalograph; office fluffy difficult;",
            LineBreak(),
            "a new line.",
        )
    ),
    "lists": document(
        para("These are:", lead_in=True),
        BulletList((item("one"), item("two", BulletList((item("three", BulletList((item("four"),))),))))),
        *(OrderedList((item("first"), item("second")), start=3, numbering=numbering) for numbering in Numbering),
        BulletList((item("done it", checked=True), item("not yet", checked=False))),
        OrderedList((item(para("one"), para("and more"), CodeBlock("x = 1")), item(table(2))), tight=False),
        DefinitionList(
            (
                Definition((words("Shelter"), words("Refuge")), ((para("A place."),), (para("One."), para("Two.")))),
                Definition((words(Code("key")),), ((BulletList((item("in a list"),)),),)),
            )
        ),
    ),
    "blocks": document(
        Quotation((para("Said."), Quotation((para("Inner."),))), attribution=words("Somebody")),
        CodeBlock("def f(x):\n\n    return x\n\ttab\n", language="python"),
        *(
            Callout(kind, words(kind.value.title()), (para("Take care."), BulletList((item("so"),))))
            for kind in CalloutKind
        ),
        Division((para("Croeso i bawb."), BulletList((item("bwyd"),))), lang="cy"),
        ThematicBreak(),
        MathBlock(r"T = \left\lceil \frac{n}{20} \right\rceil", "T equals n by 20"),
        para("With ", Math("a^2 + b^2", "a squared plus b squared"), " inside."),
        PageBreak(),
        para("After the break."),
    ),
    "tables": document(
        table(3),
        table(3, row_headers=True),
        Table((cell("One"), cell("")), ((cell(""), cell("x")),), (Align.START, Align.START)),
        table(2, 12),
        Table((cell("A"), cell("B")), ((cell("w" * 90), cell("v " * 40)),), (Align.START, Align.START)),
    ),
    "pictures": document(
        Figure(Image("photo.png", "A photograph"), caption=words("Seen from ", Emphasis(words("above"))), number=1),
        Figure(Image("plan.svg", "A plan", width=Length(50, "%"))),
        Figure(Image("print.jpg", "A print")),
        Figure(Image("photo.png", "", decorative=True)),
        para("A sign ", Image("plan.svg", "Step-free", width=Length(5, "mm")), " in a line."),
        para(Link((Image("photo.png", "Signs to print", width=Length(12, "mm")),), "https://example.org/signs")),
    ),
    "links": document(
        para(
            "See ",
            Link(words("the ", Strong(words("second")), " part"), "#second"),
            " or ",
            Link(words("mail us"), "mailto:a@example.org"),
            ".",
        ),
        para("At ", Link(words("https://example.org/" + "a-very-long-address/" * 12), "https://example.org/"), "."),
        heading(2, "Second", id="second"),
        para("See ", Link(words("das Ziel"), "#größe"), ".", id="größe"),
        para("Back to ", Passage(words("here"), id="here"), " by ", Link(words("this"), "#here"), "."),
    ),
    "notes": document(
        para("One", NoteReference(1), " and two", NoteReference(2), " and again", NoteReference(1), "."),
        BulletList((item(para("In a list", NoteReference(3), "."), para("More.")), item("next"))),
        heading(2, "In a heading", NoteReference(4)),
        table(3, note=5),
        Figure(Image("photo.png", "A photograph"), caption=words("In a caption", NoteReference(6)), number=1),
        Quotation((para("In a quotation", NoteReference(7)),), attribution=words("Who", NoteReference(8))),
        DefinitionList(
            (Definition((words("Term", NoteReference(9)),), ((para("Meaning", NoteReference(10)), para("More.")),)),)
        ),
        Callout(CalloutKind.TIP, words("Tip"), (para("In a callout", NoteReference(11)),)),
        notes=(
            Note(1, (para("First note."), BulletList((item("with a list"),)))),
            Note(2, (para("Second note calls", NoteReference(12), " another."),)),
            *(Note(number, (para(f"Note {number}."),)) for number in range(3, 12)),
            Note(12, (para("Called by a note."),)),
        ),
    ),
    "in a quotation": document(
        Quotation(
            (
                para("First", NoteReference(1)),
                Callout(CalloutKind.TIP, words("Tip"), (para("In a callout"),)),
                para("Between"),
                Figure(Image("photo.png", "A photograph"), caption=words("Seen from above"), number=1),
                Division((Callout(CalloutKind.NOTE, words("Note"), (para("Nodyn"),)), para("Diwedd")), lang="cy"),
                para("Last"),
            )
        ),
        notes=(
            Note(
                1,
                (
                    para("A note."),
                    Callout(CalloutKind.NOTE, words("Note"), (para("In a note"),)),
                    Figure(Image("photo.png", "A photograph"), caption=words("Once more"), number=2),
                    para("Its end."),
                ),
            ),
        ),
    ),
    "in a callout": document(
        Callout(
            CalloutKind.WARNING,
            words("Warning"),
            (
                para("First"),
                Callout(CalloutKind.TIP, words("Tip"), (para("In a callout"),)),
                Figure(Image("photo.png", "A photograph"), caption=words("Seen from above"), number=1),
                BulletList((ListItem((para("Item"), Callout(CalloutKind.NOTE, words("Note"), (para("Deep"),)))),)),
                para("Last"),
            ),
        ),
    ),
    "languages": document(
        Division((para("أهلاً وسهلاً بكم. المأوى مفتوح للجميع، وتُقدَّم وجبة ساخنة في الساعة 19:00. " * 3),), lang="ar"),
        BulletList((item("ברוכים הבאים"), item("הכניסה ללא מדרגות")), lang="he"),
        para("In Hebrew ", Passage(words("שלום לכולם"), lang="he"), " is said."),
        heading(2, "Gwybodaeth", lang="cy"),
    ),
    "right to left": document(
        heading(2, "من يستخدمه"),
        para("أهلاً وسهلاً بكم", NoteReference(1), ". ", "المأوى مفتوح للجميع. " * 12),
        BulletList((item("واحد"), item("اثنان", checked=None))),
        table(2),
        notes=(Note(1, (para("ملاحظة قصيرة."),)),),
        lang="ar",
        dir="rtl",
        title="دليل المأوى",
        toc=True,
    ),
    "front": document(heading(2, "Only one"), para("Text."), toc=True, kind=Kind.GUIDANCE, **ALL_METADATA),
}
"""A document for each family of nodes, none longer than it must be."""


CROSSING: dict[str, tuple[str, Document]] = {
    "paragraph": ("P", document(para(LONG))),
    "emphasis": ("Em", document(para("So ", Emphasis(words(LONG)), " ends."))),
    "strong": ("Strong", document(para("So ", Strong(words(LONG)), " ends."))),
    "struck": ("Span", document(para("So ", Strikethrough(words(LONG)), " ends."))),
    "passage": ("Span", document(para("So ", Passage(words(LONG), lang="fr"), " ends."))),
    "link": ("Link", document(para("So ", Link(words(LONG), "https://example.org/"), " ends."))),
    "inline code": ("Code", document(para("So ", Code(LONG), " ends."))),
    "bullet list": ("L", document(BulletList(tuple(item(f"Item {n}") for n in range(54))))),
    "ordered list": (
        "L",
        document(OrderedList(tuple(item(f"Item {n}") for n in range(54)), numbering=Numbering.UPPER_ROMAN)),
    ),
    "task list": ("L", document(BulletList(tuple(item(f"Item {n}", checked=n % 2 == 0) for n in range(54))))),
    "list item": ("LI", document(BulletList((item(*(SENTENCE * 8,) * 9),)))),
    "nested list": (
        "LBody",
        document(
            para(SENTENCE * 20),
            OrderedList((ListItem((para("outer"), *(para(f"More {n}. " + SENTENCE * 3) for n in range(20)))),)),
        ),
    ),
    "definition list": (
        "L",
        document(DefinitionList(tuple(Definition((words(f"Term {n}"),), ((para(SENTENCE),),)) for n in range(40)))),
    ),
    "description": ("LBody", document(DefinitionList((Definition((words("Term"),), ((para(LONG),),)),)))),
    "quotation": (
        "BlockQuote",
        document(Quotation(tuple(para(SENTENCE * 4) for _ in range(20)), attribution=words("Who"))),
    ),
    "code": ("Code", document(CodeBlock("\n".join(f"line {n}" + " and on" * (n % 30) for n in range(54))))),
    "table": ("Table", document(table(46))),
    "table body": ("TBody", document(para(SENTENCE * 20), table(46, row_headers=True))),
    "wide table": ("Table", document(table(26, 12))),
    "callout": (
        "Aside",
        document(Callout(CalloutKind.NOTE, words("Note"), tuple(para(SENTENCE * 4) for _ in range(20)))),
    ),
    "division": ("Div", document(Division(tuple(para(SENTENCE * 4) for _ in range(20)), lang="cy"))),
    "note": (
        "FENote",
        document(
            para(SENTENCE * 20),
            para("Call", NoteReference(1), "."),
            notes=(Note(1, tuple(para(SENTENCE * 6) for _ in range(14))),),
        ),
    ),
    "contents": (
        "TOC",
        document(
            *(block for n in range(70) for block in (heading(2, f"Section {n}"), para("Text."))),
            toc=True,
            kind=Kind.GUIDANCE,
        ),
    ),
    "right to left": (
        "P",
        document(para("المأوى مفتوح للجميع، وتُقدَّم وجبة ساخنة. " * 150), lang="ar", dir="rtl", title="دليل المأوى"),
    ),
}
"""A document for each node that may run over several pages, and the role of the one element that it must be."""

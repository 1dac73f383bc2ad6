"""Documents at random, for laws that hold for every document: each node, sensible ids, targets and numbers.

What reading never gives is not made: empty lists, two spaces in a row, a paragraph that is nothing but a picture
(that is a figure), words that begin or end with a space where a line begins or ends.

`documents` keeps to what a page takes easily; `wide_documents` adds what it does not: long notes and calls anywhere in
a line, tall rows, many and narrow columns, eight scripts, soft hyphens, long runs of letters without a space.
"""

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from triplicate.document import model, walk
from triplicate.document.phrases import phrases_for

WORDS = (
    "river",
    "valley",
    "naïve",
    "fluffy",
    "office",
    "straße",
    "ÆGIR",
    "10",
    "3.2",
    "plain",
    "“so”",
    "it’s",
    "a",
    "&",
    "<b>",
)
LANGS = ("fr", "de", "cy", "pl", "es")
URLS = ("https://www.example.org/a?b=1&c=2", "mailto:someone@example.org", "https://example.org/ü#part")
EITHER = (True, False)

WIDE_WORDS = (
    *WORDS,
    "extra\u00adordi\u00adnary",
    "co\u00adopera\u00adtion",
    "in\u00adter\u00adna\u00adtion\u00adal",
    "w" * 45,
)
SCRIPTS = {
    "ar": ("المأوى", "مفتوح", "للجميع،", "19:00", "السلام", "لأن"),
    "cy": ("croeso", "dŵr", "tŷ", "gŵyl"),
    "el": ("Ο", "ποταμός", "φουσκώνει", "τη", "νύχτα"),
    "he": ("ברוכים", "הבאים,", "12", "הכניסה", "חופשית"),
    "hi": ("नदी", "रात", "में", "बढ़ती", "क्षेत्र", "है।"),
    "ru": ("река", "поднимается", "ночью,", "объект"),
    "ta": ("ஆறு", "இரவில்", "உயர்கிறது,", "மக்கள்"),
    "th": ("แม่น้ำ", "ขึ้นสูง", "ตอนกลางคืน"),
}
"""Words in each script, by a language that is written in it."""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200015d0b2f1b0000000049454e44ae426082"
)


@dataclass
class Making:
    """What has been made of one document so far."""

    draw: object
    ids: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    abbreviations: set = field(default_factory=set)
    apart: bool = False
    tables: int = 0
    figures: int = 0
    wide: bool = False

    def one_of(self, *values):
        return self.draw(st.sampled_from(values))

    def chance(self, out_of=4):
        return self.draw(st.integers(1, out_of)) == 1

    def whole(self, low, high):
        return self.draw(st.integers(low, high))

    def new_id(self, prefix="part"):
        self.ids.append(f"{prefix}-{len(self.ids) + 1}")
        return self.ids[-1]

    def text(self, most=5):
        words = WIDE_WORDS if self.wide else WORDS
        return " ".join(self.one_of(*words) for _ in range(self.whole(1, most)))

    def long_text(self):
        """Return 20 to 120 words: from two lines to a column's height in a narrow table."""
        sentence = self.text(20)
        return " ".join([sentence] * (1 + self.whole(20, 120) // (sentence.count(" ") + 1)))

    def script(self):
        """Return a language and words in its script."""
        lang = self.one_of(*SCRIPTS)
        return lang, " ".join(self.one_of(*SCRIPTS[lang]) for _ in range(self.whole(1, 12)))

    def may_call(self):
        return len(self.notes) < (9 if self.wide else 3)

    def call(self):
        self.notes.append(None)
        return model.NoteReference(len(self.notes))


def apart(making, depth=0, **kinds):
    """Return inline nodes of a heading, caption or link, where no use of an abbreviation is its first."""
    around, making.apart = making.apart, True
    made = inlines(making, depth, **kinds)
    making.apart = around
    return made


def inlines(making, depth=0, *, link=True, note=True, rich=True):
    """Return inline nodes with single spaces between them."""
    made = []
    for _ in range(making.whole(1, 3)):
        if made:
            made.append(model.Text(" "))
        made.append(inline(making, depth, link=link, note=note, rich=rich))
    return tuple(joined(made))


def joined(nodes):
    """Return nodes with texts that follow one another made one, as reading gives them."""
    result = []
    for node in nodes:
        if result and isinstance(node, model.Text) and isinstance(result[-1], model.Text):
            result[-1] = model.Text(result[-1].text + node.text)
        else:
            result.append(node)
    return result


def inline(making, depth, *, link, note, rich):
    kinds = ["text"] * 4
    if rich and depth < 2:
        kinds += ["emphasis", "strong", "struck", "sub", "sup", "code", "keyboard", "passage", "abbreviation"]
        kinds += ["break", "image", "decorative", "math"]
        kinds += ["link"] if link else []
        kinds += ["note"] if note and depth == 0 and making.may_call() else []
        kinds += ["script", "script", "run", "run"] if making.wide else []
    inner = {"link": link, "note": False, "rich": rich}
    match making.one_of(*kinds):
        case "text":
            return model.Text(making.text())
        case "emphasis":
            return model.Emphasis(inlines(making, depth + 1, **inner))
        case "strong":
            return model.Strong(inlines(making, depth + 1, **inner))
        case "struck":
            return model.Strikethrough(inlines(making, depth + 1, **inner))
        case "sub":
            return model.Subscript((model.Text(making.text(1)),))
        case "sup":
            return model.Superscript((model.Text(making.text(1)),))
        case "code":
            return model.Code(making.text(2))
        case "keyboard":
            return model.Keyboard("Ctrl")
        case "passage":
            lang = making.one_of(*LANGS, None)
            identifier = making.new_id("word") if lang is None or making.chance() else None
            return model.Passage(inlines(making, depth + 1, **inner), lang, identifier)
        case "abbreviation":
            text, expansion = making.one_of(("BSL", "British Sign Language"), ("WHO", "World Health Organization"))
            first = text not in making.abbreviations and not making.apart
            if first:
                making.abbreviations.add(text)
            return model.Abbreviation(text, expansion, first)
        case "break":
            return model.Emphasis((model.Text("before"), model.LineBreak(), model.Text("after")))
        case "image":
            return model.Image("dot.png", f"a dot, {making.text(2)}")
        case "decorative":
            return model.Image("dot.png", "", decorative=True)
        case "math":
            return model.Math("a^2", "a squared")
        case "link":
            target = making.one_of(*URLS, "#")
            return model.Link(apart(making, depth + 1, link=False, note=False), target)
        case "note":
            return making.call()
        case "script":
            lang, words = making.script()
            return model.Passage((model.Text(words),), lang)
        case "run":
            return model.Emphasis(run(making))
    raise AssertionError


def run(making):
    """Return inline nodes without a space in or between them, together wider than most columns."""
    letters = making.one_of("abcdef", "0123456789", "WWWWWW", "iiiiii", "/path")
    pieces = (letters * making.whole(1, 5) for _ in range(making.whole(3, 5)))
    kinds = (model.Strong, model.Superscript, model.Strikethrough)
    nodes = (
        model.Text(text) if index % 2 else kinds[index // 2]((model.Text(text),)) for index, text in enumerate(pieces)
    )
    return tuple(nodes)


def long_paragraph(making, *, note):
    """Return a paragraph of several lines; where it calls a note, the call stands at any place of a line."""
    words = [model.Text(making.long_text())]
    if note and making.may_call():
        words += [making.call(), model.Text(f" {making.text()}")]
    return model.Paragraph(tuple(words))


def paragraph(making, **options):
    # Words at both ends, so that no paragraph is a lone picture and no space stands at an end.
    words = joined((model.Text("Here "), *inlines(making, **options), model.Text(" ends.")))
    return model.Paragraph(tuple(words), lang=some_lang(making))


def some_lang(making):
    return making.one_of(*LANGS) if making.chance(8) else None


def blocks(making, depth=0, *, most=3, note=True):
    return tuple(block(making, depth, note=note) for _ in range(making.whole(1, most)))


def items(making, depth, *, checked=False, note=True):
    made = []
    for _ in range(making.whole(1, 3)):
        inside = [paragraph(making, note=note)]
        if depth < 3 and making.chance(3):
            inside += blocks(making, depth + 1, most=2, note=note)
        made.append(model.ListItem(tuple(inside), making.one_of(*EITHER) if checked else None))
    return tuple(made)


def block(making, depth, *, note):
    kinds = ["paragraph"] * 3 + ["bullets", "ordered", "tasks", "code", "figure", "formula", "table"]
    if depth < 2:
        kinds += ["definitions", "quotation", "callout", "division"]
    if depth == 0:
        kinds += ["break", "page"]
    if making.wide:
        kinds += ["long", "long", "script", "table"]
    identifier = making.new_id() if making.chance() else None
    lang = some_lang(making)
    match making.one_of(*kinds):
        case "paragraph":
            return replace(paragraph(making, note=note), id=identifier)
        case "bullets":
            return model.BulletList(
                items(making, depth, note=note), id=identifier, lang=lang, tight=making.one_of(*EITHER)
            )
        case "tasks":
            return model.BulletList(items(making, depth, checked=True, note=note), id=identifier)
        case "ordered":
            numbering = making.one_of(*model.Numbering)
            return model.OrderedList(items(making, depth, note=note), making.whole(1, 30), numbering, id=identifier)
        case "code":
            return model.CodeBlock(
                making.one_of("x = 1", "for a in b:\n    c()\n\nend", "<tag>\n  &amp;"), id=identifier
            )
        case "figure":
            caption = apart(making, note=False, rich=False) if making.chance(2) else ()
            making.figures += bool(caption)
            image = model.Image("dot.png", f"A dot: {making.text(3)}")
            return model.Figure(image, caption, making.figures if caption else None, id=identifier)
        case "formula":
            return model.MathBlock("E = m", "E equals m", id=identifier)
        case "table":
            return table(making, identifier, lang, note=note)
        case "definitions":
            made = []
            for _ in range(making.whole(1, 2)):
                terms = tuple(inlines(making, note=False) for _ in range(making.whole(1, 2)))
                terms = tuple((model.Text("Term "), *term) for term in terms)
                described = tuple(
                    (
                        paragraph(making, note=note),
                        *((block(making, depth + 1, note=note),) if making.chance(3) else ()),
                    )
                    for _ in range(making.whole(1, 2))
                )
                made.append(model.Definition(terms, described))
            return model.DefinitionList(tuple(made), id=identifier, lang=lang)
        case "quotation":
            source = (model.Text("Who said it "), *inlines(making, note=False)) if making.chance(2) else ()
            return model.Quotation(
                (paragraph(making, note=note), *blocks(making, depth + 1, most=2, note=note)),
                source,
                id=identifier,
                lang=lang,
            )
        case "callout":
            kind = making.one_of(*model.CalloutKind)
            title = (model.Text(phrases_for("en").callout(kind)),)
            return model.Callout(
                kind,
                title,
                (paragraph(making, note=note), *blocks(making, depth + 1, most=2, note=note)),
                id=identifier,
                lang=lang,
            )
        case "division":
            return model.Division(
                (paragraph(making, note=note), *blocks(making, depth + 1, most=2, note=note)),
                id=identifier,
                lang=making.one_of(*LANGS),
            )
        case "break":
            return model.ThematicBreak(id=identifier)
        case "page":
            return model.PageBreak()
        case "long":
            return replace(long_paragraph(making, note=note), id=identifier)
        case "script":
            lang, words = making.script()
            lines = (model.Paragraph((model.Text(words),)), model.Paragraph((model.Text(making.script()[1]),)))
            listed = model.BulletList((model.ListItem((model.Paragraph((model.Text(words),)),)),))
            return model.Division((*lines, listed), id=identifier, lang=lang)
    raise AssertionError


def table(making, identifier, lang, *, note):
    width = making.whole(1, 9 if making.wide else 3)
    headers = making.one_of(*EITHER)
    header = tuple(model.Cell((model.Text(f"Column {number + 1}"),)) for number in range(width))
    rows = tuple(
        tuple(
            model.Cell((model.Text("Cell "), *cell(making, note=note and column == 0)), header=headers and column == 0)
            for column in range(width)
        )
        for _ in range(making.whole(1, 3))
    )
    caption = apart(making, note=False, rich=False) if making.chance(2) else ()
    making.tables += bool(caption)
    align = tuple(making.one_of(*model.Align) for _ in range(width))
    return model.Table(header, rows, align, caption, making.tables if caption else None, id=identifier, lang=lang)


def cell(making, *, note):
    if making.wide and making.chance(6):
        return (model.Text(" ".join([making.long_text()] * 4)),)  # a row higher than half a page
    return tuple(inlines(making, note=note))


@st.composite
def documents(draw):
    """A whole document that a page takes easily."""
    return whole(Making(draw))


@st.composite
def wide_documents(draw):
    """A whole document that may hold anything a page does not like."""
    return whole(Making(draw, wide=True))


def whole(making):
    title = model.Heading(1, (model.Text(f"Title {making.text(2)}"),), id="title")
    text = []
    level = 1
    numbered = making.one_of(*EITHER)
    counts = [0] * 7
    for _ in range(making.whole(1, 4)):
        level = making.whole(2, min(level + 1, 6))
        counts[level] += 1
        counts[level + 1 :] = [0] * (6 - level)
        number = ".".join(str(count) for count in counts[2 : level + 1]) if numbered else None
        words = joined((model.Text("Part "), *apart(making, link=False)))
        text.append(model.Heading(level, tuple(words), number, id=making.new_id("heading"), lang=some_lang(making)))
        text += blocks(making)
    notes = tuple(
        model.Note(number, (note_text(making), *blocks(making, 2, most=2, note=False)))
        for number in range(1, len(making.notes) + 1)
    )
    metadata = model.Metadata(
        title=walk.text_of(title.children),
        lang="en-GB",
        toc=making.one_of(*EITHER),
        toc_depth=making.whole(1, 3),
        math=True,
        authors=(model.Author("A Writer"),),
        rights="Free to use.",
    )
    document = model.Document(
        metadata,
        title,
        tuple(text),
        notes,
        {"dot.png": model.Picture("dot.png", "image/png", PNG, 1, 1)},
    )
    return settled(document, making)


def note_text(making):
    return long_paragraph(making, note=False) if making.wide and making.chance(2) else paragraph(making, note=False)


def settled(document, making):
    """Return a document whose links lead to ids that exist, and whose calls and notes are numbered as they are met."""
    targets = [f"#{name}" for name in walk.targets(document)]
    order = {}

    def renewed(node):
        match node:
            case model.Link(target="#"):
                return replace(node, target=making.one_of(*targets), children=tuple(map(renewed, node.children)))
            case model.NoteReference():
                return model.NoteReference(order.setdefault(node.number, len(order) + 1))
            case model.Table():
                return replace(
                    node,
                    caption=tuple(map(renewed, node.caption)),
                    header=tuple(map(renewed, node.header)),
                    rows=tuple(tuple(map(renewed, row)) for row in node.rows),
                )
            case model.Definition():
                terms = tuple(tuple(map(renewed, term)) for term in node.terms)
                return replace(
                    node, terms=terms, descriptions=tuple(tuple(map(renewed, one)) for one in node.descriptions)
                )
            case model.BulletList() | model.OrderedList() | model.DefinitionList():
                return replace(node, items=tuple(map(renewed, node.items)))
            case model.Quotation():
                inside = tuple(map(renewed, node.children))
                return replace(node, children=inside, attribution=tuple(map(renewed, node.attribution)))
            case _ if hasattr(node, "children"):
                return replace(node, children=tuple(map(renewed, node.children)))
            case _:
                return node

    text = tuple(map(renewed, document.blocks))
    notes = {}
    for note in document.notes:
        if note.number in order:
            notes[order[note.number]] = model.Note(order[note.number], tuple(map(renewed, note.children)))
    return replace(document, blocks=text, notes=tuple(notes[number] for number in sorted(notes)))

"""Documents at random, for laws that hold for every document: each node, sensible ids, targets and numbers.

What reading never gives is not made: empty lists, two spaces in a row, a paragraph that is nothing but a picture
(that is a figure), words that begin or end with a space where a line begins or ends.

They keep to what a page takes easily; `tests/campaign/documents.py` adds what it does not.
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
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200015d0b2f1b0000000049454e44ae426082"
)


@dataclass
class Making:
    """What has been made of one document so far, and how much a document may hold."""

    draw: object
    ids: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    abbreviations: set = field(default_factory=set)
    apart: bool = False
    tables: int = 0
    figures: int = 0
    words = WORDS
    most_calls = 3
    most_columns = 3
    most_sections = 4

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
        return " ".join(self.one_of(*self.words) for _ in range(self.whole(1, most)))

    def may_call(self):
        return len(self.notes) < self.most_calls

    def more_inlines(self):
        """Return what an inline may be beyond the kinds that every document has: each makes one."""
        return []

    def more_blocks(self, *, note):
        """Return the same for a block."""
        return []

    def fill(self, rows):
        """Put into the rows of a table, lists of cells, what they have beyond a few words."""

    def note_text(self):
        return paragraph(self, note=False)

    def call(self):
        self.notes.append(None)
        return model.NoteReference(len(self.notes))


class Seeded(Making):
    """A making that draws by a seeded ``random.Random``, without Hypothesis."""

    def one_of(self, *values):
        return self.draw.choice(values)

    def whole(self, low, high):
        return self.draw.randint(low, high)

    def chance(self, out_of=4):
        return self.whole(1, out_of) == 1


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
        kinds += making.more_inlines()
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
        case other:
            return other()


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
    kinds = ["paragraph"] * 3 + ["bullets", "ordered", "tasks", "figures", "code", "figure", "formula", "table"]
    if depth < 2:
        kinds += ["definitions", "quotation", "callout", "division"]
    if depth == 0:
        kinds += ["break", "page"]
    kinds += making.more_blocks(note=note)
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
        case "figures":
            figures = tuple(
                model.Paragraph(
                    (model.Strong((model.Text(making.text(1)),)), model.LineBreak(), *inlines(making, note=note))
                )
                for _ in range(making.whole(1, 5))
            )
            return model.BulletList(
                tuple(model.ListItem((figure,)) for figure in figures), id=identifier, lang=lang, key_figures=True
            )
        case "ordered":
            numbering = making.one_of(*model.Numbering)
            numbered = items(making, depth, checked=making.chance(4), note=note)
            return model.OrderedList(numbered, making.whole(1, 30), numbering, id=identifier)
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
                terms = tuple(tuple(joined((model.Text("Term "), *term))) for term in terms)
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
            source = (
                tuple(joined((model.Text("— Who said it "), *inlines(making, note=False)))) if making.chance(2) else ()
            )
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
        case other:
            return replace(other(), id=identifier)


def table(making, identifier, lang, *, note):
    width = making.whole(1, making.most_columns)
    headers = making.one_of(*EITHER)
    header = tuple(model.Cell((model.Text(f"Column {number + 1}"),)) for number in range(width))
    rows = [
        [
            model.Cell(
                tuple(joined((model.Text("Cell "), *inlines(making, note=note and column == 0)))),
                header=headers and column == 0,
            )
            for column in range(width)
        ]
        for _ in range(making.whole(1, 3))
    ]
    making.fill(rows)
    caption = apart(making, note=False, rich=False) if making.chance(2) else ()
    making.tables += bool(caption)
    align = tuple(making.one_of(*model.Align) for _ in range(width))
    return model.Table(
        header, tuple(map(tuple, rows)), align, caption, making.tables if caption else None, id=identifier, lang=lang
    )


@st.composite
def documents(draw):
    """A whole document."""
    return whole(Making(draw))


def whole(making):
    title = model.Heading(1, (model.Text(f"Title {making.text(2)}"),), id="title")
    text = []
    level = 1
    numbered = making.one_of(*EITHER)
    counts = [0] * 7
    for _ in range(making.whole(1, making.most_sections)):
        level = making.whole(2, min(level + 1, 6))
        counts[level] += 1
        counts[level + 1 :] = [0] * (6 - level)
        number = ".".join(str(count) for count in counts[2 : level + 1]) if numbered else None
        words = joined((model.Text("Part "), *apart(making, link=False)))
        text.append(model.Heading(level, tuple(words), number, id=making.new_id("heading"), lang=some_lang(making)))
        text += blocks(making)
    notes = tuple(
        model.Note(number, (making.note_text(), *blocks(making, 1, most=2, note=False)))
        for number in range(1, len(making.notes) + 1)
    )
    metadata = model.Metadata(
        title=walk.text_of(title.children),
        lang="en-GB",
        toc=making.one_of(*EITHER),
        toc_depth=making.whole(1, 3),
        number_sections=numbered,
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


def first_uses(document):
    """Return the serials of the abbreviations that are explained: neither in headings and captions nor in links."""
    firsts, apart = {}, set()
    for node in walk.nodes(document):
        if isinstance(node, model.Heading | model.Link):
            apart.update(inner.serial for inner in walk.descend(node))
        elif isinstance(node, model.Figure | model.Table):
            apart.update(inner.serial for inner in walk.descend(*node.caption))
        elif isinstance(node, model.Abbreviation) and node.serial not in apart:
            firsts.setdefault(node.text, node.serial)
    return set(firsts.values())


def settled(document, making):
    """Return a document as reading gives it, whatever was made of it first.

    Links lead to ids that exist; calls and notes are numbered as they are met; the first use of each abbreviation that
    is met in the text itself is the one that is explained.
    """
    targets = [f"#{name}" for name in walk.targets(document)]
    order = {}
    firsts = first_uses(document)

    def renewed(node):
        match node:
            case model.Link(target="#"):
                return replace(node, target=making.one_of(*targets), children=tuple(map(renewed, node.children)))
            case model.NoteReference():
                return model.NoteReference(order.setdefault(node.number, len(order) + 1))
            case model.Abbreviation():
                return replace(node, first=node.serial in firsts)
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

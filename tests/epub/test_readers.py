"""Read back by pandoc and by two JavaScript reading engines: what the model holds is what they find."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.epub.books import whole_book
from tests.judges import TocEntry, epub_readers, pandoc_json
from tests.samples import links_of
from triplicate import reading
from triplicate.document import walk
from triplicate.document.model import (
    BulletList,
    CodeBlock,
    DefinitionList,
    Document,
    Heading,
    Image,
    Math,
    MathBlock,
    NoteReference,
    OrderedList,
    Quotation,
    Table,
)

SOURCE = Path(__file__).parents[2] / "source"
DOCUMENTS = {
    "every node, short": lambda: whole_book(toc=False, long=False),
    "everything": lambda: reading.read(SOURCE / "everything.md").document,
    "news-release": lambda: reading.read(SOURCE / "news-release.md").document,
}

# pandoc reads the hidden landmarks of a contents page as a list.
LANDMARKS = {True: [(1, 3)], False: []}


def found(value: Any, *, stop: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    """Yield every element of pandoc's document, but for what is in elements of the kinds named in stop."""
    if isinstance(value, dict):
        if "t" in value:
            yield value
            if value["t"] in stop:
                return
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from found(inner, stop=stop)


def plain(value: Any) -> str:
    """Return the words of pandoc's inline elements, as the model's words are."""
    parts = []
    for element in found(value, stop=("Note",)):
        match element["t"]:
            case "Str":
                parts.append(element["c"])
            case "Space" | "SoftBreak" | "LineBreak":
                parts.append(" ")
            case "Code":
                parts.append(element["c"][1])
            case "Quoted":
                parts.append("")
    return " ".join("".join(parts).replace("\u00ad", "").split())


@pytest.fixture(params=DOCUMENTS)
def pair(request: pytest.FixtureRequest, library: dict[str, Path]) -> tuple[Document, Path]:
    return DOCUMENTS[request.param](), library[request.param]


def test_pandoc_finds_the_headings_in_order(pair: tuple[Document, Path]) -> None:
    document, path = pair
    read = [element["c"] for element in found(pandoc_json(path, "epub")["blocks"]) if element["t"] == "Header"]
    expected = [(heading.level, said(heading)) for heading in walk.headings(document)]
    assert [(level, plain(inlines)) for level, _, inlines in read] == expected


def said(heading: Heading) -> str:
    return " ".join(walk.text_of(heading.children).split())


def test_pandoc_finds_as_many_of_each_kind(pair: tuple[Document, Path]) -> None:
    document, path = pair
    elements = Counter(element["t"] for element in found(pandoc_json(path, "epub")["blocks"]))
    # Each call of a note in its own content document is a note to pandoc, with what the note holds.
    notes = {note.number: note for note in document.notes}
    nodes = []
    stack = [document.title, *document.blocks]
    for node in walk.descend(*stack):
        nodes.append(node)
        if isinstance(node, NoteReference):
            nodes += walk.descend(*notes[node.number].children)
    expected = Counter(type(node) for node in nodes)
    assert elements["BulletList"] == expected[BulletList]
    assert elements["OrderedList"] == len(LANDMARKS[document.metadata.toc]) + expected[OrderedList]
    assert elements["DefinitionList"] == expected[DefinitionList]
    assert elements["Table"] == expected[Table]
    assert elements["BlockQuote"] == expected[Quotation]
    assert elements["CodeBlock"] == expected[CodeBlock]
    assert elements["Math"] == expected[Math] + expected[MathBlock]


def test_pandoc_finds_the_items_and_numbers_of_lists(pair: tuple[Document, Path]) -> None:
    document, path = pair
    read = list(found(pandoc_json(path, "epub")["blocks"], stop=("Note",)))
    bullets = [len(element["c"]) for element in read if element["t"] == "BulletList"]
    numbers = [(element["c"][0][0], len(element["c"][1])) for element in read if element["t"] == "OrderedList"]
    nodes = list(walk.descend(*document.blocks))
    assert bullets == [len(node.items) for node in nodes if isinstance(node, BulletList)]
    assert numbers == LANDMARKS[document.metadata.toc] + [
        (node.start, len(node.items)) for node in nodes if isinstance(node, OrderedList)
    ]


def test_pandoc_finds_the_cells_of_tables(pair: tuple[Document, Path]) -> None:
    document, path = pair
    read = [element["c"] for element in found(pandoc_json(path, "epub")["blocks"]) if element["t"] == "Table"]
    tables = [node for node in walk.nodes(document) if isinstance(node, Table)]
    assert len(read) == len(tables)
    for (_, caption, _, head, bodies, _), table in zip(read, tables, strict=True):
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]
        cells = [[plain(cell[4]) for cell in row[1]] for row in rows]
        assert cells == [[tidy(walk.text_of(cell.children)) for cell in row] for row in (table.header, *table.rows)]
        assert plain(caption).endswith(tidy(walk.text_of(table.caption)))


def tidy(words: str) -> str:
    return " ".join(words.split())


def test_pandoc_finds_the_links_and_pictures(pair: tuple[Document, Path]) -> None:
    document, path = pair
    read = list(found(pandoc_json(path, "epub")["blocks"], stop=("Note",)))
    outer = [
        element["c"][2][0]
        for element in read
        if element["t"] == "Link" and not element["c"][2][0].startswith("#") and element["c"][1]
    ]
    nodes = list(walk.descend(document.title, *document.blocks))
    links = links_of(document, notes=False)
    assert outer == [link.target for link in links if not link.target.startswith("#")]
    pictures = [element["c"] for element in read if element["t"] == "Image"]
    alts = [
        dict(attributes[2]).get("alt") or plain(words)
        for attributes, words, (source, _) in pictures
        if "cover" not in source
    ]
    expected = [node.alt for node in nodes if isinstance(node, Image) and not node.decorative]
    assert [alt for alt in alts if alt] == [tidy(alt) for alt in expected]


def test_pandoc_reads_notes_as_notes(library: dict[str, Path]) -> None:
    read = list(found(pandoc_json(library["everything"], "epub")["blocks"]))
    notes = [plain(element["c"]) for element in read if element["t"] == "Note"]
    document = DOCUMENTS["everything"]()
    assert len(document.notes) == len(notes)
    for words, note in zip(notes, document.notes, strict=True):
        assert tidy(walk.plain(note.children[0])) in words


@pytest.mark.parametrize("engine", ["foliate-js", "epub.js"])
def test_reading_engines_find_title_contents_headings_and_text(pair: tuple[Document, Path], engine: str) -> None:
    document, path = pair
    read = epub_readers(path)[engine]
    assert (read.problem, read.title, read.lang) == ("", document.metadata.title, document.metadata.lang)
    sections = [section for section in read.sections if "nav.xhtml" not in section.id]
    headings = [(level, tidy(words)) for section in sections for level, words in section.headings]
    assert [(level, words.replace("\u00ad", "")) for level, words in headings] == [
        (heading.level, said(heading)) for heading in walk.headings(document)
    ]

    def flat(entries: tuple[TocEntry, ...]) -> Iterator[str]:
        for entry in entries:
            yield tidy(entry.label)
            yield from flat(entry.children)

    assert list(flat(read.toc)) == [said(heading) for heading in walk.outer_headings(document.blocks)]
    everything = " ".join(section.text for section in sections).replace("\u00ad", "")
    tables = [node for node in walk.nodes(document) if isinstance(node, Table)]
    for table in tables:
        for cell in (cell for row in (table.header, *table.rows) for cell in row):
            assert (
                tidy(walk.text_of(tuple(node for node in cell.children if not isinstance(node, Image)))) in everything
            )

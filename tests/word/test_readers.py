"""Word files say what their sources say, to readers that share no code with the exporter."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.judges import libreoffice_text, mammoth_html, pandoc_json
from tests.samples import links_of
from tests.word import texts
from triplicate.document import walk
from triplicate.document.model import (
    Abbreviation,
    BulletList,
    Callout,
    CalloutKind,
    Document,
    Inlines,
    Link,
    ListItem,
    Node,
    Note,
    NoteReference,
    OrderedList,
    Paragraph,
    Table,
    Text,
)
from triplicate.proof import compare, outline
from triplicate.proof.outline.labels import number_label
from triplicate.proof.readback import read_back


@pytest.fixture(scope="module", params=texts.SAMPLES, ids=lambda path: path.name)
def sample(request, tmp_path_factory) -> tuple[Document, Path]:
    source = texts.read(request.param)
    return source, texts.saved(source, tmp_path_factory.mktemp("word") / "sample.docx")


def squeezed(words: str) -> str:
    return " ".join(words.replace("\u00ad", "").split())


def headings(source: Document) -> list[tuple[int, str]]:
    return [(heading.level, squeezed(walk.text_of(heading.children))) for heading in walk.headings(source)]


def tables(source: Document) -> list[Table]:
    return [node for node in walk.nodes(source) if isinstance(node, Table)]


def item_words(item: ListItem) -> str:
    """Return the words of an item's first paragraph."""
    assert isinstance(item.children[0], Paragraph)
    return said(item.children[0].children)


def said(inlines: Inlines) -> str:
    """Return words as Word has them: what an abbreviation stands for follows it at its first use."""
    expanded = (
        Text(f"{each.text} ({each.expansion})") if isinstance(each, Abbreviation) and each.first else each
        for each in inlines
    )
    return squeezed(walk.text_of(tuple(expanded)))


# pandoc


def pandoc_nodes(value: Any, *, notes: bool = True) -> Iterator[dict[str, Any]]:
    """Yield all of pandoc's nodes in reading order."""
    if isinstance(value, dict):
        yield value
        if notes or value.get("t") != "Note":
            yield from pandoc_nodes(value.get("c"), notes=notes)
    elif isinstance(value, list):
        for each in value:
            yield from pandoc_nodes(each, notes=notes)


def pandoc_words(value: Any) -> str:
    words = []
    for node in pandoc_nodes(value, notes=False):
        if node["t"] == "Note":
            continue
        words.append({"Str": node.get("c"), "Code": (node.get("c") or ["", ""])[1:]}.get(node.get("t", ""), ""))
        if node.get("t") in ("Space", "SoftBreak", "LineBreak"):
            words.append(" ")
    return squeezed("".join("".join(each) if isinstance(each, list) else each or "" for each in words))


def pandoc_of(file: Path, kind: str) -> list[dict[str, Any]]:
    return [node for node in pandoc_nodes(pandoc_json(file, "docx+styles")["blocks"]) if node.get("t") == kind]


def test_pandoc_meets_the_headings(sample):
    source, file = sample
    met = [(node["c"][0], pandoc_words(node["c"][2])) for node in pandoc_of(file, "Header")]
    assert met == headings(source)


def in_text(source: Document) -> list[Node]:
    """Return the nodes outside notes: pandoc makes no lists of the items in a note."""
    return list(walk.descend(source.title, *source.blocks))


def test_pandoc_meets_the_numbers_of_items(sample):
    source, file = sample
    kinds = {"1": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
    wanted = [
        (kinds[node.numbering.value], node.start + index, item_words(item))
        for node in in_text(source)
        if isinstance(node, OrderedList)
        for index, item in enumerate(node.items)
    ]
    # A list that a table or a further paragraph breaks is several for pandoc, each with its start.
    met = [
        (node["c"][0][1]["t"], node["c"][0][0] + index, pandoc_words(item[0]))
        for node in pandoc_of(file, "OrderedList")
        for index, item in enumerate(node["c"][1])
    ]
    assert sorted((*each[:2], plain(each[2])) for each in met) == sorted((*each[:2], plain(each[2])) for each in wanted)


def test_pandoc_meets_bullets(sample):
    source, file = sample
    wanted = [item_words(item) for node in in_text(source) if isinstance(node, BulletList) for item in node.items]
    met = [pandoc_words(item[0]).lstrip("☑☐ ") for node in pandoc_of(file, "BulletList") for item in node["c"]]
    assert sorted(map(plain, met)) == sorted(map(plain, wanted))


def test_pandoc_meets_the_cells_of_tables(sample):
    source, file = sample
    wanted = [
        [[squeezed(walk.text_of(cell.children)) for cell in row] for row in (table.header, *table.rows)]
        for table in tables(source)
    ]
    met = []
    for node in pandoc_of(file, "Table"):
        head, bodies = node["c"][3][1], node["c"][4]
        assert len(head) == 1, "one header row"
        rows = [*head, *(row for body in bodies for row in body[3])]
        met.append([[pandoc_words(cell[4]) for cell in row[1]] for row in rows])
    assert [[[plain(cell) for cell in row] for row in table] for table in met] == [
        [[plain(cell) for cell in row] for row in table] for table in wanted
    ]


def plain(words: str) -> str:
    """Return words with the quotation marks that pandoc straightens."""
    return words.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def test_pandoc_meets_links_notes_and_alternative_texts(sample):
    source, file = sample
    outside = [link.target for link in links_of(source) if not link.target.startswith("#")]
    links = pandoc_of(file, "Link")
    assert sorted(link["c"][2][0] for link in links if not link["c"][2][0].startswith("#")) == sorted(outside)
    inside = [node for node in walk.nodes(source) if isinstance(node, Link) and node.target.startswith("#")]
    met = [pandoc_words(link["c"][1]) for link in links if link["c"][2][0].startswith("#")]
    contents = len(list(flat(walk.contents(source)))) if source.metadata.toc else 0
    assert sorted(map(plain, met[contents:])) == sorted(plain(squeezed(walk.text_of(link.children))) for link in inside)
    assert len(pandoc_of(file, "Note")) == len(source.notes)
    alternatives = [image.alt for image in walk.images(source) if not image.decorative]
    titles = [node["c"][2][1] for node in pandoc_of(file, "Image")]
    assert sorted(title for title in titles if title) == sorted(alternatives)
    signs = [node for node in walk.nodes(source) if isinstance(node, Callout) and node.kind is not CalloutKind.SUMMARY]
    assert len(titles) == len(list(walk.images(source))) + len(signs)


def flat(sections) -> Iterator[object]:
    for section in sections:
        yield section
        yield from flat(section.sections)


# mammoth


class Tags(HTMLParser):
    """Counts elements and gathers headings and alternative texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}
        self.headings: list[tuple[int, str]] = []
        self.alternatives: list[str] = []
        self.inside: int | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if re.fullmatch("h[1-6]", tag):
            self.inside = int(tag[1])
            self.headings.append((self.inside, ""))
        if tag == "img" and dict(attrs).get("alt"):
            self.alternatives.append(dict(attrs)["alt"])

    def handle_endtag(self, tag):
        if re.fullmatch("h[1-6]", tag):
            self.inside = None

    def handle_data(self, data):
        if self.inside:
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)


def test_mammoth_meets_headings_lists_tables_and_pictures(sample):
    source, file = sample
    reading = mammoth_html(file)
    assert reading.problem == ""
    tags = Tags(reading.text)
    assert [(level, squeezed(words)) for level, words in tags.headings] == headings(source)
    items = [node for node in walk.nodes(source) if isinstance(node, ListItem)]
    # mammoth makes a list of the notes.
    assert tags.counts.get("li", 0) == len(items) + len(source.notes)
    assert tags.counts.get("table", 0) == len(tables(source))
    wanted = [image.alt for image in walk.images(source) if not image.decorative]
    assert sorted(tags.alternatives) == sorted(wanted)
    tasks = [item for item in items if item.checked is not None]
    assert reading.text.count('type="checkbox"') == len(tasks)
    assert reading.text.count('checked="checked"') == len([item for item in tasks if item.checked])


# LibreOffice


def test_libreoffice_meets_the_numbers_of_items(sample):
    source, file = sample
    reading = libreoffice_text(file)
    assert reading.problem == ""
    lines = [squeezed(line) for line in reading.text.splitlines()]
    for block in (node for node in walk.nodes(source) if isinstance(node, OrderedList)):
        for index, item in enumerate(block.items):
            label = number_label(block.start + index, block.numbering)
            words = item_words(item)[:30]
            assert any(line.startswith(f"{label}. {words}") for line in lines), f"{label}. {words}"
    for heading in walk.headings(source):
        words = squeezed(walk.text_of(heading.children))
        assert {words, f"{heading.number} {words}"} & set(lines), words


# Our own reader


def test_read_back_it_is_the_outline_of_its_source(sample):
    source, file = sample
    assert compare.verify(outline.outline_of(source), read_back(file)) == ()


def test_read_back_a_repeated_call_leads_to_its_note(tmp_path):
    source = texts.document(
        Paragraph((Text("One"), NoteReference(1), Text(" two"), NoteReference(1)), id="calls"),
        Paragraph((Text("Later"), NoteReference(2), NoteReference(1), Link((Text("back"),), "#calls"))),
        notes=(Note(1, (texts.paragraph("First."),)), Note(2, (Paragraph((Text("See"), NoteReference(1))),))),
    )
    file = texts.saved(source, tmp_path / "calls.docx")
    assert compare.verify(outline.outline_of(source), read_back(file)) == ()


def test_read_back_a_call_in_a_note_leads_to_its_note(tmp_path):
    source = texts.document(
        Paragraph((Text("One"), NoteReference(1), Text(" two"), NoteReference(1))),
        Paragraph((Text("Later"), NoteReference(2))),
        notes=(
            Note(1, (Paragraph((Text("See"), NoteReference(3))),)),
            Note(2, (texts.paragraph("Second."),)),
            Note(3, (texts.paragraph("Within."),)),
        ),
    )
    file = texts.saved(source, tmp_path / "calls.docx")
    assert compare.verify(outline.outline_of(source), read_back(file)) == ()

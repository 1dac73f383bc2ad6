"""Where pages end: at a break that the text asks for, and else where a page is full."""

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from tests.judges import libreoffice_pdf
from tests.pdf.documents import SENTENCE, cell, document, item, para, words
from tests.pdf.files import make
from triplicate import cli, theme
from triplicate.document.model import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    OrderedList,
    PageBreak,
    Quotation,
    Table,
    ThematicBreak,
)


def fills(source: Document, style: str = "standard") -> list[float]:
    """Return how far down its text each page reaches, of the height that there is for it."""
    look = theme.load(style).page
    shares = []
    for page in pypdfium2.PdfDocument(make(source, style=style)):
        text = page.get_textpage()
        boxes = (text.get_charbox(index) for index in range(text.count_chars()))
        lowest = min((bottom for _, bottom, _, _ in boxes if bottom > look.bottom), default=page.get_height())
        shares.append((page.get_height() - look.top - lowest) / (page.get_height() - look.top - look.bottom))
    return shares


BREAKS = """---
title: Page breaks
lang: en-GB
---

\\newpage

First.

\\newpage

\\newpage

## A heading

- item

  \\newpage

- item two

\\newpage
"""


def test_two_page_breaks_make_one_page_in_every_format(tmp_path: Path) -> None:
    path = tmp_path / "breaks.md"
    path.write_text(BREAKS, encoding="utf-8")
    assert cli.run(["export", str(path), "--quiet"]) == 0
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "breaks.pdf")]
    assert ["First." in texts[1], "item\r\n" in texts[2], "item two" in texts[3], len(texts)] == [True, True, True, 4]
    with zipfile.ZipFile(tmp_path / "breaks.epub") as book:
        nav = next(book.read(name).decode() for name in book.namelist() if name.endswith("nav.xhtml"))
    assert re.findall(r">(\d+)</a>", nav.split('epub:type="page-list"')[1]) == ["1", "2", "3", "4"]
    with zipfile.ZipFile(tmp_path / "breaks.docx") as book:
        assert book.read("word/document.xml").count(b"<w:pageBreakBefore/>") == 3


MORE_BREAKS = {
    "between headings": ("## One\n\nA.\n\n\\newpage\n\n\\newpage\n\n\\newpage\n\n## Two\n\nB.\n", ["A.", "B."]),
    "in a quotation and after it": ("> A.\n>\n> \\newpage\n\n\\newpage\n\nB.\n", ["A.", "B."]),
    "around a table": (
        "A.\n\n\\newpage\n\n| H | I |\n|---|---|\n| B. | b |\n| c | d |\n\n\\newpage\n\nC.\n",
        ["A.", "B.", "C."],
    ),
    "after a cover": ("\\newpage\n\n## One\n\nA.\n", ["T", "A."]),
    "after the contents": ("\\newpage\n\n## One\n\nA.\n", ["T", "Contents", "A."]),
}
FRONT = {"after a cover": "kind: report\n", "after the contents": "toc: true\n"}


@pytest.mark.parametrize("name", MORE_BREAKS)
def test_a_page_begins_once_in_every_format(name: str, tmp_path: Path) -> None:
    text, begun = MORE_BREAKS[name]
    path = tmp_path / "breaks.md"
    path.write_text(f"---\ntitle: T\nlang: en\n{FRONT.get(name, '')}---\n\n{text}", encoding="utf-8")
    assert cli.run(["export", str(path), "--quiet"]) == 0
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "breaks.pdf")]
    assert [words in page for words, page in zip(begun, pages, strict=True)] == [True] * len(begun)
    assert libreoffice_pdf(tmp_path / "breaks.docx", tmp_path / "word.pdf") == []
    of_word = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "word.pdf")]
    assert [words in page for words, page in zip(begun, of_word, strict=True)] == [True] * len(begun)
    with zipfile.ZipFile(tmp_path / "breaks.epub") as book:
        nav = next(book.read(name).decode() for name in book.namelist() if name.endswith("nav.xhtml"))
    assert re.findall(r">(\d+)</a>", nav.split('epub:type="page-list"')[1]) == [
        str(one + 1) for one in range(len(pages))
    ]


def test_a_document_with_two_page_breaks_has_no_empty_page() -> None:
    pages = pypdfium2.PdfDocument(make(document(para("One."), PageBreak(), PageBreak(), para("Two."))))
    assert len(pages) == 2


def test_a_rule_right_after_a_page_break_is_not_drawn() -> None:
    """It would end nothing there, and stand alone on a page where what comes next finds no room beside it."""
    after = para("Two."), ThematicBreak(), para("Three.")
    files = [make(document(para("One."), PageBreak(), *rule, *after)) for rule in ((), (ThematicBreak(),))]
    without, with_rule = (pypdfium2.PdfDocument(file)[1].render(scale=1).to_pil() for file in files)
    assert without == with_rule


def lone(kind: str) -> Block:
    return {
        "line of code": CodeBlock("one line"),
        "item": BulletList((item("one line"),)),
        "number": OrderedList((item("one line"),)),
        "row": Table((cell("Head"), cell("Head")), ((cell("Cell"), cell("Cell")),), (Align.START, Align.START)),
        "term": DefinitionList((Definition((words("Term"),), ((para("Meaning."),),)),)),
        "callout": Callout(CalloutKind.TIP, words("Tip"), ()),
        "quotation": Quotation((para("Said:"),)),
    }[kind]


@pytest.mark.parametrize("kind", ["line of code", "item", "number", "row", "term", "callout", "quotation"])
def test_a_block_of_one_line_does_not_stick_to_those_around_it(kind: str) -> None:
    source = document(*(para("Filling.") for _ in range(20)), *(lone(kind) for _ in range(12)), para(SENTENCE))
    assert min(fills(source)[:-1]) > 0.85


def test_items_of_more_than_a_line_may_begin_and_end_pages() -> None:
    """The last item took the one before it to its page, and left a hole of both."""
    items = BulletList(tuple(item(para("Words of an item that go on and on. " * 3)) for _ in range(3)))
    sources = (document(*(para("Line.") for _ in range(lines)), items, para(SENTENCE)) for lines in range(18, 23))
    assert min(fills(source)[0] for source in sources) > 0.92


@pytest.mark.parametrize(("style", "after"), [("standard", ()), ("large-print", (PageBreak(), para("Next.")))])
def test_the_last_line_of_a_text_or_part_is_pulled_back(style: str, after: tuple[Block, ...]) -> None:
    """A text that fills its page to the last line has no page more with one line alone."""
    full = 14 if style == "large-print" else 23
    pages = [fills(document(*(para("Line.") for _ in range(lines)), *after), style) for lines in range(full, full + 5)]
    least = min(page[1] for page in pages if len(page) > 1 + len(after[:1]))
    assert len(pages[0]) < len(pages[-1])
    assert least > 0.05

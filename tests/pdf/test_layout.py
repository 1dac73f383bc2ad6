"""Pages for reading and print: what stays together, what is turned, where things stand."""

import ctypes
import gc
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from PIL import Image as Raster

from tests.pdf.documents import CROSSING, MOMENT, SENTENCE, SMALL, cell, document, heading, item, para, table, words
from tests.pdf.files import data, file, made, make
from triplicate import theme
from triplicate.document.model import (
    Align,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    Length,
    Note,
    NoteReference,
    PageBreak,
    Picture,
    Strong,
    Table,
)
from triplicate.formats import pdf
from triplicate.formats.pdf.margins import page_margins
from triplicate.reading import read


def filled(*blocks: object) -> Iterator[Document]:
    """Yield documents in which the blocks stand ever lower on the page, a line at a time, until they have crossed it."""
    for lines in range(22, 34):
        yield document(*(para("Filling.") for _ in range(lines)), *blocks)


def last_page(node: object) -> int:
    return max(node.pages)


def test_a_heading_is_never_last_on_a_page() -> None:
    for source in filled(heading(2, "The heading"), heading(3, "And one more"), para(SENTENCE * 5)):
        tree = made(source).tree
        assert last_page(tree.one("H2")) == last_page(tree.one("H3")) == min(tree.children[-1].pages)


def test_a_heading_begins_every_page_at_the_same_height() -> None:
    """Whether its page begins because the one before is full or because the text says so."""
    source = document(
        heading(2, "One"), PageBreak(), heading(2, "Two"), para(SENTENCE), long_words(8), heading(2, "Three")
    )
    pages = pypdfium2.PdfDocument(make(source))
    texts = [page.get_textpage() for page in pages]
    tops = [
        text.get_charbox(text.get_text_range().index(word))[3]
        for text, word in ((texts[1], "Two"), (texts[3], "Three"))
    ]
    assert all(top > 842 - 68 - 20 for top in tops)


def test_a_lead_in_stands_on_the_page_of_its_first_item() -> None:
    for source in filled(
        para("These are:", lead_in=True), BulletList((item(SENTENCE), item(SENTENCE), item(SENTENCE)))
    ):
        tree = made(source).tree
        assert last_page(tree.children[-2]) == min(tree.one("L").pages)


def test_what_ends_with_a_colon_stands_on_the_page_of_what_follows() -> None:
    for source in filled(para("Type this:"), CodeBlock("one\ntwo\nthree\nfour")):
        tree = made(source).tree
        assert last_page(tree.children[-2]) == min(tree.one("Code").pages)


@pytest.mark.parametrize("follower", ["```\none\ntwo\nthree\n```", "- one\n- two", "Words."])
def test_bold_words_alone_stand_on_the_page_of_what_follows(follower: str) -> None:
    for lines in range(22, 34):
        source = "---\ntitle: T\nlang: en\n---\n\n" + "Filling.\n\n" * lines + f"**Example**\n\n{follower}\n"
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(make(read(source).document))]
        (page,) = [page for page in pages if "Example" in page]
        assert ("Words." if "Words" in follower else "one") in page


def test_a_paragraph_leaves_no_line_alone() -> None:
    for source in filled(para(SENTENCE * 5)):
        paragraph = made(source).tree.children[-1]
        for page in paragraph.pages:
            assert sum(place[0] == page for place in paragraph.places) >= 2


BEGINNINGS = [f"{'i' * (1 + number % 7)}{'m' * (number // 7)}" for number in range(70)]
"""Words that make a line longer by a little each time."""


def test_a_line_takes_every_word_that_it_has_room_for() -> None:
    """Where letters are spaced a line may seem too long by the space after its last letter."""
    source = document(*(para(f"{word} {SENTENCE * 3}") for word in BEGINNINGS))
    paragraphs = made(source, style="dyslexia").tree.all("P")[-len(BEGINNINGS) :]
    assert min(len(line) for paragraph in paragraphs for line in paragraph.kids[:-1]) > 50


def test_a_line_takes_every_word_that_it_has_room_for_before_a_picture() -> None:
    """Where the words fit exactly a line may seem too long by the space between them and the picture."""
    mark = Image("plan.svg", "Plan", width=Length(40, "mm"))
    source = document(*(para(f"{word} in a river rises at night, and people leave ", mark) for word in BEGINNINGS))
    paragraphs = made(source, style="large-print").tree.all("P")[-len(BEGINNINGS) :]
    assert min(len(paragraph.kids[0]) for paragraph in paragraphs) > 30


def test_a_caption_stands_with_its_table() -> None:
    for source in filled(table(4)):
        tree = made(source).tree
        assert tree.one("Caption").pages == {min(tree.one("THead").pages)}


def sizes(source: Document, style: str = "standard") -> list[tuple[int, int]]:
    pages = pypdfium2.PdfDocument(make(source, style=style))
    return [tuple(round(length) for length in page.get_size()) for page in pages]


UPRIGHT, SIDEWAYS = (595, 842), (842, 595)


def long_words(columns: int) -> Table:
    return Table(
        tuple(cell("Considerable") for _ in range(columns)),
        tuple(tuple(cell("Accessibility") for _ in range(columns)) for _ in range(2)),  # for one no page is turned
        (Align.START,) * columns,
    )


def test_a_page_is_a4_or_letter() -> None:
    assert set(sizes(document(para("Text.")))) == {(595, 842)}
    assert theme.PAGE_SIZES["Letter"] == (612.0, 792.0)


@pytest.mark.parametrize("source", ["blocks", "front", "pictures", "tables", *CROSSING])
def test_a_letter_page_holds_all_that_is_on_it(source: str) -> None:
    style = theme.load()
    letter = replace(style, page=replace(style.page, size="Letter"))
    content = SMALL[source] if source in SMALL else CROSSING[source][1]
    pages = pypdfium2.PdfDocument(pdf.export(content, letter, moment=MOMENT).data)
    shown = 0
    for page in pages:
        width, height = page.get_size()
        assert {round(width), round(height)} == {612, 792}
        text = page.get_textpage()
        for left, bottom, right, top in map(text.get_charbox, range(text.count_chars())):
            assert left > 20
            assert right < width - 20
            assert bottom > 20
            assert top < height - 20
            shown += 1
    assert shown > 0


def test_a_table_too_wide_for_the_page_gets_a_page_turned_sideways() -> None:
    assert sizes(document(long_words(5))) == [(595, 842)]
    turned = sizes(document(para("Before."), long_words(8), heading(2, "Next"), para("After.")))
    assert turned == [UPRIGHT, SIDEWAYS, UPRIGHT]


def test_text_flows_up_before_a_table_that_is_turned_and_is_read_after_it() -> None:
    tree = made(document(para("Before."), long_words(8), para("After."))).tree
    places = [(node.text, last_page(node)) for node in tree.all("P") if node.text in ("Before.", "After.")]
    assert places == [("Before.", 1), ("After.", 1)]
    assert last_page(tree.one("Table")) == 2
    read = [node.role for node in tree.all("P", "Table") if node.role == "Table" or node.text in ("Before.", "After.")]
    assert read == ["P", "Table", "P"]


def test_headings_lead_in_and_notes_go_with_a_table_to_its_page_turned_sideways() -> None:
    turned = long_words(8)
    noted = replace(turned, header=(Cell(words("Noted", NoteReference(1))), *turned.header[1:]))
    note = Note(1, (para("What the note says."),))
    blocks = (para("Before."), heading(2, "Wide"), para("As here:"), noted, heading(3, "Next"), para("After."))
    source = document(*blocks, notes=(note,))
    assert sizes(source) == [UPRIGHT, SIDEWAYS, UPRIGHT]
    tree = made(source).tree
    assert [last_page(tree.one(role)) for role in ("H2", "Table", "FENote")] == [2, 2, 2]
    assert [last_page(node) for node in tree.all("P") if node.text in ("Before.", "As here:", "After.")] == [1, 2, 3]


def test_wide_tables_in_a_row_share_a_page() -> None:
    source = document(long_words(8), long_words(8), heading(2, "Next"), para("After."))
    assert sizes(source) == [UPRIGHT, SIDEWAYS, UPRIGHT]


def test_a_table_is_not_turned_where_its_columns_can_stand_close() -> None:
    days = ("Shift", "Monday", "Tuesday", "Friday", "Sunday", "Holidays")
    rota = Table(tuple(map(cell, days)), (tuple(map(cell, days)),), (Align.START,) * len(days))
    assert sizes(document(rota), style="large-print") == [UPRIGHT]
    assert len(set(sizes(document(rota, rota, long_words(5)), style="large-print"))) == 2


def test_a_table_in_a_list_is_not_turned() -> None:
    assert set(sizes(document(BulletList((item(long_words(8)),))))) == {(595, 842)}


@pytest.mark.parametrize("columns", [5, 8, 12, 20])
@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_the_widest_table_stays_on_the_page(columns: int, style: str) -> None:
    pages = pypdfium2.PdfDocument(make(document(long_words(columns)), style=style))
    for page in pages:
        width, _ = page.get_size()
        text = page.get_textpage()
        rights = [text.get_charbox(index)[2] for index in range(text.count_chars())]
        assert max(rights) < width - 20


@pytest.mark.parametrize("style", ["standard", "large-print", "dyslexia"])
def test_only_a_very_long_word_of_a_table_is_broken(style: str) -> None:
    header = cell("Option"), cell("Default"), cell("Meaning")
    rows = (cell(Code("--all")), cell("None"), cell("either")), (cell("w" * 90), cell("Nothing"), cell("long"))
    tree = made(document(Table(header, rows, (Align.START, Align.RIGHT, Align.START))), style=style).tree
    assert [node.text for node in tree.all("TH", "TD", "Code") if len(node.places) > 1] == ["w" * 90]


def test_code_wraps_and_keeps_its_lines() -> None:
    tree = made(document(CodeBlock("short\n" + "x" * 300 + "\n  end"))).tree
    assert [line.text for line in tree.all("Sub")] == ["short", "x" * 300, "  end"]
    assert len(tree.all("Sub")[1].places) > 2


@pytest.mark.parametrize("style", ["standard", "dyslexia"])
def test_a_space_between_inline_elements_is_kept_where_words_are_spaced(style: str) -> None:
    source = para(Emphasis(words("one")), " ", Strong(words("two")), " \u200b", Code("three"), " ", Code(" "), ".")
    assert made(document(source), style=style).tree.one("P").text == "one two three  ."


def test_text_is_left_aligned_and_never_hyphenated() -> None:
    tree = file("paragraph over pages").tree
    assert "-" not in tree.one("P").text
    assert "\u00ad" not in tree.one("P").text


def test_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    read = made(document(para("electro\u00adencephalograph " * 40)))
    paragraph = read.tree.one("P")
    ends = [kid for kid in paragraph.kids if kid.endswith("\u00ad")]
    assert ends
    assert paragraph.text.count("\u00ad") == len(ends)
    shown = pypdfium2.PdfDocument(make(document(para("electro\u00adencephalograph " * 40))))[0].get_textpage()
    assert "electroencephalograph" in shown.get_text_range()


def test_a_right_to_left_page_begins_at_the_right() -> None:
    page = pypdfium2.PdfDocument(data("right to left"))[0]
    width, _ = page.get_size()
    text = page.get_textpage()
    title = next(index for index in range(text.count_chars()) if text.get_text_range(index, 1).strip())
    assert text.get_charbox(title)[2] > width / 2


def test_the_first_page_has_its_title_and_no_running_head() -> None:
    heads = [page for page, _, sub, _ in file("front").artifacts if sub == "Header"]
    assert heads == []


def test_a_long_title_runs_short_at_the_head_of_pages() -> None:
    title = "A very long title that goes on and on, well beyond what the head of a page can hold, and further"
    source = document(para(SENTENCE * 60), title=title)
    heads = {text for _, _, sub, text in made(source).artifacts if sub == "Header"}
    (head,) = heads
    assert head.endswith("…")
    assert len(head) <= 71
    assert title.startswith(head[:-1])


def test_the_foot_of_a_page_has_a_whole_date_or_none() -> None:
    feet = set()
    for letters in range(20, 64):
        metadata = replace(
            document(para("x")).metadata, publisher=("The Hill Office " * 4)[:letters].strip(), date=date(2026, 1, 17)
        )
        rules = page_margins(replace(document(para("x")), metadata=metadata), theme.load("large-print"))
        feet.add(re.search(r'@bottom-left { content: "([^"]*)"', rules)[1])
    cut = [foot for foot in feet if foot.endswith("…")]
    assert len(cut) > 10
    assert [foot for foot in cut if re.search(r"\d|January", foot)] == []
    assert any(foot.endswith("17 January 2026") for foot in feet)


def test_a_picture_is_never_larger_than_the_page() -> None:

    tall = io.BytesIO()
    Raster.new("RGB", (200, 4000), "navy").save(tall, "PNG")
    base = document(Figure(Image("tall.png", "Tall"), caption=words("Very tall"), number=1))
    pictures = {"tall.png": Picture("tall.png", "image/png", tall.getvalue(), 200, 4000)}
    tree = made(Document(base.metadata, base.title, base.blocks, (), pictures)).tree
    left, bottom, right, top = tree.one("Figure").attributes["Layout/BBox"]
    assert 0 < left < right < 595
    assert 0 < bottom < top < 842
    assert (top - bottom) / (right - left) == pytest.approx(20, rel=0.01)
    assert tree.one("Caption").pages == tree.one("Figure").pages


def test_the_title_is_a_heading_of_level_1() -> None:
    assert isinstance(document().title, Heading)
    assert [node.words for node in file("inline").tree.all("H1")] == ["A title"]


def test_nothing_is_left_of_a_document_that_is_made():
    """What the libraries of the system hold is no more after many documents than after the first ones."""

    class Held(ctypes.Structure):
        # mallinfo(3): the eighth of ten figures are the bytes that are in use.
        _fields_ = (("others", ctypes.c_size_t * 7), ("used", ctypes.c_size_t), ("more", ctypes.c_size_t * 2))

    library = ctypes.CDLL(None)
    if not hasattr(library, "mallinfo2"):
        pytest.skip("the C library is none of GNU's, version 2.33 or later")
    library.mallinfo2.restype = Held

    def held(number: int) -> int:
        for _ in range(number):
            make(source)
        gc.collect()
        return library.mallinfo2().used

    source = document(heading(2, "Part"), para(SENTENCE), table(3))
    before = held(3)
    assert held(10) - before < 10 * 6_000

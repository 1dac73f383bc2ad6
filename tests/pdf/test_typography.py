"""What a typesetter minds: lone items and notes, words and signs that belong together, code that can be followed."""

import pypdfium2
import pytest

from tests.pdf.documents import SENTENCE, cell, document, item, para, table, words
from tests.pdf.files import made, make
from tests.pdf.reader import Node
from tests.pdf.test_layout import BEGINNINGS, filled
from triplicate.document.model import (
    Align,
    BulletList,
    Callout,
    CalloutKind,
    Code,
    CodeBlock,
    Link,
    Note,
    OrderedList,
    Quotation,
    Table,
)

LONG = "break" + " " * 40 + "# stop at the first channel that reached the person, and tell the duty officer"


def letters(data: bytes, page: int = 0) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return the letters of a page, each with its left, bottom, right and top."""
    view = pypdfium2.PdfDocument(data)[page].get_textpage()
    found = ((view.get_text_range(index, 1), view.get_charbox(index)) for index in range(view.count_chars()))
    return [(letter, box) for letter, box in found if letter.strip()]


def pages_of(nodes: list[Node]) -> list[int]:
    return [min(node.pages) for node in nodes]


def test_no_item_of_a_list_stands_alone_on_a_page() -> None:
    for source in filled(BulletList(tuple(item("An item.") for _ in range(5)))):
        pages = pages_of(made(source).tree.all("LI"))
        assert all(pages.count(page) > 1 for page in pages)


def test_a_list_of_lists_begins_where_there_is_room() -> None:
    """The rule for items is none that would move whole sections of a deep list to the next page."""
    inner = BulletList(tuple(item("An item.") for _ in range(12)))
    source = document(para("These are:", lead_in=True), BulletList((item("One", inner), item("Two", inner))))
    tree = made(source, style="large-print").tree
    assert pages_of(tree.all("P", "LI"))[:4] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "block",
    [
        Callout(CalloutKind.NOTE, words("Note"), (para(SENTENCE * 2), para(SENTENCE))),
        Quotation((para(SENTENCE * 2), para(SENTENCE)), words("Somebody")),
        CodeBlock("\n".join(f"line {number}" for number in range(6))),
        table(3),
    ],
    ids=["callout", "quotation", "code", "table"],
)
def test_a_short_box_is_not_divided(block: object) -> None:
    for source in filled(block):
        tree = made(source).tree
        assert len(tree.children[-1].pages) == 1


def test_a_note_of_a_table_stands_with_its_last_row() -> None:
    note = Note(1, (para("A note."),))
    for source in filled(table(4, note=1)):
        tree = made(document(*source.blocks, notes=(note,))).tree
        assert tree.one("FENote").pages == tree.all("TR")[-1].pages


def test_short_code_and_short_links_stay_on_one_line() -> None:
    """They would break at the hyphen, and before the number."""
    ends = Code("--dry-run"), " and ", Link(words("Figure 3"), "https://example.org/")
    source = document(*(para(f"{word} when a river rises at night, people leave ", *ends) for word in BEGINNINGS))
    tree = made(source, style="clear-print").tree
    assert {len(node.places) for node in tree.all("Code", "Link")} == {1}


def test_a_running_title_takes_one_line() -> None:
    title = "Everybody agrees on a joint plan to stop dangerous crossings of channels"
    for style in ("standard", "large-print", "dyslexia"):
        read = letters(make(document(para(SENTENCE * 60), title=title), style=style), 1)
        assert len({round(box[1]) for letter, box in read if box[1] > 842 - 60 and letter in "aeionrsu"}) == 1


def test_wrapped_code_shows_a_sign_before_each_line_that_goes_on() -> None:
    data = make(document(CodeBlock("short\n" + "x" * 150)))
    rows = sorted({round(box[1], 1) for letter, box in letters(data) if letter == "x"}, reverse=True)
    assert len(rows) == 3
    scale = 4
    image = pypdfium2.PdfDocument(data)[0].render(scale=scale).to_pil().convert("L")
    signs = []
    for row in rows:
        left = min(box[0] for letter, box in letters(data) if letter == "x" and abs(box[1] - row) < 1)
        top, bottom = 842 - row - 9, 842 - row + 2
        shades = image.crop(tuple(round(scale * edge) for edge in (left - 12, top, left - 1, bottom))).getcolors()
        signs.append(min(shade for _, shade in shades) < 128)
    assert signs == [False, True, True]


def test_a_line_of_code_that_is_too_long_has_no_holes() -> None:
    """Spaces that set a comment apart are kept for readers and take no room; those of a shorter line stay."""
    data = make(document(CodeBlock(LONG + "\n" + LONG[:50])))
    lines = made(document(CodeBlock(LONG + "\n" + LONG[:50]))).tree.all("Sub")
    assert [line.text for line in lines] == [LONG, LONG[:50]]
    (first, below), (second, level) = [
        (box, next(after for letter, after in letters(data)[index:] if letter == "#"))
        for index, (letter, box) in enumerate(letters(data))
        if letter == "k" and letters(data)[index + 1][0] == "#"
    ]
    assert below[0] - first[2] < 20
    assert level[0] - second[2] > 200


def test_code_stands_in_columns_where_letters_and_words_are_spaced() -> None:
    data = make(document(CodeBlock("x x x x\nxxxxxxx")), style="dyslexia")
    lefts = [box[0] for letter, box in letters(data) if letter == "x"]
    assert lefts[:4] == pytest.approx(lefts[4::2], abs=0.1)


def test_joined_letters_are_not_spaced() -> None:
    """A space between them would tear an Arabic word apart."""
    widths = []
    for style, size in (("standard", 12), ("dyslexia", 13)):
        data = make(document(para("مستشفى", lang="ar"), title="T"), style=style)
        boxes = [box for letter, box in letters(data) if "\u0600" < letter < "\uffff" and ord(letter) > 0x590]
        widths.append((max(box[2] for box in boxes) - min(box[0] for box in boxes)) / size)
    assert widths[0] == pytest.approx(widths[1], rel=0.02)


def test_columns_are_kept_wide_enough_for_what_they_hold() -> None:
    """Columns that stand close break no word either."""
    days = ("Shift", "Monday", "Tuesday", "Friday", "Sunday", "Holidays")
    rota = Table(tuple(map(cell, days)), (tuple(map(cell, days)),), (Align.START,) * len(days))
    tree = made(document(rota), style="large-print").tree
    assert {len(node.places) for node in tree.all("TH", "TD")} == {1}


@pytest.mark.parametrize("letters_before", range(20, 60, 8))
def test_the_name_of_an_option_is_not_parted_after_a_hyphen(letters_before: int) -> None:
    text = (
        f"{'x' * letters_before} --from 2025-01-06 --skip-closed --very-long-name --sum --to-the-end -q --by-the-hour"
    )
    view = pypdfium2.PdfDocument(make(document(CodeBlock(text))))[0].get_textpage().get_text_bounded()
    assert len(view.splitlines()) > 2
    lines = [line.split() for line in view.splitlines()]
    for option in (word for word in text.split() if word.startswith("-")):
        assert any(option in line for line in lines), option


def test_the_box_of_a_task_in_a_numbered_list_is_seen_between_its_number_and_its_words() -> None:
    tasks = OrderedList((item("xxx", checked=False), item("xxx", checked=True), item("xxx")))
    data = make(document(tasks))
    seen = letters(data)
    page = pypdfium2.PdfDocument(data)[0]
    picture = page.render(scale=4, grayscale=True).to_pil()
    dark = []
    for number in "123":
        left, bottom, _, top = next(box for letter, box in seen if letter == number)
        words = min(box[0] for letter, box in seen if letter == "x" and abs(box[1] - bottom) < 6)
        full_stop = next(box[2] for letter, box in seen if letter == "." and left < box[0] < left + 20)
        box = (full_stop + 1, page.get_height() - top - 2, words - 1, page.get_height() - bottom + 2)
        shades = picture.crop(tuple(round(4 * one) for one in box)).tobytes()
        dark.append(sum(shade < 100 for shade in shades))
    empty, ticked, none = dark
    assert ticked > empty > 100
    assert none == 0

"""Lines of titles, headings and captions are about equally long: seen in the files, by PDFium and in Chromium."""

from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from weasyprint.text.line_break import can_break_text

from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate import theme
from triplicate.document.model import Text
from triplicate.document.unspaced import parted
from triplicate.formats.product import Format
from triplicate.reading import read
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.wrapping import slack

TITLE = "Two neighbouring councils agree a joint plan to stop dangerous flooding in the valley"
SUBTITLE = "What was agreed on the ninth of March between both of the councils, and who is going to pay for which part"
SECTION = "How the water gets into the houses by the river, and why it does not leave them again for so many weeks"
CAPTION = (
    "The houses by the river that were under water for more than a week, by the street that they stand in, with all"
)

TEXT = f"""## {SECTION}

Words of the text.

| Street | Houses |
|---|---|
| Quay Road | 12 |
| Mill Street, with all that stands behind it and belongs to it | 7 |

: {CAPTION}

## Short

Words.
"""


def lines(data: bytes, first: str, last: str) -> list[float]:
    """Return the widths of the lines of a PDF from the one that begins with a word to the one that ends so."""
    found: dict[float, tuple[float, float]] = {}
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            words = text.get_text_bounded(left, bottom, right, top).split()
            if found or words[:1] == [first]:
                middle = next((one for one in found if bottom < one < top), (bottom + top) / 2)
                begin, end = found.get(middle, (left, right))
                found[middle] = min(begin, left), max(end, right)
            if found and words[-1:] == [last]:
                return [end - begin for begin, end in found.values()]
    return []


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        *((style, "release") for style in theme.names()),
        *(("standard", kind) for kind in ("guidance", "leaflet", "report")),
        ("dyslexia", "report"),
    ],
)
def test_no_line_is_much_shorter_than_the_others(style: str, kind: str) -> None:
    front = f"---\ntitle: {TITLE}\nsubtitle: {SUBTITLE}\nlang: en-GB\nkind: {kind}\n---\n\n"
    data = made(read(front + TEXT).document, style, Format.PDF)
    several = 0
    for words in (TITLE, SUBTITLE, SECTION, CAPTION):
        first, last = "Table" if words == CAPTION else words.split()[0], words.split()[-1]
        widths = lines(data, first, last)
        several += len(widths) > 1
        assert widths[-1] >= 0.4 * max(widths), (words, widths)
    assert several, "none of them has a second line"


def test_a_heading_of_one_line_is_as_it_was() -> None:
    assert len(lines(made(clean(TEXT), "standard", Format.PDF), "Short", "Short")) == 1


def test_books_leave_it_to_the_reading_system() -> None:
    with ZipFile(BytesIO(made(clean(TEXT), "standard", Format.EPUB))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.endswith(".css")]
    assert sum(sheet.count("text-wrap: balance") for sheet in sheets) == 3


def test_a_heading_without_spaces_is_broken_between_its_characters_into_lines_of_one_length():
    """Its last line was one character, since it was taken for one word. What closes stands with what is before it."""
    letters, standard = Letters(20.0, lang="zh-Hans"), theme.load()
    words = (Text("关于在河谷地区新建防洪设施（以及）今后工作安排的意见。"),)
    one = measure_of(standard).width("关", letters)
    less = slack(words, letters, measure_of(standard), 26 * one)
    assert less == pytest.approx(12 * one, abs=2 * one)
    assert parted("放。（五月）A线") == "放。\u200b（五\u200b月）\u200bA\u200b线"


def test_a_heading_in_japanese_is_measured_with_the_letters_that_begin_no_line():
    """No line begins with a small letter or a mark of repetition: the title had one character more than its lines."""
    letters, standard = Letters(20.0, lang="ja"), theme.load()
    one = measure_of(standard).width("居", letters)
    # Eight characters would be two lines of one length, but the ninth is a small one.
    less = slack((Text("居心地の良いコミュニティを築こう"),), letters, measure_of(standard), 15 * one)
    assert less == pytest.approx(6 * one, abs=0.5 * one)
    assert parted("コミュっヵ々ゝ゛ー〜") == "コ\u200bミュっヵ々ゝ゛ー〜"
    for sign in "ぁゎァヮヵㇰヽ〻゠‐–ｯ":
        assert not can_break_text(f"漢{sign}", "ja")
        assert parted(f"漢{sign}") == f"漢{sign}"

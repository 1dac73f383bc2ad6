"""The text of every script as other programs read it: the letters of the source, in its order.

What they cannot do in lines that run from right to left, or both ways, is listed in one table.
"""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from tests.judges import pdf_texts
from tests.look.texts import MOMENT
from tests.pdf.reader import read as read_tags
from triplicate import reading, theme
from triplicate.jobs.production import Format, produce

LINES = tomllib.loads((Path(__file__).parent / "lines.toml").read_text(encoding="utf-8"))
PROGRAMS = ("poppler", "PDFium", "MuPDF", "pdf.js")
ON_A_PAGE = 18

# How many lines of a kind a program does not read as written, with poppler 22.12, PDFium 159, MuPDF 1.28, pdf.js 5.6.
CANNOT = {
    # Loses spaces between letters alone, and one of several signs at one place; moves the space beside a number or
    # a sign to its other side; puts the stretches of lines that run both ways into an order of its own.
    "poppler": {
        "letters alone": 3,
        "three signs on a letter": 1,
        "signs": 2,
        "words and numbers": 18,
        "Latin words": 6,
        "mixed": 12,
    },
    # Mirrors brackets once more; puts a comma after a number before it.
    "PDFium": {"signs": 4, "words and numbers": 6, "Latin words": 6, "mixed": 11},
    # Reads signs at the ends of a line, and a vowel at its end, before it; turns what stands beside a number.
    "MuPDF": {"signs": 7, "vowels": 3, "words and numbers": 18, "Latin words": 6, "mixed": 12},
    # Puts a blank before a vowel that ends a word; its judge has a telephone number on a line of its own.
    "pdf.js": {"signs": 3, "vowels": 6, "words and numbers": 9, "Latin words": 3, "mixed": 12},
}


def made(text: str) -> bytes:
    document = reading.read(text).document
    return produce(theme.edition_of(document, theme.load()), (Format.PDF,), moment=MOMENT, name="t")[Format.PDF].data


def lines_of(text: str) -> list[str]:
    """Return the lines of a text in composed form, without controls of direction."""
    plain = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", unicodedata.normalize("NFC", text))
    return [line.strip() for line in re.split("[\r\n\f\u2028]+", plain)]


@cache
def programs_read(text: str, folder: Path) -> dict[str, list[str]]:
    path = folder / "text.pdf"
    path.write_bytes(made(text))
    return {program: lines_of(read.text) for program, read in pdf_texts(path).items()}


def paragraph(line: str) -> str:
    """Return a line as Markdown."""
    return re.sub(r"^([-+#>])", r"\\\1", re.sub(r"([{<\[*])", r"\\\1", line))


def page(lang: str, lines: list[str]) -> str:
    return f"::: {{lang={lang}}}\n\n" + "\n\n".join(map(paragraph, lines)) + "\n\n:::\n"


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Every line, each language on pages of its own, in one file."""
    pages = []
    for lang, kinds in (*LINES.items(), ("ar", LINES["en"])):
        lines = [line for lines in kinds.values() for line in lines]
        pages += [page(lang, lines[at : at + ON_A_PAGE]) for at in range(0, len(lines), ON_A_PAGE)]
    # A program may join the last line of a page and the first of the next.
    text = "\nThe end of a page.\n\n\\newpage\n\n".join(pages)
    text = f"---\ntitle: T\nlang: en-GB\ndate: 2026-01-01\n---\n\n{text}"
    return programs_read(text, tmp_path_factory.mktemp("scripts"))


@pytest.mark.parametrize("program", PROGRAMS)
def test_lines_are_read_as_written(program, read):
    found = Counter(read[program])
    lost = defaultdict(list)
    for kinds in LINES.values():
        for kind, lines in kinds.items():
            lost[kind] += [line for line in lines if not found[unicodedata.normalize("NFC", line)]]
    assert found["The end of a page."] > 10
    assert {kind: lines for kind, lines in lost.items() if len(lines) > CANNOT[program].get(kind, 0)} == {}


NUMBERS = """---
title: שלום
lang: he
date: 2026-01-01
---

₪ 25.50

- 10:00–12:00
- (1) 2026-01-05
- +972 3 123 4567
- 50%
- A4

| א | ב |
|:--|--:|
| 1–2 | 3/4 |
| ₪ 5 | -7 |
"""
SAID = ("₪ 25.50", "10:00–12:00", "(1) 2026-01-05", "+972 3 123 4567", "50%", "A4", "1–2", "3/4", "₪ 5", "-7")


def test_numbers_alone_keep_their_order_in_lists_and_tables(tmp_path):
    for program, lines in programs_read(NUMBERS, tmp_path).items():
        assert sum("2026" in line for line in lines) == 3, f"{program}: and what stands in the margins is read too"
        assert [number for number in SAID if number not in " ".join(lines)] == [], program


def test_numbers_of_another_script_stand_in_a_sentence(tmp_path):
    """The space between them is of the font of the sentence."""
    text = "---\ntitle: T\nlang: es\ndate: 2026-01-01\n---\n\nDe [۱۲ ۱۲]{lang=fa} a [۳۴ ۵]{lang=fa} fin.\n"
    for program, lines in programs_read(text, tmp_path).items():
        seen = Counter(" ".join(lines))
        assert {digit: seen[digit] for digit in "۱۲۳۴۵"} == {"۱": 2, "۲": 2, "۳": 1, "۴": 1, "۵": 1}, program


SENTENCE = (
    "The shelter is open to everyone, and every volunteer learns one sentence (1, 2, 3) in each of the languages."
)


def test_long_lines_of_latin_words_stand_in_a_text_from_right_to_left(tmp_path):
    text = f"---\ntitle: כותרת\nlang: he\n---\n\nהמקלט פתוח לכולם.\n\n{SENTENCE}\n"
    for program, lines in programs_read(text, tmp_path).items():
        assert SENTENCE.rstrip(".") in " ".join(filter(None, lines)), program


IN_FONTS = "2026, 12 నది, 2026, 12 నది, 2026, 12 నది, 2026, 12 నది, 2026, 12 నది,"
IN_HEBREW = f"---\ntitle: כותרת\nlang: he\n---\n\nהמקלט פתוח, לכולם.\n\n{IN_FONTS}\n"


def test_long_lines_of_several_fonts_stand_in_a_text_from_right_to_left(tmp_path):
    for program, lines in programs_read(IN_HEBREW, tmp_path).items():
        assert IN_FONTS in " ".join(filter(None, lines)), program


@pytest.mark.parametrize("style", ["standard", "clear-print", "large-print"])
def test_long_lines_are_seen_whatever_the_size_of_the_page(style):
    """PDFium draws no glyph that is very wide, but where the page is so large that it draws outlines."""
    edition = theme.edition_of(reading.read(IN_HEBREW).document, theme.load(style))
    data = produce(edition, (Format.PDF,), moment=MOMENT, name="t")[Format.PDF].data
    ink = {scale: ink_of(data, scale) for scale in (1, 1.5, 2, 3, 4, 6, 10)}
    assert max(ink.values()) < 1.06 * min(ink.values()), ink


def ink_of(data, scale):
    """Return how much ink is on the first page of a PDF, for the page as large as it is."""
    picture = pypdfium2.PdfDocument(data)[0].render(scale=scale, grayscale=True).to_pil()
    return sum(count * (255 - value) for value, count in enumerate(picture.histogram())) / scale**2


JOINED = {
    "de": ["Auf\u200clage", "Schiff\u200cfahrt", "Word\u200d here"],
    "fa": ["می\u200cخواهم", "خانه\u200cها", "کتاب\u200cهای"],
    "hi": ["क्\u200dष", "क्\u200cष", "र्\u200dय"],
}


def test_joiners_are_kept(tmp_path):
    text = "---\ntitle: T\nlang: en-GB\n---\n\n" + "\n\n".join(page(lang, words) for lang, words in JOINED.items())
    wanted = [word for words in JOINED.values() for word in words]
    for program, lines in programs_read(text, tmp_path).items():
        assert [word for word in wanted if word not in lines] == [], program


WORDS = {"hi": ["कृपया दवाइयाँ लाएँ"], "ar": ["السلام عليكم"], "de": ["Auf\u200clage"]}


@pytest.mark.parametrize(
    ("seam", "value"),
    [("runs.may_draw_anew", lambda font: False), ("glyphs._CODES", 600)],
    ids=["a font without TrueType outlines", "a font without codes left"],
)
def test_words_are_said_where_no_glyphs_can_be_added(seam, value, monkeypatch):
    """The text then stands beside the glyphs of WeasyPrint (ActualText, ISO 32000-1 14.9.4)."""
    monkeypatch.setattr(f"triplicate.formats.pdf.{seam}", value)
    text = "---\ntitle: T\nlang: en-GB\n---\n\n" + "\n\n".join(page(lang, words) for lang, words in WORDS.items())
    said = [node.actual or node.text for node in read_tags(made(text)).tree.all("P")]
    assert {word for words in WORDS.values() for word in words} <= set(said)

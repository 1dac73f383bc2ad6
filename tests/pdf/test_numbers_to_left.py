"""Telephone numbers and signed numbers in lines that run from right to left: as people write them, in every format."""

import re
import zipfile
from collections import defaultdict

import pymupdf
import pytest

from tests.judges import libreoffice_pdf, pdf_texts
from tests.pdf.test_scripts import lines_of, page
from triplicate import cli, reading
from triplicate.document import walk
from triplicate.document.isolated import isolated
from triplicate.document.model import Passage

TELEPHONES = {
    "he": [
        "התקשרו אל 03-1234567 בכל יום",
        "הטלפון הוא +972 3 123 4567.",
        "חירום: 101 או 1-800-123-456",
        "משרד (03) 123-4567",
        "יתרה של -7 בלבד",
    ],
    "ar": ["اتصل على 0800 123 4567 في أي وقت", "الهاتف: +44 20 7946 0018.", "مكتب (020) 7946-0018", "درجة -12.5 اليوم"],
    "fa": ["با ۰۲۱-۸۸۸۸۷۷۷۷ تماس بگیرید", "تلفن: +98 21 8888 7777"],
    "ur": ["فون: 0800 123 456 پر کال کریں"],
}
NUMBER_THERE = re.compile(r"[-+(]?[0-9۰-۹][-0-9۰-۹ ().]{1,}[0-9۰-۹]|-7")


@pytest.fixture(scope="module")
def telephones(tmp_path_factory):
    """Return the numbers, and the folder with a text of theirs as PDF, Word and EPUB, proved."""
    folder = tmp_path_factory.mktemp("telephones")
    file = folder / "text.md"
    parts = "\n\n".join(page(lang, lines) for lang, lines in TELEPHONES.items())
    file.write_text(f"---\ntitle: T\nlang: en-GB\n---\n\n{parts}", encoding="utf-8")
    assert cli.run(["export", str(file), "--quiet"]) == 0
    return [max(NUMBER_THERE.findall(line), key=len) for lines in TELEPHONES.values() for line in lines], folder


def seen(file):
    """Return the letters of a PDF as they are seen, line by line from left to right, without spaces."""
    lines = defaultdict(list)
    for number, sheet in enumerate(pymupdf.open(file)):
        blocks = sheet.get_text("rawdict")["blocks"]
        spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
        for letter in (letter for span in spans for letter in span["chars"]):
            lines[number, round(letter["origin"][1])].append((letter["origin"][0], letter["c"]))
    return "\n".join("".join(letter.strip() for _, letter in sorted(line)) for line in lines.values())


def test_telephones_and_signed_numbers_keep_their_order_in_lines_to_the_left(telephones):
    numbers, folder = telephones
    lost = {
        program: [number for number in numbers if number not in " ".join(lines_of(said.text)).replace("\u00a0", " ")]
        for program, said in pdf_texts(folder / "text.pdf").items()
    }
    # PDFium turns the parts of a number around at its spaces, in every line that runs to the left.
    assert lost.pop("PDFium") == [number for number in numbers if " " in number]
    assert lost == {"poppler": [], "MuPDF": [], "pdf.js": []}


def test_they_are_seen_in_their_order_in_every_format(telephones):
    numbers, folder = telephones
    assert libreoffice_pdf(folder / "text.docx", folder / "word.pdf") == []
    for name in ("text.pdf", "word.pdf"):
        shown = seen(folder / name)
        assert [number for number in numbers if number.replace(" ", "") not in shown] == [], name
    with zipfile.ZipFile(folder / "text.epub") as book:
        html = book.read("EPUB/text.xhtml").decode()
    assert re.findall('<span dir="ltr">([^<]*)</span>', html) == [number.replace(" ", "\u00a0") for number in numbers]


@pytest.mark.parametrize(
    "kept", ["בשנת 2024-2025", "ב-05.01.2026 או 05/01/2026", "10:00-12:00", "ו-20", "101", "٠٢٠ ٧٩٤٦ ٠٠١٨"]
)
def test_dates_times_and_plain_numbers_run_as_their_line_does(kept):
    document = reading.read(f"---\ntitle: T\nlang: he\n---\n\n{kept}\n").document
    assert isolated(document) == document


STARTS = {
    "ar": ["28%", "28٪", "$30", "2019-2020", "10-12-2020", "10:00-12:00", "3+4", "٪28", "95.5%"],
    "fa": ["۲۸٪", "۱۴۰۲-۱۴۰۳", "28%"],
    "ur": ["28%", "2019-2020"],
}
WORDS = {"ar": ("هذه", "كتاب جديد"), "fa": ("این", "کتاب تازه"), "ur": ("یہ", "نئی کتاب")}


def numbers_at_starts(lang):
    """Return Markdown in which numbers with signs begin paragraphs, links, items, cells, and lines of any length."""
    word, words = WORDS[lang]
    for number in STARTS[lang]:
        yield f"{number} {words}"
        yield f"{word} [{number}](https://a.example), [{number} {words}](https://a.example), **{number}** {words}"
        yield f"- {number} {words}\n- {word} {number}"
        yield f"| {word} | {words} |\n|---|---|\n| {number} {word} | {number} |"
        yield from (" ".join([*[word] * more, *[f"{number} {word}"] * 40]) for more in range(3))


@pytest.mark.parametrize("lang", STARTS)
def test_numbers_with_signs_are_drawn_alike_wherever_they_begin(lang, tmp_path):
    """What begins a line was laid out by itself, as if no Arabic word stood before it: the proof refused the PDF."""
    file = tmp_path / "text.md"
    file.write_text(f"---\ntitle: T\nlang: {lang}\n---\n\n" + "\n\n".join(numbers_at_starts(lang)), encoding="utf-8")
    assert cli.run(["export", str(file), "--quiet", "--formats", "pdf,docx,epub,html"]) == 0
    assert "\u061c" not in "".join(pdf_texts(tmp_path / "text.pdf")["PDFium"].text)
    with zipfile.ZipFile(tmp_path / "text.docx") as book:
        assert "\u061c" not in book.read("word/document.xml").decode()


def test_percent_is_read_after_its_number_in_arabic(tmp_path):
    """CLDR's percent sign has marks that say so where digits are European; programs read "28%" as "%28" else."""
    file = tmp_path / "text.md"
    lines = [f"{'هذه ' * before}28% كتاب جديد" for before in range(30)]
    file.write_text("---\ntitle: T\nlang: ar\n---\n\n" + "\n\n".join(lines), encoding="utf-8")
    assert cli.run(["export", str(file), "--quiet", "--formats", "pdf"]) == 0
    for program, said in pdf_texts(tmp_path / "text.pdf").items():
        assert said.text.count("28%") == len(lines), program


WORDS_APART = {
    "גרסה 2.5 CC-BY-SA מותר לכל.": "CC-BY-SA",
    "משקל 5 kg ביום אחד.": "kg",
    "קובץ A4 וגם 12 COVID-19 בשנת 2026.": "COVID-19",
    "נא לקרוא 5 GNU *General* Public License 3.0, היום.": "GNU General Public License 3.0",
    "נא לקרוא 5 *GNU* General (now 2) היום.": "GNU General (now 2)",
    "وزن 5 kg في اليوم.": "kg",
    "وزن ٥ kg في اليوم.": "kg",
    "היום 5 GPL 50% מותר": "GPL 50%",
    "לתכנת בשפת C++ ובעוד שפות": "C++",
    "לתכנת בשפת C# (מתחילים)": "C#",
    "לכתוב ב .NET כל יום": ".NET",
    "להריץ עם --help תמיד": "--help",
    "Next.py –&lrm; הצעד הבא": "Next.py –\u200e",
    "כתב E. Shotts Jr.&lrm;, תרגום": "E. Shotts Jr.\u200e",
    "בשפת C#&lrm;": "C#\u200e",
    "ראו https://a.example/one/ היום": "https://a.example/one/",
    "ראו את [www.a.example/](https://a.example).": "www.a.example/",
    "פרוטוקול TCP/IP מוכר": "TCP/IP",
    "הספר [Learn Python](https://a.example) the *hard* way הוא טוב.": "Learn Python the hard way",
    "Finally, if `code`, read **more** here.": "Finally, if code, read more here",
    "הקלט *is `print()`* today תמיד": "is print() today",
    "גרסה GPL 2.5 CC מותר": "GPL 2.5 CC",
    'כתבו "Guest #1", "Guest #2" וגם': 'Guest #1", "Guest #2',
}
NOT_APART = [
    "מותר CC-BY-SA 2.5 גרסה",
    "משקל 5kg ביום",
    "5 kg",
    "גרסה 5, ואז GPL",
    "ב-5 [kg]{lang=en} ביום",
    "כתבו Latin/עברית כאן",
]


def test_words_keep_their_place_and_their_signs(tmp_path):
    """By the letters alone what is read first or last is not known: the PDF was refused by its proof."""
    for lang in ("ar", "he"):
        file = tmp_path / f"{lang}.md"
        lines = "\n\n".join(line for line in WORDS_APART if ("و" in line) is (lang == "ar"))
        file.write_text(f"---\ntitle: T\nlang: {lang}\n---\n\n{lines}\n", encoding="utf-8")
        assert cli.run(["export", str(file), "--quiet"]) == 0


@pytest.mark.parametrize(("line", "words"), WORDS_APART.items())
def test_words_that_might_move_are_one_passage(line, words):
    document = reading.read(f"---\ntitle: T\nlang: he\n---\n\n{line}\n").document
    (apart,) = [node for node in walk.nodes(isolated(document)) if isinstance(node, Passage)]
    assert (walk.text_of(apart.children), apart.dir) == (words, "ltr")
    (before,) = document.blocks
    (after,) = isolated(document).blocks
    assert walk.plain(after) == walk.plain(before)


@pytest.mark.parametrize("line", NOT_APART)
def test_other_words_run_as_their_line_does(line):
    document = reading.read(f"---\ntitle: T\nlang: he\n---\n\n{line}\n").document
    assert isolated(document) == document


def test_words_with_their_signs_are_seen_as_they_are_written(tmp_path):
    file = tmp_path / "text.md"
    lines = [line.replace("&lrm;", "\u200e") for line in WORDS_APART if "و" not in line]
    file.write_text("---\ntitle: T\nlang: he\n---\n\n" + "\n\n".join(lines), encoding="utf-8")
    assert cli.run(["export", str(file), "--quiet", "--formats", "pdf,docx"]) == 0
    assert libreoffice_pdf(tmp_path / "text.docx", tmp_path / "word.pdf") == []
    for name in ("text.pdf", "word.pdf"):
        shown = seen(tmp_path / name)
        words = [words.replace(" ", "").replace("\u200e", "") for words in WORDS_APART.values()]
        assert [one for one in words if one not in shown] == [], name


COMMAS = """---
title: T
lang: ur
---

شکریہ [Ada](https://a.example)، [Carl](https://b.example)، `nil`، **Emil**، اور سب۔
"""


def test_the_arabic_comma_between_words_that_are_parts_of_their_own(tmp_path):
    """It has no direction (UAX #9), and the space after it was read before it."""
    file = tmp_path / "text.md"
    file.write_text(COMMAS, encoding="utf-8")
    assert cli.run(["export", str(file), "--quiet"]) == 0


JOINED = ("از طریق callback\u200cها در آغاز", "به URL\u200cها (API\u200cهای) تازه")


def test_a_joiner_between_latin_letters_and_others_stands_between_them(tmp_path):
    """It was read before the Latin letters, as if what it parts from them were joined to them."""
    file = tmp_path / "text.md"
    file.write_text("---\ntitle: T\nlang: fa\n---\n\n" + "\n\n".join(JOINED), encoding="utf-8")
    assert cli.run(["export", str(file), "--quiet"]) == 0
    said = pdf_texts(tmp_path / "text.pdf")["PDFium"].text
    assert [word for word in ("callback\u200cها", "URL\u200cها", "API\u200cهای") if word not in said] == []


# A line ends in the space after a comma in the other direction than its own, at one width or another.
ENDS_TO_RIGHT = "המילים כאן מספרות על [Ada](https://a.example), *Bea*, [Carl](https://b.example), *Dan*, ועוד רבים."
ENDS_TO_LEFT = (
    "The words tell of [[עדה](https://a.example), *בילהה*, [כרמל](https://b.example), *דן*, ועוד]{lang=he} here."
)


@pytest.mark.parametrize(("lang", "line"), [("he", ENDS_TO_RIGHT), ("en", ENDS_TO_LEFT)])
def test_a_line_that_ends_in_a_space_to_the_other_side_stands_in_its_column(lang, line, tmp_path):
    """It was moved off the column by the width of the space; at the margin all begin, or end, at one place."""
    file = tmp_path / "text.md"
    more = "מילה " if lang == "he" else "word "
    lines = [more * number + line for number in range(20)]
    file.write_text(f"---\ntitle: T\nlang: {lang}\n---\n\n" + "\n\n".join(lines), encoding="utf-8")
    assert cli.run(["export", str(file), "--quiet", "--formats", "pdf"]) == 0
    margins = defaultdict(list)
    for number, sheet in enumerate(pymupdf.open(tmp_path / "text.pdf")):
        for left, _, right, bottom, *_ in sheet.get_text("words"):
            margins[number, round(bottom / 4)].append(right if lang == "he" else -left)
    edges = [max(found) for found in margins.values()][2:]
    assert len(edges) > 30
    assert max(edges) - sorted(edges)[len(edges) // 2] < 1


def test_numbers_stay_with_the_words_that_the_line_before_ends_in(tmp_path):
    """By itself a line that begins with a number runs otherwise: it was refused by the proof."""
    file = tmp_path / "text.md"
    words = ["ב" * 3 * length + ' "Guest #1", "Guest #2", וגם "Guest #3". כך' for length in range(12, 24)]
    text = "\n\n".join(f"מתוך כל אלה אשר נכתבו שם נבחר {one}" for one in words)
    file.write_text(f"---\ntitle: T\nlang: he\n---\n\n{text}", encoding="utf-8")
    assert cli.run(["export", str(file), "--quiet", "--formats", "pdf"]) == 0

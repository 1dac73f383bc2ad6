"""What each edition promises, measured on its pages by PDFium."""

import re
from collections import Counter

import pypdfium2
import pytest

from tests import judges, samples
from tests.look import pages
from tests.look.texts import made, pdf
from tests.reading.helpers import clean
from triplicate import theme
from triplicate.formats.product import Format
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

LEAST = {"standard": 10.5, "print": 10.5, "dyslexia": 12, "clear-print": 14, "large-print": 18}
"""Points that nothing on a page is smaller than."""

TEXTS = ("specimen", "nasty")


def test_every_edition_promises_a_least_size() -> None:
    assert {name: theme.load(name).type.least for name in theme.names()} == LEAST


def test_texts_of_a_kind_have_one_theme() -> None:
    """What is kept of a theme is kept once: a worker that makes a thousand texts would grow with each."""
    first, second = (clean(f"---\ntitle: {title}\nlang: en-GB\n---\n\nWords.\n") for title in ("One", "Two"))
    style = theme.load()
    assert theme.edition_of(first, style).theme is theme.edition_of(second, style).theme


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("style", LEAST)
def test_nothing_is_smaller_than_promised(style: str, text: str) -> None:
    """Words drawn in a picture are the picture's."""
    letters = [letter for letter in pages.letters(pdf(text, style)) if letter.tag not in ("", "Figure")]
    small = Counter((letter.page, round(letter.size, 2)) for letter in letters if letter.size < LEAST[style] - 0.01)
    assert not small, sorted(small.items())[:10]
    # The measure itself works: the sizes of the style are what is found, page numbers included.
    kind = theme.load(style).type
    found = {round(letter.size, 1) for letter in letters}
    assert {kind.h2, kind.h3, kind.body, kind.small, kind.script} <= found
    assert {letter.tag for letter in letters} >= {"Artifact", "Span"}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("style", LEAST)
def test_nothing_is_off_the_page(style: str, text: str) -> None:
    """Letters stay out of the outermost 5 mm, where printers do not print; nothing else leaves the page."""
    data, edge = pdf(text, style), 14.0
    sheets = pages.sheets(data)
    for letter in pages.letters(data):
        sheet = sheets[letter.page - 1]
        left, bottom, right, top = letter.box
        inside = left >= edge and right <= sheet.width - edge and bottom >= edge and top <= sheet.height - edge
        assert inside, f"{letter.character!r} on page {letter.page} at {letter.box}"
    for number, sheet in enumerate(sheets, start=1):
        for left, bottom, right, top in sheet.objects:
            inside = left >= -1 and bottom >= -1 and right <= sheet.width + 1 and top <= sheet.height + 1
            assert inside, f"page {number}: {(left, bottom, right, top)} of {sheet.width} × {sheet.height}"


@pytest.mark.parametrize("style", LEAST)
def test_a_wide_table_is_turned_sideways_or_stacked(style: str) -> None:
    """Rather than in smaller type: what the turned page of an edition has no room for stands there as records."""
    turned = [sheet for sheet in pages.sheets(pdf("nasty", style)) if sheet.width > sheet.height]
    assert bool(turned) == (style not in {"dyslexia", "large-print"})


def test_every_edition_conforms(tmp_path) -> None:
    files = []
    for style in LEAST:
        files.append(tmp_path / f"nasty-{style}.pdf")
        files[-1].write_bytes(pdf("nasty", style))
    for failures in judges.verapdf(files, ["ua1", "2a"]).values():
        assert not failures


def test_dyslexia_has_an_off_white_page_and_open_spacing() -> None:
    page = pypdfium2.PdfDocument(pdf("specimen", "dyslexia"))[2]
    corner = page.render(scale=0.2).to_pil().convert("RGB").getpixel((2, 2))
    assert corner == (0xFD, 0xF8, 0xEC)
    # In the same text at the same size letters stand wider apart: measured as the width of a word over its size.
    assert _width_of("quick", "dyslexia") > _width_of("quick", "standard") * 1.05


def test_dyslexia_has_short_lines() -> None:
    """60 to 70 characters a line: British Dyslexia Association, Style Guide 2023."""
    release = samples.file("news-release.md", "pdf", "dyslexia")
    lines = [len(line.strip()) for page in pages.text(release) for line in page.splitlines() if len(line) > 40]
    assert 55 <= sum(sorted(lines)[-20:]) / 20 <= 75


def test_print_shows_addresses_and_no_colour_of_links() -> None:
    data = pdf("specimen", "print")
    words = "".join(" ".join(pages.text(data)).split())
    assert "(https://" in words
    assert "(https://" not in "".join(" ".join(pages.text(pdf("specimen", "standard"))).split())
    blue = theme.load("standard").colours.link
    assert blue not in {letter.colour for letter in pages.letters(data)}
    assert blue in {letter.colour for letter in pages.letters(pdf("specimen", "standard"))}


def test_print_says_on_which_page_an_inner_link_leads() -> None:
    """For eyes alone: a link leads there by itself, and in Word and EPUB the page is not known."""
    text = "See [](#tbl-a) and [more](#next).\n\n| A |\n|---|\n| [Next](#next) |\n\n: Pools {#tbl-a}\n\n"
    document = clean(f"{text}\\newpage\n\n## Next {{#next}}\n\nWords of [the first](#tbl-a).\n")
    data = made(document, "print", Format.PDF)
    said = [" ".join(page.split()) for page in pages.text(data)]
    assert "See Table 1 (page 1) and more (page 2)." in said[0]
    assert "Next (page 2)" in said[0]
    assert "the first (page 1)." in said[1]
    assert "".join(one.character for one in pages.letters(data) if one.tag == "Artifact").count("(page") == 4
    assert verify(outline_of(document), read_back(data)) == ()
    assert "(page" not in "".join(pages.text(made(document, "standard", Format.PDF)))


def test_print_mirrors_its_margins_and_numbers() -> None:
    """Odd pages are right pages: wide at the left, where they are bound, their number at the right."""
    data = pdf("specimen", "print")
    letters = [letter for letter in pages.letters(data) if 3 <= letter.page <= 6]
    width = pages.sheets(data)[2].width
    for number in range(3, 7):
        here = [letter for letter in letters if letter.page == number]
        text = [letter for letter in here if letter.tag != "Artifact"]
        start = min(letter.box[0] for letter in text)
        foot = sorted((letter for letter in here if letter.box[1] < 60), key=lambda letter: letter.box[0])
        words = "".join(letter.character for letter in foot)
        if number % 2:
            assert start > 75
            assert re.search(rf"Page{number}of\d+$", words)
            assert foot[-1].box[2] > width - 70
        else:
            assert start < 65
            assert words.startswith(f"Page{number}of")
            assert foot[0].box[0] < 70


def _width_of(word: str, style: str) -> float:
    """Return the width of a word's first occurrence in running text, in em of its size."""
    letters = pages.letters(pdf("specimen", style))
    body = theme.load(style).type.body
    runs = (letters[index : index + len(word)] for index in range(len(letters)))
    return next(
        (run[-1].box[2] - run[0].box[0]) / body
        for run in runs
        if "".join(letter.character for letter in run) == word
        and abs(run[0].size - body) < 0.1
        and run[-1].box[0] > run[0].box[0]
    )

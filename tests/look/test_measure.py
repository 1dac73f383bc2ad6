"""The one measure of text against the pages: how wide poppler finds words, in every face and edition."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.judges.tools import command
from tests.pdf.documents import cell, document, heading, para
from tests.pdf.files import make
from triplicate import theme
from triplicate.document.lengths import emu, half_points, pixels, points, twips
from triplicate.document.model import Align, Code, Emphasis, Strong, Table, Text
from triplicate.theme.measure import Letters, family_width, measure_of

WORDS = {
    "Wellenbrechermauer": {},
    "Illustrationsprobe": {"bold": True},
    "Regenwasserkanäle": {"italic": True},
    "Zwischendeichland": {"bold": True, "italic": True},
    "print_level_now": {"code": True},
    "Наводнение": {},
    "Überschriftswort": {"bold": True, "heading": True},
    "1111171117": {"tabular": True},
}


def widths(data: bytes, folder: Path) -> dict[str, float]:
    """Return the width of each word of a PDF in points, by poppler."""
    file = folder / "made.pdf"
    file.write_bytes(data)
    done = subprocess.run(
        [command("pdftotext", "poppler-utils"), "-bbox", file, "-"], capture_output=True, text=True, check=True
    )
    found = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]+)</word>', done.stdout)
    return {word: float(right) - float(left) for left, right, word in found}


@pytest.mark.parametrize("style", theme.names())
def test_words_are_as_wide_as_the_pages_show(style: str, tmp_path: Path) -> None:
    plain, bold, italic, both, code, cyrillic, title, digits = WORDS
    source = document(
        heading(2, title),
        para(plain, " ", Strong((Text(bold),)), " ", Emphasis((Text(italic),)), " "),
        para(Strong((Emphasis((Text(both),)),)), " ", Code(code), " and ", cyrillic),
        Table((cell("Number"),), ((cell(digits),),), (Align.START,)),
    )
    style_of = theme.load(style)
    found = widths(make(source, style=style), tmp_path)
    for word, face in WORDS.items():
        size = style_of.type.h2 if "heading" in face else style_of.type.code if "code" in face else style_of.type.body
        assert measure_of(style_of).width(word, Letters(size, **face)) == pytest.approx(found[word], rel=0.015), word


@pytest.mark.parametrize("style", theme.names())
def test_code_in_a_heading_is_as_wide_as_the_page_shows(style: str, tmp_path: Path) -> None:
    style_of = theme.load(style)
    found = widths(make(document(heading(2, Code("print_level"))), style=style), tmp_path)
    letters = Letters(style_of.type.h2, bold=True, heading=True)
    measured = measure_of(style_of).inlines((Code("print_level"),), letters)
    assert measured == pytest.approx(found["print_level"], rel=0.015)


def test_a_bold_face_of_a_variable_font_is_wider() -> None:
    family = next(one for one in theme.load().fonts.fallback if " " in one.faces[0].weight)
    assert family_width("Breite", family, 700) > 1.02 * family_width("Breite", family, 400)


def test_a_length_is_the_same_in_every_unit() -> None:
    inch = [points(1, "in"), points(2.54, "cm"), points(25.4, "mm"), points(96, "px"), points(6, "pc")]
    assert inch == pytest.approx([72] * 5)
    assert (pixels(1, "in"), twips(72), half_points(72), emu(72)) == (96, 1440, 144, 914400)

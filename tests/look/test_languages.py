"""No word in letters of two designs, in an edition whose family lacks letters of some languages."""

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.look import pages
from tests.look.texts import MOMENT
from triplicate import reading, theme
from triplicate.formats.product import Format
from triplicate.jobs.production import produce
from triplicate.theme.fonts import characters, families

WELSH = "Mae'r dŵr yn codi ac mae'r tŷ yn wag."


def _made(text: str, lang: str) -> bytes:
    source = f"---\ntitle: Title\nlang: {lang}\n---\n\n{text}\n"
    document = reading.read(source, name="text.md").document
    return produce(theme.edition_of(document, theme.load("large-print")), (Format.PDF,), moment=MOMENT, name="t")[
        Format.PDF
    ].data


def _families(data: bytes) -> dict[str, set[str]]:
    """Return the families that each word is set in."""
    found: dict[str, set[str]] = {}
    for page in pypdfium2.PdfDocument(data):
        view = page.get_textpage()
        word, fonts = "", set()
        for index in range(view.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(view, index))
            if character.isalpha():
                name, flags = bytes(200), pdfium.c_int()
                length = pdfium.FPDFText_GetFontInfo(view, index, name, 200, flags)
                word += character
                fonts.add(name[: length - 1].decode().partition("+")[2].removesuffix("-Bold").removesuffix("-Semi"))
            elif word:
                found.setdefault(word, set()).update(fonts)
                word, fonts = "", set()
        if word:
            found.setdefault(word, set()).update(fonts)
    return found


@pytest.mark.parametrize(
    ("text", "lang", "word"),
    [
        (WELSH, "cy", "dŵr"),
        (f"An English sentence. [{WELSH}]{{lang=cy}}", "en-GB", "tŷ"),
        (f"::: {{lang=cy}}\n\n### Tŷ a dŵr\n\n{WELSH}\n\n:::", "en-GB", "Tŷ"),
        ("Αυτό είναι ένα κείμενο.", "el", "κείμενο"),
        ("An English sentence. [Ово је ћирилица.]{lang=sr}", "en-GB", "ћирилица"),
    ],
)
def test_words_are_set_in_one_font(text: str, lang: str, word: str) -> None:
    found = _families(_made(text, lang))
    assert word in found
    assert {word: fonts for word, fonts in found.items() if len(fonts) > 1} == {}
    assert all("Atkinson" not in font for font in found[word])


def test_a_column_of_terms_is_as_wide_as_they_are_in_the_font_of_their_language() -> None:
    """Letters that both families have were measured in the other one."""
    terms = "::: {lang=ru}\n\nWMWMWMGG\n: одно\n\nПочта\n: другое\n\n:::"
    large = theme.load("large-print")
    letters = pages.letters(_made(f"Plain words of English.\n\n{terms}", "en-GB"))
    at = "".join(one.character for one in letters).index("одно")
    gap = letters[at].box[0] - letters[at - 1].box[2]
    assert gap == pytest.approx(1.2 * large.type.body, abs=3)


def test_the_style_keeps_its_font_for_all_else() -> None:
    found = _families(_made(f"An English sentence. [{WELSH}]{{lang=cy}}", "en-GB"))
    assert all("Atkinson" in font for font in found["English"])


def test_a_name_or_two_change_nothing() -> None:
    text = "A sentence of plain English words in a row. " * 30 + "She lives at Tŷ Gwyn."
    found = _families(_made(text, "en-GB"))
    assert all("Atkinson" in font for font in found["plain"])


def test_the_first_family_lacks_what_the_second_has() -> None:
    """What the tests above rest on."""
    first, second = families()["Atkinson Hyperlegible"], families()["Noto Sans"]
    assert not {ord(letter) for letter in "ŵŷκћ"} & characters(first)
    assert {ord(letter) for letter in "ŵŷκћ"} <= characters(second)

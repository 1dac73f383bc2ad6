"""Characters of symbol fonts, as the characters of Unicode that look the same.

A symbol font keeps pictures in the places of letters: an "a" in the font Symbol is an alpha on paper. Word writes
such places as they are or raised by F000 (ISO/IEC 29500-1, 17.3.3.30).
"""

import sys
from collections.abc import Iterator

from lxml import etree

_FIRST = 0x20
_RAISED = range(0xF000, 0xF100)
_NONE = "\0"

# The places from 20 to 7E, and from A0 to FE.
_SYMBOL = (
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
    + _NONE * 33
    + "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
    + _NONE
    + "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
# The places from 20 to FE.
_WINGDINGS = (
    " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍"
    "🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉"
    "♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷▯"
    "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•"
    "▪○🞆🞈◉◎🔿▪☐🟂✦★✶✴✹✵⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘"
    "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋🡨"
    "🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑"
)


def _places(text: str) -> dict[int, str]:
    return {place: character for place, character in enumerate(text, _FIRST) if character != _NONE}


_TABLES = {
    "symbol": _places(_SYMBOL),
    "wingdings": _places(_WINGDINGS),
    # What forms use of these.
    "wingdings 2": {0x20: " ", 0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "wingdings 3": {0x20: " ", 0x75: "▶", 0x7D: "▶"},
    "webdings": {0x20: " ", 0x61: "✓", 0x63: "□", 0x67: "■", 0x72: "✗"},
}


def is_symbol_font(font: str) -> bool:
    """Whether letters in a font are pictures."""
    return font.casefold() in _TABLES


def symbol(font: str, code: int) -> str:
    """Return the character at a place of a font; one that is not known is named by font and place."""
    place = code - _RAISED.start if code in _RAISED else code
    table = _TABLES.get(font.casefold())
    if table is not None and place < _RAISED.stop - _RAISED.start:
        found = table.get(place)
    else:
        found = None if code in _RAISED else chr(code)
    return found or f"[{font or 'symbol'} {place:02X}]"


def symbol_of(element: etree._Element) -> str:
    """Return the character of a ``sym``, or of one that is given by its number alone; "" for what is none."""
    named = {str(key).rpartition("}")[2]: str(value) for key, value in element.items()}
    try:
        code = int(named.get("char", ""), 16)
    except ValueError:
        return ""
    return symbol(named.get("font", ""), code) if 0 <= code <= sys.maxunicode else ""


def in_unicode(text: str, font: str) -> str:
    """Return words as they look in a font: what is raised by F000 is looked up in any font."""
    if not is_symbol_font(font) and (text.isascii() or not any(ord(character) in _RAISED for character in text)):
        return text
    return "".join(_characters(text, font))


def _characters(text: str, font: str) -> Iterator[str]:
    for character in text:
        code = ord(character)
        yield symbol(font, code) if code in _RAISED or is_symbol_font(font) else character

"""Characters that no font of a theme shows."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import field

from triplicate.document import title_block, walk
from triplicate.document.model import NOWHERE, Abbreviation, Code, CodeBlock, Document, Keyboard, Place, Text
from triplicate.document.phrases import phrases_for
from triplicate.later import dataclass, regex
from triplicate.rules.exporting import MISSING_GLYPH
from triplicate.rules.finding import Finding, Quote
from triplicate.theme import Theme
from triplicate.theme.fonts import characters, families, family_of_script

_FONTLESS = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""General categories of characters that need no glyph of their own: controls, marks of direction, spaces."""
# A sign with what only varies it (Unicode 16, 23.4 and UTS #51): selectors, tones of skin, joined signs; flags are two.
_SIGN = regex(
    "[\U0001f1e6-\U0001f1ff]{2}|.(?:[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]|\u200d.)*", re.DOTALL
)
_VARYING = regex("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Chinese and Japanese share characters, and a font for the one mostly has those of the other.
_EAST_ASIAN = {"Hira": "Hani", "Kana": "Hani", "Bopo": "Hani"}
_OF_NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})
_NAMED = 3  # characters of a script that its finding names


@dataclass(slots=True)
class _Missing:
    """What is missing of one script, or one sign: ``script`` is an ISO 15924 code, or empty."""

    script: str
    place: Place
    found: dict[str, None] = field(default_factory=dict)


def missing_characters(document: Document, theme: Theme, source: str = "") -> tuple[Finding, ...]:
    """Return a finding for every script, and for every sign of none, that no installed family of the theme shows.

    All characters of a script want one remedy, a font: they are one finding, at the first of them. With the text of
    the ``source`` its place is exact, else it is that of the words the character stands in.
    """
    shown = frozenset[int]().union(*map(characters, theme.fonts.all))
    lines = source.split("\n")
    missing: dict[str, _Missing] = {}
    for text, place in (*_texts(document), *_own_words(document, lines)):
        # A letter and its accent may be one glyph, or two: either will do.
        composed = unicodedata.normalize("NFC", text)
        if shown.issuperset(map(ord, composed)):
            continue
        for sign in _SIGN.findall(composed):
            if all(_needs_none(character) or ord(character) in shown for character in sign):
                continue
            script = _script(sign[0], missing)
            one = missing.setdefault(script or sign, _Missing(script, _exact(place, sign, lines)))
            one.found.setdefault(sign if not script else sign[0])
    return tuple(_finding(one, theme) for one in sorted(missing.values(), key=lambda one: one.place))


def _needs_none(character: str) -> bool:
    return unicodedata.category(character) in _FONTLESS or _VARYING.match(character) is not None


def _script(character: str, missing: dict[str, _Missing]) -> str:
    """Return the script of a letter, or of a mark of punctuation used with it.

    "Hani" stands for all of Chinese and Japanese. A symbol, and what belongs to no script, has none: the remedy for
    it is a word.
    """
    from fontTools import unicodedata as scripts

    if unicodedata.category(character)[0] == "S" and scripts.script(character) in _OF_NO_SCRIPT:
        return ""
    used_in = {_EAST_ASIAN.get(code, code) for code in scripts.script_extension(character)} - _OF_NO_SCRIPT
    if not used_in and unicodedata.east_asian_width(character) in "WF":
        used_in = {"Hani", "Hang"}
    # Punctuation of several scripts goes with the letters around it.
    return min(used_in, key=lambda code: (code not in missing, code != "Hani", code), default="")


def _exact(place: Place, sign: str, lines: list[str]) -> Place:
    """Return where the sign stands in the source; ``place`` if it is not there as it is, but written as an entity."""
    for number in range(max(place.line, 1), len(lines) + 1):
        column = lines[number - 1].find(sign, place.column - 1 if number == place.line else 0)
        if column >= 0:
            return Place(number, column + 1)
    return place


def _finding(one: _Missing, theme: Theme) -> Finding:
    found, remedy = [*one.found], _remedy(one, theme)
    if len(found) == 1:
        points = " ".join(f"U+{ord(character):04X}" for character in found[0])
        name = unicodedata.name(found[0][0], "unnamed").lower()
        said = "No font shows {sign} ({points}, {name})."
        return MISSING_GLYPH.finding(said, one.place, remedy, sign=Quote(found[0]), points=points, name=name)
    more = len(found) - _NAMED
    rest = "" if more <= 0 else " and {more} more character" if more == 1 else " and {more} more characters"
    return MISSING_GLYPH.finding(
        "No font shows {script}: {signs}" + rest + ".",
        one.place,
        remedy,
        script=_script_name(one.script),
        signs=Quote(", ".join(found[:_NAMED])),
        more=more,
    )


def _script_name(code: str) -> str:
    from fontTools import unicodedata as scripts

    return "Chinese and Japanese" if code == "Hani" else scripts.script_name(code).replace("_", " ")


def _remedy(one: _Missing, theme: Theme) -> str:
    wanted = {ord(character) for sign in one.found for character in sign if not _needs_none(character)}
    for family in families().values():
        if family not in theme.fonts.all and wanted <= characters(family):
            return f"Add “{family.name}” to “fallback” under [fonts] in the house theme."
    if (packaged := family_of_script(one.script)) and packaged not in families():
        return f"Install {packaged} and the fonts of more scripts with: pip install 'triplicate[scripts]'"
    own = "Bring a font that has it in a house theme: a table [[font]], and its name in “fallback” under [fonts]"
    return f"{own}." if one.script else f"Write it in words. {own}, if it must stay."


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    for node in walk.nodes(document):
        match node:
            case Text() | Code() | Keyboard() | Abbreviation() | CodeBlock():
                yield node.text, node.place
            case _:
                pass
    for line in (*title_block.masthead(document), *title_block.title_block(document), *title_block.end_lines(document)):
        yield line.text, NOWHERE
    yield document.metadata.title, NOWHERE


def _own_words(document: Document, lines: list[str]) -> Iterator[tuple[str, Place]]:
    """Yield what stands at the foot of every page, with the line that asks for its language."""
    asks = (number for number, line in enumerate(lines, start=1) if line.startswith("lang:"))
    place = Place(next(asks, 0), 1)
    yield phrases_for(document.metadata.lang).page_of.format(page="", pages=""), place if place.line else NOWHERE

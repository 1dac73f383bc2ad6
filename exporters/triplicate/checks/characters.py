"""Characters: those that are damaged, invisible, or not what they look like.

A character that no font shows is not found here: only the export to PDF can tell (see :mod:`theme.coverage`).
"""

import re
from collections.abc import Iterator
from functools import partial

from triplicate.checks.runs import Run
from triplicate.checks.unseen import unseen
from triplicate.checks.view import View
from triplicate.document.walk import NO_BREAK_SPACE
from triplicate.later import regex
from triplicate.rules.finding import Family, Finding, Phase, Quote, Rule, Severity

# Spaces a word processor or a keyboard types instead of the ordinary one, which alone ends a mark of Markdown.
_ODD_SPACE = "\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff"
# Not after a number: "10. Januar" has its no-break space for good reason; nor before one, where "-" is a minus.
MARK_AND_ODD_SPACE = regex(rf"(?P<mark>#{{1,6}}|[-*+])(?P<spaces>[{_ODD_SPACE}][{_ODD_SPACE} ]*)(?=[^\s\d])")
SPACES_IN_A_ROW = regex(rf"(?<! ) *{NO_BREAK_SPACE}(?: *{NO_BREAK_SPACE})+ *")

_rule = partial(Rule, family=Family.CHARACTERS, phase=Phase.CHECKING)

REPLACED = _rule(
    "C051",
    Severity.ERROR,
    "no character is lost",
    "A character was lost when the text was converted; every reader meets a question mark in a diamond.",
    "The Unicode Standard, 23.8 (U+FFFD)",
    bad="The caf&#xfffd; is open.",
    good="The café is open.",
)
MARK = _rule(
    "C052",
    Severity.ERROR,
    "an ordinary space follows a mark",
    "Markdown knows a heading or a list by the ordinary space after its mark; so the mark is printed as text.",
    "CommonMark 0.31.2, 4.2 ATX headings and 5.2 list items",
    bad="##&nbsp;Costs",
    good="## Costs",
)
MISREAD = _rule(
    "C053",
    Severity.WARNING,
    "the text is read in its own encoding",
    "“â€™” stands where an apostrophe was; a voice reads it as three signs.",
    "ISO 14289-1:2014, 7.2 (natural language; characters map to Unicode)",
    bad="It isnâ€™t open.",
    good="It isn’t open.",
)
OVERRIDE = _rule(
    "C054",
    Severity.ERROR,
    "no invisible character turns the direction of the text",
    "What is seen runs in another order than what is read out, copied or searched.",
    "Unicode Standard Annex #9, 2.2 and UTS #55",
    bad="The code is &#x202e;321&#x202c;.",
    good="The code is 123.",
)
PRIVATE = _rule(
    "C055",
    Severity.WARNING,
    "no character is private to one font",
    "Its meaning exists in one font alone: other readers show a box, and a voice says nothing.",
    "ISO 14289-1:2014, 7.21.7 (Unicode mapping); The Unicode Standard, 23.5",
    bad="Call &#xf028; 01234 567890.",
    good="Call 01234 567890.",
)
SPACED = _rule(
    "C056",
    Severity.WARNING,
    "spaces do not make a layout",
    "Larger letters move the words apart in other ways, and some voices say each no-break space.",
    "WCAG 2.2, 1.3.2 (failures F32 and F33)",
    bad="Name:&nbsp;&nbsp;&nbsp;Price",
    good="| Name | Price |\n|---|---|",
)
UNSEEN = _rule(
    "C058",
    Severity.ERROR,
    "words have characters that are seen",
    "What nobody sees or hears is announced as a heading, an item or a cell, and a voice falls silent.",
    "WCAG 2.2, 1.3.1; The Unicode Standard, 5.21 (characters that are ignored)",
    bad="- &#x2060;\n- Milk",
    good="- Bread\n- Milk",
)
STACKED = _rule(
    "C059",
    Severity.ERROR,
    "a letter has few marks",
    "Many marks on one letter are drawn over the lines around it, and a voice says each of them or none.",
    "Unicode Standard Annex #15, 13 (Stream-Safe Text Format); WCAG 2.2, 1.3.1",
    bad="W&#x300;&#x301;&#x302;&#x303;&#x304;&#x306;&#x307;ow",
    good="Wow",
)
RULES = (REPLACED, MARK, MISREAD, OVERRIDE, PRIVATE, SPACED, UNSEEN, STACKED)

# UTF-8 read as Windows-1252: a lead byte that looks like Ã or â, then what its second byte looks like.
_MISREAD = regex(r"â€[\u2122\u0153\u009d\u02dc\u201c\u201d¦¢]|Ã[\u0080-\u00bf]|Â[\u00a3\u00a9\u00ae\u00b0\u00b7]")
_OVERRIDE = regex("[\u202d\u202e]")
_PRIVATE = regex("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_STACKED = regex("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}")
_TYPED_BULLETS = "\uf0b7\uf0a7"  # found by the rule on lists typed by hand


def find(view: View) -> Iterator[Finding]:
    """Yield the findings of this family."""
    for run in view.runs:
        # Its own words show passages in other languages by signs.
        if not all(piece.node.text.isascii() for piece in run.pieces):
            yield from _characters(view, run)
    for place in unseen(view.document):
        yield UNSEEN.finding("Nothing of what is written here is seen.", place, "Write words, or take it out.")


def _characters(view: View, run: Run) -> Iterator[Finding]:
    for piece in run.pieces:
        text = piece.node.text
        for found in re.finditer("\ufffd", text):
            if "replacement character" in run.words.lower():
                break  # the text speaks of it
            yield REPLACED.finding(
                "A character was lost here (U+FFFD).",
                view.locate(piece.node, found.start()),
                "Write the character that was meant.",
            )
        for found in _MISREAD.finditer(text):
            yield MISREAD.finding(
                "“{words}” looks like a character read in the wrong encoding.",
                view.locate(piece.node, found.start()),
                "Save the text as UTF-8, or write the character that was meant.",
                words=Quote(found.group()),
            )
        for found in _OVERRIDE.finditer(text):
            yield OVERRIDE.finding(
                "An invisible character (U+{point:04X}) turns the direction of what follows.",
                view.locate(piece.node, found.start()),
                "Take it away; mark the language instead, from which the direction follows: [words]{lang=ar}.",
                point=ord(found.group()),
            )
        for found in _PRIVATE.finditer(text):
            if found.group() not in _TYPED_BULLETS:
                yield PRIVATE.finding(
                    "The character U+{point:04X} means something in one font only.",
                    view.locate(piece.node, found.start()),
                    "Write the character or the word that was meant.",
                    point=ord(found.group()),
                )
        for found in _STACKED.finditer(text):
            yield STACKED.finding(
                "{number} marks stand on one letter.",
                view.locate(piece.node, found.start()),
                "Take them away, or write the letter that was meant.",
                number=len(found.group()),
            )
        for found in SPACES_IN_A_ROW.finditer(text):
            yield SPACED.finding(
                "Several no-break spaces in a row move words apart.",
                view.locate(piece.node, found.start()),
                "Use one space, or a table.",
            )
        for found in MARK_AND_ODD_SPACE.finditer(text):
            place = view.locate(piece.node, found.start())
            if view.starts_line(place) if view.text else (found.start() == 0 and piece.start == 0):
                yield MARK.finding(
                    "After “{mark}” stands a space that Markdown does not take for one.",
                    place,
                    "Type an ordinary space there.",
                    mark=Quote(found["mark"]),
                )

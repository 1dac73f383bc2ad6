"""A plain-text release becomes a document; each guess is reported as advice."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, takewhile

from triplicate.document.model import (
    NOWHERE,
    Block,
    BulletList,
    Definition,
    DefinitionList,
    Document,
    Heading,
    Inlines,
    ListItem,
    OrderedList,
    Paragraph,
    Place,
    Quotation,
    Text,
    ThematicBreak,
)
from triplicate.document.title_block import linked
from triplicate.document.walk import text_of
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.reading.context import Context
from triplicate.reading.front_matter import FrontEntry
from triplicate.reading.marks import BULLETS
from triplicate.reading.metadata import Values, make_metadata
from triplicate.reading.resolve import resolve
from triplicate.reading.unread import report_unread
from triplicate.rules.finding import Quote

_BULLET = regex(rf"\s*[-*–—{BULLETS}]\s+(?=\S)")
# Word processors save their second level of bullets as the letter o; it counts within a list of English alone.
_LETTER_O = regex(r"\s*o\s+(?=\S)")
_NUMBER = regex(r"\s*(\d{1,9})[.)]\s+(?=\S)")
_HEADINGS = regex(
    r"(?:notes? to (?:the )?editors?|nodiadau i olygyddion|notes? aux r[ée]dact(?:ions|eurs)"
    r"|(?:media |press )?(?:contacts?|enquiries)|contact (?:details|information)|further information)\s*:?",
    re.IGNORECASE,
)
# What a release ends with, before the notes that are for journalists alone.
_ENDS = regex(r"(?:[#*–—-]+\s*)?(?:ends?|diwedd|cr[íi]och|fin|ende)\s*[#*–—-]*[.:]?", re.IGNORECASE)
_CONTACT = regex(
    r"\s*(?P<label>tel(?:ephone)?|phone|mobile|mob|fax|e-?mail|web(?:site)?|ffôn|e-?bost|gwefan|tél|courriel)"
    r"\s*[.:]\s*(?P<value>(?=.*[\d@.]).*\S)\s*",
    re.IGNORECASE,
)
# A line that says who said what comes next. English, Welsh, French, German, Spanish.
_SAID = regex(
    r"\b(?:sa(?:id|ys)|add(?:ed|s)|comment(?:ed|s)|explain(?:ed|s)|stated|replied|warned|concluded|dywedodd|meddai"
    r"|ychwanegodd|(?:a )?(?:déclaré|dit|ajouté|expliqué)|sagte|erklärte|ergänzte|dijo|declaró|afirmó|añadió)"
    r"\b[^.!?:]{0,80}:\s*$",
    re.IGNORECASE,
)
# What stands above a release's title, and its date.
_LABELS = regex(
    r"(?:(?:press|news|media) (?:release|statement|notice)|for immediate release|pressemitteilung|persbericht"
    r"|communiqu[eé] de presse|comunicado de prensa|comunicato stampa|informacja prasowa|δελτίο τύπου|بيان صحفي"
    r"|preasráiteas|datganiad i['’]r wasg)\W*(?:\d.*)?|(?:strictly )?embargo(?:ed)?\b.*"
    r"|(?:[^\W\d_]+,? )?\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]+ \d{4}",
    re.IGNORECASE,
)
# What ends a release, or a part of it.
_END_SIGN = regex(r"(?:[#*_=–—-]\s*){3,}|[-–—]\s*30\s*[-–—]")
_BROKEN_AT = 50  # characters; a mail program breaks no line before
_OPENING, _CLOSING = '"“„«', '"”“»'
_SHORT = 100
_STOPS = (".", "!", "?", ":", ";", ",", "…", "”", '"', "»", ")")


def read_plain(
    context: Context, text: str, title: str | None, lang: str | None, given: Mapping[str, FrontEntry]
) -> Document:
    """Return the document; findings go to the context. ``given`` stands for front matter, which plain text lacks."""
    values = Values(context, dict(given))
    context.lang = tag = values.lang(lang)
    lines = [(number, line) for number, line in enumerate(text.split("\n")) if line.strip()]
    _report_markup(context)
    _report_broken(context)
    heading, lines = _title(context, lines, title)
    blocks = tuple(_blocks(context, lines))
    return resolve(context, make_metadata(values, text_of(heading.children), tag, None), heading, blocks)


def _report_markup(context: Context) -> None:
    """Report what would be markup in Markdown: here it stands for itself, which is seldom meant."""
    before = len(context.findings)
    for number, line in enumerate(context.lines, start=1):
        if _END_SIGN.fullmatch(line.strip()):
            continue
        report_unread(context, line, lambda position, number=number: Place(number, position + 1))  # type: ignore[misc]
    context.findings[before:] = [
        rules.GUESSED_NO_MARKUP.finding(
            "“{marks}” looks like Markdown, and is printed as it stands.",
            finding.place,
            "Take it out, or save the text as .md.",
            marks=finding.arguments["marks"],
        )
        for finding in context.findings[before:]
    ]


def _report_broken(context: Context) -> None:
    """Report lines that were broken at some width: here each is a paragraph."""
    lines = context.lines
    broken = [
        number
        for number, (line, after) in enumerate(pairwise(lines))
        if len(line.strip()) >= _BROKEN_AT and not line.rstrip().endswith(_STOPS[:-1]) and after.lstrip()[:1].islower()
    ]
    if broken:
        others = " {others} more lines do so, too." if len(broken) > 1 else ""
        context.report(
            rules.LINES_BROKEN,
            "This line goes on in the next, which becomes a paragraph of its own." + others,
            _place(broken[0], lines[broken[0]]),
            "Join the lines of each paragraph.",
            others=len(broken) - 1,
        )


def _title(context: Context, lines: list[tuple[int, str]], given: str | None) -> tuple[Heading, list[tuple[int, str]]]:
    """Return the title and the other lines: the first line, if it looks like one, or the title that is given.

    Labels above it ("Press release") do not count, and stay.
    """
    first = next((index for index, (_, line) in enumerate(lines) if not _LABELS.fullmatch(line.strip())), 0)
    found = bool(lines) and _stands_alone(context, *lines[first])
    place = _place(*lines[first]) if lines else NOWHERE
    wanted = " ".join((given or "").split())
    if found and (not wanted or wanted == " ".join(lines[first][1].split())):
        context.report(rules.GUESSED_TITLE, "This line is taken for the title.", place, "Check it; or give --title.")
        return Heading(1, _text(lines[first][1], place), place=place), lines[:first] + lines[first + 1 :]
    if wanted:
        return Heading(1, (Text(wanted),)), lines
    context.report(
        rules.TITLE_MISSING,
        "The text has no title.",
        place,
        "Put a short line without a full stop at the top, and an empty line after it; or give --title.",
    )
    return Heading(1, (Text("Untitled"),)), lines


def _stands_alone(context: Context, number: int, line: str) -> bool:
    """Return whether a line is short, has no stop at its end, and an empty line (or nothing) after it."""
    line = line.strip()
    after = context.lines[number + 1] if number + 1 < len(context.lines) else ""
    if any(pattern.match(line) for pattern in (_BULLET, _NUMBER)):
        return False
    if any(pattern.fullmatch(line) for pattern in (_LABELS, _END_SIGN, _ENDS, _CONTACT)):
        return False
    return len(line) <= _SHORT and not line.endswith(_STOPS) and not after.strip()


def _is_heading(context: Context, number: int, line: str) -> bool:
    if _HEADINGS.fullmatch(line.strip()):
        return True
    before = context.lines[number - 1] if number else ""
    last = not any(other.strip() for other in context.lines[number + 1 :][:2])
    return not before.strip() and not last and _stands_alone(context, number, line)


def _blocks(context: Context, lines: list[tuple[int, str]]) -> Iterator[Block]:
    index = 0
    while index < len(lines):
        number, line = lines[index]
        place = _place(number, line)
        if _is_heading(context, number, line):
            index += 1
            context.report(
                rules.GUESSED_HEADING,
                "“{words}” is taken for a heading.",
                place,
                "Check it.",
                words=Quote(line.strip()),
            )
            yield Heading(2, _text(line, place), place=place)
        elif _END_SIGN.fullmatch(line.strip()):
            index += 1
            yield ThematicBreak(place=place)
        elif _ENDS.fullmatch(line.strip()):
            index += 1
            yield Paragraph(_text(line, place), place=place)
        elif (end := _contact_end(lines, index)) > index + 1:
            context.report(
                rules.GUESSED_CONTACT,
                "{lines} lines are taken for ways to reach somebody.",
                place,
                "Check them.",
                lines=end - index,
            )
            yield DefinitionList(tuple(_contact(*one) for one in lines[index:end]), place=place)
            index = end
        elif pattern := _marked(line):
            end = index + 1
            while end < len(lines) and _goes_on(context, pattern, lines[end][1]):
                end += 1
            said = "1 line is taken for a list." if end == index + 1 else "{lines} lines are taken for a list."
            context.report(rules.GUESSED_LIST, said, place, "Check its end.", lines=end - index)
            yield _list(lines[index:end])
            index = end
        elif end := _quotation_end(lines, index):
            context.report(
                rules.GUESSED_QUOTATION, "The words in quotation marks are taken for a quotation.", place, "Check them."
            )
            paragraphs = [
                Paragraph(_text(text, _place(at, text)), place=_place(at, text)) for at, text in lines[index:end]
            ]
            yield Quotation(tuple(paragraphs), place=place)
            index = end
        else:
            index += 1
            if line.rstrip().endswith((":", "：")) and index < len(lines) and _marked(lines[index][1]):
                context.report(rules.GUESSED_LEAD_IN, "This line is taken to introduce a list.", place, "Check it.")
            elif _SAID.search(line) and _is_said(context, lines, index):
                context.report(
                    rules.SAID_UNMARKED,
                    "Are these the words of the person named before? They are not taken for a quotation.",
                    _place(*lines[index]),
                    "Put a quotation mark before them."
                    if lines[index + 1 : index + 2] and lines[index + 1][1].strip()[0] in _OPENING
                    else "Put quotation marks at both ends of them.",
                )
            yield Paragraph(_text(line, place), place=place)


def _is_said(context: Context, lines: list[tuple[int, str]], index: int) -> bool:
    """Return whether a paragraph of words without quotation marks stands there."""
    if index >= len(lines):
        return False
    number, line = lines[index]
    special = _is_heading(context, number, line) or _END_SIGN.fullmatch(line.strip()) or _ENDS.fullmatch(line.strip())
    return not special and _marked(line) is None and line.strip()[0] not in _OPENING


def _contact_end(lines: list[tuple[int, str]], index: int) -> int:
    """Return the index after the lines, if there are any, that each say a way to reach somebody."""
    return index + sum(1 for _ in takewhile(lambda one: _CONTACT.fullmatch(one[1]), lines[index:]))


def _contact(number: int, line: str) -> Definition:
    way = _CONTACT.fullmatch(line)
    assert way is not None  # that is how the lines were chosen
    place = _place(number, line)
    value = tuple(linked(_text(way["value"], place)))
    return Definition(((Text(way["label"], place=place),),), ((Paragraph(value, place=place),),), place=place)


def _marked(line: str) -> re.Pattern[str] | None:
    return next((pattern for pattern in (_BULLET, _NUMBER) if pattern.match(line)), None)


def _goes_on(context: Context, pattern: re.Pattern[str], line: str) -> bool:
    """Return whether a line is one more item of a list whose first was marked by the pattern."""
    if pattern is _BULLET and context.lang.startswith("en") and _LETTER_O.match(line):
        return True
    return bool(pattern.match(line)) and not _END_SIGN.fullmatch(line.strip())


def _list(lines: list[tuple[int, str]]) -> BulletList | OrderedList:
    items: list[ListItem] = []
    for number, line in lines:
        mark = _BULLET.match(line) or _NUMBER.match(line) or _LETTER_O.match(line)
        assert mark is not None  # that is how the lines were chosen
        place = Place(number + 1, mark.end() + 1)
        items.append(ListItem((Paragraph(_text(line[mark.end() :], place), place=place),), place=_place(number, line)))
    first = _NUMBER.match(lines[0][1])
    place = _place(*lines[0])
    if first is None:
        return BulletList(tuple(items), place=place)
    return OrderedList(tuple(items), int(first[1]), place=place)


def _quotation_end(lines: list[tuple[int, str]], index: int) -> int:
    """Return the index after a quotation that fills whole lines, or 0.

    Each of its lines opens with a quotation mark, as printers do it; the last alone closes it.
    """
    at = index
    while at < len(lines):
        text = lines[at][1].strip()
        if text[0] not in _OPENING:
            return 0
        inner = text[1:]
        closes = [position for position, character in enumerate(inner) if character in _CLOSING]
        if closes:
            return at + 1 if closes == [len(inner) - 1] and len(inner) > 1 else 0
        at += 1
    return 0


def _text(line: str, place: Place) -> Inlines:
    return (Text(" ".join(line.split()), place=place),)


def _place(number: int, line: str) -> Place:
    return Place(number + 1, len(line) - len(line.lstrip()) + 1)

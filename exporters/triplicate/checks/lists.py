"""Lists: real ones, introduced, of more than one item."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from triplicate.checks.runs import Flow
from triplicate.checks.view import View
from triplicate.document.letters import roman
from triplicate.document.model import (
    BulletList,
    CodeBlock,
    Document,
    LineBreak,
    ListItem,
    NoteReference,
    OrderedList,
    Paragraph,
    Place,
    Text,
)
from triplicate.document.walk import text_of
from triplicate.later import dataclass, regex
from triplicate.reading.marks import BULLETS
from triplicate.rules.finding import Family, Finding, Phase, Quote, Rule, Severity

_ROMAN = [*map(roman, range(1, 11))]
_MARK = regex(rf"(?:^|(?<=\s))(?:[{BULLETS}]|\(?(?P<number>\d{{1,2}}|[a-z]|[ivx]{{2,4}})[).])(?=\s+\S)", re.IGNORECASE)
_ITEM = regex(r"[ \t]{4,}(?P<mark>[-*+]|\d{1,9}[.)])\s")
_JOINED = regex(r"(?:;|[,;]?\s+(?P<word>and/or|and|or))$")

_rule = partial(Rule, family=Family.LISTS, phase=Phase.CHECKING)

TYPED = _rule(
    "L050",
    Severity.WARNING,
    "a list is a list, not lines with typed marks",
    "A screen reader does not say that there is a list, how long it is or where it ends; lines run together.",
    "WCAG 2.2, 1.3.1 (failure F2); ISO 14289-1:2014, 7.6; Microsoft Accessibility Checker",
    bad="• one thing\n\n• another thing",
    good="We sell:\n\n- one thing\n- another thing",
)
ABRUPT = _rule(
    "L051",
    Severity.ADVICE,
    "a list has a lead-in",
    "Who hears or reads a list needs to know what its items are.",
    "GOV.UK style guide, bullet points: always use a lead-in line",
    bad="## Fruit\n\n- apples\n- pears",
    good="## Fruit\n\nWe sell:\n\n- apples\n- pears",
    house_style="gov.uk",
)
SINGLE = _rule(
    "L052",
    Severity.ADVICE,
    "a list has more than one item",
    "“List with one item” promises more than there is; one thing is a sentence.",
    "GOV.UK style guide, bullet points",
    bad="We sell:\n\n- apples",
    good="We sell apples.",
    house_style="gov.uk",
)
JOINED = _rule(
    "L053",
    Severity.ADVICE,
    "an item does not end in a semicolon, “and” or “or”",
    "A list already says that its items belong together; the signs are noise to a voice.",
    "GOV.UK style guide, bullet points",
    bad="We sell:\n\n- apples; and\n- pears",
    good="We sell:\n\n- apples\n- pears",
    house_style="gov.uk",
)
RULES = (TYPED, ABRUPT, SINGLE, JOINED)


def find(view: View) -> Iterator[Finding]:
    """Yield the findings of this family."""
    for flow in view.flows:
        yield from _typed(view, flow)
        yield from _indented(view, flow)
        yield from _lists(flow)


def _lists(flow: Flow) -> Iterator[Finding]:
    before = None
    for block in flow.blocks:
        if isinstance(block, BulletList | OrderedList):
            task_list = any(item.checked is not None for item in block.items)
            bare = isinstance(flow.owner, Document | ListItem) and not isinstance(before, Paragraph)
            if isinstance(block, BulletList) and bare and not task_list and not _is_index(block):
                yield ABRUPT.finding(
                    "Nothing says what the items of this list are.",
                    block.place,
                    "Write a line before the list that ends in a colon.",
                )
            # A list that begins at a later number goes on after what stood between: a picture, a callout.
            goes_on = isinstance(block, OrderedList) and block.start > 1
            if len(block.items) == 1 and not goes_on:
                yield SINGLE.finding("The list has one item.", block.place, "Write it as a sentence.")
            for item in block.items:
                yield from _ending(item)
        before = block


def _is_index(block: BulletList) -> bool:
    """Return whether the list is bibliography or contents: every item a block of several sentences or paragraphs."""
    return all(len(item.children) > 1 for item in block.items)


def _ending(item: ListItem) -> Iterator[Finding]:
    last = item.children[-1] if item.children else None
    if not isinstance(last, Paragraph):
        return
    said = text_of(tuple(node for node in last.children if not isinstance(node, NoteReference))).strip()
    found = _JOINED.search(said)
    if found:
        ending = found.group("word") or ";"
        yield JOINED.finding(
            "The item ends in “{ending}”.",
            item.place,
            "End it without; the lead-in line can say “one of” or “all of”.",
            ending=Quote(ending),
        )


@dataclass(frozen=True, slots=True)
class _Marker:
    """What stands like a list's mark at the start of a line.

    ``values`` are the numbers it can stand for ("i" is 1 and 9), none for a bullet; ``style`` is the mark
    with a sign for its kind of number, "(1)" or "(a)".
    """

    mark: str
    style: str
    values: frozenset[int]
    place: Place

    def follows(self, other: "_Marker") -> bool:
        """Return whether this mark is one more than the other."""
        return self.style == other.style and any(value + 1 in self.values for value in other.values)


def _typed(view: View, flow: Flow) -> Iterator[Finding]:
    markers = [marker for block in flow.blocks if isinstance(block, Paragraph) for marker in _markers(view, block)]
    counted = set()
    for before, after in pairwise(markers):
        if after.follows(before):
            counted |= {before, after}
    for marker in markers:
        # A lone "1)" may be part of a sentence that was wrapped there; a bullet never is.
        if not marker.values or marker in counted:
            yield TYPED.finding(
                "“{mark}” is typed as the mark of a list, so no reader meets a list.",
                marker.place,
                "Start each item with “- ” or “1. ” on a line of its own, after an empty line.",
                mark=Quote(marker.mark),
            )


def _indented(view: View, flow: Flow) -> Iterator[Finding]:
    """Yield a finding for each item that is code, because it is indented by four spaces but less than its list."""
    after_list = False
    for block in flow.blocks:
        if isinstance(block, CodeBlock) and after_list:
            found = _ITEM.match(view.line(block.place.line))
            if found:
                yield TYPED.finding(
                    "“{mark}” is indented as code is, so no reader meets a list.",
                    block.place,
                    "Indent it as far as the words of the item above; put code that is meant between lines of ```.",
                    mark=Quote(found["mark"]),
                )
        else:
            after_list = isinstance(block, BulletList | OrderedList)


def _markers(view: View, block: Paragraph) -> Iterator[_Marker]:
    starts_line = True
    for node in block.children:
        if isinstance(node, Text):
            for found in _MARK.finditer(node.text):
                place = node.place if found.start() == 0 else view.locate(node, found.start())
                typed = starts_line if found.start() == 0 else place != node.place and view.starts_line(place)
                if typed:
                    yield _marker(found, place)
        starts_line = isinstance(node, LineBreak)


def _marker(found: re.Match[str], place: Place) -> _Marker:
    mark, number = found.group(), found.group("number")
    if number is None:
        return _Marker(mark, mark, frozenset(), place)
    values = {int(number)} if number.isdecimal() else set()
    if not number.isdecimal():
        values |= {ord(number.lower()) - ord("a") + 1} if len(number) == 1 else set()
        values |= {_ROMAN.index(number.lower()) + 1} if number.lower() in _ROMAN else set()
    return _Marker(mark, mark.replace(number, "1" if number.isdecimal() else "a"), frozenset(values), place)

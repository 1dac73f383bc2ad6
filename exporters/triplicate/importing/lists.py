"""Lists: how their items are counted, told by what is printed before them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from triplicate.document.model import Block, Blocks, BulletList, ListItem, Node, Numbering, OrderedList, Paragraph, Text
from triplicate.importing.doubts import Doubts
from triplicate.later import regex
from triplicate.proof.outline.entry import Entry
from triplicate.proof.outline.labels import number_label
from triplicate.rules import importing as rules

_LABEL = regex(r"\(?(?P<sign>\d{1,9}|[A-Za-z]{1,8})[.):]?\)?")
_BULLETS = regex(r"[^\w]*|o|[\uf000-\uf0ff]")


class Maker(Protocol):
    """What makes the blocks in an item; ``names`` is told the names by which links reach one."""

    names: Callable[[Entry, Node], None]

    def described(self, entry: Entry, lang: str) -> Blocks:
        """Return what stands in an item."""
        ...


def listed(entry: Entry, lang: str, maker: Maker, doubts: Doubts) -> Iterator[Block]:
    """Yield a list; several where its numbers do not go on one by one."""
    run: list[ListItem] = []
    counted: tuple[int, Numbering] | None = None
    labels = [child.label.strip() for child in entry.children]
    kept_as_words = False
    for index, child in enumerate(entry.children):
        children = maker.described(child, lang) or (Paragraph((Text("–"),)),)
        # Items that say themselves whether they are done have no number.
        numbers = None if child.checked is not None else _number(labels, index, counted, len(run))
        is_words = numbers is None and child.checked is None and not _BULLETS.fullmatch(labels[index])
        if is_words:
            children = _with_label(children, labels[index])
            kept_as_words = True
        if index:  # where the first is led to, the list is meant
            maker.names(child._replace(children=()), children[0])
        follows = (numbers is None) == (counted is None) and (
            numbers is None or (counted is not None and numbers == (counted[0] + len(run), counted[1]))
        )
        if run and (not follows or (run[-1].checked is None) != (child.checked is None)):
            yield _made(run, counted)
            run = []
        if not run:
            counted = numbers
        run.append(ListItem(children, child.checked))
    if run:
        block = _made(run, counted)
        if kept_as_words:
            doubts.add(
                rules.NUMBERS_CHANGED,
                "The items are counted in a way that lists here have not; their numbers are words of them: {labels}.",
                "Leave them as they are if the text names them; else take them out.",
                block.serial,
                entry.where,
                labels=", ".join(labels[:4]),
            )
        yield block


def _made(items: Sequence[ListItem], counted: tuple[int, Numbering] | None) -> Block:
    tight = all(len(item.children) == 1 or not isinstance(item.children[1], Paragraph) for item in items)
    if counted is None:
        return BulletList(tuple(items), tight)
    return OrderedList(tuple(items), counted[0], counted[1], tight)


def _number(
    labels: Sequence[str], index: int, counted: tuple[int, Numbering] | None, done: int
) -> tuple[int, Numbering] | None:
    """Return the number that an item has, and how it is counted; None if it has a bullet, or is counted otherwise."""
    match = _LABEL.fullmatch(labels[index])
    if match is None:
        return None
    sign = match["sign"]
    if counted is not None and number_label(counted[0] + done, counted[1]) == sign:
        return counted[0] + done, counted[1]
    if sign.isdigit():
        return int(sign), Numbering.DECIMAL
    if not sign.isascii() or labels[index] == "o":  # a bullet
        return None
    following = _LABEL.fullmatch(labels[index + 1]) if index + 1 < len(labels) else None
    candidates = [
        (number, numbering)
        for numbering in (Numbering.LOWER_ROMAN, Numbering.UPPER_ROMAN, Numbering.LOWER_ALPHA, Numbering.UPPER_ALPHA)
        for number in range(1, 100)
        if number_label(number, numbering) == sign
    ]
    goes_on = [found for found in candidates if following and number_label(found[0] + 1, found[1]) == following["sign"]]
    likely = goes_on or [found for found in candidates if len(candidates) == 1 or found[0] == 1]
    return next(iter(likely or candidates), None)


def _with_label(children: Blocks, label: str) -> Blocks:
    match children:
        case (Paragraph() as first, *rest):
            return (Paragraph((Text(f"{label} "), *first.children), lang=first.lang), *rest)
        case _:
            return (Paragraph((Text(label),)), *children)

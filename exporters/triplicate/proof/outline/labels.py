"""Numbers and markers of list items, as they are met."""

import re

from triplicate.document.model import Numbering
from triplicate.document.phrases import phrases_for
from triplicate.later import regex

BULLET = "•"
_DONE = frozenset("☑☒✓✔🗹")
_TO_DO = frozenset("☐▢")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_NUMBERED = regex(r"\(?(-?\d+|[A-Za-z]{1,15})[.)]")


def number_label(number: int, numbering: Numbering) -> str:
    """Return an item's number without its full stop ("3", "c", "III"), as HTML and CSS count.

    Letters go on after z with aa; what a way of counting cannot say (zero, less, or a Roman number over 3999)
    is said in digits, as CSS does.
    """
    match numbering:
        case Numbering.LOWER_ALPHA | Numbering.UPPER_ALPHA if number > 0:
            text = _letters(number)
        case Numbering.LOWER_ROMAN | Numbering.UPPER_ROMAN if 0 < number <= _LARGEST_ROMAN:
            text = _roman(number)
        case _:
            return str(number)
    return text.upper() if numbering in (Numbering.UPPER_ALPHA, Numbering.UPPER_ROMAN) else text


def letters_go_on(label: str, later: str) -> bool:
    """Whether a label of letters ends in a, another one in z, and it is the next: z and aa, az and ba."""
    first, second = (_letters_counted(one.strip(" .()")) for one in (label, later))
    return first is not None and second == first + 1 and first % 26 == 0


def _letters_counted(label: str) -> int | None:
    if not re.fullmatch(r"[a-z]+|[A-Z]+", label):
        return None
    number = 0
    for letter in label.lower():
        number = number * 26 + ord(letter) - 96
    return number


def task_label(lang: str, *, checked: bool) -> str:
    """Return the words before an item of a task list."""
    phrases = phrases_for(lang)
    return phrases.done if checked else phrases.to_do


def is_number(label: str) -> bool:
    """Tell whether the label of an item is a number or a letter, and no bullet or box."""
    return _NUMBERED.fullmatch(label) is not None


def parted_label(label: str, lang: str) -> tuple[str, bool | None]:
    """Return the label of an item and what it says of a task: a box, or the words for one, may follow a number."""
    number, _, box = label.strip().partition(" ")
    if box and is_number(number) and (checked := checked_by(box, lang)) is not None:
        return number, checked
    return label, checked_by(label, lang)


def checked_by(label: str, lang: str) -> bool | None:
    """Return what an item's marker says of a task, in a symbol or in words; None if it is no task's marker."""
    text = label.strip()
    if text in _DONE:
        return True
    if text in _TO_DO:
        return False
    for phrases in (phrases_for(lang), phrases_for("en")):
        if text.casefold() in (phrases.done.casefold(), phrases.to_do.casefold()):
            return text.casefold() == phrases.done.casefold()
    return None


def _letters(number: int) -> str:
    text = ""
    while number:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text

"""Words as they are quoted in a message: short, around what differs, with names for what nobody sees."""

import unicodedata

_QUOTED = 50
_LED_IN = 15
"""How many characters that are the same are quoted before a change."""


def quoted(text: str) -> str:
    """Return the beginning of words."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"


def changed(text: str, other: str) -> tuple[str, str]:
    """Return two texts that differ, each from a little before the first difference.

    Characters that nobody sees have their name in square brackets, for they may be all that differs.
    """
    pairs = enumerate(zip(text, other, strict=False))
    shared = next((index for index, (one, two) in pairs if one != two), min(len(text), len(other)))
    start = 0
    if shared >= _QUOTED - _LED_IN:
        start = text.find(" ", shared - _LED_IN, shared) + 1 or shared - _LED_IN
    return _from(text, start), _from(other, start)


def _from(text: str, start: int) -> str:
    shown = text[start : start + _QUOTED]
    found = "".join(one if one == " " else _named(one) for one in shown)
    return f"{'…' if start else ''}{found}{'…' if len(text) > start + _QUOTED else ''}"


def _named(character: str) -> str:
    """Return a character, or its name if it cannot be seen: a space of another kind, a control, a mark of direction."""
    if unicodedata.category(character) not in ("Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cn"):
        return character
    names = {"\n": "line end", "\t": "tab"}
    return f"[{names.get(character) or unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"

"""TeX for the formulas of files: the commands that Office Math and MathML have in common."""

import re
import unicodedata
from functools import cache

from triplicate.later import regex

_SPECIAL = {"\\": r"\backslash ", "^": r"\hat{}", "~": r"\sim ", **{sign: f"\\{sign}" for sign in "#$%&_{}"}}
_RESERVED = regex(r"[#$%&_{}]")
_UNSEEN = regex("[\u200b-\u200f\u2060-\u2064\ufeff]")
_FUNCTIONS = frozenset(
    (
        *("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "log", "ln"),
        *("exp", "lim", "max", "min", "sup", "inf", "det", "gcd", "arg", "deg", "dim", "ker"),
    )
)
_ACCENTS = {
    **dict.fromkeys("^ˆ\u0302", "hat"),
    **dict.fromkeys("~˜\u0303", "tilde"),
    **dict.fromkeys("¯‾\u0304\u0305", "bar"),
    "―": "overline",
    **dict.fromkeys("→\u20d7", "vec"),
    **dict.fromkeys("˙\u0307", "dot"),
    **dict.fromkeys("¨\u0308", "ddot"),
}
_ALPHABETS = ("MATHEMATICAL ", "DOUBLE-STRUCK ", "BLACK-LETTER ", "SCRIPT ", "PLANCK CONSTANT")
_STYLES = {
    "DOUBLE-STRUCK": "mathbb",
    "FRAKTUR": "mathfrak",
    "BLACK-LETTER": "mathfrak",
    "SCRIPT": "mathcal",
    "SANS-SERIF": "mathsf",
    "MONOSPACE": "mathtt",
    "BOLD": "mathbf",
}
_BRACKETS = {"{": r"\{", "}": r"\}", "": ".", "⟨": r"\langle", "⟩": r"\rangle", "‖": r"\Vert", "⌊": r"\lfloor"}
_BRACKETS |= {"⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil"}


def spelled(text: str) -> str:
    """Return signs of a formula in TeX: letters and numbers as they are, all else by its command."""
    return "".join(map(_sign, _UNSEEN.sub("", text))).replace("\u00a0", " ")


def named(text: str) -> str:
    """Return a name: a letter, a function, or a word of several letters."""
    text = text.strip()
    if text in _FUNCTIONS:
        return f"\\{text} "
    return rf"\mathrm{{{spelled(text)}}}" if len(text) > 1 and text.isalpha() and text.isascii() else spelled(text)


def worded(text: str) -> str:
    """Return words in a formula."""
    escaped = _RESERVED.sub(r"\\\g<0>", text)
    return rf"\text{{{escaped}}}" if text.strip() else " "


def accented(base: str, sign: str) -> str:
    """Return a base under an accent."""
    return rf"\{_ACCENTS[sign]}{{{base}}}" if sign in _ACCENTS else rf"\overset{{{spelled(sign)}}}{{{base}}}"


def bracketed(inner: str, opening: str, closing: str) -> str:
    """Return what stands between brackets, which may be missing on one side."""
    first, last = (_BRACKETS.get(one, one) for one in (opening, closing))
    return rf"\left{first} {inner}\right{last} "


def scripts(base: str, sub: str = "", sup: str = "") -> str:
    """Return a base with what is lowered and raised after it."""
    base = base if len(base.strip()) == 1 or re.fullmatch(r"\\[A-Za-z]+ ?", base) else f"{{{base}}}"
    said = base.rstrip() + (f"_{_one(sub)}" if sub else "") + (f"^{_one(sup)}" if sup else "")
    return said if sub or sup else f"{said} "


def _one(script: str) -> str:
    return script if len(script) == 1 else f"{{{script}}}"


def accents(sign: str) -> bool:
    """Return whether a sign over a base is an accent."""
    return sign in _ACCENTS


def matrix(rows: list[list[str]]) -> str:
    """Return rows of cells."""
    lines = r" \\ ".join(" & ".join(row) for row in rows)
    return rf"\begin{{matrix}}{lines}\end{{matrix}}"


def tidied(tex: str) -> str:
    """Return TeX with single spaces, and none where no command needs one."""
    tex = " ".join(tex.split())
    return re.sub(r"(\\[A-Za-z]+) (?![A-Za-z])", r"\1", tex)


def _sign(sign: str) -> str:
    if sign in _SPECIAL:
        return _SPECIAL[sign]
    if sign.isascii() or sign == "−":
        return "-" if sign == "−" else sign
    if letter := _letter(sign):
        return letter
    command = _commands().get(sign)
    return f"{command} " if command else sign


def _letter(sign: str) -> str:
    """Return a letter or digit of a mathematical alphabet, which has a character of its own for each; "" for others.

    Letters are slanted in formulas anyway.
    """
    name, plain = unicodedata.name(sign, ""), unicodedata.normalize("NFKC", sign)
    if not name.startswith(_ALPHABETS) or plain == sign or len(plain) != 1:
        return ""
    command = next((command for word, command in _STYLES.items() if word in name), "")
    return rf"\{command}{{{_sign(plain).strip()}}}" if command else _sign(plain)


@cache
def _commands() -> dict[str, str]:
    from latex2mathml.symbols_parser import parse_symbols

    found: dict[str, str] = {}
    for command, point in parse_symbols().items():
        if re.fullmatch(r"\\[A-Za-z]+", command):
            sign = chr(int(point, 16))
            known = found.get(sign)
            if known is None or (len(command), command) < (len(known), known):
                found[sign] = command
    return found

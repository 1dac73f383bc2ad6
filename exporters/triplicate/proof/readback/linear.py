"""Formulas in one line of text, as they are typed: 1/2, x^2, √(a+b) (Unicode Technical Note 28, in its plainest part).

What the readers of Office Math and of MathML share.
"""

_BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "|": "|"}
_PRIMES = frozenset("′″‴'")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


def grouped(text: str) -> str:
    """Return a part in brackets if it would fall apart without them."""
    if len(text) <= 1 or text.isalnum() or text.replace(".", "", 1).isdigit() or _is_bracketed(text):
        return text
    return f"({text})"


def _is_bracketed(text: str) -> bool:
    closing = _BRACKETS.get(text[0])
    if not closing or text[-1] != closing:
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == text[0]) - (character == closing)
        if depth == 0 and place < len(text) - 1:
            return False
    return True


def fraction(above: str, below: str, *, drawn: bool = True) -> str:
    """Return a fraction; one whose line is not drawn is a choice of some from many."""
    return f"{grouped(above)}{'/' if drawn else '¦'}{grouped(below)}"


def raised(text: str) -> str:
    """Return a power or an upper limit; primes stand for themselves."""
    if not text:
        return ""
    return text if _PRIMES.issuperset(text) else f"^{grouped(text)}"


def lowered(text: str) -> str:
    """Return an index or a lower limit."""
    return f"_{grouped(text)}" if text else ""


def root(inside: str, degree: str) -> str:
    """Return a root of a degree, "" for the square root."""
    return f"{_ROOTS[degree]}{grouped(inside)}" if degree in _ROOTS else f"√({degree}&{inside})"

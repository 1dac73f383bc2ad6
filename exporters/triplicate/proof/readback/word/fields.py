"""Fields that are open while runs are read: their codes, and what those make of their results (17.16)."""

from triplicate.later import dataclass, regex
from triplicate.proof.outline.entry import Span

_HYPERLINK = regex(r'HYPERLINK\s+(?:(\\l)\s+)?"([^"]*)"(?:.*?\\l\s+"([^"]*)")?')
_ANCHOR = regex(r"(?:REF|PAGEREF|NOTEREF)\s+(\S+)")


@dataclass(slots=True)
class _Field:
    """A complex field: its code until its result begins; ``settled`` tells that its result is said already."""

    code: str = ""
    in_result: bool = False
    settled: bool = False


class Fields:
    """The fields that are open, the outermost first."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def character(self, kind: str | None) -> None:
        """Follow a field character (17.16.18): "begin", "separate" or "end"."""
        match kind:
            case "begin":
                self._open.append(_Field())
            case "separate" if self._open:
                self._open[-1].in_result = True
            case "end" if self._open:
                self._open.pop()
            case _:
                pass

    def add_code(self, text: str) -> None:
        """Add to the code of the innermost field, unless its result has begun."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code += text

    def settle(self) -> None:
        """Let the innermost field say nothing more: what it shows is said already."""
        self._open[-1].settled = True

    @property
    def in_code(self) -> bool:
        """Whether what comes is code, and not met."""
        return bool(self._open) and any(one.settled or not one.in_result for one in self._open)

    @property
    def is_page(self) -> bool:
        """Whether what comes is the number of a page."""
        return names_page(self._code)

    @property
    def in_contents(self) -> bool:
        """Whether what comes is in a table of contents."""
        return bool(self._open) and any(one.code.split()[:1] == ["TOC"] for one in self._open)

    @property
    def call(self) -> str | None:
        """Where a repeated call of a note leads, None outside of one."""
        if not self._code.startswith("NOTEREF"):
            return None
        anchor = _ANCHOR.match(self._code)
        return f"#{anchor[1]}" if anchor else ""

    @property
    def _code(self) -> str:
        return self._open[-1].code.strip() if self._open else ""

    def around(self, span: Span) -> Span:
        """Return the span around what comes: a link if the innermost field that is one makes it that."""
        if not self._open:
            return span
        codes = (one.code.strip() for one in reversed(self._open) if one.in_result)
        return next((linked(code, span) for code in codes if _is_link(code)), span)


def names_page(code: str) -> bool:
    """Whether the result of a field is the number of a page."""
    return code.startswith("PAGEREF")


def linked(code: str, around: Span) -> Span:
    """Return the span around the result of a field that may be a link."""
    if found := _HYPERLINK.match(code):
        target = f"#{found[2]}" if found[1] else found[2] + (f"#{found[3]}" if found[3] else "")
        return around._replace(target=target)
    if _is_link(code) and (anchor := _ANCHOR.match(code)):
        return around._replace(target=f"#{anchor[1]}")
    return around


def _is_link(code: str) -> bool:
    return code.startswith("HYPERLINK") or (code.startswith("REF") and "\\h" in code)

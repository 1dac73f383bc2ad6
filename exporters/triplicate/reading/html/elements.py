"""HTML source becomes a tree of elements, into which the Markdown between its pieces is put where it stands."""

import re
from collections.abc import Sequence
from dataclasses import field
from html.parser import HTMLParser

from triplicate.later import dataclass, regex
from triplicate.reading.html.vocabulary import BLOCKS, VOID, is_component
from triplicate.reading.limits import MAX_DEPTH
from triplicate.reading.tree import Branch

# What an opening tag closes before it opens (HTML, 13.1.2.4), and where the search for it ends.
_CLOSES = {
    "li": (("li",), ("ul", "ol")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr", "td", "th", "caption"), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (("thead", "tbody", "tfoot", "tr", "td", "th"), ("table",))),
}


_BLOCK = regex(rf"\s*(?:$|<(?:{'|'.join(sorted(BLOCKS))})\b)", re.IGNORECASE)
_LONGEST_NAME = 80
_WITHOUT_WORDS = {"style", "script"}
_SAYS_MORE = regex(
    r"\b(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|content\s*:\s*[^;}]*?(?:\w\(|[\"'](?:\\[0-9a-f]{1,6}+|[^\w\"';}\\])*\w))",
    re.IGNORECASE,
)
"""What in a style is more than looks: words that it hides, or adds."""
_DATA = regex(r"\btype\s*=\s*[\"']?(?:application/(?:ld\+)?json|importmap|speculationrules)\b", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of HTML source and where it stands: ``line`` counts from 0, ``source`` starts at the line's start."""

    source: str
    line: int


@dataclass(slots=True, eq=False)
class Words:
    """Text, or a tag among words as it was written (``tag``), or a character reference (``reference``)."""

    text: str
    piece: Piece
    at: int
    is_tag: bool = False
    written: str = ""


@dataclass(slots=True, eq=False)
class Element:
    """An element that is no tag among words: its name, attributes and content; whether a tag closes it."""

    name: str
    attributes: dict[str, str]
    piece: Piece
    at: int
    children: "list[Element | Words | Branch]" = field(default_factory=list)
    closed: bool = False


Content = Element | Words | Branch


def _name(tag: str) -> str:
    """Return the name in a tag as it is written: that of a component has capital letters."""
    found = re.match(r"</?([^\s/>]+)", tag)
    return found[1] if found else ""


class Builder(HTMLParser):
    """Builds a ``root`` element that holds pieces of HTML and the Markdown between them, nested as the tags say.

    A style that sets looks and a script that is data for machines, such as JSON-LD, have no words for a reader: nothing
    is lost without them, so each is an element without content. A style that hides or adds words stays a tag, and so
    does a script that runs, which may write words or fetch pictures.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Element("", {}, Piece("", 0), 0)
        self.open = [self.root]
        self._left_out = ""

    @property
    def is_within(self) -> bool:
        """Tell whether an element is still open: what comes next stands in it."""
        return len(self.open) > 1

    def hold(self, branch: Branch) -> None:
        """Add Markdown to the element that is open."""
        self._add(branch)

    def take(self, piece: Piece) -> None:
        """Add a piece of HTML."""
        self.reset()
        self._piece = piece
        self._starts = [0, *(match.end() for match in re.finditer("\n", piece.source))]
        self.feed(piece.source)
        self.close()

    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _add(self, content: Content) -> None:
        self.open[-1].children.append(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or add a tag among words."""
        written = self.get_starttag_text() or ""
        if tag in _WITHOUT_WORDS and self._is_wordless(tag, written):
            self._left_out = tag
            self._add(Element(tag, {}, self._piece, self._at(), closed=True))
            return
        if is_component(written) and not written.endswith("/>"):
            tag = _name(written)
        elif tag not in BLOCKS and not (tag == "a" and self._holds_blocks(written)):
            self._tag()
            return
        closes, within = _CLOSES.get(tag, (("p",), ()))
        self._close(closes, within)
        element = Element(tag, {name: value or "" for name, value in attrs}, self._piece, self._at())
        self._add(element)
        # Deeper than can be read: what stands in it is taken for its neighbour.
        if tag not in VOID and len(self.open) < MAX_DEPTH:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Do the same: HTML knows no tag that closes itself."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, or add a tag among words."""
        left_out, self._left_out = self._left_out, ""
        if tag == left_out:
            return
        start = self._at()
        written = self._piece.source[start : start + _LONGEST_NAME]
        if is_component(written):
            tag = _name(written)
        elif tag not in BLOCKS and not (tag == "a" and any(element.name == "a" for element in self.open)):
            self._tag()
            return
        if any(element.name == tag for element in self.open):
            while (element := self.open.pop()).name != tag:
                pass
            element.closed = True

    def _close(self, names: Sequence[str], within: Sequence[str]) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].name in names:
                del self.open[index:]
                # A row closes its cell and the row before it.
                if names[0] in {"tr", "thead"}:
                    continue
                return
            if self.open[index].name in within or (not within and self.open[index].name != "p"):
                return

    def _tag(self) -> None:
        start = self._at()
        end = self._piece.source.find(">", start) + 1 or len(self._piece.source)
        written = self.get_starttag_text() or ""
        if self._piece.source.startswith(written, start) and written:
            end = start + len(written)
        self._add(Words(self._piece.source[start:end], self._piece, start, is_tag=True))

    def _holds_blocks(self, written: str) -> bool:
        """Tell whether a link is opened around blocks: one follows it, or Markdown does, after an empty line."""
        return _BLOCK.match(self._piece.source, self._at() + len(written)) is not None and "href" in written.lower()

    def _is_wordless(self, tag: str, written: str) -> bool:
        """Tell whether a style or a script, which ends in this piece, says nothing to a reader."""
        start = self._at() + len(written)
        end = self._piece.source.lower().find(f"</{tag}", start)
        if end < 0:
            return False
        return bool(_DATA.search(written)) if tag == "script" else not _SAYS_MORE.search(self._piece.source, start, end)

    def handle_data(self, data: str) -> None:
        """Add words."""
        if not self.cdata_elem:  # the content of script and style is not words
            self._add(Words(data, self._piece, self._at()))

    def handle_entityref(self, name: str) -> None:
        """Add a character that is written by its name."""
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Add a character that is written by its number."""
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        from html import unescape

        start = self._at()
        has_end = self._piece.source.startswith(written, start)
        self._add(Words(unescape(written), self._piece, start, written=written if has_end else written[:-1]))

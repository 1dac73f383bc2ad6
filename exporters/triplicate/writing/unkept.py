"""What of a source its document does not hold, so that writing it anew would lose it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from triplicate.document.model import Abbreviation, Document, Place
from triplicate.document.walk import nodes
from triplicate.later import regex
from triplicate.reading.flavours.source import comments_in
from triplicate.reading.front_matter import split_front
from triplicate.reading.parser import make_parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_WHOLE = regex(r"#|[A-Za-z][A-Za-z0-9+.-]*:")
_DEFINITION = regex(r"\*\[([^\]\n]+)\]:[ \t]*\S")


def unkept(text: str, document: Document) -> Iterator[tuple[Place, str]]:
    """Yield the places of what would be lost, and what it is.

    Comments, variables, relative addresses, and abbreviations that no word uses.
    """
    front = split_front(text)
    lines = front.body.split("\n")
    tokens = make_parser(math=document.metadata.math).parse(front.body)
    used = {node.text for node in nodes(document) if isinstance(node, Abbreviation)}
    for number, written in enumerate(lines, start=1):
        short = _DEFINITION.match(written.strip())
        if short and short[1].strip() not in used:
            yield Place(number), f"what “{short[1]}” stands for, as no word of the text is that"
    for number, written in comments_in(front.body):
        yield Place(number, _column(lines, number, written.split("\n")[0])), "a comment"
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type == "comment":
            yield Place(line, _column(lines, line, "<!--")), "a comment"
        if token.type == "html_block" and "<!--" in token.content:
            line += token.content[: token.content.index("<!--")].count("\n")
            yield Place(line, _column(lines, line, "<!--")), "a comment"
        yield from _among_words(token.children or (), lines, line)


def _among_words(tokens: "Sequence[Token]", lines: list[str], line: int) -> Iterator[tuple[Place, str]]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            line += 1
        if token.type == "html_inline" and token.content.startswith("<!--"):
            yield Place(line, _column(lines, line, "<!--")), "a comment"
            line += token.content.count("\n")
        href = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
        if href and not _WHOLE.match(href):
            yield Place(line), f"the relative address “{unquote(href)}”, which would be written out in full"
        if token.type == "variable":
            yield Place(line, _column(lines, line, "{{")), f"the variable {{{{ {token.content} }}}}"
        yield from _among_words(token.children or (), lines, line)


def _column(lines: list[str], line: int, sign: str) -> int:
    return max(lines[line - 1].find(sign), 0) + 1 if line <= len(lines) else 1

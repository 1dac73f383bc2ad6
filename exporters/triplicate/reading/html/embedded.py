"""What a page of a site shows of another one: frames, films, sounds, objects.

No copy can carry it. One that has a title and an address is a link of that name, so that its words and the way to it
stay, and a warning tells of it. Without a title nobody can tell what is behind the link, so it is refused, as a picture
without an alternative is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from triplicate.later import regex

if TYPE_CHECKING:
    from markdown_it.token import Token

EMBEDDING = {"iframe", "video", "audio", "object", "embed"}
_NAMING = ("title", "aria-label", "alt")
_LEADING = ("src", "data")
_FARTHEST = 200
"""Tokens that an element may hold."""

_SOURCE = regex(r"<source\b[^<>]*?\bsrc\s*=\s*[\"']?(?P<address>[^\s\"'<>]+)", re.IGNORECASE)
_YOUTUBE = regex(
    r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/"
    r"(?:videoseries\?(?:[^#]*&)?list=(?P<list>[\w-]+)|(?P<film>[\w-]+)).*"
)


def link_for(name: str, attributes: Mapping[str, str], within: "Sequence[Token]") -> tuple[str, str] | None:
    """Return the words and the address of the link that stands for what an element embeds; None if it has none."""
    words = next((" ".join(attributes[key].split()) for key in _NAMING if attributes.get(key, "").strip()), "")
    address = next((attributes[key].strip() for key in _LEADING if attributes.get(key, "").strip()), "")
    if not address and name in {"video", "audio"}:
        address = next(_sources(within), "")
    return (words, _page(address)) if words and address else None


def end_of(name: str, tokens: "Sequence[Token]", at: int) -> int | None:
    """Return where the element ends whose tag stands at an index, counted from there; None if it does not.

    What stands in between is for programs that cannot show it.
    """
    if name == "embed" or tokens[at].content.endswith("/>"):
        return at
    closing, depth = f"</{name}", 0
    for number in range(at + 1, min(at + _FARTHEST, len(tokens))):
        depth += tokens[number].nesting
        if depth < 0:
            return None  # marks of Markdown end within it
        if not depth and tokens[number].content.lower().startswith(closing):
            return number
    return None


def _sources(within: "Sequence[Token]") -> Iterator[str]:
    yield from (match["address"] for token in within if (match := _SOURCE.match(token.content)))


def _page(address: str) -> str:
    """Return the address of the page that people can open: YouTube shows what it embeds within another page only."""
    match = _YOUTUBE.fullmatch(address)
    if match is None:
        return address
    if match["list"]:
        return f"https://www.youtube.com/playlist?list={match['list']}"
    return f"https://www.youtube.com/watch?v={match['film']}"

"""The little HTML that may stand in a source: ``<br> <sub> <sup> <kbd> <abbr title>``; comments vanish."""

import re
from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING

from triplicate.document.model import Place
from triplicate.reading import rules
from triplicate.reading.context import Context
from triplicate.reading.parser import MAX_DEPTH
from triplicate.reading.places import Placer

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(.*?)\s*/?>", re.DOTALL)
_TITLE = re.compile(r"""\s+title\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE | re.DOTALL)
_ANCHOR = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'=<>`]+))""", re.IGNORECASE)
_PAIRS = {"sub", "sup", "kbd", "abbr"}
_INSTEAD = {
    "b": "**words**",
    "strong": "**words**",
    "i": "*words*",
    "em": "*words*",
    "u": "*words*: readers take underlined words for links",
    "a": "[words](target)",
    "img": "![alt](file)",
    "p": "a paragraph with an empty line before and after it",
    "span": "the words alone, or [words]{lang=…} in another language",
    "div": "the text alone, or ::: {lang=…} … ::: in another language",
    "s": "~~words~~",
    "del": "~~words~~",
    "strike": "~~words~~",
    "code": "`code`",
    "pre": "``` before and after the lines",
    "table": "a pipe table",
    "ul": "lines that start with “- ”",
    "ol": "lines that start with “1. ”",
    "li": "lines that start with “- ” or “1. ”",
    "blockquote": "lines that start with “> ”",
    "hr": "a line ---",
    "q": "quotation marks",
    "details": "a heading and its text",
    "summary": "a heading",
    **dict.fromkeys(("thead", "tbody", "tr", "th", "td", "caption"), "a pipe table"),
    **{f"h{level}": "#" * level + " Heading" for level in range(1, 7)},
}
_WITHIN = {
    **dict.fromkeys(("thead", "tbody", "tr", "th", "td", "caption", "colgroup", "col"), ("table",)),
    "li": ("ul", "ol"),
    "summary": ("details",),
}
"""Tags that are no news within others that were reported and not yet closed."""


def pair_html(context: Context, tokens: "Sequence[Token]", placer: Placer) -> "list[Token]":
    """Return the tokens with allowed HTML as proper pairs and breaks, balanced, and not deeper than allowed.

    Everything else in HTML is reported and left out; so is a tag without its partner.
    """
    paired: list[Token] = []
    stack: list[tuple[str, int]] = []  # what is open, and where in ``paired`` it was opened
    too_deep = 0
    for token in tokens:
        if token.type == "html_inline":
            _html(context, token, placer, paired, stack)
        elif token.nesting > 0:
            if len(stack) >= MAX_DEPTH:
                too_deep += 1
                if too_deep == 1:
                    place = placer(token.map[0] if token.map else 0)
                    context.report(rules.TOO_DEEP, "The words are nested too deep.", place, "Use fewer levels.")
                continue
            stack.append((token.type, len(paired)))
            paired.append(token)
        elif token.nesting < 0:
            if too_deep:
                too_deep -= 1
                continue
            first = len(stack) - 1
            while stack[first][0].startswith("html_"):
                first -= 1
            _drop_openings(context, placer, paired, stack[first + 1 :])
            del stack[first:]
            paired.append(token)
        else:
            paired.append(token)
    _drop_openings(context, placer, paired, stack)
    return [token for token in paired if token.type != "html_dropped"]


def _html(
    context: Context,
    token: "Token",
    placer: Placer,
    paired: "list[Token]",
    stack: list[tuple[str, int]],
) -> None:
    from markdown_it.token import Token

    source, refused = token.content, context.refused
    if source.startswith("<!--"):
        return
    match = _TAG.fullmatch(source)
    name = match[2].lower() if match else ""
    closing = bool(match and match[1])
    rest = match[3] if match else ""
    if name == "br" and not rest and not closing:
        paired.append(Token("html_br", "", 0, map=token.map))
    elif name in _PAIRS and closing and stack and stack[-1][0] == f"html_{name}_open":
        kind = name if name in {"sub", "sup"} else f"html_{name}"
        opening = paired[stack.pop()[1]]
        opening.type = f"{kind}_open"
        paired.append(Token(f"{kind}_close", "", -1, map=token.map))
    elif name in _PAIRS and not closing and _allowed(name, rest) and len(stack) < MAX_DEPTH:
        opening = Token(f"html_{name}_open", "", 1, map=token.map, content=source)
        title = _TITLE.fullmatch(rest)
        if title:
            opening.meta["title"] = unescape(title[1] if title[1] is not None else title[2]).strip()
        stack.append((opening.type, len(paired)))
        paired.append(opening)
    elif closing and name in refused:
        refused.remove(name)
    elif any(outer in refused for outer in _WITHIN.get(name, ())):
        refused.append(name)
    else:
        refused.append(name)
        # Its id stays, and a trace of it: that a link to it has no target, or holds no words, would be no news.
        anchor = _ANCHOR.search(rest)
        identifier = next((value for value in anchor.groups() if value), None) if anchor and not closing else None
        paired.append(Token("html_refused", "", 0, map=token.map, meta={"id": identifier}))
        _refuse(context, source, name, identifier, placer(token.map[0] if token.map else 0))


def _allowed(name: str, rest: str) -> bool:
    return bool(_TITLE.fullmatch(rest)) if name == "abbr" else not rest.strip()


def _drop_openings(context: Context, placer: Placer, paired: "list[Token]", openings: list[tuple[str, int]]) -> None:
    """Leave out tags that are not closed. Of several with one name the first is news: the others were to close it."""
    told: set[str] = set()
    for kind, index in openings:
        token = paired[index]
        token.type, token.nesting = "html_dropped", 0
        if kind not in told:
            context.report(
                rules.RAW_HTML,
                "“{marks}” is not closed.",
                placer(token.map[0] if token.map else 0),
                "Write the closing tag within the same words.",
                marks=token.content,
            )
        told.add(kind)


def _refuse(context: Context, source: str, name: str, identifier: str | None, place: Place) -> None:
    shown = " ".join(source.split())
    shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
    instead = _INSTEAD.get(name)
    if name == "a" and identifier and "href" not in source:
        instead = f"{{#{identifier}}} at the end of the heading, or alone on the line above the block"
    elif name == "abbr":
        instead = '<abbr title="what it stands for">…</abbr>, or *[SHORT]: what it stands for'
    elif name in _PAIRS or name == "br":
        instead = f"<{name}> alone, in a pair where it has one"
    hint = f"Write {instead}" if instead else "Write it in Markdown"
    if name not in {"code", "pre"}:
        hint += "; put it in `code` if readers are to see it"
    context.report(rules.RAW_HTML, "“{marks}” is HTML.", place, f"{hint}.", marks=shown)

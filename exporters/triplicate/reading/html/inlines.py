"""Tags among words: paired, and mapped to the tokens that Markdown's own marks become; comments vanish."""

import re
from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING

from triplicate.document.model import Place
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.reading.attributes import Attributes
from triplicate.reading.context import Context
from triplicate.reading.html.embedded import EMBEDDING, end_of, link_for
from triplicate.reading.html.vocabulary import (
    DIVIDING,
    INLINE_NAMES,
    KNOWN,
    REMEDIES,
    SECTIONS,
    SILENT,
    VOID,
    WRAPPING,
    is_component,
)
from triplicate.reading.limits import MAX_DEPTH
from triplicate.reading.places import Placer
from triplicate.rules.finding import Quote

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = regex(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(.*?)\s*/?>", re.DOTALL)
_ATTRIBUTE = regex(r"""\s*([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""", re.DOTALL)
_FRAME = regex(r"</?(?:picture|source)\b", re.IGNORECASE)
_BREAKING = {"p", "ul", "li", *DIVIDING, *SECTIONS}
"""Blocks that among words can be no more than a line of their own."""
_WITHIN = {
    **dict.fromkeys(("thead", "tbody", "tr", "th", "td", "caption"), ("table",)),
    "li": ("ul", "ol"),
    "summary": ("details",),
    **dict.fromkeys(("input", "button", "select", "option", "textarea", "label", "legend", "fieldset"), ("form",)),
    **dict.fromkeys(("embed", "img"), ("object",)),
}
"""Tags that are no news within others that were reported and not yet closed."""


def pair_html(context: Context, tokens: "Sequence[Token]", placer: Placer) -> "list[Token]":
    """Return the tokens with all HTML mapped: pairs balanced, and not deeper than allowed.

    What has no meaning here is reported and left out; so is a tag without its partner.
    """
    paired: list[Token] = []
    stack: list[tuple[str, int]] = []  # what is open, and where in ``paired`` it was opened
    too_deep = 0
    after = 0  # where what follows the last thing that was embedded begins
    for index, token in enumerate(tokens):
        if index < after:
            continue
        if token.type == "html_inline" and (end := _embedded(context, tokens, index, placer, paired)) is not None:
            after = end + 1
        elif token.type == "html_inline":
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
            while stack[first][0].startswith("<"):
                first -= 1
            _drop_openings(context, placer, paired, stack[first + 1 :])
            del stack[first:]
            paired.append(token)
        else:
            paired.append(token)
    _drop_openings(context, placer, paired, stack)
    return [token for token in paired if token.type != "html_dropped"]


def _embedded(
    context: Context, tokens: "Sequence[Token]", at: int, placer: Placer, paired: "list[Token]"
) -> int | None:
    """Add the link that stands for what is embedded; return where that ends, None if there is nothing of the kind."""
    token = tokens[at]
    match = _TAG.fullmatch(token.content)
    if match is None or match[1] or (name := match[2].lower()) not in EMBEDDING:
        return None
    end = end_of(name, tokens, at)
    link = link_for(name, _attributes(match[3]), tokens[at : end + 1]) if end is not None else None
    if link is None:
        return None
    words, address = link
    context.report(
        rules.EMBEDDED,
        "“{words}” is embedded by <{name}>; a link leads to it.",
        placer(token.map[0] if token.map else 0),
        "Write the link yourself: [words](https://…).",
        words=Quote(words[:60]),
        name=name,
    )
    _push(paired, "link_open", 1, token, {"href": address})
    _push(paired, "text", 0, token)
    paired[-1].content = words
    _push(paired, "link_close", -1, token)
    return end


def report_open(context: Context, mark: str, place: Place) -> None:
    """Report a tag that nothing closes."""
    context.report(
        rules.RAW_HTML,
        "“{marks}” is not closed.",
        place,
        "Write the closing tag within the same words."
        if mark.strip("<>") in KNOWN
        else "Put it in `code` if readers are to see it; else write its closing tag within the same words.",
        marks=mark,
    )


def lone_picture(tokens: "Sequence[Token]") -> "list[Token]":
    """Return the tokens of a paragraph; a picture of HTML that stands there alone as one of Markdown."""
    found = [token for token in tokens if not _FRAME.match(token.content)]
    match = _TAG.fullmatch(found[0].content) if len(found) == 1 and found[0].type == "html_inline" else None
    if match is None or match[1] or match[2].lower() != "img":
        return list(tokens)
    paired: list[Token] = []
    _push(paired, "image", 0, found[0], _attributes(match[3]))
    return paired


def _html(
    context: Context,
    token: "Token",
    placer: Placer,
    paired: "list[Token]",
    stack: list[tuple[str, int]],
) -> None:
    source, refused = token.content, context.refused
    if source.startswith("<!--"):
        return
    match = _TAG.fullmatch(source)
    name = match[2] if match and is_component(source) else match[2].lower() if match else ""
    closing = bool(match and match[1])
    place = placer(token.map[0] if token.map else 0)
    attributes = _attributes(match[3]) if match and not closing else {}
    if closing and name in refused:
        refused.remove(name)
    elif any(outer in refused for outer in _WITHIN.get(name, ())):
        refused.append(name)
    elif name in SILENT or (closing and name in VOID - REMEDIES.keys()):
        return  # "</img>" closes what has no content
    elif source.endswith("/>") and match and _is_jsx(source) and (led := _led(attributes)):
        _push(paired, "link_open", 1, token, {"href": led[1]})
        _push(paired, "text", 0, token)
        paired[-1].content = led[0]
        _push(paired, "link_close", -1, token)
    elif name in WRAPPING and source.endswith("/>"):
        return  # JSX closes what is empty so
    elif name == "br":
        if not closing:
            _push(paired, "html_br", 0, token)
    elif name in _BREAKING:
        context.unwrap(f"<{name}>", place)
        if not closing and any(other.type == "text" and other.content.strip() for other in paired):
            _push(paired, "html_br", 0, token)
    elif name == "img" and not closing:
        _push(paired, "image", 0, token, attributes)
    elif name == "input" and attributes.get("type", "").lower() == "checkbox":
        context.unwrap("<input type=checkbox>", place)  # an empty box to tick says nothing
    elif name == "hr" and not closing:
        # Among words, as in a cell, it parts what stands before it from what comes after.
        context.unwrap("<hr>", place)
        _push(paired, "html_br", 0, token)
    elif name in INLINE_NAMES or name in WRAPPING or (is_component(source) and not source.endswith("/>")):
        _pair(context, token, name, attributes if not closing else None, place, paired, stack)
    else:
        refused.append(name)
        # A trace of it stays: that a link holds no words would be no news.
        _push(paired, "html_refused", 0, token)
        _refuse(context, source, name, place)


def _is_jsx(tag: str) -> bool:
    """Tell whether a tag is of a site's own: those of MDX begin with a capital, whatever names HTML has."""
    return tag[1:2].isupper() or is_component(tag)


def _led(attributes: dict[str, str]) -> tuple[str, str] | None:
    """Return the words and the address of a component that leads somewhere, such as a button."""
    words = next((attributes[key].strip() for key in ("text", "label", "title") if attributes.get(key, "").strip()), "")
    address = next((attributes[key] for key in ("href", "link", "url", "to") if attributes.get(key)), "")
    return (words, address) if words and address else None


def _pair(
    context: Context,
    token: "Token",
    name: str,
    attributes: dict[str, str] | None,
    place: Place,
    paired: "list[Token]",
    stack: list[tuple[str, int]],
) -> None:
    """Open a pair, or with no attributes close it."""
    mark = f"<{name}>"
    if attributes is None:
        # A pair that is not closed where an outer one ends is closed there.
        if any(other == mark for other, _ in stack[_floor(stack) :]):
            while True:
                opened, index = stack.pop()
                opening = paired[index]
                _push(paired, opening.type.replace("_open", "_close"), -1, token)
                if opened == mark:
                    break
                report_open(context, opened, place)
            if name not in KNOWN:
                context.unwrap(mark, place)
        return
    kind = _kind(context, name, attributes, place)
    if len(stack) >= MAX_DEPTH:
        context.report(rules.TOO_DEEP, "The words are nested too deep.", place, "Use fewer levels.")
        return
    stack.append((mark, len(paired)))
    _push(paired, f"{kind}_open", 1, token, attributes)


def _kind(context: Context, name: str, attributes: dict[str, str], place: Place) -> str:
    """Return the kind of token for an element; what only wraps is told of."""
    if name == "a" and "href" not in attributes:
        return "html_span"
    if name == "abbr" and not attributes.get("title", "").strip():
        return "html_span"
    if name in INLINE_NAMES:
        return INLINE_NAMES[name]
    if name in KNOWN and not (attributes.get("lang") or attributes.get("id")):
        context.unwrap(f"<{name}>", place)
    return "html_span"


def _push(
    paired: "list[Token]", kind: str, nesting: int, at: "Token", attributes: dict[str, str] | None = None
) -> None:
    from markdown_it.token import Token

    token = Token(kind, "", nesting, map=at.map, content=at.content)  # type: ignore[arg-type]
    found = attributes or {}
    token.meta["html"] = True
    if kind == "link_open":
        token.attrs = {"href": encoded(found["href"]), **({"title": found["title"]} if "title" in found else {})}
    elif kind == "image":
        token.attrs = {"src": found.get("src", ""), **({"title": found["title"]} if found.get("title") else {})}
        token.meta["alt"] = found.get("alt")
        token.meta["width"] = found.get("width")
        token.meta["hidden"] = found.get("role") in {"presentation", "none"} or found.get("aria-hidden") == "true"
    elif kind == "html_abbr_open":
        token.meta["title"] = found["title"].strip()
    identifier = found.get("id") or (found.get("name") if kind == "html_span_open" else None)
    if nesting >= 0 and (identifier or found.get("lang")):
        values = {"lang": found["lang"]} if found.get("lang") else {}
        token.meta["attributes"] = Attributes(identifier, [], values)
    paired.append(token)


def encoded(href: str) -> str:
    """Return an address as that of a link of Markdown is handed on."""
    from markdown_it.common.normalize_url import normalizeLink

    return str(normalizeLink(href.strip()))


def _attributes(rest: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        value = next((value for value in match.groups()[1:] if value is not None), "")
        found.setdefault(match[1].lower(), unescape(value))
    return found


def _floor(stack: Sequence[tuple[str, int]]) -> int:
    """Return where in the stack the tags begin that stand within the same marks of Markdown."""
    first = len(stack)
    while first and stack[first - 1][0].startswith("<"):
        first -= 1
    return first


def _drop_openings(context: Context, placer: Placer, paired: "list[Token]", openings: list[tuple[str, int]]) -> None:
    """Leave out tags that are not closed. Of several with one name the first is news: the others were to close it."""
    told: set[str] = set()
    for mark, index in openings:
        token = paired[index]
        token.type, token.nesting = "html_dropped", 0
        if mark not in told:
            report_open(context, mark, placer(token.map[0] if token.map else 0))
        told.add(mark)


def _refuse(context: Context, source: str, name: str, place: Place) -> None:
    shown = " ".join(source.split())
    shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
    instead = REMEDIES.get(name)
    if instead:
        hint = f"Write {instead}."
    elif name in KNOWN:
        hint = "Write it in Markdown; put it in `code` if readers are to see it."
    else:
        hint = (
            "HTML has no such element: put it in `code` if readers are to see it; else write in Markdown what it "
            "stands for."
        )
    context.report(rules.RAW_HTML, "“{marks}” has no meaning here.", place, hint, marks=shown)

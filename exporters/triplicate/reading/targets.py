"""Where links lead: which addresses a document may carry, and how one that leads to a neighbour is made whole."""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlsplit

from triplicate.document.model import Place
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.reading.context import MOST_LISTED, Context
from triplicate.rules.finding import Quote

_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SHORT = regex(r"(https?:)/?(?=[\w-]+(?:\.[\w-]+)+(?:[/?#]|$))", re.IGNORECASE)
_VARIABLE = regex(r"%7B%7B(?:%20)*([A-Za-z_][\w-]*(?:\.[\w-]+)*)(?:%20)*%7D%7D", re.IGNORECASE)
_TEMPLATE = regex(r"(?:%7B|\{){2}|(?:%7B|%3C|[{<])(?:%25|%(?![0-9A-F]{2}))|\$(?:%7B|\{)|^%25.*%25$", re.IGNORECASE)
"""What a site's software fills in; of "<%= … %>" Markdown has taken the angle brackets for its own.

A brace before another encoded character is JSON, which the addresses of some pages hold.
"""
_NAME = regex(r"[A-Za-z][\w-]*")
_MAILBOX = regex(r"[^\s@/:?#]+@[\w-]+(?:\.[\w-]+)+")
ELSEWHERE = {"xref", "inv", "myst", "cite"}
"""Schemes by which MyST and Sphinx look a place up in another project."""
_SPELLED_OUT = {"doi": "https://doi.org/", "wiki": "https://en.wikipedia.org/wiki/"}
_UNSAFE = {"javascript", "vbscript", "data", "file"}


def address(context: Context, href: str, place: Place) -> str | None:
    """Return a link's target as the model has it, or None with a finding.

    ``href`` is percent-encoded, as markdown-it hands it on. One that is relative is made whole by the base address;
    without a base it is kept for :func:`report_relative`.
    """
    href = filled(context, href, place).strip()
    if waiting := _TEMPLATE.search(href):
        context.report(
            rules.GOVSPEAK,
            "The address “{address}” is filled in by a site's software.",
            place,
            "Write the address that readers are to be led to, in full.",
            address=Quote(unquote(href[max(waiting.start() - 20, 0) :])[:80]),
        )
        return None
    href = href.removeprefix("pathname://")  # Docusaurus: not a page of its own making
    own = _SCHEME.match(href)
    if own and own[1].lower() in _SPELLED_OUT:
        href = f"{_SPELLED_OUT[own[1].lower()]}{href[own.end() :]}"
    elif own and own[1].lower() in ELSEWHERE:
        context.notes_elsewhere.append((unquote(href), place))
        return None
    # Browsers drop tabs and line ends within a scheme, so "java%0Ascript:" must not slip through either.
    scheme = _SCHEME.match(re.sub(r"%0[9AD]|\s", "", href, flags=re.IGNORECASE))
    if href.startswith("#") and len(href) > 1:
        return "#" + unquote(href[1:])
    if scheme and scheme[1].lower() in _UNSAFE:
        context.report(
            rules.ADDRESS_UNSAFE,
            "A link leads to “{scheme}:”.",
            place,
            "Link to a page (https:), a mailbox (mailto:) or a telephone (tel:).",
            scheme=scheme[1].lower(),
        )
        return None
    if not href or href == "#":
        context.report(
            rules.TARGET_ELSEWHERE,
            "A link has no address; its words stay without one.",
            place,
            "Write where it leads: [text](https://…).",
        )
        return None
    if scheme is None and (inner := context.within(href)):
        return f"#{inner}"
    if scheme is None and (other := context.other(href)):
        return other
    if scheme is None:
        whole = _whole(context, href, place)
        if whole is None:
            return None
        href = whole
    elif short := _SHORT.match(href):
        href = _lengthened(context, href, f"{short[1]}//{href[short.end() :]}", place)
    if not well_formed(href):
        context.report(
            rules.ADDRESS_MALFORMED,
            "“{address}” is not a well-formed address.",
            place,
            "Check it in a browser.",
            address=Quote(href[:80]),
        )
        return None
    return href


def filled(context: Context, href: str, place: Place) -> str:
    """Return an address with the values of its variables."""
    if "%7B%7B" not in href and "%7b%7b" not in href:
        return href
    return _VARIABLE.sub(lambda match: quote(context.variable(match[1], place), safe="/:@?&=#%+,;~"), href)


def report_relative(context: Context) -> None:
    """Report once all links that lead to neighbours of the text, if nothing says where it is published."""
    if context.notes_elsewhere:
        context.report(
            rules.WIKI_LINK,
            "Wiki links lead to other texts; their words stay alone: {addresses}.",
            context.notes_elsewhere[0][1],
            "Write [text](https://…) for a page, or [text](#id) for a place in this text; a bracket that is meant is "
            "written \\[.",
            addresses=Quote(_listed(context, context.notes_elsewhere)),
        )
    if not context.relative:
        return
    (_, first), *_ = context.relative
    said, one = _listed(context, context.relative), len(context.relative) == 1
    names = [href for href, _ in context.relative if _NAME.fullmatch(href)]
    inner = f"; for a place in this text write #{names[0]}" if names else ""
    context.report(
        rules.ADDRESS_RELATIVE,
        ("A link leads" if one else "Links lead") + " to neighbours of this text; the words stay alone: {addresses}.",
        first,
        "Say where the text is published, with base-url: https://… in the front matter or --base-url; or write the "
        f"whole address, with https://{inner}.",
        addresses=Quote(said),
    )


def _listed(context: Context, found: Sequence[tuple[str, Place]]) -> str:
    listed = list(dict.fromkeys(f"“{href[:80]}” (line {context.origins.line(place.line)})" for href, place in found))
    others = len(listed) - MOST_LISTED
    return ", ".join(listed[:MOST_LISTED]) + (f" and {others} more" if others > 0 else "")


def well_formed(href: str) -> bool:
    """Return whether an address with a scheme follows the rules of that scheme."""
    scheme, _, rest = href.partition(":")
    try:
        parts = urlsplit(href)
        if scheme.lower() in {"http", "https"}:
            _ = parts.port
            return bool(parts.hostname)
    except ValueError:
        return False
    if scheme.lower() == "mailto":
        return "@" in parts.path
    return bool(rest)


def as_base_url(written: str) -> str | None:
    """Return an address as that of a folder, which relative addresses are joined to; None if it is none."""
    if not written.lower().startswith(("https://", "http://")) or not well_formed(written):
        return None
    return written.partition("#")[0].partition("?")[0].rstrip("/") + "/"


def _lengthened(context: Context, href: str, whole: str, place: Place) -> str:
    """Return the whole address that a short one was meant for, as browsers read it in their line for addresses."""
    context.report(
        rules.ADDRESS_SHORT,
        "“{address}” is taken for {whole}.",
        place,
        f"Write {whole}.",
        address=Quote(unquote(href)[:80]),
        whole=Quote(unquote(whole)[:80]),
    )
    return whole


def _whole(context: Context, href: str, place: Place) -> str | None:
    """Return the whole address for one without a scheme."""
    if _MAILBOX.fullmatch(href):
        context.report(
            rules.MAILBOX_BARE,
            "“{address}” is a mailbox, and is linked as mailto:{address}.",
            place,
            "Write mailto: before it.",
            address=Quote(href),
        )
        return f"mailto:{href}"
    if href.startswith("//"):
        return f"https:{href}"
    if href.startswith("www."):
        return _lengthened(context, href, f"https://{href}", place)
    if context.base_url:
        try:
            return context.published(href)
        except ValueError:
            return f"https://{href}"  # not an address at all: found malformed
    context.relative.append((unquote(href), place))
    return None

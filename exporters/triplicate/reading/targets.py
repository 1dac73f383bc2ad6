"""Where links lead: which addresses a document may carry."""

import re
from urllib.parse import quote, unquote, urlsplit

from triplicate.document.model import Place
from triplicate.reading import rules
from triplicate.reading.context import Context
from triplicate.rules.finding import Quote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_VARIABLE = re.compile(r"%7B%7B(?:%20)*([A-Za-z_][\w-]*)(?:%20)*%7D%7D", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][\w-]*")
_UNSAFE = {"javascript", "vbscript", "data", "file"}


def address(context: Context, href: str, place: Place) -> str | None:
    """Return a link's target as the model has it, or None with a finding.

    ``href`` is percent-encoded, as markdown-it hands it on.
    """
    href = _VARIABLE.sub(lambda match: quote(context.variable(match[1], place), safe="/:@?&=#%+,;~"), href).strip()
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
        context.report(rules.LINK_EMPTY, "A link has no address.", place, "Write where it leads: [text](https://…).")
        return None
    if scheme is None:
        context.report(
            rules.ADDRESS_RELATIVE,
            "“{address}” is not a full address.",
            place,
            _whole(href),
            address=Quote(unquote(href)[:80]),
        )
        return None
    if not _well_formed(href, scheme[1].lower()):
        context.report(
            rules.ADDRESS_MALFORMED,
            "“{address}” is not a well-formed address.",
            place,
            "Check it in a browser.",
            address=Quote(href[:80]),
        )
        return None
    return href


def _whole(href: str) -> str:
    if href.startswith("www."):
        return f"Write https://{href}."
    inner = f"; for a place in this text write #{href}" if _NAME.fullmatch(href) else ""
    return f"Write the whole address, with https://{inner}."


def _well_formed(href: str, scheme: str) -> bool:
    try:
        parts = urlsplit(href)
        if scheme in {"http", "https"}:
            _ = parts.port
            return bool(parts.hostname)
    except ValueError:
        return False
    if scheme == "mailto":
        return "@" in parts.path
    return bool(href[len(scheme) + 1 :])

"""What would be refused, left out instead with a sign in its place that readers see: for ``--lenient``.

The text is read, what is refused in it is replaced line by line, and it is read again, until nothing is left that can
be replaced. No line is added or lost.
"""

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from triplicate.document.model import Place
from triplicate.document.phrases import language_of_phrases, phrases_for
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.rules.finding import Finding, Quote

_MOST_ROUNDS = 6
_REFUSALS = {
    *(rules.GOVSPEAK, rules.RAW_HTML, rules.VARIABLE_MISSING),
    *(rules.PICTURE_MISSING, rules.PICTURE_REMOTE, rules.ALT_MISSING),
}
_LONGEST = 20_000  # characters of one thing that is left out
_ATTRIBUTES = r"(?:\{[^{}\n]*\}|\n\{:[^{}\n]*\})?"
_EXTENTS = tuple(
    regex(pattern, re.DOTALL)
    for pattern in (
        r"(?P<fence>`{3,}|~{3,}|:{3,})\{+\s*\.?(?P<what>[\w:-]+).*?\n[ \t>]*(?P=fence)[`~:]*(?=\s*(?:\n|$))",
        r"<(?P<what>[a-zA-Z][\w.-]*)\b[^<>]*(?<!/)>.*?</(?P=what)\s*>",
        r"</?(?P<what>[a-zA-Z][\w.-]*)\b[^<>]*>",
        r"\{%-?\s*(?P<what>[\w-]+).*?%\}",
        r"\{\{[<%]\s*/?\s*(?P<what>[\w-]+).*?[>%]\}\}",
        r"\{\{\s*[#/]?(?P<what>[\w.-]+).*?\}\}",
        r"\{\{\s*['\"]\[?(?P<what>[^\[\]{}'\"\n]*).*?\}\}",
        r"<%[=-]?\s*(?P<what>[\w.-]*).*?%>",
        r"!\[\[(?P<what>[^\[\]|#]*).*?\]\]",
        rf"!\[(?P<what>(?:[^\[\]]|\[[^\[\]]*\])*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]){_ATTRIBUTES}",
        r"\[/?(?P<what>[a-z][\w-]*)[^\[\]]*\]",
        r":(?P<what>[\w-]+):",
    )
)
_TEMPLATE = r"(?:\{\{.*?\}\}|\{%.*?%\}|<%.*?%>)"
_LINKS = tuple(
    regex(pattern, re.DOTALL)
    for pattern in (
        rf"(?<!!)\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(?P<what>[^()\n]*?{_TEMPLATE}[^()\n]*?)>?\s*\)",
        rf"<a\b[^<>]*?\bhref\s*=\s*([\"'])(?P<what>[^\"'\n]*?{_TEMPLATE}[^\"'\n]*)\1[^<>]*>(?P<words>.*?)</a\s*>",
    )
)
"""Links whose address is filled in by a site's software: the words are kept."""
_MARKS = regex(r"\{\{|\}\}|\{%|%\}|<%[=-]?|%>|^%=|%$")
_FILE = regex(r"(?:\]\(\s*<?|\bsrc\s*=\s*[\"']?)(?:[^\s\"'<>()]*/)?(?P<name>[^\s\"'<>()/]+)")
"""The name of a picture's file, for one that says nothing else."""


def left_out(text: str, lang: str, read: Callable[[str], Iterable[Finding]]) -> tuple[str, tuple[Finding, ...]]:
    """Return the text with signs in the place of what is refused, and a warning for each.

    ``lang`` is the language of the text, whose words the signs are in. ``read`` returns the findings on a text.
    """
    told: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        # From the last to the first, so that a change moves no place that is still to come.
        refused = sorted({one.place for one in read(text) if one.rule in _REFUSALS}, reverse=True)
        before = text
        for place in refused:
            text = _without(text, place, lang, told)
        if text == before:
            break
    return text, tuple(told)


def _without(text: str, place: Place, lang: str, told: list[Finding]) -> str:
    lines = text.split("\n")
    if place.line > len(lines):
        return text
    start = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
    if link := _link(text, start - place.column + 1, start):
        what = _MARKS.sub("", link["what"])
        told.append(_warning(place, what))
        return text[: link.start()] + f"{link['words']} {_sign(what, lang)}" + text[link.end() :]
    for begin in dict.fromkeys((start, start - place.column + 1)):
        found = _extent(text, begin, start)
        if found is None:
            continue
        what = " ".join(found["what"].split())
        if what in ("", "img"):
            file = _FILE.search(found[0])
            what = unquote(file["name"]) if file else what or "…"
        sign = _sign(what, lang)
        told.append(_warning(place, what))
        lost = text.count("\n", found.start(), found.end())
        return text[: found.start()] + sign + "\n" * lost + text[found.end() :]
    return text


def _warning(place: Place, what: str) -> Finding:
    return rules.LEFT_OUT.finding(
        "“{what}” is left out; a sign stands in its place.",
        place,
        "Write in the text what it shows.",
        what=Quote(what[:60]),
    )


def _link(text: str, line: int, place: int) -> re.Match[str] | None:
    """Return the link that begins in a line and whose address, filled in by software, is refused at a place."""
    for pattern in _LINKS:
        for match in pattern.finditer(text, line, min(len(text), place + _LONGEST)):
            if match.start() <= place < match.end() and not match.start("words") < place < match.end("words"):
                return match
            if match.start() > place:
                break
    return None


def _extent(text: str, begin: int, place: int) -> re.Match[str] | None:
    """Return what begins at a position, or in its line at the place or after."""
    line = text.find("\n", place)
    end = len(text) if line < 0 else line
    for position in range(begin, min(end, place + 400) if begin == place else begin + 1):
        for pattern in _EXTENTS:
            match = pattern.match(text, position, min(len(text), position + _LONGEST))
            if match and match.end() > place:
                return match
    return None


def _sign(what: str, lang: str) -> str:
    phrases = phrases_for(lang)
    what = {"table": phrases.table, "figure": phrases.figure}.get(what, what)
    what = re.sub(r"[\[\]{}<>*_`^~|\\]", " ", what).strip() or "…"
    own = language_of_phrases(lang)
    if own == lang:
        return f"({phrases.left_out.format(what=what)})"
    # What is left out is called as the text calls it.
    return f"([{phrases.left_out.format(what='').strip()}]{{lang={own}}} {what})"

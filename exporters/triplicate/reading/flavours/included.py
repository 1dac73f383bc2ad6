"""Files that Jekyll includes from a theme, which is not in the project: what the call itself says of them.

A call may hold the words or the picture that are shown, or be one of a pair around words. Of a file that is in the
project, the lines were put in the place of its call before (:mod:`triplicate.reading.includes`).
"""

import re
from collections.abc import Iterator, Mapping
from html import escape

from triplicate.later import dataclass, regex

PICTURES = regex(r".+\.(?:png|jpe?g|gif|webp|svg)", re.IGNORECASE)
_ARGUMENT = regex(r"""(?:([\w-]+)\s*[=:]\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"',=][^\s"'=]*))""")
_CALL = regex(
    r"\{%-?\s*include(?:_cached)?\s+[\"']?(?P<path>[\w./-]+)[\"']?,?(?P<rest>(?:\s(?:[^{}%]|%(?!\}))*?)?)\s*-?%\}"
)
_BEGINNING = regex(r"(?P<marker>\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?)\{%-?\s*include")
_SHOWN = ("src", "image", "image_path", "path", "file", "url")
_LOOKS = {"class", "id", "style", "width", "height", "max-width", "loading", "type", "color", "icon", "align"}
_OF_PICTURES = {*_SHOWN, "alt", "caption", *_LOOKS}
_WORDS = ("content", "text", "quote")
_OF_WORDS = {*_WORDS, "title", *_LOOKS}
_FILMS = ("video-url", "video_url", "url", "src", "href", "link")
_MOST_LINES = 30
_TAG = regex(r"\s*<[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that stands alone in its lines: the first, the one after its last, the name of the file, the arguments.

    ``marker`` is what stands before it: spaces, and the mark of an item.
    """

    first: int
    end: int
    marker: str
    name: str
    arguments: Mapping[str, str]


def arguments_in(rest: str) -> dict[str, str]:
    """Return arguments by their names; those without one by their number."""
    found: dict[str, str] = {}
    for key, double, single, bare in _ARGUMENT.findall(rest):
        found[key or str(len(found))] = double or single or bare
    return found


def picture_of(arguments: Mapping[str, str]) -> str:
    """Return the image that is shown with an alternative and a caption, and no more; empty if there is none."""
    source = next((arguments[key] for key in _SHOWN if PICTURES.fullmatch(arguments.get(key, ""))), "")
    if not source or not arguments.keys() <= _OF_PICTURES:
        return ""
    caption = arguments.get("caption", "").replace('"', '\\"')
    mark = "{.decorative}" if arguments.get("alt") == "" else ""  # as in HTML
    return f"![{arguments.get('alt', '')}](<{source}>" + (f' "{caption}")' if caption else ")") + mark


def read_included(lines: list[str]) -> Iterator[tuple[str, int]]:
    """Rewrite lines in place; yield what only wrapped words, with the index of its line."""
    every = list(_calls(lines))
    calls = [call for call in every if not call.marker.strip()]
    # One that begins and one that ends: what stands in between is the text's own.
    wrapping = {one.name for one in calls if one.arguments.get("type") == "start"}
    wrapping &= {one.name for one in calls if one.arguments.get("type") == "end"}
    borders = _borders(calls)
    for call in every:
        if call.name in wrapping:
            yield f"{{% include {call.name} %}}", call.first
            shown = borders.get(call.first, "")
        else:
            shown = picture_of(call.arguments) or _words(call) or _film(call)
            if not shown:
                continue
        marker = call.marker if call.marker.strip() else ""
        lines[call.first : call.end] = [f"{marker}{shown}", *[""] * (call.end - call.first - 1)]
    for index, line in enumerate(lines if wrapping else ()):
        if "%}" in line:
            lines[index] = _CALL.sub(lambda match: "" if _name(match) in wrapping else match[0], line)


def _name(call: re.Match[str]) -> str:
    return call["path"].rpartition("/")[2]


def _calls(lines: list[str]) -> Iterator[_Call]:
    for index, line in enumerate(lines):
        beginning = _BEGINNING.match(line)
        if not beginning:
            continue
        end = index + 1
        while "%}" not in lines[end - 1] and end < min(len(lines), index + _MOST_LINES) and "{" not in lines[end]:
            end += 1
        marker = beginning["marker"]
        if match := _CALL.fullmatch("\n".join(lines[index:end])[len(marker) :].rstrip()):
            yield _Call(index, end, marker, _name(match), arguments_in(match["rest"]))


def _borders(calls: list[_Call]) -> dict[int, str]:
    """Return, for the lines of calls that begin and end a part with a title, the lines that open and close a container.

    What lists the contents of the text has none.
    """
    borders: dict[int, str] = {}
    waiting: dict[str, list[_Call]] = {}
    for call in calls:
        kind, opened = call.arguments.get("type"), waiting.setdefault(call.name, [])
        if kind == "start":
            opened.append(call)
        elif kind == "end" and opened:
            first = opened.pop()
            title = first.arguments.get("title", "")
            if title and "toc" not in call.name:
                borders |= {first.first: f':::: {{title="{title}"}}', call.first: "::::"}
    return borders


def _words(call: _Call) -> str:
    words = next((call.arguments[key] for key in _WORDS if call.arguments.get(key, "").strip()), "")
    if not words or not call.arguments.keys() <= _OF_WORDS:
        return ""
    title = call.arguments.get("title", "")
    is_quotation = "quote" in call.name
    if _TAG.match(words):
        words = f"<p><strong>{escape(title)}</strong></p>{words}" if title else words
        return f"<blockquote>{words}</blockquote>" if is_quotation else f"<div>{words}</div>"
    words = f"**{title}** {words}" if title else words
    return f"> {words}" if is_quotation else words


def _film(call: _Call) -> str:
    """Return the link to a film that has words for it."""
    if "video" not in call.name and "audio" not in call.name:
        return ""
    words = next((value for key, value in call.arguments.items() if key.endswith(("title", "label")) and value), "")
    addresses = (call.arguments.get(key, "") for key in _FILMS)
    address = next((one for one in addresses if one and not PICTURES.fullmatch(one)), "")
    if not words or not address:
        return ""
    link = f'<a href="{escape(address)}">{words.strip()}</a>'  # Liquid puts them into HTML as they are
    return link if call.marker.strip() else f"<p>{link}</p>"

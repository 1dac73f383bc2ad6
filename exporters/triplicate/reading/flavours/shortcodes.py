"""The shortcodes of Hugo and Quarto and the tags of Liquid, as far as what they show can be told from them.

Those that wrap words become containers, or leave their words; those that name a picture, a page or a film with words
for it become an image or a link. All others stay, and are refused where the text is read.
"""

import re
from collections.abc import Iterator
from html import escape

from triplicate.later import regex
from triplicate.reading.flavours.callouts import callout_kind
from triplicate.reading.flavours.included import PICTURES, arguments_in, picture_of, read_included

_MARKS = r"\{(?:\{[<%]|%-?)\s*(?P<name>(?!end)[A-Za-z][\w-]*)(?P<rest>[^{}\n]*?)\s*/?(?:[>%]\}|-?%)\}"
_OPENING = regex(rf"\s{{0,3}}{_MARKS}\s*")
_SINGLE = regex(_MARKS)
_CLOSING = regex(r"\s{0,3}\{(?:\{[<%]\s*/|%-?\s*end)\s*(?P<name>[A-Za-z][\w-]*)\s*(?:[>%]\}|-?%)\}\s*")
_ENDING = regex(r"\{(?:\{[<%]\s*/|%-?\s*end)\s*(?P<name>[A-Za-z][\w-]*)\s*(?:[>%]\}|-?%)\}")
_PAIR = regex(rf"{_MARKS}(?P<words>.*?)\{{(?:\{{[<%]\s*/|%-?\s*end)\s*(?P=name)\s*(?:[>%]\}}|-?%)\}}")
_TITLES = ("kicker", "title", "heading", "label", "caption", "summary", "tab", "name")
_NAMED = {"tab", "tab-item", "tabitem", "details", "expand"}  # by an argument without a name
_LINKS = ("href", "link", "url")
_TAG = regex(r"\s{0,3}</?[A-Za-z]")
_IMAGE = regex(r"!\[(?P<alt>.*)\]\(<(?P<source>[^<>]+)>(?: \"(?P<caption>.*)\")?\)(?P<mark>\{\.decorative\})?")
_WORDS = regex(r"""\s*(?:"[^"{}/]+"|'[^'{}/]+')(?:\s+(?:"[^"{}/]+"|'[^'{}/]+'))?\s*""")
# Tags of Liquid that decide what is shown, or show another file: what stands between them is no more than a part.
_DECIDING = {"if", "unless", "for", "case", "capture", "include", "render", "block", "macro", "raw", "verbatim"}


def read_shortcodes(lines: list[str]) -> Iterator[tuple[str, int]]:
    """Rewrite lines in place; yield what only wrapped words, with the index of its line."""
    yield from read_included(lines)
    closings = [(index, match["name"]) for index, line in enumerate(lines) if (match := _CLOSING.fullmatch(line))]
    in_html = False
    tabs: list[str] = []  # what those that come are called, where that is said of all of them
    for index, line in enumerate(lines):
        if not (index and lines[index - 1].strip()):
            in_html = _TAG.match(line) is not None  # in a block of HTML, which a tag begins, Markdown is none
        if "{{" not in line and "{%" not in line:
            continue
        opening = _OPENING.fullmatch(line)
        name = opening["name"] if opening else ""
        end = next((number for number, closed in closings if number > index and closed == name), None)
        if opening and end is not None and name not in _DECIDING:
            arguments = arguments_in(opening["rest"])
            kind, title = _callout(name, arguments)
            if kind:
                lines[index], lines[end] = f":::: {kind} {title}".rstrip(), "::::"
                continue
            title = " – ".join(dict.fromkeys(arguments[key] for key in _TITLES if arguments.get(key)))
            if name == "tabs":
                tabs = [value for key, value in arguments.items() if key.isdigit()]
            elif not title and name in _NAMED:
                title = arguments.get("0") or (tabs.pop(0) if name == "tab" and tabs else "")
            yield f"{{{{< {name} >}}}}" if "{{" in line else f"{{% {name} %}}", index
            lines[index], lines[end] = (f':::: {{title="{title}"}}', "::::") if title else ("", "")
            continue
        new = _PAIR.sub(_pair, line)
        lines[index] = _SINGLE.sub(_single_in_html if in_html else _single, new)
        if new != line:
            yield f"{{{{< {name or _PAIR.search(line)['name']} >}}}}", index  # type: ignore[index]
    yield from _across(lines)


def _across(lines: list[str]) -> Iterator[tuple[str, int]]:
    """Take out marks around words of several lines that stand in one line with words."""
    for index in range(len(lines) - 1, -1, -1):
        closing = _ENDING.search(lines[index])
        if closing is None or closing["name"] in _DECIDING:
            continue
        for first in range(index, -1, -1):
            found = [one for one in _SINGLE.finditer(lines[first]) if one["name"] == closing["name"]]
            if not found:
                continue
            arguments = arguments_in(found[-1]["rest"])
            title = " – ".join(dict.fromkeys(arguments[key] for key in _TITLES if arguments.get(key)))
            lines[index] = lines[index].replace(closing[0], "")
            start, end = found[-1].span()
            lines[first] = f"{lines[first][:start]}{f'**{title}** ' if title else ''}{lines[first][end:].lstrip()}"
            yield f"{{{{< {closing['name']} >}}}}", first
            break


def _callout(name: str, arguments: dict[str, str]) -> tuple[str, str]:
    """Return the kind of callout that a shortcode is, and its title; nothing if it is none."""
    given = arguments.get("type") or arguments.get("style") or arguments.get("color") or arguments.get("0") or ""
    title = arguments.get("title") or arguments.get("heading") or arguments.get("1") or ""
    if callout_kind(name) and name != "alert":
        return name, title or (given if not callout_kind(given) else "")
    if name in {"notice", "alert", "hint", "callout", "admonition", "tip-box"}:
        return (given, title) if callout_kind(given) else ("note", title)
    return "", ""


def _pair(match: re.Match[str]) -> str:
    """Return the words between two marks in one line, linked if the first mark says where they lead."""
    if match["name"] in _DECIDING:
        return match[0]
    arguments = arguments_in(match["rest"])
    href = next((arguments[key] for key in _LINKS if arguments.get(key)), "")
    words = match["words"].strip()
    return f"[{words}](<{href}>)" if href and words else match["words"]


def _single_in_html(match: re.Match[str]) -> str:
    """Return what a mark stands for as HTML: a picture and its alternative."""
    written = _single(match)
    shown = _IMAGE.fullmatch(written)
    if shown is None:
        return written
    alt = f' alt="{escape(shown["alt"])}"' if shown["alt"] or shown["mark"] else ""
    return f'<img src="{escape(shown["source"])}"{alt}>'


def _single(match: re.Match[str]) -> str:
    """Return the image, the link or the key that a mark stands for; the mark itself if that cannot be told."""
    name, arguments = match["name"], arguments_in(match["rest"])
    values = list(arguments.values())
    words = next((arguments[key] for key in ("text", "title", "label") if arguments.get(key)), "")
    href = next((arguments[key] for key in (*_LINKS, "file") if arguments.get(key)), "")
    source = arguments.get("src") or arguments.get("path") or arguments.get("image") or ""
    if name.startswith("include"):
        return picture_of({key: value for key, value in arguments.items() if key != "0"}) or match[0]
    if "video" in name or "audio" in name:
        href, source = href or source, ""
    if name == "pagebreak":
        return "\\newpage"
    if name == "kbd" and values:
        return " / ".join(f"<kbd>{value}</kbd>" for value in dict.fromkeys(values))
    if name == "youtube" and words and (arguments.get("id") or "0" in arguments):
        return f"[{words}](https://www.youtube.com/watch?v={arguments.get('id') or arguments['0']})"
    if ("img" in name or "image" in name or name in {"figure", "picture"}) and name not in _DECIDING:
        pictured = source or (values[0] if values and PICTURES.fullmatch(values[0]) else "")
        if pictured:
            alt = arguments.get("alt", values[-1] if not source and len(values) > 1 else "")
            caption = arguments.get("caption") or (arguments.get("title", "") if "alt" in arguments else "")
            shown = f' "{caption}"' if caption else ""
            return f"![{alt}](<{pictured}>{shown})"
    if match[0].startswith("{%") and name not in _DECIDING and _WORDS.fullmatch(match["rest"]):
        return values[-1]
    if words and href and name not in _DECIDING and "{{" in match[0]:
        said = " – ".join(dict.fromkeys(filter(None, (arguments.get("kicker"), words))))
        return f"[{said}](<{href}>)"
    return match[0]

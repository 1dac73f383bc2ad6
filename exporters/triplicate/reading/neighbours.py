"""Other texts of the same project that a link leads to: what they are called."""

import re
from pathlib import Path
from urllib.parse import unquote

from triplicate.errors import UnreadableError
from triplicate.later import regex
from triplicate.reading.context import Context
from triplicate.reading.files import file_within, read_file
from triplicate.reading.front_matter import split_front
from triplicate.reading.targets import ELSEWHERE

TEXTS = (".md", ".qmd", ".mdx", ".markdown")
_SUFFIXES = ("", ".md", ".qmd", ".mdx", ".markdown", "/index.md")
_HEADING = regex(r"^#[ \t]+(?P<words>.+?)[ \t]*(?:\{[^{}]*\})?[ \t]*#*$", re.MULTILINE)
_MARKS = regex(r"[*_`]|\[(?P<words>[^\]]*)\]\([^)]*\)")


def words_for(context: Context, href: str) -> str | None:
    """Return the words of a link that was left empty; None if nothing says what it leads to.

    They are the title of the text that it leads to, or the name of the file; of a link that MyST looks up elsewhere
    (``doi:``, ``wiki:``, ``xref:``), the name that it is looked up by.
    """
    scheme, _, rest = unquote(href).partition(":")
    if scheme == "doi" and rest:
        return f"doi:{rest}"
    if scheme in {"wiki", *ELSEWHERE} and rest:
        return rest.rpartition("#")[2].replace("_", " ").strip() or None
    return title_of(context, href)


def title_of(context: Context, href: str) -> str | None:
    """Return the title of the text that a relative address leads to; None if there is no such text, or it has none."""
    path = _path_of(context, unquote(href.partition("#")[0].partition("?")[0]))
    if path is None:
        return None
    if path.suffix not in TEXTS:
        return path.name
    try:
        front = split_front(read_file(path).text)
    except UnreadableError:
        return None
    entry = front.entries.get("title")
    if entry and isinstance(entry.value, str):
        return entry.value
    heading = _HEADING.search(front.body)
    return _MARKS.sub(r"\g<words>", heading["words"]).strip() or None if heading else None


def _path_of(context: Context, written: str) -> Path | None:
    shelf = context.shelf
    if not written or not shelf.folders:
        return None
    bounds = shelf.project or shelf.folders[0]
    for folder in (shelf.folders[0], bounds):
        for suffix in _SUFFIXES:
            place = folder / f"{written.strip('/') if written.startswith('/') else written}{suffix}"
            if path := file_within(place, bounds):
                return path
    return None

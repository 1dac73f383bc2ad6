"""Files in which other programs list the texts of a book: mdBook's SUMMARY.md, Quarto's and MyST's project files.

One that is named as the source is read as a collection: its title and its language are those that the list, or the
configuration beside it, gives the book; the texts are its parts, as deep as the list has them.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from triplicate.document.model import Place
from triplicate.errors import UnreadableError
from triplicate.later import dataclass, regex
from triplicate.reading.files import file_within, read_file

if TYPE_CHECKING:
    from yaml.nodes import Node

SUMMARY = "SUMMARY.md"
_PROJECTS = ("_quarto.yml", "_quarto.yaml", "myst.yml", "myst.yaml", "_toc.yml")
_LINE = regex(r"(?P<indent>[ \t]*)(?:(?:[-*+]|\d+[.)])[ \t]+)?\[(?P<words>[^\]]*)\]\(<?(?P<path>[^()<>]*)>?\)[ \t]*")
_HEADING = regex(r"#{1,6}[ \t]+(?P<words>.*[^ \t#])[ \t#]*")
_SILENT = regex(r"(?:-{3,}|\*{3,}|_{3,}|<!--.*-->)?")
_DEEPER = ("parts", "chapters", "sections", "children", "toc", "appendices")
_SUFFIX = regex(r".+\.\w{1,8}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A text that a list names: its path and where that stands; ``depth`` counts the texts that it stands below.

    Without a path it is a title over those below it.
    """

    path: str
    place: Place
    depth: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list says of a book: front matter as this dialect writes it, and the chapters in order."""

    front: str
    chapters: tuple[Chapter, ...]


def is_listing(name: str, text: str) -> bool:
    """Tell whether a file lists the texts of a book, and says no more."""
    if Path(name).name in _PROJECTS:
        return True
    if Path(name).name != SUMMARY:
        return False
    lines = [line for line in text.split("\n") if not _SILENT.fullmatch(line.strip())]
    links = [line for line in lines if _LINE.fullmatch(line)]
    return len(links) > 1 and all(_LINE.fullmatch(line) or _HEADING.fullmatch(line) for line in lines)


def listing_of(text: str, name: str, folder: Path, project: Path) -> Listing | None:
    """Return what a file lists, None if it is a text like any other.

    ``folder`` is the file's, ``project`` that which no file may lie outside of. Raises UnreadableError for a project
    file that lists no texts.
    """
    if not is_listing(name, text):
        return None
    if Path(name).name == SUMMARY:
        said, chapters = _of_mdbook(folder, project), tuple(_summary(text.split("\n")))
        first = next((match["words"] for line in text.split("\n") if (match := _HEADING.fullmatch(line))), "")
        said = {"title": "" if first.lower() == "summary" else first, **said}
    else:
        said, chapters = _of_project(text, name, folder)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value]
    front = "\n".join(("---", *lines, "---"))
    # Findings on a path have its line in the list, so the text has as many lines at least.
    return Listing(front + "\n" * max(text.count("\n") - front.count("\n"), 0), chapters)


def _summary(lines: list[str]) -> Iterator[Chapter]:
    indents: list[int] = []
    below = 0  # a title that is no link stands over all that follows
    for number, line in enumerate(lines, start=1):
        heading, match = _HEADING.fullmatch(line), _LINE.fullmatch(line)
        if heading and any(_LINE.fullmatch(one) for one in lines[: number - 1]):
            yield Chapter("", Place(number), 0, heading["words"])
            indents, below = [], 1
        elif match:
            indent = len(match["indent"].expandtabs(4))
            indents = [one for one in indents if one < indent]
            if match["path"].strip():
                yield Chapter(match["path"].strip(), Place(number, match.start("path") + 1), below + len(indents))
            indents.append(indent)


def _of_mdbook(folder: Path, project: Path) -> dict[str, object]:
    """Return what mdBook's configuration says, which stands beside the folder of the texts."""
    for place in (folder / "book.toml", folder.parent / "book.toml"):
        path = file_within(place, project)
        if path is None:
            continue
        try:
            book = tomllib.loads(read_file(path).text).get("book", {})
        except (UnreadableError, ValueError, RecursionError):
            return {}
        found = {ours: book.get(key) for ours, key in _NAMES.items()} if isinstance(book, dict) else {}
        return {key: value for key, value in found.items() if value}
    return {}


_NAMES = {"title": "title", "author": "authors", "lang": "language", "description": "description"}


def _of_project(text: str, name: str, folder: Path) -> tuple[dict[str, object], tuple[Chapter, ...]]:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        top = _mapping(root)
        book = _mapping(top.get("book")) or _mapping(top.get("project")) or top
        chapters = tuple(_chapters(book))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnreadableError(f"{name} cannot be read as YAML: {' '.join(str(error).split())[:200]}.") from error
    if not chapters:
        raise UnreadableError(
            f"{name} lists no texts. Quarto lists them under “book:” and “chapters:”, MyST under “project:” and “toc:”."
        )
    beside = _mapping_of(folder / "_config.yml") if Path(name).name == "_toc.yml" else {}
    said: dict[str, object] = {}
    for source in (top, book, beside):
        for key in ("title", "subtitle", "author", "authors", "lang", "language", "description"):
            value = _plain(source.get(key))
            if value:
                said[{"authors": "author", "language": "lang"}.get(key, key)] = value
    return said, chapters


def _mapping_of(path: Path) -> "Mapping[str, Node]":
    import yaml

    try:
        return _mapping(yaml.compose(read_file(path).text, Loader=yaml.SafeLoader))
    except (UnreadableError, yaml.YAMLError, RecursionError, ValueError):
        return {}


def _mapping(node: "Node | None") -> "dict[str, Node]":
    import yaml

    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _plain(node: "Node | None") -> object:
    """Return a text, or the names of people."""
    import yaml

    match node:
        case yaml.ScalarNode():
            return str(node.value).strip()
        case yaml.SequenceNode():
            return [name for one in node.value if (name := _plain(one))]
        case yaml.MappingNode():
            return _plain(_mapping(node).get("name"))
        case _:
            return None


def _chapters(entries: "Mapping[str, Node]", depth: int = 0) -> Iterator[Chapter]:
    if "root" in entries:
        yield Chapter(str(entries["root"].value), _place(entries["root"]), depth)
    for key in _DEEPER:
        listed = getattr(entries.get(key), "value", None)
        for node in listed if isinstance(listed, list) else ():
            if not isinstance(node, tuple):
                yield from _entry(node, depth)


def _entry(node: "Node", depth: int) -> Iterator[Chapter]:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        yield Chapter(str(node.value), _place(node), depth)
        return
    entries = _mapping(node)
    own = entries.get("file") or entries.get("part")
    title = entries.get("caption") or entries.get("title") or own
    if isinstance(own, yaml.ScalarNode) and ("file" in entries or _SUFFIX.fullmatch(own.value)):
        yield Chapter(str(own.value), _place(own), depth)
        depth += 1
    elif isinstance(title, yaml.ScalarNode) and title.value.strip():
        yield Chapter("", _place(title), depth, str(title.value).strip())
        depth += 1
    yield from _chapters({key: value for key, value in entries.items() if key != "root"}, depth)


def _place(node: "Node") -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)

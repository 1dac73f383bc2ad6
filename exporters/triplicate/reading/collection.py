"""Collections: a text whose front matter names others as its ``parts`` becomes one text with them.

The whole has every line of every part, so that a finding has the file and the line that it is in. Of a part's front
matter its title and its language count; the other lines of it are left empty.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path
from urllib.parse import quote, unquote

from triplicate.document.model import Place
from triplicate.errors import UnreadableError
from triplicate.later import dataclass
from triplicate.reading import rules
from triplicate.reading.files import MAX_BYTES, file_within, read_file
from triplicate.reading.front_matter import split_front
from triplicate.reading.includes import with_includes
from triplicate.reading.listings import Chapter, listing_of
from triplicate.reading.origins import Origins, Stretch
from triplicate.reading.project_files import ProjectFiles
from triplicate.rules.finding import Finding, Quote

_MOST_PARTS = 1_000
_SUFFIXES = (".md", ".markdown", ".qmd", ".mdx")
_WRITTEN = ("", *_SUFFIXES, "/index.md", "/README.md")
"""What a link may leave out of the name of the text that it leads to."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a collection.

    ``name`` is the path under ``parts:``, which no other part has; ``file`` is what it leads to. ``first`` is its first
    line in the whole, counted from 1; ``titled`` tells that its front matter has a title, which is a heading of level 1
    in the whole. ``lang`` is the language that it says it is in. ``folder`` is the address of its folder seen from the
    collection's, empty or with a slash at its end. ``depth`` counts the parts that it stands below.
    """

    name: str
    file: Path
    first: int
    titled: bool = False
    lang: str | None = None
    folder: str = ""
    depth: int = 0


@dataclass(slots=True)
class Collection:
    """A text with its parts. ``findings`` are about the parts that cannot be read."""

    text: str
    origins: Origins
    parts: tuple[Part, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def with_parts(text: str, name: str, folder: Path, files: ProjectFiles) -> Collection:
    """Return a text with what it includes and with its parts, if its front matter names any.

    ``folder`` is the text's, ``files`` are those of the project, outside of which none may lie.
    """
    listing, listed = listing_of(text, name, folder, files.root), text
    if listing is not None:
        text = listing.front
    whole = Collection(*with_includes(text, name, folder, files))
    front = split_front(text).parts if listing is None and "parts" in text else []
    written = listing.chapters if listing else tuple(Chapter(path, place) for path, place in front)
    if not written:
        return whole
    origins = whole.origins if whole.origins.stretches else Origins((Stretch(1, name, 1),))
    whole.origins = replace(origins, texts={**origins.texts, name: listed})
    taken = {folder.resolve() / Path(name).name}
    texts, first, size = [whole.text], whole.text.count("\n") + 2, len(whole.text)
    for chapter in written:
        path, depth = chapter.path, min(chapter.depth, whole.parts[-1].depth + 1 if whole.parts else 0)
        if not path:
            texts.append(f"# {chapter.title} #")
            whole.parts += (Part(f"{name}:{chapter.place.line}", Path(), first, depth=depth),)
            stretch = Stretch(first, name, chapter.place.line)
            whole.origins = replace(whole.origins, stretches=(*whole.origins.stretches, stretch))
            first, size = first + 1, size + len(texts[-1]) + 1
            continue
        try:
            file = _file(path, folder.resolve(), files.root, taken)
            read = _text_of(file, MAX_BYTES - size if len(whole.parts) < _MOST_PARTS else -1)
            texts.append(
                _add(whole, read, Part(path, file, first, depth=depth), Path(name).parent, folder.resolve(), files)
            )
            first += texts[-1].count("\n") + 1
            size += len(texts[-1]) + 1
        except _RefusedError as refused:
            whole.findings.append(
                rules.PART_MISSING.finding(refused.sentence, chapter.place, refused.hint, part=Quote(path))
            )
    whole.text = "\n".join(texts)
    return whole


def led_to(parts: Sequence[Part], here: Part | None, bounds: Sequence[Path], href: str) -> str | None:
    """Return the part that a relative address leads to and the id in it, as ``name#id``; None for any other address.

    ``here`` is the part that the address stands in, ``bounds`` are the folders of the collection and the project.
    """
    if not parts:
        return None
    files = files_meant(here, bounds, href)
    identifier = unquote(href.partition("#")[2])
    return next((f"{part.name}#{identifier}" for part in parts if part.file in files), None)


def files_meant(here: Part | None, bounds: Sequence[Path], href: str) -> set[Path]:
    """Return the files that a relative address may lead to, as :func:`led_to` takes it; none for one without a path."""
    path = unquote(href.partition("#")[0].partition("?")[0])
    if not path or not bounds:
        return set()
    folders = bounds if path.startswith("/") else (here.file.parent if here else bounds[0],)
    return {Path(os.path.normpath(f"{folder}/{path}{suffix}")) for folder in folders for suffix in _WRITTEN}


class _RefusedError(Exception):
    def __init__(self, sentence: str, hint: str) -> None:
        self.sentence, self.hint = sentence, hint
        super().__init__(sentence)


def _file(written: str, folder: Path, project: Path, taken: set[Path]) -> Path:
    """Return the file that a path leads to, and add it to those taken."""
    named = (file_within(folder / f"{unquote(written)}{suffix}", project) for suffix in ("", *_SUFFIXES))
    file = next(filter(None, named), None)
    if file is None:
        raise _RefusedError(
            "There is no part “{part}” in the project.", "Write the path of a file, as seen from this text."
        )
    if file.suffix.lower() not in _SUFFIXES:
        raise _RefusedError("The part “{part}” is no Markdown.", f"Name a file that ends with {_SUFFIXES[0]}.")
    if file in taken:
        raise _RefusedError("“{part}” is a part already, or the collection itself.", "Name it once.")
    taken.add(file)
    return file


def _text_of(file: Path, room: int) -> str:
    """Return the text of a part, if there is so much room left."""
    try:
        text = read_file(file).text
    except UnreadableError as error:
        raise _RefusedError("The part “{part}” cannot be read.", str(error)) from error
    if len(text) > room:
        raise _RefusedError(f"The parts come to more than {_MOST_PARTS:,} or 50 MB.", "Make several documents of them.")
    return text


def _add(whole: Collection, text: str, part: Part, beside: Path, home: Path, files: ProjectFiles) -> str:
    """Add a part to those of a collection, and return its text, its front matter left empty but for its title.

    ``part`` says which it is and where it begins; what its own text says of it is added here.
    """
    name = os.path.normpath(beside / part.name)
    composed, origins = with_includes(text, name, part.file.parent, files)
    front = split_front(composed)
    if front.parts:
        raise _RefusedError("The part “{part}” has parts of its own.", "Name these here instead.")
    lines = front.body.split("\n")
    title, lang = (_single(front.entries[key].value) if key in front.entries else "" for key in ("title", "lang"))
    if title:
        lines[front.entries["title"].place.line - 1] = f"# {title} #"
    seen = os.path.relpath(part.file.parent, home)
    address = "" if seen == os.curdir else f"{Path(seen).as_posix()}/"
    whole.parts += (replace(part, titled=bool(title), lang=lang or None, folder=address),)
    whole.findings.extend(_moved(front.findings, part.first))
    whole.origins = Origins(
        (*whole.origins.stretches, *_placed(origins.stretches or (Stretch(1, name, 1),), part.first)),
        {**whole.origins.texts, **origins.texts, name: text},
        (*whole.origins.folders, *origins.folders),
    )
    return "\n".join(lines)


def _single(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _moved(findings: Sequence[Finding], first: int) -> Iterator[Finding]:
    for finding in findings:
        yield replace(finding, place=Place(finding.place.line + first - 1, finding.place.column))


def _placed(stretches: Sequence[Stretch], first: int) -> Iterator[Stretch]:
    for stretch in stretches:
        yield replace(stretch, start=stretch.start + first - 1)


def address_of(part: Part | None) -> str:
    """Return the address of a part's folder, as seen from that of the collection."""
    return quote(part.folder) if part else ""

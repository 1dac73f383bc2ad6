"""A Word file as a template: what is taken from it, which is nothing of its text."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml.etree import _Element as Element

from triplicate.errors import UsageError
from triplicate.formats.word.markup import R, W, find
from triplicate.formats.word.package import UNREADABLE, Furniture, opened
from triplicate.formats.word.template.cascade import Cascade, parsed
from triplicate.formats.word.template.inert import make_inert
from triplicate.later import dataclass
from triplicate.theme import Template

_W = f"{{{W}}}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_NUMBERED = {"num": "numId", "abstractNum": "abstractNumId", "numId": "val", "abstractNumId": "val"}
"""Elements that number lists, and the attributes that hold the numbers."""

_LARGEST = 256 * 2**20
"""Bytes of all parts together: more is no template."""


@dataclass(frozen=True, slots=True)
class House:
    """An opened template.

    ``section`` are the properties of its last section, ``theme`` and ``furniture`` parts of its package. ``first``
    tells whether the first page has a header and footer of its own, ``even`` whether even pages have. ``active`` is
    what was left out as it is not inert: whether it stood in a header or a footer, and its name.
    """

    name: str
    styles: Cascade
    section: Element | None
    numbering: Element | None
    fonts: Element | None
    theme: Any | None
    furniture: tuple[Furniture, ...]
    first: bool
    even: bool
    active: tuple[tuple[str, str], ...] = ()


def opened_house(template: Template) -> House:
    """Open a template. Raises UsageError for what is not a Word document or template."""
    try:
        with ZipFile(BytesIO(template.data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise UsageError(f"the Word template {template.name} is larger than 256 MB")
        return _house(template.name, opened(template.data))
    except UNREADABLE as error:
        raise UsageError(
            f"the Word template {template.name} is not a Word document that can be read: {error}; open it in Word and "
            "save it as a Word document (.docx) or template (.dotx), without a password"
        ) from error


def _house(name: str, main: Any) -> House:
    document = parsed(main.blob)
    related = {kind: list(_related(main, kind)) for kind in ("styles", "numbering", "fontTable", "theme", "settings")}
    if document.tag != f"{_W}document" or not related["styles"]:
        raise UsageError(
            f"the Word template {name} has no styles in the form that Word saves as “Word document (.docx)”; "
            "open it in Word and save it so (not as “Strict Open XML”)"
        )
    roots = {kind: parsed(parts[0].blob) if parts else None for kind, parts in related.items()}
    _check_numbers(roots["styles"], roots["numbering"])
    styles, settings = roots["styles"], roots["settings"]
    assert styles is not None
    section = document.find(f"{_W}body/{_W}sectPr")
    active: list[tuple[str, str]] = []
    return House(
        name=name,
        styles=Cascade(styles, roots["theme"]),
        section=section,
        numbering=roots["numbering"],
        fonts=roots["fontTable"],
        # A theme with parts of its own, pictures mostly, might bring anything; ours takes its place.
        theme=next((part for part in related["theme"] if not len(part.rels)), None),
        furniture=tuple(_furniture(name, main, section, active)),
        first=section is not None and _on(section, "titlePg"),
        even=settings is not None and _on(settings, "evenAndOddHeaders"),
        active=tuple(dict.fromkeys(active)),
    )


def _related(part: Any, kind: str) -> Iterator[Any]:
    for relation in part.rels.values():
        if relation.reltype == f"{_OFFICE}/{kind}" and not relation.is_external:
            yield relation.target_part


def _check_numbers(*parts: Element | None) -> None:
    """Raise ValueError where lists have names that are no numbers: they could not be distinguished from ours."""
    for part in (part for part in parts if part is not None):
        for tag, name in _NUMBERED.items():
            for element in part.iter(_W + tag):
                if not re.fullmatch(r"[0-9]{1,9}", value := element.get(_W + name, "")):
                    raise ValueError(f"a list has the number “{value}”")


def _furniture(name: str, main: Any, section: Element | None, active: list[tuple[str, str]]) -> Iterator[Furniture]:
    """Yield the headers and footers, inert; what is left out of them is added to ``active``."""
    for kind in ("header", "footer"):
        for reference in section.iterchildren(f"{_W}{kind}Reference") if section is not None else ():
            part = main.rels[reference.get(f"{{{R}}}id", "")].target_part
            if not hasattr(part, "element"):
                raise ValueError(f"a {kind} is of the type {part.content_type}")
            for relation in part.rels.values():
                if relation.is_external and not relation.reltype.endswith("/hyperlink"):
                    raise UsageError(
                        f"a {kind} of the Word template {name} links to {relation.target_ref}; "
                        "a copy must be whole without it: in Word, break the link and save the picture in the document"
                    )
            active += [(kind, what) for what in make_inert(part)]
            yield Furniture(kind, reference.get(f"{_W}type", "default"), part)


def _on(parent: Element, tag: str) -> bool:
    switch = find(parent, tag)
    return switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false", "off")

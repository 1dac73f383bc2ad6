"""Headers and footers of a template without what acts by itself, fetches, or runs when somebody clicks on it.

Taken out are embedded objects and controls, documents that are included whole (``altChunk``, ``subDoc``), fields that
may fetch or run something (DDE, INCLUDETEXT, MACROBUTTON and all that are not known to be harmless), and links to
anything but the web, letters and telephones. Words that they show stay.
"""

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from lxml.etree import _Element as Element

from triplicate.formats.word.markup import R, W
from triplicate.later import dataclass, regex

_W, _R = f"{{{W}}}", f"{{{R}}}"

_SAFE_ADDRESS = regex(r"(https?|mailto|tel):", re.IGNORECASE)
_TARGET = regex(r'^\s*\w+\s+(?:\\[lo]\s+"[^"]*"\s*)*(?:"([^"]*)"|([^\s\\"]\S*)|(\\\\\S*))?', re.DOTALL)
"""The address in the code of a HYPERLINK field (17.16.5.25), if it has one; \\\\ begins one in a network of Windows."""

# fmt: off
_HARMLESS = frozenset((
    "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS",
    "COMMENTS", "DOCPROPERTY", "INFO", "FILENAME", "FILESIZE", "DATE", "TIME", "CREATEDATE",
    "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "LASTSAVEDBY", "NUMWORDS", "NUMCHARS",
    "STYLEREF", "REF", "PAGEREF", "SEQ", "IF", "COMPARE", "=", "QUOTE", "SYMBOL", "HYPERLINK",
))
# fmt: on
"""Fields that only say something of the document or of the day (17.16.5); HYPERLINK as far as its address is safe."""

_OBJECTS = {
    "object": "an embedded object",
    "control": "a control",
    "altChunk": "a document that is included whole",
    "subDoc": "a document that is included whole",
}
_HOLDERS = (*_OBJECTS, "drawing", "pict")
"""Elements of a run that hold one thing, which is taken out whole."""


@dataclass(slots=True)
class _Field:
    """A field that is written as several elements: those that make it a field, and its code."""

    marks: list[Element] = field(default_factory=list)
    code: str = ""
    in_code: bool = True
    begins_with_field: bool = False


def make_inert(part: Any) -> tuple[str, ...]:
    """Take out of a part of a Word package what is not inert; return what it was, each once, for people."""
    root: Element = part.element
    dropped = [*_objects(root), *_relations(part), *_simple_fields(root), *_fields(root), *_drawn_links(root)]
    return tuple(dict.fromkeys(dropped))


def _objects(root: Element) -> Iterator[str]:
    for tag, name in _OBJECTS.items():
        for element in list(root.iter(_W + tag)):
            _remove(element)
            yield name
    for element in [one for one in root.iter() if _local(one) == "OLEObject"]:
        _remove(_holder(element))
        yield _OBJECTS["object"]


def _relations(part: Any) -> Iterator[str]:
    for identifier, relation in list(part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external and kind != "hyperlink":
            continue  # such a template is refused
        if relation.is_external and _SAFE_ADDRESS.match(relation.target_ref):
            continue
        media_type = "" if relation.is_external else relation.target_part.content_type
        if kind == "image" and media_type.startswith("image/") and "svg" not in media_type:
            continue
        users = [one for one in part.element.iter() if identifier in _references(one)]
        for element in users:
            if _local(element) == "hyperlink":
                _unwrap(element)
            elif _local(element) in ("hlinkClick", "hlinkHover", "hlinkMouseOver", "svgBlip"):
                _remove(element)
            else:
                _remove(_holder(element))
        del part.rels[identifier]
        if kind == "hyperlink":
            yield f"a link to {relation.target_ref}"
        elif kind == "image":
            yield f"a picture of the kind {media_type}"
        elif users:  # what belongs to objects has gone with them
            yield f"a part of the kind {kind}"


def _simple_fields(root: Element) -> Iterator[str]:
    for element in list(root.iter(f"{_W}fldSimple")):
        code = element.get(f"{_W}instr", "")
        if not _is_harmless(code):
            _unwrap(element)
            yield _named(code)


def _fields(root: Element) -> Iterator[str]:
    open_fields: list[_Field] = []
    done: list[_Field] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}delInstrText"):
        kind = element.get(f"{_W}fldCharType", "")
        if kind == "begin":
            if open_fields and open_fields[-1].in_code and not open_fields[-1].code.strip():
                open_fields[-1].begins_with_field = True
            open_fields.append(_Field())
        elif not open_fields:
            open_fields.append(_Field(begins_with_field=True))
        one = open_fields[-1]
        one.marks.append(element)
        if _local(element) == "instrText":
            one.code += element.text or ""
        elif kind == "separate":
            one.in_code = False
        elif kind == "end":
            done.append(open_fields.pop())
    for one in open_fields:
        one.begins_with_field = True
    for one in (*done, *open_fields):
        if one.begins_with_field or not _is_harmless(one.code):
            for mark in one.marks:
                _remove(mark)
            yield _named(one.code)


def _drawn_links(root: Element) -> Iterator[str]:
    """Take away the addresses that shapes of VML lead to (Part 4, 19.1.2.19)."""
    for element in root.iter():
        address = element.get("href") if isinstance(element.tag, str) else None
        if address is not None and not _SAFE_ADDRESS.match(address):
            del element.attrib["href"]
            yield f"a link to {address}"


def _is_harmless(code: str) -> bool:
    name = _name(code)
    if name not in _HARMLESS:
        return False
    if name != "HYPERLINK":
        return True
    found = _TARGET.match(code)
    address = next((one for one in found.groups() if one), "") if found else ""
    return not address or _SAFE_ADDRESS.match(address) is not None


def _name(code: str) -> str:
    words = code.split(maxsplit=1)
    return "=" if words and words[0].startswith("=") else words[0].upper() if words else ""


def _named(code: str) -> str:
    return f"a field {_name(code)}".rstrip()


def _references(element: Element) -> list[str]:
    return [str(value) for name, value in element.attrib.items() if str(name).startswith(_R)]


def _holder(element: Element) -> Element:
    """Return what holds a thing in its run, else the thing itself."""
    holders = {_W + tag for tag in _HOLDERS}
    return next((one for one in (element, *element.iterancestors()) if one.tag in holders), element)


def _unwrap(element: Element) -> None:
    """Put what is in an element in its place."""
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

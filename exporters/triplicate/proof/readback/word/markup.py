"""Names and values of WordprocessingML (ISO/IEC 29500-1, 17)."""

from collections.abc import Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_FALSE = frozenset({"0", "false", "off", "none"})


def transitional(root: etree._Element) -> etree._Element:
    """Give the names of a document of the strict conformance class their transitional namespaces."""
    if _STRICT not in str(root.nsmap.values()):
        return root
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = _renamed(element.tag)
            for name, value in list(element.attrib.items()):
                if isinstance(name, str) and _STRICT in name:
                    del element.attrib[name]
                    element.set(_renamed(name), value)
    return root


def _renamed(name: str) -> str:
    if _STRICT not in name:
        return name
    uri, _, local = name[1:].rpartition("}")
    parts = uri.removeprefix(_STRICT).split("/", 1)
    return f"{{{_TRANSITIONAL}{parts[0]}/2006/{parts[1]}}}{local}"


def find(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the element that stands at a path of names in the main namespace."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(W + name), None)  # faster than lxml's own search by a path
    return element


Properties = Mapping[str, etree._Element]  # noqa: SLF001  lxml gives the type no other name
"""The elements in a ``pPr`` or ``rPr`` by their names, of which there is one each."""


def properties(element: etree._Element | None) -> Properties:
    """Return the properties in an element, in a mapping: lxml would search for each one again."""
    if element is None:
        return _NO_PROPERTIES
    return {str(child.tag)[len(W) :]: child for child in element.iterchildren(f"{W}*")}


_NO_PROPERTIES: Properties = {}


def value_of(found: Properties, name: str) -> str | None:
    """Return the ``val`` of a property, None if there is no such property or value."""
    element = found.get(name)
    return None if element is None else element.get(f"{W}val")


def value(element: etree._Element | None, *path: str) -> str | None:
    """Return the ``val`` of the element at a path, None if there is no such element or value."""
    found = find(element, *path)
    return None if found is None else found.get(f"{W}val")


def whole(text: str | None) -> int | None:
    """Return a whole number, None for anything else; a length's unit of points is turned into twentieths."""
    if text is None:
        return None
    try:
        return round(float(text.removesuffix("pt")) * 20) if text.endswith("pt") else round(float(text))
    except (ValueError, OverflowError):  # "inf" is a number, and no whole one
        return None


def switched(found: etree._Element | None) -> bool | None:
    """Return whether a property is on or off, None if nothing is said of it (17.17.4)."""
    return None if found is None else (found.get(f"{W}val") or "true") not in _FALSE

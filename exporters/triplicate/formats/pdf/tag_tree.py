"""The structure tree as PDF objects: structure elements, parent tree, ID tree, object references.

ISO 32000-1 14.7 and 14.8; ISO 32000-2 for namespaces and references.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from triplicate.document.lengths import PIXEL
from triplicate.formats.pdf.elements import AttributeValue, Elem
from triplicate.formats.pdf.fragments import Fragment
from triplicate.formats.pdf.painting import TaggedPage, TaggedStream
from triplicate.formats.pdf.profiles import Profile

_NAMESPACE = "http://iso.org/pdf2/ssn"

_ONLY_1_7 = frozenset({"BlockQuote", "Code", "Quote", "Reference", "TOC", "TOCI"})
"""Structure types that the namespace of PDF 2.0 lacks: they stay in that of PDF 1.7 (ISO 32000-2 14.8.6.2)."""

_ROLE_MAP = {"Aside": "Sect", "Em": "Span", "FENote": "Note", "Strong": "Span", "Sub": "Span"}
"""What the structure types of PDF 2.0 are in PDF 1.7. In PDF 2.0 it serves readers that know no namespaces."""

_ONLY_2_0 = frozenset({("FENote", "NoteType"), ("Layout", "TextPosition")})
"""Attributes that PDF 1.7 lacks."""

_ONLY_IN_1_7 = frozenset({("Layout", "BaselineShift")})
"""Attributes that stand in for one of PDF 2.0."""

_MAY_BE_EMPTY = frozenset({"Document", "TD", "TH", "TR", "TBody", "Sub", "LBody"})


class Writer:
    """Writes the tree of one document into a ``pydyf.PDF``.

    ``keys`` makes of a number the key under which the parent tree has something; ``namespace`` is that of PDF 2.0, if
    it is there already. ``ids`` are references by the names of cells and notes, ``elsewhere`` those to structure
    elements that are written in another part of the document. ``named`` are objects that several parts have in common,
    by their names: a note that more than one calls, and the array of its calls.

    ``placed`` has the PDF object of each structure element that was written, in the order of the document;
    ``annotations`` those of each link element, each with its page.
    """

    def __init__(
        self,
        pdf: Any,
        pages: Sequence[TaggedPage],
        profile: Profile,
        keys: Callable[[int], int] = int,
        namespace: Any = None,
    ) -> None:
        self.pdf, self.pages, self.profile = pdf, pages, profile
        # The kids of the page tree are triples of number, generation and "R" (pydyf 0.13).
        self.page_objects = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self.placed: dict[Elem, Any] = {}
        self.ids: dict[str, bytes] = {}
        self.elsewhere: dict[Elem, bytes] = {}
        self.named: dict[str, Any] = {}
        self.parents: list[Any] = []
        self._key = keys
        self._annotations: dict[Element, list[tuple[int, Any]]] = {}
        self.namespace = namespace

    def write(self, document: Elem) -> None:
        """Write the tree from its root on."""
        root = self.root()
        root["K"] = pydyf.Array(self.elements([document], root))
        root["ParentTree"] = self.add({"Nums": self.numbers()}).reference
        root["ParentTreeNextKey"] = len(self.parents)
        self.write_ids(root, self.ids)
        if self.profile.modern:
            self.write_refs()

    def root(self) -> Any:
        """Add the root of the tree."""
        root = self.add({"Type": "/StructTreeRoot"})
        if self.profile.modern:
            self.namespace = self.add({"Type": "/Namespace", "NS": pydyf.String(_NAMESPACE)})
            root["Namespaces"] = pydyf.Array([self.namespace.reference])
        root["RoleMap"] = pydyf.Dictionary({name: f"/{role}" for name, role in _ROLE_MAP.items()})
        self.pdf.catalog["StructTreeRoot"] = root.reference
        return root

    def elements(self, elems: Iterable[Elem], parent: Any) -> list[bytes]:
        """Write structure elements below one that is there, and return references to them."""
        self._find_annotations()
        for page, page_object in zip(self.pages, self.page_objects, strict=True):
            page_object["Tabs"] = "/S"
            for stream in page.streams:
                stream.key = len(self.parents)
                self.parents.append([None] * len(stream.fragments))
                holder = page_object if _is_own(stream) else stream.extra
                holder["StructParents"] = self._key(stream.key)
        return [self._element(elem, parent).reference for elem in elems if self._is_worth_writing(elem)]

    def write_ids(self, root: Any, ids: Mapping[str, bytes]) -> None:
        """Let the root of the tree lead from names to cells and notes."""
        if ids:
            names = [part for name in sorted(ids) for part in (pydyf.String(name), ids[name])]
            root["IDTree"] = self.add({"Names": pydyf.Array(names)}).reference

    def add(self, values: dict[str, Any]) -> Any:
        """Add a dictionary as an object of its own."""
        dictionary = pydyf.Dictionary(values)
        self.pdf.add_object(dictionary)
        return dictionary

    def point(self, page: int, x: float, y: float) -> tuple[float, float]:
        """Return a point of a page in points from the bottom left, given in CSS pixels from the top left."""
        return round(x * PIXEL, 3), round((self.pages[page].height - y) * PIXEL, 3)

    def _find_annotations(self) -> None:
        for number, page in enumerate(self.pages):
            for _, _, _, box in page.links:
                annotation = box.link_annotation
                annotation["F"] = 4  # Print: PDF/A-2 6.3.2
                self._annotations.setdefault(box.element, []).append((number, annotation))

    def numbers(self) -> Any:
        """Return what the parent tree says of the pages: by keys, the elements whose content they are."""
        numbers = pydyf.Array()
        for key, value in enumerate(self.parents):
            if isinstance(value, list):
                elements = pydyf.Array(value)
                self.pdf.add_object(elements)
                value = elements.reference  # noqa: PLW2901
            numbers += [self._key(key), value]
        return numbers

    def write_refs(self) -> None:
        """Let elements lead to those that they refer to."""
        known = self.elsewhere | {elem: dictionary.reference for elem, dictionary in self.placed.items()}
        for elem, dictionary in self.placed.items():
            if elem.again and elem.role == "FENote":
                self.named[note_named(elem.again)] = dictionary
                dictionary["Ref"] = self.in_common(calls_named(elem.again)).reference
            elif refs := [known[ref] for ref in elem.refs if ref in known]:
                dictionary["Ref"] = pydyf.Array(refs)
            elif elem.again:
                dictionary["Ref"] = pydyf.Array([self.in_common(note_named(elem.again)).reference])

    def in_common(self, name: str) -> Any:
        """Return the array that has a name, or what stands here for an object of another part."""
        if name not in self.named:
            self.named[name] = pydyf.Array()
            self.pdf.add_object(self.named[name])
        return self.named[name]

    # One structure element

    def _element(self, elem: Elem, parent: Any) -> Any:
        """Write one structure element and its descendants."""
        dictionary = self.add({"Type": "/StructElem", "S": f"/{elem.role}", "P": parent.reference})
        self.placed[elem] = dictionary
        if self.namespace is not None and elem.role not in _ONLY_1_7:
            dictionary["NS"] = self.namespace.reference
        if elem.id:
            dictionary["ID"] = pydyf.String(elem.id)
            self.ids[elem.id] = dictionary.reference
        named = elem.title if elem.role in ("Aside", "Sect") and elem.title else None
        texts = {"T": named, "Lang": elem.lang, "Alt": elem.alt, "ActualText": elem.actual, "E": elem.expansion}
        dictionary.update({key: pydyf.String(text) for key, text in texts.items() if text is not None})
        kids = pydyf.Array()
        page = next((kid.page for kid in elem.kids if isinstance(kid, Fragment)), None)
        for kid in elem.kids:
            if isinstance(kid, Elem):
                if self._is_worth_writing(kid):
                    kids.append(self._element(kid, dictionary).reference)
            else:
                kids.append(self._content(kid, page, dictionary))
        if elem.role == "Link" and elem.source is not None:
            kids += [self._object(elem, dictionary, *one) for one in self._annotations.get(elem.source, ())]
        if page is not None:
            dictionary["Pg"] = self.page_objects[page].reference
        if kids:
            dictionary["K"] = kids
        self._attributes(elem, dictionary)
        return dictionary

    def _is_worth_writing(self, elem: Elem) -> bool:
        """Tell whether an element has content, or means something without."""
        return (
            elem.role in _MAY_BE_EMPTY
            or elem.source in self._annotations
            or any(isinstance(kid, Fragment) or self._is_worth_writing(kid) for kid in elem.kids)
        )

    def _content(self, fragment: Fragment, page: int | None, parent: Any) -> Any:
        """Return the reference to a fragment's marked content, and enter it in the parent tree."""
        stream = fragment.stream
        self.parents[stream.key][fragment.mcid] = parent.reference
        own = _is_own(stream)
        if own and fragment.page == page:
            return fragment.mcid
        content = pydyf.Dictionary(
            {"Type": "/MCR", "Pg": self.page_objects[fragment.page].reference, "MCID": fragment.mcid}
        )
        if not own:
            content["Stm"] = stream.reference
        return content

    def _object(self, elem: Elem, parent: Any, page: int, annotation: Any) -> Any:
        """Return the reference to a link annotation, and enter it in the parent tree."""
        annotation["StructParent"] = self._key(len(self.parents))
        self.parents.append(parent.reference)
        annotation["Contents"] = pydyf.String(elem.title)
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.page_objects[page].reference})

    def _attributes(self, elem: Elem, dictionary: Any) -> None:
        groups = []
        if elem.role in ("Figure", "Formula"):
            self._bounding_box(elem)
        for owner, values in elem.attributes.items():
            group = pydyf.Dictionary({"O": f"/{owner}"})
            for name, value in values.items():
                if (owner, name) not in (_ONLY_IN_1_7 if self.profile.modern else _ONLY_2_0):
                    group[name] = self._value(name, value)
            if len(group) > 1:
                groups.append(group)
        if groups:
            dictionary["A"] = groups[0] if len(groups) == 1 else pydyf.Array(groups)

    def _value(self, name: str, value: AttributeValue) -> Any:
        match name, value:
            case "Headers", list():
                return pydyf.Array([pydyf.String(one) for one in value])
            case "ListNumbering", "/Description" if not self.profile.modern:
                return "/None"
            case "MSFT_MathML", str():
                # Where Word puts it, and where NVDA (2025.2) and Firefox look for it; PDF/A-2 and PDF/A-4 let no file
                # be attached that could hold it.
                return pydyf.String(value)
            case _:
                return value

    def _bounding_box(self, elem: Elem) -> None:
        """Set the rectangle of a picture, in points of its page (ISO 32000-1 14.8.5.4.3)."""
        pictures = [kid for kid in elem.kids if isinstance(kid, Fragment)]
        for picture in pictures:
            box = picture.box
            x, y = box.content_box_x(), box.content_box_y()
            left, top = self.point(picture.page, x, y)
            right, bottom = self.point(picture.page, x + box.width, y + box.height)
            elem.set("Layout", "BBox", pydyf.Array([left, bottom, right, top]))
            inline = "inline" in box.style["display"]
            elem.set("Layout", "Placement", "/Inline" if inline else "/Block")


def note_named(number: int) -> str:
    """Return the name of a note that more than one part of a document calls."""
    return f"note {number}"


def calls_named(number: int) -> str:
    """Return the name of the array of its calls."""
    return f"calls of note {number}"


def _is_own(stream: TaggedStream) -> bool:
    """Tell whether it is the content stream of its page, not of a group in it."""
    return bool(stream.number == stream.page.stream.number)

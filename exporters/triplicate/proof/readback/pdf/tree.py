"""The structure tree: elements with their standard types, attributes and content (ISO 32000-1, 14.7; 32000-2, 14.8)."""

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Any, NamedTuple

import pikepdf

from triplicate.errors import UnreadableError
from triplicate.later import dataclass
from triplicate.proof.readback.pdf.form_fields import field_name, field_value
from triplicate.proof.readback.pdf.objects import NONE, Dictionary, Objects, Reference, name, reference_of, text
from triplicate.proof.readback.pdf.sequence import OF_PAGE, StreamKey

DEEPEST = 150
_LONGEST_MAPPING = 16

# The standard structure types of PDF 1.7 and 2.0. A type that only 2.0 knows keeps its meaning in older files too,
# where the role map sends it to what 1.7 has: it says more.
STANDARD = frozenset(
    (
        *(
            "Document",
            "DocumentFragment",
            "Part",
            "Art",
            "Sect",
            "Div",
            "Aside",
            "BlockQuote",
            "Caption",
            "TOC",
            "TOCI",
        ),
        *("Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "L", "LI", "Lbl"),
        *("LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Sub", "Quote", "Note", "FENote"),
        *("Reference", "BibEntry", "Code", "Em", "Strong", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT"),
        *("WP", "Figure", "Formula", "Form", "Artifact"),
    )
)


class MarkedContentReference(NamedTuple):
    """A marked-content sequence that an element holds, by its place."""

    key: StreamKey
    mcid: int


@dataclass(slots=True, eq=False)
class Annotation:
    """An annotation that an element holds: where it leads, an address or a destination as a plain value.

    ``name`` and ``value`` are those of a form field.
    """

    kind: str
    uri: str = ""
    destination: Any = None
    name: str = ""
    value: str = ""


_NO_ATTRIBUTES: Dictionary = {}


@dataclass(slots=True, eq=False)
class Element:
    """A structure element; ``attributes`` are those of all owners by name, ``number`` its object's number.

    ``title`` is its own name (14.7.2, table 323). ``files`` are those that are associated with it, the streams by
    their numbers, each with its media type as a name.
    """

    role: str
    kids: "Sequence[Element | MarkedContentReference | Annotation]"
    number: Reference
    lang: str | None = None
    alt: str | None = None
    actual: str | None = None
    expansion: str = ""
    id: str | None = None
    title: str = ""
    attributes: Dictionary = field(default_factory=lambda: _NO_ATTRIBUTES)
    refs: tuple[Reference, ...] = ()
    files: tuple[tuple[str, Reference], ...] = ()

    def name(self, attribute: str) -> str:
        """Return an attribute that is a name, without its slash; "" if it is missing."""
        return name(self.attributes.get(attribute))

    def whole(self, attribute: str, default: int = 1) -> int:
        """Return an attribute that is a whole number."""
        value = self.attributes.get(attribute)
        return value if isinstance(value, int) else default

    def number_of(self, attribute: str) -> float:
        """Return an attribute that is a number, 0 if it is missing."""
        value = self.attributes.get(attribute)
        return float(value) if isinstance(value, (int, float)) else 0.0

    def texts(self, attribute: str) -> tuple[str, ...]:
        """Return the texts of an attribute that is an array of them."""
        value = self.attributes.get(attribute)
        return tuple(text(one) or "" for one in value) if isinstance(value, list) else ()


class TreeReader:
    """Reads the structure tree of a file; ``pages`` maps page objects to their numbers from 0."""

    def __init__(self, objects: Objects) -> None:
        self.pages = {reference: number for number, reference in enumerate(objects.pages)}
        self._objects = objects
        found = objects.pdf.Root.get("/StructTreeRoot")
        self._root = self._objects.fetch(found) if isinstance(found, pikepdf.Dictionary) else {}
        self._classes = self._objects.dictionary(self._root.get("/ClassMap"))
        self._roles = self._mapping(self._root.get("/RoleMap"))
        self._standard: dict[tuple[str, Reference], str] = {}
        self._seen: set[Reference] = set()
        self._last: StreamKey = (-1, OF_PAGE)

    def read(self) -> list[Element]:
        """Return the elements at the top. Raises UnreadableError for a tree that runs in a circle or too deep."""
        found = [kid for kid in self._kids(self._root, None, 0) if isinstance(kid, Element)]
        self._seen.clear()
        return found

    def _kids(
        self, parent: Dictionary, page: int | None, depth: int
    ) -> Sequence[Element | MarkedContentReference | Annotation]:
        result: list[Element | MarkedContentReference | Annotation] = []
        for kid in self._objects.each(parent.get("/K")):
            if isinstance(kid, int):
                if page is not None:
                    result.append(MarkedContentReference(self._key(page), kid))
            elif (found := self._kid(kid, page, depth)) is not None:
                result.append(found)
        return tuple(result)

    def _key(self, page: int) -> StreamKey:
        """Return what the identifiers of a page count in, the same for all of them."""
        if self._last[0] != page:
            self._last = page, OF_PAGE
        return self._last

    def _kid(self, kid: Any, page: int | None, depth: int) -> Element | MarkedContentReference | Annotation | None:
        found = self._objects.resolve(kid)
        if isinstance(found, int):
            return None if page is None else MarkedContentReference(self._key(page), found)
        if not isinstance(found, dict):
            return None
        match found.get("/Type"):
            case "/MCR":
                page = self._page(found, page)
                stream = reference_of(found.get("/Stm"))
                key = stream if stream != NONE else self._key(page) if page is not None else None
                mcid = self._objects.resolve(found.get("/MCID"))
                return MarkedContentReference(key, mcid) if key is not None and isinstance(mcid, int) else None
            case "/OBJR":
                annotation = self._objects.object(reference_of(found.get("/Obj")))
                return self._annotation(annotation) if isinstance(annotation, pikepdf.Dictionary) else None
            case _:
                return self._element(found, reference_of(kid), page, depth)

    def _element(self, found: Dictionary, number: Reference, page: int | None, depth: int) -> Element:
        if number != NONE:
            if number in self._seen:
                raise UnreadableError("an element stands in the structure tree twice, or in itself")
            self._seen.add(number)
        if depth > DEEPEST:
            raise UnreadableError(f"the structure tree is nested more than {DEEPEST} elements deep")
        page = self._page(found, page)
        element = Element(self._role(found), self._kids(found, page, depth + 1), number)
        # Most elements say nothing more.
        if "/Lang" in found:
            element.lang = self._text(found, "/Lang")
        if "/Alt" in found:
            element.alt = self._text(found, "/Alt")
        if "/ActualText" in found:
            element.actual = self._text(found, "/ActualText")
        if "/E" in found:
            element.expansion = self._text(found, "/E") or ""
        if "/T" in found:
            element.title = self._text(found, "/T") or ""
        if "/ID" in found:
            element.id = self._text(found, "/ID")
        if "/A" in found or "/C" in found:
            element.attributes = dict(self._attributes(found))
        if "/Ref" in found:
            element.refs = tuple(map(reference_of, self._objects.each(found["/Ref"])))
        if "/AF" in found:
            element.files = tuple(self._files(found["/AF"]))
        return element

    def _annotation(self, found: pikepdf.Dictionary) -> Annotation:
        kind = str(found.get("/Subtype", ""))[1:]
        if kind == "Widget":
            return Annotation(kind, name=field_name(found), value=field_value(found))
        action = found.get("/A")
        if isinstance(action, pikepdf.Dictionary):
            uri = action.get("/URI")
            destination = action.get("/SD", action.get("/D"))
            return Annotation(kind, str(uri) if uri is not None else "", self._objects.plain(destination))
        return Annotation(kind, "", self._objects.plain(found.get("/Dest")))

    def _files(self, value: Any) -> Iterator[tuple[str, Reference]]:
        for one in self._objects.each(value):
            embedded = self._objects.dictionary(self._objects.dictionary(one).get("/EF"))
            number = reference_of(embedded.get("/F", embedded.get("/UF")))
            stream = self._objects.object(number)
            if isinstance(stream, pikepdf.Stream):
                yield str(stream.get("/Subtype", "")), number

    def _text(self, found: Dictionary, key: str) -> str | None:
        return text(self._objects.resolve(found[key]))

    def _page(self, found: Dictionary, page: int | None) -> int | None:
        return self.pages.get(reference_of(found["/Pg"]), page) if "/Pg" in found else page

    def _role(self, found: Dictionary) -> str:
        """Return an element's type, mapped to a standard one if need be (14.7.3; 32000-2, 14.7.4)."""
        role, space = name(self._objects.resolve(found.get("/S"))), reference_of(found.get("/NS"))
        if (role, space) not in self._standard:
            mapped = self._mapping(self._objects.dictionary(found.get("/NS")).get("/RoleMapNS"))
            self._standard[role, space] = _standard(role, self._roles | mapped)
        return self._standard[role, space]

    def _mapping(self, value: Any) -> dict[str, str]:
        found = self._objects.dictionary(value)
        return {key[1:]: target for key, one in found.items() if (target := self._mapped(one))}

    def _mapped(self, value: Any) -> str:
        """Return the type that a role map leads to: a name, or a name and its namespace."""
        found = self._objects.resolve(value)
        return name(self._objects.resolve(found[0])) if isinstance(found, list) and found else name(found)

    def _attributes(self, found: Dictionary) -> Iterator[tuple[str, Any]]:
        """Yield attributes, those given in place after those of the element's classes, which they override (14.7.5)."""
        classes = map(self._objects.resolve, self._objects.each(found.get("/C")))
        groups = [self._classes.get(one) for one in classes if isinstance(one, str)]
        for value in (*groups, found.get("/A")):
            for group in self._objects.each(value):
                for key, attribute in self._objects.dictionary(group).items():
                    if key != "/O":
                        yield key[1:], self._objects.resolve(attribute)


def _standard(role: str, roles: Dictionary) -> str:
    for _ in range(_LONGEST_MAPPING):
        if role in STANDARD or role not in roles:
            break
        role = roles[role]
    return role

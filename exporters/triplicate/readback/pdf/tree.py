"""The structure tree: elements with their standard types, attributes and content (ISO 32000-1, 14.7; 32000-2, 14.8)."""

from dataclasses import dataclass, field
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from triplicate.errors import UnreadableError
from triplicate.readback.pdf.content import Key

DEEPEST = 150
_LONGEST_MAPPING = 16

# The standard structure types of PDF 1.7 and 2.0. A type that only 2.0 knows is taken at its word in older files
# too, where the role map sends it to what 1.7 has: it says more.
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


@dataclass(slots=True, eq=False)
class Content:
    """A marked-content sequence that an element holds."""

    key: Key
    mcid: int


@dataclass(slots=True, eq=False)
class Annotation:
    """An annotation that an element holds; ``target`` is where it leads: an address or a destination object."""

    kind: str
    uri: str = ""
    destination: Object | None = None


@dataclass(slots=True, eq=False)
class Element:
    """A structure element; ``attributes`` are those of all owners by name, ``number`` its object's number."""

    role: str
    kids: "list[Element | Content | Annotation]" = field(default_factory=list)
    attributes: dict[str, Object] = field(default_factory=dict)
    lang: str | None = None
    alt: str | None = None
    actual: str | None = None
    expansion: str = ""
    id: str | None = None
    number: tuple[int, int] = (0, 0)
    refs: tuple[tuple[int, int], ...] = ()

    def name(self, attribute: str) -> str:
        """Return an attribute that is a name, without its slash; "" if it is missing."""
        value = self.attributes.get(attribute)
        return str(value)[1:] if isinstance(value, Name) else ""

    def whole(self, attribute: str, default: int = 1) -> int:
        """Return an attribute that is a whole number."""
        value = self.attributes.get(attribute)
        return int(value) if isinstance(value, int) else default

    def number_of(self, attribute: str) -> float:
        """Return an attribute that is a number, 0 if it is missing."""
        value = self.attributes.get(attribute)
        return float(value) if isinstance(value, (int, Decimal)) else 0.0


class TreeReader:
    """Reads the structure tree of a file; ``pages`` maps page objects to their numbers from 0."""

    def __init__(self, pdf: Pdf) -> None:
        self.root = pdf.Root.get("/StructTreeRoot")
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.roles = self._mapping(self.root.get("/RoleMap")) if isinstance(self.root, Dictionary) else {}
        self.classes = self.root.get("/ClassMap") if isinstance(self.root, Dictionary) else None
        self.namespaces: dict[tuple[int, int], dict[str, str]] = {}
        self.known: dict[str, str] = {}
        self.seen: set[tuple[int, int]] = set()

    def read(self) -> list[Element]:
        """Return the elements at the top. Raises UnreadableError for a tree that runs in a circle or too deep."""
        if not isinstance(self.root, Dictionary):
            return []
        return [kid for kid in self._kids(self.root, None, 0) if isinstance(kid, Element)]

    def _kids(self, parent: Dictionary, page: int | None, depth: int) -> "list[Element | Content | Annotation]":
        kids = parent.get("/K")
        if kids is None:
            return []
        result: list[Element | Content | Annotation] = []
        for kid in kids if isinstance(kids, Array) else (kids,):
            if isinstance(kid, int):
                if page is not None:
                    result.append(Content((page, -1), kid))
            elif isinstance(kid, Dictionary):
                found = self._kid(kid, page, depth)
                if found is not None:
                    result.append(found)
        return result

    def _kid(self, kid: Dictionary, page: int | None, depth: int) -> "Element | Content | Annotation | None":
        kind = kid.get("/Type")
        if kind == Name.MCR:
            page = self._page(kid, page)
            stream = kid.get("/Stm")
            key = stream.objgen if isinstance(stream, Stream) else (page, -1) if page is not None else None
            mcid = kid.get("/MCID")
            return Content(key, mcid) if key is not None and isinstance(mcid, int) else None
        if kind == Name.OBJR:
            annotation = kid.get("/Obj")
            return _annotation(annotation) if isinstance(annotation, Dictionary) else None
        return self._element(kid, page, depth)

    def _element(self, found: Dictionary, page: int | None, depth: int) -> Element:
        number = found.objgen
        if number != (0, 0):
            if number in self.seen:
                raise UnreadableError("an element stands in the structure tree twice, or in itself")
            self.seen.add(number)
        if depth > DEEPEST:
            raise UnreadableError(f"the structure tree is nested more than {DEEPEST} elements deep")
        page = self._page(found, page)
        refs = found.get("/Ref")
        return Element(
            role=self._role(found),
            kids=self._kids(found, page, depth + 1),
            attributes=self._attributes(found),
            lang=_text(found, "/Lang"),
            alt=_text(found, "/Alt"),
            actual=_text(found, "/ActualText"),
            expansion=_text(found, "/E") or "",
            id=_text(found, "/ID"),
            number=number,
            refs=tuple(ref.objgen for ref in refs) if isinstance(refs, Array) else (),
        )

    def _page(self, found: Dictionary, page: int | None) -> int | None:
        own = found.get("/Pg")
        return page if own is None else self.pages.get(own.objgen, page)

    def _role(self, found: Dictionary) -> str:
        """Return an element's type, mapped to a standard one if need be (14.7.3; 32000-2, 14.7.4)."""
        role = str(found.get("/S", ""))[1:]
        space = found.get("/NS")
        roles = self.roles
        if isinstance(space, Dictionary):
            if space.objgen not in self.namespaces:
                self.namespaces[space.objgen] = self._mapping(space.get("/RoleMapNS"))
            roles = {**self.roles, **self.namespaces[space.objgen]} if self.namespaces[space.objgen] else roles
        for _ in range(_LONGEST_MAPPING):
            if role in STANDARD or role not in roles:
                break
            role = roles[role]
        return role

    @staticmethod
    def _mapping(found: Object | None) -> dict[str, str]:
        if not isinstance(found, Dictionary):
            return {}
        result = {}
        for name, value in found.items():
            target = value[0] if isinstance(value, Array) and len(value) else value
            if isinstance(target, Name):
                result[name[1:]] = str(target)[1:]
        return result

    def _attributes(self, found: Dictionary) -> dict[str, Object]:
        """Return attributes, those given in place over those of the element's classes (14.7.5)."""
        result: dict[str, Object] = {}
        if isinstance(self.classes, Dictionary) and (names := found.get("/C")) is not None:
            for name in names if isinstance(names, Array) else (names,):
                if isinstance(name, Name):
                    _collect(self.classes.get(str(name)), result)
        _collect(found.get("/A"), result)
        return result


def _collect(found: Object | None, result: dict[str, Object]) -> None:
    for group in found if isinstance(found, Array) else (found,):
        if isinstance(group, Dictionary):
            result.update((name[1:], value) for name, value in group.items() if name != "/O")


def _text(found: Dictionary, key: str) -> str | None:
    value = found.get(key)
    return str(value) if isinstance(value, String) else None


def _annotation(found: Dictionary) -> Annotation:
    kind = str(found.get("/Subtype", ""))[1:]
    action = found.get("/A")
    if isinstance(action, Dictionary):
        uri = action.get("/URI")
        destination = action.get("/SD", action.get("/D"))
        return Annotation(kind, str(uri) if uri is not None else "", destination)
    return Annotation(kind, "", found.get("/Dest"))

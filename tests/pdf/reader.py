"""A reader of tagged PDF on pikepdf: the structure tree with its text, and all text by what marks it.

It shares no code with the exporter. Text comes from the glyphs by each font's ToUnicode table, or from ActualText.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

Place = tuple[int, int, int]
"""A piece of marked content: page from 1, object number of its stream (0: the page's own), identifier."""


@dataclass(eq=False)
class Node:
    """A structure element. `role` is as written, `standard` after the role map."""

    role: str
    standard: str
    parent: "Node | None" = None
    kids: "list[Node | str]" = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    annotations: list[pikepdf.Dictionary] = field(default_factory=list)
    attributes: dict[str, object] = field(default_factory=dict)
    lang: str = ""
    alt: str = ""
    actual: str = ""
    expansion: str = ""
    id: str = ""
    source: pikepdf.Dictionary | None = None

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def all(self, *roles: str) -> "list[Node]":
        return [node for node in self.walk() if node.role in roles]

    def one(self, role: str) -> "Node":
        (node,) = self.all(role)
        return node

    @property
    def children(self) -> "list[Node]":
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def roles(self) -> list[str]:
        return [kid.role for kid in self.children]

    @property
    def text(self) -> str:
        return self.actual or "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    @property
    def pages(self) -> set[int]:
        return {place[0] for node in self.walk() for place in node.places}


@dataclass
class File:
    """A file: its `tree`, its text by what marks it. `artifacts` are (page, type, subtype, text)."""

    pdf: pikepdf.Pdf
    tree: Node
    content: dict[Place, str]
    artifacts: list[tuple[int, str, str, str]]
    untagged: list[str]
    orphans: list[str]

    @property
    def xmp(self) -> str:
        return self.pdf.Root.Metadata.read_bytes().decode()

    @property
    def bookmarks(self) -> list[tuple[int, str]]:
        found = []

        def walk(item: pikepdf.Dictionary, level: int) -> None:
            child = item.get("/First")
            while child is not None:
                found.append((level, str(child.Title)))
                walk(child, level + 1)
                child = child.get("/Next")

        walk(self.pdf.Root.Outlines, 1)
        return found


def read(data: bytes) -> File:
    pdf = pikepdf.open(BytesIO(data))
    content: dict[Place, str] = {}
    artifacts: list[tuple[int, str, str, str]] = []
    untagged: list[str] = []
    for number, page in enumerate(pdf.pages, start=1):
        _Interpreter(number, content, artifacts, untagged).run(page, page.Resources, 0, None)
    root = pdf.Root.StructTreeRoot
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    used: set[Place] = set()
    tree = _node(root.K[0], None, root, numbers, content, used)
    orphans = [text for place, text in content.items() if place not in used and text.strip()]
    return File(pdf, tree, content, artifacts, untagged, orphans)


def _node(source, parent, root, numbers, content, used) -> Node:
    role = str(source.S)[1:]
    roles = root.get("/RoleMap", {})
    node = Node(role, str(roles.get(f"/{role}", f"/{role}"))[1:], parent, source=source)
    for key, name in (
        ("/Lang", "lang"),
        ("/Alt", "alt"),
        ("/ActualText", "actual"),
        ("/E", "expansion"),
        ("/ID", "id"),
    ):
        setattr(node, name, str(source.get(key, "")))
    for group in _several(source.get("/A")):
        node.attributes.update({f"{group.O}{key}"[1:]: _plain(value) for key, value in group.items() if key != "/O"})
    for kid in _several(source.get("/K")):
        if isinstance(kid, int):
            _take(node, (numbers[source.Pg.objgen], 0, kid), content, used)
        elif kid.get("/Type") == "/OBJR":
            node.annotations.append(kid.Obj)
        elif kid.get("/Type") == "/MCR":
            stream = kid.Stm.objgen[0] if "/Stm" in kid else 0
            _take(node, (numbers[kid.Pg.objgen], stream, int(kid.MCID)), content, used)
        else:
            assert kid.P.objgen == source.objgen, "a structure element does not name its parent"
            node.kids.append(_node(kid, node, root, numbers, content, used))
    return node


def _several(value) -> list:
    """Return what may be absent, one value or an array of them, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _take(node: Node, place: Place, content, used) -> None:
    assert place not in used, f"{place} belongs to two structure elements"
    used.add(place)
    node.places.append(place)
    node.kids.append(content[place])


def _plain(value: object) -> object:
    if isinstance(value, pikepdf.Array):
        return [_plain(one) for one in value]
    return str(value).removeprefix("/") if isinstance(value, pikepdf.Name | pikepdf.String) else float(value)


class _Interpreter:
    """Runs a content stream and notes the text of each piece of marked content."""

    def __init__(self, page, content, artifacts, untagged) -> None:
        self.page, self.content, self.artifacts, self.untagged = page, content, artifacts, untagged
        self.fonts: dict[object, dict[int, str]] = {}

    def run(self, source, resources, stream: int, outer: list[str] | None) -> None:
        """`outer` gathers the text of the marked content that a form stands in."""
        font: dict[int, str] = {}
        marks: list[tuple[object, list[str]]] = []
        for operands, operator in pikepdf.parse_content_stream(source):
            match str(operator):
                case "BDC" | "BMC":
                    marks.append(((operands[0], operands[1] if len(operands) > 1 else {}), []))
                    assert len(marks) == 1, "marked content is nested"
                    assert outer is None, "marked content stands inside marked content"
                case "EMC":
                    (tag, properties), texts = marks.pop()
                    self.close(str(tag), properties, _spoken(texts), stream)
                case "Tf":
                    font = self.font(resources.Font[operands[0]])
                case "Tj" | "TJ":
                    parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                    glyphs = [
                        glyph
                        for part in parts
                        if isinstance(part, pikepdf.String)
                        for glyph in _decoded(bytes(part), font)
                    ]
                    if marks:
                        marks[-1][1].extend(glyphs)
                    elif outer is not None:
                        outer.extend(glyphs)
                    elif "".join(glyphs).strip():
                        self.untagged.append("".join(glyphs))
                case "Do":
                    form = resources.XObject[operands[0]]
                    if form.get("/Subtype") == "/Form":
                        inside = marks[-1][1] if marks else outer
                        self.run(form, form.get("/Resources", resources), form.objgen[0], inside)
                    elif not marks and outer is None:
                        self.untagged.append(f"picture {operands[0]}")
                case "f" | "F" | "f*" | "S" | "s" | "B" | "b" | "B*" | "b*" | "sh":
                    if not marks and outer is None:
                        self.untagged.append(f"drawing {operator}")
        assert not marks, "marked content is not closed"

    def close(self, tag: str, properties, text: str, stream: int) -> None:
        if "/ActualText" in properties:
            text = str(properties["/ActualText"])
        if tag == "/Artifact":
            kind, sub = (str(properties.get(key, "/"))[1:] for key in ("/Type", "/Subtype"))
            self.artifacts.append((self.page, kind, sub, text))
        elif "/MCID" in properties:
            self.content[self.page, stream, int(properties["/MCID"])] = text
        else:
            self.untagged.append(text)

    def font(self, font) -> dict[int, str]:
        key = font.objgen
        if key not in self.fonts:
            self.fonts[key] = _unicode(font.ToUnicode.read_bytes().decode("latin-1"))
        return self.fonts[key]


def _decoded(codes: bytes, font: dict[int, str]) -> list[str]:
    return [font.get(int.from_bytes(codes[i : i + 2]), "\ufffd") for i in range(0, len(codes), 2)]


def _spoken(glyphs: list[str]) -> str:
    """Return the text of glyphs: those of a line from right to left stand in the order in which they are seen."""
    if not any(unicodedata.bidirectional(character) in ("R", "AL") for glyph in glyphs for character in glyph):
        return "".join(glyphs)
    text = "".join(reversed(glyphs))
    return re.sub(r"[0-9][0-9:.,]*[0-9]", lambda number: number[0][::-1], text)


def _unicode(cmap: str) -> dict[int, str]:
    table = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block):
            table[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return table

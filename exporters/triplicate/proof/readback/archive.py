"""Zip archives and XML of any origin, read within bounds.

A file may be damaged, encrypted or hostile: an archive that unpacks to more than memory should hold, XML whose
entities grow without end or reach for other files, elements nested without end. All of that is an
:class:`UnreadableError`, and nothing is ever fetched.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from html.entities import name2codepoint
from posixpath import normpath

from lxml import etree

from triplicate.errors import UnreadableError

LARGEST_PART = 256 * 1024 * 1024
LARGEST_ARCHIVE = 1024 * 1024 * 1024
DEEPEST = 160

_ENCRYPTED = 0x1
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A step for every level is many times faster than a walk in Python.
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")


class Archive:
    """The parts of a zip archive, by name; ``name`` is what messages call the file."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open an archive. Raises UnreadableError if it is none, or is encrypted."""
        self.name = name
        self._left = LARGEST_ARCHIVE
        if data.startswith(_COMPOUND_FILE):
            raise UnreadableError(f"{name}: it is encrypted, or in an older format: save it anew without a password")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableError(f"{name}: the archive is damaged: {error}") from error
        self._names = {info.filename: info for info in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return part in self._names

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the archive."""
        return tuple(self._names)

    def read(self, part: str) -> bytes:
        """Return the bytes of a part. Raises UnreadableError if it is missing, damaged, encrypted or too large."""
        info = self._names.get(part)
        if info is None:
            raise UnreadableError(f"{self.name}: the part {part} is missing")
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError(f"{self.name}: the part {part} is encrypted")
        bound = min(LARGEST_PART, self._left)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(bound + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise UnreadableError(f"{self.name}: the part {part} is damaged: {error}") from error
        if len(data) > bound:
            raise UnreadableError(f"{self.name}: the part {part} unpacks to more than {bound // 1024**2} MB")
        self._left -= len(data)
        return data

    def xml(self, part: str) -> etree._Element:
        """Return the root element of a part. Raises UnreadableError as :func:`parsed` does."""
        return parsed(self.read(part), f"{self.name}: the part {part}")


def parsed(data: bytes, what: str) -> etree._Element:
    """Return the root element of XML. Raises UnreadableError if it is not well-formed or nested too deeply."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{what} is not well-formed XML: {error}") from error
    check_depth(root, what)
    expand_entities(root)
    return root


def check_depth(root: etree._Element, what: str) -> None:
    """Raise UnreadableError if elements are nested more than :data:`DEEPEST` deep."""
    if _TOO_DEEP(root):
        raise UnreadableError(f"{what} is nested more than {DEEPEST} elements deep")


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; "" for comments, entities and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: etree._Element) -> str:
    """Return the words in an element, white space single."""
    return " ".join("".join(map(str, element.itertext("*"))).split())


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the child elements, leaving out comments and the like."""
    for child in element:
        if isinstance(child.tag, str):
            yield child


def expand_entities(root: etree._Element) -> None:
    """Put characters in the place of entities: those that every HTML reader knows, and short ones that a part declares.

    What a part declares with other entities or elements in it, or in another file, says nothing. The parser refuses
    a part whose entities grow without end.
    """
    nodes = list(root.iter(etree.Entity))
    declared = _declared_entities(root) if nodes else {}
    for node in nodes:
        name = (node.text or "").strip("&;")
        text = declared.get(name) or (chr(name2codepoint[name]) if name in name2codepoint else "")
        _replace(node, text + (node.tail or ""))


def _declared_entities(root: etree._Element) -> dict[str, str]:
    """Return the entities that a part declares as plain words."""
    subset = root.getroottree().docinfo.internalDTD
    entities = subset.entities() if subset is not None else ()  # type: ignore[attr-defined]  # lxml-stubs lacks it
    declared = ((one.name, one.content or "") for one in entities)
    return {name: text for name, text in declared if not {"&", "<"} & set(text)}


def _replace(node: etree._Element, text: str) -> None:
    """Put text in the place of a node and of what follows it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    node.tail = None
    parent.remove(node)


def resolved(base: str, reference: str) -> str:
    """Return the name of the part that a relative reference in the part ``base`` leads to, inside the archive."""
    folder = base.rpartition("/")[0]
    path = reference if reference.startswith("/") else f"{folder}/{reference}"
    return normpath(f"/{path.lstrip('/')}")[1:]

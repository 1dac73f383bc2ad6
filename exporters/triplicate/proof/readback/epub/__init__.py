"""An EPUB as it is met: its content documents in the order of the spine, its navigation beside them."""

from collections.abc import Iterable
from functools import partial
from urllib.parse import unquote

from lxml import etree

from triplicate.proof.outline.entry import Entry, Fault, Navigation, Outline, Role, Span
from triplicate.proof.outline.looks import Seen
from triplicate.proof.readback.archive import Archive, local_name, resolved
from triplicate.proof.readback.content.blocks import ContentReader
from triplicate.proof.readback.content.hiding import StyleSheets
from triplicate.proof.readback.content.inlines import kinds
from triplicate.proof.readback.content.notes import contents_entries
from triplicate.proof.readback.content.pictures import seen_pictures
from triplicate.proof.readback.epub.package import open_package
from triplicate.proof.readback.fingerprint import ReadBack

__all__ = ["read"]

_KINDS = ("toc", "page-list", "landmarks")


def read(data: bytes, name: str, *, looks: bool = True) -> ReadBack:
    """Return what is in an EPUB. Raises UnreadableError if it cannot be read."""
    archive = Archive(data, name)
    package = open_package(archive)
    faults = [Fault("text-unread", why, part) for part, why in package.unread.items()]
    entries: list[Entry] = []
    read_before: dict[str, list[Entry]] = {}
    pictures: list[Seen] = []
    styles = StyleSheets(lambda part: archive.read(part) if part in archive else b"")
    for part in package.met(entries):
        if part not in read_before:
            root = archive.xml(part)
            styles.hide(root, part)
            pictures += () if not looks else seen_pictures(root, part, partial(_picture, archive, part))
            read_before[part] = ContentReader(part, faults).read(root)
        entries += read_before[part]
    navigation: tuple[Navigation, ...] = ()
    if package.navigation:
        root = archive.xml(package.navigation)
        navigation = tuple(_navigation(root, package.navigation, package.lang))
    outline = Outline(
        "epub", package.title, package.lang, tuple(entries), navigation, tuple(faults), pictures=tuple(pictures)
    )
    return ReadBack(outline, package.fingerprint)


def _picture(archive: Archive, part: str, address: str) -> bytes:
    """Return the bytes of a picture that a part of the book shows, empty if it is a drawing or not in the book."""
    file = resolved(part, unquote(address))
    return archive.read(file) if file in archive and not file.endswith(".svg") else b""


def _navigation(root: etree._Element, part: str, lang: str) -> Iterable[Navigation]:
    """Yield the ways through a book that its navigation document offers, hidden ones too."""
    for element in root.iter():
        found = [kind for kind in _KINDS if kind in kinds(element)]
        if local_name(element) != "nav" or not found:
            continue
        # Reading systems show what is hidden in the text (EPUB 3.3, 7.4.3).
        for inner in element.iter():
            inner.attrib.pop("hidden", "")
        reader = ContentReader(part, [])
        entries = contents_entries(tuple(reader.blocks(element, Span("", lang), 0)))
        yield Navigation(found[0], tuple(entry._replace(role=Role.CONTENTS_ENTRY) for entry in entries))

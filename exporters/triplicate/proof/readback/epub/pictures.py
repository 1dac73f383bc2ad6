"""Pictures of a content document as they are seen."""

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from triplicate.proof.outline.looks import Seen, look_of_data
from triplicate.proof.readback.archive import Archive, resolved
from triplicate.proof.readback.epub.inlines import alternative


def seen_pictures(archive: Archive, part: str, root: etree._Element) -> Iterator[Seen]:
    """Yield the pictures that a content document shows from files of the book, drawings left out."""
    for element in root.iter("{*}img"):
        file = resolved(part, unquote(element.get("src") or ""))
        if (alt := alternative(element)) and file in archive and not file.endswith(".svg"):
            yield Seen(alt, look_of_data(archive.read(file)), where=part)

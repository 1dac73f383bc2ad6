"""Pictures of a content document as they are seen."""

from collections.abc import Callable, Iterator

from lxml import etree

from triplicate.proof.outline.looks import Seen, look_of_data
from triplicate.proof.readback.content.inlines import alternative


def seen_pictures(root: etree._Element, part: str, fetch: Callable[[str], bytes]) -> Iterator[Seen]:
    """Yield the pictures that a content document shows.

    ``fetch`` gives the bytes that an address leads to, empty if it leads to a drawing, or out of the file.
    """
    for element in root.iter("{*}img"):
        if (alt := alternative(element)) and (data := fetch(element.get("src") or "")):
            yield Seen(alt, look_of_data(data), where=part)

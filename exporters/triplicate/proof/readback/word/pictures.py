"""Pictures of a Word document as they are seen (ISO/IEC 29500-1, 20.4)."""

from collections.abc import Iterator, Mapping

from lxml import etree

from triplicate.proof.outline.looks import Seen, look_of_data
from triplicate.proof.readback.archive import Archive

_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def seen_pictures(archive: Archive, files: Mapping[str, str], root: etree._Element) -> Iterator[Seen]:
    """Yield the pictures of a part; ``files`` are those of its relations. What is cropped or turned is left out."""
    for drawing in root.iter("{*}drawing"):
        alt = next((text for properties in drawing.iter("{*}docPr") if (text := properties.get("descr"))), "")
        blips = list(drawing.iter("{*}blip"))
        changed = next(drawing.iter("{*}srcRect"), None) is not None or any(
            form.get("rot") or form.get("flipH") or form.get("flipV") for form in drawing.iter("{*}xfrm")
        )
        file = files.get(blips[0].get(_EMBED) or "", "") if len(blips) == 1 else ""
        if alt and not changed and file in archive:
            yield Seen(" ".join(alt.split()), look_of_data(archive.read(file), turned=False), where=file)

"""The pictures of a file that is taken in: named by what they are, in formats that all readers share."""

import hashlib
from collections.abc import Callable
from dataclasses import field

from triplicate.document.model import Picture
from triplicate.importing.doubts import Doubts
from triplicate.later import dataclass
from triplicate.pictures import WorkError, work
from triplicate.pictures.normal_form import decoded
from triplicate.pictures.suffixes import SUFFIXES
from triplicate.reading.drawings import DrawingError, looks_like_drawing, read_drawing
from triplicate.rules import importing as rules

FOLDER = "pictures"


@dataclass(slots=True)
class Pictures:
    """Pictures by the name under which they are kept: the same picture has one name, however often it stands."""

    find: Callable[[str], bytes | None]
    doubts: Doubts
    kept: dict[str, Picture] = field(default_factory=dict)
    _known: dict[str, str | None] = field(default_factory=dict)

    def take(self, source: str) -> str | None:
        """Return the name of a picture by its source in the outline, None if it cannot be had, which is told once."""
        if source not in self._known:
            self._known[source] = self._taken(source)
        return self._known[source]

    def _taken(self, source: str) -> str | None:
        data = self.find(source) if source else None
        picture = _normal(data) if data else None
        if picture is None:
            said = source[:80] if source and not source.startswith("data:") else "a drawing"
            self.doubts.add(
                rules.PICTURE_LOST,
                "The picture “{source}” cannot be taken in; its words stand in its place."
                if data
                else "The file of the picture “{source}” cannot be had; its words stand in its place.",
                "Save it as PNG or SVG in the folder “pictures”, and write ![what it shows](pictures/name.png).",
                is_local=True,
                source=said,
            )
            return None
        name = f"{FOLDER}/{picture.name}"
        self.kept[name] = picture
        return name


def _normal(data: bytes) -> Picture | None:
    digest = hashlib.sha256(data).hexdigest()[:12]
    if looks_like_drawing(data):
        try:
            drawing = read_drawing(data)
        except DrawingError:
            return None
        return Picture(f"{digest}.svg", "image/svg+xml", drawing.data, drawing.width, drawing.height)
    try:
        made, fields = work(decoded, data)
    except WorkError:
        return None
    if not made:
        return None
    kind = str(fields["media_type"])
    return Picture(f"{digest}{SUFFIXES[kind][0]}", kind, made, int(fields["width"]), int(fields["height"]))

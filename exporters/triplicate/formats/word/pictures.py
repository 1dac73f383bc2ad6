"""Pictures: files that Word can show, and drawings that stand inline in the text (DrawingML, 20.4.2.8).

Word reads PNG, JPEG and GIF. An SVG goes along with a PNG of it for readers that know no SVG.
"""

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.document.lengths import PIXEL, emu
from triplicate.document.model import Image, Picture
from triplicate.formats.word.markup import WP, R, clean, sub
from triplicate.later import dataclass
from triplicate.pictures import work
from triplicate.pictures.drawn import drawn
from triplicate.pictures.suffixes import SUFFIXES
from triplicate.theme import Theme
from triplicate.theme.drawings import width_for_letters

_SVG_SHARPNESS = 3.0
"""Pixels of the PNG for each pixel of the SVG."""

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"

_WHOLE = 100_000
"""The whole of a side, in the unit of shares (20.1.10.40)."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file of the package's media folder."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """The files of one picture: ``raster`` for every reader, ``vector`` for those that know SVG."""

    raster: Media
    vector: Media | None = None


class Pictures:
    """The pictures of one document; each file is kept once, under a name that tells nothing of the source's."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._shown: dict[str, Shown] = {}
        self._count = 0

    @property
    def media(self) -> list[Media]:
        """The files, in the order in which they were met."""
        files = ((shown.raster, shown.vector) for shown in self._shown.values())
        return [media for pair in files for media in pair if media]

    def shown(self, source: str, picture: Picture) -> Shown:
        """Return the files of a picture. Raises WorkError, with the cause, for a drawing that cannot be drawn."""
        if source not in self._shown:
            number = len(self._shown) + 1
            match picture.media_type:
                case "image/svg+xml":
                    raster = self._media(number, "image/png", _rasterised(picture, self._theme))
                    shown = Shown(raster, self._media(number, "image/svg+xml", picture.data))
                case media_type:
                    shown = Shown(self._media(number, media_type, picture.data))
            self._shown[source] = shown
        return self._shown[source]

    def next_number(self) -> int:
        """Return a number that no other drawing of the document has."""
        self._count += 1
        return self._count

    @staticmethod
    def _media(number: int, media_type: str, data: bytes) -> Media:
        return Media(f"image{number}{SUFFIXES[media_type][0]}", media_type, data)


def size(image: Image, picture: Picture, theme: Theme, room: float) -> tuple[float, float]:
    """Return a picture's width and height in points: as asked, else its own, never beyond the room it has."""
    # In a table of many columns there may be no room at all: a picture is never smaller than a letter.
    room = max(room, theme.type.body)
    natural = picture.width * PIXEL
    width = width_for_letters(picture, image.width, theme, room)
    if width is None:
        width = min(image.width.within(room) if image.width else natural, room)
    height = width * picture.height / picture.width
    tallest = theme.page.depth * 0.85
    if height > tallest:
        width, height = width * tallest / height, tallest
    return width, height


def room_in(theme: Theme, left: float) -> float:
    """Return the width that is left in points for what begins at ``left``."""
    return theme.page.measure - left


def drawing(
    run: Element,
    image: Image,
    extent: tuple[float, float],
    number: int,
    raster: str,
    vector: str | None,
    lost: float = 0.0,
) -> None:
    """Append the inline drawing of a picture; ``raster`` and ``vector`` are relationship ids.

    ``lost`` is how much of its height is left out, as much at its upper as at its lower edge.
    """
    width, height = (str(emu(value)) for value in extent)
    inline = etree.SubElement(
        sub(run, "drawing"), f"{{{WP}}}inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"}
    )
    etree.SubElement(inline, f"{{{WP}}}extent", {"cx": width, "cy": height})
    _properties(etree.SubElement(inline, f"{{{WP}}}docPr"), image, number)
    frame = etree.SubElement(inline, f"{{{WP}}}cNvGraphicFramePr")
    etree.SubElement(frame, f"{{{A}}}graphicFrameLocks", {"noChangeAspect": "1"}, nsmap={"a": A})
    graphic = etree.SubElement(inline, f"{{{A}}}graphic", nsmap={"a": A})
    data = etree.SubElement(graphic, f"{{{A}}}graphicData", {"uri": _PIC})
    pic = etree.SubElement(data, f"{{{_PIC}}}pic", nsmap={"pic": _PIC})
    kinds = etree.SubElement(pic, f"{{{_PIC}}}nvPicPr")
    inner = {"id": str(number), "name": f"Picture {number}"}
    if not image.decorative:
        inner["descr"] = clean(image.alt)
    etree.SubElement(kinds, f"{{{_PIC}}}cNvPr", inner)
    etree.SubElement(kinds, f"{{{_PIC}}}cNvPicPr")
    fill = etree.SubElement(pic, f"{{{_PIC}}}blipFill")
    blip = etree.SubElement(fill, f"{{{A}}}blip", {f"{{{R}}}embed": raster})
    if vector:
        extension = _extension(blip, _SVG_EXTENSION)
        etree.SubElement(extension, f"{{{_SVG}}}svgBlip", {f"{{{R}}}embed": vector}, nsmap={"asvg": _SVG})
    if edge := round(lost / 2 * _WHOLE):
        etree.SubElement(fill, f"{{{A}}}srcRect", {"t": str(edge), "b": str(edge)})
    etree.SubElement(etree.SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
    write_rectangle(etree.SubElement(pic, f"{{{_PIC}}}spPr"), width, height)


def write_rectangle(properties: Element, width: str, height: str) -> None:
    """Append the form of a shape, a rectangle, to its properties; both lengths are in English metric units."""
    transform = etree.SubElement(properties, f"{{{A}}}xfrm")
    etree.SubElement(transform, f"{{{A}}}off", {"x": "0", "y": "0"})
    etree.SubElement(transform, f"{{{A}}}ext", {"cx": width, "cy": height})
    geometry = etree.SubElement(properties, f"{{{A}}}prstGeom", {"prst": "rect"})
    etree.SubElement(geometry, f"{{{A}}}avLst")


def mark_as_decorative(element: Element) -> None:
    """Say of a drawing, in its properties, that it tells nothing: a screen reader passes over it."""
    element.set("descr", "")
    extension = _extension(element, _DECORATIVE_EXTENSION)
    etree.SubElement(extension, f"{{{_DECORATIVE}}}decorative", {"val": "1"}, nsmap={"adec": _DECORATIVE})


def _properties(element: Element, image: Image, number: int) -> None:
    element.set("id", str(number))
    element.set("name", f"Picture {number}")
    if image.decorative:
        mark_as_decorative(element)
        return
    element.set("descr", clean(image.alt))
    # LibreOffice 7.4 hands a screen reader the title alone, Word the description alone.
    element.set("title", clean(image.alt))


def _extension(parent: Element, uri: str) -> Element:
    extensions = etree.SubElement(parent, f"{{{A}}}extLst", nsmap={"a": A})
    return etree.SubElement(extensions, f"{{{A}}}ext", {"uri": uri})


def _rasterised(picture: Picture, theme: Theme) -> bytes:
    """Return a PNG of a drawing. Raises WorkError, with the cause, for one that cannot be drawn."""
    families = [family for family in theme.fonts.all if family.package]
    code = theme.fonts.code
    made, _ = work(
        drawn,
        picture.data,
        width=max(1, round(picture.width * _SVG_SHARPNESS)),
        fonts=[str(face.path) for family in families for face in family.faces],
        family=families[0].name,
        code_family=code.name if code.package else families[0].name,
    )
    return made

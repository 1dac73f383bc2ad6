"""The cover of a report in Word: a dark band behind the title, drawn in the header of the first page.

The title keeps the style of a heading of level 1, which everything that lists headings looks for. What differs on the
cover (its place on the page, its colours) is said of these few paragraphs alone.
"""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.document.lengths import emu
from triplicate.document.model import Document, Figure
from triplicate.document.title_block import LineKind, MetadataLine, masthead, title_block
from triplicate.formats.word.around import Around
from triplicate.formats.word.blocks import BlockWriter
from triplicate.formats.word.looks import LINE_STYLES
from triplicate.formats.word.markup import MC, WP, colour, find, half_points, loose, root, sub, twips
from triplicate.formats.word.paragraphs import emptied_borders, indent_of, inserted, set_line, set_spacing, spacing_of
from triplicate.formats.word.pictures import A, mark_as_decorative, write_rectangle
from triplicate.theme import Theme
from triplicate.theme.cover import TITLE_ENDS, Cover, CoverPicture, imprint_of

_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_FOOT_RULE = 3.0
"""How thick the rule over the foot of a cover is, in points."""

_LATER = frozenset({"sz", "szCs", "u", "shd", "vertAlign", "rtl", "cs", "lang"})
"""Properties of runs that stand after their colour and size."""


def write(writer: BlockWriter, cover: Cover, around: Around) -> None:
    """Append the title block as a cover; the text begins on a new page."""
    document, theme = writer.shared.document, writer.shared.theme
    lines = title_block(document)
    light = theme.colours.cover_text, theme.colours.cover_muted
    dark = [_line(writer, line, around) for line in masthead(document)]
    writer.write((document.title,), around)
    title = writer.flow.parent[-1]
    dark += [title, *(_line(writer, line, around) for line in lines if line.kind is LineKind.SUBTITLE)]
    for paragraph in dark:
        _on_the_band(paragraph, theme, light[paragraph is not title], cover.size if paragraph is title else None)
    for paragraph in dark:
        set_spacing(spacing_of(paragraph), 0, theme.spacing.paragraph if paragraph is not dark[-1] else 0)
    set_spacing(spacing_of(dark[0]), cover.title - theme.page.top, None)
    # Of its own accord Word sets lines as far apart as the font says; what is higher than letters needs its room.
    if next(title.iter("{*}drawing", "{*}oMath"), None) is None:
        set_line(spacing_of(title), cover.size * theme.spacing.heading_line, "exact")
    # Without a subtitle the space before it is a part of what follows.
    more = theme.spacing.paragraph if dark[-1] is title else 0.0
    ends = TITLE_ENDS * theme.page.height - more
    if document.cover and cover.picture:
        _picture(writer, document.cover, cover.picture, theme.spacing.before_heading + more, around)
        ends = cover.picture.top + cover.picture.height
    for number, line in enumerate(imprint_of(document)):
        paragraph = _line(writer, line, around)
        edges = emptied_borders(paragraph)
        if number == 0:
            set_spacing(spacing_of(paragraph), cover.foot + theme.spacing.paragraph - ends, None)
        for side in ("top", "bottom"):
            sub(edges, side, val="nil")
    writer.flow.page_break()
    for line in lines:
        if line.kind is LineKind.SUMMARY:
            _line(writer, line, around)


def _picture(writer: BlockWriter, figure: Figure, place: CoverPicture, above: float, around: Around) -> None:
    """Append the picture of a cover, in the line, ``above`` points under the title.

    One that is as wide as the page reaches over both edges of the text.
    """
    page = writer.shared.theme.page
    paragraph = writer.flow.paragraph("Figure", around)
    writer.inlines.picture(paragraph, figure.image, writer.look(around, "Figure"), place.width, place)
    set_spacing(spacing_of(paragraph), above, 0)
    if place.width > page.measure:
        indent = indent_of(paragraph)
        namespace = indent.tag.removesuffix("ind")
        for side, margin in (("left", page.left), ("right", page.right)):
            indent.set(f"{namespace}{side}", twips(-margin))
    writer.flow.finish(paragraph)


def band(document: Document, theme: Theme, cover: Cover, numbers: Iterator[int]) -> Element:
    """Return the root of the first page's header: no words, the band behind the text, the rule over its foot.

    ``numbers`` are those that no other drawing of the document has.
    """
    header = root("hdr")
    paragraph = sub(header, "p")
    sub(sub(paragraph, "pPr"), "pStyle", val="Header")
    page, colours = theme.page, theme.colours
    _rectangle(paragraph, (0.0, 0.0, page.width, cover.ground), colours.cover_background, next(numbers))
    if imprint_of(document):
        _rectangle(paragraph, (page.left, cover.foot, page.measure, _FOOT_RULE), colours.accent, next(numbers))
    return header


def _rectangle(paragraph: Element, box: tuple[float, float, float, float], shade: str, number: int) -> None:
    """Append a rectangle for eyes alone, behind the text: its place on the page, width and height, all in points.

    A shape of Word 2010; earlier programs show the title on the shading of its paragraphs.
    """
    choice = etree.SubElement(
        etree.SubElement(sub(paragraph, "r"), f"{{{MC}}}AlternateContent"),
        f"{{{MC}}}Choice",
        {"Requires": "wps"},
        nsmap={"wps": _WPS},
    )
    left, top, width, height = (str(emu(length)) for length in box)
    anchor = etree.SubElement(
        sub(choice, "drawing"),
        f"{{{WP}}}anchor",
        {
            **dict.fromkeys(("distT", "distB", "distL", "distR", "simplePos", "relativeHeight", "locked"), "0"),
            "behindDoc": "1",
            "layoutInCell": "1",
            "allowOverlap": "1",
        },
    )
    etree.SubElement(anchor, f"{{{WP}}}simplePos", {"x": "0", "y": "0"})
    for direction, offset in (("H", left), ("V", top)):
        position = etree.SubElement(anchor, f"{{{WP}}}position{direction}", {"relativeFrom": "page"})
        etree.SubElement(position, f"{{{WP}}}posOffset").text = offset
    etree.SubElement(anchor, f"{{{WP}}}extent", {"cx": width, "cy": height})
    etree.SubElement(anchor, f"{{{WP}}}wrapNone")
    mark_as_decorative(etree.SubElement(anchor, f"{{{WP}}}docPr", {"id": str(number), "name": f"Cover {number}"}))
    etree.SubElement(anchor, f"{{{WP}}}cNvGraphicFramePr")
    graphic = etree.SubElement(anchor, f"{{{A}}}graphic", nsmap={"a": A})
    data = etree.SubElement(graphic, f"{{{A}}}graphicData", {"uri": _WPS})
    shape = etree.SubElement(data, f"{{{_WPS}}}wsp")
    etree.SubElement(shape, f"{{{_WPS}}}cNvSpPr")
    properties = etree.SubElement(shape, f"{{{_WPS}}}spPr")
    write_rectangle(properties, width, height)
    fill = etree.SubElement(properties, f"{{{A}}}solidFill")
    etree.SubElement(fill, f"{{{A}}}srgbClr", {"val": colour(shade)})
    etree.SubElement(etree.SubElement(properties, f"{{{A}}}ln"), f"{{{A}}}noFill")
    etree.SubElement(shape, f"{{{_WPS}}}bodyPr")


def _line(writer: BlockWriter, line: MetadataLine, around: Around) -> Element:
    writer.line(LINE_STYLES[line.kind], line.children, around)
    return writer.flow.parent[-1]


def _on_the_band(paragraph: Element, theme: Theme, shade: str, size: float | None) -> None:
    """Give a paragraph the band's colour as its ground, and light letters."""
    properties = find(paragraph, "pPr")
    assert properties is not None
    border = emptied_borders(paragraph)
    for side in ("top", "bottom"):
        sub(border, side, val="nil")
    shading = inserted(properties, "shd")
    namespace = shading.tag.removesuffix("shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour(theme.colours.cover_background))):
        shading.set(f"{namespace}{name}", value)
    for run in paragraph.iter(f"{namespace}r"):
        own = find(run, "rPr")
        if own is None:
            own = etree.Element(f"{namespace}rPr")
            run.insert(0, own)
        looks = [loose("color", val=colour(shade))]
        if size is not None and find(own, "sz") is None:
            looks += [loose(name, val=half_points(size)) for name in ("sz", "szCs")]
        # In the order of the schema (17.3.2.28).
        later = next((one for one in own if one.tag.removeprefix(namespace) in _LATER), None)
        for look in looks:
            own.append(look) if later is None else later.addprevious(look)

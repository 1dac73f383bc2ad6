"""The cover of a report in Word: a dark band behind the title, drawn in the header of the first page.

The title keeps the style of a heading of level 1, which everything that lists headings looks for. What differs on the
cover (its place on the page, its colours) is said of these few paragraphs alone.
"""

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.document.lengths import emu
from triplicate.document.title_block import LineKind, MetadataLine, masthead, title_block
from triplicate.formats.word.around import Around
from triplicate.formats.word.blocks import BlockWriter
from triplicate.formats.word.looks import LINE_STYLES
from triplicate.formats.word.markup import MC, WP, colour, find, half_points, loose, root, sub
from triplicate.formats.word.paragraphs import inserted, set_spacing, spacing_of
from triplicate.formats.word.pictures import A, mark_as_decorative, write_rectangle
from triplicate.theme import Theme
from triplicate.theme.cover import GROUND, IMPRINT, TITLE_ENDS, Cover

_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
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
    set_spacing(spacing_of(dark[0]), cover.title - theme.page.top, None)
    imprint = [line for line in lines if line.kind in IMPRINT]
    for number, line in enumerate(imprint):
        paragraph = _line(writer, line, around)
        if number == 0:
            set_spacing(spacing_of(paragraph), cover.foot - TITLE_ENDS * theme.page.height, None)
    writer.flow.page_break()
    for line in lines:
        if line.kind is LineKind.SUMMARY:
            _line(writer, line, around)


def band(theme: Theme, number: int) -> Element:
    """Return the root of the first page's header: no words, and the band behind the page's text.

    ``number`` is one that no other drawing of the document has.

    A shape of Word 2010; earlier programs show the title on the shading of its paragraphs.
    """
    header = root("hdr")
    paragraph = sub(header, "p")
    sub(sub(paragraph, "pPr"), "pStyle", val="Header")
    run = sub(paragraph, "r")
    choice = etree.SubElement(
        etree.SubElement(run, f"{{{MC}}}AlternateContent"),
        f"{{{MC}}}Choice",
        {"Requires": "wps"},
        nsmap={"wps": _WPS},
    )
    width, height = (str(emu(length)) for length in (theme.page.width, theme.page.height * GROUND))
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
    for direction in "HV":
        position = etree.SubElement(anchor, f"{{{WP}}}position{direction}", {"relativeFrom": "page"})
        etree.SubElement(position, f"{{{WP}}}posOffset").text = "0"
    etree.SubElement(anchor, f"{{{WP}}}extent", {"cx": width, "cy": height})
    etree.SubElement(anchor, f"{{{WP}}}wrapNone")
    mark_as_decorative(etree.SubElement(anchor, f"{{{WP}}}docPr", {"id": str(number), "name": "Cover"}))
    etree.SubElement(anchor, f"{{{WP}}}cNvGraphicFramePr")
    graphic = etree.SubElement(anchor, f"{{{A}}}graphic", nsmap={"a": A})
    data = etree.SubElement(graphic, f"{{{A}}}graphicData", {"uri": _WPS})
    shape = etree.SubElement(data, f"{{{_WPS}}}wsp")
    etree.SubElement(shape, f"{{{_WPS}}}cNvSpPr")
    properties = etree.SubElement(shape, f"{{{_WPS}}}spPr")
    write_rectangle(properties, width, height)
    fill = etree.SubElement(properties, f"{{{A}}}solidFill")
    etree.SubElement(fill, f"{{{A}}}srgbClr", {"val": colour(theme.colours.cover_background)})
    etree.SubElement(etree.SubElement(properties, f"{{{A}}}ln"), f"{{{A}}}noFill")
    etree.SubElement(shape, f"{{{_WPS}}}bodyPr")
    return header


def _line(writer: BlockWriter, line: MetadataLine, around: Around) -> Element:
    writer.line(LINE_STYLES[line.kind], line.children, around)
    return writer.flow.parent[-1]


def _on_the_band(paragraph: Element, theme: Theme, shade: str, size: float | None) -> None:
    """Give a paragraph the band's colour as its ground, and light letters."""
    properties = find(paragraph, "pPr")
    assert properties is not None
    border = find(properties, "pBdr")
    border = inserted(properties, "pBdr") if border is None else border
    for edge in list(border):
        border.remove(edge)
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

"""House templates as people make them in Word, made here with python-docx."""

from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

GREEN = "14532D"
GERMAN = {
    "Heading1": "berschrift1",
    "Heading2": "berschrift2",
    "ListBullet": "Aufzhlungszeichen",
    "BodyText": "Textkrper",
}
"""Ids that a German Word gives the styles it has built in; their names stay English."""


def house() -> Document:
    """Return a template of a house: Georgia, green headings, its own margins, a logo, a page number, German ids."""
    made = docx.Document()
    for name, size in (("Heading 1", 30), ("Heading 2", 20), ("Heading 3", 15), ("Heading 4", 13)):
        _font(made, name, "Georgia", size, GREEN)
    _font(made, "Normal", "Georgia", 11.5, "111111")
    _font(made, "Caption", "Georgia", 10.5, "374151")
    _font(made, "Subtitle", "Georgia", 14, "374151")
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(35), Mm(25)
    picture = section.header.paragraphs[0].add_run().add_picture(_logo(), width=Mm(40))
    picture._inline.docPr.set("descr", "The Arlow Valley Trust")
    footer = section.footer.paragraphs[0]
    footer.add_run("Arlow Valley Trust · ")
    footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    _rename(made, GERMAN)
    return made


def saved(template: Document, path: Path) -> Path:
    template.save(str(path))
    return path


def numbered_headings(template: Document) -> None:
    """Put the headings of level 2 into a list of the template's."""
    properties = template.styles["Heading 2"].element.get_or_add_pPr()
    number = OxmlElement("w:numPr")
    identifier = OxmlElement("w:numId")
    identifier.set(qn("w:val"), "1")
    number.append(identifier)
    properties.append(number)


def set_bullet(template: Document, character: str) -> None:
    """Set the bullet of the first level of lists, as a letter of the text's font rather than of Symbol."""
    linked = GERMAN["ListBullet"]
    for level in template.part.numbering_part.element.iter(qn("w:lvl")):
        style = level.find(qn("w:pStyle"))
        if style is not None and style.get(qn("w:val")) == linked:
            level.find(qn("w:lvlText")).set(qn("w:val"), character)
            level.remove(level.find(qn("w:rPr")))


def _font(template: Document, name: str, font: str, size: float, colour: str) -> None:
    style = template.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for slot in [slot for slot in fonts.attrib if slot.endswith("Theme")]:
        del fonts.attrib[slot]


def _rename(template: Document, ids: dict[str, str]) -> None:
    for style in template.styles.element.iterchildren(qn("w:style")):
        for element in (style, *(style.find(qn(f"w:{tag}")) for tag in ("basedOn", "next", "link"))):
            name = qn("w:styleId") if element is style else qn("w:val")
            if element is not None and element.get(name) in ids:
                element.set(name, ids[element.get(name)])
    for style in template.part.numbering_part.element.iter(qn("w:pStyle")):
        style.set(qn("w:val"), ids.get(style.get(qn("w:val")), style.get(qn("w:val"))))


def _logo() -> BytesIO:
    data = BytesIO()
    Image.new("RGB", (300, 60), f"#{GREEN}").save(data, "PNG")
    data.seek(0)
    return data

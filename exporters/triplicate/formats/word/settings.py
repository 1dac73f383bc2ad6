"""Settings, the font table, and the colours and fonts that Word offers a person who restyles the document."""

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.formats.word.design import COLOURS
from triplicate.formats.word.embedding import EmbeddedFace
from triplicate.formats.word.languages import language_attributes
from triplicate.formats.word.markup import M, colour, related, root, sub
from triplicate.formats.word.notes import SEPARATORS
from triplicate.formats.word.package import face_relation
from triplicate.theme import Theme

_COMPATIBILITY = "http://schemas.microsoft.com/office/word"

_LIKE_TEXT, _LIKE_CODE = "Tahoma,Arial", "Consolas,Courier New"
"""Families of about the width of the styles' own, for programs that show no embedded fonts (17.8.3.1).

Verdana is a sixth wider than Atkinson Hyperlegible: words that fit their column would break.
"""

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def settings_part(theme: Theme, lang: str, *, embeds: bool, even_pages: bool = False) -> Element:
    """Return the root of the settings part. No setting asks anything of the person who opens the file.

    ``embeds`` tells that fonts travel in the file: Word keeps them there when it saves it; ``even_pages`` that even
    pages have headers and footers of their own.
    """
    settings = root("settings")
    sub(settings, "zoom", percent="100")
    if theme.colours.page_background.lower() != "#ffffff":
        sub(settings, "displayBackgroundShape")
    if embeds:
        sub(settings, "embedTrueTypeFonts")
    if theme.page.mirrored:
        sub(settings, "mirrorMargins")
    sub(settings, "defaultTabStop", val="720")
    sub(settings, "autoHyphenation", val="0")
    if even_pages:
        sub(settings, "evenAndOddHeaders")
    sub(settings, "characterSpacingControl", val="doNotCompress")
    notes = sub(settings, "footnotePr")
    for number in SEPARATORS.values():
        sub(notes, "footnote", id=str(number))
    compatibility = sub(settings, "compat")
    for name, value in (
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ):
        sub(compatibility, "compatSetting", name=name, uri=_COMPATIBILITY, val=value)
    mathematics = etree.SubElement(settings, f"{{{M}}}mathPr")
    etree.SubElement(mathematics, f"{{{M}}}mathFont", {f"{{{M}}}val": "Cambria Math"})
    etree.SubElement(mathematics, f"{{{M}}}defJc", {f"{{{M}}}val": "left"})
    sub(settings, "themeFontLang", **language_attributes(lang))
    mapping = {f"accent{number}": f"accent{number}" for number in range(1, 7)}
    mapping |= {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
    sub(settings, "clrSchemeMapping", **mapping, hyperlink="hyperlink", followedHyperlink="followedHyperlink")
    sub(settings, "decimalSymbol", val=".")
    sub(settings, "listSeparator", val=",")
    return settings


def font_table_part(theme: Theme, faces: tuple[EmbeddedFace, ...]) -> Element:
    """Return the root of the font table: each family with its embedded faces, and what is most like it elsewhere."""
    table = root("fonts")
    fonts = theme.fonts
    for family in dict.fromkeys((fonts.body, fonts.heading, *dict(fonts.by_language).values(), fonts.code)):
        is_code = family == fonts.code
        font = sub(table, "font", name=family.name)
        sub(font, "altName", val=_LIKE_CODE if is_code else _LIKE_TEXT)
        sub(font, "family", val="modern" if is_code else "swiss")
        sub(font, "pitch", val="fixed" if is_code else "variable")
        for number, face in enumerate(faces, start=1):
            if face.family == family.name:
                related(sub(font, face.use, fontKey=face.key), face_relation(number))
    return table


def restyled_theme(blob: bytes, theme: Theme) -> bytes:
    """Return Office's theme part with the style's colours and fonts in it, as Word's Design tab offers them."""
    part = etree.fromstring(blob)
    part.set("name", f"Triplicate {theme.name}")
    values = {name: getattr(theme.colours, token) for token, (name, _) in COLOURS.items()}
    values["folHlink"] = theme.colours.link
    for scheme in part.iter(f"{{{_A}}}clrScheme", f"{{{_A}}}fontScheme"):
        scheme.set("name", f"Triplicate {theme.name}")
    for name, value in values.items():
        for element in part.iter(f"{{{_A}}}{name}"):
            element[0].set("val", colour(value))
    for name, family in (("majorFont", theme.fonts.heading), ("minorFont", theme.fonts.body)):
        for latin in part.iterfind(f".//{{{_A}}}{name}/{{{_A}}}latin"):
            latin.set("typeface", family.name)
    return etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)

"""A document with a template: the template's styles, lists, fonts, headers and footers in the place of ours."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from lxml.etree import _Element as Element

from triplicate.formats.word.looks import ParagraphStyle, paragraph_styles
from triplicate.formats.word.markup import WP, W, half_points
from triplicate.formats.word.package import Furniture, Parts
from triplicate.formats.word.styles import styles_part
from triplicate.formats.word.template.adopting import adopt, rename_references
from triplicate.formats.word.template.cascade import Cascade
from triplicate.formats.word.template.findings import found
from triplicate.formats.word.template.numbering import NUMBERS_FROM, take_lists
from triplicate.formats.word.template.reading import House
from triplicate.formats.word.template.tokens import tokens_with_template
from triplicate.rules.exporting import TEMPLATE_SMALL
from triplicate.rules.finding import Finding
from triplicate.theme import Theme, load

_W = f"{{{W}}}"
_PICTURES_FROM = 1_000_000
"""Pictures of headers and footers are numbered from here on: no number stands twice in a file (20.4.2.5)."""

_FURNITURE_STYLES = ("Header", "Footer")


def theme_with_template(theme: Theme, house: House) -> Theme:
    """Return the theme with the tokens that a template decides."""
    return tokens_with_template(theme, load(), house)


def styles_with_template(theme: Theme, house: House) -> dict[str, ParagraphStyle]:
    """Return the styles of paragraphs; the frames of quotations and callouts that the template has are its own."""
    return {
        identifier: replace(look, bar=None, shading=None) if house.styles.named(look.name) is not None else look
        for identifier, look in paragraph_styles(theme).items()
    }


def with_template(
    parts: Parts, house: House, theme: Theme, edition: Theme, lang: str, *, rtl: bool
) -> tuple[Parts, tuple[Finding, ...]]:
    """Return the parts of a document with the template's styles, lists, fonts, headers and footers, and its faults.

    ``theme`` is that of :func:`theme_with_template`, ``edition`` the one before.
    """
    adopted = adopt(
        house.styles,
        parts.styles,
        styles_part(edition, lang, rtl=rtl, numbered=False),
        styles_part(load(), lang, rtl=rtl, numbered=False),
        NUMBERS_FROM,
    )
    numbering = deepcopy(parts.numbering)
    take_lists(numbering, house, adopted)
    used = {*_FURNITURE_STYLES, *_used(parts.document), *_used(parts.footnotes)}
    findings = [*found(house, adopted, Cascade(parts.styles, None), theme, used)]
    furniture = house.furniture or parts.furniture
    for place, one in enumerate(house.furniture):
        rename_references(one.content.element, adopted.ids)
        _renumber_pictures(one.content.element, start=_PICTURES_FROM * (place + 1))
        findings += _enlarged(one, house.name, theme.type.least)
    made = replace(
        parts,
        furniture=furniture,
        styles=adopted.styles.root,
        numbering=numbering,
        font_table=_fonts(house, parts.font_table),
        theme=house.theme or parts.theme,
    )
    return made, tuple(findings)


def _used(part: Element) -> Iterator[str]:
    for tag in ("pStyle", "rStyle", "tblStyle"):
        yield from (element.get(f"{_W}val", "") for element in part.iter(_W + tag))


def _renumber_pictures(part: Element, start: int) -> None:
    for number, picture in enumerate(part.iter(f"{{{WP}}}docPr"), start):
        picture.set("id", str(number))


def _enlarged(one: Furniture, name: str, least: float) -> Iterator[Finding]:
    """Enlarge what a header or footer itself sets smaller than the edition promises."""
    small = []
    for tag in ("sz", "szCs"):
        for size in one.content.element.iter(_W + tag):
            if (said := size.get(f"{_W}val", "")).isdigit() and int(said) / 2 < least:
                size.set(f"{_W}val", half_points(least))
                small.append(int(said) / 2)
    if small:
        yield replace(
            TEMPLATE_SMALL.finding(
                "Words in the {part} have {size:g} points in the template; this edition promises {least:g} or more.",
                hint=f"Here they have {least:g}; make them as large in the template.",
                part=one.kind,
                size=min(small),
                least=least,
            ),
            source=name,
        )


def _fonts(house: House, ours: Element) -> Element:
    """Return the font table of a template with the fonts of ours, those that ours embeds among them.

    Files of fonts that the template embeds stay behind: its licence to embed them is for its own file.
    """
    if house.fonts is None:
        return ours
    table = deepcopy(house.fonts)
    for font in table:
        for charset in font.iter(f"{_W}charset"):
            # LibreOffice 7.4 writes names there that the standard does not list (17.8.3.2).
            charset.attrib.pop(f"{_W}characterSet", "")
        for embedded in [child for child in font if child.tag.startswith(f"{_W}embed")]:
            font.remove(embedded)
    own = {font.get(f"{_W}name") for font in ours}
    for font in [font for font in table if font.get(f"{_W}name") in own]:
        table.remove(font)
    table.extend(deepcopy(font) for font in ours)
    return table

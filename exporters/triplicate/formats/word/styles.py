"""The styles part: document defaults, paragraph styles from their looks, character and table styles."""

from copy import deepcopy
from dataclasses import replace
from functools import lru_cache

from lxml.etree import _Element as Element

from triplicate.formats.word.design import colour_reference, font_reference
from triplicate.formats.word.frames import own_frame, write_frame, write_rule
from triplicate.formats.word.languages import set_language
from triplicate.formats.word.looks import (
    CODE_WORDS,
    KEY_WORDS,
    ParagraphStyle,
    leading,
    paragraph_styles,
    single_spacing,
)
from triplicate.formats.word.markup import W, colour, eighths, half_points, root, sub, tabular, twips
from triplicate.formats.word.numbering import HEADING_NUMBER, STYLE_NUMBERS
from triplicate.theme import Edge, Theme, role

TABLE_STYLE = "AccessibleTable"
SCRIPT_SCALE = 0.65
"""What Word makes of the size of raised and lowered text (about two thirds; LibreOffice: 0.58)."""

SCRIPTS = {"superscript": "Superscript", "subscript": "Subscript"}
"""The ids, and names, of the styles of raised and lowered words."""

LABEL = "CaptionLabel"
"""The id of the style of the number of a table or figure, and of the word before it."""

CHECK_BOX_FONT = "Segoe UI Symbol"
"""A font of Word's machines that has a box with a tick; MS Gothic, which Word itself takes, has one with a cross."""

LATENT_STYLES = 376
"""How many styles Word has built in, as its own files say."""


def styles_part(
    theme: Theme,
    lang: str,
    *,
    rtl: bool,
    numbered: bool,
    leading: frozenset[str] = frozenset(),
    complex_script: str | None = None,
) -> Element:
    """Return the root of a new styles part.

    ``numbered`` ties the headings of sections to their numbers; ``leading`` are ids of styles whose paragraphs stay
    with the next one in this document, whatever they do in others. ``complex_script`` is the family of letters in such
    scripts, if it is not that of the others: styles name it apart (17.3.2.26).
    """
    return deepcopy(_styles_part(theme, lang, rtl, numbered, leading, complex_script))


@lru_cache(maxsize=40)
def _styles_part(
    theme: Theme,
    lang: str,
    rtl: bool,  # noqa: FBT001  that of styles_part
    numbered: bool,  # noqa: FBT001
    leading: frozenset[str],
    complex_script: str | None,
) -> Element:
    styles = root("styles")
    _defaults(styles, theme, lang)
    sub(
        styles,
        "latentStyles",
        defLockedState="0",
        defUIPriority="99",
        defSemiHidden="0",
        defUnhideWhenUsed="0",
        defQFormat="0",
        count=str(LATENT_STYLES),
    )
    for look in paragraph_styles(theme).values():
        kept = replace(look, keep_next=look.keep_next or look.id in leading)
        _paragraph_style(styles, kept, theme, rtl=rtl, numbered=numbered)
    _character_styles(styles, theme)
    _table_styles(styles, theme)
    numbering = _style(styles, "numbering", "NoList", "No List", default=True)
    sub(numbering, "uiPriority", val="99")
    sub(numbering, "semiHidden")
    sub(numbering, "unhideWhenUsed")
    for named in styles.iter(f"{{{W}}}rFonts") if complex_script else ():
        if named.get(f"{{{W}}}cs") != CHECK_BOX_FONT:
            named.set(f"{{{W}}}cs", str(complex_script))
    return styles


def script_size(theme: Theme) -> float:
    """Return the size in points that a raised or lowered run is given, so that Word shows it in the theme's."""
    return theme.type.script / SCRIPT_SCALE


def fonts(properties: Element, name: str, theme: Theme | None = None) -> None:
    """Append a font for every script; that of text or headings by its part in a theme too, if one is given."""
    # A program that knows no theme takes the names (17.3.2.26).
    reference = font_reference(theme, name) if theme else None
    slots = {"asciiTheme": reference, "hAnsiTheme": reference} if reference else {}
    sub(properties, "rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, **slots)


def text_colour(properties: Element, value: str, theme: Theme) -> None:
    """Append the colour of text; one of the theme part by its part there too."""
    reference = colour_reference(theme, value)
    sub(properties, "color", val=colour(value), **({"themeColor": reference} if reference else {}))


def _defaults(styles: Element, theme: Theme, lang: str) -> None:
    defaults = sub(styles, "docDefaults")
    run = sub(sub(defaults, "rPrDefault"), "rPr")
    fonts(run, theme.fonts.body.name, theme)
    sub(run, "color", val=colour(theme.colours.text))
    if theme.spacing.letter:
        sub(run, "spacing", val=twips(theme.spacing.letter * theme.type.body))
    text_size(run, theme.type.body)
    set_language(run, lang)
    paragraph = sub(sub(defaults, "pPrDefault"), "pPr")
    sub(paragraph, "widowControl")


def _style(
    styles: Element, kind: str, identifier: str, name: str, *, default: bool = False, own: bool = False
) -> Element:
    attributes = {"type": kind, "styleId": identifier}
    if default:
        attributes["default"] = "1"
    if own:
        attributes["customStyle"] = "1"
    style = sub(styles, "style", **attributes)
    sub(style, "name", val=name)
    return style


# Names that Word has built in; every other style is ours.
_BUILT_IN = {
    *("Normal", "Body Text", "Title", "Subtitle", "Date", "TOC Heading", "Quote", "caption", "footnote text"),
    *("header", "footer"),
    *(f"heading {level}" for level in range(1, 10)),
    *(f"toc {level}" for level in range(1, 10)),
    *(
        f"{name}{level}"
        for name in ("List Bullet", "List Number", "List Continue")
        for level in ("", " 2", " 3", " 4", " 5")
    ),
}


def _paragraph_style(styles: Element, look: ParagraphStyle, theme: Theme, *, rtl: bool, numbered: bool) -> None:
    style = _style(
        styles, "paragraph", look.id, look.name, default=look.based_on is None, own=look.name not in _BUILT_IN
    )
    if look.based_on:
        sub(style, "basedOn", val=look.based_on)
    if look.next:
        sub(style, "next", val=look.next)
    if look.linked:
        sub(style, "link", val=look.linked)
    sub(style, "uiPriority", val=str(look.priority))
    if look.variant:
        sub(style, "semiHidden")
        sub(style, "unhideWhenUsed")
    if look.quick:
        sub(style, "qFormat")
    _paragraph_properties(sub(style, "pPr"), look, theme, rtl=rtl, numbered=numbered)
    _run_properties(sub(style, "rPr"), look, theme)
    if look.linked:
        words = _character_style(styles, look.linked, f"{look.name} Char", look.priority, linked=look.id)
        _run_properties(words, look, theme)


def _paragraph_properties(
    properties: Element, look: ParagraphStyle, theme: Theme, *, rtl: bool, numbered: bool
) -> None:
    if look.keep_next:
        sub(properties, "keepNext")
    if look.keep_lines:
        sub(properties, "keepLines")
    if look.numbered:
        kind, depth = look.numbered
        number = sub(properties, "numPr")
        if depth:
            sub(number, "ilvl", val=str(depth))
        sub(number, "numId", val=str(STYLE_NUMBERS[kind]))
    elif look.outline and numbered:
        number = sub(properties, "numPr")
        sub(number, "ilvl", val=str(look.outline))
        sub(number, "numId", val=str(HEADING_NUMBER))
    write_frame(properties, own_frame(look, theme, rtl=rtl))
    _rules(properties, look)
    if look.end_tab is not None:
        leader = {"leader": "dot"} if look.leader else {}
        sub(sub(properties, "tabs"), "tab", val="right", **leader, pos=twips(look.end_tab))
    if rtl and look.based_on is None:
        sub(properties, "bidi")
    _spacing(properties, look, theme)
    if look.left or look.right or look.hanging:
        edges = {"left": twips(look.left), "right": twips(look.right)}
        if look.hanging:
            edges["hanging"] = twips(look.hanging)
        sub(properties, "ind", **edges)
    if look.align:
        sub(properties, "jc", val=_SIDES[look.align])
    if look.outline is not None:
        sub(properties, "outlineLvl", val=str(look.outline))


_SIDES = {"start": "left", "end": "right", "center": "center", "justify": "both"}
"""How Word calls the sides; its left is where lines begin, in text from right to left too (17.18.44)."""


def _rules(properties: Element, look: ParagraphStyle) -> None:
    """Append the rules over and under a style that has no frame."""
    if look.bar or look.shading or not (look.top or look.bottom):
        return
    borders = sub(properties, "pBdr")
    for side, rule in (("top", look.top), ("bottom", look.bottom)):
        if rule:
            write_rule(borders, side, rule)


def _spacing(properties: Element, look: ParagraphStyle, theme: Theme) -> None:
    values = {}
    if look.before is not None:
        values["before"] = twips(look.before)
    if look.after is not None:
        values["after"] = twips(look.after)
    if look.at_least:
        values |= {"line": twips(leading(look, paragraph_styles(theme))), "lineRule": "atLeast"}
    elif look.line is not None:
        # Lines are counted in 240ths of single spacing (17.3.1.33), so that they grow with the text.
        values |= {"line": str(round(240 * look.line / single_spacing(theme, look))), "lineRule": "auto"}
    if values:
        sub(properties, "spacing", **values)


def _run_properties(properties: Element, look: ParagraphStyle, theme: Theme) -> None:
    if look.font:
        fonts(properties, look.font, theme)
    if look.bold:
        sub(properties, "b")
        sub(properties, "bCs")
    if look.italic:
        sub(properties, "i")
        sub(properties, "iCs")
    if look.no_proof:
        sub(properties, "noProof")
    if look.colour:
        text_colour(properties, look.colour, theme)
    if look.size is not None:
        text_size(properties, look.size)
    if look.tabular:
        tabular(properties)


def text_size(properties: Element, size: float) -> None:
    """Append the size of text in points, that of letters in complex scripts too."""
    sub(properties, "sz", val=half_points(size))
    sub(properties, "szCs", val=half_points(size))


def _character_styles(styles: Element, theme: Theme) -> None:
    _style(styles, "character", "DefaultParagraphFont", "Default Paragraph Font", default=True)
    emphasis = _character_style(styles, "Emphasis", "Emphasis", 20)
    sub(emphasis, "i")
    sub(emphasis, "iCs")
    strong = _character_style(styles, "Strong", "Strong", 22)
    sub(strong, "b")
    sub(strong, "bCs")
    code = _character_style(styles, CODE_WORDS, "Code Character", 32, own=True)
    fonts(code, theme.fonts.code.name)
    sub(code, "noProof")
    text_size(code, theme.type.code)
    keyboard = _character_style(styles, KEY_WORDS, "Keyboard", 32, own=True)
    fonts(keyboard, theme.fonts.code.name)
    sub(keyboard, "noProof")
    text_size(keyboard, theme.type.code)
    sub(keyboard, "bdr", val="single", sz="4", space="0", color=colour(theme.colours.rule))
    link = _character_style(styles, "Hyperlink", "Hyperlink", 99)
    text_colour(link, theme.colours.link, theme)
    sub(link, "u", val="single")
    followed = _character_style(styles, "FollowedHyperlink", "FollowedHyperlink", 99)
    text_colour(followed, theme.colours.link, theme)
    sub(followed, "u", val="single")
    raised = ("FootnoteReference", "footnote reference", 99, "superscript")
    for identifier, name, priority, vertical in (raised, *((id_, id_, 33, one) for one, id_ in SCRIPTS.items())):
        script = _character_style(styles, identifier, name, priority, own=identifier in SCRIPTS.values())
        text_size(script, script_size(theme))
        sub(script, "vertAlign", val=vertical)
    label, look = _character_style(styles, LABEL, "Caption Label", 35, own=True), role(theme, "label", "word")
    if look.bold:
        sub(label, "b")
        sub(label, "bCs")
    if look.colour:
        text_colour(label, getattr(theme.colours, look.colour), theme)
    figure = _character_style(styles, "KeyFigure", "Key Figure", 29, own=True, based_on="Strong")
    look = role(theme, "key-figure", "word")
    if look.colour:
        text_colour(figure, getattr(theme.colours, look.colour), theme)
    if look.size is not None:
        text_size(figure, look.size)
    box = _character_style(styles, "CheckBox", "Check Box", 33, own=True)
    fonts(box, CHECK_BOX_FONT)
    struck = _character_style(styles, "Strikethrough", "Strikethrough", 33, own=True)
    sub(struck, "strike")
    _character_style(styles, "AbbreviationExpansion", "Abbreviation Expansion", 33, own=True)
    address = _character_style(styles, "LinkAddress", "Link Address", 99, own=True)
    sub(address, "noProof")


def _character_style(
    styles: Element,
    identifier: str,
    name: str,
    priority: int,
    *,
    own: bool = False,
    based_on: str = "DefaultParagraphFont",
    linked: str | None = None,
) -> Element:
    style = _style(styles, "character", identifier, name, own=own or linked is not None)
    sub(style, "basedOn", val=based_on)
    if linked:
        sub(style, "link", val=linked)
    sub(style, "uiPriority", val=str(priority))
    sub(style, "qFormat")
    return sub(style, "rPr")


def _table_styles(styles: Element, theme: Theme) -> None:
    plain = _style(styles, "table", "TableNormal", "Normal Table", default=True)
    sub(plain, "uiPriority", val="99")
    sub(plain, "semiHidden")
    sub(plain, "unhideWhenUsed")
    properties = sub(plain, "tblPr")
    sub(properties, "tblInd", w="0", type="dxa")
    _cell_margins(properties, 0, 5.4)

    style = _style(styles, "table", TABLE_STYLE, "Accessible Table", own=True)
    sub(style, "basedOn", val="TableNormal")
    sub(style, "uiPriority", val="34")
    sub(style, "qFormat")
    properties = sub(style, "tblPr")
    sub(properties, "tblStyleRowBandSize", val="1")
    header_row, row, last_row, total_row, striped = (
        role(theme, name, "word") for name in ("header-row", "row", "last-row", "total-row", "striped-row")
    )
    borders = sub(properties, "tblBorders")
    _border(borders, "top", header_row.top, theme)
    _border(borders, "bottom", last_row.bottom, theme)
    _border(borders, "insideH", row.bottom, theme)
    _cell_margins(properties, theme.spacing.cell, theme.spacing.cell_side)
    header = sub(style, "tblStylePr", type="firstRow")
    run = sub(header, "rPr")
    sub(run, "b")
    sub(run, "bCs")
    cell = sub(header, "tcPr")
    _border(sub(cell, "tcBorders"), "bottom", header_row.bottom, theme)
    _shade(cell, header_row.tint, theme)
    total = sub(style, "tblStylePr", type="lastRow")
    run = sub(total, "rPr")
    sub(run, "b")
    sub(run, "bCs")
    _border(sub(sub(total, "tcPr"), "tcBorders"), "top", total_row.top, theme)
    first = sub(sub(style, "tblStylePr", type="firstCol"), "rPr")
    sub(first, "b")
    sub(first, "bCs")
    band = sub(sub(style, "tblStylePr", type="band2Horz"), "tcPr")
    _shade(band, striped.tint, theme)


def _border(borders: Element, side: str, edge: Edge | None, theme: Theme) -> None:
    if edge:
        shade = colour(getattr(theme.colours, edge.colour))
        sub(borders, side, val="single", sz=eighths(edge.width), space="0", color=shade)


def _shade(cell: Element, tint: str | None, theme: Theme) -> None:
    if tint:
        shade = getattr(theme.colours, tint)
        reference = colour_reference(theme, shade)
        slots = {"themeFill": reference} if reference else {}
        sub(cell, "shd", val="clear", color="auto", fill=colour(shade), **slots)


def _cell_margins(properties: Element, vertical: float, horizontal: float) -> None:
    margins = sub(properties, "tblCellMar")
    for side, width in (("top", vertical), ("left", horizontal), ("bottom", vertical), ("right", horizontal)):
        sub(margins, side, w=twips(width), type="dxa")

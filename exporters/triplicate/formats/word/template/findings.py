"""What a template lacks, and what in it would make a document inaccessible."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from lxml.etree import _Element as Element

from triplicate.formats.word.markup import WP, W, find
from triplicate.formats.word.package import Furniture
from triplicate.formats.word.template.adopting import Adopted, enlarge
from triplicate.formats.word.template.cascade import Cascade, kind_of
from triplicate.formats.word.template.reading import House
from triplicate.rules.exporting import (
    TEMPLATE_ACTIVE,
    TEMPLATE_CONTRAST,
    TEMPLATE_LACKS,
    TEMPLATE_NUMBERS,
    TEMPLATE_PAGES,
    TEMPLATE_PICTURE,
    TEMPLATE_SMALL,
)
from triplicate.rules.finding import Finding
from triplicate.theme import AA, Theme, contrast, pairs

_W = f"{{{W}}}"

_LARGE, _LARGE_BOLD, _AA_LARGE = 18.0, 14.0, 3.0
"""Text of such sizes in points needs less contrast (WCAG 2.2, 1.4.3)."""


def found(house: House, adopted: Adopted, ours: Cascade, theme: Theme, used: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with a template for a text that uses styles of these ids; enlarge what is too small."""
    findings = (
        *_lacking(adopted, used),
        *_too_small(adopted, ours, theme, used),
        *_faint(adopted, theme, used),
        *_numbers(adopted),
        *_pages(house.furniture),
        *_active(house),
    )
    for finding in findings:
        yield replace(finding, source=house.name)


def _lacking(adopted: Adopted, used: Collection[str]) -> Iterator[Finding]:
    lacking = [
        _name(style)
        for style in _styles(adopted.styles, used)
        if _asks_for(style) and style.get(f"{_W}styleId") in adopted.lacking
    ]
    if lacking:
        yield TEMPLATE_LACKS.finding(
            "The template has no style for: {styles}.",
            hint="Their looks are made to suit it; to decide them yourself, give the template styles of these names.",
            styles=", ".join(lacking),
        )


def _asks_for(style: Element) -> bool:
    """Tell whether a template is asked for a style: a variant of another one (semiHidden) looks as that does."""
    return find(style, "semiHidden") is None


def _too_small(adopted: Adopted, ours: Cascade, theme: Theme, used: Collection[str]) -> Iterator[Finding]:
    for style in _lent(adopted, used, "paragraph"):
        size, own = adopted.styles.size(style), ours.with_id(style.get(f"{_W}styleId", ""))
        if own is not None and size < theme.type.least:
            wanted = max(ours.size(own), theme.type.least)
            enlarge(style, wanted)
            yield TEMPLATE_SMALL.finding(
                "{style} has {size:g} points in the template; this edition promises {least:g} or more.",
                hint=f"Here it has {wanted:g}; make it as large in the template.",
                style=_name(style),
                size=size,
                least=theme.type.least,
            )


def _faint(adopted: Adopted, theme: Theme, used: Collection[str]) -> Iterator[Finding]:
    """Yield what is too faint: for each colour of text once, with all that has it, where it is faintest."""
    styles, page = adopted.styles, theme.colours.page_background
    faint: dict[str, dict[str, str]] = {}
    for style in _lent(adopted, used, "paragraph", "character"):
        size = styles.size(style)
        least = _AA_LARGE if size >= _LARGE or (styles.bold(style) and size >= _LARGE_BOLD) else AA
        front, back = styles.colour(style), styles.background(style, page)
        if contrast(front, back) < least:
            faint.setdefault(front, {})[_name(style)] = back
    for pair in pairs(theme.colours):
        if pair.ratio < AA:
            faint.setdefault(pair.front, {})[pair.what] = pair.back
    for front, places in faint.items():
        back = min(places.values(), key=lambda back: contrast(front, back))
        yield TEMPLATE_CONTRAST.finding(
            "The contrast is {ratio:.2f}:1 ({front} on {back}): {places}.",
            hint=f"At least {AA:g}:1 is needed ({_AA_LARGE:g}:1 for large text); make the colour stronger there.",
            ratio=contrast(front, back),
            front=front,
            back=back,
            places=", ".join(places),
        )


def _numbers(adopted: Adopted) -> Iterator[Finding]:
    if adopted.numbered:
        yield TEMPLATE_NUMBERS.finding(
            "The template numbers its headings ({styles}); whether a text does, the text says.",
            hint="Write “number-sections: true” in the front matter for numbers.",
            styles=", ".join(adopted.numbered),
        )


def _pages(furniture: Iterable[Furniture]) -> Iterator[Finding]:
    parts = list(furniture)
    if parts and not any(_has_page_number(one.content.element) for one in parts if one.pages == "default"):
        yield TEMPLATE_PAGES.finding(
            "The template has no page number in its header or footer.",
            hint="Insert a page number in its footer (in Word: Insert, Page Number).",
        )
    for one in parts:
        for picture in one.content.element.iter(f"{{{WP}}}docPr"):
            if not picture.get("descr", "").strip() and not _decorative(picture):
                yield TEMPLATE_PICTURE.finding(
                    "A picture in the {part} of the template has no text alternative.",
                    hint="Give it one in Word (View Alt Text), or mark it as decorative.",
                    part=one.kind,
                )


def _active(house: House) -> Iterator[Finding]:
    for kind, what in house.active:
        yield TEMPLATE_ACTIVE.finding(
            "The {part} of the template held {what}, which is left out of the copy.",
            hint="Take it out of the template.",
            part=kind,
            what=what,
        )


def _has_page_number(part: Element) -> bool:
    """Tell whether a part has a PAGE field (17.16.5.44), whose code may stand in several runs."""
    codes = [code.text or "" for code in part.iter(f"{_W}instrText")]
    codes += [f" {field.get(f'{_W}instr', '')} " for field in part.iter(f"{_W}fldSimple")]
    return re.search(r"\bPAGE\b", "".join(codes)) is not None


def _decorative(picture: Element) -> bool:
    return any(
        mark.tag.endswith("}decorative") and mark.get("val") in ("1", "true")
        for mark in picture.iter()
        if isinstance(mark.tag, str)
    )


def _lent(adopted: Adopted, used: Collection[str], *kinds: str) -> Iterator[Element]:
    """Yield the styles in use that the template has itself."""
    for style in _styles(adopted.styles, used):
        if style.get(f"{_W}styleId") not in adopted.lacking and kind_of(style) in kinds:
            yield style


def _styles(styles: Cascade, used: Collection[str]) -> list[Element]:
    """Return the styles of these ids, in the order of the styles part."""
    return [style for style in styles.root.iterchildren(f"{_W}style") if style.get(f"{_W}styleId") in used]


def _name(style: Element) -> str:
    name = find(style, "name")
    said = "" if name is None else name.get(f"{_W}val", "")
    return said[:1].upper() + said[1:]

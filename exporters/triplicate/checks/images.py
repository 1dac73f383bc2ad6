"""Images: what their text alternatives say."""

import re
from collections.abc import Iterator
from functools import partial

from triplicate.checks.view import View
from triplicate.document.model import Figure, Image
from triplicate.document.walk import descend, text_of
from triplicate.later import regex
from triplicate.rules.finding import Family, Finding, Phase, Quote, Rule, Severity

LONGEST_ALT = 250  # characters; a voice reads an alternative in one go, without a way to pause or to go back

_FILE_NAME = regex(
    r"(?:\S+|(?:[a-z]:|file:)?[\\/].*)\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|heic|pdf|eps|emf|wmf)"
    r"|(?:img|dsc|dscn|pxl|image|picture|screenshot|scan)[-_ ]?\d[\d_. -]*",
    re.IGNORECASE,
)
# "image of" in the languages of the product's own words; "screenshot of" and "chart of" say something and may stay.
_ANNOUNCES = regex(
    r"(?:(?:an?|the|this)\s+)?(?:image|picture|photo|photograph|graphic)\s+(?:of|showing|shows)\b"
    r"|(?:une?\s+)?(?:image|photo)\s+(?:de|du|des|d['’])|(?:ein\s+)?(?:bild|foto)\s+(?:von|des|der)\b"
    r"|(?:una?\s+)?(?:imagen|foto)\s+del?\b|(?:llun|delwedd)\s+o\b|(?:íomhá|pictiúr)\s+de\b",
    re.IGNORECASE,
)
_NO_DESCRIPTIONS = """
    alt bild caption chart diagram drawing figure foto graph graphic icon illustration image img logo photo photograph
    picture placeholder screenshot spacer todo untitled
"""
_PLACEHOLDERS = frozenset(_NO_DESCRIPTIONS.split())

_rule = partial(Rule, family=Family.IMAGES, phase=Phase.CHECKING)

FILE_NAME = _rule(
    "I050",
    Severity.WARNING,
    "a text alternative is not a file name",
    "Who cannot see the picture hears the name of a file instead of what it shows.",
    "WCAG 2.2, 1.1.1 (failure F30); Microsoft Accessibility Checker",
    bad="![chart-final.png](chart-final.png)",
    good="![Arrivals fell by half from March to June](chart-final.png)",
)
ANNOUNCES = _rule(
    "I051",
    Severity.WARNING,
    "a text alternative does not start with “image of”",
    "A screen reader has already said that it is an image.",
    "Microsoft, writing effective alternative text; Typst guide to accessibility",
    bad="![Image of a lifeboat at sea](boat.png)",
    good="![A lifeboat at sea](boat.png)",
)
REPEATS = _rule(
    "I052",
    Severity.WARNING,
    "a text alternative does not repeat the caption",
    "The same words are read twice, and what the picture shows is still not said.",
    "WCAG 2.2, 1.1.1; Microsoft, writing effective alternative text",
    bad='![The centre](centre.png "The centre")',
    good='![Six desks in front of a wall of screens](centre.png "The centre")',
)
LONG = _rule(
    "I053",
    Severity.WARNING,
    "a text alternative has 250 characters or fewer",
    "It is read in one go, without headings or lists and without a way to go back a sentence.",
    "Microsoft, writing effective alternative text; Typst guide to accessibility",
    bad=f"![{'Arrivals rose, then fell again. ' * 9}](chart.png)",
    good="![](chart.png){described-by=#arrivals}\n\nArrivals rose until May, then fell. {#arrivals}",
)
PLACEHOLDER = _rule(
    "I054",
    Severity.WARNING,
    "a text alternative says what the image shows",
    "“Chart” or “logo” tells that there is a picture, not what it is of.",
    "WCAG 2.2, 1.1.1 (failure F30); Microsoft Accessibility Checker",
    bad="![chart](chart.png)",
    good="![Arrivals fell by half from March to June](chart.png)",
)
RULES = (FILE_NAME, ANNOUNCES, REPEATS, LONG, PLACEHOLDER)


def find(view: View) -> Iterator[Finding]:
    """Yield the findings of this family."""
    cover = descend(view.document.cover) if view.document.cover else ()
    for node in (*cover, *view.nodes):
        if isinstance(node, Image) and not node.decorative and node.described_by is None:
            yield from _alt(node)
        elif isinstance(node, Figure) and node.caption and not node.image.decorative:
            yield from _caption(node)


def _alt(image: Image) -> Iterator[Finding]:
    alt = image.alt.strip()
    remedy = "Say in a sentence what the picture tells; write {.decorative} after it if it tells nothing."
    if _FILE_NAME.fullmatch(alt) or (alt and alt == _stem(image.source) and not alt.isalpha()):
        yield FILE_NAME.finding("The text alternative “{alt}” is a file name.", image.place, remedy, alt=Quote(alt))
    elif alt.casefold() in _PLACEHOLDERS:
        yield PLACEHOLDER.finding(
            "The text alternative “{alt}” does not say what it shows.", image.place, remedy, alt=Quote(alt)
        )
    announced = _ANNOUNCES.match(alt)
    if announced:
        rest = alt[announced.end() :].strip()
        yield ANNOUNCES.finding(
            "The text alternative starts with “{words}”.",
            image.place,
            f"Leave that out: “{rest[:1].upper()}{rest[1:]}”" if rest else remedy,
            words=Quote(announced.group()),
        )
    if len(alt) > LONGEST_ALT:
        yield LONG.finding(
            "The text alternative has {length} characters.",
            image.place,
            f"Use {LONGEST_ALT} or fewer; describe the picture in the text and point there with {{described-by=#id}}.",
            length=len(alt),
        )


def _caption(figure: Figure) -> Iterator[Finding]:
    caption = text_of(figure.caption)
    alt = figure.image.alt
    if alt and _plain(alt) == _plain(caption):
        yield REPEATS.finding(
            "The text alternative and the caption are the same.",
            figure.image.place,
            "Let the alternative say what is seen, and the caption what it means.",
        )


def _stem(source: str) -> str:
    return source.rsplit("/", maxsplit=1)[-1].rsplit(".", maxsplit=1)[0]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")

"""Design tokens resolved: one look for three formats.

A style is a TOML file of tokens; it may extend another. The tokens are read here and nowhere else: PDF and EPUB
get them filled into style sheets, Word gets them as values. Contrast below WCAG 2.2 AA is refused (1.4.3).

The rooms: ``tokens`` has the types, ``loading`` finds and merges the files, ``source`` checks what they say,
``contrast`` knows the pairs of colours, ``roles`` tells what each part of a text looks like, ``sheets`` fills the
style sheets, ``edition`` and ``languages`` fit a theme and a document to one another.
"""

from triplicate.theme.contrast import AA, AAA, Pair, contrast, luminance, pairs
from triplicate.theme.edition import Edition, edition_of, with_artwork
from triplicate.theme.languages import fitted
from triplicate.theme.loading import DEFAULT_STYLE, is_path, load, names, style_name, with_template
from triplicate.theme.role_values import Edge
from triplicate.theme.roles import Role, role
from triplicate.theme.sheets import ORDINARY, Medium, stylesheet
from triplicate.theme.tokens import (
    PAGE_SIZES,
    Artwork,
    Colours,
    Fonts,
    Links,
    Page,
    Running,
    Spacing,
    Template,
    Theme,
    Type,
)

__all__ = [
    "AA",
    "AAA",
    "DEFAULT_STYLE",
    "ORDINARY",
    "PAGE_SIZES",
    "Artwork",
    "Colours",
    "Edge",
    "Edition",
    "Fonts",
    "Links",
    "Medium",
    "Page",
    "Pair",
    "Role",
    "Running",
    "Spacing",
    "Template",
    "Theme",
    "Type",
    "contrast",
    "edition_of",
    "fitted",
    "is_path",
    "load",
    "luminance",
    "names",
    "pairs",
    "role",
    "style_name",
    "stylesheet",
    "with_artwork",
    "with_template",
]

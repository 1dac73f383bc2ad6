"""The elements of HTML: which are read, which only wrap, which are refused, and what to write instead."""

from typing import Final

from triplicate.later import regex

VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
"""Elements that have no content (HTML, 13.1.2)."""

INLINE_NAMES: Final = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("s", "del", "strike"), "s"),
    **dict.fromkeys(("code", "tt", "samp"), "html_code"),
    "sub": "sub",
    "sup": "sup",
    "kbd": "html_kbd",
    "abbr": "html_abbr",
    "q": "html_quote",
    "a": "link",
    "u": "em",
}
"""Elements among words that are read, and the kind of token that each becomes."""

WRAPPING: Final = frozenset(
    (
        *("span", "font", "small", "big", "mark", "ins", "bdi", "bdo", "time", "data", "nobr", "acronym", "picture"),
        *("label", "button"),
    )
)
"""Elements among words that are left out while their words stay."""

DIVIDING: Final = frozenset(("div", "center", "noscript"))
"""Blocks that only wrap others, with a warning; with a language or an id they are divisions.

No program runs in a document, so words for readers without programs are those to show.
"""

SECTIONS: Final = frozenset(
    ("section", "article", "aside", "main", "header", "footer", "nav", "address", "hgroup", "details", "search", "body")
)
"""Blocks that hold others, and mean nothing more here."""

BLOCKS: Final = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr"),
        *("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "figure", "figcaption", "summary"),
        *DIVIDING,
        *SECTIONS,
    )
)
"""Elements that stand by themselves."""

SILENT: Final = frozenset(("wbr", "colgroup", "col", "source", "html", "head", "meta"))
"""Elements without words whose loss nobody notices."""

_FORM = "the address of the page with the form as a link: [Answer the questions](https://…)"
_LINK = 'a link to what it shows: [words](https://…); or give it a title="…", and the address that it shows'
REMEDIES: Final = {
    "script": "nothing: a document runs no programs",
    "style": "nothing: looks belong to the style (--style); take out the words that it hides, write those that it adds",
    "link": "nothing: looks belong to the style (--style)",
    "iframe": _LINK,
    "embed": _LINK,
    "object": _LINK,
    "video": "a link with words, and what is said and shown: [Watch the opening](https://…); or give it a title",
    "audio": "a link with words, and what is said: [Hear the opening](https://…); or give it a title",
    "canvas": "the picture as a file: ![alt](file)",
    "svg": "the drawing as a file: ![alt](file.svg)",
    "math": "$…$, with “math: true” in the front matter",
    **dict.fromkeys(("form", "input", "select", "option", "textarea", "fieldset", "legend"), _FORM),
    "ul": "a list of its own, outside the words or the table",
    "ol": "a list of its own, outside the words or the table",
    "li": "a list of its own, outside the words or the table",
    "table": "the table in lines of its own, with an empty line before and after",
    **dict.fromkeys(("thead", "tbody", "tr", "th", "td", "caption"), "the table as a pipe table"),
    "details": "it in lines of its own, with an empty line before and after",
    "summary": "a heading",
    "blockquote": "lines that start with “> ”",
    "pre": "``` before and after the lines",
    "hr": "a line ---",
    **dict.fromkeys(("ruby", "rb", "rt", "rp"), "how the words are read in brackets after them: 漢字（かんじ）"),
    "figure": '![alt](file "Caption")',
    **{f"h{level}": "#" * level + " Heading" for level in range(1, 7)},
}
"""What to write instead of an element that is refused."""

KNOWN: Final = frozenset((*INLINE_NAMES, *WRAPPING, *BLOCKS, *SILENT, *VOID, *REMEDIES))
"""Names that are HTML's; any other is more likely a placeholder, or the invention of one site's software."""

_COMPONENT = regex(r"</?(?:[A-Z][\w.]*[a-z0-9][\w.]*|[a-z][a-z0-9]*-[a-z0-9-]*[a-z0-9])(?=[\s/>])")


def is_component(tag: str) -> bool:
    """Tell whether a tag is of one site's software: MDX names its own with a capital, HTML with a hyphen."""
    found = _COMPONENT.match(tag)
    return found is not None and found[0].strip("</").lower() not in KNOWN

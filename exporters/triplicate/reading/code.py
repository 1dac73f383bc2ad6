"""Fences of code: what they show as it is, and what other programs would put in their place."""

import re

from triplicate.document.model import Block, CodeBlock, Division, Paragraph, Place, Strong, Text
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.reading.attributes import parse
from triplicate.reading.cells import Shown, file_of, is_cell, language_of, shown_of, without_options
from triplicate.reading.context import Context
from triplicate.reading.tree import Branch
from triplicate.rules.finding import Quote

_DIRECTIVE = regex(r"\{[A-Za-z]")  # pandoc's attributes begin otherwise: {.python}
_DRAWN = {"mermaid", "graphviz", "dot"}  # the source of a drawing
_INCLUDE = regex(r"^[ \t]*\{\{\s*#[a-z_]+[^{}\n]*\}\}", re.MULTILINE)
_SHOWN_CELL = regex(r"\{\{\w[^{}]*\}\}")  # Quarto: a cell that is shown with its marks, and not run
# How sites call a piece of code, above it: Docusaurus and MkDocs say title, Quarto and pandoc filename.
_TITLE = regex(r"""(?<![\w-])(?:title|filename)=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))""")
_MARKS = regex(r"(?P<name>[\w+#-]*)[ \t]*(?P<braces>\{[^{}]*\})")
_HIGHLIGHTED = regex(r"\{(?:\{[<%]\s*/|%-?\s*end)\s*highlight\b")
_ESCAPED = regex(r"\{\{([<%])/\*(\s?.*?\s?)\*/([>%])\}\}")


def as_shown(code: str) -> str:
    """Return code without the comment signs by which Hugo and Quarto are told to show a shortcode as it is."""
    return _ESCAPED.sub(r"{{\1\2\3}}", code)


def read_code(context: Context, branch: Branch, place: Place, identifier: str | None, lang: str | None) -> Block | None:
    """Return a fence as code, under its title if it has one; None for a cell of which readers are to see nothing."""
    token = branch.token
    _require_end(context, branch, place)
    info = token.info.strip()
    name = ""
    if included := _INCLUDE.search(token.content):
        context.report(
            rules.GOVSPEAK,
            "“{marks}” stands for lines of another file.",
            Place(branch.line + 2 + token.content.count("\n", 0, included.start())),
            "Put those lines here.",
            marks=Quote(included[0][:60]),
        )
    cell = is_cell(info)
    drawn = re.match(r"\{(\w+)", info)
    if drawn and (drawn[1] in _DRAWN or drawn[1] == "myst"):
        context.unwrap(f"{{{drawn[1]}}}", place)
        name = "markdown" if drawn[1] == "myst" else drawn[1]
    elif cell and (met := shown_of(info, token.content, context.variables)) is not Shown.RESULTS:
        if met is Shown.NOTHING:
            return None
        name = language_of(info)
    elif info == "{none}":
        pass
    elif _SHOWN_CELL.match(info):
        name = info.strip("{}").split()[0]
    elif cell or _DIRECTIVE.match(info):
        context.report(
            rules.GOVSPEAK,
            "“{name}” is not understood.",
            place,
            "Code that is run leaves what it prints or draws: put that into the text, and write "
            f"```{language_of(info)} for code that readers are to see."
            if cell
            else "One site's software alone knows it: write in Markdown what it shows.",
            name=info.partition("}")[0].partition(" ")[0].rstrip(",") + "}",
        )
    elif info.startswith("{="):
        context.report(
            rules.GOVSPEAK,
            "“{name}” is for one format alone.",
            place,
            "Write in Markdown what it shows.",
            name=info,
        )
    else:
        name = _language(context, info, place)
    shown = without_options(token.content) if cell else token.content
    text = context.clean_code(as_shown(shown.removesuffix("\n")), place)
    code = CodeBlock(text, name or None, id=identifier, lang=lang, place=place)
    titled = None if cell else _TITLE.search(info)
    written = file_of(info, token.content) if cell else "".join(filter(None, titled.groups())) if titled else ""
    title = " ".join(written.split())
    if not title:
        return code
    words = Strong((Text(context.clean(title, place), place=place),), place=place)
    above = Paragraph((words,), lead_in=True, place=place)
    return Division((above, code), place=place)


def _language(context: Context, info: str, place: Place) -> str:
    """Return the language that a fence names; what else is said of the look of its lines has no effect."""
    marks = _MARKS.match(info)
    written = parse(marks["braces"]) if marks else None
    if marks and written and written[1] == len(marks["braces"]):
        attributes = written[0]
        for key in attributes.values.keys() - {"filename", "title"}:
            context.unwrap(f"{{{key}=…}}", place)
        return marks["name"] or next(iter(attributes.classes), "")
    name, _, rest = _TITLE.sub("", info).strip().partition(" ")
    if rest.strip() or "{" in name:
        context.report(
            rules.INFO_UNREAD,
            "“{info}” is more than a language.",
            place,
            "Write one word, such as ```python.",
            info=info,
        )
    return name.split("{")[0]


def _require_end(context: Context, branch: Branch, place: Place) -> None:
    token = branch.token
    last = (token.map[1] if token.map else 0) - 1
    closing = context.lines[last].lstrip(" \t>").rstrip() if last < len(context.lines) else ""
    # What stands between colons, or marks of Hugo and Jekyll, is fenced with backticks before it is parsed.
    sign = ":" if closing.startswith(":") else token.markup[0]
    closed = _HIGHLIGHTED.match(closing) or (
        closing.startswith(sign * 3 if sign == ":" else token.markup) and not closing.strip(sign)
    )
    if last <= branch.line or not closed:
        context.report(rules.CODE_OPEN, "The code is not closed.", place, f"Write {token.markup} on a line after it.")

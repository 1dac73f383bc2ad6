"""The components of MDX and of web frameworks: tags of one site's software, each of them alone in its lines."""

from typing import TYPE_CHECKING

from triplicate.later import regex
from triplicate.reading.html.vocabulary import is_component

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_MOST_LINES = 60  # of one tag
_LITERAL = regex(r"""=\{\s*(?P<sign>["'`])(?P<text>[^"'`{}<>\n]*)(?P=sign)\s*\}""")
_THEMED = regex(
    r"\s*<ThemedImage\b[^<>]{0,2000}?\blight:\s*(?:useBaseUrl\(|require\()?\s*[\"'](?P<source>[^\"'{}<>\n]+)[\"']"
)
_ALT = regex(r"""\balt=("[^"{}<>]*"|'[^'{}<>]*')""")
_ATTRIBUTE = regex(r"[\w-]*=?$")


def component_syntax(md: "MarkdownIt") -> None:
    """Add the rule to a parser: before that of HTML, which would take the lines below a tag for HTML, too."""
    md.block.ruler.before("html", "component", _component, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _component(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(start):
        return False
    first = state.bMarks[start] + state.tShift[start]
    if state.src[first] != "<" or not is_component(state.src[first : first + 100]):
        return False
    last = start
    while last < min(end, start + _MOST_LINES):
        written = state.src[first : state.eMarks[last]].rstrip()
        if written.endswith(">") and _is_whole(written):
            break
        last += 1
    else:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.map = [start, last + 1]
        token.content = _as_html(state.getLines(start, last + 1, state.blkIndent, keepLastLF=True))
        state.line = last + 1
    return True


def _is_whole(written: str) -> bool:
    """Tell whether a text is one tag, its quotation marks and braces closed where it ends."""
    depth, quoted = 0, ""
    for index, sign in enumerate(written):
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "\"'":
            quoted = sign
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign == ">" and not depth:
            return index == len(written) - 1
    return False


def _as_html(written: str) -> str:
    """Return a tag without what a program would work out: attributes that are no text, in braces."""
    if themed := _THEMED.match(written):
        # Docusaurus: one picture for each of two looks of a page, of which the light one is that of paper.
        alt = _ALT.search(written)
        lines = "\n" * written.count("\n")
        return f'<img src="{themed["source"]}"{f" alt={alt[1]}" if alt else ""}>{lines}'
    kept: list[str] = []
    depth = 0
    for sign in _LITERAL.sub(r'="\g<text>"', written):
        if sign == "{":
            if not depth:
                kept = [_ATTRIBUTE.sub("", "".join(kept))]
            depth += 1
        if not depth or sign == "\n":
            kept.append(sign)
        depth -= sign == "}" and depth > 0
    return "".join(kept)

"""Block syntax that markdown-it and its plugins lack: attribute lines, captions, page breaks, comments and more."""

import re
from typing import TYPE_CHECKING

from markdown_it.common.html_blocks import block_names
from markdown_it.common.html_re import close_tag, open_tag

from triplicate.later import regex
from triplicate.reading.attributes import parse
from triplicate.reading.html.vocabulary import BLOCKS, DIVIDING, SECTIONS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_ABBREVIATION = regex(r"\*\[([^\]\n]+)\]:[ \t]*(\S.*?)[ \t]*")
_CAPTION = regex(r"(?:[Tt]able[ \u00a0\u202f]?)?:[ \t]+\S")  # French has a space before a colon
_BOX = regex(r"\[([ xX])\][ \t]+(?=\S)")
_RAW_HTML = regex(r"<(?:script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
_BLOCK_HTML = regex(rf"</?(?:{'|'.join(block_names)})(?=\s|/?>|$)", re.IGNORECASE)
_LONE_TAG = regex(rf"(?:{open_tag}|{close_tag})")
_AFTER_A_TAG = regex(
    rf".*(?:<(?:{'|'.join(sorted(DIVIDING | SECTIONS | {'p'}))})\b[^<>]*>|</(?:{'|'.join(sorted(BLOCKS))})\s*>)",
    re.IGNORECASE,
)
_MARKDOWN = regex(r"(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]+\S|>[ \t]?\S")
_CLOSE_HEADING = regex(r"(?P<signs>#{2,6})(?P<words>[^\s#&\u200b\u2060\ufeff].*?)[ \t]*#*")
_INTERRUPTS: "RuleOptionsType" = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def block_syntax(md: "MarkdownIt") -> None:
    """Add the block rules to a parser."""
    ruler = md.block.ruler
    # A caption ends a table ("blockquote" is the list of terminators that tables use in markdown-it-py 4).
    ruler.before("table", "table_caption", _table_caption, {"alt": ["blockquote"]})
    ruler.before("fence", "attributes_line", _attributes_line, {"alt": ["blockquote"]})
    ruler.before("fence", "page_break", _page_break, _INTERRUPTS)
    ruler.after("heading", "heading_close_up", _close_heading, _INTERRUPTS)
    ruler.before("fence", "comment", _comment, _INTERRUPTS)
    ruler.before("reference", "html", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.before("reference", "abbreviation", _abbreviation, {"alt": ["paragraph", "reference"]})
    md.core.ruler.after("block", "cells_and_boxes", _cells_and_boxes)
    md.core.ruler.after("block", "attributions", _attributions)
    md.core.ruler.after("block", "captions", _captions)


def _line(state: "StateBlock", number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _attributes_line(state: "StateBlock", start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    parsed = parse(line)
    if parsed is None or parsed[1] != len(line):
        return False
    if silent:
        return state.parentType == "table" and line.startswith("{:")  # kramdown's, right below
    token = state.push("attributes_line", "", 0)
    token.map = [start, start + 1]
    token.content = line
    token.meta["attributes"] = parsed[0]
    state.line = start + 1
    return True


def _close_heading(state: "StateBlock", start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """Take a line for a heading whose signs touch its words, as kramdown does; one sign is more often a hash tag."""
    match = None if state.is_code_block(start) else _CLOSE_HEADING.fullmatch(_line(state, start))
    if match is None:
        return False
    if not silent:
        tag = f"h{len(match['signs'])}"
        opening = state.push("heading_open", tag, 1)
        opening.map, opening.markup, opening.meta["close"] = [start, start + 1], match["signs"], True
        token = state.push("inline", "", 0)
        token.map, token.content, token.children = [start, start + 1], match["words"], []
        state.push("heading_close", tag, -1)
        state.line = start + 1
    return True


def _page_break(state: "StateBlock", start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(start) or _line(state, start) != "\\newpage":
        return False
    if not silent:
        state.push("page_break", "", 0).map = [start, start + 1]
        state.line = start + 1
    return True


def _comment(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Take a comment that fills whole lines; one with words after it is left to the inline rules."""
    if state.is_code_block(start) or not _line(state, start).startswith("<!--"):
        return False
    last = start
    # A comment that never ends takes all that follows, as in HTML; the token's markup tells.
    while last < end and "-->" not in _line(state, last)[4 if last == start else 0 :]:
        last += 1
    closed = last < end
    if closed and not _line(state, last).endswith("-->"):
        return False
    if not silent:
        token = state.push("comment", "", 0)
        token.map = [start, min(last + 1, end)]
        token.markup = "-->" if closed else ""
        state.line = min(last + 1, end)
    return True


def _html(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Take a block of HTML as CommonMark does (0.31, 4.6; its kinds 1, 6 and 7): to its end, or an empty line."""
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    raw = _RAW_HTML.match(line)
    if not raw and not _BLOCK_HTML.match(line) and (silent or not _LONE_TAG.fullmatch(line)):
        return False
    if silent:
        return True
    last = start + 1
    if raw:
        closing = re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)
        last = start
        while last < end and not closing.search(_line(state, last)):
            last += 1
        last = min(last + 1, end)
    else:
        while last < end and _line(state, last) and state.sCount[last] >= state.blkIndent:
            if _is_markdown(state, start, last):
                break
            last += 1
    token = state.push("html_block", "", 0)
    token.map = [start, last]
    token.content = state.getLines(start, last, state.blkIndent, keepLastLF=True)
    state.line = last
    return True


def _is_markdown(state: "StateBlock", start: int, number: int) -> bool:
    """Tell whether a line of HTML is none: a heading, an item or a quotation right below a tag.

    CommonMark takes its signs for words. They would be printed, which nobody who writes them wants.
    """
    return (
        _MARKDOWN.match(_line(state, number)) is not None
        and not state.is_code_block(number)
        and _AFTER_A_TAG.fullmatch(_line(state, number - 1)) is not None
        and "<pre" not in state.src[state.bMarks[start] : state.bMarks[number]]
    )


def _abbreviation(state: "StateBlock", start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    match = None if state.is_code_block(start) else _ABBREVIATION.fullmatch(_line(state, start))
    if match is None:
        return False
    if not silent:
        state.env.setdefault("abbreviations", {}).setdefault(match[1].strip(), match[2])
        state.line = start + 1
    return True


def _table_caption(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(start) or not re.match(r":[ \t]+\S", _line(state, start)):
        return False
    if silent:
        return state.parentType == "table"
    if not state.tokens or state.tokens[-1].type != "table_close" or state.tokens[-1].level != state.level:
        return False
    last = start
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    state.push("caption_open", "", 1).map = [start, last]
    token = state.push("inline", "", 0)
    token.map = [start, last]
    token.content = state.getLines(start, last, state.blkIndent, keepLastLF=False).strip()[1:].lstrip()
    token.children = []
    state.push("caption_close", "", -1)
    state.line = last
    return True


def _captions(state: "StateCore") -> None:
    """Take a paragraph that begins with ``Table:`` or a colon for the caption of the table beside it, as pandoc does.

    That before a table is its caption, else that after it; it comes to stand after it.
    """
    tokens, place = state.tokens, 0
    while place < len(tokens):
        before = _is_caption(tokens, place)
        table = place + 3 if before else place
        if table == len(tokens) or tokens[table].type != "table_open":
            place += 1
            continue
        place = next(end for end in range(table, len(tokens)) if tokens[end].type == "table_close") + 1
        if before:
            tokens[table - 3 : place] = tokens[table:place] + tokens[table - 3 : table]
        elif _is_caption(tokens, place):
            place += 3
        opened, words, closed = tokens[place - 3 : place]
        if closed.type == "paragraph_close":
            opened.type, closed.type = "caption_open", "caption_close"
            words.content = words.content.partition(":")[2].lstrip()


def _is_caption(tokens: "list[Token]", place: int) -> bool:
    words = tokens[place + 1].content if place + 1 < len(tokens) and tokens[place].type == "paragraph_open" else ""
    return _CAPTION.match(words) is not None


def _cells_and_boxes(state: "StateCore") -> None:
    """Mark row headers (``# Sheep`` in a first cell) and tasks (``[x]`` at the start of an item)."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type != "inline" or index < 2:
            continue
        before = tokens[index - 2]
        if tokens[index - 1].type == "td_open" and before.type == "tr_open" and token.content.startswith("# "):
            tokens[index - 1].meta["header"] = True
            token.content = token.content[2:].lstrip()
        elif tokens[index - 1].type == "paragraph_open" and before.type == "list_item_open":
            box = _BOX.match(token.content)
            if box:
                before.meta["checked"] = box[1] != " "
                token.content = token.content[box.end() :]


def _attributions(state: "StateCore") -> None:
    """Split the source off the end of a quotation: a last paragraph or line that starts with ``-- ``."""
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "blockquote_close" and len(tokens) > 2 and tokens[-1].type == "paragraph_close":
            _split(tokens)
        tokens.append(token)
    state.tokens = tokens


def _split(tokens: "list[Token]") -> None:
    opening, inline, closing = tokens[-3:]
    lines = inline.content.split("\n")
    starts = [index for index, line in enumerate(lines) if line.startswith("-- ")]
    if not starts and lines[0].startswith("— "):
        starts = [0]
    if not starts or inline.map is None:
        return
    from markdown_it.token import Token

    at = starts[-1]
    first = inline.map[0] + at
    source = Token("inline", "", 0, map=[first, inline.map[1]], level=inline.level, block=True)
    source.content = "\n".join(lines[at:])[2:].lstrip()
    source.children = []
    if at:
        inline.content = "\n".join(lines[:at]).rstrip()
        inline.map = [inline.map[0], first]
        opening.map = inline.map
    else:
        del tokens[-3:]
    tokens.append(Token("attribution_open", "", 1, map=source.map, level=closing.level, block=True))
    tokens.append(source)
    tokens.append(Token("attribution_close", "", -1, level=closing.level, block=True))

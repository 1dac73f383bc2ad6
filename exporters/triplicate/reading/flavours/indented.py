"""Block syntax of other dialects: what an indented line or a closing sign keeps together."""

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from triplicate.later import regex
from triplicate.reading.flavours.callouts import styled
from triplicate.reading.flavours.directive_tables import named, rows_of_csv, rows_of_list, table_of, with_caption
from triplicate.reading.flavours.glossaries import glossary, is_glossary
from triplicate.reading.limits import MAX_DEPTH

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

# Python-Markdown's admonitions, collapsible ones and tabs.
_INDENTED = regex(r"(?P<sign>!!!|\?\?\?\+?|===[+!]?)[ \t]+(?P<names>[\w -]*?)[ \t]*(?:\"(?P<title>[^\"]*)\")?[ \t]*")
# Govspeak's pairs of lines: address, contact, download, place, information (and more of it), example, summary, call
# to action.
_PAIR = regex(r"\$(CTA|AI|[ACDPIE!])")
_BY_LINES = {"A", "C"}  # an address keeps its lines
# Govspeak's callouts: information, warning, advice.
_SIGNS = {"^": "note", "%": "warning", "@": "important"}
_DIRECTIVE = regex(r"\{(?P<name>[A-Za-z][\w:-]*)(?:[ \t]+(?:[.#]|[\w-]+=)[^{}\n]*)?\}[ \t]*(?P<rest>.*)")
_IN_YAML = regex(r"(?P<key>[\w-]+):(?:\s+(?P<value>.*))?")
_FOLDED = regex(r"[|>][-+]?")
_OPTION = regex(r":[\w-]+:(?:\s.*)?")
_OPTION_OF = regex(r":(?P<key>[\w-]+):(?:\s+(?P<value>.*?)\s*)?")
_QUOTED = regex(r"\"[^\"]*\"|'[^']*'")
_SHOWING_CODE = {"code-block", "code", "code-cell", "code-tab", "sourcecode"}
_PARSED = {
    *("note", "tip", "hint", "important", "warning", "caution", "danger", "attention", "error", "seealso", "todo"),
    *("admonition", "epigraph", "pull-quote", "highlights", "dropdown", "topic", "sidebar", "div", "margin"),
    *("table", "list-table", "figure", "image", "tab-set", "tab-item", "grid", "grid-item", "grid-item-card", "card"),
    *("versionadded", "versionchanged", "deprecated", "details", "exercise", "solution", "blockquote", "glossary"),
    *("aside", "container", "hlist", "only", "tab-set-code", "button-ref", "rubric", "tabs", "tab", "group-tab"),
}
_TABLES = {"table", "list-table", "csv-table"}
_PROOF = "prf:"  # theorems, proofs, algorithms and their kin
_BEGINNING = {"exercise-start", "solution-start"}  # what follows them is theirs up to a fence that ends them
_RAW_HTML = {"{=html}", "{=html5}", "{raw} html"}  # pandoc's, and MyST's
_LINKING = {"button-link"}
_PICTURED = {"figure", "image"}
# What other programs list or index by, which shows nothing of the text itself.
LISTING = {
    "exercise-end",
    "solution-end",
    "toctree",
    "contents",
    "tableofcontents",
    "index",
    "currentmodule",
    "highlight",
    "eval_rst",
    "meta",
}
_INTERRUPTS: "RuleOptionsType" = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def flavour_syntax(md: "MarkdownIt") -> None:
    """Add the rules to a parser."""
    md.block.ruler.before("fence", "indented", _indented, _INTERRUPTS)
    md.block.ruler.before("fence", "pair", _pair, _INTERRUPTS)
    md.block.ruler.before("fence", "signed", _signed, _INTERRUPTS)
    md.core.ruler.after("block", "directives", _directives)


def _line(state: "StateBlock", number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _indented(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    match = None if state.is_code_block(start) else _INDENTED.fullmatch(_line(state, start))
    if match is None or (match["sign"][0] == "=") != (not match["names"] and match["title"] is not None):
        return False
    if silent:
        return True
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent + 4):
        last += 1
    words = match["names"].split()
    _wrap(state, start + 1, last, words[0] if words else "tab", match["title"], 4)
    return True


def _pair(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    match = None if state.is_code_block(start) else _PAIR.fullmatch(_line(state, start))
    if match is None:
        return False
    last = next((number for number in range(start + 1, end) if _line(state, number) == match[0]), None)
    if last is None:
        return False
    if not silent:
        before = len(state.tokens)
        _wrap(state, start + 1, last, f"${match[1]}", None, 0)
        state.line = last + 1
        for token in state.tokens[before:]:
            if match[1] in _BY_LINES and token.type == "inline":
                token.content = token.content.replace("\n", "  \n")
    return True


def _signed(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    line = "" if state.is_code_block(start) else _line(state, start)
    if len(line) < 3 or line[0] not in _SIGNS or line[1] in " \t[^%@":
        return False
    last = start
    while last + 1 < end and not state.isEmpty(last + 1) and not _line(state, last).endswith(line[0]):
        last += 1
    text = "\n".join(_line(state, number) for number in range(start, last + 1))
    if not text.endswith(line[0]) or text.count(line[0]) != 2:
        return False
    if silent:
        return True
    opening = state.push("callout_open", "", 1)
    opening.map = [start, last + 1]
    opening.meta["name"] = _SIGNS[line[0]]
    state.push("paragraph_open", "", 1).map = [start, last + 1]
    inline = state.push("inline", "", 0)
    inline.map = [start, last + 1]
    inline.content = text[1:-1].strip()
    inline.children = []
    state.push("paragraph_close", "", -1)
    state.push("callout_close", "", -1)
    state.line = last + 1
    return True


def _wrap(state: "StateBlock", first: int, last: int, name: str, title: str | None, indent: int) -> None:
    token = state.push("callout_open", "", 1)
    token.map = [first - 1, last]
    token.meta.update(name=name, title=title)
    kept = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "callout", last, state.blkIndent + indent
    state.md.block.tokenize(state, first, last)
    state.parentType, state.lineMax, state.blkIndent = kept
    state.push("callout_close", "", -1)
    state.line = last


def _directives(state: "StateCore") -> None:
    """Parse what stands in MyST's fences whose content is text, and show the code of those that show code."""
    _take_options(state.tokens)
    state.tokens = _expanded(state, state.tokens)


def _take_options(tokens: "list[Token]") -> None:
    """Take the options of directives off the words that follow them within a pair of lines of colons."""
    place = 0
    while place < len(tokens) - 2:
        opening, paragraph, inline = tokens[place : place + 3]
        place += 1
        is_directive = opening.type == "container_colon_open" and _DIRECTIVE.fullmatch(opening.info.strip())
        if not is_directive or paragraph.type != "paragraph_open" or not paragraph.map:
            continue
        lines = inline.content.split("\n")
        begin = next((number for number, line in enumerate(lines) if not _OPTION.fullmatch(line)), len(lines))
        opening.meta["options"] = _options(lines[:begin])
        inline.content = "\n".join(lines[begin:])
        paragraph.map = inline.map = [paragraph.map[0] + begin, paragraph.map[1]]
        if begin == len(lines):
            del tokens[place : place + 3]


def _expanded(state: "StateCore", found: "Sequence[Token]") -> "list[Token]":
    tokens: list[Token] = []
    for token in found:
        if token.type == "math_block_label":
            tokens += named(token.info, token)
            token.type, token.info = "math_block", ""
        if token.type == "fence" and token.map and token.info.strip() in _RAW_HTML:
            token.type, token.map = "html_block", [token.map[0] + 1, token.map[1] - 1]
        match = _DIRECTIVE.fullmatch(token.info.strip()) if token.type == "fence" and token.map else None
        if match is None:
            tokens.append(token)
            continue
        lines = token.content.split("\n")
        options = _read_yaml(lines)
        if options:
            token.content = "\n".join(lines)
        while options < len(lines) and _OPTION.fullmatch(lines[options]):
            options += 1
        if match["name"] in _SHOWING_CODE and match["name"] != "code-cell":
            token.info, _, called = (
                match["rest"].partition(" ") if match["name"] == "code-tab" else (match["rest"], "", "")
            )
            token.content = "\n".join(lines[options:]).removeprefix("\n")
            tokens.extend(_within(token, "tab", called, [token]) if called else [token])
        elif match["name"] == "math":
            token.type, token.info = "math_block", ""
            token.content = "\n".join((match["rest"], *lines[options:])).strip()
            tokens += [*named(_name(lines[:options]), token), token]
        elif match["name"] in _TABLES and (table := _table(state, token, match, lines, options)):
            tokens.extend(table)
        elif match["name"] == "glossary" and is_glossary(lines[options:]):
            tokens += glossary(lines, options, token, partial(_blocks, state, token))
        elif match["name"] in _LINKING:
            words = " ".join(line for line in lines[options:] if line.strip())
            tokens.extend(_parsed(state, token, match, "\n" * options + f"[{words}](<{match['rest']}>)"))
        elif match["name"] in _BEGINNING:
            tokens += named(_name(lines[:options]), token)
            tokens += _within(token, match["name"], _titled(match, match["name"].partition("-")[0]), [])
        elif match["name"] in LISTING:
            token.type, token.content = "unwrapped", f"{{{match['name']}}}"
            tokens.append(token)
        elif match["name"] in _PARSED or match["name"].startswith(_PROOF):
            tokens += named(_name(lines[:options]), token) if match["name"].startswith(_PROOF) else []
            tokens.extend(_parsed(state, token, match, "\n" * options + "\n".join(lines[options:])))
        else:
            tokens.append(token)
    return tokens


def _read_yaml(lines: list[str]) -> int:
    """Write options between lines of dashes, as YAML, as all others are, and return how many lines they take."""
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not end or lines[0].rstrip() != "---":
        return 0
    last = 0
    for number in range(1, end):
        if found := _IN_YAML.fullmatch(lines[number]):
            value = found["value"] or ""
            lines[number] = f":{found['key']}: {'' if _FOLDED.fullmatch(value) else value}"
            last = number
        elif last and lines[number].startswith((" ", "\t", "-")):
            lines[last], lines[number] = f"{lines[last].rstrip()} {lines[number].strip()}", ""
    return end + 1


def _table(state: "StateCore", fence: "Token", match: re.Match[str], lines: list[str], begin: int) -> "list[Token]":
    """Return the table that a directive stands for; none if it cannot be told."""
    assert fence.map is not None
    options, name = _options(lines[:begin]), _name(lines[:begin])
    written, first = lines[begin:], fence.map[0] + 1 + begin
    if match["name"] == "table":
        tokens = _blocks(state, fence, "\n" * begin + "\n".join(written))
        return with_caption(tokens, match["rest"], name, fence)
    headers, stubs = (options.get(key, "0") for key in ("header-rows", "stub-columns"))
    if match["name"] == "list-table":
        rows = rows_of_list(written)
    elif "file" in options or "url" in options:
        return []
    else:
        rows = rows_of_csv(written, options.get("delim", ","))
        if header := options.get("header"):
            line = next(number for number, one in enumerate(lines) if one.startswith(":header:"))
            above = [
                [(words, line - begin) for words, _ in row] for row in rows_of_csv([header], options.get("delim", ","))
            ]
            rows, headers = [*above, *rows], "1"
    stub = int(stubs) if stubs.isdecimal() and len(stubs) < 4 else 0
    table = table_of(rows, stub, first, fence) if headers == "1" else []
    return with_caption(table, match["rest"], name, fence)


def _options(lines: list[str]) -> dict[str, str]:
    found = {match["key"]: match["value"] or "" for line in lines if (match := _OPTION_OF.fullmatch(line))}
    return {key: value[1:-1] if _QUOTED.fullmatch(value) else value for key, value in found.items()}


def _name(lines: list[str]) -> str:
    options = _options(lines)
    return options.get("name") or options.get("label") or ""


def _blocks(state: "StateCore", fence: "Token", text: str) -> "list[Token]":
    """Parse what stands in a fence."""
    assert fence.map is not None
    inside: list[Token] = []
    if fence.level < MAX_DEPTH:
        state.md.block.parse(text, state.md, state.env, inside)
    for token in inside:
        token.level += fence.level + 1
        if token.map:
            token.map = [token.map[0] + fence.map[0] + 1, token.map[1] + fence.map[0] + 1]
    return _expanded(state, inside)


def _parsed(state: "StateCore", fence: "Token", match: re.Match[str], text: str) -> "list[Token]":
    from markdown_it.token import Token

    inside = _blocks(state, fence, text)
    if match["name"] in _PICTURED:
        opening = Token("container_colon_open", "", 1, map=fence.map, level=fence.level, block=True)
        opening.info = fence.info.strip()
        opening.meta.update(closed=True, options=_options(fence.content.split("\n")))
        return [opening, *inside, Token("container_colon_close", "", -1, level=fence.level, block=True)]
    if match["name"].startswith(_PROOF):
        return _within(fence, match["name"], _titled(match, match["name"].removeprefix(_PROOF)), inside)
    name = styled(match["name"], _options(fence.content.split("\n")).get("class", ""))
    return _within(fence, name, "" if name in _LINKING else match["rest"], inside)


def _titled(match: re.Match[str], kind: str) -> str:
    """Return the title that MyST gives a theorem or an exercise, without its number."""
    return f"{kind.capitalize()} ({match['rest']})" if match["rest"] else kind.capitalize()


def _within(fence: "Token", name: str, title: str, inside: "list[Token]") -> "list[Token]":
    """Return tokens within what a fence of MyST is, under its title."""
    from markdown_it.token import Token

    opening = Token("callout_open", "", 1, map=fence.map, level=fence.level, block=True)
    opening.meta.update(name=name, title=title or None)
    return [opening, *inside, Token("callout_close", "", -1, level=fence.level, block=True)]

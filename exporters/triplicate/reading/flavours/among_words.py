"""Inline syntax of other dialects: wiki links, and the roles of MyST that have a meaning here."""

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

from triplicate.later import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LED = regex(r"\([^\s()]*[./#][^\s()]*\)")  # to an address, by a link of Markdown around a name in brackets
_WIKI = regex(r"(?P<shows>!)?\[\[(?P<target>[^\[\]|\n]{1,200})(?:\|(?P<label>[^\[\]\n]{0,200}))?\]\]")
_DESTINATION = regex(r"\s*\S+\s*(?:\n|$|[\"'(])")
_PICTURE = regex(r"([^#]+\.(?:png|jpe?g|gif|webp|svg|bmp|avif))(?:#.*)?", re.IGNORECASE)
_ROLE = regex(
    r"\{(?P<name>[A-Za-z][\w:.-]{0,40})(?:[ \t]+[.#][^{}`\n]{0,80})?\}"
    r"(?P<ticks>`+)(?P<text>[^`]{1,400})(?P=ticks)(?!`)"
)
_TITLED = regex(r"(?P<words>.*\S)\s*<(?P<target>[^<>]+)>")
_SHORT = regex(r"(?P<short>[^()]+\S)\s*\((?P<long>[^()]+)\)")
_ICON = regex(
    r":(?P<set>material|fontawesome|octicons|simple)-(?P<name>[a-z0-9-]{1,60}):(?:\{[^{}\n]{0,200}\})?"
    r"|\{\{<\s*(?P<short>fa|bi|icon|iconify)\s+(?P<called>[^{}<>\n]{1,100}?)\s*>\}\}"
)
_SHORT_NAME = regex(r":(?P<name>[a-z][a-z0-9_+-]{1,40}):(?![\w:/{`])")
_HIGHLIGHT = regex(r"==(?=[^\s=])(?P<words>[^=\n]{1,300})(?<=\S)==(?!=)")
_KEYS = regex(r"\+\+(?P<keys>(?:[a-z0-9-]+|\"[^\"+\n]+\")(?:\+(?:[a-z0-9-]+|\"[^\"+\n]+\")){0,5})\+\+(?!\+)")
_KEY_NAMES = {
    *("ctrl", "control", "alt", "shift", "cmd", "command", "option", "meta", "win", "windows", "super", "fn", "enter"),
    *("return", "tab", "esc", "escape", "space", "spacebar", "backspace", "delete", "del", "insert", "home", "end"),
    *("page-up", "page-down", "up", "down", "left", "right", "arrow-up", "arrow-down", "arrow-left", "arrow-right"),
    *("caps-lock", "print-screen", "pause", "comma", "period", "slash", "plus", "minus", "question-mark"),
    *(f"f{number}" for number in range(1, 13)),
}
# Quarto's references: the kind of what they lead to begins its id.
_ONE_REFERENCE = (
    r"-?@(?P<id{0}>(?:fig|tbl|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)"
    r"-[\w:-]*\w)"
)
_REFERENCE = regex(_ONE_REFERENCE.format(""), re.IGNORECASE)
_REFERENCES = regex(
    rf"\[(?:{_ONE_REFERENCE.format(1)}(?:;[ \t]*{_ONE_REFERENCE.format(2)})*)\](?![\[(])", re.IGNORECASE
)
_DOI = regex(r"\[@(?:https?://(?:dx\.)?doi\.org/|doi:)(?P<doi>10\.[^\s\[\]();,]+)\](?![\[(])")  # MyST cites by it
_CODE_ROLES = {"code", "literal", "command", "file", "program", "envvar", "option", "samp", "class", "func", "mod"}
_RAISED = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup"}
_LINKS = {"ref", "numref", "any", "eq", "prf:ref"}


def flavours_among_words(md: "MarkdownIt") -> None:
    """Add the rules to a parser."""
    md.inline.ruler.before("link", "wiki", _wiki)
    md.inline.ruler.before("backticks", "role", _role)
    md.inline.ruler.before("link", "reference", _reference)
    md.inline.ruler.before("link", "icon", _icon)
    md.inline.ruler.before("link", "short_name", _short_name)
    md.inline.ruler.before("link", "highlight", _highlight)
    md.inline.ruler.before("link", "keys", _keys)
    md.core.ruler.after("inline", "dark_pictures", _dark_pictures)


def _dark_pictures(state: "StateCore") -> None:
    """Leave out pictures for the dark look of a page, which stand beside those for the light one, as on paper."""
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "inline" and token.children:
            shown = [one for one in token.children if not (one.type == "image" and _is_dark(one))]
            is_empty = len(shown) < len(token.children) and not any(
                one.type not in {"text", "softbreak"} or one.content.strip() for one in shown
            )
            token.children = shown
            if is_empty and kept and kept[-1].type == "paragraph_open":
                kept[-1].type = "left_out"
        if token.type == "paragraph_close" and len(kept) > 1 and kept[-2].type == "left_out":
            del kept[-2:]
            continue
        kept.append(token)
    state.tokens = kept


def _is_dark(image: "Token") -> bool:
    return str(image.attrs.get("src", "")).endswith(("#only-dark", "#gh-dark-mode-only"))


def _wiki(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001
    match = _WIKI.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "![" else None
    if match is None or (match["shows"] and not _PICTURE.fullmatch(match["target"])):
        return False
    before = state.src[state.pos - 1 : state.pos]
    after = state.src[match.end() : match.end() + 1]
    label = normalizeReference(match["target"])
    at_start = not state.pos or before == "\n"
    is_definition = after == ":" and at_start and _DESTINATION.match(state.src, match.end() + 1) is not None
    is_within = before in {"[", "!"} or after == "]" or _LED.match(state.src, match.end())
    if is_within or is_definition or label in state.env.get("references", {}):
        return False  # brackets of Markdown's own (CommonMark 0.31, 6.3)
    # The contents marks of other dialects look so, too: they stand alone in a line, and are found before.
    if match["target"].strip("_").lower() == "toc":
        return False
    if not silent:
        label = (match["label"] or "").strip().rstrip("\\")
        if match["shows"]:
            _push_picture(state, match["target"].partition("#")[0].strip(), label)
        else:
            token = state.push("wiki", "", 0)
            token.meta.update(target=match["target"].strip().rstrip("\\"), label=label)
            token.content = match[0]
    state.pos = match.end()
    return True


def _push_picture(state: "StateInline", source: str, label: str) -> None:
    from markdown_it.common.normalize_url import normalizeLink
    from markdown_it.token import Token

    token = state.push("image", "img", 0)
    token.attrs = {"src": str(normalizeLink(source))}
    token.meta["anywhere"] = True
    # A number is a width in pixels; other words describe the picture.
    size = re.fullmatch(r"(\d+)(?:x\d+)?", label)
    alt = "" if size else label
    token.children = [Token("text", "", 0, content=alt, map=token.map)] if alt else []
    if size:
        token.meta["width"] = size[1]


def _role(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001
    match = _ROLE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if match is None:
        return False
    if not silent:
        _push_role(state, match["name"], " ".join(match["text"].split("\n")).strip())
    state.pos = match.end()
    return True


def _reference(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] not in "@-[" or state.src[state.pos - 1 : state.pos].isalnum():
        return False
    if cited := _DOI.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("link_open", "a", 1).attrs = {"href": f"https://doi.org/{cited['doi']}"}
            state.push("text", "", 0).content = f"doi:{cited['doi']}"
            state.push("link_close", "a", -1)
        state.pos = cited.end()
        return True
    several = _REFERENCES.match(state.src, state.pos, state.posMax)
    match = several or _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        for number, one in enumerate(_REFERENCE.finditer(match[0])):
            if number:
                state.push("text", "", 0).content = ", "
            identifier = one["id"]
            state.push("link_open", "a", 1).attrs = {"href": f"#{identifier[0].lower()}{identifier[1:]}"}
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _icon(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001
    match = _ICON.match(state.src, state.pos, state.posMax) if state.src[state.pos] in ":{" else None
    if match is None or state.src[state.pos - 1 : state.pos].isalnum():
        return False
    if not silent:
        words = (match["called"] or match["name"]).split()[-1]
        if match["set"]:
            # The name of the family stands before the name of the drawing, and its size after it.
            words = re.sub(r"^(?:brands|solid|regular)-|-\d+$", "", words)
        token = state.push("icon", "", 0)
        token.content = match[0]
        token.meta["kind"] = f":{match['set']}-…:" if match["set"] else f"{{{{< {match['short']} … >}}}}"
        token.meta["words"] = words.rpartition(":")[2].replace("-", " ")
    state.pos = match.end()
    return True


def _short_name(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001
    match = _SHORT_NAME.match(state.src, state.pos, state.posMax) if state.src[state.pos] == ":" else None
    before = state.src[state.pos - 1] if state.pos else " "
    if match is None or before.isalnum() or before in ":/_}`\\":
        return False
    if not silent:
        token = state.push("short_name", "", 0)
        token.content, token.meta["words"] = match[0], match["name"].replace("_", " ")
    state.pos = match.end()
    return True


def _highlight(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001
    match = _HIGHLIGHT.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "=" else None
    if match is None or state.src[state.pos - 1 : state.pos] == "=":
        return False
    if not silent:
        start, maximum = state.pos, state.posMax
        state.push("highlight_open", "", 1).content = match[0]
        state.pos, state.posMax = start + 2, match.end() - 2
        state.md.inline.tokenize(state)
        state.push("highlight_close", "", -1)
        state.posMax = maximum
    state.pos = match.end()
    return True


def _keys(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001
    match = _KEYS.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "+" else None
    before = state.src[state.pos - 1 : state.pos] if state.pos else ""
    if match is None or before == "+" or before.isalnum():
        return False
    keys = match["keys"].split("+")
    # Signs like these mark what was inserted, too.
    if not all(len(key) == 1 or key in _KEY_NAMES or key.startswith('"') for key in keys):
        return False
    if not silent:
        for number, key in enumerate(keys):
            if number:
                state.push("text", "", 0).content = "+"
            _pair(state, "html_kbd", key.strip('"') if '"' in key else key.replace("-", " ").capitalize())
    state.pos = match.end()
    return True


def _push_role(state: "StateInline", name: str, text: str) -> None:
    titled = _TITLED.fullmatch(text)
    if name in _LINKS:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": f"#{titled['target'] if titled else text}"}
        if titled:
            state.push("text", "", 0).content = titled["words"]
        state.push("link_close", "a", -1)
    elif name == "doc":
        token = state.push("wiki", "", 0)
        token.meta.update(target=titled["target"] if titled else text, label=titled["words"] if titled else "")
    elif name in _RAISED:
        _pair(state, _RAISED[name], text)
    elif name == "kbd":
        _pair(state, "html_kbd", text)
    elif name == "abbr" and (short := _SHORT.fullmatch(text)):
        _pair(state, "html_abbr", short["short"]).meta["title"] = short["long"]
    elif name in {"term", "guilabel", "abbr"}:
        state.push("text", "", 0).content = titled["words"] if titled else text
    elif name not in _CODE_ROLES and not name.startswith(("py:", "c:", "cpp:", "js:", "rst:", "std:")):
        token = state.push("role", "", 0)
        token.content, token.meta["name"] = titled["words"] if titled else text, name
    else:
        state.push("code_inline", "code", 0).content = titled["words"] if titled else text.lstrip("~!")


def _pair(state: "StateInline", kind: str, text: str) -> "Token":
    opening = state.push(f"{kind}_open", "", 1)
    state.push("text", "", 0).content = text
    state.push(f"{kind}_close", "", -1)
    return opening

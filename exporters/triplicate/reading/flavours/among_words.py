"""Inline syntax of other dialects: wiki links, and the roles of MyST that have a meaning here."""

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_WIKI = re.compile(r"(?P<shows>!)?\[\[(?P<target>[^\[\]|\n]{1,200})(?:\|(?P<label>[^\[\]\n]{0,200}))?\]\]")
_PICTURE = re.compile(r"([^#]+\.(?:png|jpe?g|gif|webp|svg|bmp|avif))(?:#.*)?", re.IGNORECASE)
_ROLE = re.compile(r"\{(?P<name>[A-Za-z][\w:.-]{0,40})\}(?P<ticks>`+)(?P<text>[^`\n]{1,400})(?P=ticks)(?!`)")
_TITLED = re.compile(r"(?P<words>.*\S)\s*<(?P<target>[^<>]+)>")
_SHORT = re.compile(r"(?P<short>[^()]+\S)\s*\((?P<long>[^()]+)\)")
_CODE_ROLES = {"code", "literal", "command", "file", "program", "envvar", "option", "samp", "class", "func", "mod"}
_RAISED = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup"}
_LINKS = {"ref", "numref", "any", "eq"}


def flavours_among_words(md: "MarkdownIt") -> None:
    """Add the rules to a parser."""
    md.inline.ruler.before("link", "wiki", _wiki)
    md.inline.ruler.before("backticks", "role", _role)


def _wiki(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001
    match = _WIKI.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "![" else None
    if match is None or (match["shows"] and not _PICTURE.fullmatch(match["target"])):
        return False
    before = state.src[state.pos - 1 : state.pos]
    after = state.src[match.end() : match.end() + 1]
    label = normalizeReference(match["target"])
    if before in {"[", "!"} or after in {"]", ":"} or label in state.env.get("references", {}):
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
    # A number is a width in pixels; other words describe the picture.
    size = re.fullmatch(r"(\d+)(?:x\d+)?", label)
    alt = "" if size else label
    token.children = [Token("text", "", 0, content=alt, map=token.map)] if alt else []
    if size:
        token.meta["width"] = size[1]


def _role(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001
    match = _ROLE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if match is None or not _known(match["name"]):
        return False
    if not silent:
        _push_role(state, match["name"], match["text"].strip())
    state.pos = match.end()
    return True


def _known(name: str) -> bool:
    return name in {*_CODE_ROLES, *_RAISED, *_LINKS, "doc", "term", "kbd", "abbr", "guilabel"} or name.startswith("py:")


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
    else:
        state.push("code_inline", "code", 0).content = titled["words"] if titled else text.lstrip("~!")


def _pair(state: "StateInline", kind: str, text: str) -> "Token":
    opening = state.push(f"{kind}_open", "", 1)
    state.push("text", "", 0).content = text
    state.push(f"{kind}_close", "", -1)
    return opening

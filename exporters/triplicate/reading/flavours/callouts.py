"""The callouts of all dialects, and what each of their kinds is here."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from triplicate.document.model import CalloutKind
from triplicate.later import regex
from triplicate.reading.attributes import NEAR
from triplicate.reading.tree import Branch

if TYPE_CHECKING:
    from markdown_it.token import Token

_KINDS = {
    **{kind.value: kind for kind in CalloutKind},
    **dict.fromkeys(("info", "information", "todo", "example"), CalloutKind.NOTE),
    **dict.fromkeys(("abstract", "tldr"), CalloutKind.SUMMARY),
    **dict.fromkeys(
        ("question", "help", "faq", "quote", "cite", "seealso", "admonition", "secondary"), CalloutKind.NOTE
    ),
    **dict.fromkeys(("hint", "success", "check", "done"), CalloutKind.TIP),
    **dict.fromkeys(("attention", "warn", "bug", "alert"), CalloutKind.WARNING),
    **dict.fromkeys(("danger", "error", "failure", "fail", "missing"), CalloutKind.CAUTION),
    "$CTA": CalloutKind.IMPORTANT,
}
# Kinds whose own name says no more than that of the kind that they are here.
_PLAIN = {*CalloutKind, "info", "information", "hint", "attention", "warn", "danger", "admonition", "secondary", "$CTA"}
_QUARTO = regex(r"\s*(?:\{[^{}]*\.)?callout-")
_NAMED = regex(r"\s*\{?([A-Za-z]+)\}?\s*")
_MARK = regex(r"\[!([A-Za-z]\w*)\][+-]?[ \t]*")


def callout_kind(name: str) -> CalloutKind | None:
    """Return the kind that a name in any dialect stands for, or None; Quarto writes "callout-note"."""
    name = name.removeprefix("callout-")
    return _KINDS.get(name) or _KINDS.get(name.lower())


def own_title(name: str) -> str:
    """Return the title of a callout that has none, where the name says more than the kind; else nothing."""
    name = name.removeprefix("callout-").lower()
    return "" if name in _PLAIN or name.startswith("$") else name.capitalize()


def styled(name: str, classes: str) -> str:
    """Return the name of a callout of MyST; of one that has a title alone, a class says what it looks like."""
    return next((one for one in classes.split() if name == "admonition" and callout_kind(one)), name)


def find_callouts(branches: Sequence[Branch]) -> None:
    """Make callouts of quotations that begin with ``[!kind] Title``, and titles of the headings that begin others."""
    for branch in branches:
        find_callouts(branch.children)
        if branch.kind == "blockquote":
            _marked(branch)
        elif branch.kind == "container_colon" and branch.children and _has_its_title_within(branch):
            branch.token.meta["title"] = branch.children.pop(0)


def _has_its_title_within(branch: Branch) -> bool:
    """Tell whether a heading at the beginning of a callout is its title: Quarto's, and where it is the only one."""
    first, *others = branch.children
    if first.kind != "heading" or not first.children:
        return False
    if _QUARTO.match(branch.token.info):
        return True
    named = _NAMED.fullmatch(branch.token.info)
    return named is not None and callout_kind(named[1]) is not None and all(one.kind != "heading" for one in others)


def _marked(branch: Branch) -> None:
    first = branch.children[0] if branch.children else None
    if first is None or first.kind != "paragraph":
        return
    inline = first.children[0].token
    match = _MARK.match(inline.content)
    if match is None or (callout_kind(match[1]) is None and get_close_matches(match[1].lower(), _KINDS, 1, NEAR)):
        return
    tokens = inline.children or []
    end = next((index for index, token in enumerate(tokens) if token.type in {"softbreak", "hardbreak"}), len(tokens))
    title = _after(tokens[:end], match.end())
    branch.kind = "callout"
    branch.token.meta["name"] = match[1]
    if title:
        branch.token.meta["title"] = Branch(first.token, "heading", [_line(inline, title)])
    rest = tokens[end + 1 :]
    if rest:
        first.children = [_line(inline, rest)]
    else:
        del branch.children[0]


def _line(inline: "Token", tokens: "list[Token]") -> Branch:
    from markdown_it.token import Token

    return Branch(Token("inline", "", 0, map=inline.map, content=inline.content, children=tokens), "inline")


def _after(tokens: "list[Token]", position: int) -> "list[Token]":
    """Return the tokens that stand after a position of their run; one of text that began before it is cut."""
    kept: list[Token] = []
    for token in tokens:
        at = token.map[0] if token.map else 0
        if at >= position:
            kept.append(token)
        elif token.type == "text" and at + len(token.content) > position:
            token.content = token.content[position - at :]
            token.map = [position, position]
            kept.append(token)
    return kept

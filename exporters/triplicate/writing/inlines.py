"""Inline nodes become words with marks among them."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import field, replace
from html import escape
from typing import assert_never

from triplicate.document.model import (
    Abbreviation,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Passage,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from triplicate.document.walk import descend, text_of
from triplicate.later import dataclass, regex
from triplicate.writing.attributes import braces
from triplicate.writing.escaping import all_escaped, escaped

_AUTOLINK = regex(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[!#$&'*+,./0-9:;=?@A-Z_a-z~-]+")
_MAILBOX = regex(r"[A-Za-z0-9.!#$&'*+/=?^_`|~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PLAIN_ADDRESS = regex(r"[^\s()<>\\]+")
_PLAIN_RAISED = regex(r"[\w.,;'’“”()−–/%-]+")
_REWRITTEN = regex(r"\{[{%]|=\{|\{[#/]|--->|<!---|x\[")
"""Code in which reading would see what programs of other dialects fill in."""
_TAGS = {Emphasis: "em", Strong: "strong", Strikethrough: "s", Subscript: "sub", Superscript: "sup"}
_MARKS = {Emphasis: ("*", "_"), Strong: ("**", "__"), Strikethrough: ("~~",)}


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes runs of inline nodes.

    ``formulas`` tells whether dollar signs enclose formulas, ``shorts`` are the short forms that the front matter
    explains, ``filled`` the words of cross-references that are left empty, by their target, ``alts`` the alternative
    texts that reading makes of a description's name, by its id. ``label`` and ``link`` tell that the words stand
    between brackets, and in a link; ``line`` that they are one line; ``marks`` are the signs of emphasis around them.
    """

    formulas: bool = False
    shorts: Collection[str] = ()
    filled: Mapping[str, str] = field(default_factory=dict)
    alts: Mapping[str, str] = field(default_factory=dict)
    label: bool = False
    link: bool = False
    line: bool = False
    marks: frozenset[str] = frozenset()

    def in_line(self, nodes: Inlines, before: str = "") -> str:
        """Return a run that must stay on one line: of a heading, a cell, a term."""
        return replace(self, line=True).run(nodes, before)

    def run(self, nodes: Inlines, before: str = "", after: str = "") -> str:
        """Return a run of nodes; ``before`` and ``after`` are the characters beside it, empty at its ends."""
        written = ""
        for index, node in enumerate(nodes):
            following = next((first for one in nodes[index + 1 :] if (first := self._first(one))), after)
            written += self._inline(node, written[-1:] or before, following)
        return written

    def _first(self, node: Inline) -> str:
        """Return the character that a node begins with; of those that have a choice, the usual one."""
        match node:
            case Text():
                return node.text[:1]
            case Emphasis() | Strong():
                return "*"
            case Strikethrough() | Subscript():
                return "~"
            case Superscript():
                return "^"
            case Code():
                return "`"
            case LineBreak():
                return "<" if self.line else "\\"
            case Image():
                return "!"
            case Math():
                return "$"
            case Abbreviation():
                return node.text[:1] if node.text in self.shorts else "<"
            case Keyboard():
                return "<"
            case Link() | Passage() | NoteReference():
                return "["
            case _:
                assert_never(node)

    def _inline(self, node: Inline, before: str, after: str) -> str:
        match node:
            case Text():
                return self._text(node.text, before, after) if node.text else ""
            case Emphasis() | Strong() | Strikethrough():
                return self._marked(node, before, after)
            case Subscript() | Superscript():
                return self._raised(node, before, after)
            case Code():
                return self._code(node.text, before, after)
            case Keyboard():
                return self._element("kbd", (Text(node.text),))
            case Link():
                return self._link(node)
            case Passage():
                return self._passage(node, before)
            case Abbreviation():
                if node.text in self.shorts and not _is_word(before) and not _is_word(after):
                    return self._text(node.text, before, after)
                return self._element("abbr", (Text(node.text),), title=node.expansion)
            case NoteReference():
                return f"[^{node.number}]"
            case LineBreak():
                return "<br>" if self.line or not before else "\\\n"
            case Image():
                return self.image(node)
            case Math():
                said = braces(values={"alt": node.alt} if node.alt else {})
                return f"${node.tex}${said}"
            case _:
                assert_never(node)

    def _text(self, text: str, before: str, after: str) -> str:
        written = escaped(text, before, after, label=self.label, formulas=self.formulas)
        if after == "$" and self.formulas and text[-1].isdigit():
            return f"{written[:-1]}&#{ord(text[-1])};"  # a dollar sign after a number is a price
        return written

    def _marked(self, node: Emphasis | Strong | Strikethrough, before: str, after: str) -> str:
        match node:
            case Emphasis(children=(Strong(children=inside),)) if not self.marks and not {before, after} & {"*", "_"}:
                inner = replace(self, marks=frozenset("*_")).run(inside, "*", "*")
                if inner and _opens_and_closes("***", before, inner, after):
                    return f"***{inner}***"
            case _:
                pass
        for mark in _MARKS[type(node)]:
            sign = mark[0]
            if sign in {before, after} or (sign in self.marks and not (before in {"", " "} and after in {"", " "})):
                continue
            inner = replace(self, marks=self.marks | {sign}).run(node.children, sign, sign)
            if inner and _opens_and_closes(mark, before, inner, after):
                return f"{mark}{inner}{mark}"
        return self._element(_TAGS[type(node)], node.children)

    def _raised(self, node: Subscript | Superscript, before: str, after: str) -> str:
        sign = "^" if isinstance(node, Superscript) else "~"
        match node.children:
            case (Text(text=text),) if _PLAIN_RAISED.fullmatch(text) and not {before, after} & {"^", "~", "["}:
                return f"{sign}{text}{sign}"
            case _:
                return self._element(_TAGS[type(node)], node.children)

    def _code(self, text: str, before: str, after: str) -> str:
        if "`" in {before, after} or _REWRITTEN.search(text):
            return f"<code>{all_escaped(text)}</code>"
        runs, ticks = set(re.findall("`+", text)), "`"
        while ticks in runs:
            ticks += "`"
        is_padded = text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " " and text.strip(" "))
        return f"{ticks} {text} {ticks}" if is_padded else f"{ticks}{text}{ticks}"

    def _link(self, node: Link) -> str:
        words = text_of(node.children)
        plain = len(node.children) == 1 and isinstance(node.children[0], Text)
        if plain and self.filled.get(node.target) == words:
            return f"[]({_address(node.target)})"
        if plain and words == node.target and _AUTOLINK.fullmatch(words):
            return f"<{words}>"
        if plain and f"mailto:{words}" == node.target and _MAILBOX.fullmatch(words):
            return f"<{words}>"
        if any(isinstance(one, NoteReference) for one in descend(*node.children)):
            # Between brackets no others may stand.
            return self._element("a", node.children, href=node.target)
        return f"[{replace(self, label=True, link=True).run(node.children, '[', ']')}]({_address(node.target)})"

    def _passage(self, node: Passage, before: str) -> str:
        # Where no other brackets may stand, and where two would be a wiki link.
        if self.link or before == "[" or (node.children and isinstance(node.children[0], NoteReference)):
            return self._element("span", node.children, id=node.id, lang=node.lang)
        inner = replace(self, label=True).run(node.children, "[", "]")
        return f"[{inner}]{braces(node.id, node.lang)}" if node.id or node.lang else inner

    def image(self, node: Image) -> str:
        """Return an image with its attributes."""
        classes = ("decorative",) if node.decorative else ()
        values = {}
        alt = node.alt
        if node.described_by:
            values["described-by"] = f"#{node.described_by}"
            alt = "" if alt == self.alts.get(node.described_by) else alt
        if node.width:
            values["width"] = f"{node.width.value:.4f}".rstrip("0").rstrip(".") + node.width.unit
        words = escaped(alt, "[", "]", label=True, formulas=self.formulas) if alt else ""
        return f"![{words}]({_address(node.source.replace('%', '%25'))}){braces(classes=classes, values=values)}"

    def _element(self, name: str, children: Inlines, **attributes: str | None) -> str:
        said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
        return f"<{name}{said}>{self.run(children, '>', '<')}</{name}>"


def _address(target: str) -> str:
    """Return what a link or an image leads to as it is written in parentheses."""
    target = target.replace("&", "&amp;") if re.search(r"&#?\w+;", target) else target
    if target.startswith("#"):
        target = target.replace("%", "%25")
    if _PLAIN_ADDRESS.fullmatch(target):
        return target
    return "<" + re.sub(r"[<>\\]", r"\\\g<0>", target) + ">"


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "P" or sign in "$+<=>^`|~"


def _opens_and_closes(mark: str, before: str, inner: str, after: str) -> bool:
    """Return whether signs around words are taken for the beginning and the end of emphasis (CommonMark 0.31, 6.2)."""
    first, last = inner[0], inner[-1]
    if first.isspace() or last.isspace() or {first, last} & set(mark):
        return False
    free_before = not before or before.isspace() or _is_punctuation(before)
    free_after = not after or after.isspace() or _is_punctuation(after)
    if mark[0] == "_" or {first, last} & set("*_~"):
        return free_before and free_after
    begins = free_before or unicodedata.category(first)[0] not in "PS"
    ends = free_after or unicodedata.category(last)[0] not in "PS"
    return begins and ends

"""Signs that no font of a theme shows, emoji above all: they are said in words, as a screen reader says them."""

import unicodedata
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any

from triplicate.document import walk
from triplicate.document.language import subtag
from triplicate.document.model import (
    Code,
    CodeBlock,
    Document,
    Inline,
    Keyboard,
    Node,
    Passage,
    Place,
    Text,
)
from triplicate.document.rebuild import rebuilt
from triplicate.later import dataclass, regex
from triplicate.rules.exporting import SIGN_IN_WORDS
from triplicate.rules.finding import Finding, Quote
from triplicate.theme.fonts import characters
from triplicate.theme.tokens import Theme

# An emoji with what only varies it (UTS #51): selectors, tones of skin, joined signs; a flag is two letters.
_SIGN = regex(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[\u203c\u2049\u20e3\u2139\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
    "(?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d.)*"
)
_LISTED = 12


@dataclass(slots=True)
class _Said:
    """The signs that were said in words, with their names; where the first of them stands."""

    main: str
    shown: frozenset[int]
    names: dict[str, str] = field(default_factory=dict)
    place: Place | None = None

    def name_of(self, sign: str, place: Place) -> str | None:
        if ord(sign[0]) in self.shown or unicodedata.category(sign[0])[0] != "S":
            return None
        name = _name(sign)
        if name:
            self.names.setdefault(sign, name)
            self.place = min(self.place or place, place)
        return name


def in_words(document: Document, theme: Theme) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document with every sign said in words that the theme has no font for, and a finding that tells so.

    The words are the names that Unicode gives the signs, which are English. They stand in parentheses, so that they
    are not taken for words of the sentence.
    """
    before = walk.descend(*filter(None, (document.cover, document.logo)))
    if not any(map(_has_sign, (*before, *walk.nodes(document)))):
        return document, ()
    said = _Said(document.metadata.lang, frozenset[int]().union(*map(characters, theme.fonts.all)))
    changed = rebuilt(document, lambda node: _changed(node, said))
    if not said.names:
        return document, ()
    title = _SIGN.sub(lambda match: _spelled(match[0], said, changed.title.place), changed.metadata.title)
    changed = replace(changed, metadata=replace(changed.metadata, title=title))
    listed = ", ".join(f"{sign} ({name})" for sign, name in [*said.names.items()][:_LISTED])
    more = f" and {len(said.names) - _LISTED} more" if len(said.names) > _LISTED else ""
    found = SIGN_IN_WORDS.finding(
        "No font shows {signs}" + more + "; the name is there in its place.",
        said.place or document.title.place,
        "Write in words what it says, or bring a font that has it in a house theme.",
        signs=Quote(listed),
    )
    return changed, (found,)


def _has_sign(node: Node) -> bool:
    text = node.text if isinstance(node, Text | Code | CodeBlock | Keyboard) else ""
    return not text.isascii() and _SIGN.search(text) is not None


def _changed(node: Any, said: _Said) -> Any:
    match node:
        case Code() | CodeBlock() | Keyboard():
            text = _SIGN.sub(lambda match: _spelled(match[0], said, node.place), node.text)
            return node if text == node.text else replace(node, text=text)
        case _ if getattr(node, "children", None) and any(isinstance(one, Text) for one in node.children):
            words = tuple(_spread(node.children, said))
            return node if words == node.children else replace(node, children=words)
        case _:
            return _others(node, said)


def _others(node: Any, said: _Said) -> Any:
    """Return a node whose words are not its children: a caption, a term, the title of a callout."""
    changed = {}
    for name in ("caption", "title", "attribution"):
        words = getattr(node, name, None)
        if isinstance(words, tuple) and any(isinstance(one, Text) for one in words):
            changed[name] = tuple(_spread(words, said))
    if terms := getattr(node, "terms", None):
        changed["terms"] = tuple(tuple(_spread(term, said)) for term in terms)
    return replace(node, **changed) if changed else node


def _spread(nodes: tuple[Any, ...], said: _Said) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, Text):
            yield from _pieces(node, said)
        else:
            yield node


def _pieces(node: Text, said: _Said) -> Iterator[Inline]:
    """Yield the text with its signs in words, which are a passage in English where the text is in another language."""
    english = subtag(said.main) == "en"
    text = ""
    position = 0
    for match in _SIGN.finditer(node.text):
        name = said.name_of(match[0], node.place)
        if name is None:
            continue
        text += node.text[position : match.start()]
        position = match.end()
        if english:
            text += f"({name})"
            continue
        yield Text(f"{text}(", place=node.place)
        yield Passage((Text(name, place=node.place),), "en", place=node.place)
        text = ")"
    rest = text + node.text[position:]
    if position == 0:
        yield node
    elif rest:
        yield Text(rest, place=node.place)


def _spelled(sign: str, said: _Said, place: Place) -> str:
    name = said.name_of(sign, place)
    return f"({name})" if name else sign


def _name(sign: str) -> str:
    """Return what Unicode calls a sign, in small letters; of a flag the letters of its country."""
    if "\U0001f1e6" <= sign[0] <= "\U0001f1ff":
        return "flag " + "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in sign)
    return unicodedata.name(sign[0], "").lower()

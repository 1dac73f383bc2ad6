"""HTML of any origin as a tree, parsed by the rules that browsers follow (HTML, 13.2), within bounds.

Met here is tinyhtml5 2.1: it makes trees of the standard library, which know neither parents nor lines; it takes names
that XML does not; it asserts what it holds to be true; it keeps the patterns that it has made under other keys than it
looks them up by, and makes each anew every time; it looks at all attributes of a tag for each of them, and copies all
words of an element for each piece of them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from lxml import etree
from tinyhtml5 import inputstream
from tinyhtml5.constants import ReparseError, Token
from tinyhtml5.parser import HTMLParser
from tinyhtml5.tokenizer import HTMLTokenizer
from tinyhtml5.treebuilder import TreeBuilder

from triplicate.errors import UnreadableError
from triplicate.later import regex
from triplicate.proof.readback.archive import DEEPEST

_NAME = regex(r"[A-Za-z_][\w.-]*", re.ASCII)
_NO_XML = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Patterns(dict[tuple[Any, bool], re.Pattern[str]]):
    """Patterns of the characters that are in a set or in none, by the set and whether they are to be in it."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        if isinstance(key[0], re.Pattern):
            raise KeyError(key)
        characters, within = key
        made = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = found = re.compile(f"[{'' if within else '^'}{made}]+")
        return found


inputstream.characters_until_regex = _Patterns()


_ATTRIBUTES = 1000
"""How many attributes an element may have."""


class _TooMuchError(Exception):
    """A page has more of something than the readers follow."""


class _Tokenizer(HTMLTokenizer):  # type: ignore[misc]
    """Yields the tokens of a page: words with all that follow them as one, errors left out."""

    def __iter__(self) -> Iterator[Any]:
        held, pieces = None, []
        for token in super().__iter__():
            kind = token["type"]
            if kind == Token.PARSE_ERROR:
                continue
            if held is not None and kind in (Token.CHARACTERS, Token.SPACE_CHARACTERS):
                pieces.append(token["data"])
                continue
            if held is not None:
                yield held | {"data": "".join(pieces)}
                held = None
            if kind == Token.CHARACTERS:
                held, pieces = token, [token["data"]]
            else:
                yield token
        if held is not None:
            yield held | {"data": "".join(pieces)}

    def attribute_name_state(self) -> Any:
        """Read on in the name of an attribute."""
        if len(self.current_token["data"]) > _ATTRIBUTES:
            raise _TooMuchError(f"an element has more than {_ATTRIBUTES} attributes")
        return super().attribute_name_state()


class _Builder(TreeBuilder):  # type: ignore[misc]
    """Builds the tree, and remembers in which line each element begins."""

    def __init__(self) -> None:
        super().__init__(namespace_html_elements=True)
        self.parser: Any = None
        self.lines: dict[Element, int] = {}
        self._line, self._chunk, self._offset = 1, "", 0

    def insert_element_normal(self, token: Any) -> Any:
        """Insert an element where it stands."""
        return self._placed(super().insert_element_normal(token))

    def insert_element_table(self, token: Any) -> Any:
        """Insert an element that may stand in a table where none can."""
        return self._placed(super().insert_element_table(token))

    def _placed(self, element: Any) -> Any:
        if len(self.open_elements) > DEEPEST:
            raise _TooMuchError(f"it is nested more than {DEEPEST} elements deep")
        self.lines[element._element] = self._here()  # noqa: SLF001  it has no other name
        return element

    def _here(self) -> int:
        """Return the line that is being read, counted from where the last element stood and not from the beginning."""
        stream = self.parser.tokenizer.stream
        if stream.chunk is not self._chunk:
            self._line, self._chunk, self._offset = stream.previous_number_lines + 1, stream.chunk, 0
        here, before = stream.chunk_offset, self._offset
        self._line += self._chunk.count("\n", before, here) - self._chunk.count("\n", here, before)
        self._offset = here
        return self._line


class _Parser(HTMLParser):  # type: ignore[misc]
    """A parser with our own tokenizer and builder."""

    phases: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        self.tree = _Builder()
        self.tree.parser = self
        self.phases = {name: type(phase)(self, self.tree) for name, phase in self.phases.items()}

    def parse(self, stream: bytes) -> Any:
        """Return the root of a page."""
        self.container, self.scripting = None, False
        self.tokenizer = _Tokenizer(stream, parser=self)
        self.reset()
        try:
            self.main_loop()
        except ReparseError:  # the page says in its head how it is encoded
            self.reset()
            self.main_loop()
        return self.tree.get_document(full_tree=False)


def parsed(page: bytes, name: str) -> etree._Element:
    """Return the root of a page; ``name`` is what messages call it.

    Raises UnreadableError if it is nested too deeply, or has far too many attributes.
    """
    parser = _Parser()
    try:
        root = parser.parse(page)
    except _TooMuchError as error:
        raise UnreadableError(f"{name}: {error}") from None
    except AssertionError as error:
        raise UnreadableError(f"{name}: it is damaged") from error
    return _copied(root, parser.tree.lines)


def _copied(root: Element, lines: dict[Element, int]) -> etree._Element:
    """Return a tree of the standard library as one of lxml, comments left out."""
    made = etree.Element(_tag(root.tag))
    waiting = [(root, made)]
    while waiting:
        element, copy = waiting.pop()
        if element in lines:
            copy.sourceline = lines[element]  # type: ignore[assignment]  # lxml-stubs 0.5 does not know its type
        for attribute, value in element.attrib.items():
            if _NAME.fullmatch(attribute) or attribute.startswith("{"):
                copy.set(attribute, _clean(value) or "")
        copy.text = _clean(element.text)
        last: etree._Element | None = None
        for child in element:
            if isinstance(child.tag, str):
                last = etree.SubElement(copy, _tag(child.tag))
                last.tail = _clean(child.tail)
                waiting.append((child, last))
            elif last is None:
                copy.text = (copy.text or "") + (_clean(child.tail) or "")
            else:
                last.tail = (last.tail or "") + (_clean(child.tail) or "")
    return made


@lru_cache(maxsize=1000)
def _tag(tag: str) -> str:
    """Return a name that XML may have."""
    space, _, name = tag.rpartition("}")
    return tag if _NAME.fullmatch(name) else f"{space}}}unknown" if space else "unknown"


def _clean(text: str | None) -> str | None:
    """Return words without the characters that no XML holds."""
    return text if text is None or text.isprintable() else _NO_XML.sub("", text)

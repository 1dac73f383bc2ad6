"""HTML of any origin as a tree, parsed by the rules that browsers follow (HTML, 13.2), within bounds.

Met here is tinyhtml5 2.1: it makes trees of the standard library, which know neither parents nor lines; it takes names
that XML does not; it asserts what it holds to be true; it keeps the patterns that it has made under other keys than it
looks them up by, and makes each anew every time.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element

from lxml import etree
from tinyhtml5 import inputstream
from tinyhtml5.parser import HTMLParser
from tinyhtml5.treebuilder import TreeBuilder

from triplicate.errors import UnreadableError
from triplicate.proof.readback.archive import DEEPEST

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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


class _TooDeepError(Exception):
    """Elements are nested more deeply than the readers follow."""


class _Builder(TreeBuilder):  # type: ignore[misc]
    """Builds the tree, and remembers in which line each element begins."""

    def __init__(self) -> None:
        super().__init__(namespace_html_elements=True)
        self.parser: Any = None
        self.lines: dict[Element, int] = {}

    def insert_element_normal(self, token: Any) -> Any:
        """Insert an element where it stands."""
        return self._placed(super().insert_element_normal(token))

    def insert_element_table(self, token: Any) -> Any:
        """Insert an element that may stand in a table where none can."""
        return self._placed(super().insert_element_table(token))

    def _placed(self, element: Any) -> Any:
        if len(self.open_elements) > DEEPEST:
            raise _TooDeepError
        self.lines[element._element] = self.parser.tokenizer.stream.position()[0]  # noqa: SLF001  it has no other name
        return element


def parsed(page: bytes, name: str) -> etree._Element:
    """Return the root of a page; ``name`` is what messages call it.

    Raises UnreadableError if it is nested too deeply.
    """
    builder = _Builder()
    parser = HTMLParser()
    parser.tree = builder
    parser.phases = {name: type(phase)(parser, builder) for name, phase in parser.phases.items()}
    builder.parser = parser
    try:
        root = parser.parse(page)
    except _TooDeepError:
        raise UnreadableError(f"{name}: it is nested more than {DEEPEST} elements deep") from None
    except AssertionError as error:
        raise UnreadableError(f"{name}: it is damaged") from error
    return _copied(root, builder.lines)


def _copied(root: Element, lines: dict[Element, int]) -> etree._Element:
    """Return a tree of the standard library as one of lxml, comments left out."""
    made = etree.Element(_tag(root))
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
                last = etree.SubElement(copy, _tag(child))
                last.tail = _clean(child.tail)
                waiting.append((child, last))
            elif last is None:
                copy.text = (copy.text or "") + (_clean(child.tail) or "")
            else:
                last.tail = (last.tail or "") + (_clean(child.tail) or "")
    return made


def _tag(element: Element) -> str:
    space, _, name = element.tag.rpartition("}")
    return element.tag if _NAME.fullmatch(name) else f"{space}}}unknown" if space else "unknown"


def _clean(text: str | None) -> str | None:
    """Return words without the characters that no XML holds."""
    return text and _NO_XML.sub("", text)

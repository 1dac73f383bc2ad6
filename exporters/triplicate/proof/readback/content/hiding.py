"""What style sheets keep from every reader: ``display: none`` and ``visibility: hidden`` (CSS 2.2, 9.2.4 and 11.2)."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import cssselect2
import tinycss2
from lxml import etree

from triplicate.later import regex
from triplicate.proof.readback.archive import children, local_name, resolved

_MEDIA = frozenset({"", "all", "screen"})
_NOT_FOR_ALL = regex(r"\bnot\b|\(\s*-")
_HIDING = {"display": "none", "visibility": "hidden"}

Rule = tuple[cssselect2.compiler.CompiledSelector, str, str, bool]
"""A selector with what it says of a property: its name, its value, and whether it is important."""


class StyleSheets:
    """The style sheets of content documents; ``fetch`` gives the bytes of a linked one, empty if it is lost."""

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        self._fetch = fetch
        self._linked: dict[str, tuple[Rule, ...]] = {}

    def hide(self, root: etree._Element, part: str) -> None:
        """Give every element of a content document that its style hides the attribute ``hidden``."""
        rules = [rule for sheet in self._sheets(root, part) for rule in sheet]
        if any(_HIDING[name] == value for _, name, value, _ in rules):
            matcher = cssselect2.Matcher()
            for selector, *said in rules:
                matcher.add_selector(selector, said)
            for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
                if _is_hidden(match for match in matcher.match(wrapper)):
                    wrapper.etree_element.set("hidden", "hidden")
        for element in root.iter("{*}*"):
            style = element.get("style")
            if style and any(_HIDING[name] == value for name, value, _ in _said(tinycss2.parse_blocks_contents(style))):
                element.set("hidden", "hidden")

    def _sheets(self, root: etree._Element, part: str) -> Iterator[tuple[Rule, ...]]:
        head = next((child for child in children(root) if local_name(child) == "head"), None)
        for element in children(head) if head is not None else ():
            if (element.get("media") or "").strip().lower() not in _MEDIA:
                continue
            if local_name(element) == "style":
                yield tuple(_rules(tinycss2.parse_stylesheet("".join(map(str, element.itertext())))))
            kinds = (element.get("rel") or "").lower().split()
            if "stylesheet" in kinds and "alternate" not in kinds and (href := element.get("href")):
                yield self._sheet(resolved(part, href))

    def _sheet(self, part: str) -> tuple[Rule, ...]:
        if part not in self._linked:
            self._linked[part] = _rules_of(self._fetch(part))
        return self._linked[part]


@lru_cache(maxsize=2)  # of many books that one program has made, all have the same
def _rules_of(sheet: bytes) -> tuple[Rule, ...]:
    return tuple(_rules(tinycss2.parse_stylesheet_bytes(sheet)[0]))


def _rules(nodes: Iterable[tinycss2.ast.Node]) -> Iterator[Rule]:
    """Yield what rules say of the two properties."""
    for node in nodes:
        if node.type == "at-rule" and node.content is not None:
            if _holds(node.lower_at_keyword, tinycss2.serialize(node.prelude).strip().lower()):
                yield from _rules(tinycss2.parse_rule_list(node.content))
        elif node.type == "qualified-rule" and (said := list(_said(tinycss2.parse_blocks_contents(node.content)))):
            try:
                selectors = cssselect2.compile_selector_list(node.prelude)
            except cssselect2.SelectorError:
                continue
            for selector in selectors:
                if selector.pseudo_element is None:
                    yield from ((selector, *one) for one in said)


def _holds(keyword: str, condition: str) -> bool:
    """Whether a reader follows the rules in a block: books show anew in ``@supports`` what they hide from old readers.

    A reader of today supports what has a name of its own (CSS Conditional Rules 3, 6); what begins with a hyphen
    is known to readers of one make alone.
    """
    if keyword == "supports":
        return _NOT_FOR_ALL.search(condition) is None
    return keyword == "media" and condition in _MEDIA


def _said(nodes: Iterable[tinycss2.ast.Node]) -> Iterator[tuple[str, str, bool]]:
    for node in nodes:
        if node.type == "declaration" and node.lower_name in _HIDING:
            yield node.lower_name, tinycss2.serialize(node.value).strip().lower(), node.important


def _is_hidden(matches: Iterable[tuple[object, int, None, tuple[str, str, bool]]]) -> bool:
    """Whether what holds for an element hides it; matches come in the order of the cascade."""
    found: dict[str, tuple[bool, str]] = {}
    for _, _, _, (name, value, important) in matches:
        if important or not found.get(name, (False, ""))[0]:
            found[name] = important, value
    return any(_HIDING[name] == value for name, (_, value) in found.items())

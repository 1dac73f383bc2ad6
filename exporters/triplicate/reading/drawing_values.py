"""Values that a drawing names once and uses by name (CSS Variables 1), set in their places.

Neither WeasyPrint 70 nor resvg_py 0.5 knows them: what they paint was black on the page and in Word's picture.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_USE = "var("
_MOST_ROUNDS, _MOST = 8, 50_000
"""How often a value may lead to another, and how many characters are set: values may double from one to the next."""


def set_values(root: "Element") -> None:
    """Write the values of a drawing where they are used by name; one that is said in several ways is left."""
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    sheets = [one for one in elements if one.tag.rpartition("}")[2] == "style" and one.text]
    users = [(one, str(key)) for one in elements for key, value in one.attrib.items() if _USE in str(value)]
    if not users and not any(_USE in (sheet.text or "") for sheet in sheets):
        return
    setting = _Setting(_values([sheet.text or "" for sheet in sheets], [str(one.get("style", "")) for one in elements]))
    for sheet in sheets:
        sheet.text = setting.fill(sheet.text or "")
    for one, key in users:
        one.set(key, setting.fill(str(one.get(key))))


def _values(sheets: Iterable[str], styles: Iterable[str]) -> dict[str, str]:
    """Return the values that are said in one way only, by their names; those for other media are none of the page's."""
    import tinycss2

    said: dict[str, set[str]] = {}
    lists = [
        rule.content
        for sheet in sheets
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        if rule.type == "qualified-rule"
    ]
    for content in (*lists, *(style for style in styles if "--" in style)):
        for one in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
            if one.type == "declaration" and one.name.startswith("--"):
                said.setdefault(one.name, set()).add(tinycss2.serialize(one.value).strip())
    return {name: min(found) for name, found in said.items() if len(found) == 1}


class _Setting:
    """Sets values in their places."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values, self._left = values, _MOST

    def fill(self, text: str) -> str:
        """Return styles or a value with the values that they use by name."""
        import tinycss2

        tokens: list[Any] = tinycss2.parse_component_value_list(text)
        return str(tinycss2.serialize(self._filled(tokens, _MOST_ROUNDS)))

    def _filled(self, tokens: Sequence[Any], rounds: int) -> list[Any]:
        found: list[Any] = []
        for token in tokens:
            if token.type == "function" and token.lower_name == "var" and rounds:
                value = self._value(token.arguments)
                found += self._filled(value, rounds - 1) if value else [token]
                continue
            one = copy(token)
            if one.type == "function":
                one.arguments = self._filled(one.arguments, rounds)
            elif one.type in {"{} block", "() block", "[] block"}:
                one.content = self._filled(one.content, rounds)
            found.append(one)
        return found

    def _value(self, arguments: Sequence[Any]) -> Sequence[Any]:
        """Return what is named, or else what is said to stand in its place."""
        import tinycss2

        named = [one for one in arguments if one.type not in {"whitespace", "comment"}]
        name = named[0].value if named and named[0].type == "ident" else ""
        comma = next((at for at, one in enumerate(arguments) if one == ","), len(arguments))
        value = self._values.get(name) or tinycss2.serialize(arguments[comma + 1 :])
        self._left -= len(value)
        return tinycss2.parse_component_value_list(value) if self._left > 0 else ()

"""Front matter: YAML, or TOML, at the top of a source, its keys with their places."""

from collections.abc import Iterator
from dataclasses import field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from triplicate.document.model import Place
from triplicate.later import dataclass, regex
from triplicate.reading import front_toml, rules
from triplicate.reading.keys import ALIASES, KEYS, KeyKind
from triplicate.rules.finding import Argument, Finding

if TYPE_CHECKING:
    from yaml.nodes import Node

Value = str | list["Value"] | dict[str, "Value"] | None

_MAX_DEPTH = 4
_DEEPER_ELSEWHERE = 20  # levels more that a key of another program may have
_MOST = 100_000
"""Values, and a tenth of the characters, that front matter may come to once its aliases are unfolded."""
_QUOTED = regex(r"""\s*(?P<key>[\w-]+):\s+(?P<sign>['"])(?P<value>[^\\]*)(?P=sign)\s*""")
_NEAR = 0.8  # how alike a slip and the key that was meant are, from 0 to 1


@dataclass(frozen=True, slots=True)
class FrontEntry:
    """A key's value as written (every scalar is text), the key as written, and its place."""

    value: Value
    key: str
    place: Place


@dataclass(frozen=True, slots=True)
class Ignored:
    """A code of findings that a text wants ignored, as written under ``ignore:``, its reason, and its place."""

    code: str
    reason: str
    place: Place


@dataclass(slots=True)
class Front:
    """What stands in the front matter. ``entries`` are by canonical key, ``extra`` the keys that are not known.

    ``ignored`` are the lines under ``ignore:``, sound or not, ``parts`` the paths under ``parts:``, with their places.

    ``body`` is the rest of the source, with an empty line for each line of front matter, so that lines keep their
    numbers.
    """

    body: str
    entries: dict[str, FrontEntry] = field(default_factory=dict)
    extra: dict[str, FrontEntry] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    parts: list[tuple[str, Place]] = field(default_factory=list)
    is_toml: bool = False

    def variables(self) -> dict[str, str]:
        """Return every key with a single value, under the name as written and the canonical one.

        One within another is called ``outer.inner``, and one of the text ``page.key`` too, as in Liquid.
        """
        found: dict[str, str] = {}
        for key, entry in (*self.entries.items(), *self.extra.items()):
            if isinstance(entry.value, str):
                found[key] = found[entry.key] = found[f"page.{entry.key}"] = entry.value
            elif isinstance(entry.value, dict):
                found |= {f"{key}.{inner}": value for inner, value in entry.value.items() if isinstance(value, str)}
        return found

    def unknown(self, used: set[str]) -> list[Finding]:
        """Return a finding for each key that is not known, that no variable uses, and that is near to a known one.

        Any other is of another program, and none of our business.
        """
        findings = []
        for key, entry in self.extra.items():
            if key in used or "." in key:
                continue
            near = get_close_matches(key.lower().replace("_", "-"), (*KEYS, *ALIASES), n=1, cutoff=_NEAR)
            if near and not _is_switch_elsewhere(entry.value, ALIASES.get(near[0], near[0])):
                hint = f"Did you mean “{near[0]}”?"
                findings.append(rules.KEY_UNKNOWN.finding("The key “{key}” is not known.", entry.place, hint, key=key))
        return findings


def _is_switch_elsewhere(value: Value, near: str) -> bool:
    """Tell whether a value is true or false, and that of the key near to it can be no such."""
    return isinstance(value, str) and value in {"true", "false"} and KEYS[near].kind is not KeyKind.SWITCH


def split_front(text: str) -> Front:
    """Return the front matter of a text whose line ends are single; what is wrong in it is among the findings."""
    lines = text.split("\n")
    fence = lines[0].rstrip()
    # Three plus signs alone are no front matter.
    is_toml = fence == front_toml.FENCE and front_toml.is_toml(lines[1:])
    if fence != "---" and not is_toml:
        return Front(text)
    ends = {fence} if is_toml else {"---", "..."}
    end = next((index for index, line in enumerate(lines) if index and line.rstrip() in ends), None)
    if not is_toml and _is_break(lines[1:end]):
        return Front(text)
    if end is None:
        front = Front(text)
        if is_toml or (len(lines) > 1 and _key_like(lines[1])):
            front.findings.append(
                rules.FRONT_MATTER_BROKEN.finding(
                    "The front matter is not closed.", Place(1), f"Write a line {fence} after its last key."
                )
            )
        return front
    front = Front("\n" * (end + 1) + "\n".join(lines[end + 1 :]), is_toml=is_toml)
    source = "\n".join(lines[1:end])
    try:
        _read(front, front_toml.as_yaml(source) if is_toml else source)
    except front_toml.TomlBrokenError as error:
        front.findings.append(
            rules.FRONT_MATTER_BROKEN.finding(
                "The front matter is not TOML: {problem}.",
                Place(error.line + 1, error.column),
                "Delete what cannot be read, or write YAML between two lines of ---.",
                problem=str(error),
            )
        )
    return front


def _is_break(inside: list[str]) -> bool:
    """Return whether the first --- is a thematic break: an empty line follows it, as in pandoc, and no known key."""
    starts_empty = bool(inside) and not inside[0].strip()
    return starts_empty and not any(line.partition(":")[0] in {*KEYS, *ALIASES} for line in inside if ":" in line)


def _key_like(line: str) -> bool:
    name, colon, _ = line.partition(":")
    return bool(colon) and name.replace("-", "").replace("_", "").isalnum()


def _mended(lines: list[str]) -> str:
    """Return the remedy for a line that is not YAML."""
    quoted = _QUOTED.fullmatch(lines[0]) if lines else None
    if lines and lines[0].lstrip(" ").startswith("\t"):
        return "Write spaces where a tab stands at the beginning of the line."
    if quoted and quoted["sign"] == "'" and "'" in quoted["value"]:
        value = quoted["value"].replace("'", "''")
        return f"Write ' twice within the value: {quoted['key']}: '{value}'."
    if quoted and quoted["sign"] == '"' and '"' in quoted["value"]:
        value = quoted["value"].replace('"', r"\"")
        return rf'Write \ before each " within the value: {quoted["key"]}: "{value}".'
    return 'Put a value that holds a colon or a mark in quotation marks: title: "News: today".'


def _read(front: Front, source: str) -> None:
    import yaml

    def broken(sentence: str, place: Place, hint: str, **arguments: Argument) -> None:
        front.findings.append(rules.FRONT_MATTER_BROKEN.finding(sentence, place, hint, **arguments))

    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 2, mark.column + 1) if mark else Place(2)
        broken(
            "The front matter is not YAML: {problem}.",
            place,
            _mended(source.split("\n")[mark.line : mark.line + 1] if mark else []),
            problem=error.problem or error.context or "",
        )
        return
    except yaml.YAMLError as error:
        broken(
            "The front matter is not YAML: {problem}.",
            Place(2),
            "Delete what cannot be read.",
            problem=" ".join(str(error).split()),
        )
        return
    except RecursionError:
        broken("The front matter is nested too deep.", Place(2), "Write plain values and short lists.")
        return
    except (ValueError, OverflowError):  # PyYAML 6.0 makes a character of any number: "\\U00110000"
        broken(
            "The front matter holds an escape that stands for no character.", Place(2), "Write the character itself."
        )
        return
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        broken(
            "The front matter has no keys.",
            Place(2),
            "Write lines such as “title: News”, or delete it; for a thematic break leave an empty line after the ---.",
        )
        return
    unfolding = _Unfolding()
    for key_node, value_node in root.value:
        place = _place(key_node)
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        try:
            value = unfolding.plain(value_node, 0 if ALIASES.get(key, key) in KEYS else -_DEEPER_ELSEWHERE)
        except _TooDeepError:
            broken("The value of “{key}” is nested too deep.", place, "Write plain values and short lists.", key=key)
            continue
        except _TooLargeError:
            broken("The value of “{key}” is too large.", place, "Write plain values and short lists.", key=key)
            break
        name = ALIASES.get(key, key)
        known = name in KEYS
        where = front.entries if known else front.extra
        if not known and name in where and where[name].value == value:
            continue
        if name in where:
            front.findings.append(
                rules.KEY_TWICE.finding(
                    "“{key}” is given twice." if where[name].key == key else "“{key}” and “{other}” are one.",
                    place,
                    "Keep one of them.",
                    key=key,
                    other=where[name].key,
                )
            )
            continue
        where[name] = FrontEntry(value, key, place)
        if name == "ignore":
            front.ignored.extend(_ignored(value_node))
        if name == "parts":
            _take_parts(front, value_node, place)


def _take_parts(front: Front, node: "Node", place: Place) -> None:
    import yaml

    listed = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if any(not isinstance(one, yaml.ScalarNode) for one in listed):
        hint = "Write each path on a line of its own: “  - chapters/one.md”."
        front.findings.append(
            rules.VALUE_WRONG.finding(
                "The value of “{key}” is not {what}.", place, hint, key="parts", what="a list of paths"
            )
        )
        return
    front.parts.extend((one.value.strip(), _place(one)) for one in listed if _scalar(one))


def _ignored(node: "Node") -> Iterator[Ignored]:
    """Yield codes with their reasons; a code that is listed without one has an empty reason."""
    import yaml

    match node:
        case yaml.MappingNode():
            for code, reason in node.value:
                yield Ignored(str(code.value), _scalar(reason), _place(code))
        case yaml.SequenceNode():
            for code in node.value:
                yield Ignored(str(code.value), "", _place(code))
        case _:
            yield Ignored(str(node.value), "", _place(node))


def _scalar(node: "Node") -> str:
    return node.value if isinstance(node.value, str) and node.tag != "tag:yaml.org,2002:null" else ""


def _place(node: "Node") -> Place:
    return Place(node.start_mark.line + 2, node.start_mark.column + 1)


class _TooDeepError(Exception):
    """A value is nested deeper than any key needs."""


class _TooLargeError(Exception):
    """Aliases within aliases come to more than any text needs."""


class _Unfolding:
    """YAML nodes as plain values, their aliases unfolded, within the bounds of all front matter together."""

    def __init__(self) -> None:
        self._left = _MOST
        self._characters_left = 10 * _MOST

    def plain(self, node: "Node", depth: int) -> Value:
        """Return a YAML node as text, lists and mappings; scalars keep their spelling ("1.10", "no")."""
        import yaml

        if depth > _MAX_DEPTH:
            raise _TooDeepError
        self._left -= 1
        if isinstance(node, yaml.ScalarNode):
            self._characters_left -= len(node.value)
        if self._left < 0 or self._characters_left < 0:
            raise _TooLargeError
        match node:
            case yaml.ScalarNode():
                return None if node.tag == "tag:yaml.org,2002:null" else str(node.value).strip()
            case yaml.SequenceNode():
                return [self.plain(item, depth + 1) for item in node.value]
            case yaml.MappingNode():
                return {
                    str(key.value): self.plain(value, depth + 1)
                    for key, value in node.value
                    if isinstance(key, yaml.ScalarNode)
                }
            case _:
                raise AssertionError(f"YAML node {type(node).__name__} is not mapped")

"""What the values of a role mean: points, fields of the theme, choices. The names of tokens stand in them."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from triplicate.later import dataclass
from triplicate.theme.tokens import Colours, Theme, Type

_LENGTHS = ("paragraph", "item", "indent", "before-heading", "after-heading", "cell")
_STEPS = tuple(field.name for field in fields(Type) if field.name not in ("least", "formula"))
_COLOURS = tuple(field.name.replace("_", "-") for field in fields(Colours))
_EM = "em"
_LINES = ("line", "heading-line")
_USES = ("body", "heading", "code")
_WEIGHTS, _SLANTS = (400, 500, 600, 700), ("normal", "italic")
_SIDES = ("start", "end", "center", "justify")


class RoleError(ValueError):
    """What a style says of a role and cannot be; the message names the role, the property and the remedy."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A rule along a side: ``width`` in points, ``colour`` a field of :class:`triplicate.theme.Colours`."""

    width: float
    colour: str


def values(where: str, theme: Theme, said: Mapping[str, object]) -> dict[str, Any]:
    """Return what a role says, by property, with the theme's tokens in place of their names.

    ``where`` is how messages call the role. Raises RoleError for a value that its property cannot have.
    """
    reader = _Reader(where, theme)
    if "size" in said:
        reader.em = reader.size(said["size"])
    return {key: _READERS[key](reader, value, key) for key, value in said.items()}


class _Reader:
    """Reads the values of one role; ``where`` is how messages call it, ``em`` its size in points."""

    def __init__(self, where: str, theme: Theme) -> None:
        self.where, self.theme, self.em = where, theme, theme.type.body

    def size(self, value: object, key: str = "size") -> float:
        factor, token = self._parts(value, key, _STEPS)
        return factor * float(getattr(self.theme.type, token))

    def line(self, value: object, key: str) -> float:
        if _is_number(value):
            return float(value)  # type: ignore[arg-type]  # seen to be a number
        factor, token = self._parts(value, key, _LINES)
        return factor * float(getattr(self.theme.spacing, token.replace("-", "_")))

    def length(self, value: object, key: str) -> float:
        if _is_number(value):
            return float(value)  # type: ignore[arg-type]  # seen to be a number
        factor, token = self._parts(value, key, (*_LENGTHS, _EM))
        return factor * (self.em if token == _EM else float(getattr(self.theme.spacing, token.replace("-", "_"))))

    def padding(self, value: object, key: str) -> tuple[float, float, float, float]:
        if not isinstance(value, list):
            value = [value]
        sides = [self.length(one, key) for one in value]
        match sides:
            case [over, end, under, start]:
                return over, end, under, start
            case [over, end]:
                return over, end, over, end
            case [every]:
                return every, every, every, every
        raise self.wrong(key, value, "wants one length, two (over and under, at the sides), or four")

    def edge(self, value: object, key: str) -> Edge:
        if not isinstance(value, list) or len(value) != 2:
            raise self.wrong(key, value, 'wants a width and a colour: [0.75, "rule"]')
        return Edge(self.length(value[0], key), self.colour(value[1], key))

    def colour(self, value: object, key: str) -> str:
        return str(self.one_of(value, key, _COLOURS)).replace("-", "_")

    def switch(self, value: object, key: str) -> bool:
        if not isinstance(value, bool):
            raise self.wrong(key, value, "wants true or false")
        return value

    def one_of(self, value: object, key: str, known: tuple[Any, ...]) -> Any:
        if isinstance(value, bool) or value not in known:
            raise self.wrong(key, value, f"wants one of {', '.join(map(str, known))}")
        return value

    def _parts(self, value: object, key: str, tokens: tuple[str, ...]) -> tuple[float, str]:
        words = value.split() if isinstance(value, str) else []
        factor, token = words if len(words) == 2 else ("1", *words) if len(words) == 1 else ("", "")
        try:
            if token in tokens:
                return float(factor), token
        except ValueError:
            pass
        raise self.wrong(key, value, f'wants one of {", ".join(tokens)}, or a multiple of it: "1.5 {tokens[0]}"')

    def wrong(self, key: str, value: object, wants: str) -> ValueError:
        return RoleError(f"{self.where} {key} = {value!r}: {wants}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _choice(*known: object) -> Callable[[_Reader, object, str], Any]:
    return lambda scale, value, key: scale.one_of(value, key, known)


_READERS: Mapping[str, Callable[[_Reader, Any, str], Any]] = {
    "size": _Reader.size,
    "line": _Reader.line,
    "weight": _choice(*_WEIGHTS),
    "slant": _choice(*_SLANTS),
    "font": _choice(*_USES),
    "colour": _Reader.colour,
    "tint": _Reader.colour,
    **dict.fromkeys(("before", "after", "start", "end"), _Reader.length),
    "align": _choice(*_SIDES),
    **dict.fromkeys(("top", "bottom", "bar", "frame"), _Reader.edge),
    "padding": _Reader.padding,
    "digits": _choice("tabular"),
    **dict.fromkeys(("keep-next", "keep-lines"), _Reader.switch),
}

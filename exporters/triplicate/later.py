"""What modules define and few runs use in full: classes and patterns that are finished when they are first used.

Both have the names and types of Python's own, and do the same. But ``dataclasses`` (Python 3.11 to 3.14) compiles up
to six functions for a class when it is defined, and ``re`` each pattern: of hundreds of modules this made a third of
what checking a text costs, and a sixth of exporting one.
"""

import dataclasses
import re
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
    from re import compile as regex
else:

    def dataclass(
        *, slots: bool, frozen: bool = False, eq: bool = True, kw_only: bool = False
    ) -> Callable[[type], type]:
        """Return a decorator that makes a class what ``dataclasses.dataclass`` makes it; it has slots."""
        if not slots:
            raise TypeError("a class that is finished later has slots")
        return lambda cls: _data_class(cls, frozen=frozen, eq=eq, kw_only=kw_only)

    class regex:  # noqa: N801  it stands for a function of Python's
        """A regular expression that is compiled when something of it is asked for; it has all that that one has."""

        def __init__(self, expression: str | bytes, flags: int = 0) -> None:
            self.__asked = expression, flags

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            compiled = re.compile(*self.__asked)
            vars(self).update({one: getattr(compiled, one) for one in dir(compiled) if not one.startswith("__")})
            return getattr(compiled, name)


__all__ = ["dataclass", "regex"]


def _data_class(cls: type, *, frozen: bool, eq: bool, kw_only: bool) -> Any:
    own = vars(cls)
    cls.__doc__ = cls.__doc__ or cls.__name__  # else it is made of the signature, at some cost
    made: Any = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    made.__init__ = _first_init(made, frozen=frozen)
    if "__repr__" not in own:
        made.__repr__ = _repr
    if eq:
        _compare(made, own, frozen=frozen)
    if frozen:
        made.__setattr__, made.__delattr__ = _refuse, _refuse
        made.__getstate__, made.__setstate__ = _state, _take_state
    return made


def _first_init(cls: Any, *, frozen: bool) -> Callable[..., None]:
    """Return what makes the ``__init__`` of a class when the first object of it is made."""

    def init(self: object, *values: Any, **named: Any) -> None:
        cls.__init__ = _init(cls, frozen=frozen)
        cls.__init__(self, *values, **named)

    return init


def _init(cls: Any, *, frozen: bool) -> Any:
    known: dict[str, Any] = {"__name__": cls.__module__, "__set": object.__setattr__, "__missing": dataclasses.MISSING}
    by_place: list[str] = ["self"]
    by_name: list[str] = []
    body: list[str] = []
    for one in dataclasses.fields(cls):
        name, value, default = one.name, one.name, ""
        if one.default is not dataclasses.MISSING:
            default = f"__default_{name}"
            known[default] = one.default
        elif one.default_factory is not dataclasses.MISSING:
            default, value = "__missing", f"__make_{name}() if {name} is __missing else {name}"
            known[f"__make_{name}"] = one.default_factory
        if one.init:
            (by_name if one.kw_only else by_place).append(f"{name}={default}" if default else name)
        elif default:
            value = f"__make_{name}()" if default == "__missing" else default
        else:
            continue
        body.append(f"__set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join([*by_place, *(["*", *by_name] if by_name else [])])
    exec(f"def __init__({parameters}):\n " + "\n ".join(body or ["pass"]), known)  # noqa: S102  as Python's own does
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return known["__init__"]


def _compare(made: Any, own: Any, *, frozen: bool) -> None:
    fields = dataclasses.fields(made)
    compared = _values(one.name for one in fields if one.compare)

    def equal(self: object, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    if "__eq__" not in own:
        made.__eq__ = equal
    if own.get("__hash__") is None:
        hashed = _values(one.name for one in fields if (one.compare if one.hash is None else one.hash))
        made.__hash__ = (lambda self: hash(hashed(self))) if frozen else None


def _values(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what returns the values of so many fields."""
    wanted = tuple(names)
    if len(wanted) > 1:
        return attrgetter(*wanted)
    if not wanted:
        return lambda _: ()
    value = attrgetter(*wanted)
    return lambda one: (value(one),)


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse(_: object, name: str, *__: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _take_state(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)

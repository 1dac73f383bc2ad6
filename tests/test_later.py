"""Classes and patterns that are finished when they are first used do what Python's own do."""

import copy
import dataclasses
import pickle
import re
from dataclasses import dataclass as own_dataclass
from dataclasses import field

import pytest

from triplicate.later import dataclass, regex


@dataclass(frozen=True, slots=True)
class Value:
    """A frozen one with all kinds of fields."""

    first: int
    text: str = "text"
    items: list[int] = field(default_factory=list)
    unseen: int = field(default=0, compare=False, repr=False)
    unhashed: tuple[int, ...] = field(default=(), hash=False)
    fixed: int = field(default=7, init=False)
    named: str = field(default="named", kw_only=True)


@own_dataclass(frozen=True, slots=True)
class Own:
    """The same by Python."""

    first: int
    text: str = "text"
    items: list[int] = field(default_factory=list)
    unseen: int = field(default=0, compare=False, repr=False)
    unhashed: tuple[int, ...] = field(default=(), hash=False)
    fixed: int = field(default=7, init=False)
    named: str = field(default="named", kw_only=True)


@dataclass(frozen=True, slots=True)
class Heir(Value):
    """One that inherits fields."""

    more: int = 1


@dataclass(slots=True)
class Changing:
    """One that is not frozen, with a step after it is made."""

    number: int
    double: int = field(init=False)

    def __post_init__(self) -> None:
        self.double = 2 * self.number


@dataclass(slots=True, eq=False)
class Single:
    """One that is equal to itself alone."""

    number: int


@dataclass(frozen=True, slots=True)
class Told:
    """One that says for itself what it is and equals."""

    number: int

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1

    def __repr__(self) -> str:
        return "told"


@pytest.mark.parametrize(
    "values", [{"first": 1}, {"first": 2, "text": "b", "items": [3], "named": "n", "unhashed": (1,)}]
)
def test_a_class_is_what_python_makes_of_it(values: dict[str, object]) -> None:
    mine, python = Value(**values), Own(**values)  # type: ignore[arg-type]
    assert repr(mine) == repr(python).replace("Own", "Value", 1)
    assert dataclasses.asdict(mine) == dataclasses.asdict(python)
    assert mine == Value(**values)  # type: ignore[arg-type]
    assert mine != python
    assert dataclasses.replace(mine, first=9).first == 9
    assert not hasattr(mine, "__dict__")


def test_what_is_not_compared_makes_no_difference() -> None:
    assert Value(1, unseen=1) == Value(1, unseen=2)
    assert Value(1) != Value(2)
    assert Value(1) != Heir(1)
    assert len({_Hashed(1, (1,)), _Hashed(1, (1,)), _Hashed(1, (2,))}) == 2
    assert hash(_Hashed(1, (1,))) == hash(_Hashed(1, (2,)))


@dataclass(frozen=True, slots=True)
class _Hashed:
    first: int
    unhashed: tuple[int, ...] = field(hash=False)


def test_objects_do_not_share_what_they_begin_with() -> None:
    assert Value(1).items is not Value(1).items


def test_a_frozen_one_cannot_be_changed() -> None:
    for change in (lambda one: setattr(one, "first", 2), lambda one: delattr(one, "first")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change(Value(1))


@pytest.mark.parametrize("one", [Value(1, "a", [2]), Heir(1, more=3), Changing(2)])
def test_it_travels(one: object) -> None:
    assert pickle.loads(pickle.dumps(one)) == one
    assert copy.deepcopy(one) == one


def test_wrong_values_are_refused() -> None:
    with pytest.raises(TypeError, match="first"):
        Value()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Value(1, "a", [], 0, (), "by place")  # type: ignore[call-arg]


def test_an_heir_has_all_fields() -> None:
    assert Heir(1, more=2, named="x").more == 2
    assert [one.name for one in dataclasses.fields(Heir)][-1] == "more"


def test_others_are_as_they_say() -> None:
    changing = Changing(2)
    assert changing.double == 4
    changing.number = 3
    assert changing != Changing(2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(changing)
    assert Single(1) != Single(1)
    assert len({Single(1), Single(1)}) == 2
    assert (Told(1), hash(Told(1)), repr(Told(1))) == (Told(2), 1, "told")


def test_a_match_takes_the_fields_in_their_order() -> None:
    match Value(1, "a"):
        case Value(first, text):
            assert (first, text) == (1, "a")


def test_a_pattern_does_what_pythons_does() -> None:
    found = regex(r"(?P<word>[a-z]+)\d", re.IGNORECASE)
    match = found.search("- Ab1")
    assert match
    assert match["word"] == "Ab"
    assert found.sub("x", "a1 b2") == "x x"
    assert found.pattern == r"(?P<word>[a-z]+)\d"
    assert found.groups == 1
    assert regex(rb"\d").findall(b"a1") == [b"1"]


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")

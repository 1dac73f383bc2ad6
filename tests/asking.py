"""Which tests ask a program that wheels do not bring: told by what their code names, and watched while they run."""

import inspect
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, MethodType, ModuleType

import pytest

from tests.judges import tools

DOORS = (tools.command, tools.installed)
"""The two functions through which every judge comes to its program or its files."""

HOMES = (str(Path(sys.prefix).resolve()), str(Path(sys.executable).resolve()))
"""Where the programs are that come as wheels, and Python: that of the machine has all others of it beside it."""

HELPERS = ("pandoc", "ldconfig", "gcc", "ld", "objdump")
"""Programs of the machine that are no judges: pypandoc prefers the machine's pandoc to its own where that is newer, and
`ctypes.util.find_library`, by which WeasyPrint finds Pango, asks the others."""


def asks_a_judge(test: pytest.Function) -> bool:
    """Tell whether a test, a fixture that it needs or a function that it is given comes to a judge's program.

    Names in the code are followed through functions and classes of the tests. A call that this cannot see (of a method
    whose class is not named) needs the mark by hand; `Watch` tells where it is missing.
    """
    # Hypothesis hides the function that it calls.
    hidden = getattr(test.obj, "hypothesis", None)
    fixtures = (one.func for found in test._fixtureinfo.name2fixturedefs.values() for one in found)
    values = test.callspec.params.values() if hasattr(test, "callspec") else ()
    starts = (hidden.inner_test if hidden else test.obj, *fixtures, *values)
    return any(comes_to_a_door(function) for start in starts for function in _functions(start))


@cache
def comes_to_a_door(start: FunctionType) -> bool:
    """Tell whether a function calls one of the doors, itself or through others of the tests."""
    seen: set[FunctionType] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one in DOORS:
            return True
        if one not in seen and one.__module__.startswith("tests."):
            seen.add(one)
            waiting += (each for found in _named(one.__code__, one.__globals__) for each in _functions(found))
    return False


def _functions(one: object) -> Iterator[FunctionType]:
    """Yield the function that something is at bottom (bound, cached, a property), or all functions of a class."""
    if isinstance(one, type) and one.__module__.startswith("tests."):
        for each in vars(one).values():
            if not isinstance(each, type):
                yield from _functions(each)
    elif isinstance(one, property):
        yield from _functions(one.fget)
    elif isinstance(one, FunctionType | MethodType | type(cache(len))):
        yield inspect.unwrap(getattr(one, "__func__", one))


def _named(code: CodeType, names: dict[str, object]) -> Iterator[object]:
    """Yield what a function's code names, of its module or of a module of the tests that it names."""
    for name in code.co_names:
        found = names.get(name)
        if isinstance(found, ModuleType):
            if found.__name__.startswith("tests."):
                yield from (vars(found)[each] for each in code.co_names if each in vars(found))
        elif found is not None:
            yield found
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _named(inner, names)


class Watch:
    """Fails a test without the mark `judges` that starts a program which wheels do not bring."""

    def __init__(self) -> None:
        self.test = ""
        sys.addaudithook(self._look)

    def _look(self, event: str, details: tuple[object, ...]) -> None:
        if event == "subprocess.Popen" and self.test:
            program = shutil.which(str(details[0]))
            if program and not str(Path(program).resolve()).startswith(HOMES) and Path(program).name not in HELPERS:
                pytest.fail(f"{self.test} starts {program} and has no mark `judges`: add it, see tests/asking.py")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.test = "" if item.get_closest_marker("judges") else item.nodeid
        try:
            return (yield)
        finally:
            self.test = ""

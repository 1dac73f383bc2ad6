"""How all tests run: those that ask a judge and those that are slow are marked, and `--fast` leaves them out."""

import os
from pathlib import Path

import pytest

from tests import asking, profiles, shared

HERE = Path(__file__).parent
SLOW = (
    "look/test_contrast.py::test_pages_show_no_other_colours",
    "look/test_editions.py",
    "pdf/test_layout.py",
    "pdf/test_pages.py",
    "pdf/test_typography.py",
)
"""What makes so many pages that `--fast` cannot wait for it: modules, or single tests of them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="no judge, no slow test, few random examples")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(asking.Watch())
    shared.begin(config)
    fast = config.getoption("--fast")
    profiles.load(fast=fast)
    if fast:
        # A judge that is installed here is not to be found either.
        os.environ["TRIPLICATE_JUDGES"] = os.devnull


def pytest_unconfigure(config: pytest.Config) -> None:
    shared.end(config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    for item in items:
        if asking.asks_a_judge(item):
            item.add_marker(pytest.mark.judges)
        if _name(item).startswith(SLOW):
            item.add_marker(pytest.mark.slow)
    if config.getoption("--fast"):
        left_out = {item for item in items if item.get_closest_marker("judges") or item.get_closest_marker("slow")}
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def _name(item: pytest.Function) -> str:
    """Return a test's name as `SLOW` has it, its parameters at the end."""
    return f"{item.path.relative_to(HERE).as_posix()}::{item.name}"

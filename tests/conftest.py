"""How all tests run: those that ask a judge and those that are slow are marked, and `--fast` leaves them out."""

import os
from pathlib import Path

import pytest

from tests import asking, profiles, shared

HERE = Path(__file__).parent
SLOW = (
    "campaign/",
    "checks/test_any_text.py",
    "epub/",
    "look/",
    "pdf/",
    "readback/test_law.py",
    "readback/test_page.py",
    "readback/test_samples.py",
    "reading/test_fuzz.py",
    "report/",
    "test_cli.py::test_bytes_depend_on_the_text_and_on_nothing_around_it",
    "test_cli.py::test_one_export_does_each_step_once",
    "test_cli.py::test_the_samples_export",
    "test_identity.py",
    "test_samples.py",
    "trust/",
    "validators/",
    "word/",
)
"""What makes so many files or texts that `--fast` cannot wait for it: folders, modules, or single tests of them.

What stays reads texts, checks them, makes short ones into files and reads these back. Who works on a format runs its
folder.
"""


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

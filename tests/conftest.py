"""How all tests run: those that ask a judge and those that are slow are marked, and `--fast` leaves them out."""

import os
import shutil
import tempfile
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
    "readback/test_mutations.py",
    "readback/test_page.py",
    "readback/test_samples.py",
    "reading/test_fuzz.py",
    "report/",
    "test_cli.py::test_bytes_depend_on_the_text_and_on_nothing_around_it",
    "test_cli.py::test_one_export_does_each_step_once",
    "test_cli.py::test_the_samples_export",
    "test_heard.py",
    "test_identity.py",
    "test_judges.py",
    "test_pictures_alike.py",
    "test_samples.py",
    "trust/",
    "validators/",
    "web/",
    "word/",
)
"""What makes so many files or texts that `--fast` cannot wait for it: folders, modules, or single tests of them.

What stays reads texts, checks them, makes short ones into files and reads these back. Who works on a format runs its
folder.
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--without-judges", action="store_true", help="no judge, few random examples")
    parser.addoption("--fast", action="store_true", help="no judge, no slow test, few random examples")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(asking.Watch())
    shared.begin(config)
    # What the program remembers of the texts of one run of the tests is nothing to the next.
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="triplicate-cache-")
    without_judges = _without_judges(config)
    profiles.load(fast=without_judges)
    if without_judges:
        # A judge that is installed here is not to be found either.
        os.environ["TRIPLICATE_JUDGES"] = os.devnull


def pytest_unconfigure(config: pytest.Config) -> None:
    shared.end(config)
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Spare `--fast` the reading of modules of which it runs nothing."""
    if not config.getoption("--fast") or HERE not in collection_path.parents:
        return None
    name = collection_path.relative_to(HERE).as_posix()
    return True if name in SLOW or f"{name}/" in SLOW else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    for item in items:
        if asking.asks_a_judge(item):
            item.add_marker(pytest.mark.judges)
        if _name(item).startswith(SLOW):
            item.add_marker(pytest.mark.slow)
    marks = (["judges"] if _without_judges(config) else []) + (["slow"] if config.getoption("--fast") else [])
    left_out = {item for item in items if any(map(item.get_closest_marker, marks))}
    if left_out:
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def _without_judges(config: pytest.Config) -> bool:
    return bool(config.getoption("--fast") or config.getoption("--without-judges"))


def _name(item: pytest.Function) -> str:
    """Return a test's name as `SLOW` has it, its parameters at the end."""
    return f"{item.path.relative_to(HERE).as_posix()}::{item.name}"

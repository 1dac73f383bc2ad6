"""How all tests run: those that ask a judge are marked, and `--fast` leaves them out."""

import os

import pytest

from tests import asking, profiles


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--fast", action="store_true", help="no test that asks a judge, and a tenth of the random examples"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(asking.Watch())
    fast = config.getoption("--fast")
    profiles.load(fast=fast)
    if fast:
        # A judge that is installed here is not to be found either.
        os.environ["TRIPLICATE_JUDGES"] = os.devnull


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    for item in items:
        if asking.asks_a_judge(item):
            item.add_marker(pytest.mark.judges)
    if config.getoption("--fast"):
        left_out = [item for item in items if item.get_closest_marker("judges")]
        items[:] = [item for item in items if not item.get_closest_marker("judges")]
        config.hook.pytest_deselected(items=left_out)

"""One service for all tests of what is behind the page, with processes that work; others are made where bounds differ."""

import pytest
from starlette.testclient import TestClient

from triplicate.serving.app import create_app
from triplicate.serving.settings import Settings
from triplicate.serving.work import Work

HOME = "http://127.0.0.1:8765"


@pytest.fixture(scope="package")
def work():
    work = Work(Settings(jobs=1, rate=100_000))
    yield work
    work.close()


@pytest.fixture(scope="package")
def client(work):
    return TestClient(create_app(work.settings, work=work), HOME, raise_server_exceptions=False)


@pytest.fixture
def served():
    """Make a client of a service with settings of its own; nothing is made by it, so that no process is started."""
    made = []

    def serve(work=None, **settings):
        work = work or Work(Settings(jobs=1, **settings))
        made.append(work)
        return TestClient(create_app(work.settings, work=work), HOME, raise_server_exceptions=False)

    yield serve
    for work in made:
        work.close()

"""One service and one browser for all tests of the page."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright
from starlette.testclient import TestClient

from tests.judges.tools import chromium
from tests.pages.stages import HOME, Stage
from triplicate.serving.app import create_app

ROOT = Path(__file__).parents[2]
expect.set_options(timeout=30_000)  # a machine with much to do is slow, and still right


@pytest.fixture(scope="package")
def address():
    """The address of a service that was started as its users start it."""
    call = [sys.executable, "-m", "triplicate", "serve", "--port", "0", "--jobs", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "exporters")}
    with subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as served:
        yield served.stdout.readline().strip().rstrip("/")
        served.terminate()


@pytest.fixture(scope="package")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def client():
    """The page with all its states, answered in this process."""
    work = Stage()
    return TestClient(create_app(work.settings, work=work), HOME, follow_redirects=False)


@pytest.fixture(scope="module")
def context(browser, client):
    """A browser to which the page is answered from this process."""
    context = browser.new_context(locale="en-GB")

    def answer(route, request):
        found = client.request(request.method, request.url, content=request.post_data_buffer, headers=request.headers)
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)

    context.route(f"{HOME}/**", answer)
    yield context
    context.close()

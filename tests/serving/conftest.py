"""One service and one browser for all tests of the page."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.judges.tools import chromium

ROOT = Path(__file__).parents[2]


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

"""`triplicate serve` as its users start it: the link, the door, the death of a process in the middle, the end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from triplicate import cli

ROOT = Path(__file__).parents[2]
TEXT = "---\ntitle: News\nlang: en\n---\n\n" + "Words of the news stand here, and more of them. " * 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def service(folder):
    call = [sys.executable, "-m", "triplicate", "serve", "--port", "0", "--jobs", "1", "--token", "sword fish"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "exporters"), "TMPDIR": str(folder)}
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as service:
        service.link = service.stdout.readline().strip()
        yield service
        service.kill()


@pytest.fixture(scope="module")
def client(service):
    with httpx.Client(base_url=service.link.partition("?")[0], timeout=60) as client:
        client.headers["authorization"] = "Bearer sword fish"
        yield client


def children(number):
    return [int(one) for file in Path(f"/proc/{number}/task").glob("*/children") for one in file.read_text().split()]


def descendants(number):
    return [one for child in children(number) for one in (child, *descendants(child))]


def test_the_link_leads_in(service):
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=sword%20fish", service.link)
    with httpx.Client(follow_redirects=True) as browser:
        page = browser.get(service.link)
        assert page.status_code == 200
        assert "token" not in str(page.url)
        assert browser.get(page.url).status_code == 200
    assert httpx.get(service.link.partition("?")[0]).status_code == 401


def test_a_process_that_is_killed_in_the_middle_is_told_and_the_next_press_works(service, client):
    job = client.post("/api/export?wait=0", json={"text": TEXT, "formats": ["pdf"]}).json()
    while (state := client.get(job["url"]).json())["state"] != "busy" or state["step"] < 1:
        assert state["state"] in {"waiting", "busy"}
        time.sleep(0.01)
    # Those that work are forked from one process, which is this one's child.
    for number in (one for child in children(service.pid) for one in children(child)):
        os.kill(number, signal.SIGKILL)
    while (state := client.get(job["url"]).json())["state"] == "busy":
        time.sleep(0.02)
    assert state["state"] == "failed"
    assert "press again" in state["reason"]
    again = client.post("/api/export?wait=60", json={"text": TEXT, "formats": ["html"]}).json()
    assert again["state"] == "ready"
    assert b"Words of the news" in client.get(again["files"][0]["url"]).content


def test_a_port_that_is_taken_is_told(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert cli.run(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "choose another one with --port" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [["--port", "70000"], ["--jobs", "0"], ["--keep", "0"], ["--styles", "/no/such"], ["--host", "300.0.0.1"]],
)
def test_what_cannot_be_is_told(options, capsys):
    assert cli.run(["serve", "--port", "0", *options]) == 2
    assert capsys.readouterr().err.startswith("triplicate: error: ")


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "jinja2", "python_multipart"])
def test_without_the_extra_the_command_that_brings_it_is_told(package, monkeypatch, capsys):
    for name in list(sys.modules):
        if name.startswith("triplicate.serving"):
            monkeypatch.delitem(sys.modules, name)
        if name.partition(".")[0] == package:
            monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, package, None)
    assert cli.run(["serve", "--port", "0"]) == 2
    assert "pip install 'triplicate[web]'" in capsys.readouterr().err


def test_it_ends_when_it_is_asked_to_and_leaves_nothing(service, client, folder):
    client.post("/api/export?wait=0", json={"text": TEXT})
    assert any(folder.iterdir())
    own = descendants(service.pid)
    service.send_signal(signal.SIGTERM)
    said = service.communicate(timeout=20)[1]
    assert service.returncode == 0
    assert "Traceback" not in said
    assert "Words of the news" not in said
    assert "sword" not in said
    assert not [path for path in folder.iterdir() if path.name.startswith("triplicate-served")]
    end = time.monotonic() + 5
    while any(Path(f"/proc/{number}").exists() for number in own) and time.monotonic() < end:
        time.sleep(0.05)
    assert not [number for number in own if Path(f"/proc/{number}").exists()]

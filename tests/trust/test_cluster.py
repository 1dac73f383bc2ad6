"""A cluster of Dask that exists makes the files: the same ones, however its workers come and go."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.trust.running import names_in, triplicate, write
from triplicate import cli
from triplicate.theme.fonts import families

PROGRAM = Path(cli.__file__).parents[2]
TEXT = """---
title: Letter {number}
lang: en-GB
date: 2026-03-01
---

Dear reader {number},

- the library is open,
- the bus is running.
"""
BROKEN = "---\ntitle: Broken\nlang: en-GB\n---\n\n# Part\n\n![](none.png)\n"


SOON = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
HOUSE = """
extends = "standard"

[[font]]
name = "House Sans"
face = [{ file = "House.ttf" }]

[fonts]
body = "House Sans"
heading = "House Sans"
"""


class Cluster:
    """A scheduler, and workers that come and go, each a process of its own."""

    def __init__(self, folder):
        self._folder = folder
        self._started = []
        self._file = folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", self._file)
        _wait_for(lambda: self._file.is_file() and self._file.read_text().endswith("}"))
        self.address = json.loads(self._file.read_text())["address"]

    def add(self, name, program=PROGRAM):
        """Start a worker that runs the program in a folder."""
        options = ("--scheduler-file", self._file, "--no-nanny", "--nthreads", "1", "--name", name)
        return self._start("worker", *options, program=program)

    def has(self, name):
        """Tell whether a worker has come."""
        return "Registered to" in (self._folder / f"{name}.log").read_text()

    def stop(self):
        for one in self._started:
            one.kill()
            one.wait()

    def _start(self, kind, *options, program=PROGRAM):
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, options), "--no-dashboard"]
        with (self._folder / f"{command[-2]}.log").open("w") as log:
            self._started.append(
                subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(program)}, stderr=log, cwd=self._folder)
            )
        return self._started[-1]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    yield found
    found.stop()


@pytest.fixture
def house(tmp_path):
    """A house theme with a font of its own, which no worker has."""
    face = next(face for face in families()["Noto Sans"].faces if not face.italic)
    shutil.copy(face.path, tmp_path / "House.ttf")
    return write(tmp_path / "house.toml", HOUSE)


@pytest.fixture
def other_program(tmp_path):
    """Return the folder of a Triplicate that is another one."""
    shutil.copytree(PROGRAM / "triplicate", tmp_path / "other" / "triplicate")
    with (tmp_path / "other" / "triplicate" / "api.py").open("a") as code:
        code.write("MORE = 1\n")
    return tmp_path / "other"


def test_a_cluster_makes_the_same_files_though_a_worker_dies_and_others_come(cluster, house, other_program, tmp_path):
    texts = [write(tmp_path / "texts" / f"{number}.md", TEXT.format(number=number)) for number in range(10)]
    write(tmp_path / "texts" / "broken.md", BROKEN)
    here, there = tmp_path / "here", tmp_path / "there"
    asked = ["export", tmp_path / "texts", "--style", house, "--formats", "docx,epub", "--no-cache", "--to"]
    alone = triplicate(*asked, here, "--jobs", 1)
    workers = [cluster.add("first"), cluster.add("second")]
    doomed = cluster.add("doomed")
    for name in ("first", "second", "doomed"):
        _wait_for(partial(cluster.has, name))
    command = [sys.executable, "-m", "triplicate", *map(str, asked), there, "--dask", cluster.address]
    environment = {**os.environ, "PYTHONPATH": str(PROGRAM)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as export:
        _wait_for(lambda: there.is_dir() and names_in(there))
        for one in workers:
            one.send_signal(signal.SIGSTOP)
        doomed.kill()  # all that it had to do goes to the other one first
        cluster.add("other", other_program)
        _wait_for(lambda: cluster.has("other"))
        cluster.add("late")
        for one in workers:
            one.send_signal(signal.SIGCONT)
        said, told = export.communicate(timeout=120)
    assert export.returncode == alone.returncode == 1, told
    assert (said.replace(str(there), ""), told) == (alone.stdout.replace(str(here), ""), alone.stderr)
    assert (
        names_in(there)
        == names_in(here)
        == sorted(f"{text.stem}.{suffix}" for text in texts for suffix in ("docx", "epub"))
    )
    for file in here.iterdir():
        assert file.read_bytes() == (there / file.name).read_bytes()

    refused = triplicate("export", texts[0], "--to", tmp_path / "never", "--dask", cluster.address)
    assert refused.returncode == 2
    assert "would make other files than this machine, for it has Triplicate 0.1.0 (" in refused.stderr
    assert not (tmp_path / "never").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--dask", "tcp://127.0.0.1:9"], "no scheduler of Dask answers at tcp://127.0.0.1:9"),
        (["--dask", "nowhere"], "no scheduler of Dask answers at nowhere"),
        (["--dask", "tcp://127.0.0.1:9", "--jobs", "2"], "leave one out"),
    ],
)
def test_what_cannot_be_is_said(options, said, tmp_path):
    refused = triplicate("export", write(tmp_path / "a.md"), *options, "--to", tmp_path / "out", env=SOON)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert not (tmp_path / "out").exists()


def test_the_page_tells_how_far_a_cluster_is(tmp_path):
    """Whoever waits for files sees each step, wherever it is done; the connection ends with the service."""
    cluster = Cluster(tmp_path)
    try:
        cluster.add("one")
        _wait_for(partial(cluster.has, "one"))
        command = [sys.executable, "-m", "triplicate", "serve", "--port", "0", "--jobs", "1", "--dask", cluster.address]
        environment = {**os.environ, "PYTHONPATH": str(PROGRAM)}
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as service:
            address = service.stdout.readline().strip()
            text = TEXT.format(number=1) + "\nIt is open every day but one, as it was before.\n" * 50
            job = httpx.post(f"{address}api/export?wait=0", json={"text": text}).json()
            seen = []
            while job["state"] in {"waiting", "busy"}:
                seen.append((job["step"], job["doing"]))
                time.sleep(0.02)
                job = httpx.get(f"{address.rstrip('/')}{job['url']}").json()
            service.terminate()
            _, said = service.communicate(timeout=60)
        assert job["state"] == "ready", job
        assert seen == sorted(seen, key=lambda one: one[0])
        assert len({doing for _, doing in seen} - {"read"}) > 1
        assert service.returncode == 0, said
        assert "Traceback" not in said
    finally:
        cluster.stop()


def _wait_for(sign):
    latest = time.monotonic() + 60
    while not sign():
        assert time.monotonic() < latest
        time.sleep(0.05)

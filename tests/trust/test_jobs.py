"""Several processes work on the texts of a call: the same files, and the end of one process stops nothing."""

import json
import os
import pickle
import pty
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.trust.running import LETTER, at_start, names_in, records, triplicate, write
from triplicate import cli, errors
from triplicate.rules.exporting import RULES

# What every Python process does when it starts, the workers and what they are forked from too.
AT_START = """
import os, signal, sys, time
from pathlib import Path
replace, opened = Path.replace, Path.open
def replaced(self, target):
    once = os.environ.get("KILLED_ONCE_AT")
    if Path(target).name == os.path.basename(once or "-") and not os.path.exists(once + ".killed"):
        os.mkdir(once + ".killed")
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)
def sleepy(self, *arguments, **options):
    if self.suffix == ".part" and self.parent.name == "slow":
        time.sleep(60)
    if self.suffix == ".part" and "PROCESSES" in os.environ:
        with open(os.environ["PROCESSES"], "a") as file:
            print(os.getpid(), file=file)
    return opened(self, *arguments, **options)
Path.replace, Path.open = replaced, sleepy
exec(os.environ.get("MORE", ""))
"""
SOON = "from triplicate.system import workers; workers.{} = 1"
NEVER = """
from multiprocessing import forkserver
def ensure_running():
    raise OSError("no more processes")
forkserver.ensure_running = ensure_running
"""


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    for name in ("a.md", "b.md", "slow.md", "z.md"):
        write(folder / name)
    return folder


@pytest.fixture
def environment(tmp_path):
    """What has each process run the code above when it starts."""
    return at_start(tmp_path / "start", AT_START)


def export(texts, *arguments, **options):
    return triplicate("export", texts, "--formats", "docx", "--jobs", "2", *arguments, **options)


def test_two_processes_make_the_same_bytes_and_tell_of_them_in_order(texts, tmp_path):
    write(texts / "b.md", "no title")
    write(texts / "slow.md", LETTER + "\n[click here](https://example.org/)\n")
    told = {}
    for jobs in ("1", "2"):
        out = tmp_path / jobs
        done = triplicate("export", texts, "--jobs", jobs, "--to", out, "--json")
        assert done.returncode == 1
        assert [one["exit_code"] for one in records(done)] == [0, 1, 0, 0]
        told[jobs] = done.stdout.replace(str(out), "")
    assert told["1"] == told["2"]
    assert json.loads(told["2"].splitlines()[2])["findings"]
    assert names_in(tmp_path / "1") == names_in(tmp_path / "2")
    assert len(names_in(tmp_path / "1")) == 9
    for name in names_in(tmp_path / "1"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_checks_of_two_processes_find_the_same(texts):
    write(texts / "b.md", LETTER + "\n[click here](https://example.org/)\n")
    done = [triplicate("check", texts, "--jobs", jobs) for jobs in ("1", "2")]
    assert (done[0].stdout, done[0].stderr) == (done[1].stdout, done[1].stderr)
    assert "click here" in done[1].stderr


def test_a_worker_that_is_killed_stops_nothing_and_its_set_is_finished(texts, tmp_path, environment):
    killed = {"KILLED_ONCE_AT": str(tmp_path / "b.epub")}
    done = export(texts, "--formats", "docx,epub", env={**environment, **killed})
    assert done.returncode == 2
    assert f"{texts / 'b.md'}: error: the process that worked on this text died (signal SIGKILL" in done.stderr
    assert "--jobs 1" in done.stderr
    # It had begun to give the files their names.
    assert f"{texts / 'b.epub'}: finished now" in done.stderr
    made = [f"{stem}.{suffix}" for stem in ("a", "b", "slow", "z") for suffix in ("docx", "epub", "md")]
    assert names_in(texts) == made
    assert [Path(line).name for line in done.stdout.splitlines()] == [
        name for name in made if not name.endswith(".md") and not name.startswith("b.")
    ]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_ends_it_cleanly_with_what_is_done_listed(texts, environment, name):
    (texts / "slow.md").unlink()
    write(texts / "slow" / "c.md")
    command = [sys.executable, "-m", "triplicate", "export", str(texts), "--formats", "docx", "--jobs", "2"]
    running = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    until((texts / "z.docx").exists)
    time.sleep(1)  # its worker has to say so
    # Ctrl-C reaches all processes of a terminal.
    (os.killpg if name == "SIGINT" else os.kill)(running.pid, getattr(signal, name))
    out, err = running.communicate(timeout=30)
    assert running.returncode == 128 + getattr(signal, name)
    assert [Path(line).name for line in out.splitlines()] == ["a.docx", "b.docx", "z.docx"]
    assert err == "stopped: 3 of 4 texts are done\n"
    assert names_in(texts / "slow") == ["c.md"]
    until(lambda: is_over(running.pid))


@pytest.mark.parametrize("bound", ["_MOST_THINGS", "_MOST_MEMORY"])
def test_workers_are_renewed(texts, environment, tmp_path, bound):
    listed = tmp_path / "processes"
    done = export(texts, env={**environment, "PROCESSES": str(listed), "MORE": SOON.format(bound)})
    assert done.returncode == 0, done.stderr
    assert len(set(listed.read_text().split())) == 4


def test_nothing_is_left_where_temporary_files_are(texts, environment):
    environment["KILLED_ONCE_AT"] = str(texts / "a.pdf")
    with tempfile.TemporaryDirectory() as folder:  # the name of a socket in it has no room for that of this test
        for jobs, given in (("2", ["a.md", "b.md"]), ("1", ["z.md"])):
            sources = [texts / name for name in given]
            done = triplicate("export", *sources, "--jobs", jobs, env=environment | {"TMPDIR": folder})
            assert sources[-1].with_suffix(".pdf").exists(), done.stderr
        assert names_in(Path(folder)) == []


def test_where_no_process_can_be_started_the_work_is_done_all_the_same(texts, environment):
    done = export(texts, env={**environment, "MORE": NEVER})
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 4


def test_progress_is_shown_on_a_terminal_and_names_of_files_go_where_they_belong(texts):
    master, slave = pty.openpty()
    done = export(texts, capture_output=False, stdout=subprocess.PIPE, stderr=slave, env={"TERM": "xterm"})
    os.close(slave)
    assert [Path(line).name for line in done.stdout.splitlines()] == ["a.docx", "b.docx", "slow.docx", "z.docx"]
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "0/4" in shown
    assert "left" in shown


@pytest.mark.parametrize("number", ["0", "-1"])
def test_no_jobs_are_no_jobs(texts, capsys, number):
    assert cli.run(["export", str(texts), "--jobs", number]) == 2
    assert "--jobs wants a number from 1 on" in capsys.readouterr().err


def test_errors_travel_whole():
    findings = (RULES[0].finding("Words {of} it.", of="all"),)
    try:
        {}["oh"]
    except KeyError as fault:
        internal = errors.InternalError(fault)
    for error in (errors.FindingsError(findings), internal, errors.UnreadableError("no"), errors.LostError("gone")):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), again.__dict__) == (type(error), str(error), error.__dict__)
    assert "in test_errors_travel_whole" in internal.trace


def until(is_so):
    latest = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < latest
        time.sleep(0.02)


def is_over(session):
    """Tell whether no process of a session is left; of some the system may still keep the number (state Z)."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = status.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(its_session) == session and state != "Z":
            return False
    return True

"""A process that waits exports a text again when it changes, or what it uses."""

import os
import pty
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.trust.running import LETTER, names_in, triplicate, write
from triplicate import cli
from triplicate.jobs.journal import identity

TEXT = f"{LETTER}\n![A square](square.png)\n"


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    write(folder / "letter.md", TEXT)
    write(folder / "other.md")
    write(folder / "house.toml", 'extends = "standard"\n')
    write(folder / "triplicate.toml", 'style = "house.toml"\n')
    Image.new("RGB", (20, 20), "red").save(folder / "square.png")
    return folder


@pytest.fixture
def started():
    """What starts a process that watches, and ends it if a test does not."""
    running = []

    def start(*arguments, **options):
        command = [sys.executable, "-m", "triplicate", "watch", *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2]), "TERM": "xterm"}
        running.append(
            subprocess.Popen(
                command,
                env=environment,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
                **options,
            )
        )
        return running[-1]

    yield start
    for one in running:
        one.kill()
        one.wait()


class Told:
    """What a process prints, as it comes."""

    def __init__(self, number):
        self.text = ""
        self._number = number
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while True:
            try:
                piece = os.read(self._number, 10_000)
            except OSError:  # a terminal that nobody writes to any more
                return
            if not piece:
                return
            self.text += piece.decode("utf-8", "replace")

    def wait_for(self, words):
        """Wait until the words are told, and forget what was told till then."""
        latest = time.monotonic() + 60
        while words not in self.text:
            assert time.monotonic() < latest, (words, self.text)
            time.sleep(0.02)
        told, self.text = self.text, ""
        return told


def test_a_change_of_whatever_a_text_uses_exports_it_again(texts, started):
    running = started(texts, "--formats", "docx", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    names, said = Told(running.stdout.fileno()), Told(running.stderr.fileno())
    said.wait_for("watching 2 texts; Ctrl-C ends\n")
    assert names.wait_for("other.docx\n") == f"{texts / 'letter.docx'}\n{texts / 'other.docx'}\n"
    made = texts / "letter.docx"
    other = identity(texts / "other.docx")
    for change in (
        lambda: write(texts / "letter.md", TEXT.replace("Come in", "Come on in")),
        lambda: Image.new("RGB", (20, 20), "blue").save(texts / "square.png"),
    ):
        before = made.read_bytes()
        change()
        assert names.wait_for("docx\n") == f"{made}\n"
        assert made.read_bytes() != before
    assert identity(texts / "other.docx") == other
    # A fault is told, and its end.
    write(texts / "letter.md", TEXT.replace("square.png", "gone.png"))
    assert "gone.png" in said.wait_for("1 error")
    (texts / "square.png").rename(texts / "gone.png")
    names.wait_for("letter.docx\n")
    # A theme is of both texts, and a new text is one more.
    write(texts / "house.toml", 'extends = "print"\n')
    names.wait_for("other.docx\n")
    write(texts / "third.md")
    assert names.wait_for("docx\n") == f"{texts / 'third.docx'}\n"
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 0
    assert not [name for name in names_in(texts) if name.startswith(".")]


def test_on_a_terminal_all_is_drawn_in_place(texts, started):
    write(texts / "other.md", LETTER + "\n[click here](https://example.org/)\n")
    ours, its = pty.openpty()
    running = started(texts, "--formats", "docx", stdout=its, stderr=its)
    os.close(its)
    screen = Told(ours)
    assert screen.wait_for("Ctrl-C ends").count("\x1b[2J") == 1
    write(texts / "letter.md", TEXT.replace("Come in", "Come on in"))
    again = screen.wait_for("Ctrl-C ends")
    assert again.count("\x1b[2J") == 1
    assert "letter.docx" in again
    assert "click here" in again, "what is wrong with the other text is still told"
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 0
    os.close(ours)


def test_standard_input_cannot_be_watched():
    done = triplicate("watch", "-")
    assert (done.returncode, done.stderr) == (
        2,
        "triplicate: error: watch wants files or folders; nothing changes in standard input\n",
    )

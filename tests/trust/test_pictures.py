"""Decoders and drawing programs run in a process of their own: what they die of is a finding, and the work goes on."""

import os
import resource
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.trust import deeds
from tests.trust.running import LETTER, names_in, triplicate, write
from triplicate import cli
from triplicate.pictures import WorkError, client, drawn, normal_form, work

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


def png(side=3):
    made = BytesIO()
    Image.new("RGB", (side, side), "red").save(made, "PNG")
    return made.getvalue()


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Workers of this module's own, with little time; the one that runs, if one does, waits."""
    monkeypatch.setattr(client, "SECONDS", 1)
    monkeypatch.setattr(client, "_PATIENCE", 100)
    workers = client._Workers()
    monkeypatch.setattr(client, "_workers", lambda process: workers)
    yield workers
    workers.end(os.getpid())


def test_what_comes_back_is_what_the_function_made(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET", "1")
    data = os.urandom(3_000_000)
    made, fields = work(deeds.chatter, data, folder=str(tmp_path))
    assert made == data
    assert "SECRET" not in fields["environment"]
    assert fields["refused"] == "File too large"


@pytest.mark.parametrize(
    ("function", "said", "renewed"),
    [
        (deeds.die, "the program that shows it stops (signal 11)", True),
        (deeds.spin, "it takes more than 1 second", True),
        (deeds.sleep, "it takes more than 1 second", True),
        (deeds.grow, "it takes more than 1024 MB of memory", False),
        (deeds.leave, "gone", False),
    ],
)
def test_what_stops_a_call_stops_no_other(short, monkeypatch, function, said, renewed):
    work(normal_form.decoded, png())
    first = short._running
    with monkeypatch.context() as patched, pytest.raises(WorkError) as error:
        patched.setattr(client, "_PATIENCE", 1 if function is deeds.sleep else 100)
        work(function, b"")
    assert str(error.value) == said
    assert work(normal_form.decoded, png())[1]["media_type"] == "image/png"
    assert (short._running is not first) == renewed


def test_an_error_of_a_decoder_comes_back_as_such():
    with pytest.raises(WorkError, match=normal_form.UNKNOWN) as error:
        work(normal_form.decoded, b"GIF99a")
    assert not error.value.stopped


def test_no_worker_runs_for_texts_without_pictures(short, tmp_path):
    assert cli.run(["export", str(write(tmp_path / "a.md")), "--formats", "docx,epub", "--quiet"]) == 0
    assert short._running is None


@pytest.fixture
def texts(tmp_path):
    """Three texts, of which the second shows three pictures."""
    for name in ("a.md", "c.md"):
        write(tmp_path / name)
    (tmp_path / "red.png").write_bytes(png())
    (tmp_path / "large.png").write_bytes(png(5))
    write(tmp_path / "drawn.svg", DRAWING)
    write(tmp_path / "b.md", f"{LETTER}\n![Red](red.png)\n\n![Large](large.png)\n\n![Drawn](drawn.svg)\n")
    return tmp_path


def kill_at(monkeypatch, wanted):
    """Let the worker die of certain calls."""
    frame = client.framed

    def framed(call, data):
        return frame(
            {**call, "module": deeds.__name__, "function": "die", "arguments": {}} if wanted(call, data) else call, data
        )

    monkeypatch.setattr(client, "framed", framed)


def test_a_picture_that_kills_its_decoder_is_a_finding(texts, monkeypatch, capsys):
    kill_at(monkeypatch, lambda call, data: data == png(5))
    assert cli.run(["export", str(texts), "--formats", "docx,epub"]) == 1
    assert [name for name in names_in(texts) if name.endswith("x")] == ["a.docx", "c.docx"]
    told = capsys.readouterr().err
    assert f"{texts / 'b.md'}:15:1 I003 error The image “large.png” cannot be decoded: the program" in told
    assert "Make a smaller copy of it" in told
    assert "“red.png”" not in told


def test_a_drawing_that_kills_its_program_is_a_finding(texts, monkeypatch, capsys):
    kill_at(monkeypatch, lambda call, data: call["module"] == drawn.__name__)
    assert cli.run(["export", str(texts), "--formats", "docx,epub"]) == 1
    assert [name for name in names_in(texts) if name.endswith("x")] == ["a.docx", "c.docx"]
    told = capsys.readouterr().err
    assert f"{texts / 'b.md'}:17:1 I003 error The drawing “drawn.svg” cannot be drawn: the program" in told
    assert cli.run(["export", str(texts), "--formats", "epub", "--quiet"]) == 0


def test_a_lower_bound_that_somebody_set_is_kept(texts):
    bounds = (900 * 2**20,) * 2
    lower = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_DATA, bounds)}
    assert triplicate("export", texts / "b.md", "--formats", "docx", **lower).returncode == 0
    assert "b.docx" in names_in(texts)


@pytest.mark.parametrize("way", ["ends", "is killed"])
def test_the_worker_ends_with_the_program(texts, way):
    program = (
        "import os, sys; from triplicate.pictures import client, normal_form, work; "
        f"work(normal_form.decoded, open({str(texts / 'red.png')!r}, 'rb').read()); "
        "print(client._workers(os.getpid())._running.pid, flush=True); "
        f"{'os.kill(os.getpid(), 9)' if way == 'is killed' else ''}"
    )
    exporters = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", program], env=exporters, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    for _ in range(50):
        # One that has ended and that nobody waits for is still named.
        stat = Path(f"/proc/{int(done.stdout)}/stat")
        if not stat.exists() or stat.read_text().split(") ")[1].startswith("Z"):
            return
        time.sleep(0.1)
    pytest.fail("the worker runs on")


def test_a_program_without_processes_says_so(short, texts, monkeypatch, capsys):
    def refuse(*arguments, **options):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(client.subprocess, "Popen", refuse)
    assert cli.run(["check", str(texts)]) == 2
    assert "the process that decodes pictures cannot be started" in capsys.readouterr().err

"""One bad text stops nothing, and what nobody listens to loses nothing."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.running import LETTER, names_in, records, triplicate, write
from triplicate import cli, reading
from triplicate.formats import word


@pytest.fixture
def texts(tmp_path):
    for name in ("a.md", "b.md", "c.md"):
        write(tmp_path / name)
    return tmp_path


def break_on(monkeypatch, module, name, stem, error):
    """Let a function raise an error for one text."""
    real = getattr(module, name)

    def broken(document, *arguments, **options):
        path = options["name"] if name == "read" else document.path
        if Path(path).stem == stem:
            raise error
        return real(document, *arguments, **options)

    monkeypatch.setattr(module, name, broken)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyError("oh"), 2, "internal error: KeyError: 'oh'"),
        (AssertionError(), 2, "Please report it"),
        (RecursionError(), 2, "nested too deeply"),
        (MemoryError(), 2, "more memory"),
    ],
)
@pytest.mark.parametrize("place", [(reading, "read"), (word, "export")], ids=["reading", "exporting"])
def test_whatever_one_text_raises_the_others_are_exported(texts, monkeypatch, capsys, place, error, code, said):
    break_on(monkeypatch, *place, "b", error)
    assert cli.run(["export", str(texts), "--formats", "docx"]) == code
    assert names_in(texts) == ["a.docx", "a.md", "b.md", "c.docx", "c.md"]
    shown = capsys.readouterr().err
    assert f"{texts / 'b.md'}: " in shown
    assert said in shown


def test_whatever_one_text_raises_the_others_are_checked_and_mended(texts, monkeypatch, capsys):
    write(texts / "c.md", f"{LETTER}\n##Next\n\nWords.\n")
    break_on(monkeypatch, reading, "read", "b", KeyError("oh"))
    assert cli.run(["check", "--fix", str(texts)]) == 2
    assert "## Next" in (texts / "c.md").read_text("utf-8")
    assert f"{texts / 'c.md'}: no findings" in capsys.readouterr().out


def test_where_an_internal_error_happened_is_shown_if_asked(texts, monkeypatch, capsys):
    monkeypatch.setenv("TRIPLICATE_DEBUG", "1")
    break_on(monkeypatch, word, "export", "b", KeyError("oh"))
    assert cli.run(["export", str(texts), "--formats", "docx"]) == 2
    assert "in broken" in capsys.readouterr().err
    assert names_in(texts) == ["a.docx", "a.md", "b.md", "c.docx", "c.md"]


def test_a_reader_that_goes_away_does_not_stop_the_work(texts):
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    done = triplicate(
        "export", texts, "--formats", "docx", capture_output=False, stdout=writing_end, stderr=subprocess.PIPE
    )
    os.close(writing_end)
    assert done.returncode == 141
    assert done.stderr == ""
    assert names_in(texts) == ["a.docx", "a.md", "b.docx", "b.md", "c.docx", "c.md"]


@pytest.mark.parametrize("arguments", [["export", "--formats", "docx"], ["check"], ["--help"], ["--version"]])
def test_a_full_disk_behind_standard_output_is_told(texts, arguments):
    named = [*arguments, texts] if arguments[0] in ("export", "check") else arguments
    with Path("/dev/full").open("w") as full:
        done = triplicate(*named, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == "triplicate: error: cannot write to standard output: No space left on device\n"
    if arguments[0] == "export":
        assert names_in(texts) == ["a.docx", "a.md", "b.docx", "b.md", "c.docx", "c.md"]


def test_with_no_output_at_all_the_work_is_done(texts):
    command = [sys.executable, "-m", "triplicate", "export", str(texts / "a.md"), "--formats", "docx"]
    exporters = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])}
    closed = subprocess.run(command, env=exporters, check=False, preexec_fn=lambda: (os.close(1), os.close(2)))
    assert closed.returncode == 0
    assert "a.docx" in names_in(texts)


def test_names_cannot_pass_for_messages(tmp_path):
    name = "x\n\x1b[31ma.md: error: all is lost"
    write(tmp_path / f"{name}.md", "words")
    write(tmp_path / f"{name}2.md")
    done = triplicate("export", tmp_path, "--formats", "docx", "--lang", "en")
    assert "\x1b" not in done.stdout + done.stderr
    assert not any(line.startswith(("\x1b[31ma.md", "a.md")) for line in done.stderr.splitlines())
    assert "x\\n\\x1b[31ma.md" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_of_few_letters_stops_nothing(tmp_path, encoding):
    source = write(tmp_path / "日本.md", LETTER + "\nA word in “quotes” — and 日本.\n")
    strange = os.fsdecode(b"caf\xe9.md")
    write(tmp_path / strange)
    done = triplicate("export", tmp_path, "--json", "--formats", "epub", env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0, done.stderr
    assert [one["exit_code"] for one in records(done)] == [0, 0]
    assert source.with_suffix(".epub").exists()


def test_a_text_that_cannot_be_mended_on_a_full_disk_is_told(texts):
    before = write(texts / "c.md", f"{LETTER}\n##Next\n\n{'Words. ' * 2000}\n").read_bytes()
    done = triplicate(
        "check", "--fix", texts, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
    )
    assert done.returncode == 2
    assert f"{texts / 'c.md'}: error: cannot write {texts / 'c.md'}: File too large; " in done.stderr
    assert (texts / "c.md").read_bytes() == before
    assert names_in(texts) == ["a.md", "b.md", "c.md"]

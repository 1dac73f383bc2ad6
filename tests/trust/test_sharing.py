"""Several processes make the files of one long text: the same files, told alike, and nothing is left of a process."""

import json
import os
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from docx.shared import RGBColor

from tests.trust.running import LETTER, at_start, names_in, triplicate, write
from tests.trust.test_jobs import is_over, until
from tests.word import templates
from triplicate import cli
from triplicate.formats import word
from triplicate.formats.product import Format
from triplicate.jobs import making
from triplicate.jobs.batch import export_sources
from triplicate.jobs.config import Choices
from triplicate.jobs.texts import Request
from triplicate.rules.exporting import TOO_NARROW

CHAPTERS = Path(__file__).parents[1] / "pdf" / "chapters.md"
ALL = ("--formats", "pdf,docx,epub,html")

# What each process does when it starts: to it every text is long, and processes that are forked for one are listed.
AT_START = """
import os
def listed():
    with open(os.environ["FORKED"], "a") as file:
        print(os.getpid(), file=file)
os.register_at_fork(after_in_child=listed)
from triplicate.jobs import making
making._WORTH_SHARING = 0
exec(os.environ.get("MORE", ""))
"""
IN_WORD = """
def broken(*_, **__):
    {}
from triplicate.formats import word
word.export = broken
"""
IN_PARTS = """
def asleep(*_):
    import time
    time.sleep(120)
from triplicate.formats.pdf.parts import split, working
split.LONG, split.PART = 0, 1
working.made = asleep
"""
IN_TURN = """
def noted(function, name):
    def inside(*arguments, **more):
        with open(os.environ["NOTED"], "a") as file:
            print(name, file=file)
        return function(*arguments, **more)
    return inside
from triplicate.formats import word
from triplicate.formats.pdf.parts import split, working
split.LONG, split.PART = 0, 1
working.made = noted(working.made, "part")
word.export = noted(word.export, "Word")
"""
APART = """
from triplicate.jobs import reading_apart
reading_apart._WORTH_IT, reading_apart._TOGETHER = 0, 1
"""
NO_FORKS = """
def fork():
    raise BlockingIOError("no more processes")
os.fork = fork
"""


@pytest.fixture
def letter(tmp_path):
    return write(tmp_path / "letter.md")


@pytest.fixture
def forked(tmp_path):
    """A file that lists the processes that were forked."""
    return write(tmp_path / "forked", "")


@pytest.fixture
def environment(tmp_path, forked):
    """What has each process run the code above when it starts, and keep its temporary files in a folder of ours."""
    (tmp_path / "temporary").mkdir()
    return {
        **at_start(tmp_path / "start", AT_START),
        "TMPDIR": str(tmp_path / "temporary"),
        "FORKED": str(forked),
    }


def export(source, into, environment, jobs, *arguments, **more):
    """Export a text to a folder; return the exit code and what was told, where the folder is called "there"."""
    into.mkdir(exist_ok=True)
    made = into / str(jobs)
    done = triplicate(
        *("export", source, "--to", made, "--jobs", str(jobs), "--no-cache"), *arguments, env={**environment, **more}
    )
    assert names_in(environment["TMPDIR"]) == []
    return done.returncode, done.stdout.replace(str(made), "there"), done.stderr.replace(str(made), "there")


def test_two_processes_make_the_same_bytes_and_tell_of_them_in_order(tmp_path, letter, environment, forked):
    ask = partial(export, letter, tmp_path / "files", environment)
    one, two = (ask(jobs, *ALL, "--style", "standard,large-print", "--json") for jobs in (1, 2))
    assert one == two
    assert one[0] == 0, one[2]
    files = tmp_path / "files"
    assert len(set(forked.read_text("utf-8").split())) == len(names_in(files / "1"))
    assert names_in(files / "1") == names_in(files / "2")
    for file in names_in(files / "1"):
        assert (files / "1" / file).read_bytes() == (files / "2" / file).read_bytes(), file


def test_what_formats_refuse_is_told_alike(tmp_path, environment, forked):
    source = write(tmp_path / "refused.md", f"{LETTER}\n## Next\n\n{TOO_NARROW.bad}\n")
    template = templates.house()
    template.styles["Heading 2"].font.color.rgb = RGBColor(0xAA, 0xAA, 0xAA)
    faint = templates.saved(template, tmp_path / "faint.docx")
    style = ("--style", "standard,large-print", "--reference-docx", faint)
    ask = partial(export, source, tmp_path / "files", environment)
    one, two = (ask(jobs, *ALL, *style) for jobs in (1, 2))
    assert one == two
    assert one[0] == 1
    assert [code for code in ("X043", "W011", "W010") if code not in one[2]] == [], one[2]
    assert forked.read_text("utf-8")
    assert not (tmp_path / "files" / "2").exists()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("{}['oh']", "internal error: KeyError: 'oh'"),
        ("raise MemoryError", "more memory"),
    ],
)
def test_what_is_raised_in_a_process_is_told_alike(tmp_path, letter, environment, fault, said):
    ask = partial(export, letter, tmp_path / "files", environment, MORE=IN_WORD.format(fault))
    one, two = (ask(jobs, *ALL) for jobs in (1, 2))
    assert one == two
    assert one[0] == 2
    assert said in one[2]
    assert not (tmp_path / "files" / "2").exists()


def test_where_a_fault_happened_is_shown_if_asked(letter, monkeypatch, capsys):
    def broken(*_, **__):
        return {}["oh"]

    monkeypatch.setattr(making, "_WORTH_SHARING", 0)
    monkeypatch.setattr(word, "export", broken)
    monkeypatch.setenv("TRIPLICATE_DEBUG", "1")
    assert cli.run(["export", str(letter), "--formats", "docx,epub", "--jobs", "2"]) == 2
    assert "in broken" in capsys.readouterr().err


def test_the_death_of_a_process_is_told_and_nothing_is_written(tmp_path, letter, environment):
    dies = {"MORE": IN_WORD.format("os.kill(os.getpid(), 9)")}
    code, _, said = export(letter, tmp_path / "files", environment, 2, *ALL, **dies)
    assert code == 2
    assert "a process that worked on this text died (signal SIGKILL" in said
    assert "--jobs 1" in said
    assert not (tmp_path / "files" / "2").exists()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_ends_all_processes_and_nothing_is_written(tmp_path, letter, environment, forked, name):
    sleeps = IN_WORD.format("import time; time.sleep(60)")
    running = subprocess.Popen(
        [sys.executable, "-m", "triplicate", "export", str(letter), "--jobs", "2", "--no-cache", *ALL],
        env={**os.environ, **environment, "MORE": sleeps},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    until(lambda: len(forked.read_text("utf-8").split()) == 3)  # the one that makes the PDF is done with that
    # Ctrl-C reaches all processes of a terminal.
    (os.killpg if name == "SIGINT" else os.kill)(running.pid, getattr(signal, name))
    _, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (128 + getattr(signal, name), "")
    assert is_over(running.pid)
    assert not [one for one in names_in(letter.parent) if one.startswith("letter.") and one != "letter.md"]
    assert names_in(environment["TMPDIR"]) == []


@pytest.mark.parametrize(
    ("name", "to"), [("SIGINT", "all"), ("SIGTERM", "first"), ("SIGKILL", "first"), ("SIGKILL", "pdf")]
)
def test_what_lays_out_parts_ends_with_what_waits_for_them(tmp_path, environment, forked, name, to):
    text = write(tmp_path / "texts" / "report.md", CHAPTERS.read_text("utf-8"))
    running = subprocess.Popen(
        [sys.executable, "-m", "triplicate", "export", str(text), "--jobs", "2", "--no-cache", *ALL],
        env={**os.environ, **environment, "MORE": IN_PARTS},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    # One makes the PDF, another the other files, and two lay out parts of the PDF.
    until(lambda: len(forked.read_text("utf-8").split()) >= 4)
    # They are listed in the order in which they come to run: the one that makes the PDF has forked two of them.
    listed = map(int, forked.read_text("utf-8").split())
    of_pdf = next(one for one in listed if Path(f"/proc/{one}/task/{one}/children").read_text("ascii"))
    (os.killpg if to == "all" else os.kill)(of_pdf if to == "pdf" else running.pid, getattr(signal, name))
    assert running.wait(timeout=30)
    until(lambda: is_over(running.pid))
    assert names_in(text.parent) == ["report.md"]
    assert (name, to) == ("SIGKILL", "first") or names_in(environment["TMPDIR"]) == []


@pytest.mark.parametrize(("style", "least"), [("standard", 4), ("print", 6)])
def test_other_files_wait_until_a_long_pdf_leaves_a_process_free(tmp_path, environment, style, least):
    """In print some parts are made twice."""
    text = write(tmp_path / "texts" / "report.md", CHAPTERS.read_text("utf-8"))
    noted = tmp_path / "noted"
    code, _, said = export(
        text, tmp_path / "files", environment, 2, *ALL, "--style", style, MORE=IN_TURN, NOTED=str(noted)
    )
    assert code == 0, said
    begun = noted.read_text("utf-8").split()
    assert begun.count("part") >= least
    assert begun.index("Word") >= begun.count("part") - 1


@pytest.mark.parametrize(
    ("more", "apart"),
    [
        ("", 2),
        ("[click here](https://example.org/)", 2),
        ("![A square](gone.png)", 1),  # what cannot be exported is not made ready while it is checked
        ("{{#include gone.md}}", 1),
    ],
)
def test_a_long_text_is_read_and_checked_by_processes_of_their_own_and_told_alike(
    tmp_path, environment, forked, more, apart
):
    text = write(tmp_path / "letter.md", f"{LETTER}\n{more}\n")
    ask = partial(export, text, tmp_path / "files", environment, MORE=APART)
    formats = ("--formats", "docx", "--json")
    assert ask(1, *formats) == ask(2, *formats)
    assert len(forked.read_text("utf-8").split()) == apart
    for file in names_in(tmp_path / "files" / "2") if not more else ():
        assert (tmp_path / "files" / "1" / file).read_bytes() == (tmp_path / "files" / "2" / file).read_bytes()


@pytest.mark.parametrize(
    ("style", "asked", "code"),
    [
        ("standard", ("--strict",), 1),
        ("house.toml", (), 2),
        ("house.toml", ("--strict",), 1),  # what is wrong with the text is told first
        ("standard", ("--assets", "pictures"), 2),
        ("house.toml", ("--assets", "pictures"), 2),
    ],
)
def test_what_stops_a_long_text_is_told_alike_where_it_is_checked_apart(
    tmp_path, environment, forked, style, asked, code
):
    write(tmp_path / "house.toml", "colours = 3\n")
    link = "[click here](https://example.org/)"
    text = write(tmp_path / "letter.md", f"---\ntitle: Closed\nlang: en-GB\nstyle: {style}\n---\n\n{link}\n")
    ask = partial(export, text, tmp_path / "files", environment, MORE=APART)
    alone = ask(1, "--formats", "docx", *asked)
    assert alone[0] == code
    assert ask(2, "--formats", "docx", *asked) == alone
    assert len(forked.read_text("utf-8").split()) == 2


def test_what_a_process_of_its_own_reads_is_remembered(tmp_path, environment):
    text = write(tmp_path / "letter.md", f"{LETTER}\n{{{{#include more.md}}}}\n")
    told = []
    for words in ("some words", "some words", "other words"):
        write(tmp_path / "more.md", f"There are {words} in it.\n")
        done = triplicate(
            *("export", text, "--jobs", "2", "--formats", "docx", "--cache", tmp_path / "cache", "--json"),
            env={**environment, "MORE": APART},
        )
        assert done.returncode == 0, done.stderr
        told.append(json.loads(done.stdout)["unchanged"])
    assert told == [False, True, False]


def test_one_file_alone_is_made_here(tmp_path, letter, environment, forked):
    code, _, said = export(letter, tmp_path / "files", environment, 2, "--formats", "docx")
    assert code == 0, said
    assert forked.read_text("utf-8") == ""


def test_where_no_process_can_be_forked_the_work_is_done_all_the_same(tmp_path, letter, environment, forked):
    ask = partial(export, letter, tmp_path / "files", environment, MORE=NO_FORKS)
    assert ask(1, *ALL, "--json") == ask(2, *ALL, "--json")
    assert forked.read_text("utf-8") == ""


def test_a_program_of_several_threads_is_not_forked(tmp_path, letter, monkeypatch):
    monkeypatch.setattr(making, "_WORTH_SHARING", 0)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    request = Request(Choices(formats=(Format.DOCX, Format.EPUB), output=tmp_path / "files"))
    ends = threading.Event()
    other = threading.Thread(target=ends.wait)
    other.start()
    try:
        (outcome,) = export_sources([letter], request, each=2)
    finally:
        ends.set()
        other.join()
    assert [file.name for file in outcome.files] == ["letter.docx", "letter.epub"]

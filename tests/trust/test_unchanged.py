"""A text of which nothing has changed is not made again; whatever its files depend on, a change of it makes them anew."""

import enum
import json
import os
import pickle
import sqlite3
import subprocess
import sys
import zlib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tests.trust.running import LETTER, names_in, triplicate, write
from triplicate import cli
from triplicate.jobs import batch, production
from triplicate.jobs.journal import identity

DOCX = ("--formats", "docx")
TEXT = """---
title: A whole
lang: en-GB
date: 2026-03-01
town: Arlow
parts: [part.md]
---

Words of {{ town }}.

![A square](square.png)

{{#include more.md}}

[click here](https://example.org/)
"""


class Project:
    """A text that depends on much, and a place for what is remembered of it."""

    def __init__(self, folder):
        self.folder = folder / "texts"
        self.source = write(self.folder / "text.md", TEXT)
        write(self.folder / "more.md", "More words.\n")
        write(self.folder / "part.md", "---\ntitle: A part\n---\n\nIts words.\n")
        write(self.folder / "base.toml", 'extends = "standard"\n')
        write(self.folder / "house.toml", 'extends = "base.toml"\n')
        write(self.folder / "triplicate.toml", 'style = "house.toml"\nmedia = ["art"]\n')
        self.draw("art/square.png", "red")
        self.cache = folder / "cache"

    def draw(self, name, colour):
        (self.folder / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (20, 20), colour).save(self.folder / name)

    def export(self, *arguments, source=None):
        return cli.run(["export", str(source or self.source), "--cache", str(self.cache), *DOCX, *arguments])


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    made = Project(tmp_path_factory.mktemp("lasting"))
    assert made.export("--quiet") == 0
    return made


def is_unchanged(project, capsys, *arguments, source=None):
    capsys.readouterr()
    assert project.export("--json", *arguments, source=source) == 0
    record = json.loads(capsys.readouterr().out)
    assert [Path(name).suffix for name in record["files"]] == [".docx"]
    return record["unchanged"]


CHANGES = {
    "the text": lambda one: write(one.source, TEXT.replace("Words of", "Other words of")),
    "a picture": lambda one: one.draw("art/square.png", "blue"),
    "a picture of that name that is nearer": lambda one: one.draw("square.png", "green"),
    "an included file": lambda one: write(one.folder / "more.md", "Even more words.\n"),
    "a part": lambda one: write(one.folder / "part.md", "---\ntitle: Another part\n---\n\nIts words.\n"),
    "a theme": lambda one: write(one.folder / "house.toml", 'extends = "base.toml"\n[colours]\naccent = "#005500"\n'),
    "the theme that it extends": lambda one: write(one.folder / "base.toml", 'extends = "print"\n'),
    "the configuration": lambda one: write(one.folder / "triplicate.toml", 'style = "base.toml"\nmedia = ["art"]\n'),
    "settings of a site generator that were not there": lambda one: write(one.folder / "mkdocs.yml", "a: b\n"),
    "values that it keeps": lambda one: write(one.folder / "_variables.yml", "a: b\n"),
    "a file that is gone": lambda one: (one.folder / "text.docx").unlink(),
    "a file that was damaged": lambda one: (one.folder / "text.docx").write_bytes(b"x"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_makes_the_files_anew(lasting, capsys, what):
    assert is_unchanged(lasting, capsys)
    CHANGES[what](lasting)
    assert not is_unchanged(lasting, capsys)
    assert is_unchanged(lasting, capsys)


def test_options_and_the_environment_count(lasting, capsys, monkeypatch):
    assert is_unchanged(lasting, capsys)
    assert not is_unchanged(lasting, capsys, "--title", "Another title")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert not is_unchanged(lasting, capsys)


def test_nothing_is_made_and_findings_are_told_again(project, capsys):
    assert project.export() == 0
    before = identity(project.folder / "text.docx")
    first = capsys.readouterr()
    assert "click here" in first.err
    assert project.export() == 0
    again = capsys.readouterr()
    assert again.out == first.out
    unchanged = f"{project.source}: unchanged\n"
    assert unchanged in again.err
    assert again.err.replace(unchanged, "") == first.err
    assert identity(project.folder / "text.docx") == before
    assert project.export("--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_times_alone_are_no_change(project, capsys):
    assert project.export() == 0
    for file in (project.source, project.folder / "more.md", project.folder / "text.docx"):
        os.utime(file, (1, 1))
    assert is_unchanged(project, capsys)


def test_what_failed_is_not_remembered(project, capsys):
    write(project.source, TEXT.replace("![A square]", "![]"))
    for _ in range(2):
        assert project.export("--json") == 1
        record = json.loads(capsys.readouterr().out)
        assert record["findings"]
        assert not record["unchanged"]


def test_a_text_without_a_date_is_made_anew_the_next_day(project, capsys, monkeypatch):
    write(project.source, TEXT.replace("date: 2026-03-01\n", ""))
    assert not is_unchanged(project, capsys)
    assert is_unchanged(project, capsys)
    for module in (batch, production):
        monkeypatch.setattr(module, "today", lambda: date(2040, 1, 2))
    assert not is_unchanged(project, capsys)
    assert is_unchanged(project, capsys)


def test_the_other_texts_of_the_call_count_where_a_link_leads_to_one(project, capsys):
    write(project.source, TEXT.replace("Words of {{ town }}.", "See [the other](other.md)."))
    other = str(write(project.folder / "other.md"))
    for unchanged in (False, True):
        capsys.readouterr()
        assert project.export("--json", other) == 0
        told = [json.loads(line)["unchanged"] for line in capsys.readouterr().out.splitlines()]
        assert told == [unchanged, unchanged]
    assert not is_unchanged(project, capsys)
    assert is_unchanged(project, capsys, source=other)


def test_no_cache_makes_the_files_all_the_same(project, capsys):
    assert project.export() == 0
    assert not is_unchanged(project, capsys, "--no-cache")
    assert names_in(project.cache) == ["made.sqlite3"]


@pytest.mark.parametrize("damage", [b"x" * 5000, b""])
def test_a_damaged_cache_is_begun_anew(project, capsys, damage):
    project.cache.mkdir()
    (project.cache / "made.sqlite3").write_bytes(damage)
    assert not is_unchanged(project, capsys)
    assert is_unchanged(project, capsys)


def test_a_cache_that_cannot_be_written_stops_nothing(project, capsys):
    write(project.cache, "a file")
    assert not is_unchanged(project, capsys)
    assert not is_unchanged(project, capsys)


class Evil:
    def __reduce__(self):
        return os.mkdir, ("evil",)


def test_what_stands_in_a_cache_can_call_nothing(project, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert not is_unchanged(project, capsys)
    with sqlite3.connect(project.cache / "made.sqlite3") as base:
        base.execute("UPDATE made SET outcome = ?", (zlib.compress(pickle.dumps(Evil())),))
    base.close()
    assert not is_unchanged(project, capsys)
    assert not Path("evil").exists()


def test_findings_are_kept_by_any_version_of_python(project, capsys, monkeypatch):
    """Python 3.11.0 to 3.11.3 pickle members of enumerations by a call of getattr: nothing was found again."""
    monkeypatch.setattr(enum.Enum, "__reduce_ex__", lambda self, _: (getattr, (type(self), self.name)))
    assert not is_unchanged(project, capsys)
    assert is_unchanged(project, capsys)


def test_two_runs_at_once_share_a_cache(tmp_path):
    texts = tmp_path / "texts"
    for name in "abcd":
        write(texts / f"{name}.md")
    arguments = [sys.executable, "-m", "triplicate", "export", str(texts), *DOCX, "--cache", str(tmp_path / "cache")]
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])}
    running = [subprocess.Popen([*arguments, "--jobs", jobs], env=environment, stdout=subprocess.PIPE) for jobs in "12"]
    assert [one.communicate()[0].count(b"docx\n") for one in running] == [4, 4]
    assert [one.returncode for one in running] == [0, 0]
    done = triplicate(*arguments[3:])
    assert done.returncode == 0
    assert done.stderr == "".join(f"{texts / name}.md: unchanged\n" for name in "abcd")


def test_a_text_from_standard_input_is_always_made(tmp_path):
    for _ in range(2):
        done = triplicate("export", "-", "--to", tmp_path / "out", *DOCX, "--json", input=LETTER, cwd=tmp_path)
        assert json.loads(done.stdout)["unchanged"] is False

"""The command that shows the manual: a page that is made once, and its parts in the terminal."""

import webbrowser
from pathlib import Path

import pytest

from tests import samples
from tests.manual.parts import PARTS
from triplicate import cli
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "triplicate" / "manual"


def test_the_page_is_made_once_and_says_what_the_manual_says(cache, capsys, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    cache.mkdir(parents=True)
    (cache / "of an earlier version.html").touch()
    assert cli.run(["manual"]) == 0
    (page,) = cache.iterdir()
    assert capsys.readouterr().out == f"{page}\n"
    assert verify(outline_of(samples.document(samples.MANUAL)), read_back(page)) == ()
    before = page.stat().st_mtime_ns
    assert cli.run(["manual", "--open"]) == 0
    assert (opened, page.stat().st_mtime_ns) == ([page.as_uri()], before)


def test_without_a_browser_the_place_is_told(cache, capsys, monkeypatch):
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    page = "of this version.html"
    monkeypatch.setattr("triplicate.cli.manual._kept", lambda folder: Path(page))
    assert cli.run(["manual", "--open"]) == 2
    assert f"open {page} yourself" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("triplicate.api.export", lambda document, kind: b"")
    (tmp_path / "file").touch()
    assert cli.run(["manual", "--to", str(tmp_path / "file")]) == 2
    assert "choose another folder" in capsys.readouterr().err


def test_parts_are_listed_and_printed(capsys):
    assert cli.run(["manual", "--print"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [part.stem for part in PARTS]
    assert cli.run(["manual", "--print", "proof"]) == 0
    (proof,) = (part for part in PARTS if part.stem == "proof")
    assert capsys.readouterr().out == proof.read_text("utf-8")
    assert cli.run(["manual", "--print", "prof"]) == 2
    assert "its parts are: start, writing" in capsys.readouterr().err

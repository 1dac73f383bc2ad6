"""Web pages whose pictures and style are files beside them."""

import re

import pytest

from tests.strategies import PNG
from triplicate import cli
from triplicate.proof.readback import files_beside

TEXT = """---
title: With pictures
lang: en-GB
date: 2026-01-01
---

> [!NOTE]
> Words in a box.

![Three bars](bars.svg)

![A dot](a/dot.png)

![The same dot](a/dot.png)

![Another dot](b/dot.png)
"""
BARS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M2 2h6v18h-6z"/></svg>'


@pytest.fixture
def text(tmp_path):
    (tmp_path / "bars.svg").write_text(BARS, encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dot.png").write_bytes(PNG)
    path = tmp_path / "at the hall.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def export(text, folder, *more):
    return cli.run(["export", str(text), "--formats", "html", "--assets", folder, *more])


def test_a_page_shows_files_of_its_own_folder_and_says_the_same(text, capsys):
    assert export(text, "our files") == 0
    page = text.with_suffix(".html")
    folder = text.parent / "our files" / "at the hall"
    names = sorted(re.sub(r"-[0-9a-f]{8}\.", ".", file.name) for file in folder.iterdir())
    assert names == ["bars.svg", "dot.png", "sign-note.svg", "style.css"]
    written = page.read_text("utf-8")
    assert "data:" not in written and "<style" not in written
    assert len(re.findall(r'="our%20files/at%20the%20hall/[\w-]+\.(?:png|svg|css)"', written)) == 5
    assert re.search(r'url\("sign-note-[0-9a-f]{8}\.svg"\)', next(folder.glob("*.css")).read_text("utf-8"))
    assert cli.run(["verify", str(text), str(page)]) == 0
    assert "no differences" in capsys.readouterr().out


def test_what_a_page_shows_is_looked_at(text, capsys):
    export(text, ".")
    page, folder = text.with_suffix(".html"), text.parent / "at the hall"
    (sheet,) = folder.glob("style-*.css")
    whole = sheet.read_bytes()
    sheet.write_bytes(whole + b"main p { display: none }")
    assert cli.run(["verify", str(text), str(page)]) == 1
    sheet.write_bytes(whole)
    assert cli.run(["verify", str(text), str(page)]) == 0
    (dot,) = folder.glob("dot-*.png")
    dot.unlink()
    capsys.readouterr()
    assert export(text, ".") == 0
    assert "unchanged" not in capsys.readouterr().err and dot.read_bytes()
    assert export(text, ".") == 0
    assert "unchanged" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["../elsewhere", "/elsewhere"])
def test_the_folder_is_beside_the_pages(text, folder, capsys):
    assert export(text, folder) == 2
    assert f"the name of a folder beside the web pages, such as files, not {folder}" in capsys.readouterr().err


def test_nothing_appears_where_a_file_cannot_be_written(text, capsys):
    (text.parent / "taken").touch()
    assert export(text, "taken", "--formats", "docx,html") == 2
    assert f"cannot write {text.parent / 'taken'}" in capsys.readouterr().err
    assert not list(text.parent.glob("*.html")) and not list(text.parent.glob("*.docx"))


def test_it_wants_web_pages(text, capsys):
    assert cli.run(["export", str(text), "--formats", "docx", "--assets", "files"]) == 2
    assert "add html to --formats" in capsys.readouterr().err


def test_a_page_leads_to_no_file_outside_its_folder(tmp_path):
    folder = tmp_path / "pages"
    (folder / "in it").mkdir(parents=True)
    (folder / "in it" / "a.css").write_bytes(b"a")
    (tmp_path / "secret.css").write_bytes(b"secret")
    (folder / "link.css").symlink_to(tmp_path / "secret.css")
    fetch = files_beside(folder / "page.html")
    assert fetch("in%20it/a.css?v=1#x") == b"a"
    outside = ("../secret.css", "%2e%2e/secret.css", str(tmp_path / "secret.css"), "link.css", "//host/a.css")
    for address in (*outside, "file:///etc/hostname", "http://example.org/a.css", "", ".", "in it", "in%00it"):
        assert fetch(address) == b""

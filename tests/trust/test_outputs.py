"""No file is written over another of the same call: all names are settled before anything is made."""

import unicodedata

import pytest

from tests.trust.running import LETTER, names_in, write
from triplicate import cli


def made(folder):
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix in (".pdf", ".docx", ".epub")
    )


def export(*arguments):
    return cli.run(["export", *map(str, arguments), "--formats", "docx"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("news.md", "news.txt"),
        ("News.md", "news.md"),
        (unicodedata.normalize("NFC", "Überblick.md"), unicodedata.normalize("NFD", "Überblick.md")),
    ],
)
def test_two_texts_of_one_name_are_both_refused(tmp_path, capsys, first, second):
    for name in (first, second, "other.md"):
        write(tmp_path / name)
    assert export(tmp_path) == 2
    assert made(tmp_path) == ["other.docx"]
    said = capsys.readouterr().err
    assert said.count("rename one of them") == 2
    for name in (first, second):
        assert f"{tmp_path / name}: error: " in said


def test_the_folder_of_a_configuration_counts(tmp_path, capsys):
    write(tmp_path / "triplicate.toml", 'output = "out"\n')
    for name in ("a/news.md", "b/news.md", "b/other.md"):
        write(tmp_path / name)
    assert export(tmp_path / "a", tmp_path / "b") == 2
    assert made(tmp_path) == ["out/other.docx"]
    assert capsys.readouterr().err.count("rename one of them") == 2


def test_editions_count(tmp_path, capsys):
    for name in ("a.md", "a-large-print.md", "b.md"):
        write(tmp_path / name)
    assert export(tmp_path, "--style", "standard,large-print") == 2
    assert made(tmp_path) == ["b-large-print.docx", "b.docx"]
    assert capsys.readouterr().err.count(f"both be written to {tmp_path / 'a-large-print.docx'}") == 2


def test_a_text_is_never_written_over(tmp_path, capsys):
    source = write(tmp_path / "letter.docx")
    assert export(source) == 2
    assert source.read_text("utf-8") == LETTER
    assert f"would be written over the text {source}" in capsys.readouterr().err


def test_a_link_to_a_text_is_not_written_through(tmp_path):
    source = write(tmp_path / "letter.md")
    source.with_suffix(".docx").symlink_to(source)
    assert export(source) == 2
    assert source.read_text("utf-8") == LETTER


def test_reports_count(tmp_path, capsys):
    for name in ("a/news.md", "b/news.md"):
        write(tmp_path / name)
    assert export(tmp_path, "--report", tmp_path / "evidence") == 2
    assert names_in(tmp_path) == ["a", "b"]
    assert made(tmp_path) == []
    assert capsys.readouterr().err.count("news-report.html") == 2


def test_one_text_named_in_two_ways_is_one_text(tmp_path, capsys):
    source = write(tmp_path / "a" / "news.md")
    assert export(source, source.parent, tmp_path / "a" / ".." / "a" / "news.md") == 0
    assert capsys.readouterr().out.split() == [str(source.with_suffix(".docx"))]

"""Files appear only when reading them back shows that they say what their text says."""

import json
from dataclasses import replace

import pytest

from tests.trust.running import LETTER, names_in, write
from triplicate import cli
from triplicate.formats import word
from triplicate.proof import proving


@pytest.fixture
def letter(tmp_path):
    return write(tmp_path / "letter.md")


@pytest.fixture
def liar(monkeypatch):
    """An exporter to Word that leaves out the last words of a text."""
    export = word.export
    monkeypatch.setattr(
        word, "export", lambda document, *a, **k: export(replace(document, blocks=document.blocks[:-1]), *a, **k)
    )


def test_files_that_differ_do_not_appear_and_older_ones_stay(letter, liar, capsys):
    older = letter.with_suffix(".docx")
    older.write_bytes(b"older")
    assert cli.run(["export", str(letter), "--formats", "docx,epub", "--report", str(letter.parent)]) == 1
    assert names_in(letter.parent) == ["letter.docx", "letter.md"]
    assert older.read_bytes() == b"older"
    said = capsys.readouterr()
    assert said.out == ""
    assert "“Come in.” is missing" in said.err
    assert "--keep-faulty" in said.err


def test_files_that_differ_are_kept_aside_where_that_is_asked(letter, liar, capsys):
    older = letter.with_suffix(".docx")
    older.write_bytes(b"older")
    evidence = letter.parent / "evidence"
    arguments = ["export", str(letter), "--formats", "docx,epub", "--keep-faulty", "--report", str(evidence), "--json"]
    assert cli.run(arguments) == 1
    assert names_in(letter.parent) == [
        "evidence",
        "letter.docx",
        "letter.faulty.docx",
        "letter.faulty.epub",
        "letter.md",
    ]
    assert older.read_bytes() == b"older"
    record = json.loads(capsys.readouterr().out)
    kept = [str(letter.with_name(f"letter.faulty.{suffix}")) for suffix in ("docx", "epub")]
    assert (record["files"], record["faulty"]) == ([], kept)
    assert [one["file"] for one in record["verified"]] == kept
    assert names_in(evidence) == ["letter.faulty-report.html", "letter.faulty-report.json"]
    report = json.loads((evidence / "letter.faulty-report.json").read_text("utf-8"))
    assert [one["file"] for one in report["differences"]] == ["letter.faulty.docx"]


def test_files_that_cannot_be_read_back_do_not_appear(letter, monkeypatch, capsys):
    export = word.export

    def cut(*arguments, **options):
        product = export(*arguments, **options)
        return replace(product, data=product.data[: len(product.data) // 2])

    monkeypatch.setattr(word, "export", cut)
    assert cli.run(["export", str(letter), "--formats", "docx,epub"]) == 2
    assert names_in(letter.parent) == ["letter.md"]
    assert "damaged" in capsys.readouterr().err


def test_nothing_is_there_yet_when_the_files_are_read_back(letter, monkeypatch):
    seen = []
    verify = proving.verify
    monkeypatch.setattr(
        proving, "verify", lambda *outlines: [seen.append(names_in(letter.parent)), *verify(*outlines)][1:]
    )
    assert cli.run(["export", str(letter), "--formats", "docx,epub"]) == 0
    assert seen == [["letter.md"], ["letter.md"]]


def test_a_report_appears_with_its_files_or_not_at_all(letter, capsys):
    evidence = letter.parent / "evidence"
    write(evidence, "a file where the folder should be")
    assert cli.run(["export", str(letter), "--formats", "docx", "--report", str(evidence)]) == 2
    assert names_in(letter.parent) == ["evidence", "letter.md"]
    assert str(evidence) in capsys.readouterr().err


def test_without_reading_back_files_appear_as_they_are(letter, liar):
    assert cli.run(["export", str(letter), "--formats", "docx", "--no-verify"]) == 0
    assert names_in(letter.parent) == ["letter.docx", "letter.md"]
    assert cli.run(["verify", str(letter)]) == 1


def test_a_later_export_takes_the_place_of_an_earlier_one(letter):
    assert cli.run(["export", str(letter), "--formats", "docx"]) == 0
    before = letter.with_suffix(".docx").read_bytes()
    write(letter, LETTER.replace("Come in.", "Come in, do."))
    assert cli.run(["export", str(letter), "--formats", "docx"]) == 0
    assert letter.with_suffix(".docx").read_bytes() != before
    assert cli.run(["verify", str(letter)]) == 0

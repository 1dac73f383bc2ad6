"""Links between the texts of one call: they lead from each file to the other text's file of the same format."""

import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest

from triplicate import cli

ONE = "---\ntitle: One\nlang: en-GB\n---\n\nSee [the other text](notes/two.md#part), [a third](three.md) and [[two]].\n"
TWO = "---\ntitle: Two\nlang: en-GB\n---\n\n## Part {#part}\n\nBack to [](../one.md).\n"
FORMATS = ("pdf", "docx", "epub", "html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two texts, exported in one call."""
    root = tmp_path_factory.mktemp("texts")
    (root / ".git").mkdir()
    (root / "notes").mkdir()
    (root / "one.md").write_text(ONE, "utf-8")
    (root / "notes" / "two.md").write_text(TWO, "utf-8")
    assert cli.run(["export", str(root)]) == 0
    return root


def addresses(file: Path) -> list[str]:
    """Return where the links of a file lead that lead out of it."""
    if file.suffix == ".pdf":
        with pikepdf.open(file) as pdf:
            found = [one.A.URI for page in pdf.pages for one in page.get("/Annots", []) if "/URI" in one.get("/A", {})]
            return [str(uri) for uri in found]
    if file.suffix == ".docx":
        related = docx.Document(str(file)).part.rels.values()
        return [one.target_ref for one in related if one.reltype.endswith("/hyperlink")]
    with zipfile.ZipFile(file) as book:
        pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    return [piece.partition('"')[0] for page in pages for piece in page.split('<a href="')[1:] if ":" in piece[:8]]


def test_links_lead_to_the_other_file_of_the_same_format(folder: Path) -> None:
    for format_ in FORMATS[:2]:
        assert set(addresses(folder / f"one.{format_}")) == {f"notes/two.{format_}"}
        assert addresses(folder / "notes" / f"two.{format_}") == [f"../one.{format_}"]
    # Nothing leads out of an EPUB but a whole address.
    assert addresses(folder / "one.epub") == []


def test_the_files_prove_to_say_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["verify", str(folder / "one.md")]) == 0
    assert cli.run(["verify", str(folder / "notes" / "two.md")]) == 0
    assert capsys.readouterr().out.count("no differences") == 6


def test_only_texts_of_the_call_are_led_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", str(folder)]) == 0
    said = capsys.readouterr().err
    assert ("“three.md” (line 6)" in said, "“notes/two.md" in said, "“two”" in said) == (True, False, False)
    assert cli.run(["check", str(folder / "one.md")]) == 0
    assert "“notes/two.md#part” (line 6), “three.md” (line 6)" in capsys.readouterr().err


def test_with_an_address_an_epub_leads_to_the_other_as_well(folder: Path, tmp_path: Path) -> None:
    texts = [str(folder / "one.md"), str(folder / "notes" / "two.md")]
    said = ["--base-url", "https://www.example.org/news/", "--to", str(tmp_path), "--formats", "epub,docx"]
    assert cli.run(["export", *texts, *said, "--style", "standard,large-print"]) == 0
    two = "https://www.example.org/news/two"
    three = "https://www.example.org/news/three.md"
    assert addresses(tmp_path / "one.epub") == [f"{two}.epub", three, f"{two}.epub"]
    assert addresses(tmp_path / "one-large-print.epub") == [f"{two}-large-print.epub", three, f"{two}-large-print.epub"]
    assert sorted(set(addresses(tmp_path / "one-large-print.docx"))) == [three, "two-large-print.docx"]


def test_it_is_told_that_an_epub_has_no_such_links(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [str(folder / "one.md"), str(folder / "notes" / "two.md")]
    assert cli.run(["export", *texts, "--to", str(tmp_path), "--formats", "epub"]) == 0
    assert f"{folder / 'notes' / 'two.md'}:8:9 K003 warning In the EPUB" in capsys.readouterr().err
    assert cli.run(["export", *texts, "--to", str(tmp_path), "--formats", "docx"]) == 0
    assert "In the EPUB" not in capsys.readouterr().err

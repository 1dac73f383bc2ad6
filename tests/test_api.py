"""The library: a file and a text are told apart by the call, never by how a string looks."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

import triplicate
from triplicate.document import walk
from triplicate.errors import FindingsError, UnreadableError, UsageError

TEXT = "---\ntitle: A text\nlang: en\n---\n\nRead this in a.txt\n"
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", ["NEWS.MD", "news.markdown", "news", "news.rst"])
@pytest.mark.parametrize("kind", [str, Path])
def test_read_takes_the_path_of_a_file_whatever_its_name(tmp_path, name, kind):
    (tmp_path / name).write_text(TEXT)
    document = triplicate.read(kind(tmp_path / name))
    assert (document.metadata.title, document.path) == ("A text", tmp_path / name)


@pytest.mark.parametrize("name", ["Read this in a.txt", "nowhere.md", "no such file"])
def test_a_path_of_no_file_is_said_and_never_taken_for_a_text(name):
    with pytest.raises(UnreadableError, match="does not exist"):
        triplicate.read(name)


def test_a_text_given_for_a_path_is_said():
    with pytest.raises(UsageError, match="read_text"):
        triplicate.read(TEXT)


def test_a_text_of_a_project_takes_what_it_uses_from_all_of_its_folder(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "fee.md").write_text("The fee is 10.\n")
    (tmp_path / "texts" / "a.md").write_text(TEXT + "\n{{#include ../fee.md}}\n")
    with pytest.raises(FindingsError):
        triplicate.read(tmp_path / "texts" / "a.md")
    document = triplicate.read(tmp_path / "texts" / "a.md", project=tmp_path)
    assert walk.plain(document.blocks[-1]) == "The fee is 10."


def test_read_text_takes_a_text_even_one_that_looks_like_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Other words.")
    document = triplicate.read_text("a.txt", title="A text", lang="en")
    assert [walk.plain(block) for block in document.blocks] == ["a.txt"]
    assert document.path is None
    assert triplicate.read_text(TEXT).blocks[0].children[0].text == "Read this in a.txt"


def test_findings_on_a_text_call_it_by_its_name():
    with pytest.raises(FindingsError) as raised:
        triplicate.read_text("# No language", name="press.md")
    assert {finding.source for finding in raised.value.findings} == {"press.md"}


def test_findings_that_the_front_matter_ignores_stop_nothing(tmp_path):
    broken = TEXT.replace("lang: en\n", "lang: en\n{}") + "\n| | |\n|---|---|\n| a | b |\n"
    with pytest.raises(FindingsError, match="T050"):
        triplicate.read_text(broken.format(""))
    ignored = broken.format("ignore:\n  T050: The table is that of the printed act.\n")
    assert triplicate.read_text(ignored).blocks
    path = tmp_path / "plain.txt"
    path.write_text("A title\n\nWords.\n")
    assert triplicate.read(path, lang="en").metadata.title == "A title"


def test_the_standard_of_a_pdf_is_the_one_asked_for_or_the_front_matters():
    document = triplicate.read_text(TEXT.replace("lang: en\n", "lang: en\npdf-standard: ua-2\n"))
    assert triplicate.export(document, "pdf", moment=MOMENT).startswith(b"%PDF-2.0")
    assert triplicate.export(document, "pdf", standard="ua-1", moment=MOMENT).startswith(b"%PDF-1.7")
    with pytest.raises(UsageError, match="known are: ua-1, ua-2"):
        triplicate.export(document, "pdf", standard="ua-3", moment=MOMENT)
    with pytest.raises(UsageError, match="known are: pdf, docx, epub"):
        triplicate.export(document, "rtf")
    with pytest.raises(FindingsError, match="No font shows"):
        triplicate.export(triplicate.read_text(TEXT + "\n\U00012000\n"), "pdf")


def test_no_name_that_a_package_gives_out_is_that_of_another_module_in_it():
    """Whoever imports that module would put it in the place of what the package gives out."""
    house = Path(triplicate.__file__).parent
    clashes = [
        f"{init.parent.name}: {alias.name} of {node.module}"
        for init in house.rglob("__init__.py")
        for node in ast.parse(init.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if (init.parent / f"{alias.name}.py").exists() or (init.parent / alias.name / "__init__.py").exists()
        if node.module.rpartition(".")[2] not in (alias.name, init.parent.name)
    ]
    assert clashes == []

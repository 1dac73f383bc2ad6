"""Books as other programs list them: the list is named as the source, and its texts make one document."""

from pathlib import Path

import pytest

from triplicate.document.model import Heading, Link
from triplicate.document.walk import descend, text_of
from triplicate.errors import UnreadableError
from triplicate.jobs.texts import find_sources
from triplicate.reading import Reading, read

CHAPTERS = {
    "start.md": "# Starting\n\nGo to [the second step](second.md#more).\n",
    "first.md": "# The first step\n\n## Tools\n\nA spade.\n",
    "second.md": "# The second step\n\n## More {#more}\n\nMore.\n",
    "end.md": "---\ntitle: The end\n---\n\nIt is over.\n",
}
SUMMARY = """\
# Summary

[Starting](start.md)

# The steps

- [First](./first.md)
    - [Second](second.md)
    - [Not written yet]()

---

- [End](end.md)
"""
QUARTO = """\
project:
  type: book
lang: en-GB
book:
  title: "Gardening: a guide"
  author:
    - name: A. Writer
    - B. Writer
  chapters:
    - start.md
    - part: The steps
      chapters:
        - first.md
        - text: Second
          file: second.md
  appendices:
    - end.md
"""
MYST = """\
version: 1
project:
  title: "Gardening: a guide"
  authors: [A. Writer, B. Writer]
  toc:
    - file: start.md
    - title: The steps
      children:
        - file: first
        - file: second.md
    - file: end.md
"""
JUPYTER_BOOK = """\
format: jb-book
root: start
parts:
  - caption: The steps
    chapters:
      - file: first
      - file: second
  - chapters:
      - file: end
"""
LEVELS = [(2, "Starting"), (2, "The steps"), (3, "The first step"), (4, "Tools"), (3, "The second step"), (4, "More")]


def headings(result: Reading) -> list[tuple[int, str]]:
    found = [node for node in descend(*result.document.blocks) if isinstance(node, Heading)]
    return [(one.level, text_of(one.children)) for one in found]


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    for name, text in CHAPTERS.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(("name", "text"), [("_quarto.yml", QUARTO), ("myst.yml", MYST)])
def test_a_project_file_makes_one_document_of_its_texts(garden: Path, name: str, text: str) -> None:
    (garden / name).write_text(text, "utf-8")
    result = read(garden / name, lang="en-GB")
    assert result.findings == ()
    metadata = result.document.metadata
    assert (metadata.title, [author.name for author in metadata.authors]) == (
        "Gardening: a guide",
        ["A. Writer", "B. Writer"],
    )
    assert headings(result) == [*LEVELS, (2, "The end")]
    (link,) = [node for node in descend(*result.document.blocks) if isinstance(node, Link)]
    assert link.target == "#more"


def test_the_contents_of_a_jupyter_book_have_its_title_beside_them(garden: Path) -> None:
    (garden / "_toc.yml").write_text(JUPYTER_BOOK, "utf-8")
    (garden / "_config.yml").write_text("title: Gardening\nauthor: A. Writer\n", "utf-8")
    result = read(garden / "_toc.yml", lang="en-GB")
    assert (result.findings, result.document.metadata.title) == ((), "Gardening")
    assert headings(result) == [*LEVELS, (2, "The end")]


def test_a_summary_makes_one_document_as_deep_as_its_list(garden: Path) -> None:
    (garden / "SUMMARY.md").write_text(SUMMARY, "utf-8")
    (garden / "book.toml").write_text(
        '[book]\ntitle = "Gardening"\nlanguage = "en-GB"\nauthors = ["A. Writer"]\n', "utf-8"
    )
    result = read(garden / "SUMMARY.md")
    assert (result.findings, result.document.metadata.title) == ((), "Gardening")
    assert headings(result) == [*LEVELS[:4], (4, "The second step"), (5, "More"), (3, "The end")]


def test_what_is_wrong_has_its_line_in_the_list_or_in_the_text(garden: Path) -> None:
    (garden / "SUMMARY.md").write_text(SUMMARY.replace("first.md", "lost.md"), "utf-8")
    (garden / "end.md").write_text("# The end\n\nSee <foo>.\n", "utf-8")
    result = read(garden / "SUMMARY.md", title="Gardening", lang="en-GB")
    found = result.origins.settle(result.findings)
    assert [(one.code, Path(one.source).name, one.place.line) for one in found] == [
        ("M010", "SUMMARY.md", 7),
        ("X001", "end.md", 3),
    ]
    # No level is skipped where a text is missing.
    assert [level for level, _ in headings(result)] == [2, 2, 3, 4, 3]


def test_a_summary_with_words_is_a_text_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "SUMMARY.md").write_text("# Summary\n\nIn short: it works.\n\n- [One](one.md)\n", "utf-8")
    (tmp_path / "one.md").write_text("# One\n", "utf-8")
    assert read(tmp_path / "SUMMARY.md", lang="en").document.metadata.title == "Summary"
    assert [path.name for path in find_sources([tmp_path])] == ["SUMMARY.md", "one.md"]


def test_a_list_is_no_text_of_its_folder(garden: Path) -> None:
    (garden / "SUMMARY.md").write_text(SUMMARY, "utf-8")
    assert {path.name for path in find_sources([garden])} == set(CHAPTERS)
    assert [path.name for path in find_sources([garden / "SUMMARY.md"])] == ["SUMMARY.md"]


@pytest.mark.parametrize("text", ["project:\n  type: website\n", "book: [", "- a\n- b\n", ""])
def test_a_project_file_without_texts_is_no_source(tmp_path: Path, text: str) -> None:
    (tmp_path / "_quarto.yml").write_text(text, "utf-8")
    with pytest.raises(UnreadableError, match=r"lists no texts|cannot be read as YAML"):
        read(tmp_path / "_quarto.yml")

"""Collections: a text that names others as its parts becomes one document, in which each keeps what is its own."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests import judges
from tests.reading.helpers import picture
from triplicate import cli
from triplicate.document.model import CodeBlock, Heading, Image, Link
from triplicate.document.walk import descend, plain, text_of
from triplicate.reading import Reading, read

BOOK = """\
---
title: The allotments
lang: en-GB
toc: true
parts:
  - chapters/plots.md
  - chapters/fees.md
  - chapters/rules/README.md
---

What every tenant should know. First come [the plots](chapters/plots.md).
"""
PLOTS = """\
# The plots

There are forty plots.[^1] See [what they cost](fees.md#costs), [the fees](fees.md), [rules](rules/#sheds)
and [the size](#size).

## Size

Each is ten rods.

#### Odd plots

Some are smaller; [the form][form] tells which.

```sh
# no heading
[^1] [x](fees.md)
```

[^1]: Two are paths.

[form]: https://example.org/plots
"""
FEES = """\
---
title: The fees
author: Somebody
---

Fees are due in March.[^1]

# Costs

A plot costs 40 pounds. [The size](#size) does not matter.

## Size

[Half of it](#size-1) is free; [the form][form] says how. [Back](./plots#size), and [](rules/README.md#nowhere).

## Size

[^1]: Not for the first year.

[form]: https://example.org/fees
"""
RULES = """\
---
title: The rules
---
# The rules {#all-rules}

## Sheds

One shed a plot. [Fees](../fees.md#size-1), [plots](/chapters/plots.md), [size](#size).
"""


def make(folder: Path, **others: str) -> Path:
    """Write a collection of three parts; ``others`` stand for the texts here."""
    texts = {"book.md": BOOK, "chapters/plots.md": PLOTS, "chapters/fees.md": FEES, "chapters/rules/README.md": RULES}
    for name, text in (texts | others).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "book.md"


def told(result: Reading) -> list[tuple[str, str, int]]:
    found = result.origins.settle(result.findings)
    return [(one.code, Path(one.source).name, one.place.line) for one in found]


def headings(result: Reading) -> list[tuple[int, str, str | None]]:
    found = (node for node in descend(*result.document.blocks) if isinstance(node, Heading))
    return [(one.level, text_of(one.children), one.id) for one in found]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    folder = tmp_path_factory.mktemp("collection")
    fees = FEES.replace(", and [](rules/README.md#nowhere)", "")
    return read(make(folder, **{"chapters/fees.md": fees}), project=folder)


def test_titles_are_sections_of_one_text_and_ids_stay_apart(whole: Reading) -> None:
    assert headings(whole) == [
        (2, "The plots", "the-plots"),
        (3, "Size", "size"),
        (4, "Odd plots", "odd-plots"),
        (2, "The fees", "the-fees"),
        (3, "Costs", "costs"),
        (4, "Size", "fees-size"),
        (4, "Size", "size-1"),
        (2, "The rules", "all-rules"),
        (3, "Sheds", "sheds"),
    ]


def test_links_lead_to_the_part_that_is_meant(whole: Reading) -> None:
    links = [node for node in descend(*whole.document.blocks) if isinstance(node, Link)]
    assert [(text_of(link.children), link.target) for link in links] == [
        ("the plots", "#the-plots"),
        ("what they cost", "#costs"),
        ("the fees", "#the-fees"),
        ("rules", "#sheds"),
        ("the size", "#size"),
        ("the form", "https://example.org/plots"),
        ("The size", "#fees-size"),
        ("Half of it", "#size-1"),
        ("the form", "https://example.org/fees"),
        ("Back", "#size"),
        ("Fees", "#size-1"),
        ("plots", "#the-plots"),
        ("size", "#size"),
    ]


def test_notes_are_numbered_through(whole: Reading) -> None:
    assert [(note.number, plain(note.children[0])) for note in whole.document.notes] == [
        (1, "Two are paths."),
        (2, "Not for the first year."),
    ]
    assert told(whole) == [("H050", "plots.md", 10)]


def test_code_of_a_part_stays_as_it_is(whole: Reading) -> None:
    (code,) = (node for node in descend(*whole.document.blocks) if isinstance(node, CodeBlock))
    assert code.text == "# no heading\n[^1] [x](fees.md)"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("book.md", BOOK.replace("fees.md", "lost.md"), ("M010", "book.md", 7)),
        ("book.md", BOOK.replace("chapters/fees.md", "../fees.md"), ("M010", "book.md", 7)),
        ("book.md", BOOK.replace("chapters/fees.md", "book.md"), ("M010", "book.md", 7)),
        ("book.md", BOOK.replace("chapters/fees.md", "chapters/../chapters/plots.md"), ("M010", "book.md", 7)),
        ("book.md", BOOK.replace("chapters/fees.md", "chapters/map.png"), ("M010", "book.md", 7)),
        ("book.md", BOOK.replace("  - chapters/fees.md", "  - file: fees.md"), ("M006", "book.md", 5)),
        ("chapters/fees.md", "---\nparts: [a.md]\n---\n# The fees\n", ("M010", "book.md", 7)),
        ("chapters/fees.md", "---\ntitle: a: b\n---\n# Fees\n", ("M004", "fees.md", 2)),
        ("chapters/fees.md", "Fees are due.\n", ("M001", "fees.md", 1)),
        ("chapters/fees.md", "---\ntitle: Fees\nlang: english\n---\n", ("M003", "fees.md", 1)),
        ("chapters/fees.md", "# Fees\n\n## Costs\n\n#### Low\n", ("H050", "fees.md", 5)),
        ("chapters/fees.md", "# Fees\n\nPay.[^2]\n", ("N001", "fees.md", 3)),
        ("chapters/fees.md", "# Fees\n\n```\nCode\n\n# No heading\n", ("X009", "fees.md", 3)),
        ("chapters/fees.md", FEES, ("K001", "fees.md", 14)),
    ],
)
def test_a_finding_is_in_the_file_and_the_line_of_its_part(
    tmp_path: Path, name: str, text: str, expected: tuple[str, str, int]
) -> None:
    project = tmp_path / "project"
    path = make(project, **{name: text})
    (tmp_path / "fees.md").write_text("# Secret\n", encoding="utf-8")
    picture(project / "chapters")
    result = read(path, project=project)
    assert expected in told(result)
    assert "Secret" not in str(result.document.blocks)
    assert not [one for one in told(result) if one[0].startswith("M") and one != expected]


def test_a_line_that_is_named_in_words_is_one_of_its_file(tmp_path: Path) -> None:
    fees = "# Fees\n\n[Form](form.html)\n"
    result = read(make(tmp_path, **{"book.md": BOOK + "\n[Map](map.html)\n", "chapters/fees.md": fees}))
    (finding,) = (one for one in result.findings if one.code == "K003")
    assert "“map.html” (line 13), “form.html” (line 3 of fees.md)" in finding.message


def test_a_part_keeps_its_language_its_pictures_and_its_address(tmp_path: Path) -> None:
    rules = "---\ntitle: Y rheolau\nlang: cy\n---\n![Map](map.png) [Sied](sied.html)[^1]\n\n---\n\n[^1]: Un sied.\n"
    fees = "# Fees\n\n![Map](map.png)\n"
    path = make(tmp_path, **{"chapters/rules/README.md": rules, "chapters/fees.md": fees})
    picture(tmp_path / "chapters", size=(4, 3))
    picture(tmp_path / "chapters" / "rules", size=(8, 3))
    document = read(path, base_url="https://example.org/book/").document
    *_, heading, paragraph, line = document.blocks
    assert [heading.lang, paragraph.lang, line.lang] == ["cy", "cy", None]
    assert [note.children[0].lang for note in document.notes] == [None, "cy"]
    images = [node.source for node in descend(*document.blocks) if isinstance(node, Image)]
    assert [document.pictures[source].width for source in images] == [4, 8]
    assert [node.target for node in descend(paragraph) if isinstance(node, Link)] == [
        "https://example.org/book/chapters/rules/sied.html"
    ]


def test_a_collection_is_one_document_in_all_formats(
    tmp_path: Path, whole: Reading, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make(tmp_path, **{"chapters/fees.md": FEES.replace(", and [](rules/README.md#nowhere)", "")})
    assert cli.run(["export", str(path)]) == 0
    said = capsys.readouterr()
    assert f"{path.parent / 'chapters' / 'plots.md'}:10:1" in said.out + said.err
    expected = [(1, "The allotments"), *((level, words) for level, words, _ in headings(whole))]
    for form in ("docx", "epub"):
        blocks = judges.pandoc_json(path.with_suffix(f".{form}"), form)["blocks"]
        assert [(level, words.replace("\xa0", " ")) for level, words in said_by_pandoc(blocks)] == expected
    with pikepdf.open(path.with_suffix(".pdf")) as pdf, pdf.open_outline() as outline:
        said_there = [one.title.replace("\xa0", " ") for one in titles(outline.root)]
        assert said_there == [words for _, words in expected[1:]]


def said_by_pandoc(node: Any) -> Iterator[tuple[int, str]]:
    for one in node if isinstance(node, list) else []:
        if isinstance(one, dict) and one["t"] == "Header":
            level, _, inlines = one["c"]
            yield level, "".join(inline.get("c", " ") for inline in inlines)
        else:
            yield from said_by_pandoc(one["c"] if isinstance(one, dict) and "c" in one else one)


def titles(items: Sequence[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from titles(item.children)

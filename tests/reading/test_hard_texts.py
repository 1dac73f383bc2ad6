"""Texts of the kinds that were once read wrong or ended the program: three of each kind, none of which was seen before.

What is refused is told with its line and column. What is accepted says the same to pandoc in Word and EPUB, and to
PDFium in the PDF, as it does to the reader of the source.
"""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.checks.helpers import review_text
from tests.judges import pandoc_json
from tests.strategies import PNG
from triplicate import cli

FRONT = "---\ntitle: T\nlang: en-GB\n---\n\n"
TABLE = "| A | B |\n|---|---|\n"


def levels(before: str, mark: str, step: int, many: int = 11) -> str:
    """Return a list that stands deeper in itself, line by line."""
    return "".join(f"{before}{' ' * (step * level)}{mark} level {level + 1}\n" for level in range(many))


TOLD = {
    "line separator in an item": ("Words:\n\n- one\u2028two\n- three\n", (8, 6, "X016")),
    "line separator in a cell": (f"{TABLE}| one\u2028two | b |\n", (8, 6, "X016")),
    "line separator in a quotation": ("> Said\u2028words\n", (6, 7, "X016")),
    "paragraph separator in a heading": ("## One\u2029two\n\nWords.\n", (6, 7, "X016")),
    "paragraph separator in a term": ("One\u2029two\n: Words.\n", (6, 4, "X016")),
    "paragraph separator in a note": ("Words.[^1]\n\n[^1]: A\u2029note.\n", (8, 8, "X016")),
    "next line in a caption": (f"{TABLE}| a | b |\n\n: Cap\u0085tion\n", (10, 6, "X016")),
    "next line in a link": ("See [the\u0085page](https://example.org/).\n", (6, 9, "X016")),
    "next line in code": ("```\none\u0085two\n```\n", (7, 4, "X016")),
    "a quote of Windows in a heading": ("## The council\u0092s plan\n\nWords.\n", (6, 15, "X016", "Write ’ instead")),
    "a euro of Windows": ("It costs \u0080 5.\n", (6, 10, "X016", "Write € instead")),
    "a dash of Windows in an item": ("Days:\n\n- Monday \u0096 Friday\n- Sunday\n", (8, 10, "X016", "Write – instead")),
    "a container at the end of an item": ("Words:\n\n- one\n- ::: note", (9, 1, "X004")),
    "a container with a language at the end": ("Words.\n\n::: {lang=fr}", (8, 1, "X004")),
    "a container at the end of a note": ("Words.[^1]\n\n[^1]: ::: note", (8, 1, "X004")),
    "an empty table at the end of an item": ("Words:\n\n- | | |\n  |-|-|", (8, 1, "T050")),
    "an empty table of one column": ("Words.\n\n| |\n|-|", (8, 1, "T050")),
    "an empty table at the end of a note": ("Words.[^1]\n\n[^1]: | | |\n    |-|-|", (8, 1, "T050")),
    "an item that is an empty quotation": ("Words:\n\n- >\n- words\n", (8, 1, "X028")),
    "an empty quotation in a quotation": ("Words.\n\n> >\n\nMore.\n", (8, 1, "X028")),
    "a note that is an empty quotation": ("Words.[^1]\n\n[^1]: >\n", (8, 1, "X028")),
    "a command in a heading": ("## The <%= title %>\n\nWords.\n", (6, 8, "X006")),
    "a command in a cell": (f"{TABLE}| <%= a %> | b |\n", (8, 3, "X006")),
    "a command as an address": ("See [the page](<%= address %>).\n", (6, 5, "X006")),
    "a heading further on in a note": ("W.[^1]\n\n[^1]: A note.\n\n    ### More\n\n    Words.\n", (10, 5, "X027")),
    "a heading in an item of a note": ("Words.[^1]\n\n[^1]: - one\n    - ## two\n", (9, 5, "X027")),
    "an underlined heading in a note": ("Words.[^1]\n\n[^1]: More\n    ---\n", (8, 1, "X027")),
    "short forms in quotation marks": ("The 'ZQX' today.\n", (6, 6, "S052", "“ZQX”")),
    "short forms with an ending": ("The ‘XQZ’s home.\n", (6, 6, "S052", "“XQZ”")),
    "short forms before a comma": ("Files of “ZYQ”, and more.\n", (6, 11, "S052", "“ZYQ”")),
    "numbers that are too deep": (f"So:\n\n{levels('', '1.', 3)}", (17, 28, "W001")),
    "too deep in a quotation": (f"> So:\n>\n{levels('> ', '-', 2)}", (17, 1, "W001")),
    "tasks that are too deep in a note": (f"W.[^1]\n\n[^1]: So:\n\n{levels('    ', '- [ ]', 2)}", (19, 23, "W001")),
    "two titles that are underlined": ("One\n===\n\nWords.\n\nTwo\n===\n\nWords.\n", (1, 1, "M001")),
    "three titles": ("# One\n\nWords.\n\n# Two\n\nWords.\n\n# Three\n\nWords.\n", (1, 1, "M001")),
    "two titles and a list between": ("# One\n\nOf these:\n\n- a\n- b\n\n# Two\n\nWords.\n", (1, 1, "M001")),
}


@pytest.mark.parametrize("kind", TOLD)
def test_what_cannot_be_is_told_with_its_place(kind: str) -> None:
    body, (line, column, code, *message) = TOLD[kind]
    front = "---\nlang: en-GB\n---\n\n" if "titles" in kind else FRONT
    found = [one for one in review_text(front + body).findings if one.code == code]
    assert [(one.place.line, one.place.column) for one in found] == [(line, column)]
    assert all(part in f"{found[0].message} {found[0].hint}" for part in message)


TEXT = """---
title: A *second* look at [ville]{lang=fr} and CO~2~
subtitle: From `a.b` to [the *end*](https://example.org/end)
lang: en-GB
date: 2026-01-01
publisher: "**North** Office"
authors:
  - "Dr *Ada* Hill"
contact: "[Ask `us`](mailto:ask@example.org)"
rights: Free to *use*
---

Press `é`, `` ` ``, `¨` and ``` `` ```.

Parts of signs: `` `x ``, `ñ`.

::: figures
- **12** of `a.b`
- **7** names
:::

::: {lang=fr}

![Une salle](one.png)

:::

- Seen in an item:

  {lang=de}
  ![Ein Saal](one.png)

> {lang=cy}
> ![Neuadd](one.png "Y neuadd")
"""
SHOWN = (
    "A second look at ville and CO2",
    "From a.b to the end",
    "North Office",
    "Dr Ada Hill",
    "Free to use",
    "Press é, `, ¨ and ``.",
    "Parts of signs: `x, ñ.",
)
PICTURES = {"Une salle": "fr", "Ein Saal": "de", "Neuadd": "cy"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the text and its files. What is made has been read back and compared with the text."""
    root = tmp_path_factory.mktemp("hard")
    (root / "one.png").write_bytes(PNG)
    (root / "text.md").write_text(TEXT, encoding="utf-8")
    assert cli.run(["export", str(root / "text.md"), "--quiet"]) == 0
    return root


def words_of(node: object) -> str:
    """Return the words of a part of pandoc's document; notes, links and emphasis are looked through."""
    if isinstance(node, dict):
        match node.get("t"):
            case "Str":
                return str(node["c"])
            case "Space" | "SoftBreak" | "LineBreak" | "Para" | "Plain" | "Header":
                return f" {words_of(node.get('c'))} "
            case "Code":
                return str(node["c"][1])
            case "Link" | "Image" | "Span":
                return words_of(node["c"][1])
        return words_of(list(node.values()))
    return "".join(map(words_of, node)) if isinstance(node, list) else ""


@pytest.mark.parametrize("suffix", [".docx", ".epub", ".pdf"])
def test_words_are_read_without_marks(folder: Path, suffix: str) -> None:
    file = folder / f"text{suffix}"
    if suffix == ".pdf":
        said = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))
    else:
        document = pandoc_json(file, suffix[1:])
        said = words_of([document["meta"], document["blocks"]])
    plain = " ".join(said.replace("\u00a0", " ").split())
    assert [words for words in SHOWN if words not in plain] == [], plain
    assert "*" not in plain


def test_pictures_keep_the_language_of_what_is_around_them(folder: Path) -> None:
    with pikepdf.open(folder / "text.pdf") as pdf:
        found = {}
        waiting = [(pdf.Root.StructTreeRoot.K, "en-GB")]
        while waiting:
            node, lang = waiting.pop()
            for one in node if isinstance(node, pikepdf.Array) else [node]:
                if isinstance(one, pikepdf.Dictionary):
                    own = str(one.get("/Lang", lang))
                    if one.get("/S") == "/Figure":
                        found[str(one.Alt)] = own
                    if "/K" in one:
                        waiting.append((one.K, own))
    assert found == PICTURES

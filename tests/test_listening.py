"""What a screen reader is given of the three formats: nothing is lost, doubled or out of order.

The programs are asked for what they hand over: LibreOffice of the Word file, pdf.js (which Firefox has) of the PDF, and
Chromium of the EPUB. Each has its own place for notes and contents; all else comes in the order of the text.
"""

import re
from pathlib import Path

import pytest

from tests.judges import browser_tree, libreoffice_heard, pdfjs_tree
from tests.word import texts
from triplicate import cli

TEXT = """---
title: Listening
lang: en-GB
date: 2026-01-01
toc: true
---

First words.[^1]

## Lists

Bring these:

- bread
  - white
  - brown
- milk

Do this:

1. Boil water.
   - slowly
   - with a lid
2. Pour it.

## Times

{row-headers=1}
| Day     | Opens | Closes |
|---------|-------|--------|
| Monday  | nine  | five   |
| Tuesday | ten   | six    |

: When we are open

![](chart.png){.decorative}

## Words of others

She said [bonjour tout le monde]{lang=fr} to us.

> [!NOTE]
> Mind the gap.

> To be or not to be.
>
> -- Hamlet

Last words.

[^1]: This is the note.
"""

PICTURES = Path(__file__).parent / "checks" / "pictures"

CONTENTS = ["Lists", "Times", "Words of others"]
LISTS = [
    *("Bring these:", "• bread", "• white", "• brown", "• milk"),
    *("Do this:", "1. Boil water.", "• slowly", "• with a lid", "2. Pour it."),
]
TABLE = ["Day", "Opens", "Closes", "Monday", "nine", "five", "Tuesday", "ten", "six"]
WORDS = [
    *("She said bonjour tout le monde to us.", "Note", "Mind the gap."),
    *("To be or not to be.", "— Hamlet", "Last words."),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("heard")
    (folder / "text.md").write_text(TEXT, "utf-8")
    assert cli.run(["export", str(folder / "text.md"), "--media", str(PICTURES), "--allow-outside"]) == 0
    return folder


def test_the_word_file_as_libreoffice_hands_it_over(folder):
    heard = libreoffice_heard(folder / "text.docx")
    told = [(one.role, one.words) for one in heard if one.role in ("heading", "paragraph", "footnote", "table")]
    said = [words.strip("\ufffc") for _, words in told if words.strip("\ufffc")]
    # The note stands at the foot of its page, wherever that ends.
    place = said.index("Footnote 1")
    assert said[place : place + 2] == ["Footnote 1", "This is the note."]
    del said[place : place + 2]
    (table,) = [words for role, words in told if role == "table"]
    said.remove(table)
    assert said == [
        *("Listening", "1 January 2026", "Contents", *CONTENTS, "First words.1", "Lists", *LISTS),
        *("Times", "Table 1: When we are open", *TABLE, "Words of others", *WORDS),
    ]
    assert [words for role, words in told if role == "heading"] == ["Listening", *CONTENTS]
    assert sum(one.role == "table cell" for one in heard) == len(TABLE)
    # 7.4 knows no decorative pictures, of which one is the sign of the callout; it says no more than that they are there.
    assert [one.words for one in heard if one.role == "graphic"] == ["Picture 1", "Picture 2"]
    assert [one.words for one in heard if one.lang == "fr"] == ["She said bonjour tout le monde to us."]


def test_the_pdf_as_pdf_js_hands_it_over(folder):
    pages = [page.tree for page in pdfjs_tree(folder / "text.pdf").pages]
    nodes = [node for tree in pages if tree for node in tree.walk()]
    said = " ".join(tree.words() for tree in pages if tree)
    entries = [
        f"{words} {page}"
        for words, page in zip(CONTENTS, re.findall(r"(?:Lists|Times|others) (\d)", said), strict=False)
    ]
    assert said == " ".join([
        *("Listening", "1 January 2026", "Contents", *entries, "First words.1", "1 This is the note."),
        *("Lists", *LISTS, "Times", "Table 1: When we are open", *TABLE, "Words of others", *WORDS),
    ])  # fmt: skip
    assert [(node.role, node.words()) for node in nodes if re.fullmatch(r"H\d|Caption|BlockQuote|Note", node.role)] == [
        *(
            ("H1", "Listening"),
            ("Caption", "Contents"),
            ("H2", "Contents"),
            ("Note", "1 This is the note."),
            ("H2", "Lists"),
            ("H2", "Times"),
        ),
        *(
            ("Caption", "Table 1: When we are open"),
            ("H2", "Words of others"),
            ("Caption", "Note"),
            ("BlockQuote", " ".join(WORDS[3:5])),
        ),
    ]
    assert [node.words() for node in nodes if node.role == "LI"] == [
        *("• bread • white • brown", "• white", "• brown", "• milk"),
        *("1. Boil water. • slowly • with a lid", "• slowly", "• with a lid", "2. Pour it."),
    ]
    assert [node.words() for node in nodes if node.role in ("TH", "TD")] == TABLE
    assert [node.words() for node in nodes if node.lang == "fr"] == ["bonjour tout le monde"]
    assert [node for node in nodes if node.role == "Figure"] == []


def test_the_epub_as_chromium_hands_it_over(folder):
    *_, contents, text = browser_tree(folder / "text.epub").values()
    assert [one.name for one in contents if one.role == "link"] == CONTENTS
    said = "".join(one.name for one in text if one.role in ("StaticText", "ListMarker"))
    wanted = ["First words.1", "Lists", *LISTS, "Times", "Table 1: When we are open", *TABLE, "Words of others", *WORDS]
    assert letters(said) == letters("".join([*wanted, "1. This is the note. ↩︎"]))
    roles = [one.role for one in text]
    assert [one.name for one in text if one.role == "heading"] == CONTENTS
    kinds = ("list", "listitem", "note", "blockquote", "doc-footnote", "figure")
    assert [role for role in roles if role in kinds] == [
        *("list", "listitem", "list", "listitem", "listitem", "listitem"),
        *("list", "listitem", "list", "listitem", "listitem", "listitem"),
        *("note", "blockquote", "doc-footnote"),
    ]
    assert [one.name for one in text if one.role == "table"] == ["Table 1: When we are open"]
    assert [one.name for one in text if one.role == "columnheader"] == ["Day", "Opens", "Closes"]
    assert [one.name for one in text if one.role == "rowheader"] == ["Monday", "Tuesday"]
    assert [one.name for one in text if one.role == "doc-backlink"] == ["Back to text (1)"]


def letters(words: str) -> str:
    """Return words without the spaces between them, of which each program has its own."""
    return "".join(words.split())


PICTURES_IN_FRENCH = {
    "a line before it": "{lang=fr}\n![Une salle](chart.png)\n",
    "attributes after it": "![Une salle](chart.png){lang=fr}\n",
    "a division around it": "::: {lang=fr}\n![Une salle](chart.png)\n:::\n",
    "a passage around it": "[![Une salle](chart.png)]{lang=fr}\n",
    "strong in a passage": "[**![Une salle](chart.png)**]{lang=fr}\n",
    "among words": "See [the plan: ![Une salle](chart.png)]{lang=fr}.\n",
    "with a caption": '{lang=fr}\n![Une salle](chart.png "La salle")\n',
    "in an item": "- {lang=fr}\n  ![Une salle](chart.png)\n",
}


@pytest.fixture(scope="module")
def french(tmp_path_factory):
    """Return one text with all pictures: making it proves that each of the three says what the text says."""
    folder = tmp_path_factory.mktemp("french")
    text = "---\ntitle: Pictures\nlang: en-GB\n---\n\n" + "\nWords.\n\n".join(PICTURES_IN_FRENCH.values())
    (folder / "text.md").write_text(text, "utf-8")
    assert cli.run(["export", str(folder / "text.md"), "--media", str(PICTURES), "--allow-outside"]) == 0
    return folder


def test_a_picture_is_described_in_its_language(french):
    def in_french(node, around=""):
        lang = node.lang or around
        if node.role == "Figure":
            yield lang
        for child in node.children:
            yield from in_french(child, lang)

    trees = [page.tree for page in pdfjs_tree(french / "text.pdf").pages]
    assert [lang for tree in trees for lang in in_french(tree)] == ["fr"] * len(PICTURES_IN_FRENCH)
    part = texts.part((french / "text.docx").read_bytes())
    runs = texts.xpath(part, "//w:r[w:drawing]")
    assert [texts.xpath(run, "string(w:rPr/w:lang/@w:val)") for run in runs] == ["fr"] * len(PICTURES_IN_FRENCH)

"""What stands in a quotation or callout, and in an item, is known by more than its indent; a rule is by itself."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from tests.judges import (
    libreoffice_heard,
    libreoffice_pdf,
    libreoffice_text,
    mammoth_html,
    openxml_sdk,
    pandoc_json,
)
from tests.word import texts
from triplicate import reading
from triplicate.document.model import Document
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.outline.entry import flatten
from triplicate.proof.readback import read_back

FRONT = "---\ntitle: Boxes\nlang: en-GB\n---\n\n"
TABLE = "| Day | Time |\n|---|---|\n| Monday | 10:00 |\n| Tuesday | 11:00 |\n"
QUOTED_TABLE = "".join(f"> {line}\n" for line in TABLE.splitlines())

ARABIC = "::: {lang=ar}\n"

CASES = {
    "an item that is a quotation": "So:\n\n1. > Nothing but said words\n2. Plain words\n",
    "an item that begins with a quotation": "So:\n\n1. > Said words\n\n   Words after\n2. Plain words\n",
    "an item that begins with quoted code": "So:\n\n1. > ```\n   > code\n   > ```\n\n2. Plain words\n",
    "an item that begins with a quoted list": "So:\n\n- > - inner one\n  > - inner two\n- Plain words\n",
    "an item in an item that is a quotation": "So:\n\n- Outer\n  1. > Said words\n  2. Plain words\n- Last\n",
    "an item that is a callout": "So:\n\n- > [!NOTE]\n  > Mind the gap\n- Plain words\n",
    "an item that is a quotation of a callout": "So:\n\n- > > [!TIP]\n  > > Mind the gap\n- Plain words\n",
    "a callout in a quotation": "> > [!NOTE]\n> > More\n\nAfter\n",
    "a callout and words in a quotation": "> Before\n>\n> > [!NOTE]\n> > More\n>\n> After\n\nAfter all\n",
    "a quotation in a callout": "> [!NOTE]\n> Before\n>\n> > Said words\n>\n> After\n\nAfter all\n",
    "a callout in a callout": "> [!NOTE]\n> Before\n>\n> > [!TIP]\n> > Inner\n>\n> After\n\nAfter all\n",
    "a quoted table": f"Before\n\n{QUOTED_TABLE}\nAfter\n",
    "a quoted table after a list": f"And:\n\n- one\n- two\n\n{QUOTED_TABLE}",
    "a quoted table in an item": "And:\n\n- one\n\n" + "".join(f"  {line}\n" for line in QUOTED_TABLE.splitlines()),
    "a quoted picture after a list": "List:\n\n- one\n- two\n\n> ![A chart](chart.png)\n\nAfter\n",
    "a quoted picture with a caption in an item": 'List:\n\n- one\n\n  > ![A chart](chart.png "Where we were")\n\n- two\n',
    "a quoted list after a list": "List:\n\n- one\n- two\n\n> - three\n> - four\n",
    "a quoted heading after a list": "List:\n\n- one\n- two\n\n> ## Said large\n>\n> Words\n",
    "quoted code after a definition": "Term\n: Words `a`\n\n> ```\n> x\n> ```\n",
    "a quoted list after a definition": "Term\n: Words\n\n> - one\n> - two\n\nAfter\n",
    "a quotation in a definition": "Term\n: Words\n\n  > Said words\n\nAfter\n",
    "a quoted list in a definition": "Term\n: Words\n\n  > - one\n  > - two\n\nAfter\n",
    "a definition in a quotation": "> Expression\n> : Words\n>\n> After\n\nAfter all\n",
    "a rule before a table": f"***\n\n{TABLE}",
    "a rule after a table": f"{TABLE}\n***\n\nAfter\n",
    "a rule in a callout": "> [!TIP]\n> ***\n\nAfter\n",
    "a rule between words in a callout": "> [!TIP]\n> Before\n>\n> ***\n>\n> After\n\nAfter all\n",
    "a rule in a quotation": "> Before\n>\n> ***\n>\n> After\n\nAfter all\n",
    "a rule in an item": "So:\n\n0. one\n\n   ***\n\n1. two\n",
    "a rule at the end of a list": "So:\n\n- one\n\n  ***\n\nAfter\n",
    "a rule after a list": "So:\n\n- one\n- two\n\n***\n\n- three\n- four\n",
    "two rules": "Before\n\n***\n\n***\n\nAfter\n",
    "three rules": "Before\n\n***\n\n***\n\n***\n\nAfter\n",
    "a rule at the end": "Before\n\n***\n",
    "a rule before a heading": "Before\n\n***\n\n## Heading\n\nAfter\n",
    "a rule and a new page": "Before\n\n***\n\n\\newpage\n\nAfter\n",
    "a quotation from right to left": f"{ARABIC}> قول\n>\n> قول ثان\n>\n> -- فلان\n:::\n\nAfter\n",
    "an item that is a quotation from right to left": f"{ARABIC}1. > قول\n2. كلام\n:::\n",
    "a quoted list from right to left": f"{ARABIC}> كلام\n>\n> - بند\n> - بند آخر\n:::\n\nAfter\n",
    "a callout from right to left": f"{ARABIC}> [!TIP]\n> كلام\n>\n> ```\n> code\n> ```\n>\n> > قول\n:::\n\nAfter\n",
    "a table in a quotation from right to left": f"{ARABIC}> كلام\n>\n{QUOTED_TABLE}:::\n\nAfter\n",
    "code in a quotation from right to left": f"{ARABIC}> كلام\n>\n> ```\n> code\n> ```\n:::\n\nAfter\n",
    "words from left to right in a quotation from right to left": f"{ARABIC}> كلام\n>\n> {{lang=en-GB}}\n> Said words\n:::\n",
}


PICTURES = Path(__file__).parents[1] / "checks" / "pictures"


def made(text: str) -> Document:
    document = reading.read(FRONT + text, media=[PICTURES]).document
    assert document is not None
    return document


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Path:
    """Return one file with the boxes of all cases."""
    text = "".join(f"## Number {number}\n\n{case}\n\n" for number, case in enumerate(CASES.values(), start=1))
    return texts.saved(made(text), tmp_path_factory.mktemp("word") / "boxes.docx")


@pytest.mark.parametrize("name", CASES)
def test_the_file_says_what_the_text_says(name):
    document = made(CASES[name])
    assert verify(outline_of(document), read_back(texts.export(document).data)) == ()


def test_the_file_is_valid(everything):
    assert openxml_sdk([everything]) == {everything: []}


def test_other_readers_meet_every_word_in_order(everything):
    """None of them knows the tags: what stands in a content control is text like any other to them."""
    said = [words for entry in flatten(read_back(everything.read_bytes()).entries) for words in entry.words.split()]
    wanted = [word for word in said if word.isalpha()]
    pandoc = pandoc_json(everything, "docx")
    assert "error" not in pandoc
    for heard, lost in (
        (libreoffice_text(everything).text, []),
        (" ".join(one.words for one in libreoffice_heard(everything)), []),
        (re.sub(r"<[^>]+>", " ", mammoth_html(everything).text), []),
        # pandoc 3.1 loses a term that is indented, whatever it stands in.
        (" ".join(re.findall(r'"t": "Str", "c": "([^"]*)"', json.dumps(pandoc, ensure_ascii=False))), ["Expression"]),
    ):
        words = iter(re.findall(r"\w+", heard))
        assert [word for word in wanted if word not in lost and word not in words] == []


def test_a_plain_quotation_needs_no_content_control():
    """Its style says it, and a program that passes over content controls, as python-docx does, reads it."""
    data = texts.export(made("> Said words\n>\n> More words\n\n> [!NOTE]\n> Mind the gap\n")).data
    assert texts.xpath(texts.part(data), "//w:sdt") == []


def test_each_rule_is_a_paragraph_with_a_line_of_its_own(tmp_path):
    file = texts.saved(made(CASES["three rules"]), tmp_path / "rules.docx")
    assert libreoffice_pdf(file, tmp_path / "rules.pdf") == []
    page = pypdfium2.PdfDocument(tmp_path / "rules.pdf")[0].render(scale=4).to_pil().convert("L")
    column = [page.getpixel((page.width // 2, row)) for row in range(page.height)]
    lines = sum(here < 200 <= before for before, here in pairwise(column))
    # That under the title, its letters, the rules; no more words stand there.
    assert lines == 1 + 3

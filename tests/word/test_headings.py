"""Numbers of headings that Word counts by itself (17.9)."""

import re
from pathlib import Path

import pytest

from tests.judges import libreoffice_text, openxml_audit, openxml_sdk
from tests.word import texts
from tests.word.texts import part, words, xpath
from triplicate import reading
from triplicate.document.model import Document, Heading
from triplicate.proof import compare, outline
from triplicate.proof.outline.entry import Role, flatten
from triplicate.proof.readback import read_back

TEXT = """---
title: Numbers
lang: en-GB
toc: true
toc-depth: 2
number-sections: true
---

See [1.1 Soup](#soup), [](#soup), [2.1 Salt](#salt) and [](#steps).

## Kitchen

### Soup {#soup}

### [Sel]{lang=fr} and pepper

## Cellar

### Salt {#salt}

Its number is 2.1.

### Wine

> ### Said of wine
>
> It is old.

1. ### Steps {#steps}

   Down.

#### Red

A note.[^1]

[^1]: Words.

    More words.

::: {lang=fr}
## Jardin
:::
"""

NUMBERS = ["1", "1.1", "1.2", "2", "2.1", "2.2", "2.3", "2.4", "2.4.1", "3"]


@pytest.fixture(scope="module")
def source() -> Document:
    return reading.read(TEXT, name="numbers.md").document


@pytest.fixture(scope="module")
def data(source) -> bytes:
    return texts.export(source).data


def headings(data: bytes) -> list[str]:
    return [entry.words for entry in flatten(read_back(data).entries) if entry.role is Role.HEADING]


def test_heading_styles_are_tied_to_the_levels_of_one_list(data):
    (definition,) = xpath(part(data, "word/numbering.xml"), "w:abstractNum[w:lvl/w:pStyle/@w:val='Heading2']")
    levels = xpath(definition, "w:lvl[w:pStyle]")
    assert [
        tuple(xpath(level, f"string({path})") for path in ("w:pStyle/@w:val", "w:lvlText/@w:val")) for level in levels
    ] == [
        ("Heading2", "%2"),
        ("Heading3", "%2.%3"),
        ("Heading4", "%2.%3.%4"),
        ("Heading5", "%2.%3.%4.%5"),
        ("Heading6", "%2.%3.%4.%5.%6"),
    ]
    styles = part(data, "word/styles.xml")
    for level in range(2, 7):
        (number,) = xpath(styles, f"w:style[@w:styleId='Heading{level}']/w:pPr/w:numPr")
        assert xpath(number, "string(w:ilvl/@w:val)") == str(level - 1)
        instance = xpath(number, "string(w:numId/@w:val)")
        used = xpath(part(data, "word/numbering.xml"), f"string(w:num[@w:numId='{instance}']/w:abstractNumId/@w:val)")
        assert used == xpath(definition, "string(@w:abstractNumId)")


def test_a_number_that_word_counts_is_no_text(data):
    found = {words(each): each for each in xpath(part(data), "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]")}
    assert list(found) == [
        *("Numbers", "Kitchen", "Soup", "Sel and pepper", "Cellar"),
        *("Salt", "Wine", "Said of wine", "2.4 Steps", "2.4.1Red", "Jardin"),  # a tab parts them
    ]
    # What Word would count otherwise is taken out of its count (17.9.18).
    assert xpath(found["2.4.1Red"], "string(w:pPr/w:numPr/w:numId/@w:val)") == "0"
    assert xpath(found["Soup"], "w:pPr/w:numPr") == []


def test_a_text_without_numbers_has_no_list_of_headings():
    data = texts.export(texts.document(Heading(2, texts.text("Plain"), id="plain"))).data
    assert xpath(part(data, "word/numbering.xml"), "//w:pStyle[starts-with(@w:val, 'Heading')]") == []
    assert xpath(part(data, "word/styles.xml"), "w:style[starts-with(@w:styleId, 'Heading')]//w:numPr") == []


def test_references_repeat_the_number_and_the_words(data):
    links = xpath(part(data), "//w:p[w:r/w:t='See ']/w:hyperlink")
    assert [words(link) for link in links] == ["1.1 Soup", "Soup", "2.1 Salt", "Steps"]
    fields = [[text.split(r"\*")[0].split() for text in xpath(link, ".//w:instrText/text()")] for link in links]
    assert fields == [
        [["REF", "soup", r"\n"], ["REF", "soup"]],
        [["REF", "soup"]],
        [["REF", "salt", r"\n"], ["REF", "salt"]],
        [],
    ]


def test_read_back_it_says_the_numbers(source, data):
    assert compare.verify(outline.outline_of(source), read_back(data)) == ()
    told = [number for heading in headings(data) if (number := heading.split()[0])[0].isdigit()]
    assert sorted(told) == sorted(NUMBERS)


def test_the_number_is_in_the_language_of_its_heading(data):
    (heading,) = xpath(part(data), "//w:p[w:r/w:t='Jardin']")
    assert xpath(heading, "string(w:pPr/w:rPr/w:lang/@w:val)") == "fr"
    (entry,) = [
        entry for entry in flatten(read_back(data).entries) if entry.role is Role.HEADING and entry.words == "3 Jardin"
    ]
    assert {span.lang for span in entry.spans} == {"fr"}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("word/numbering.xml", lambda text: text.replace('w:val="%2.%3"', 'w:val="%3"')),
        ("word/numbering.xml", lambda text: re.sub(r'(<w:start w:val=")1("/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2)', r"\g<1>4\2", text)),
        ("word/styles.xml", lambda text: re.sub(r'<w:numPr><w:ilvl w:val="2"/>.*?</w:numPr>', "", text)),
        ("word/styles.xml", lambda text: text.replace('<w:ilvl w:val="2"/>', '<w:ilvl w:val="1"/>')),
        ("word/document.xml", lambda text: text.replace('<w:pStyle w:val="Heading3"/>', '<w:pStyle w:val="Heading3"/><w:numPr><w:numId w:val="0"/></w:numPr>', 1)),
    ],
    ids=["another number", "another beginning", "no number", "another level", "one left out"],
)  # fmt: skip
def test_a_broken_number_is_found_out(source, data, name, change):
    kinds = {
        each.kind for each in compare.verify(outline.outline_of(source), read_back(texts.rewritten(data, name, change)))
    }
    assert kinds & {"words-changed", "words-missing", "words-added", "heading-changed"}, kinds


def test_the_level_may_be_said_by_the_style_alone(source, data):
    """A style with a list and no level stands at the level that is tied to it (17.9.23)."""
    changed = texts.rewritten(
        data, "word/styles.xml", lambda text: re.sub(r'<w:ilvl w:val="\d"/>(?=<w:numId w:val="3"/>)', "", text)
    )
    assert headings(changed) == headings(data)
    assert headings(changed)[1:4] == ["1 Kitchen", "1.1 Soup", "1.2 Sel and pepper"]


def test_libreoffice_counts_the_same(data, tmp_path):
    path = tmp_path / "numbers.docx"
    path.write_bytes(data)
    said = libreoffice_text(path).text
    for line in ("1 Kitchen", "1.1 Soup", "1.2 Sel and pepper", "2 Cellar", "2.1 Salt", "2.2 Wine", "3 Jardin"):
        assert f"\n{line}\n" in said


def test_two_validators_find_nothing(data, tmp_path):
    path: Path = tmp_path / "numbers.docx"
    path.write_bytes(data)
    assert openxml_sdk([path]) == {path: []}
    assert openxml_audit(path) == []

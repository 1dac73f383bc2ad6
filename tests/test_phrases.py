"""The words that Triplicate adds to a text: in its language, or in English and marked so."""

import io
import re
import tomllib
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest

from tests.look.texts import MOMENT
from tests.pdf.reader import read as read_tags
from triplicate import reading, theme
from triplicate.document import phrases
from triplicate.jobs.production import Format, produce
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

ASKED = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl"),
    *("pt", "ro", "sk", "sl", "sv", "cy", "gd", "nb", "nn", "is", "uk", "ar", "he", "hi", "bn", "ur", "pa", "so"),
    *("zh-Hans", "zh-Hant", "ja", "ko", "tr", "fa", "ru", "vi", "id", "ca"),
)
TEXT = """---
title: T
lang: {lang}
date: 2026-01-01
toc: true
---

## H

[](#tbl-a)

| A | B |
|:--|--:|
| 1 | 20 |

: 2026 C {{#tbl-a}}

> [!NOTE]
> D
"""


def made(lang: str) -> dict[Format, bytes]:
    document = reading.read(TEXT.format(lang=lang)).document
    copies = {
        kind: one.data
        for kind, one in produce(
            theme.edition_of(document, theme.load()), tuple(Format), moment=MOMENT, name="t"
        ).items()
    }
    assert all(verify(outline_of(document), read_back(data)) == () for data in copies.values())
    return copies


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(one).decode() for one in archive.namelist() if one.endswith(name))


@pytest.mark.parametrize("lang", ASKED)
def test_words_are_whole(lang):
    file = tomllib.loads((Path(phrases.__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
    assert file[lang]["source"] in ("project", "dictionary")
    words = phrases.phrases_for(lang)
    assert words.lang == lang
    assert phrases.language_of_phrases(lang) == lang
    for field in fields(words):
        wanted = {
            "page_of": ["page", "pages"],
            "described_in": ["where"],
            "other_format": ["contact"],
            "left_out": ["what"],
            "continued": ["what"],
            "on_page": ["page"],
        }.get(field.name, [])
        phrase = getattr(words, field.name)
        assert phrase.strip() == phrase != ""
        assert re.findall(r"{(\w+)}", phrase) == wanted


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("nb-NO", "nb"),
        ("no", "nb"),
        ("zh-TW", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("pt-BR", "pt"),
        ("en-GB", "en"),
        ("eo", "en"),
    ],
)
def test_a_tag_finds_its_words(tag, found):
    assert phrases.phrases_for(tag).lang == found


def test_norwegian_words_are_norwegian():
    copies = made("nb")
    words = read_tags(copies[Format.PDF]).tree.words
    assert all(word in words for word in ("Innhold", "Tabell 1", "Merk"))
    assert 'lang="en"' not in part(copies[Format.EPUB], "xhtml")


@pytest.mark.parametrize("lang", ["eo", "sr", "tlh"])
def test_english_words_are_marked_in_a_language_that_has_none(lang):
    copies = made(lang)
    marked = {node.words for node in read_tags(copies[Format.PDF]).tree.walk() if node.lang == "en"}
    assert {"Contents", "Table 1:", "Table 1", "Note"} <= marked
    html = part(copies[Format.EPUB], "xhtml").replace("\u00a0", " ")
    for words in ("Contents", "Table 1:", "Table 1", "Note"):
        assert re.search(rf'<(h2|span)[^>]* lang="en"[^>]*>{words}</', html), words
    word = part(copies[Format.DOCX], "word/document.xml")
    for words in ("Contents", "Table ", "Note"):
        runs = re.findall(rf"<w:r>(?:(?!</w:r>).)*<w:t[^>]*>{words}</w:t></w:r>", word)
        assert runs, words
        assert all('w:val="en' in run for run in runs), words


def test_a_label_is_isolated_in_text_from_right_to_left():
    """Else its number and one at the beginning of the caption would trade places."""
    copies = made("he")
    assert re.search(r'<span class="label" dir="rtl">טבלה 1:</span>', part(copies[Format.EPUB], "xhtml"))

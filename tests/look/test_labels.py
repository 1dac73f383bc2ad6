"""The label of a caption is in the language of its part: a table in an Arabic part of an English text is no "Table"."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate.formats.product import USUAL, Format
from triplicate.proof.compare import verify
from triplicate.proof.outline import Role, flatten, outline_of
from triplicate.proof.readback import read_back

TABLE = "| A | B |\n|---|---|\n| 1 | 2 |\n\n: "
SOURCE = f"""
See [](#rooms) and [](#halls).

{TABLE}English words {{#halls}}

::: {{lang=ar}}

| الغرفة | الأيام |
|---|---|
| قاعة | الأحد |

: غرفتان {{#rooms}}

:::

{{lang=fr}}
{TABLE}Des mots

{{lang=qu}}
{TABLE}Simikuna
"""
LABELS = [("Table 1:", "en-GB"), ("الجدول 2:", "ar"), ("Tableau 3:", "fr"), ("Table 4:", "en-GB")]


@pytest.mark.parametrize("kind", USUAL)
def test_labels_are_in_the_language_of_their_part(kind: Format) -> None:
    document = clean(SOURCE)
    data = made(document, "standard", kind)
    outline = read_back(data)
    assert verify(outline_of(document), outline) == ()
    captions = [entry for entry in flatten(outline.entries) if entry.role is Role.CAPTION]
    for caption, (label, lang) in zip(captions, LABELS, strict=True):
        assert caption.words.startswith(label)
        assert caption.spans[0].lang in (lang, lang.partition("-")[0])
    if kind is Format.DOCX:
        with ZipFile(BytesIO(data)) as package:
            part = package.read("word/document.xml").decode()
        assert re.findall(r"SEQ \w+", part) == ["SEQ Table"] * len(LABELS), "all are counted in one sequence"

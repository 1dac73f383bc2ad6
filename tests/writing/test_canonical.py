"""What each thing looks like when it is written: these texts are written as they are read."""

import pytest

from tests.strategies import PNG
from triplicate.reading import read
from triplicate.writing import write

TEXTS = {
    "words": "Some *words* and **more**, ***both***, ~~gone~~, H~2~O, 10^3^, `code` and <kbd>Ctrl</kbd>.",
    "signs that are words": "It costs $5 or £6, 5 * 3 is 15, snake_case stays [sic], a < b & c, -5 degrees, +44, 3.2.",
    "signs with a backslash": r"\*\*Not bold\*\*, \`no code\`, \[no link\](x), \<b>, \&amp;, \{no: attributes}, C:\\temp.",
    "starts of lines": "1\\. No list\n\na\\. No list\n\nb. No list\n\n\\- No bullet\n\n\\# No heading\n\n\\> No quotation\n\n\\: No caption",
    "a line that ends": "One line\\\nand the next",
    "links": "[A page](https://example.org/a), <https://example.org/b>, <desk@example.org>, [there](#there).\n\n## There",
    "languages": "The [mot]{lang=fr}.\n\n{lang=cy}\nCroeso i bawb.\n\n::: {lang=fr}\nBonjour.\n\nAu revoir.\n:::",
    "ids": "## A section {#its-id lang=fr}\n\n{#that}\nA paragraph.",
    "lists": "- one\n- two\n  - inner\n\n1. first\n2. second\n\n{type=a}\n1. letters\n\n- [x] done\n- [ ] to do",
    "items apart": "- one\n\n  and more\n\n- two",
    "two lists": "- one\n\n* two",
    "three lists": "- one\n\n{lang=fr}\n- deux\n\n* [ ] three",
    "terms": "Term\n: What it means\n\nOther term\n: This\n: That",
    "quotations": "> To be.\n>\n> -- Hamlet\n\n> [!NOTE]\n> Mind the gap.",
    "containers": "::: note Mind this\nText.\n:::\n\n:::: warning Twice\n::: summary\nText.\n:::\n::::",
    "key figures": "::: figures\n- **42** visits a day\n- **7** halls\n:::",
    "code": '```python\nprint("`")\n```\n\n````\n```\n````',
    "code with a title": '```toml title="house.toml"\nextends = "print"\n```\n\n``` title="no language"\nx\n```',
    "a table": "| Name | Number |\n| ---- | -----: |\n| a\\|b |      1 |\n\n: Things {#things}\n\nSee [](#things).",
    "row headers": "{row-headers=1}\n| A   | B   |\n| --- | --- |\n| a   | b   |",
    "one row header": "| A   | B   |\n| --- | --- |\n| # a | b   |\n| c   | d   |",
    "pictures": "![A dot](dot.png)\n: One dot {#dot}\n\n![](dot.png){.decorative}\n\n![A dot](dot.png){width=5cm}",
    "notes": "Text.[^1]\n\n[^1]: The note.\n\n    Its second paragraph.",
    "breaks": "One.\n\n---\n\nTwo.\n\n\\newpage\n\nThree.",
    "annexes": "## Part\n\n## More {.annex}\n\n## Last {.unnumbered}",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("pictures")
    (path / "dot.png").write_bytes(PNG)
    return path


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_written_as_it_is_read(folder, name):
    text = f"---\ntitle: A title\nlang: en-GB\n---\n\n{TEXTS[name]}\n"
    reading = read(text, folder=folder)
    assert reading.findings == ()
    assert write(reading.document) == text


FORMULAS = 'So $a^2${alt="a squared"}, and \\$5.\n\n{alt="E equals m"}\n$$\nE = m\n$$'


def test_formulas_are_written_as_they_are_read():
    text = f"---\ntitle: A title\nlang: en-GB\nmath: true\n---\n\n{FORMULAS}\n"
    assert write(read(text).document) == text


FRONT = """---
title: A title
subtitle: And more
author:
  - name: A Writer
    role: Editor
  - Another Writer
date: 2026-03-01
lang: cy
description: 'What it says: all'
keywords:
  - one
  - two
publisher: The house
kind: report
toc: true
abbreviations:
  BSL: British Sign Language
---

## Adran

BSL
"""


def test_front_matter_is_written_as_it_is_read():
    assert write(read(FRONT).document) == FRONT


def test_a_title_with_marks_stands_in_the_text():
    text = "---\nlang: en\n---\n\n# A *new* title {#new}\n\nText.\n"
    assert write(read(text).document) == text

"""A text that is exported and taken in again says the same; and no witness of another make finds more words."""

import os
import random
import re
from collections import Counter
from dataclasses import replace

import pypandoc
import pytest

from tests import samples, strategies
from tests.judges import browser_tree
from tests.profiles import examples
from tests.readback.foreign import pandoc_words
from tests.strategies import PNG
from tests.writing.dialect import sayable
from triplicate import api
from triplicate.document import model
from triplicate.document.rebuild import rebuilt
from triplicate.jobs.importing import Wish, import_file
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.outline.entry import flatten
from triplicate.reading import read
from triplicate.writing import write

MOST = int(os.environ.get("TRIPLICATE_IMPORT", "1"))
"""How many random documents go round by each format."""

UNCARRIED = {
    "docx": {
        "description-joined": "Word has no sign that a second description of a term begins",
        "list-joined": "nor that a second list of terms does",
        "expansion-lost": "Word says what a short form stands for at its first use in the text; in headings it never is",
        "language-lost": "Word marks code as words of no language, and has none for formulas",
    },
    "epub": {},
    "html": {},
    "pdf": {},
}
"""What a format cannot carry, by the kind of the difference, and why."""


def left_by_pdf(node):
    """Return what a PDF leaves of a node: of a key code, of a rule nothing."""
    match node:
        case model.Keyboard():
            return model.Code(node.text)
        case model.ThematicBreak():
            return model.Paragraph((model.Text("Words."),), id=node.id)
        case _:
            return node


def round_trip(data, kind, folder):
    """Return the document that a file is taken in as; no word of the file may be lost."""
    file = folder / f"original.{kind}"
    file.write_bytes(data)
    made = import_file(file, Wish(folder / "taken"))
    assert made.lost == ()
    return read(made.source).document


@pytest.mark.parametrize("seed", range(examples(MOST)) if MOST > 1 else (1,))
@pytest.mark.parametrize("kind", ["docx", "epub", "html", "pdf"])
def test_a_document_comes_back(kind, seed, tmp_path):
    made = sayable(strategies.whole(strategies.Seeded(random.Random(seed))))
    made = rebuilt(made, left_by_pdf) if kind == "pdf" else made
    document = replace(made, sha256="ab" * 32, pictures={"dot.png": model.Picture("dot.png", "image/png", PNG, 1, 1)})
    again = round_trip(api.export(document, kind), kind, tmp_path)
    differences = verify(outline_of(document), outline_of(again))
    assert [one for one in differences if one.kind not in UNCARRIED[kind]] == []


@pytest.mark.parametrize("kind", ["docx", "epub", "html", "pdf"])
def test_a_release_comes_back_word_for_word(kind, tmp_path):
    document = samples.document("news-release.md")
    again = round_trip(samples.file("news-release.md", kind), kind, tmp_path)
    assert write(again).partition("\n---\n")[2] == write(document).partition("\n---\n")[2]
    assert verify(outline_of(document), outline_of(again)) == ()


def test_a_release_in_word_has_all_of_its_front_matter(tmp_path):
    again = round_trip(samples.file("news-release.md", "docx"), "docx", tmp_path)
    assert write(again) == write(samples.document("news-release.md"))


# Witnesses


def words(text):
    return Counter(re.findall(r"\w+", text))


BY_PANDOC = """% The library
% A Writer

# Hours

Some *words*, **more**, `code`, a [page](https://example.org) and a call.[^1]

3. three
4. four

    - inner
    - and more

    Second paragraph.

[^1]: The note, with *emphasis*.

# Rooms

Term
:   What it means

| Day     | From  |
|---------|-------|
| Monday  | eight |
| Tuesday | nine  |

: Opening hours

> Quoted words.
>
> - in a list

~~~
code
  in lines
~~~
"""


@pytest.mark.parametrize("kind", ["docx", "epub"])
def test_pandoc_finds_no_words_that_are_not_taken_in(kind, tmp_path):
    file = tmp_path / f"by_pandoc.{kind}"
    pypandoc.convert_text(BY_PANDOC, kind, format="markdown", outputfile=str(file))
    data = file.read_bytes()
    taken = words(said(round_trip(data, kind, tmp_path)))
    found = words(" ".join(pandoc_words(data, kind, tmp_path)))
    assert found - taken - words("1") == Counter()  # the number of the note is one of pandoc's own
    assert found.total() > 40


def said(document):
    """Return all that is met in a document, numbers and labels too."""
    return " ".join(f"{entry.label} {entry.words}" for entry in flatten(outline_of(document).entries))


PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>The library</title></head><body><h1>The library</h1>
<p>Some <em>words</em>, unclosed<p>paragraphs &amp; entities&nbsp;here.<ul><li>one<li>two<ol><li>inner</ol></ul>
<table><tr><th>Day<th>From<tr><td>Monday<td>eight</table><div>A <span>division</span> with<br>two lines</div>
<details open><summary>More</summary>inside</details><pre>some
  code</pre><dl><dt>Term<dd>meaning</dl><p hidden>hidden</p><p style="display:none">gone</p><blockquote>Quoted</blockquote>
</body></html>"""


def test_a_browser_shows_no_words_that_are_not_taken_in(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    (nodes,) = browser_tree(file).values()
    shown = words(" ".join(node.name for node in nodes if node.role == "StaticText"))
    taken = words(said(round_trip(PAGE.encode(), "html", tmp_path)))
    assert shown - taken == Counter()
    assert {"hidden", "gone"}.isdisjoint(taken)

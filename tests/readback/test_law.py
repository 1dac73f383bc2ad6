"""The law: whatever the document, all files say what it says."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from tests.profiles import examples
from tests.strategies import PNG, documents
from triplicate import api
from triplicate.document import model
from triplicate.document.rebuild import rebuilt
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

law = settings(deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("kind", ["docx", "epub"])
@settings(law, max_examples=examples(60))
@given(document=documents())
def test_a_file_says_what_its_source_says(kind, document):
    assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


@settings(law, max_examples=examples(12))
@given(document=documents())
def test_a_page_says_what_its_source_says(document):
    assert verify(outline_of(document), read_back(api.export(document, "html"))) == ()


@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
@settings(law, max_examples=examples(12))
@given(document=documents())
def test_a_pdf_says_what_its_source_says(standard, document):
    assert verify(outline_of(document), read_back(api.export(document, "pdf", standard=standard))) == ()


@pytest.mark.parametrize("kind", ["docx", "epub", "html", "pdf"])
def test_a_link_in_a_note_keeps_its_spaces(kind):
    inner = model.Link((model.Code("valley"), model.Text(" "), model.Strong((model.Text("river"),))), "#title")
    document = model.Document(
        model.Metadata("Title", "en-GB"),
        model.Heading(1, (model.Text("Title"),), id="title"),
        (model.Paragraph((model.Text("Text."), model.NoteReference(1))),),
        notes=(model.Note(1, (model.Paragraph((model.Text("See "), inner, model.Text("."))),)),),
    )
    assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


def test_a_link_may_lead_to_linked_words_beside_others():
    figures = ("**1** mill", "**2** halls", "**3** bridges", "**4** [very <span id=here>old</span> houses](#here)")
    document = api.read_text("# Links\n\n::: figures\n- {}\n:::\n".format("\n- ".join(figures)), lang="en-GB")
    assert verify(outline_of(document), read_back(api.export(document, "pdf"))) == ()


@pytest.mark.parametrize("kind", ["docx", "epub", "pdf"])
def test_a_link_may_lead_to_the_second_of_two_lists_of_terms(kind):
    lists = (
        model.DefinitionList((model.Definition(((model.Text(f"Term {name}"),),), ((_words("So it is."),),)),), id=name)
        for name in ("first", "second")
    )
    link = model.Link((model.Text("the second"),), "#second")
    document = model.Document(
        model.Metadata("Title", "en-GB"),
        model.Heading(1, (model.Text("Title"),), id="title"),
        (model.Paragraph((model.Text("See "), link, model.Text("."))), *lists),
    )
    assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


@pytest.mark.parametrize("kind", ["docx", "epub", "pdf"])
def test_a_link_without_words_has_no_address_in_print(kind):
    link = model.Link((model.Image("dot.png", "", decorative=True),), "mailto:someone@example.org")
    document = model.Document(
        model.Metadata("Title", "en-GB"),
        model.Heading(1, (model.Text("Title"),), id="title"),
        (model.Paragraph((model.Text("Here "), link, model.Text(" it is."))),),
        pictures={"dot.png": model.Picture("dot.png", "image/png", PNG, 1, 1)},
    )
    assert verify(outline_of(document), read_back(api.export(document, kind, style="print"))) == ()


@pytest.mark.parametrize("kind", ["docx", "epub", "pdf"])
def test_words_after_raised_ones_keep_their_order_in_an_item(kind):
    words = (model.Text("Area in m"), model.Superscript((model.Text("2"),)), model.Text(" of the hall."))
    item = model.ListItem((model.Paragraph(words),))
    document = model.Document(
        model.Metadata("Title", "en-GB"),
        model.Heading(1, (model.Text("Title"),), id="title"),
        (model.OrderedList((item,)),),
    )
    assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


@pytest.mark.parametrize("letters", range(0, 24, 4))
def test_a_line_that_ends_in_a_formula_keeps_its_space(letters):
    """In the contents of a PDF the formula ends the line, and the next begins with code."""
    long = model.Text(f"A heading that is as long as the line of contents in which it stands i{'i' * letters}")
    words = (long, model.Text(" "), model.Emphasis((model.Math("a^2", "a squared"),)), model.Text(" "))
    heading = model.Heading(2, (*words, model.Code("and some code")), id="long")
    document = model.Document(
        model.Metadata("Title", "en-GB", toc=True, math=True),
        model.Heading(1, (model.Text("Title"),), id="title"),
        (heading, model.Paragraph((model.Text("Text."),))),
    )
    assert verify(outline_of(document), read_back(api.export(document, "pdf"))) == ()


def _words(text):
    return model.Paragraph((model.Text(text),))


_ITEMS = tuple(model.ListItem((_words(text),)) for text in ("One.", "Two."))
FIRST = {
    "bullets": (model.BulletList(_ITEMS),),
    "numbers": (model.OrderedList(_ITEMS, start=3),),
    "nested list": (model.BulletList((model.ListItem((_words("One."), model.BulletList(_ITEMS))),)),),
    "code": (model.CodeBlock("one\n  two"),),
    "two pieces of code": (model.CodeBlock("one"), model.CodeBlock("two")),
    "code and a list": (model.CodeBlock("one"), model.BulletList(_ITEMS)),
    "heading": (model.Heading(3, (model.Text("Part"),), id="part"),),
    "quotation": (model.Quotation((_words("Inner."),)),),
    "words": (_words("Words."),),
}


@pytest.mark.parametrize("kind", ["docx", "epub", "pdf"])
@pytest.mark.parametrize("first", FIRST)
def test_a_quotation_may_begin_with_anything(kind, first):
    blocks = [_words("Before all.")]
    for rest in ((), (_words("More."),), (_words("More."), model.CodeBlock("three"))):
        quotation = model.Quotation((*FIRST[first], *rest), attribution=(model.Text("Somebody"),) if rest else ())
        around = _words("Before."), quotation, _words("After."), model.CodeBlock("four"), model.CodeBlock("five")
        blocks += [*around, model.BulletList((model.ListItem(around), model.ListItem((_words("Last."),))))]
    # Each id is its own.
    count = itertools.count()
    document = rebuilt(
        model.Document(
            model.Metadata("Title", "en-GB"), model.Heading(1, (model.Text("Title"),), id="title"), tuple(blocks)
        ),
        lambda node: replace(node, id=f"h{next(count)}") if isinstance(node, model.Heading) else node,
    )
    assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


@pytest.mark.parametrize("kind", ["docx", "epub", "html", "pdf"])
def test_contents_keep_the_language_of_a_passage(kind):
    words = (model.Text("The word "), model.Passage((model.Text("lluvia"),), "es"))
    document = model.Document(
        model.Metadata("Title", "en-GB", toc=True),
        model.Heading(1, (model.Text("Title"),), id="title"),
        (model.Heading(2, words, id="word"), model.Paragraph((model.Text("Text."),))),
    )
    assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


@pytest.mark.parametrize("kind", ["docx", "epub", "html", "pdf"])
@pytest.mark.parametrize(
    "alone",
    [model.Code("None"), model.Image("dot.png", "A dot"), model.Math("a^2", "a squared")],
    ids=["code", "picture", "formula"],
)
def test_a_cell_may_hold_one_inline_alone(alone, kind):
    head, cell = model.Cell((model.Text("Default"),), header=True), model.Cell((alone,))
    document = model.Document(
        model.Metadata("Title", "en-GB", math=True),
        model.Heading(1, (model.Text("Title"),), id="title"),
        (model.Table((head, head), ((cell, cell),), (model.Align.START,) * 2),),
        pictures={"dot.png": model.Picture("dot.png", "image/png", PNG, 1, 1)},
    )
    assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


@pytest.mark.parametrize("kind", ["docx", "epub", "html", "pdf"])
def test_terms_may_be_numbers_letters_and_signs(kind):
    lists = (("404", "500"), ("1", "2"), ("a", "b"), ("x",), ("iv",), ("–", "*"), ("`x`",), ("**1**", "[2](#t)"))
    text = "\n\nWords.\n\n".join("\n\n".join(f"{term}\n: It is so." for term in terms) for terms in lists)
    document = api.read_text(f"---\ntitle: T\nlang: en\n---\n\n## Of all {{#t}}\n\nWords.\n\n{text}\n")
    assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


@pytest.mark.parametrize("kind", ["docx", "epub", "pdf"])
@pytest.mark.parametrize("columns", [1, 14], ids=["as it is", "stacked"])
def test_a_table_right_after_a_picture_keeps_its_caption(columns, kind):
    cells = (model.Cell((model.Text("Administration"),)),) * columns
    table = model.Table(cells, (cells,), (model.Align.START,) * columns, (model.Text("Sums"),), 1, id="sums")
    picture = model.Figure(model.Image("dot.png", "A dot"))
    document = model.Document(
        model.Metadata("Title", "en-GB"),
        model.Heading(1, (model.Text("Title"),), id="title"),
        (picture, table, model.Paragraph((model.Text("See."), model.NoteReference(1)))),
        notes=(
            model.Note(1, (model.Paragraph((model.Text("A note."),)), picture, replace(table, number=2, id="more"))),
        ),
        pictures={"dot.png": model.Picture("dot.png", "image/png", PNG, 1, 1)},
    )
    assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


@pytest.mark.parametrize("kind", ["docx", "epub", "html", "pdf"])
def test_words_from_left_to_right_keep_their_places_in_lines_from_right_to_left(kind):
    passage = model.Passage((model.Text("“Community Hub”"),), "en")
    long = "and this sentence goes on for such a time that it must be broken into several lines, as "
    document = model.Document(
        model.Metadata("مركز", "ar"),
        model.Heading(1, (model.Text("مركز"),), id="title"),
        (
            model.Paragraph((model.Text("The English name is "), passage, model.Text("."))),
            model.Paragraph((model.Text("It is "), passage, model.Text(f", {long * 2}these, "), passage, passage)),
            model.Paragraph((model.Text(f"Words in one voice: {long * 3}these"),)),
            model.Paragraph((model.Passage((model.Text(f"Words apart, {long}"), passage, model.Text(", so.")), "en"),)),
            model.CodeBlock(" one = 1.\n  two = 2,"),
        ),
    )
    assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


@pytest.mark.parametrize("space", [" ", ""])
def test_a_change_in_a_very_long_paragraph_is_found_in_time(space):
    def said(word):
        words = [f"word{number * number % 997}" for number in range(20_000)]
        words[10_000] = word
        return model.Document(
            model.Metadata("Title", "en-GB"),
            model.Heading(1, (model.Text("Title"),), id="title"),
            (model.Paragraph((model.Text(space.join(words)),)), model.Paragraph((model.Text(word),))),
        )

    differences = verify(outline_of(said("apples")), outline_of(said("pears")))
    assert [difference.kind for difference in differences] == ["words-changed", "paragraph-added", "paragraph-missing"]


def test_a_message_of_changed_words_shows_the_change():
    def said(last):
        text = model.Text(f"A sentence whose first half goes on and on before it comes to {last}.")
        return model.Document(
            model.Metadata("Title", "en-GB"),
            model.Heading(1, (model.Text("Title"),), id="title"),
            (model.Paragraph((text,)),),
        )

    (difference,) = verify(outline_of(said("apples")), outline_of(said("pears")))
    assert (difference.kind, difference.message) == (
        "words-changed",
        "“…it comes to apples.” is “…it comes to pears.”",
    )


@pytest.mark.parametrize(
    "first", ["1. a\n2. b", "- a\n  - b", "| A | B |\n|---|---|\n| c | d |", "---", "> a", "a\n: b"]
)
def test_what_follows_the_contents_is_none_of_them(first):
    front = "---\ntitle: T\nlang: en-GB\ntoc: true\n---\n\n"
    document = api.read_text(f"{front}{first}\n\nWords.\n\n## One\n\nWords.\n\n### Two\n\nWords.\n")
    for kind in ("docx", "epub"):
        assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


def test_a_link_of_a_sign_alone_among_the_words_of_a_note_is_no_way_back():
    link = model.Link((model.Code("&"),), "#title")
    note = model.Note(1, (model.Paragraph((model.Text("Say "), link, model.Text(" here."))),))
    document = model.Document(
        model.Metadata("Title", "en-GB"),
        model.Heading(1, (model.Text("Title"),), id="title"),
        (model.Paragraph((model.Text("Text."), model.NoteReference(1))),),
        notes=(note,),
    )
    assert verify(outline_of(document), read_back(api.export(document, "pdf"))) == ()

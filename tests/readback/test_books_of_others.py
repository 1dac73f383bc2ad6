"""EPUBs as programs of other makes write them: what stands in them, and where."""

import re

import pytest

from tests.readback.breaking import replaced, rewritten
from tests.readback.foreign import book, lines, pandoc_words
from triplicate.errors import UnreadableError
from triplicate.proof.readback import read_back


def met(body, head="", doctype="", others=None):
    return [line.strip() for line in lines(book(body, head, doctype, others))]


# Notes


@pytest.mark.parametrize("kind", ["rearnotes", "endnotes", "footnotes"])
def test_a_section_of_notes_keeps_its_headings_and_paragraphs(kind):
    notes = "<h2>Notes</h2><h3>Chapter</h3><ol><li id='n'>First</li></ol><p>Sources.</p>"
    assert met(f'<section epub:type="{kind}">{notes}</section>') == [
        "heading 2: Notes",
        "heading 3: Chapter",
        "note '1'",
        "paragraph: First",
        "paragraph: Sources.",
    ]


@pytest.mark.parametrize("kind", ["note", "rearnote", "endnote", "footnote"])
def test_each_note_of_a_section_is_a_note(kind):
    notes = f'<aside epub:type="{kind}"><p><a href="#x">1</a> First.</p></aside>'
    assert met(f'<section epub:type="rearnotes">{notes}</section>') == ["note '1'", "paragraph: First."]


def test_a_note_in_the_text_is_a_callout_and_a_definition_list_in_notes_is_one():
    terms = '<section role="doc-endnotes"><dl><dt>ibid.</dt><dd>there</dd></dl></section>'
    assert met(f'<aside epub:type="note"><p>Mind.</p></aside>{terms}') == [
        "callout",
        "paragraph: Mind.",
        "list of terms, depth 1",
        "term: ibid.",
        "description",
        "paragraph: there",
    ]


# The spine

PAGE = '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><body><p>Fallback</p></body></html>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def test_what_no_reader_of_text_can_read_is_read_by_its_fallback():
    others = {
        "a.jpg": ("image/jpeg", 'fallback="b.xml" spine', "x"),
        "b.xml": ("application/x-quiz", 'fallback="f.xhtml"', "<quiz/>"),
        "f.xhtml": ("application/xhtml+xml", "", PAGE),
    }
    assert met("<p>Text</p>", others=others) == ["paragraph: Fallback", "paragraph: Text"]


def test_a_reference_never_leaves_the_book():
    others = {"d/f.xhtml": ("application/xhtml+xml", "", PAGE)}
    data = book("<p>Text</p>", others=others)
    names = {"../../d/f.xhtml", "/d/f.xhtml", "x/../d/f.xhtml"}
    for name in names:
        said = [line.strip() for line in lines(rewritten(data, replaced('href="c.xhtml"', f'href="{name}"')))]
        assert said == ["paragraph: Fallback"]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ('<a href="n.xhtml">notes</a>', ["paragraph: Fallback"]),
        ('<a href="n.xhtml#x">notes</a>', ["paragraph: Fallback"]),
        ("notes", []),
    ],
)
def test_what_stands_beside_the_spine_is_read_where_a_link_leads_to_it(link, said):
    data = book(f"<p>{link}</p>", others={"n.xhtml": ("application/xhtml+xml", "spine", PAGE)})
    aside = rewritten(data, replaced('<itemref idref="n.xhtml"/>', '<itemref idref="n.xhtml" linear="no"/>'))
    assert [line.strip() for line in lines(aside)][1:] == said


def test_fallbacks_in_a_circle_end():
    others = {
        "a.jpg": ("image/jpeg", 'fallback="b.jpg" spine', "x"),
        "b.jpg": ("image/jpeg", 'fallback="a.jpg"', "x"),
    }
    assert met("<p>Text</p>", others=others) == [
        "paragraph: Text",
        "fault: text-unread: The spine holds a document that is no text.",
    ]


@pytest.mark.parametrize("kind", ["application/xhtml+xml; charset=utf-8", "TEXT/HTML", "text/x-oeb1-document", "xhtml"])
def test_a_content_document_is_known_whatever_its_media_type(kind):
    assert met("<p>Text</p>", others={"f.xhtml": (kind, "spine", PAGE)})[0] == "paragraph: Fallback"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<title>Map</title><text>Town</text>", ["figure alt 'Map'", "paragraph: Town"]),
        ("<text>North</text><g><text>South</text></g>", ["paragraph: North South"]),
        ("<title>Map</title><path d='M0 0'/>", ["figure alt 'Map'"]),
        ("<path/>", ["paragraph: ⟨|picture⟩", "fault: alt-lost: A picture has no alternative text."]),
    ],
)
def test_a_drawing_in_the_spine_is_read(inside, said):
    lines_ = met("<p>Text</p>", others={"s.svg": ("image/svg+xml", "spine", SVG.format(inside))})
    assert [re.sub(r" \[\]", "", line) for line in lines_ if line != "paragraph: Text"] == said


# Drawings, objects, switches


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<text>Sales</text>", "paragraph: Sales"),
        ("<title>Chart</title><text>Sales</text><text>by year</text>", "paragraph: ⟨Chart|picture⟩ Sales by year"),
        ("<desc>A long line</desc><path/>", "paragraph: ⟨A long line|picture⟩"),
        ("<title>Chart</title><desc>of sales</desc>", "paragraph: ⟨Chart of sales|picture⟩"),
        ("<defs><text>unused</text></defs><text>a<tspan>b</tspan></text>", "paragraph: ab"),
    ],
)
def test_the_words_of_a_drawing_are_met(inside, said):
    assert met(f"<p>{SVG.format(inside)}</p>") == [said]


def test_a_drawing_that_says_it_is_a_picture_is_one():
    drawing = SVG.replace("<svg", '<svg role="img" aria-label="Chart"').format("<text>Sales</text>")
    assert met(f"<figure>{drawing}<figcaption>One</figcaption></figure>") == ["figure alt 'Chart'", "caption: One"]


def test_a_figure_keeps_the_words_beside_its_picture():
    assert met('<figure><div><img src="a" alt="A"/> beside</div><p>below</p></figure>') == [
        "figure alt 'A'",
        "paragraph: beside",
        "paragraph: below",
    ]


@pytest.mark.parametrize("element", ["object", "ins", "unknown"])
def test_blocks_in_an_element_of_words_are_kept_apart(element):
    assert met(f"<p>Text</p><{element}><h2>Quiz</h2><p>One?</p></{element}>") == [
        "paragraph: Text",
        "heading 2: Quiz",
        "paragraph: One?",
    ]


def test_blocks_in_a_link_lead_where_it_leads():
    assert met('<a href="https://e.org/"><h2>Go</h2><p>there</p></a>') == [
        "heading 2: ⟨Go|→ https://e.org/⟩",
        "paragraph: ⟨there|→ https://e.org/⟩",
    ]


def test_blocks_in_a_paragraph_keep_their_words_apart():
    assert met("<p>one<div>two</div>three</p>") == ["paragraph: one two three"]


def test_an_object_says_its_fallback_or_its_name():
    assert met('<p><object data="a.png">A hill</object></p>') == ["paragraph: A hill"]
    assert met('<p><object data="a.png" aria-label="A hill"/></p>') == ["paragraph: ⟨A hill|picture⟩"]
    assert met('<p><object data="a.png"/></p>')[-1] == "fault: alt-lost: A picture has no alternative text."


MATHS = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="one half"><mn>½</mn></math>'


@pytest.mark.parametrize(
    ("namespace", "said"),
    [("http://www.w3.org/1998/Math/MathML", "paragraph: ⟨one half|formula⟩"), ("x", "paragraph: plain")],
)
def test_one_branch_of_a_switch_is_met(namespace, said):
    case = f'<epub:case required-namespace="{namespace}">{MATHS}</epub:case>'
    assert met(f"<p><epub:switch>{case}<epub:default>plain</epub:default></epub:switch></p>") == [said]


def test_a_switch_may_hold_blocks():
    branches = '<epub:case required-namespace="x"><p>case</p></epub:case><epub:default><p>default</p></epub:default>'
    assert met(f"<epub:switch>{branches}</epub:switch>") == ["paragraph: default"]


# Forms


def test_the_controls_of_a_form_say_their_values_apart():
    form = (
        '<label>Name</label><input value="Bob"/><select><option>North</option><option selected="">South</option>'
        '</select><button>Go</button><textarea>words</textarea><input type="hidden" value="x"/>'
    )
    assert met(f"<form>{form}</form>") == ["paragraph: Name Bob South Go words"]


def test_each_box_says_its_own_state():
    boxes = '<input type="checkbox" checked=""/>Yes <input type="checkbox"/>No <input type="radio" checked=""/>Both'
    assert met(f"<p>{boxes}</p>") == ["paragraph: ☒ Yes ☐ No ◉ Both"]
    assert met(f"<ul><li>{boxes}</li></ul>")[1:] == ["item '•' checked", "paragraph: Yes ☐ No ◉ Both"]


# Lists


@pytest.mark.parametrize("outer", ["ol", "ul"])
def test_a_list_right_in_a_list_is_in_the_item_before_it(outer):
    said = met(f"<{outer}><li>a</li><ol><li>b</li></ol><li>c</li></{outer}>")
    assert [line for line in said if "paragraph" in line or "list" in line] == [
        said[0],
        "paragraph: a",
        "list of numbers, depth 2",
        "paragraph: b",
        "paragraph: c",
    ]


def test_a_list_that_begins_with_a_list_loses_no_item():
    assert met("<ol><ol><li>b</li></ol><li>c</li></ol>") == [
        "list of numbers, depth 1",
        "item",
        "list of numbers, depth 2",
        "item '1.'",
        "paragraph: b",
        "item '1.'",
        "paragraph: c",
    ]


def test_words_and_paragraphs_in_no_item_are_kept():
    assert met("<ul><li>a</li>stray<p>more</p></ul>")[-2:] == ["paragraph: stray", "paragraph: more"]
    assert met("<dl><dt>a</dt><p>stray</p></dl>")[-2:] == ["description", "paragraph: stray"]


# Hidden by style


@pytest.mark.parametrize("said", ["display: none", "visibility:hidden", "DISPLAY: NONE !important"])
def test_what_a_style_hides_is_not_met(said):
    assert met(f'<p style="{said}">hidden</p><p>met</p>') == ["paragraph: met"]
    assert met('<p class="h">hidden</p><p>met</p>', f"<style>p.h {{ {said} }}</style>") == ["paragraph: met"]
    others = {"s.css": ("text/css", "", f".h {{ {said} }}")}
    link = '<link rel="stylesheet" href="s.css"/>'
    assert met('<p>one <b class="h">hidden</b></p>', link, others=others) == ["paragraph: one"]
    supported = f"<style>@supports (display: grid) {{ .h {{ {said} }} }}</style>"
    assert met('<p class="h">hidden</p><p>met</p>', supported) == ["paragraph: met"]


def test_a_style_sheet_that_a_reader_may_choose_hides_nothing():
    others = {"s.css": ("text/css", "", ".h { display: none }")}
    link = '<link rel="alternate stylesheet" title="Short" href="s.css"/>'
    assert met('<p class="h">met</p>', link, others=others) == ["paragraph: met"]


@pytest.mark.parametrize(
    "sheet",
    [
        ".h { display: none } p.h { display: block }",
        ".h { display: block !important } p.h { display: none }",
        "@media print { .h { display: none } }",
        ".h { display: none } @supports (font-size: 0) { .h { display: block } }",
        "@supports not (display: grid) { .h { display: none } }",
        "@supports (-webkit-touch-callout: none) { .h { display: none } }",
        ".h::before { display: none }",
        ".h { display: ; } .h { display none }",
        ".h:unknown(1) { display: none }",
    ],
)
def test_what_another_rule_shows_again_is_met(sheet):
    assert met('<p class="h">met</p>', f"<style>{sheet}</style>") == ["paragraph: met"]


# Entities


@pytest.mark.parametrize(
    ("doctype", "said"),
    [
        ('<!DOCTYPE html [<!ENTITY nbsp "&#160;">]>', "A & B"),
        ('<!DOCTYPE html [<!ENTITY nbsp " of the house ">]>', "A & of the house B"),
        ('<!DOCTYPE html [<!ENTITY x "y"><!ENTITY nbsp "&x;&x;">]>', "A & B"),
        ('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "xhtml11.dtd">', "A & B"),
    ],
)
def test_an_entity_is_what_it_stands_for(doctype, said):
    assert met("<p>A &amp;&nbsp;B</p>", doctype=doctype) == [f"paragraph: {said}"]
    assert met("<ul><li>A &amp;&nbsp;<b>B</b></li></ul>", doctype=doctype)[-1].startswith("paragraph: A &")


def test_entities_that_grow_without_end_are_refused():
    doctype = f'<!DOCTYPE html [<!ENTITY a "{"a" * 20_000}">]>'
    with pytest.raises(UnreadableError, match="amplification"):
        read_back(book(f"<p>{'&a;' * 100}</p>", doctype=doctype))


# A witness of another make

WHOLE = book(
    '<p>One<a epub:type="noteref" href="#n">1</a></p><ol><li>two</li><ol><li>three</li></ol></ol>'
    "<object><h2>four</h2><p>five</p></object><form><label>six</label><button>seven</button></form>"
    '<section epub:type="endnotes"><h2>eight</h2><ol><li id="n">nine</li></ol><p>ten</p></section>'
    "<epub:switch><epub:case required-namespace='x'/><epub:default><p>eleven</p></epub:default></epub:switch>"
)


def test_no_word_that_pandoc_finds_is_lost(tmp_path):
    theirs = set(re.findall(r"\w+", " ".join(pandoc_words(WHOLE, "epub", tmp_path))))
    assert theirs >= {"two", "three", "four", "nine", "ten"}
    # pandoc gives the names of files and places as well.
    assert {word for word in theirs if "xhtml" not in word} - set(re.findall(r"\w+", " ".join(lines(WHOLE)))) <= {"c"}


# Formulas


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
        ('<mfrac linethickness="0pt"><mi>n</mi><mi>k</mi></mfrac>', "n¦k"),
        ("<msup><mi>x</mi><mn>2</mn></msup><mo>&#x2062;</mo><mi>y</mi>", "x^2y"),
        ("<msubsup><mi>x</mi><mi>i</mi><mrow><mi>n</mi><mo>-</mo><mn>1</mn></mrow></msubsup>", "x_i^(n-1)"),
        ("<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>", "√(a+b)"),
        ("<mroot><mn>8</mn><mn>3</mn></mroot>", "∛8"),
        ("<mover><mi>x</mi><mo>→</mo></mover>", "x\u20d7"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
            "∑_(i=1)^n i",
        ),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>2</mn></mtd></mtr></mtable>",
            "1, 0; 2",
        ),
        ("<mfenced><mi>x</mi><mi>y</mi></mfenced>", "(x,y)"),
        ("<semantics><mi>x</mi><annotation>TeX</annotation></semantics>", "x"),
    ],
)
def test_a_formula_without_words_of_its_own_is_said_in_one_line(inside, said):
    formula = f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inside}</math>'
    assert met(f"<p>{formula}</p>") == [f"paragraph: ⟨{said}|formula⟩"]

"""Word documents as programs of other makes write them: what stands in them, and where."""

import io
import re

import mammoth
import pytest

from tests.readback.foreign import field, lines, numbered, outline, p, pandoc_words, relations, run, word

NUMBERING = """\
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>
<w:pPr><w:ind w:left="720"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/>
<w:pPr><w:ind w:left="1440"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=" "/>
<w:pPr><w:ind w:left="720"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="none"/><w:lvlText w:val=""/>
<w:pPr><w:ind w:left="1440"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>
<w:lvlText w:val="Part %1"/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>
<w:numFmt w:val="lowerLetter"/><w:isLgl/><w:lvlText w:val="%1.%2"/><w:pPr><w:ind w:left="1440"/></w:pPr></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>
</w:num>"""


def met(*body, others=None):
    return lines(word("".join(body), NUMBERING, others))


# Text boxes


def modern_box(*content, alt=""):
    inside = f"<wps:wsp><wps:txbx><w:txbxContent>{''.join(content)}</w:txbxContent></wps:txbx></wps:wsp>"
    drawing = f'<w:drawing><wp:anchor><wp:docPr id="1" name="Box" descr="{alt}"/><a:graphic>{inside}</a:graphic>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</wp:anchor></w:drawing></mc:Choice>'
        f"<mc:Fallback>{old_box(*content)[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def old_box(*content):
    inside = f"<v:textbox><w:txbxContent>{''.join(content)}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict><v:shape>{inside}</v:shape></w:pict></w:r>"


@pytest.mark.parametrize("box", [modern_box, old_box])
def test_the_words_of_a_text_box_are_met_once_after_those_it_stands_by(box):
    assert met(p("Before", box(p("Inside"))), p("After")) == [
        "  paragraph: Before",
        "  paragraph: Inside",
        "  paragraph: After",
    ]


@pytest.mark.parametrize("box", [modern_box, old_box])
def test_a_text_box_alone_holds_lists_and_tables(box):
    table = f"<w:tbl><w:tr><w:tc>{p('cell')}</w:tc></w:tr></w:tbl>"
    assert met(p(box(p("item", properties=numbered(1)), table))) == [
        "  list of bullets, depth 1",
        "    item '•'",
        "      paragraph: item",
        "  table",
        "    row",
        "      cell: cell",
    ]


def test_a_text_box_in_an_item_is_in_the_item():
    assert met(p("item", modern_box(p("Inside")), properties=numbered(1)), p("After")) == [
        "  list of bullets, depth 1",
        "    item '•'",
        "      paragraph: item",
        "      paragraph: Inside",
        "  paragraph: After",
    ]


def test_a_described_text_box_says_both():
    assert met(p(modern_box(p("Inside"), alt="A box"))) == ["  figure alt 'A box'", "  paragraph: Inside"]


def test_a_group_of_shapes_says_all_its_words_and_lacks_no_description():
    shape = "<wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>"
    group = f"<wpg:wgp>{shape.format(p('One'))}<wps:wsp/>{shape.format(p('Two'))}</wpg:wgp>"
    drawing = f'<w:r><w:drawing><wp:docPr id="1" name="Group"/><a:graphic>{group}</a:graphic></w:drawing></w:r>'
    assert met(p(drawing)) == ["  paragraph: One", "  paragraph: Two"]


def test_drawn_letters_are_words():
    drawn = '<w:r><w:pict><v:shape><v:textpath string="Draft for comment"/></v:shape></w:pict></w:r>'
    assert met(p(drawn)) == ["  paragraph: Draft for comment"]


def test_a_character_that_older_programs_do_not_know_is_met_once():
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:symEx w:font="F" w:char="1F600"/></mc:Choice>'
        "<mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert met(p("Yes ", both)) == ["  paragraph: Yes 😀"]


# Borders


def bordered(**sides):
    lines_ = "".join(f'<w:{side} w:val="{kind}" w:sz="4" w:space="4"/>' for side, kind in sides.items())
    return f"<w:pBdr>{lines_}</w:pBdr>"


@pytest.mark.parametrize("kind", ["nil", "none"])
@pytest.mark.parametrize("sides", [("left",), ("top",), ("bottom",), ("top", "left")])
def test_a_border_that_is_not_drawn_says_nothing(kind, sides):
    borders = bordered(**dict.fromkeys(sides, kind))
    assert met(p("Text", properties=borders), p(properties=borders)) == ["  paragraph: Text"]


@pytest.mark.parametrize("sides", [("top", "left"), ("left", "right"), ("top", "left", "bottom", "right")])
def test_a_box_is_neither_a_quotation_nor_a_rule(sides):
    borders = bordered(**dict.fromkeys(sides, "single"))
    assert met(p("Notice", properties=borders), p("After")) == ["  paragraph: Notice", "  paragraph: After"]


def test_a_line_above_is_a_rule_and_a_line_beside_a_quotation():
    assert met(p("One", properties=bordered(top="single")), p("Two", properties=bordered(left="single"))) == [
        "  thematic break",
        "  paragraph: One",
        "  quotation",
        "    paragraph: Two",
    ]


# Lists


@pytest.mark.parametrize("number", [2, 9], ids=["blank bullet", "no such instance"])
def test_a_paragraph_whose_bullet_is_not_seen_goes_on_with_the_item(number):
    body = (
        p("one", properties=numbered(1)),
        p("more", properties=numbered(number)),
        p("two", properties=numbered(1)),
    )
    assert met(*body) == [
        "  list of bullets, depth 1",
        "    item '•'",
        "      paragraph: one",
        "      paragraph: more",
        "    item '•'",
        "      paragraph: two",
    ]


def test_a_deeper_blank_bullet_goes_on_with_the_inner_item():
    body = (
        p("one", properties=numbered(1)),
        p("inner", properties=numbered(1, 1)),
        p("more", properties=numbered(2, 1)),
    )
    assert met(*body)[-2:] == ["          paragraph: inner", "          paragraph: more"]


def test_a_blank_bullet_after_no_item_is_a_paragraph():
    assert met(p("alone", properties=numbered(2))) == ["  paragraph: alone"]


def test_indentations_within_a_list_do_not_part_it():
    indents = ("", '<w:ind w:left="1080"/>', '<w:ind w:left="360"/>', "")
    said = met(*(p(f"item {place}", properties=numbered(4) + indent) for place, indent in enumerate(indents, 1)))
    assert [line.strip() for line in said if "item '" in line or "list" in line] == [
        "list of numbers, depth 1",
        "item '1.'",
        "item '2.'",
        "item '3.'",
        "item '4.'",
    ]


def test_legal_numbers_are_digits_on_their_level_alone():
    said = met(p("a", properties=numbered(3)), p("b", properties=numbered(3, 1)), p("c", properties=numbered(3, 2)))
    assert re.findall(r"item '(.*)'", "\n".join(said)) == ["Part I", "1.1", "I.a.1"]


HEADING = '<w:pStyle w:val="Heading1"/>'


def test_a_style_that_names_but_a_level_is_numbered_as_what_it_is_based_on():
    def style(name, based_on, numbering):
        return (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based_on}"/>'
            f"<w:pPr><w:numPr>{numbering}</w:numPr></w:pPr></w:style>"
        )

    styles = style("First", "Normal", '<w:numId w:val="3"/>') + style("Second", "First", '<w:ilvl w:val="1"/>')
    body = (p(words, properties=f'<w:pStyle w:val="{words}"/>') for words in ("First", "Second"))
    said = "\n".join(lines(word("".join(body), NUMBERING, styles=styles)))
    assert re.findall(r"item '(.*)'", said) == ["Part I", "1.1"]


@pytest.mark.parametrize(("number", "words"), [(4, "1. Scope"), (3, "Part I Scope"), (1, "Scope")])
def test_a_numbered_heading_is_a_heading_with_its_number(number, words):
    assert met(p("Scope", properties=HEADING + numbered(number)), p("Text")) == [
        f"  heading 1: {words}",
        "  paragraph: Text",
    ]


def test_numbered_headings_count_on():
    heading = HEADING + numbered(4)
    said = met(p("One", properties=heading), p("item", properties=numbered(1)), p("Two", properties=heading))
    assert [line for line in said if "heading" in line] == ["  heading 1: 1. One", "  heading 1: 2. Two"]


def test_an_item_that_begins_with_a_heading_stays_an_item():
    assert met(p("Scope", properties=HEADING + numbered(5))) == [
        "  list of numbers, depth 1",
        "    item '1.'",
        "      heading 1: Scope",
    ]


# Forms


def control(state, title=""):
    properties = f'<w:sdtPr><w:alias w:val="{title}"/><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'
    return f"<w:sdt>{properties}</w:sdtPr><w:sdtContent>{run('?')}</w:sdtContent></w:sdt>"


def form_field(inside, code="FORMCHECKBOX", result=""):
    return field(f" {code} ", result, f"<w:ffData>{inside}</w:ffData>")


TICKED = form_field("<w:checkBox><w:checked/></w:checkBox>")
EMPTY = form_field('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>')
BY_DEFAULT = form_field('<w:checkBox><w:default w:val="1"/></w:checkBox>')


@pytest.mark.parametrize(("yes", "no"), [(control(1), control(0)), (TICKED, EMPTY), (BY_DEFAULT, EMPTY)])
def test_each_check_box_says_its_own_state(yes, no):
    assert met(p(yes, " Yes ", no, " No"), p(no)) == ["  paragraph: ☒ Yes ☐ No", "  paragraph: ☐"]


@pytest.mark.parametrize(("box", "label"), [(control(1), "done"), (TICKED, "•")])
def test_a_check_box_before_an_item_is_the_state_of_the_item(box, label):
    assert met(p(box, " Pay", properties=numbered(2)), p("After")) == [
        "  list of bullets, depth 1",
        f"    item '{label}' checked",
        "      paragraph: Pay",
        "  paragraph: After",
    ]


@pytest.mark.parametrize(("chosen", "word_"), [('<w:result w:val="1"/>', "South"), ("", "North")])
def test_a_choice_says_what_is_chosen_once(chosen, word_):
    entries = '<w:listEntry w:val="North"/><w:listEntry w:val="South"/>'
    choice = form_field(f"<w:ddList>{chosen}{entries}</w:ddList>", "FORMDROPDOWN", word_)
    assert met(p("Ward: ", choice, ".")) == [f"  paragraph: Ward: {word_}."]


def test_a_page_number_is_met_in_the_text_and_is_a_page_in_contents():
    page = field(r" PAGEREF _Ref1 \h ", "12")
    simple = f'<w:fldSimple w:instr=" PAGEREF _Ref1 ">{run("14")}</w:fldSimple>'
    contents = p(field(r" TOC \o ", "One")[: -len('<w:r><w:fldChar w:fldCharType="end"/></w:r>')], page)
    end = p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    assert met(p("See page ", page, " and ", simple, "."), contents, end) == [
        "  paragraph: See page 12 and 14.",
        "  contents",
        "    contents entry 1 '12': One",
    ]


# Symbols


def font(name):
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "A8", "☐"),
        ("Symbol", "F061", "α"),
        ("Symbol", "B3", "≥"),
        ("Arial", "263A", "☺"),
        ("Webdings", "F041", "[Webdings 41]"),
        ("House Signs", "F041", "[House Signs 41]"),
    ],
)
def test_a_symbol_is_said_or_named(name, code, said):
    symbol = f'<w:r><w:sym w:font="{name}" w:char="{code}"/></w:r>'
    assert met(p(symbol, " done")) == [f"  paragraph: {said} done"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Wingdings", "\uf0fc", "✓"),
        ("Wingdings", "l x", "● ⌧"),
        ("Symbol", "a·", "α•"),
        ("Symbol", "abc", "αβχ"),
        ("Arial", "abc", "abc"),
        ("Arial", "\uf041", "[Arial 41]"),
    ],
)
def test_words_in_a_symbol_font_are_what_is_seen(name, text, said):
    assert met(p(run(text, font(name)), " done")) == [f"  paragraph: {said} done"]


# Tables


def table(*rows, look="", style=""):
    look = f"<w:tblLook {look}/>" if look else ""
    style = f'<w:tblStyle w:val="{style}"/>' if style else ""
    return f"<w:tbl><w:tblPr>{style}{look}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells, properties=""):
    made = (one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def cell(words, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words) if words else p()}</w:tc>"


YEARS = (row("Year", "Cost"), row("2020", "5"))
HEADS = "<w:tblHeader/>"


@pytest.mark.parametrize("style", ["", "Dressed"])
@pytest.mark.parametrize("look", ['w:val="04A0"', 'w:val="04A0" w:firstRow="1" w:firstColumn="1"', 'w:val="none"'])
def test_a_look_without_a_header_row_makes_no_headers(look, style):
    assert not any("header" in line for line in met(table(*YEARS, look=look, style=style)))


@pytest.mark.parametrize("look", ['w:val="0080"', 'w:firstColumn="1"'])
def test_headers_are_those_of_the_row_and_of_the_column(look):
    assert met(table(row("Year", "Cost", properties=HEADS), YEARS[1], look=look)) == [
        "  table",
        "    row header",
        "      cell header of column: Year",
        "      cell header of column: Cost",
        "    row",
        "      cell header of row: 2020",
        "      cell under Cost / 2020: 5",
    ]


def spans(data):
    return [[(one.words, one.columns, one.rows) for one in line.children] for line in outline(data).entries[0].children]


MERGED, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_columns_that_a_row_leaves_out_keep_the_places_of_the_others():
    before = table(
        row("a", cell("b", MERGED), "c"), row(cell("", GOES_ON), "d", properties='<w:gridBefore w:val="1"/>')
    )
    after = table(row("a", "b"), row("c", properties='<w:gridAfter w:val="1"/>'))
    assert spans(word(before)) == [[("a", 1, 1), ("b", 1, 2), ("c", 1, 1)], [("", 1, 1), ("d", 1, 1)]]
    assert spans(word(after)) == [[("a", 1, 1), ("b", 1, 1)], [("c", 1, 1), ("", 1, 1)]]


def test_cells_merged_the_old_way_are_one():
    wide = (cell("wide", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("", "<w:hMerge/>"), "last")
    assert spans(word(table(row(*wide)))) == [[("wide", 3, 1), ("last", 1, 1)]]


def test_a_merge_that_was_broken_off_does_not_go_on():
    rows = row("a", cell("b", MERGED)), row(cell("wide", '<w:gridSpan w:val="2"/>')), row("c", cell("d", GOES_ON))
    assert spans(word(table(*rows)))[2] == [("c", 1, 1), ("d", 1, 1)]


# Formulas


def m(name, *inside, **parts):
    named = "".join(f"<m:{part}>{content}</m:{part}>" for part, content in parts.items())
    return f"<m:{name}>{''.join(inside)}{named}</m:{name}>"


def letters(text):
    return m("r", t=text)


HALF = m("f", num=letters("1"), den=letters("2"))
FORMULAS = [
    (HALF, "1/2"),
    (m("f", num=letters("a+b"), den=letters("2c")), "(a+b)/2c"),
    (m("f", '<m:fPr><m:type m:val="noBar"/></m:fPr>', num=letters("n"), den=letters("k")), "n¦k"),
    (m("sSup", e=letters("x"), sup=letters("2")), "x^2"),
    (m("sSup", e=letters("x"), sup=letters("n+1")), "x^(n+1)"),
    (m("sSubSup", e=letters("x"), sub=letters("i"), sup=letters("2")), "x_i^2"),
    (m("rad", "<m:radPr/>", deg="", e=letters("a+b")), "√(a+b)"),
    (m("rad", deg=letters("3"), e=letters("8")), "∛8"),
    (m("d", m("e", letters("x")), m("e", letters("y"))), "(x|y)"),
    (
        m("nary", '<m:naryPr><m:chr m:val="∑"/></m:naryPr>', sub=letters("i=1"), sup=letters("n"), e=letters("i")),
        "∑_(i=1)^n i",
    ),
    (m("func", fName=letters("sin"), e=letters("x")), "sin x"),
    (m("d", m("e", m("m", m("mr", m("e", letters("1")), m("e", letters("0"))), m("mr", m("e", HALF))))), "(1, 0; 1/2)"),
]


@pytest.mark.parametrize(("formula", "said"), FORMULAS, ids=[said for _, said in FORMULAS])
def test_a_formula_is_said_in_one_line(formula, said):
    assert met(p(m("oMath", formula), " of it")) == [f"  paragraph: ⟨{said}|formula⟩ of it"]


# Changes, other parts

DELETED_MARK = '<w:rPr><w:del w:id="1"/></w:rPr>'


def test_changes_are_read_as_accepted_and_told():
    deleted = '<w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="3">{run("new")}</w:ins>'
    said = met(p("The ", deleted, added, " text"))
    assert said[0] == "  paragraph: The new text"
    assert said[1].startswith("fault: changes-accepted: 2 tracked changes")


def test_paragraphs_whose_mark_is_deleted_are_joined():
    body = (p("One ", properties=DELETED_MARK), p("two ", properties=DELETED_MARK), p("three", properties=HEADING))
    assert met(*body)[0] == "  heading 1: One two three"


@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_a_large_first_letter_begins_its_word(kind):
    assert met(p("O", properties=f'<w:framePr w:dropCap="{kind}"/>'), p("nce upon a time")) == [
        "  paragraph: Once upon a time"
    ]


def test_a_framed_paragraph_that_is_no_first_letter_stays_one():
    assert met(p("Aside", properties='<w:framePr w:w="100"/>'), p("Text")) == [
        "  paragraph: Aside",
        "  paragraph: Text",
    ]


def test_a_deleted_row_is_gone():
    rows = (row("kept"), row("gone", properties='<w:del w:id="1"/>'))
    assert "gone" not in "\n".join(met(table(*rows)))


@pytest.mark.parametrize("rows", ["", row("gone", properties='<w:del w:id="1"/>')])
def test_a_table_without_rows_is_none(rows):
    said = met(p("Before"), f"<w:tbl>{rows}</w:tbl>", p("After"))
    assert said[:2] == ["  paragraph: Before", "  paragraph: After"]


@pytest.mark.parametrize("around", ["{}", f"<w:tbl><w:tr><w:tc>{{}}{p('cell')}</w:tc></w:tr></w:tbl>"])
def test_a_part_of_another_format_is_told(around):
    chunk = {"chunk.html": ("aFChunk", "<p>Words</p>")}
    said = met(p("Before"), around.format('<w:altChunk r:id="r3"/>'), others=chunk)
    assert [line for line in said if "fault" in line] == [
        "fault: text-unread: What stands in word/chunk.html is not read."
    ]


def test_headers_and_footers_are_artifacts():
    others = {
        f"{kind}1.xml": (kind, f"<w:hdr NAMES>{p(f'A {kind} of ', field(' PAGE ', '3'))}</w:hdr>")
        for kind in ("header", "footer")
    }
    found = outline(word(p("Text"), others=others))
    assert found.artifacts == ("A header of 3", "A footer of 3")
    assert [entry.words for entry in found.entries] == ["Text"]


# Witnesses of another make

WHOLE = word(
    "".join(
        (
            p("Scope", properties=HEADING + numbered(4)),
            p("Before", modern_box(p("Inside a box"))),
            p("one", properties=numbered(1)),
            p("more", properties=numbered(2)),
            p(control(1), " Yes ", control(0), " No"),
            p("The ", m("oMath", HALF), " of it, page ", field(" PAGEREF x ", "12"), "."),
            p(run("abc", font("Symbol")), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
            p("First ", properties=DELETED_MARK),
            p("second"),
            table(*YEARS, look='w:val="04A0"'),
        )
    ),
    NUMBERING,
)


def words_in(data):
    said = " ".join(part.split(": ", 1)[-1] for part in lines(data) if ": " in part and not part.startswith("fault"))
    return set(re.findall(r"\w+", said))


def test_no_word_that_pandoc_finds_is_lost(tmp_path):
    theirs = set(re.findall(r"\w+", " ".join(pandoc_words(WHOLE, "docx", tmp_path))))
    assert theirs >= {"Inside", "more", "second"}
    # pandoc gives formulas in TeX.
    assert theirs - words_in(WHOLE) == {"frac"}


def test_no_word_that_mammoth_finds_is_lost():
    theirs = set(re.findall(r"\w+", mammoth.extract_raw_text(io.BytesIO(WHOLE)).value))
    assert theirs >= {"more", "second"}
    # mammoth says the place of a letter in a symbol font, and not what is seen there.
    assert theirs - words_in(WHOLE) == {"abc"}


def test_relations_are_numbered_as_the_tests_count_them():
    assert 'Id="r3"' in relations(("styles", "a"), ("numbering", "b"), ("aFChunk", "c"))

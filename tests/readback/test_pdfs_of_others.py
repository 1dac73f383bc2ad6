"""PDFs as programs of other makes write them: what stands in them."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from triplicate.proof.compare import compare
from triplicate.proof.outline import as_text
from triplicate.proof.readback import read_back

ARIAL = {"BaseFont": Name.Arial, "Subtype": Name.TrueType, "Encoding": Name.WinAnsiEncoding}


def tagged(content, *elements, to_unicode=b"", around=None, **encryption):
    """Return a PDF of one page; ``elements`` are structure elements in a document, without their parents.

    Where none is given, the content with the identifier 0 is a paragraph.
    """
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, **ARIAL)
    if to_unicode:
        font.ToUnicode = pdf.make_stream(to_unicode)
    resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=[0, 0, 300, 300], Resources=resources))
    page.Contents = pdf.make_stream(content)
    pdf.pages.append(pikepdf.Page(page))
    page = pdf.pages[0].obj
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, Pg=page, **(around or {})))
    made = elements or (Dictionary(S=Name.P, K=0),)
    document.K = Array([pdf.make_indirect(one) for one in made])
    for element in document.K:
        element.P, element.Pg = document, page
    root.K = document
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("en")
    data = io.BytesIO()
    pdf.save(data, **encryption)
    return data.getvalue()


def marked(shown, before=b""):
    """Return content that shows something, marked as a paragraph with the identifier 0."""
    return b"/P <</MCID 0>> BDC BT " + before + b"/F1 12 Tf 10 100 Td " + shown + b" ET EMC"


def met(data):
    return [line.strip() for line in as_text(read_back(data)).splitlines()[1:]]


# What is in no element


def test_every_artifact_ends_its_words():
    footer = b"/Artifact BMC BT /F1 12 Tf 10 20 Td (hH) Tj ET EMC "
    rule = b"/Artifact BMC 0 30 m 90 30 l S EMC "
    number = b"/Artifact BMC BT /F1 12 Tf 90 20 Td (i) Tj ET EMC "
    assert read_back(tagged(rule + footer + number + marked(b"(Hi) Tj"))).artifacts == ("hH i",)
    assert read_back(tagged(rule + marked(b"(Hi) Tj"))).artifacts == ()


# Codes


def to_unicode(space, *characters):
    pairs = b" ".join(b"<%s> <%s>" % pair for pair in characters)
    return b"1 begincodespacerange %s endcodespacerange %d beginbfchar %s endbfchar" % (space, len(characters), pairs)


CAPITAL_H, SMALL_I = (b"48", b"0048"), (b"69", b"0069")


@pytest.mark.parametrize(
    "characters",
    [
        to_unicode(b"<0000> <FFFF>", CAPITAL_H, SMALL_I),
        to_unicode(b"<0000> <FFFF>", (b"0048", b"0048"), (b"0069", b"0069")),
        to_unicode(b"<00> <FF>", CAPITAL_H, SMALL_I),
        to_unicode(b"<0000> <FFFF>"),
    ],
)
def test_the_codes_of_a_simple_font_have_one_byte(characters):
    assert met(tagged(marked(b"(Hi) Tj"), to_unicode=characters)) == ["paragraph: Hi"]


SHOWN = b"BT /F1 12 Tf 10 100 Td (Hx) Tj ET"


def test_replacement_text_around_a_paragraph_is_what_it_says():
    said = met(tagged(b"/Span <</ActualText (Hello)>> BDC /P <</MCID 0>> BDC " + SHOWN + b" EMC EMC"))
    assert said == ["paragraph: Hello"]


def test_replacement_text_of_a_paragraph_stands_for_another_within_it():
    content = b"/P <</MCID 0 /ActualText (Hello)>> BDC /P <</MCID 1>> BDC " + SHOWN + b" EMC EMC"
    said = met(tagged(content, Dictionary(S=Name.P, K=0), Dictionary(S=Name.P, K=1)))
    assert said == ["paragraph: Hello", "paragraph"]


def test_replacement_text_of_what_is_in_no_element_is_untagged():
    content = marked(b"(Hi) Tj") + b" /Span <</ActualText (Hello)>> BDC " + SHOWN.replace(b"100", b"50") + b" EMC"
    assert met(tagged(content)) == [
        "paragraph: Hi",
        "fault: text-untagged: Text is in no structure element: “Hello”",
    ]


def test_characters_that_no_font_knows_are_a_fault_with_their_count():
    said = met(tagged(marked(b"(Hi) Tj"), to_unicode=to_unicode(b"<00> <FF>", (b"69", b"FFFD"))))
    assert (
        said[-1] == "fault: character-unknown: 1 of 2 characters are none that a font knows: they are read as nothing."
    )


def test_a_font_may_be_named_in_bytes_of_an_old_encoding():
    data = tagged(marked(b"(Hi) Tj")).replace(b"/BaseFont /Arial", b"/BaseFont /\xcb\xce\xcc\xe5")
    assert met(data)[0] == "paragraph: Hi"


# Words


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (b"[(See)-400(section)-400(2)] TJ", "See section 2"),
        (b"[(one)-300(two)-300(three)-300(four)] TJ", "one two three four"),
        (b"[(S)-20(ee)-400(it)] TJ", "See it"),
        (b"[(H)-300(e)-300(a)-300(d)] TJ", "Head"),
        (b"[(one)-50(more)] TJ", "onemore"),
    ],
)
def test_a_gap_of_a_space_is_a_space_unless_letters_are_spaced(shown, words):
    assert met(tagged(marked(shown))) == [f"paragraph: {words}"]


@pytest.mark.parametrize(
    ("between", "x", "words"),
    [
        (b"", 60, "Name Ada"),
        (b"", 34, "NameAda"),
        (b"100 100 5 5 re f", 60, "NameAda"),
        (b"/Artifact BMC BT /F1 12 Tf 34 100 Td (....) Tj ET EMC", 60, "Name Ada"),
        (b"/Artifact BMC BT /F1 12 Tf 34 100 Td (at home) Tj ET EMC", 60, "NameAda"),
        (b"BT /F1 12 Tf 10 100 Td ( ) Tj ET", 34, "NameAda"),
    ],
)
def test_a_gap_of_a_tab_between_two_sequences_is_a_space_unless_something_stands_in_it(between, x, words):
    second = b"/P <</MCID 1>> BDC BT /F1 12 Tf %d 100 Td (Ada) Tj ET EMC" % x
    content = b" ".join((marked(b"(Name) Tj"), between, second))
    assert met(tagged(content, Dictionary(S=Name.P, K=Array([0, 1])))) == [f"paragraph: {words}"]


@pytest.mark.parametrize("comment", [b"% a mark\n", b"%\r", b"q Q % (x) Tj\n"])
def test_a_comment_before_an_operand_loses_nothing(comment):
    assert met(tagged(marked(b"(Hi) Tj", comment))) == ["paragraph: Hi"]


# Replacement and alternative texts


def test_an_empty_replacement_of_a_document_silences_nothing_and_is_told():
    said = met(tagged(marked(b"(Hi) Tj"), around={"ActualText": String("")}))
    assert said == [
        "paragraph: Hi",
        "fault: text-hidden: The replacement text of 1 word (“Hi”) is empty; they are read all the same.",
    ]


@pytest.mark.parametrize(("role", "words"), [("P", ["paragraph: Hi you"]), ("H1", ["heading 1: Hi you"])])
def test_an_empty_replacement_of_a_block_silences_nothing(role, words):
    element = Dictionary(S=Name(f"/{role}"), K=0, ActualText=String(" "))
    said = met(tagged(marked(b"(Hi you) Tj"), element))
    assert said[:1] == words
    assert "2 words" in said[1]


def test_an_empty_replacement_within_a_line_is_one():
    inner = Dictionary(Type=Name.StructElem, S=Name.Span, K=0, ActualText=String(""))
    assert met(tagged(marked(b"(-) Tj"), Dictionary(S=Name.P, K=inner)))[1:] == []


def test_words_behind_the_alternative_of_a_figure_are_told_with_their_count():
    figure = Dictionary(S=Name.Figure, K=0, Alt=String("A page"))
    data = tagged(marked(b"(All the words of a page) Tj"), figure)
    assert met(data) == [
        "figure alt 'A page'",
        "fault: text-hidden: The alternative text of a figure hides 6 words (“All the words of a page”).",
    ]
    assert [one.kind for one in compare(read_back(data), read_back(data))] == ["text-hidden"]


def test_the_words_of_a_figure_without_an_alternative_are_met():
    paragraph = Dictionary(Type=Name.StructElem, S=Name.P, K=0)
    said = met(tagged(marked(b"(A text box) Tj"), Dictionary(S=Name.Figure, K=paragraph)))
    assert said[:2] == ["figure", "paragraph: A text box"]
    assert said[2].startswith("fault: alt-lost")
    empty = Dictionary(S=Name.Figure, K=paragraph, Alt=String(""))
    assert met(tagged(marked(b"(A text box) Tj"), empty))[:2] == ["figure", "paragraph: A text box"]
    figure = Dictionary(Type=Name.StructElem, S=Name.Figure, K=0)
    said = met(tagged(marked(b"(A text box) Tj"), Dictionary(S=Name.P, K=Array([figure]))))
    assert said[0] == "paragraph: ⟨|picture⟩A text box"


def test_the_caption_in_a_figure_is_not_hidden():
    caption = Dictionary(Type=Name.StructElem, S=Name.Caption, K=0)
    said = met(tagged(marked(b"(Fig. 1) Tj"), Dictionary(S=Name.Figure, K=caption, Alt=String("A hill"))))
    assert said == ["figure alt 'A hill'", "caption: Fig. 1"]


# Tables


def element(role, *kids):
    return Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), K=Array(kids))


@pytest.mark.parametrize(
    ("kids", "words"),
    [
        ((element("THead", element("TH", 0)),), ["table", "row header", "cell header of unknown: Hi"]),
        ((element("TD", 0),), ["table", "row", "cell: Hi"]),
        ((element("P", 0),), ["table", "paragraph: Hi"]),
        ((element("TR", element("P", 0)),), ["table", "row", "paragraph: Hi"]),
        ((element("TBody", element("TR"), element("P", 0)),), ["table", "row", "paragraph: Hi"]),
        ((0,), ["table", "paragraph: Hi"]),
    ],
)
def test_words_in_a_table_that_stand_in_no_cell_or_row_are_met(kids, words):
    assert met(tagged(marked(b"(Hi) Tj"), element("Table", *kids))) == words


# Formulas


def attached(data, kind, content):
    """Return a PDF whose first element in the document has a file associated with it."""
    with pikepdf.open(io.BytesIO(data)) as made:
        file = made.make_stream(content, Type=Name.EmbeddedFile, Subtype=Name(f"/{kind}"))
        made.Root.StructTreeRoot.K.K[0].AF = Array([Dictionary(Type=Name.Filespec, EF=Dictionary(F=file))])
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


FORMULA = tagged(marked(b"(x) Tj"), Dictionary(S=Name.Formula, K=0, Alt=String("x squared")))
MATHML = b"<math xmlns='http://www.w3.org/1998/Math/MathML'><msup><mi>%s</mi><mn>2</mn></msup></math>"
WORD = Dictionary(O=Name.Layout, MSFT_MathML=String((MATHML % b"x").decode()))


@pytest.mark.parametrize(
    ("data", "tex"),
    [
        (attached(FORMULA, "application/mathml+xml", MATHML % b"x"), "x^2"),
        (attached(FORMULA, "application/mathml+xml", MATHML % "\U0001d70b".encode()), "\\pi^2"),
        (attached(FORMULA, "application/mathml+xml", MATHML % "\u211d".encode()), "{\\mathbb{R}}^2"),
        (attached(FORMULA, "application/mathml+xml", b"<math>"), ""),
        (attached(FORMULA, "application/x-tex", b"$x^2$"), "x^2"),
        (attached(FORMULA, "application/x-tex", b"\\begin{equation*}\nx^2\n\\end{equation*}"), "x^2"),
        (attached(FORMULA, "application/x-tex", b"x^2"), "x^2"),
        (tagged(marked(b"(x) Tj"), Dictionary(S=Name.Formula, K=0, A=WORD, Alt=String("x squared"))), "x^2"),
    ],
)
def test_the_tex_of_a_formula_is_what_is_attached_to_it(data, tex):
    (formula,) = read_back(data).entries
    assert (formula.role, formula.alt, formula.source) == ("formula", "x squared", tex)


# Forms


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ({"FT": Name.Tx, "T": "n", "TU": "Your full name", "V": "Ada Lovelace"}, "Your full name Ada Lovelace"),
        ({"FT": Name.Tx, "T": "name"}, "name"),
        ({"FT": Name.Tx, "T": "word", "V": "secret", "Ff": 1 << 13}, "word"),
        ({"FT": Name.Btn, "T": "agree", "AS": Name.Yes}, "agree ☒"),
        ({"FT": Name.Btn, "T": "agree", "AS": Name.Off, "V": Name.Yes}, "agree ☐"),
        ({"FT": Name.Btn, "T": "pick", "V": Name("/1"), "Ff": 1 << 15}, "pick ◉"),
        ({"FT": Name.Btn, "T": "Send", "Ff": 1 << 16}, "Send"),
        ({"FT": Name.Ch, "T": "ward", "V": Array(["North", "South"])}, "ward North, South"),
        ({"Parent": Dictionary(FT=Name.Tx, T="above", V="kept")}, "above kept"),
    ],
)
def test_a_field_says_its_name_and_its_value(field, said):
    pdf = pikepdf.open(io.BytesIO(tagged(marked(b"(Name:) Tj"), Dictionary(S=Name.P, K=0), Dictionary(S=Name.Form))))
    widget = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[50, 90, 150, 110], **field))
    pdf.pages[0].obj.Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]))
    pdf.Root.StructTreeRoot.K.K[1].K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=pdf.pages[0].obj)
    data = io.BytesIO()
    pdf.save(data)
    assert met(data.getvalue()) == ["paragraph: Name:", f"paragraph: {said}"]


# Encryption


@pytest.mark.parametrize("version", [4, 6])
def test_a_file_that_opens_without_a_password_is_read(version):
    lock = pikepdf.Encryption(owner="owner", user="", R=version, allow=pikepdf.Permissions(extract=False))
    assert met(tagged(marked(b"(Hi) Tj"), encryption=lock)) == ["paragraph: Hi"]


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (b"(See) Tj 60 0 Td (section) Tj", "See section"),
        (b"(See) Tj 1 0 0 1 80 100 Tm (it) Tj", "See it"),
        (b"(See ) Tj 60 0 Td (it) Tj", "See it"),
        (b"(Hea) Tj 21 0 Td (ding) Tj", "Heading"),
        (b"(See) Tj 60 -20 Td (below) Tj", "Seebelow"),
    ],
)
def test_a_move_along_the_line_as_wide_as_a_space_is_a_space(shown, words):
    assert met(tagged(marked(shown))) == [f"paragraph: {words}"]


# Links


@pytest.mark.parametrize(("top", "place"), [(108, 2), (125, 1)])
def test_a_link_leads_to_words_whether_they_are_underlined_or_not(top, place):
    """The line under words is painted before them, as low as where the next paragraph begins."""
    underlined = b"10 108 m 90 108 l S BT /F1 12 Tf 10 110 Td (Underlined) Tj ET"
    shown = b"BT /F1 12 Tf 10 200 Td (See) Tj ET", underlined, b"BT /F1 12 Tf 10 95 Td (Next) Tj ET"
    content = b" ".join(b"/P <</MCID %d>> BDC %s EMC" % one for one in enumerate(shown))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[10, 200, 60, 212])
    pdf = pikepdf.open(io.BytesIO(tagged(content, *(Dictionary(S=Name.P, K=number) for number in range(3)))))
    page = pdf.pages[0].obj
    link.Dest = Array([page, Name.XYZ, 10, top, None])
    page.Annots = Array([pdf.make_indirect(link)])
    kids = Array([0, Dictionary(Type=Name.OBJR, Obj=page.Annots[0], Pg=page)])
    pdf.Root.StructTreeRoot.K.K[0].K = pdf.make_indirect(Dictionary(S=Name.Link, Pg=page, K=kids))
    data = io.BytesIO()
    pdf.save(data)
    entries = read_back(data.getvalue()).entries
    assert entries[0].spans[0].target[1:] in entries[place].ids

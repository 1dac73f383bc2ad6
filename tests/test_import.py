"""`triplicate import`: Word documents, EPUBs and web pages become sources; every word is kept, or it is told which not."""

import json
import re

import pytest
from PIL import Image

from tests.readback.foreign import book, numbered, p, relations, run, word, zipped
from tests.readback.handmade import pdf, text
from tests.strategies import PNG
from triplicate import api
from triplicate.cli import run as triplicate
from triplicate.reading import read

HEADING = p("The library", properties='<w:pStyle w:val="Heading1"/>')
SECTION = p("Hours", properties='<w:pStyle w:val="Heading2"/>')
NUMBERS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="{kind}"/>'
    '<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@pytest.fixture
def taken(tmp_path, capsys):
    """Return what takes bytes in: the source's text without its front matter, and what was told."""

    def take(data, suffix, *options, code=0):
        file = tmp_path / f"original.{suffix}"
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        assert triplicate(["import", str(file), "--to", str(tmp_path / "out"), "--lang", "en-GB", *options]) == code
        said = capsys.readouterr()
        text = (tmp_path / "out" / "original.md").read_text("utf-8")
        reading = read(tmp_path / "out" / "original.md")
        assert not [one for one in reading.findings if one.code[0] in "XKP" and one.severity == "error"]
        return text.partition("\n---\n\n")[2].rstrip("\n"), said.err, text.partition("\n---\n\n")[0]

    return take


def docx(*body, kind="decimal", text="%1.", others=None, styles=""):
    return word(HEADING + "".join(body), NUMBERS.format(kind=kind, text=text), others, styles)


WORD = {
    "headings": (docx(SECTION, p("Text.")), "## Hours\n\nText."),
    "bold and italic": (
        docx(p("A ", run("bold ", "<w:b/>"), run("slanted", "<w:i/>"), run(" word", "<w:i/>"), " ends.")),
        "A **bold** *slanted word* ends.",
    ),
    "numbers that begin at 3": (docx(p("c", properties=numbered(1)), p("d", properties=numbered(1))), "3. c\n4. d"),
    "letters": (
        docx(p("x", properties=numbered(1)), p("y", properties=numbered(1)), kind="lowerLetter"),
        "{type=a}\n3. x\n4. y",
    ),
    "a language": (docx(p("The ", run("mot", '<w:lang w:val="fr-FR"/>'), " here.")), "The [mot]{lang=fr-FR} here."),
    "words that look like markup": (docx(p("*not* [a](b) &lt;b&gt; 1 * 2")), r"\*not\* \[a\](b) \<b> 1 * 2"),
    "a text box": (
        docx(p("Before", run("")), p("After")),
        "Before\n\nAfter",
    ),
    "a formula": (
        docx(p("So ", "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", ".")),
        'So $\\frac{a}{2}${alt="a over 2"}.',
    ),
    "a link within": (
        docx(
            '<w:p><w:hyperlink w:anchor="here"><w:r><w:t>There</w:t></w:r></w:hyperlink></w:p>',
            p('<w:bookmarkStart w:id="1" w:name="here"/>', "Here", '<w:bookmarkEnd w:id="1"/>'),
        ),
        "[There](#here)\n\n{#here}\nHere",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORD)
def test_a_word_document_is_taken_in(name, taken):
    data, wanted = WORD[name]
    text, said, _ = taken(data, "docx")
    assert text == wanted
    assert "every word kept" in said


def test_a_table_has_its_headers_and_the_words_of_merged_cells_in_each(taken):
    def cell(words, more=""):
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{p(words)}</w:tc>"

    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Day')}{cell('From')}{cell('To')}</w:tr>"
    wide = cell("closed", '<w:gridSpan w:val="2"/>')
    rows = f"<w:tr>{cell('Monday')}{wide}</w:tr><w:tr>{cell('Tuesday')}{cell('8')}{cell('5')}</w:tr>"
    text, said, _ = taken(docx(f"<w:tbl>{head}{rows}</w:tbl>"), "docx")
    assert text.split("\n")[2:] == ["| Monday  | closed | closed |", "| Tuesday | 8      | 5      |"]
    assert "D006" in said
    assert "D005" not in said


def test_a_first_row_that_is_one_cell_is_the_caption_of_a_table_that_marks_no_header(taken):
    title, *rows = '<td colspan="2">January 2007</td>', "<td>Mon<td>Tue", "<td>1<td>2"
    table = "<table>{}</table>".format("".join(f"<tr>{row}</tr>" for row in (title, *rows)))
    text, said, _ = taken(html(f"<p>Words</p>{table}"), "html")
    assert text == "Words\n\n| Mon | Tue |\n| --- | --- |\n| 1   | 2   |\n\n: January 2007"
    assert "its first row was taken for its caption, the next for its headers: “Mon | Tue”" in said
    assert "T055" not in said


def test_a_table_has_no_empty_rows_and_columns_and_no_bold_headers(taken):
    def row(*cells):
        return f"<w:tr>{''.join(f'<w:tc>{p(*one)}</w:tc>' for one in cells)}</w:tr>"

    head = row((run("Day", "<w:b/>"),), (), (run("From", "<w:b/>"),))
    wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{p("Closed in August")}</w:tc></w:tr>'
    text, _, _ = taken(docx(f"<w:tbl>{head}{row((), (), ())}{row(('Monday',), (), ('8',))}{wide}</w:tbl>"), "docx")
    assert [line.split("|")[1:3] for line in text.split("\n")] == [
        [" Day              ", " From "],
        [" ---------------- ", " ---- "],
        [" Monday           ", " 8    "],
        [" Closed in August ", "      "],
    ]


def test_a_table_is_in_the_language_of_its_label(taken):
    def said(words, lang):
        return p(run(words, f'<w:lang w:val="{lang}"/>'))

    head, body = (
        "".join(f"<w:tc>{said(words, lang)}</w:tc>" for words, lang in cells)
        for cells in ((("Tag", "de"), ("Place", "en")), (("Montag", "de"), ("Hall", "en")))
    )
    rows = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr><w:tr>{body}</w:tr>"
    caption = p(run("Tabelle 1: Zeiten", '<w:lang w:val="de"/>'), properties='<w:pStyle w:val="Caption"/><w:keepNext/>')
    text, said_of_it, _ = taken(docx(caption, f"<w:tbl>{rows}</w:tbl>"), "docx")
    lines = text.split("\n")
    assert (lines[0], lines[-1]) == ("| Tag    | [Place]{lang=en-GB} |", ": Zeiten {lang=de}")
    assert "every word kept" in said_of_it


def test_notes_are_called_where_they_were(taken):
    notes = f'<w:footnotes NAMES><w:footnote w:id="2">{p("The note.")}</w:footnote></w:footnotes>'
    body = p("Text", '<w:r><w:footnoteReference w:id="2"/></w:r>', " ends.")
    text, _, _ = taken(docx(body, others={"footnotes.xml": ("footnotes", notes)}), "docx")
    assert text == "Text[^1] ends.\n\n[^1]: The note."


def test_contents_are_dropped_and_asked_for(taken):
    contents = '<nav role="doc-toc"><ol><li><a href="#h">Hours</a></li></ol></nav>'
    text, said, front = taken(html(f'{contents}<h2 id="h">Hours</h2><p>Text.</p>'), "html")
    assert text == "## Hours\n\nText."
    assert "toc: true" in front
    assert "every word kept" in said


def test_contents_go_as_deep_as_they_went(taken):
    contents = '<nav role="doc-toc"><ol><li><a href="#h">Hours</a></li></ol></nav>'
    body = html(f'{contents}<h2 id="h">Hours</h2><h3>On Mondays</h3><p>Text.</p>')
    _, _, front = taken(body, "html")
    assert "toc-depth: 1" in front


def test_numbers_of_sections_become_a_key_where_all_have_them(taken):
    sections = [p(words, properties='<w:pStyle w:val="Heading2"/>') for words in ("1. Hours", "2. Rooms")]
    text, _, front = taken(docx(sections[0], p("Text."), sections[1], p("Text.")), "docx")
    assert text == "## Hours\n\nText.\n\n## Rooms\n\nText."
    assert "number-sections: true" in front


def test_mend_makes_headings_of_bold_paragraphs_and_items_of_typed_bullets(taken):
    body = docx(p(run("Opening hours", "<w:b/>")), p("It opens at eight."), p("• one"), p("• two"))
    text, said, _ = taken(body, "docx")
    assert text.startswith("**Opening hours**")
    assert "H052" in said
    text, said, _ = taken(body, "docx", "--mend", "--force")
    assert text == "## Opening hours\n\nIt opens at eight.\n\n- one\n- two"
    assert "H052" not in said
    assert "“Opening hours” became a heading" in said
    assert "“•, •” became a list" in said


TYPED = {
    "numbers": (("1. one", "2. two", "3.\u00a0three"), "1. one\n2. two\n3. three", "“1., 2., 3.” became a list"),
    "numbers before brackets": (("1) one", "2) two"), "1. one\n2. two", "“1), 2)” became a list"),
    "numbers that go on": (
        ("1. one", "2. two", "Between.", "3. three"),
        "1. one\n2. two\n\nBetween.\n\n3. three",
        "“3.” became a list",
    ),
}
LEFT = {
    "a number alone": ("1. one", "Between."),
    "numbers that begin later": ("3. three", "4. four"),
    "numbers that do not count on": ("1. one", "3. three"),
    "numbers of two kinds": ("1. one", "2) two"),
    "numbers of parts": ("1.1 one", "1.2 two"),
    "years and amounts": ("1.5 km", "2.5 km"),
}


@pytest.mark.parametrize("name", TYPED)
def test_mend_makes_lists_of_typed_numbers_and_says_so(name, taken):
    paragraphs, wanted, told = TYPED[name]
    body = docx(p("It opens:"), *map(p, paragraphs))
    text, said, _ = taken(body, "docx", "--mend")
    assert text == f"It opens:\n\n{wanted}"
    assert told in said
    assert "every word kept" in said
    text, said, _ = taken(body, "docx", "--force")
    assert "became a list" not in said
    assert read(text).document.blocks[1].children[0].text.startswith("1")


@pytest.mark.parametrize("name", LEFT)
def test_mend_leaves_numbers_that_may_be_words(name, taken):
    body = docx(p("It opens:"), *map(p, LEFT[name]))
    as_it_is, *_ = taken(body, "docx")
    text, said, _ = taken(body, "docx", "--mend", "--force")
    assert text == as_it_is
    assert "became" not in said


def html(body, head="<title>The library</title>"):
    return f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body><h1>The library</h1>{body}</body></html>'


PAGES = {
    "words": (html("<p>Some <em>words</em>, <b>more</b> and <code>code</code>.<p>Not closed"), "Some *words*, **more** and `code`.\n\nNot closed"),
    "lists": (html("<ol start=3><li>one<li>two<ul><li>inner</ul></ol>"), "3. one\n4. two\n   - inner"),
    "an item called o": (html("<ol type=a start=14><li>one<li>two</ol>"), "{type=a}\n14. one\n15. two"),
    "hidden words": (html('<p>Seen<span hidden>not</span><span style="display: none">not</span></p><script>no()</script>'), "Seen"),
    "quotation": (html("<blockquote><p>To be.</p><footer>Hamlet</footer></blockquote>"), "> To be.\n>\n> -- Hamlet"),
    "a quotation of somebody in another language": (
        html('<blockquote><p>To be.</p><p lang="fr">— Un <em>prince</em></p></blockquote>'),
        "> To be.\n>\n> -- [Un *prince*]{lang=fr}",
    ),
    "code": (html("<pre><code>a\n  b</code></pre>"), "```\na\n  b\n```"),
    "terms": (html("<dl><dt>Term<dd>What it means</dl>"), "Term\n: What it means"),
    "links": (html('<p><a href="https://example.org/a?b=1&amp;c=2">A page</a></p>'), "[A page](https://example.org/a?b=1&c=2)"),
    "an address over two lines": (html('<p><a href="https://example.org/a\n  b">A page</a></p>'), "[A page](<https://example.org/a  b>)"),
    "a heading within": (html('<p><a href="#x">There</a></p><h2 id="x">Rooms</h2><p>Text.</p>'), "[There](#rooms)\n\n## Rooms\n\nText."),
    "a table with row headers": (
        html("<table><caption>Hours</caption><tr><th>Day<th>From<tr><th>Monday<td>8<tr><th>Tuesday<td>9</table>"),
        "{row-headers=1}\n| Day     | From |\n| ------- | ---- |\n| Monday  | 8    |\n| Tuesday | 9    |\n\n: Hours",
    ),
    "links into a table": (
        html('<p><a href="#x">There</a></p><table><tr><th>A<th>B<tr><td id="x">a [1]<td id="y">b [2]</table>'),
        "[There](#x)\n\n| A             | B       |\n| ------------- | ------- |\n| [a \\[1\\]]{#x} | b \\[2\\] |",
    ),
    "a link to an item of a list": (
        html('<p><a href="#x">There</a></p><ul><li>a<li id="x">b</ul>'),
        "[There](#x)\n\n- a\n- {#x}\n  b",
    ),
    "a link to the first cell of a table": (
        html('<p><a href="#x">There</a></p><table><tr><th id="x">A<th>B<tr><td>a<td>b</table>'),
        "[There](#x)\n\n{#x}\n| A   | B   |\n| --- | --- |\n| a   | b   |",
    ),
    "short forms": (html('<p><abbr title="British Sign Language">BSL</abbr> and BSL.</p>'), "BSL and BSL."),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_taken_in(name, taken):
    data, wanted = PAGES[name]
    text, said, _ = taken(data, "html")
    assert text == wanted
    assert "every word kept" in said


def test_a_book_is_taken_in_with_its_chapters_one_level_down(taken):
    body = '<h1>One</h1><p>Text.<a epub:type="noteref" href="#n">1</a></p><aside epub:type="footnote" id="n"><p>Note.</p></aside><h1>Two</h1><p>More.</p>'
    text, said, _ = taken(book(body), "epub", "--title", "The book")
    assert text == "## One\n\nText.[^1]\n\n## Two\n\nMore.\n\n[^1]: Note."
    assert "D002" in said


def test_a_title_that_is_given_takes_the_place_of_no_other_words(taken):
    text, said, front = taken(html("<p>Text.</p>"), "html", "--title", "Opening hours")
    assert text == "## The library\n\nText."
    assert "title: Opening hours" in front
    assert "D001" not in said
    text, _, _ = taken(html("<p>Text.</p>"), "html", "--title", "The library", "--force")
    assert text == "Text."


TABLE = "<w:tbl><w:tblPr>{}</w:tblPr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
UNMET = {
    "hidden words": (docx(p("Seen", run(" not se", "<w:vanish/>"), run("en", "<w:vanish/>"))), "docx", "“not seen”"),
    "words of a hidden style": (
        docx(p("Seen", run(" gone", '<w:rStyle w:val="Gone"/>')), styles='<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'),
        "docx",
        "“gone”",
    ),
    "a reading in Word": (
        docx(p("<w:r><w:ruby><w:rt>" + run("read") + "</w:rt><w:rubyBase>" + run("Seen") + "</w:rubyBase></w:ruby></w:r>")),
        "docx",
        "“read”",
    ),
    "the description of a table": (
        docx(TABLE.format('<w:tblCaption w:val="Hours"/><w:tblDescription w:val="Of one day"/>', p("Seen"))),
        "docx",
        "“Hours”; “Of one day”",
    ),
    "a reading in a page": (html("<p><ruby>Seen<rp>(</rp><rt>read</rt><rp>)</rp></ruby></p>"), "html", "“read”"),
    "choices that are folded away": (html("<p><select><option>Seen<option>kept</select></p>"), "html", "“kept”"),
    "hidden words in a book": (book('<h1>A</h1><p>Seen<b aria-hidden="true"> gone</b></p>'), "epub", "“gone”"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNMET)
def test_words_that_nobody_meets_are_named(name, taken):
    data, kind, named = UNMET[name]
    text, said, _ = taken(data, kind)
    assert text.endswith("Seen")
    assert f"are left out: {named}." in said


def test_words_that_everybody_meets_are_not_said_to_be_left_out(taken):
    body = p("Seen", run(" too", '<w:vanish w:val="0"/>'), "<w:del><w:r><w:delText>not</w:delText></w:r></w:del>")
    _, said, _ = taken(docx(body), "docx")
    assert "D019" not in said


# Pictures


def with_picture(alt, data=PNG):
    drawing = (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="{alt}"/><a:graphic><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip r:embed="r3"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    import io
    import zipfile

    parts = {}
    with zipfile.ZipFile(io.BytesIO(docx(p(drawing)))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/media/image1.dat"] = data
    kinds = [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("image", "media/image1.dat")]
    parts["word/_rels/document.xml.rels"] = relations(*kinds)
    return zipped(parts)


def test_a_picture_is_named_by_what_it_is_and_keeps_its_alternative(taken, tmp_path):
    text, _, _ = taken(with_picture("A dot"), "docx")
    match = re.fullmatch(r"!\[A dot\]\((pictures/[0-9a-f]{12}\.png)\)", text)
    assert match
    assert (tmp_path / "out" / match[1]).read_bytes() == PNG


def test_pictures_that_say_nothing_are_counted(taken):
    text, said, _ = taken(html('<p>Words<img src="line.png" alt=""> and more<img src="dot.png" alt=""></p>'), "html")
    assert text == "Words and more"
    assert "2 decorative pictures are not taken in." in said


def test_a_picture_that_cannot_be_shown_leaves_its_words_and_is_named(taken):
    text, said, _ = taken(with_picture("A dot", b"\x01\x00\x09\x00metafile"), "docx")
    assert text == "A dot"
    assert "D009" in said
    assert "original.md:6:" in said


# PDF


HALVES = (2, 1, b"\x00\x00\xff\xff\x00\x00")
"""The pixels of a picture, blue and red, which is painted from right to left."""


def test_a_tagged_pdf_is_taken_in_and_words_without_tags_are_named(taken):
    page = text("The library", mcid=0, y=200) + text("It opens at eight.", mcid=1) + text("Stray words", y=50)
    data = pdf(page, elements=(("H1", (0, 0)), ("P", (0, 1))))
    taken_text, said, _ = taken(data, "pdf", code=1)
    assert taken_text == "It opens at eight."
    assert "D017" in said
    assert "Stray words" in said


@pytest.mark.parametrize("around", ["<ul><li>{}</li></ul>", "<blockquote>{}</blockquote>"])
def test_bold_words_of_an_item_or_a_quotation_are_made_no_heading(around, taken):
    body = "<p><b>{}</b></p><p>It opens at eight.</p>"
    text, said, _ = taken(html(around.format(body.format("Inside")) + body.format("Outside")), "html", "--mend")
    assert "**Inside**" in text
    assert "## Outside" in text
    assert "D020" in said


def test_words_of_a_pdf_that_run_from_a_line_into_the_next_are_two(taken):
    page = text("The library", mcid=0, y=200) + text("It is, as", mcid=1, y=120) + text("ever, open", mcid=2, y=100)
    page += text("at", mcid=3, y=80) + text("eight.", mcid=4, y=60)
    data = pdf(page, elements=(("H1", (0, 0)), ("P", (0, 1), (0, 2), ("Em", (0, 3)), (0, 4))))
    taken_text, said, _ = taken(data, "pdf")
    assert taken_text == "It is, as ever, open *at* eight."
    assert "D021" in said
    assert "“as ever,”" in said


@pytest.mark.parametrize("standing", ["block", "inline"])
def test_the_pictures_of_a_pdf_are_taken_in_as_they_are_seen(standing, taken, tmp_path):
    page = text("The library", mcid=0, y=200) + "/Figure <</MCID 1>> BDC q -60 0 0 20 100 50 cm /Im Do Q EMC"
    figure = ("Figure", (0, 1))
    data = pdf(page, elements=(("H1", (0, 0)), figure if standing == "block" else ("P", figure)), images={"Im": HALVES})
    source, said, _ = taken(data, "pdf", code=1)  # nothing says what the picture shows
    match = re.fullmatch(r"!\[\]\((pictures/[0-9a-f]{12}\.png)\)", source)
    assert match, source
    with Image.open(tmp_path / "out" / match[1]) as seen:
        assert [seen.convert("RGB").getpixel((x, 0)) for x in (0, 1)] == [(255, 0, 0), (0, 0, 255)]
    assert "D009" not in said


FORMULAS = """\
Half is $\\frac{a}{2}${alt="a over 2"}, and $x_i^2${alt="x sub i squared"}.

{alt="the sum of all i"}
$$
\\sum_{i=1}^ni
$$"""


@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
def test_the_formulas_of_our_own_pdf_are_taken_in_as_they_were_written(standard, taken):
    document = api.read_text(f"---\ntitle: Sums\nlang: en-GB\nmath: true\n---\n\n{FORMULAS}\n")
    text, said, front = taken(api.export(document, "pdf", standard=standard), "pdf")
    assert text == FORMULAS
    assert "D010" not in said
    assert "math: true" in front


def test_a_pdf_without_tags_is_refused_with_the_reason(tmp_path, capsys):
    file = tmp_path / "file.pdf"
    file.write_bytes(pdf(text("Words without tags")))
    assert triplicate(["import", str(file)]) == 2
    assert "has no tags" in capsys.readouterr().err


# Files


def test_a_source_that_is_there_is_replaced_on_request_alone(tmp_path, capsys):
    file = tmp_path / "page.html"
    file.write_text(html("<p>New</p>"), "utf-8")
    source = tmp_path / "page.md"
    source.write_text("Mine", "utf-8")
    assert triplicate(["import", str(file)]) == 2
    assert source.read_text("utf-8") == "Mine"
    assert "--force" in capsys.readouterr().err
    assert triplicate(["import", str(file), "--force"]) == 0
    assert "New" in source.read_text("utf-8")


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old", b"words"])
def test_what_cannot_be_taken_in_is_refused(data, tmp_path, capsys):
    file = tmp_path / "file.docx"
    file.write_bytes(data)
    assert triplicate(["import", str(file), "--to", str(tmp_path)]) == 2
    assert not (tmp_path / "file.md").exists()
    assert f"{file}: error: " in capsys.readouterr().err


def test_the_record_names_the_source_and_what_is_doubtful(tmp_path, capsys):
    file = tmp_path / "page.html"
    file.write_text(html('<p><img src="gone.png" alt="A hall"></p>'), "utf-8")
    assert triplicate(["import", str(file), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["source"] == str(tmp_path / "page.md")
    assert record["lost"] == []
    assert [finding["code"] for finding in record["findings"]] == ["D009"]


def test_many_files_are_taken_in_and_a_bad_one_stops_none(tmp_path):
    for name in ("a", "c"):
        (tmp_path / f"{name}.html").write_text(html("<p>Text</p>"), "utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK")
    files = [str(tmp_path / name) for name in ("a.html", "b.docx", "c.html")]
    assert triplicate(["import", *files, "-q"]) == 2
    assert (tmp_path / "c.md").exists()

"""What strangers' files hold, through the front door: `triplicate read` says it, and `triplicate import` keeps it.

Each kind is a fault that was once seen in a file of another make, with two more files that have it.
"""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.readback import test_pdfs_of_others as pdfs
from tests.readback import test_word_of_others as others
from tests.readback.breaking import replaced, rewritten
from tests.readback.foreign import book, field, numbered, p, run, word
from tests.readback.test_word_of_others import HEADING, HEADS, cell, control, letters, m, row, table
from triplicate.cli import run as triplicate


def docx(*body, numbering="", parts=None, styles=""):
    levels = f'<w:abstractNum w:abstractNumId="9">{numbering}</w:abstractNum>' if numbering else ""
    instance = '<w:num w:numId="19"><w:abstractNumId w:val="9"/></w:num>' if numbering else ""
    return word("".join(body), levels + others.NUMBERING + instance, parts, styles)


def level(place, kind, text, more=""):
    start = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}">{start}<w:pPr><w:ind w:left="{720 * (place + 1)}"/></w:pPr></w:lvl>'


def style(name, paragraph="", letters_="", kind="paragraph"):
    named = f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>'
    return f"{named}<w:pPr>{paragraph}</w:pPr><w:rPr>{letters_}</w:rPr></w:style>"


BOX = others.bordered(**dict.fromkeys(("top", "left", "bottom", "right"), "single"))
NOTES = '<w:footnotes NAMES><w:footnote w:id="2">{}</w:footnote></w:footnotes>'
CALLS = '<w:r><w:footnoteReference w:id="2"/></w:r>'
MOVED = '<w:rPr><w:moveFrom w:id="1"/></w:rPr>'
GROUP = "<w:r><w:pict><v:group>{}</v:group></w:pict></w:r>"
SHAPE = "<v:{0}><v:textbox><w:txbxContent>{1}</w:txbxContent></v:textbox></v:{0}>"
ONE_BY_ONE = (p("one", properties=numbered(4)), p("more", properties=numbered(19)), p("two", properties=numbered(4)))
ONE_LIST = ["list, 2 items", "1.", "one", "more", "2.", "two", "out of list"]
UNREAD = "What stands in word/{} is not read."

WORD = {
    "text box in a cell": (docx(table(row(f"<w:tc>{p('A', others.modern_box(p('In')))}</w:tc>", "b"), row("c", "d"))), ["table, 2 columns, 2 rows", "A", "In", "b", "c", "d", "out of table"]),
    "text box in a text box": (docx(p("A", others.modern_box(p("In", others.modern_box(p("Inner")))))), ["A", "In", "Inner"]),
    "text box in a note": (docx(p("A", CALLS), parts={"footnotes.xml": ("footnotes", NOTES.format(p("Note", others.modern_box(p("In")))))}), ["A footnote 1", "footnote 1", "Note", "In", "out of footnote"]),
    "old shapes in a group": (docx(p("A", GROUP.format(SHAPE.format("shape", p("One")) + SHAPE.format("rect", p("Two"))))), ["A", "One", "Two"]),
    "an old shape that shows an object": (docx(p("A", f"<w:r><w:object>{SHAPE.format('shape', p('One'))}</w:object></w:r>")), ["A", "One"]),
    "borders of a style that are taken back": (docx(p("A", properties='<w:pStyle w:val="R"/>' + others.bordered(top="nil")), styles=style("R", others.bordered(top="single"))), ["A"]),
    "no border below an empty paragraph": (docx(p("A"), p(properties=others.bordered(bottom="nil", between="none")), p("B")), ["A", "B"]),
    "a box that is a style's": (docx(p("A", properties='<w:pStyle w:val="B"/>'), p("After"), styles=style("B", BOX)), ["A", "After"]),
    "a box around an item": (docx(p("A", properties=numbered(1) + BOX), p("After")), ["list, 1 item", "bullet", "A", "out of list", "After"]),
    "a number that is not written": (docx(*ONE_BY_ONE, numbering=level(0, "decimal", "")), ONE_LIST),
    "a number of no format": (docx(*ONE_BY_ONE, numbering=level(0, "none", "%1")), ONE_LIST),
    "a number that is hidden": (docx(*ONE_BY_ONE, numbering=level(0, "bullet", "•", "<w:rPr><w:vanish/></w:rPr>")), ONE_LIST),
    "a bullet that is a hard space": (docx(*ONE_BY_ONE, numbering=level(0, "bullet", "\u00a0")), ONE_LIST),
    "boxes in words of truth": (docx(p(control("true"), " A ", control("false"), " B")), ["☒ A ☐ B"]),
    "a box in a cell": (docx(table(row(f"<w:tc>{p(control(1))}</w:tc>", "A"), row("b", "c"))), ["table, 2 columns, 2 rows", "☒", "A", "b", "c", "out of table"]),
    "an old box in words of truth": (docx(p(others.form_field('<w:checkBox><w:sizeAuto/><w:checked w:val="true"/></w:checkBox>'), " A ", others.form_field('<w:checkBox><w:checked w:val="off"/></w:checkBox>'), " B")), ["☒ A ☐ B"]),
    "an old box in a cell": (docx(table(row(f"<w:tc>{p(others.TICKED)}</w:tc>", "A"), row(f"<w:tc>{p(others.EMPTY)}</w:tc>", "c"))), ["table, 2 columns, 2 rows", "☒", "A", "☐", "c", "out of table"]),
    "a symbol in a link": (docx(p('<w:hyperlink w:anchor="x"><w:r><w:sym w:font="Symbol" w:char="f0ae"/></w:r></w:hyperlink>', " A")), ["link, → A"]),
    "a symbol of another font": (docx(p('<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>', " A")), ["✓ A"]),
    "letters in the symbol font of a style": (docx(p("\uf0fc", properties='<w:pStyle w:val="S"/>'), styles=style("S", "", others.font("Wingdings"))), ["✓"]),
    "letters in the symbol font of a style of letters": (docx(p(run("\uf0fc", '<w:rStyle w:val="S"/>'), " A"), styles=style("S", "", others.font("Wingdings"), "character")), ["✓ A"]),
    "two rows that are headers": (docx(table(row("a", "b", properties=HEADS), row("c", "d", properties=HEADS), row("1", "2"))), ["table, 2 columns, 3 rows", "column header, a", "column header, b", "column header, c", "column header, d", "a, c, 1", "b, d, 2", "out of table"]),
    "a row that is no header": (docx(table(row("a", "b", properties='<w:tblHeader w:val="0"/>'), row("1", "2"), look='w:firstRow="1" w:firstColumn="1"')), ["table, 2 columns, 2 rows", "a", "b", "1", "2", "out of table"]),
    "headings numbered over two levels": (docx(p("A", properties=HEADING + numbered(19)), p("B", properties='<w:pStyle w:val="Heading2"/>' + numbered(19, 1)), numbering=level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2")), ["heading level 1, I A", "heading level 2, I.1 B"]),
    "a heading whose number is taken back": (docx(p("A", properties='<w:pStyle w:val="H"/>'), p("B", properties='<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>'), styles=style("H", '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="4"/></w:numPr>')), ["heading level 1, 1. A", "heading level 1, B"]),
    "legal numbers on the third level": (docx(*(p(words, properties=numbered(19, at)) for at, words in enumerate("abc")), numbering=level(0, "upperLetter", "%1") + level(1, "lowerRoman", "%1.%2") + level(2, "upperRoman", "%1.%2.%3", "<w:isLgl/>")), ["list, 1 item", "A", "a", "list, 1 item, level 2", "A.i", "b", "list, 1 item, level 3", "1.1.1", "c", *3 * ["out of list"]]),
    "legal numbers that are switched off": (docx(p("a", properties=numbered(19)), p("b", properties=numbered(19, 1)), numbering=level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", '<w:isLgl w:val="0"/>')), ["list, 1 item", "I.", "a", "list, 1 item, level 2", "I.1", "b", *2 * ["out of list"]]),
    "a page number in a link": (docx(p("Page ", f'<w:hyperlink w:anchor="x">{field(" PAGEREF x ", "7")}</w:hyperlink>', ".")), ["Page link, 7."]),
    "the number of all pages": (docx(p("Page ", field(" PAGE ", "2"), " of ", f'<w:fldSimple w:instr=" NUMPAGES ">{run("9")}</w:fldSimple>', ".")), ["Page 2 of 9."]),
    "two columns left out": (docx(table(row("a", properties='<w:gridBefore w:val="2"/>'), row("b", "c", "d"))), ["table, 3 columns, 2 rows", "blank", "a", "b", "c", "d", "out of table"]),
    "a column left out beside a merged cell": (docx(table(row("a", "b", "c"), row("d", cell("e", others.MERGED), properties='<w:gridBefore w:val="1"/>'), row("f", "g", cell("", others.GOES_ON)))), ["table, 3 columns, 3 rows", "a", "b", "c", "blank", "d", "e", "f", "g", "out of table"]),
    "two groups merged the old way": (docx(table(row(cell("a", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("b", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>')), row("c", "d", "e", "f"))), ["table, 4 columns, 2 rows", "a", "b", "c", "d", "e", "f", "out of table"]),
    "a merge that nothing begins": (docx(table(row(cell("a", "<w:hMerge/>"), "b"), row("c", "d"))), ["table, 2 columns, 2 rows", "a", "b", "c", "d", "out of table"]),
    "a formula in lines of its own": (docx(p("Before"), p(m("oMathPara", m("oMath", others.HALF))), p("After")), ["Before", "formula, 1/2", "After"]),
    "lines over and under letters": (docx(p(m("oMath", m("bar", '<m:barPr><m:pos m:val="top"/></m:barPr>', e=letters("x")), letters("+"), m("bar", e=letters("y"))), " A")), ["formula, x\u0304+y\u0332 A"]),
    "indentations by the start": (docx(*(p(words, properties=numbered(4) + f'<w:ind w:start="{at}"/>') for words, at in (("a", 720), ("b", 1080), ("c", 360)))), ["list, 3 items", "1.", "a", "2.", "b", "3.", "c", "out of list"]),
    "indentations into the margin": (docx(*(p(words, properties=numbered(1) + f'<w:ind w:left="{at}"/>') for words, at in (("a", 720), ("b", -200)))), ["list, 2 items", "bullet", "a", "bullet", "b", "out of list"]),
    "a mark deleted in an item": (docx(p("One ", properties=numbered(1) + others.DELETED_MARK), p("two", properties=numbered(1))), ["list, 1 item", "bullet", "One two", "out of list"]),
    "a mark that moved away": (docx(p("One ", properties=MOVED), p("two")), ["One two"]),
    "a foreign part in a text box": (docx(p("A", others.modern_box(p("In"), '<w:altChunk r:id="r3"/>')), parts={"a.html": ("aFChunk", "<p>x</p>")}), ["A", "In"], UNREAD.format("a.html")),
    "a document within": (docx(p("A"), p('<w:subDoc r:id="r3"/>'), parts={"a.docx": ("subDocument", "x")}), ["A"], UNREAD.format("a.docx")),
}  # fmt: skip

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><body><p>Fallback</p></body></html>'
IN_HTML = '<p xmlns="http://www.w3.org/1999/xhtml">foreign</p>'
DRAWN_TWICE = f"<switch><foreignObject>{IN_HTML}</foreignObject><text>again</text></switch>"
BRANCH = "<epub:switch>{}</epub:switch>"


def spine(name, kind, more, text, **further):
    parts = {name: (kind, more, text), **{f"{key}.xhtml": one for key, one in further.items()}}
    return book("<p>Text</p>", others=parts)


TWO = spine("f.xhtml", "application/xhtml+xml", "spine", PAGE)

EPUB = {
    "notes in sections of chapters": (book('<section epub:type="rearnotes"><h2>Notes</h2><section><h3>One</h3><ol><li id="n">A</li></ol></section><section><h3>Two</h3><ol start="2"><li id="m">B</li></ol></section></section>'), ["heading level 2, Notes", "heading level 3, One", "footnote 1", "A", "out of footnote", "heading level 3, Two", "footnote 2", "B", "out of footnote"]),
    "a note of two paragraphs under a heading": (book('<div epub:type="rearnotes"><h4>Notes</h4><div epub:type="rearnote" id="a"><p>One</p><p>more</p></div></div>'), ["heading level 4, Notes", "footnote", "One", "more", "out of footnote"]),
    "notes by their roles": (book('<section role="doc-endnotes"><h3>Notes</h3><p>Here:</p><ol><li id="n" role="doc-endnote"><p>A</p></li></ol></section>'), ["heading level 3, Notes", "Here:", "footnote 1", "A", "out of footnote"]),
    "a heading in a note": (book('<section epub:type="endnotes"><aside epub:type="endnote" id="n"><h3>One</h3><p>A</p></aside></section>'), ["footnote", "heading level 3, One", "A", "out of footnote"]),
    "a fallback that is a drawing": (spine("a.pdf", "application/pdf", 'fallback="s.xhtml" spine', "x", s=("image/svg+xml", "", SVG.format("<text>Drawn</text>"))), ["Drawn", "Text"]),
    "a fallback of a picture": (spine("a.png", "image/png", 'fallback="f.xhtml" spine', "x", f=("application/xhtml+xml", "", PAGE)), ["Fallback", "Text"]),
    "a drawing in the spine that links": (spine("s.svg", "image/svg+xml", "spine", SVG.format('<a href="c.xhtml"><text>Next</text></a>')), ["link, Next", "Text"]),
    "a drawing in the spine with a page in it": (spine("s.svg", "image/svg+xml", "spine", SVG.format(f"<foreignObject>{IN_HTML}</foreignObject>")), ["foreign", "Text"]),
    "words along a path": (book(f"<p>{SVG.format('<text><textPath>along</textPath></text>')}</p>"), ["along"]),
    "words that a drawing hides": (book(f"<p>{SVG.format('<text display=&quot;none&quot;>no</text><g visibility=&quot;hidden&quot;><text>no</text></g><text>yes</text>'.replace('&quot;', chr(34)))}</p>"), ["yes"]),
    "words that are drawn for old programs again": (book(f"<p>{SVG.format(DRAWN_TWICE)}</p>"), ["foreign"]),
    "words that are drawn in two languages": (book(f"<p>{SVG.format('<switch><text systemLanguage=&quot;fr, de&quot;>oui</text><text systemLanguage=&quot;en&quot;>yes</text><text>1</text></switch>'.replace('&quot;', chr(34)))}</p>"), ["yes"]),
    "an object in an object": (book("<object data='a'><object data='b'><h2>Quiz</h2><p>One?</p></object></object>"), ["heading level 2, Quiz", "One?"]),
    "an object that shows a page": (book("<p>A</p><object data='a.html'><ul><li>one</li></ul>more</object>"), ["A", "list, 1 item", "bullet", "one", "out of list", "more"]),
    "groups of options": (book('<p><select><optgroup label="N"><option>A</option><option selected="">B</option></optgroup></select><output>7</output><select><option>C</option></select></p>'), ["B 7 C"]),
    "a set of fields": (book('<form><fieldset><legend>Who</legend><input value="Ada"/><textarea>words</textarea></fieldset><button>Go</button></form>'), ["Who", "Ada words", "Go"]),
    "a switch in no language that is read": (book(f"<p>A{BRANCH.format('<epub:case required-namespace=&quot;x&quot;>no</epub:case>'.replace('&quot;', chr(34)))}</p>"), ["A"]),
    "a switch around a list": (book(BRANCH.format("<epub:case required-namespace='x'><p>no</p></epub:case><epub:default><ul><li>a</li></ul></epub:default>")), ["list, 1 item", "bullet", "a", "out of list"]),
    "a list of choices": (book('<p><select size="2"><option>A</option><option>B</option></select><select><option>C</option><option>D</option></select></p>'), ["A B C"]),
    "a spine that names a document again": (rewritten(TWO, replaced('<itemref idref="c"/>', '<itemref idref="f.xhtml"/>' * 2)), 3 * ["Fallback"]),
    "a spine that names a document that is missing": (rewritten(TWO, replaced('href="f.xhtml"', 'href="g.xhtml"')), ["Text"], "The spine names a document that is missing. (g.xhtml)"),
    "a spine that repeats itself without end": (rewritten(TWO, replaced('<itemref idref="c"/>', '<itemref idref="f.xhtml"/>' * 99 + '<itemref idref="c"/>')), [*11 * ["Fallback"], "Text"], "the rest is not read. (f.xhtml)"),
    "lists right in lists, twice": (book("<ol><li>a</li><ol><li>b</li><ol><li>c</li></ol></ol></ol>"), ["list, 1 item", "1.", "a", "list, 1 item, level 2", "1.", "b", "list, 1 item, level 3", "1.", "c", *3 * ["out of list"]]),
    "items that something is around": (book("<ol><div><li>a</li><li>b</li></div><li>c</li></ol>"), ["list, 3 items", "1.", "a", "2.", "b", "3.", "c", "out of list"]),
}  # fmt: skip

SHOWN = b"(Hi) Tj"
WIDE = b"1 begincodespacerange <0000> <FFFF> endcodespacerange "


def form_field(**keys):
    """Return a PDF with a field."""
    made = pikepdf.open(io.BytesIO(pdfs.tagged(pdfs.marked(SHOWN), pdfs.element("P", 0), Dictionary(S=Name.Form))))
    page = made.pages[0].obj
    widget = made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[50, 90, 150, 110], **keys))
    page.Annots, made.Root.AcroForm = Array([widget]), Dictionary(Fields=Array([widget]))
    made.Root.StructTreeRoot.K.K[1].K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


OPTIONS = Array([Array([String("n"), String("North")]), Array([String("s"), String("South")])])
TWO_LINES = b"/P <</MCID 0>> BDC BT /F1 12 Tf 10 100 Td (See) Tj ET BT /F1 12 Tf 60 100 Td (it) Tj ET EMC"
SCALED = b"/P <</MCID 0>> BDC BT /F1 1 Tf 12 0 0 12 10 100 Tm (See) Tj 4 0 Td (it) Tj ET EMC"
EMPTY = {"ActualText": String("")}

PDF = {
    "ranges of codes of two bytes": (pdfs.tagged(pdfs.marked(SHOWN), to_unicode=WIDE + b"1 beginbfrange <0041> <007A> <0041> endbfrange"), ["Hi"]),
    "a letter that is two": (pdfs.tagged(pdfs.marked(b"(\\001x) Tj"), to_unicode=WIDE + b"2 beginbfchar <01> <00660069> <78> <0078> endbfchar"), ["fix"]),
    "a choice that is called otherwise in data": (form_field(FT=Name.Ch, T=String("ward"), V=String("n"), Opt=OPTIONS), ["Hi", "ward North"]),
    "two choices": (form_field(FT=Name.Ch, TU=String("Wards"), V=Array([String("n"), String("s")]), Opt=OPTIONS), ["Hi", "Wards North, South"]),
    "a gap in narrow letters": (pdfs.tagged(pdfs.marked(b"50 Tz [(See)-500(it)] TJ")), ["See it"]),
    "gaps between numbers": (pdfs.tagged(pdfs.marked(b"[(1)-278(000)-278(houses)] TJ")), ["1 000 houses"]),
    "a move in letters that a matrix makes large": (pdfs.tagged(SCALED), ["See it"]),
    "a move to another object of text": (pdfs.tagged(TWO_LINES), ["See it"]),
    "an empty replacement of a list": (pdfs.tagged(pdfs.marked(SHOWN), Dictionary(S=Name.L, K=Array([pdfs.element("LI", pdfs.element("LBody", 0))]), **EMPTY)), ["list, 1 item", "bullet", "Hi", "out of list"], "The replacement text of 1 word (“Hi”) is empty; they are read all the same."),
    "an empty replacement of a section": (pdfs.tagged(pdfs.marked(SHOWN), Dictionary(S=Name.Sect, K=pdfs.element("P", 0), **EMPTY)), ["Hi"], "The replacement text of 1 word (“Hi”) is empty; they are read all the same."),
    "a comment in an array": (pdfs.tagged(pdfs.marked(b"[(H) % a ) comment\n (i)] TJ")), ["Hi"]),
    "a comment in properties": (pdfs.tagged(b"/P <</MCID % the (first)\n 0>> BDC BT /F1 12 Tf 10 100 Td (Hi) Tj ET EMC"), ["Hi"]),
}  # fmt: skip

OF = {"docx": WORD, "epub": EPUB, "pdf": PDF}


@pytest.mark.parametrize(("suffix", "name"), [(suffix, name) for suffix, named in OF.items() for name in named])
def test_a_strangers_file_says_what_stands_in_it(suffix, name, tmp_path, capsys):
    data, wanted, *faults = OF[suffix][name]
    file = tmp_path / f"stranger.{suffix}"
    file.write_bytes(data)
    assert triplicate(["read", str(file)]) == 0
    told = capsys.readouterr()
    assert [line.removeprefix("() ") for line in told.out.splitlines()[1:]] == wanted
    assert all(fault in told.err for fault in faults)
    assert triplicate(["import", str(file), "--to", str(tmp_path / "out"), "--title", "A title"]) < 2
    assert "every word kept" in capsys.readouterr().err

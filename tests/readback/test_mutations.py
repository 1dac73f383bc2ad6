"""A good file broken in one way is found out by the name of that way; a good file is not found out at all."""

import pytest
from pikepdf import Array, Name

from tests.readback import texts
from tests.readback.breaking import (
    Tree,
    annotation,
    attributes,
    paragraph,
    replaced,
    restyled,
    rewritten,
    string,
    substituted,
    swapped,
    without_paragraph,
)
from triplicate.proof.compare import verify
from triplicate.proof.readback import read_back


def found(kind, data):
    return {difference.kind for difference in verify(texts.outline(), read_back(data, kind))}


@pytest.mark.parametrize("kind", ["pdf", "docx", "epub"])
def test_a_good_file_differs_in_nothing(kind):
    assert verify(texts.outline(), texts.read(kind)) == ()


EPUB = {
    "an item dropped": ("item-missing", replaced("<li><p>pears</p>\n</li>\n")),
    "a list split": ("list-split", replaced("<li><p>plums</p>", '</ul><ul class="tight"><li><p>plums</p>')),
    "items swapped": ("order-changed", swapped("<p>pears</p>", "<p>plums</p>")),
    "a list begun at one": ("number-changed", replaced(' start="3"')),
    "another kind of number": ("number-changed", replaced('start="3"', 'start="3" type="a"')),
    "numbers made bullets": (
        "list-kind-changed",
        substituted('<ol class="loose" start="3">(.*?)</ol>', r"<ul>\1</ul>"),
    ),
    "a nested list let out": (
        "depth-changed",
        substituted(r'(<ul class="tight"><li><p>inner one.*?</ul>\n)</li>', r'</li></ol>\1<ol start="5">'),
    ),
    "a heading's level": ("level-changed", substituted(r"<h3( .*?)</h3>", r"<h4\1</h4>")),
    "a heading made a paragraph": ("heading-lost", substituted(r'<h2 id="first">(.*?)</h2>', r'<p id="first">\1</p>')),
    "a paragraph dropped": ("paragraph-missing", replaced("<p>The last words.</p>")),
    "a paragraph added": ("paragraph-added", replaced("<p>The last words.</p>", "<p>The last words.</p><p>No.</p>")),
    "words changed": ("words-changed", replaced("The last words", "The final words")),
    "a space lost": ("spaces-changed", replaced("The last words", "The lastwords")),
    "alternative text lost": ("alt-lost", replaced(' alt="A valley with a river"')),
    "alternative text changed": ("alt-changed", replaced("A valley with a river", "valley.jpg")),
    "a passage's language": ("language-lost", replaced(' lang="fr" xml:lang="fr"')),
    "a block's language": ("language-changed", replaced('lang="de" xml:lang="de"', 'lang="nl" xml:lang="nl"')),
    "the book's language": ("document-language-changed", replaced("<dc:language>en-GB", "<dc:language>fr")),
    "the book's title": ("title-changed", substituted(r"(<dc:title[^>]*>)The short", r"\1A short")),
    "a scope lost": ("header-scope-lost", replaced('<th scope="row" role="rowheader">', "<th>")),
    "a scope turned": ("header-scope-changed", replaced('<th scope="row" role="rowheader">', '<th scope="col">')),
    "a header made a cell": ("header-lost", replaced('<th scope="col" role="columnheader">Age</th>', "<td>Age</td>")),
    "a row dropped": ("row-missing", substituted(r'<tr role="row"><th scope="row" role="rowheader">Bob.*?</tr>')),
    "a caption made a paragraph": ("caption-lost", substituted(r"<figcaption>(.*?)</figcaption>", r"<p>\1</p>")),
    "a link's address": ("link-target-changed", replaced("https://example.org/page", "https://example.org/")),
    "an inner link elsewhere": ("link-target-changed", replaced('href="#second"', 'href="#first"')),
    "an inner link nowhere": ("link-broken", replaced('href="#second"', 'href="#nowhere"')),
    "a link lost": ("link-lost", substituted(r'<a href="https://example.org/page">(.*?)</a>', r"\1")),
    "a note dropped": ("note-missing", substituted(r'<(div|aside)[^>]*id="note.2">.*?</\1>')),
    "a call dropped": ("call-lost", substituted(r'<sup><a [^>]*id="call.2".*?</sup>')),
    "a call to another note": (
        "link-target-changed",
        replaced('id="call.2" href="#note.2"', 'id="call.2" href="#note.1"'),
    ),
    "emphasis lost": ("emphasis-lost", replaced("<em>stress</em>", "stress")),
    "a subscript lost": ("mark-lost", replaced("<sub>2</sub>", "2")),
    "an abbreviation unexplained": ("expansion-lost", replaced(' title="British Sign Language"')),
    "a task undone": ("task-changed", replaced(' checked="checked"')),
    "a quotation lost": ("quotation-lost", substituted(r"<blockquote>(.*?)</blockquote>", r"<div>\1</div>")),
    "a callout lost": ("callout-lost", substituted(r'<aside class="callout[^>]*>(.*?)</aside>', r"<div>\1</div>")),
    "lines of code joined": ("words-changed", replaced("first line\n", "first line ")),
    "contents out of step": ("navigation-changed", replaced(">Deeper</a>", ">Deepest</a>")),
}


@pytest.mark.parametrize("name", EPUB)
def test_a_broken_book_is_found_out(name):
    kind, change = EPUB[name]
    assert kind in found("epub", rewritten(texts.file("epub"), change))


DOCX = {
    "an item dropped": ("item-missing", without_paragraph("pears")),
    "a list split": ("list-split", restyled("plums", '<w:numId w:val="3"/>', '<w:numId w:val="1"/>')),
    "items swapped": ("order-changed", swapped(paragraph("pears"), paragraph("plums"))),
    "a number changed": ("number-changed", replaced('<w:startOverride w:val="3"/>', '<w:startOverride w:val="7"/>')),
    "a number lost": (
        "list-lost",
        restyled("five", '<w:pStyle w:val="ListNumberApart"/><w:numPr>.*?</w:numPr>', '<w:pStyle w:val="BodyText"/>'),
    ),
    "a level raised": (
        "depth-changed",
        restyled(
            "inner two",
            '<w:pStyle w:val="ListBullet2"/><w:numPr><w:ilvl w:val="1"/>',
            '<w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="0"/>',
        ),
    ),
    "a paragraph let out of its item": ("list-lost", restyled("more of four", "ListContinue", "BodyText")),
    "numbers made bullets": (
        "list-kind-changed",
        lambda text: text.replace('<w:numId w:val="4"/>', '<w:numId w:val="1"/>'),
    ),
    "a heading's level": ("level-changed", restyled("Deeper", "Heading3", "Heading4")),
    "a heading made a paragraph": ("heading-lost", restyled("Second part", "Heading2", "BodyText")),
    "a paragraph dropped": ("paragraph-missing", without_paragraph("The last words.")),
    "words changed": ("words-changed", replaced("The last words", "The final words")),
    "alternative text lost": ("alt-lost", lambda text: text.replace("A valley with a river", "")),
    "a passage's language": ("language-lost", replaced('<w:lang w:val="fr"/>')),
    "a block's language": ("language-changed", replaced('<w:lang w:val="de"/>', '<w:lang w:val="nl"/>')),
    "the document's language": ("document-language-changed", replaced("<dc:language>en-GB", "<dc:language>fr")),
    "the document's title": ("title-changed", replaced("<dc:title>The short", "<dc:title>A short")),
    "a header row lost": ("header-lost", replaced("<w:tblHeader/>")),
    "row headers lost": ("header-lost", replaced('w:firstColumn="1"', 'w:firstColumn="0"')),
    "a row dropped": ("row-missing", substituted(r"<w:tr>(?:(?!</w:tr>).)*?>Bob<.*?</w:tr>")),
    "a caption made a paragraph": ("caption-lost", restyled("The valley", '"Caption"', '"BodyText"')),
    "a link's address": ("link-target-changed", replaced("https://example.org/page", "https://example.org/")),
    "an inner link elsewhere": (
        "link-target-changed",
        restyled("the second part", 'w:anchor="second"', 'w:anchor="first"'),
    ),
    "an inner link nowhere": ("link-broken", restyled("the second part", 'w:anchor="second"', 'w:anchor="nowhere"')),
    "a link lost": ("link-lost", restyled("a page", ' r:id="rIdT1"')),
    "a note emptied": ("note-missing", substituted(r'<w:footnote w:id="2">.*?</w:footnote>')),
    "a call dropped": ("call-lost", replaced('<w:footnoteReference w:id="2"/>')),
    "emphasis lost": ("emphasis-lost", replaced('<w:rStyle w:val="Emphasis"/>')),
    "a subscript lost": ("mark-lost", replaced('<w:vertAlign w:val="subscript"/>')),
    "an abbreviation unexplained": (
        "expansion-lost",
        substituted(r'<w:r><w:rPr><w:rStyle w:val="AbbreviationExpansion"/>.*?</w:r>'),
    ),
    "a task undone": ("task-changed", replaced('<w14:checked w14:val="1"/>', '<w14:checked w14:val="0"/>')),
    "a quotation lost": (
        "quotation-lost",
        lambda text: text.replace('w:val="Quote"/></w:pPr>', 'w:val="BodyText"/></w:pPr>').replace(
            '"Attribution"/></w:pPr>', '"BodyText"/></w:pPr>'
        ),
    ),
    "a callout lost": (
        "callout-lost",
        lambda text: text.replace('w:pStyle w:val="CalloutWarning', 'w:pStyle w:val="BodyText" w:x="'),
    ),
    "an attribution lost": ("attribution-lost", restyled("— Somebody wise", '"Attribution"', '"Quote"')),
    "a term made a description": ("term-lost", restyled("Term", '"DefinitionTerm"', '"Definition"')),
    "lines of code joined": (
        "words-changed",
        replaced("<w:t>first line</w:t><w:br/>", '<w:t xml:space="preserve">first line </w:t>'),
    ),
    "an entry of the contents dropped": (
        "contents-entry-missing",
        substituted(r'<w:hyperlink w:anchor="second" w:history="1"><w:r><w:t>Second part.*?</w:hyperlink>'),
    ),
}


@pytest.mark.parametrize("name", DOCX)
def test_a_broken_word_document_is_found_out(name):
    kind, change = DOCX[name]
    assert kind in found("docx", rewritten(texts.file("docx"), change))


def attribute(element, key, value):
    group = next(group for group in attributes(element) if key in group)
    if value is None:
        del group[key]
    else:
        group[key] = value


def first_label(found):
    return Tree.kids(Tree.kids(found)[0])[0]


def list_split(tree):
    items = tree.kids(tree.one("/L"))
    for item in items[2:]:
        tree.remove(item)
    tree.insert_after(tree.one("/L"), tree.new(Name.L, items[2:]))


def items_swapped(tree):
    items = tree.kids(tree.one("/L"))
    items[1], items[2] = items[2], items[1]
    tree.one("/L").K = Array(items)


def nested_let_out(tree):
    inner = tree.one("/L", 2)
    outer = tree.one("/L", 1)
    tree.remove(inner)
    tree.insert_after(outer, inner)


def link_elsewhere(tree):
    link = next(
        one for one in tree.all("/Link") if "second" in str(annotation(one).get("/Dest", "")) and one.P.S == Name.P
    )
    annotation(link).Dest = string("first")


def external(tree):
    return next(one for one in tree.all("/Link") if "/A" in annotation(one))


def renamed(role, new, number=0):
    return lambda tree: tree.one(role, number).__setitem__("/S", Name(new))


def caption_of_figure(tree):
    return next(kid for one in tree.all("/Figure") for kid in tree.kids(one.P) if str(kid.S) == "/Caption")


def last_paragraph(tree):
    return next(kid for kid in reversed(tree.kids(tree.one("/Document"))) if kid.S == Name.P)


def untitled(tree):
    """Make a division of the last callout, which nothing names."""
    last = tree.all("/Aside")[-1]
    del last["/T"]
    last.S = Name.Div


PDF = {
    "an item out of the tree": ("item-missing", lambda tree: tree.remove(tree.one("/LI", 1))),
    "text out of the tree": ("text-untagged", lambda tree: tree.remove(tree.one("/LI", 1))),
    "a list split": ("list-split", list_split),
    "items swapped": ("order-changed", items_swapped),
    "a nested list let out": ("depth-changed", nested_let_out),
    "a number changed": (
        "number-changed",
        lambda tree: first_label(tree.one("/L", 1)).__setitem__("/ActualText", string("7.")),
    ),
    "numbers made bullets": (
        "list-kind-changed",
        lambda tree: attribute(tree.one("/L", 1), "/ListNumbering", Name.Disc),
    ),
    "a heading's level": ("level-changed", renamed("/H3", "/H4")),
    "a heading made a paragraph": ("heading-lost", renamed("/H2", "/P", 1)),
    "a paragraph out of the tree": ("paragraph-missing", lambda tree: tree.remove(last_paragraph(tree))),
    "words replaced": (
        "words-changed",
        lambda tree: last_paragraph(tree).__setitem__("/ActualText", string("Other words.")),
    ),
    "alternative text lost": ("alt-lost", lambda tree: tree.one("/Figure").__delitem__("/Alt")),
    "alternative text changed": (
        "alt-changed",
        lambda tree: tree.one("/Figure").__setitem__("/Alt", string("valley.jpg")),
    ),
    "a passage's language": ("language-lost", lambda tree: tree.having("/Span", "/Lang", "fr").__delitem__("/Lang")),
    "a block's language": (
        "language-changed",
        lambda tree: tree.having("/P", "/Lang", "de").__setitem__("/Lang", string("nl")),
    ),
    "the document's language": (
        "document-language-changed",
        lambda tree: tree.pdf.Root.__setitem__("/Lang", string("fr")),
    ),
    "a scope lost": ("header-scope-lost", lambda tree: attribute(tree.one("/TH", 3), "/Scope", None)),
    "a scope turned": ("header-scope-changed", lambda tree: attribute(tree.one("/TH", 3), "/Scope", Name.Column)),
    "a header made a cell": ("header-lost", renamed("/TH", "/TD")),
    "headers of another cell": (
        "headers-changed",
        lambda tree: attribute(tree.one("/TD"), "/Headers", Array([tree.one("/TH").ID])),
    ),
    "a header row made plain": ("header-row-lost", renamed("/THead", "/TBody")),
    "a row out of the tree": ("row-missing", lambda tree: tree.remove(tree.one("/TR", 2))),
    "a caption made a paragraph": (
        "caption-lost",
        lambda tree: caption_of_figure(tree).__setitem__("/S", Name.P),
    ),
    "a link's address": (
        "link-target-changed",
        lambda tree: annotation(external(tree)).A.__setitem__("/URI", string("https://example.org/")),
    ),
    "an inner link elsewhere": ("link-target-changed", link_elsewhere),
    "a link lost": ("link-lost", lambda tree: external(tree).__setitem__("/S", Name.Span)),
    "a note out of the tree": ("note-missing", lambda tree: tree.remove(notes(tree)[1])),
    "a call made plain": (
        "call-lost",
        lambda tree: next(one for one in tree.all("/Reference") if one.P.S == Name.P).__setitem__("/S", Name.Span),
    ),
    "emphasis lost": ("emphasis-lost", renamed("/Em", "/Span")),
    "a subscript lost": (
        "mark-lost",
        lambda tree: [element.__delitem__("/A") for element in tree.all("/Span") if "/A" in element],
    ),
    "an abbreviation unexplained": (
        "expansion-lost",
        lambda tree: tree.having("/Span", "/E", "British Sign Language").__delitem__("/E"),
    ),
    "a task undone": (
        "task-changed",
        lambda tree: tree.having("/Lbl", "/ActualText", "done").__setitem__("/ActualText", string("to do")),
    ),
    "a quotation lost": ("quotation-lost", renamed("/BlockQuote", "/Div")),
    "a callout lost": ("callout-lost", untitled),
    "a line of code lost": ("words-changed", lambda tree: tree.remove(tree.one("/Sub", 1))),
    "the tree gone": ("text-untagged", lambda tree: tree.pdf.Root.__delitem__("/StructTreeRoot")),
}


def notes(tree):
    return tree.all("/FENote") or tree.all("/Note")


@pytest.mark.parametrize("name", PDF)
def test_a_broken_pdf_is_found_out(name):
    kind, change = PDF[name]
    tree = Tree(texts.file("pdf"))
    change(tree)
    assert kind in found("pdf", tree.bytes())


def test_one_loss_is_one_difference():
    data = rewritten(texts.file("epub"), replaced("<p>The last words.</p>"))
    differences = verify(texts.outline(), read_back(data))
    assert [(one.kind, one.place.line) for one in differences] == [("paragraph-missing", texts.TEXT.count("\n"))]

"""Ways through the book: contents, landmarks, pages, and the NCX."""

from dataclasses import replace
from pathlib import Path

from lxml import etree

from tests.epub.books import heading, page_starts, para, simple, text, whole_book, write
from tests.epub.opened import TYPE, Book, find, opened, words
from tests.judges import epubcheck
from tests.strategies import PNG
from triplicate.document import walk
from triplicate.document.model import (
    Align,
    Callout,
    CalloutKind,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Emphasis,
    Heading,
    Image,
    Link,
    Paragraph,
    Passage,
    Picture,
    Quotation,
    Strong,
    Table,
    Text,
)
from triplicate.formats.product import PageStart

CONTENTS = [
    (1, "Words & marks", "words-and-marks.xhtml#words-and-marks"),
    (2, "Lists", "words-and-marks.xhtml#lists"),
    (2, "Blocks", "words-and-marks.xhtml#blocks"),
    (1, "Set apart", "note-1.xhtml#note-1"),
    (2, "Croeso", "note-1.xhtml#croeso"),
    (1, "Last things", "last.xhtml#last"),
]


def toc(book: Book) -> list[tuple[int, str, str]]:
    links = find(book.root("nav.xhtml"), "//h:nav[@epub:type='toc']//h:a")
    return [(len(find(link, "ancestor::h:ol")), words(link), link.get("href")) for link in links]


def test_the_contents_are_every_heading_nested_in_order(whole: Path) -> None:
    book = opened(whole)
    assert toc(book) == CONTENTS
    points = find(book.root("toc.ncx"), "//ncx:navPoint")
    ncx = [
        (1 + len(find(point, "ancestor::ncx:navPoint")), words(point[0]), find(point, "ncx:content")[0].get("src"))
        for point in points
    ]
    assert ncx == CONTENTS


def test_the_contents_page_shows_as_deep_as_it_is_asked_and_hides_the_rest(whole: Path) -> None:
    book = opened(whole)
    assert "nav.xhtml" in book.spine
    root = book.root("nav.xhtml")
    shown = [link for link in find(root, "//h:a") if not find(link, "ancestor-or-self::*[@hidden]")]
    assert [words(link) for link in shown] == ["Words & marks", "Set apart", "Last things"]


def test_a_book_without_a_contents_page_has_its_navigation_document_all_the_same(library: dict[str, Path]) -> None:
    book = opened(library["every node, short"])
    assert "nav.xhtml" not in book.spine
    assert [entry[:2] for entry in toc(book)] == [entry[:2] for entry in CONTENTS]
    assert find(book.package, "//opf:item[@properties='nav']/@href") == ["nav.xhtml"]


def test_a_text_without_headings_has_its_title_as_contents(tmp_path: Path) -> None:
    book = opened(write(tmp_path, simple(para("Only words."))))
    assert toc(book) == [(1, "A small text", "text.xhtml#title")]


def test_what_says_nothing_has_no_language_in_the_contents(tmp_path: Path) -> None:
    """EPUBCheck refuses a span that is nothing but space."""
    picture = Image("dot.png", "", decorative=True)
    unsaid = Passage((picture, *text(" "), picture), "pl")
    title = (*text("Part "), unsaid, *text(" "), Passage(text("croeso"), "cy"))
    pictures = {"dot.png": Picture("dot.png", "image/png", PNG, 1, 1)}
    book = opened(write(tmp_path, replace(simple(Heading(2, title, id="one")), pictures=pictures)))
    spans = find(book.root("nav.xhtml"), "//h:nav[@epub:type='toc']//h:span")
    assert [(span.get("lang"), words(span)) for span in spans] == [("cy", "croeso")]


def test_headings_in_a_division_take_part_and_tell_their_language_and_number(tmp_path: Path) -> None:
    blocks = (
        Heading(2, text("Croeso"), id="one", lang="cy", number="1"),
        Division((heading(3, "Inner", id="two"),)),
        Division((heading(3, "Dedans", id="three"),), lang="fr"),
    )
    book = opened(write(tmp_path, simple(*blocks)))
    assert toc(book) == [
        (1, "1 Croeso", "text.xhtml#one"),
        (2, "Inner", "text.xhtml#two"),
        (2, "Dedans", "text.xhtml#three"),
    ]
    links = find(book.root("nav.xhtml"), "//h:nav[@epub:type='toc']//h:a")
    assert [link.get("lang") for link in links] == ["cy", None, "fr"]


def test_landmarks(library: dict[str, Path]) -> None:
    def landmarks(name: str) -> list[tuple[str, str]]:
        links = find(opened(library[name]).root("nav.xhtml"), "//h:nav[@epub:type='landmarks']//h:a")
        return [(link.get(TYPE), link.get("href")) for link in links]

    assert landmarks("every node") == [("cover", "cover.xhtml"), ("toc", "nav.xhtml"), ("bodymatter", "text.xhtml")]
    assert landmarks("every node, short") == [("cover", "cover.xhtml"), ("bodymatter", "text.xhtml")]


def test_the_page_list_leads_to_markers_that_stand_where_the_pages_begin(whole: Path) -> None:
    book = opened(whole)
    links = find(book.root("nav.xhtml"), "//h:nav[@epub:type='page-list']//h:a")
    assert [words(link) for link in links] == ["1", "2", "3", "4", "5", "6"]
    markers = book.all("//*[@role='doc-pagebreak']")
    assert [(marker.get(TYPE), marker.get("title")) for marker in markers] == [
        ("pagebreak", label) for label in "123456"
    ]
    assert [link.get("href").partition("#")[2] for link in links] == [marker.get("id") for marker in markers]
    first, second, third, fourth, fifth, sixth = markers
    assert first.getnext().tag.endswith("h1")
    opening = second.getparent()
    assert (opening.text, second.tail, third.tail) == ("An ", "opening ", "before the first heading.")
    assert fourth.getparent().tag.endswith("th")
    assert fourth.tail == "Year"
    assert fifth.getparent().getprevious().text == "def f(x):\n"
    assert fifth.tail == "    return x < 1 & 2\n"
    assert words(sixth.getnext()) == "Last things"
    targets = find(book.root("toc.ncx"), "//ncx:pageTarget")
    assert [(target.get("value"), find(target, "ncx:content")[0].get("src")) for target in targets] == [
        (words(link), link.get("href")) for link in links
    ]


def test_the_page_list_is_whole_where_pages_show_the_contents_or_the_last_lines_alone(library: dict[str, Path]) -> None:
    book = opened(library["pages of contents"])
    links = find(book.root("nav.xhtml"), "//h:nav[@epub:type='page-list']//h:a")
    places = [(words(link), *link.get("href").split("#")) for link in links]
    assert [place[:2] for place in places] == [
        ("1", "title.xhtml"), ("2", "nav.xhtml"), ("3", "nav.xhtml"), ("4", "text.xhtml"), ("5", "text.xhtml"),
    ]  # fmt: skip
    found = [find(book.root(file), f"//*[@id='{identifier}']")[0] for _, file, identifier in places]
    assert [(words(entry.getparent()), entry.get(TYPE), entry.get("title")) for entry in found[1:3]] == [
        ("Two", "pagebreak", "2"), ("Three", "pagebreak", "3"),
    ]  # fmt: skip
    assert [entry.get("aria-hidden") for entry in found] == [None, "true", "true", None, None]
    assert found[4].getnext().get("class") == "end"
    targets = find(book.root("toc.ncx"), "//ncx:pageTarget")
    assert [find(target, "ncx:content")[0].get("src").split("#")[0] for target in targets] == [
        place[1] for place in places
    ]


def test_pages_change_no_words(tmp_path: Path) -> None:
    document = whole_book()
    plain = opened(write(tmp_path, document, "plain.epub"))
    paged = opened(write(tmp_path, document, "paged.epub", page_starts=page_starts(document)))
    assert plain.spine == paged.spine

    def texts(book: Book) -> list[str]:
        bodies = [find(root, "//h:body")[0] for name, root in book.documents().items() if name != "nav.xhtml"]
        return [words(body) for body in bodies]

    assert texts(paged) == texts(plain)
    assert paged.all("//*[@role='doc-pagebreak']")


def test_a_page_begins_between_words_and_outside_links_and_emphasis(tmp_path: Path) -> None:
    link = Link(text("the plan of the council for the spring"), "https://www.example.org/")
    french = Passage(text("le grand plan du conseil"), lang="fr")
    chinese = para("河水从城镇上方的山丘升起。", lang="zh-Hans")
    ended = Cell((Text("Cells hold "), Emphasis(text("stressed words")), Text(" too")))
    named = Callout(CalloutKind.NOTE, (Text("Read "), Code("plan --all"), Text(" first")), (para("Inside."),))
    code = CodeBlock("first line\nsecond line")
    blocks = (
        Paragraph((Text("See "), link, Text(" and elec\u00adtricity."))),
        Paragraph((Strong((Emphasis(text("All of it")), Text(" is stressed"))),)),
        Paragraph((Text("A half"), Emphasis(text("word")), Text("s and "), french, Text("."))),
        chinese,
        Table((Cell(text("Head")), ended), ((Cell(text("one")), Cell(text("two"))),), (Align.START, Align.START)),
        named,
        Quotation((para("Said."),), (Text("The "), Link(text("head of the library"), "https://www.example.org/a"))),
        DefinitionList((Definition((text("term"), text("another term")), ((para("Meaning"),),)),)),
        code,
    )
    nodes = list(walk.descend(*blocks))

    def start(words: str, at: str) -> PageStart:
        node = next(node for node in nodes if isinstance(node, Text) and words in node.text)
        return PageStart(at, node, node.text.index(at))

    starts = [
        start("council", "council"), start(" and elec", "tricity"), start("All", "of"), start("s and ", "s and"),
        start("le grand", "plan"), start("河水", "山"), start("stressed words", "words"), start(" first", "irst"),
        start("head of", "library"), start("another", "term"), PageStart("line", code, code.text.index("line", 12)),
    ]  # fmt: skip
    path = write(tmp_path, simple(*blocks), page_starts=starts)
    markers = opened(path).all("//*[@role='doc-pagebreak']")
    assert [(marker.get("title"), _around(marker)) for marker in markers] == [
        ("council", "See |the plan of"),
        ("tricity", "for the spring and |elec\u00adtricity."),
        ("of", "|All of it"),
        ("s and", "A |halfwords and le"),
        ("plan", "halfwords and le grand |plan du conseil."),
        ("山", "河水从城镇上方的|山丘升起。"),
        ("words", "Cells hold |stressed words too"),
        ("irst", "Read plan --all |first"),
        ("library", "The |head of the"),
        ("term", "another |term"),
        ("line", "first line |second line"),
    ]
    assert not find(opened(path).root("text.xhtml"), "//*[self::h:a or self::h:em or self::h:strong]//*[@role]")
    assert {severity: messages for severity, messages in epubcheck(path).items() if messages} == {}


def _around(marker: etree._Element) -> str:
    """Return some of the words around a marker, which is a bar: those of its block, or of the block after it."""
    block = find(marker, "ancestor::*[self::h:p or self::h:th or self::h:dt or self::h:pre][1]")
    whole = block[0] if block else marker.getparent()
    marker.text = "|"
    before, after = words(whole).split("|") if block else ("", words(marker.getnext()))
    marker.text = None
    return " ".join(before.split(" ")[-5:]) + "|" + " ".join(after.split(" ")[:3])


def test_roman_labels_and_labels_that_come_twice(tmp_path: Path) -> None:
    document = simple(para("One."), para("Two."), para("Three."))
    starts = [PageStart(label, block) for label, block in zip(("i", "1", "1"), document.blocks, strict=True)]
    book = opened(write(tmp_path, document, page_starts=starts))
    markers = book.all("//*[@role='doc-pagebreak']")
    assert [marker.get("title") for marker in markers] == ["i", "1", "1"]
    assert len({marker.get("id") for marker in markers}) == 3
    targets = find(book.root("toc.ncx"), "//ncx:pageTarget")
    assert [target.get("type") for target in targets] == ["special", "normal", "normal"]


def test_there_is_no_page_list_without_pages(library: dict[str, Path]) -> None:
    for name in ("every node, short", "news-release"):
        book = opened(library[name])
        assert not find(book.root("nav.xhtml"), "//h:nav[@epub:type='page-list']")
        assert not find(book.root("toc.ncx"), "//ncx:pageList")
        assert not book.all("//*[@role='doc-pagebreak']")


def test_the_ncx_has_the_identifier_of_the_package(whole: Path) -> None:
    book = opened(whole)
    uid = find(book.root("toc.ncx"), "//ncx:meta[@name='dtb:uid']/@content")
    name = book.package.get("unique-identifier")
    assert uid == [found.text for found in find(book.package, f"//dc:identifier[@id='{name}']")]
    assert find(book.package, "//opf:spine/@toc") == find(book.package, "//opf:item[@href='toc.ncx']/@id")


def test_page_starts_are_told_by_identity(tmp_path: Path) -> None:
    twin = Text("Same words in two places.")
    document = simple(para(twin.text), para(twin.text))
    (second,) = document.blocks[1].children
    book = opened(write(tmp_path, document, page_starts=[PageStart("2", second, 5)]))
    (marker,) = book.all("//*[@role='doc-pagebreak']")
    assert marker.getparent() is book_last(marker)
    assert marker.tail == "words in two places."


def book_last(marker: etree._Element) -> etree._Element:
    return find(marker, "ancestor::h:section/h:p[last()]")[0]

"""Content documents: what each node becomes, and how the documents hang together."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.epub.books import FILLER, heading, item, para, simple, text, whole_book, write
from tests.epub.opened import LANG, TYPE, find, opened, words
from tests.judges import epubcheck
from triplicate.document.model import (
    Align,
    BulletList,
    Cell,
    CodeBlock,
    Heading,
    Image,
    Length,
    Link,
    MathBlock,
    Note,
    NoteReference,
    Numbering,
    OrderedList,
    Paragraph,
    Table,
    Text,
)
from triplicate.formats.product import PageStart

CHAPTERS = ["words-and-marks.xhtml", "note-1.xhtml", "last.xhtml"]


def test_a_long_text_is_cut_at_its_level_2_headings_each_document_titled_by_its_heading(whole: Path) -> None:
    book = opened(whole)
    assert book.spine == ["cover.xhtml", "title.xhtml", "nav.xhtml", "text.xhtml", *CHAPTERS]
    for name in CHAPTERS:
        root = book.root(name)
        (title,) = find(root, "/h:html/h:head/h:title")
        (section,) = find(root, "/h:html/h:body/h:section[@epub:type='chapter']")
        assert section.get("role") == "doc-chapter"
        assert words(title) == words(section[0] if section[0].tag.endswith("h2") else section[1])
        assert section.get("aria-labelledby") == find(section, "h:h2")[0].get("id")
    assert [words(title) for title in book.all("//h:head/h:title")][:4] == [
        "Cover", "Every node & more", "Contents", "Every node & more",
    ]  # fmt: skip


def test_a_short_text_is_one_content_document(tmp_path: Path) -> None:
    book = opened(write(tmp_path, whole_book(toc=False, long=False)))
    assert book.spine == ["cover.xhtml", "text.xhtml"]
    assert [words(found) for found in find(book.root("text.xhtml"), "//h:h1")] == ["Every node & more"]


def test_file_names_are_plain_and_tell_chapters_apart(tmp_path: Path) -> None:
    ids = ["one", "One", "القسم", "nav", "cover", "x" * 200, "x" * 201, "שתיים"]
    blocks = [block for name in ids for block in (heading(2, name, id=name), *[para(FILLER) for _ in range(12)])]
    names = opened(write(tmp_path, simple(*blocks))).spine
    assert names[1:6] == ["title.xhtml", "one.xhtml", "one-2.xhtml", "section.xhtml", "nav-2.xhtml"]
    assert len({name.lower() for name in names}) == len(names) == 10
    assert all(name.isascii() and len(name) < 80 for name in names)


@pytest.mark.parametrize(
    "name", ["every node", "every node, short", "every node, right to left", "nested", "everything"]
)
def test_every_link_leads_to_something_that_is_there(library: dict[str, Path], name: str) -> None:
    book = opened(library[name])
    followed = 0
    for file, root in [*book.documents().items(), ("nav.xhtml", book.root("nav.xhtml"))]:
        identifiers = [found.get("id") for found in find(root, "//*[@id]")]
        assert len(set(identifiers)) == len(identifiers)
        for named in find(root, "//*[@aria-labelledby]/@aria-labelledby | //*[@aria-details]/@aria-details"):
            assert named in identifiers
        for link in find(root, "//h:a/@href"):
            if urlsplit(link).scheme:
                continue
            path, _, fragment = link.partition("#")
            if fragment:
                assert find(book.root(path or file), f"//*[@id='{unquote(fragment)}']")
            assert (path or file) in book.files
            followed += 1
    assert followed > 5


def test_every_document_names_its_language_twice_and_its_direction(library: dict[str, Path]) -> None:
    for name, lang, direction in (("every node", "en-GB", "ltr"), ("every node, right to left", "ar", "rtl")):
        book = opened(library[name])
        for root in [*book.documents().values(), book.root("nav.xhtml")]:
            assert (root.get("lang"), root.get(LANG), root.get("dir")) == (lang, lang, direction)
        assert (book.package.get(LANG), book.package.get("dir")) == (lang, direction)
        (spine,) = find(book.package, "//opf:spine")
        assert spine.get("page-progression-direction") == ("rtl" if direction == "rtl" else None)
        assert all(found.get("lang") == found.get(LANG) for found in book.all("//*[@lang]"))
    welsh = opened(library["every node"]).all("//*[@id='welsh']")[0]
    assert (welsh.get("lang"), welsh.get("dir")) == ("cy", "ltr")


def test_notes_stand_once_in_the_document_of_their_first_call_with_links_both_ways(whole: Path) -> None:
    book = opened(whole)
    notes = book.all("//h:section[@role='doc-endnotes']/*[@role='doc-footnote']")
    assert [note.get("id") for note in notes] == ["note.1", "note.2", "note.3"]
    assert all(note.get(TYPE) == "footnote" and note.getparent().get(TYPE) == "endnotes" for note in notes)
    assert [words(note).split()[0] for note in notes] == ["1.", "2.", "3."]
    calls = {call.get("id"): call for call in book.all("//h:a[@role='doc-noteref']")}
    assert all(call.get(TYPE) == "noteref" for call in calls.values())
    assert len(calls) == 6
    back = [link.get("href").partition("#")[2] for link in book.all("//h:a[@role='doc-backlink']")]
    assert sorted(back) == sorted(calls)
    labels = [link.get("aria-label") for link in book.all("//h:a[@role='doc-backlink']")]
    assert len(set(labels)) == len(labels)
    again = calls["call.2.3"]
    assert again in find(again.getroottree(), "//h:p//h:a")
    assert again.get("href") == "words-and-marks.xhtml#note.2"


def test_the_words_of_an_item_always_stand_in_a_paragraph(library: dict[str, Path]) -> None:
    for name in ("every node", "nested", "everything"):
        items = [found for found in opened(library[name]).all("//h:li") if not find(found, "ancestor::h:nav")]
        assert items
        for found in items:
            assert not (found.text or "").strip()
            assert not any((child.tail or "").strip() for child in found)
            assert not find(found, "h:a | h:em | h:label | h:code")


def test_tasks_have_a_box_labelled_in_words_that_nobody_can_change(library: dict[str, Path]) -> None:
    boxes = opened(library["every node"]).all("//h:input[@type='checkbox']")
    states = [(box.get("checked") is not None, box.get("disabled"), words(box.getparent())) for box in boxes]
    assert states == [(True, "disabled", "done"), (False, "disabled", "to do"), (False, "disabled", "to do")]
    assert all(box.getparent().tag.endswith("label") and box.getparent().getparent().tag.endswith("p") for box in boxes)


def test_tables_have_captions_and_scopes_and_wide_ones_a_box_to_scroll(
    tmp_path: Path, library: dict[str, Path]
) -> None:
    book = opened(library["every node"])
    (table,) = book.all("//h:table[@id='tbl-animals']")
    assert words(find(table, "h:caption")[0]) == "Table 1: Animals, counted"
    assert [cell.get("scope") for cell in find(table, "h:thead/h:tr/h:th")] == ["col"] * 3
    assert [cell.get("scope") for cell in find(table, "h:tbody/h:tr/h:th")] == ["row"] * 2
    assert table.getparent().get("class") == "table fits-12"
    captions = opened(library["everything"]).all("//h:div/h:table/h:caption")
    boxes = [(caption, caption.getparent().getparent()) for caption in captions]
    found = {
        words(caption)[:7]: (box.get("class"), box.get("tabindex"), box.get("aria-label")) for caption, box in boxes
    }
    assert found == {
        "Table 1": ("table fits-27", "0", None),
        "Table 2": ("table fits-21", "0", None),
        "Table 3": ("table fits-33", "0", None),
        "Table 4": ("table fits-33", "0", None),
        "Table 5": ("table fits-15", None, None),
        "Table 6": ("table fits-21", "0", None),
    }


def test_a_table_that_may_be_stacked_says_what_it_is_and_has_a_label_for_each_value(tmp_path: Path) -> None:
    header = tuple(Cell(text(f"Measurement {number}")) for number in range(1, 5))
    row = (Cell(text("Mill"), header=True), Cell(text("6 beds, 4 cots")), Cell(text("9 May")), Cell(text("No more")))
    book = opened(write(tmp_path, simple(Table(header, (row,), (Align.START,) * 4))))
    (table,) = book.all("//h:table")
    assert table.getparent().get("class") == "table fits-33"
    roles = [(element.tag.split("}")[1], element.get("role")) for element in table.iter() if element.get("role")]
    assert roles == [
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tr", "row"),
        *[("th", "columnheader")] * 4,
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("th", "rowheader"),
        *[("td", "cell")] * 3,
    ]
    cells = [(cell.get("data-label"), cell.get("class")) for cell in book.all("//h:td")]
    assert cells == [("Measurement 2", "whole"), ("Measurement 3", "whole"), ("Measurement 4", None)]


def test_only_words_that_are_too_long_for_any_column_may_be_broken(tmp_path: Path) -> None:
    address = "https://example.org/" + "a-very-long-path/" * 4
    rows = ((Cell(text(address)), Cell(text("refrigerator"))),)
    book = opened(write(tmp_path, simple(Table((Cell(text("a")), Cell(text("b"))), rows, (Align.START, Align.RIGHT)))))
    assert [cell.get("class") for cell in book.all("//h:td")] == ["broken", "align-right"]
    assert book.all("//h:table")[0].getparent().get("class") == "table fits-15"


def test_code_has_an_element_for_each_line_that_goes_on_further_in(tmp_path: Path) -> None:
    code = CodeBlock("def f(x):\n\n        return x\n", language="python")
    starts = [PageStart("1", code, 12), PageStart("2", code, 14), PageStart("3", code, 26)]
    book = opened(write(tmp_path, simple(code), page_starts=starts))
    lines = book.all("//h:pre/h:code/h:span")
    assert ["".join(line.itertext()) for line in lines] == ["def f(x):\n", "\n", "        return x\n"]
    assert [line.get("style") for line in lines] == ["--hanging: 4ch", "--hanging: 4ch", "--hanging: 12ch"]
    assert [(marker.get("title"), marker.tail) for marker in lines[2]] == [
        ("1", None),
        ("2", None),
        ("3", "        return x\n"),
    ]


def test_a_sign_among_the_words_grows_with_them(tmp_path: Path) -> None:
    widths = [Length(6, "mm"), Length(1, "in"), Length(9, "pt"), Length(16, "px"), Length(50, "%")]
    signs = [Paragraph((Image("dot.png", "A dot", width=width),)) for width in widths]
    styles = [sign.get("style") for sign in opened(write(tmp_path, simple(*signs))).all("//h:p/h:img")]
    assert styles == ["width: 1.417em", "width: 6em", "width: 0.75em", "width: 1em", "width: 50%"]


def test_the_number_of_a_note_stands_in_its_first_line_where_a_page_begins_too(tmp_path: Path) -> None:
    note = Note(1, (para("A note."),))
    document = replace(simple(Paragraph((Text("a"), NoteReference(1)))), notes=(note,))
    book = opened(write(tmp_path, document, page_starts=[PageStart("2", note.children[0])]))
    (found,) = book.all("//*[@role='doc-footnote']")
    assert [words(one) for one in find(found, "h:p")] == ["1. A note. ↩\ufe0e"]
    assert found[0].get("title") == "2"


def test_long_numbers_have_room(tmp_path: Path) -> None:
    decimal, roman = Numbering.DECIMAL, Numbering.LOWER_ROMAN
    kinds = [(1, decimal), (9, decimal), (99, decimal), (0, roman), (1, roman), (7, roman)]
    blocks = [OrderedList((item(para("a")), item(para("b"))), start=start, numbering=kind) for start, kind in kinds]
    classes = [found.get("class") for found in opened(write(tmp_path, simple(*blocks))).all("//h:section//h:ol")]
    long, longer = "tight long-numbers", "tight longer-numbers"
    assert classes == ["tight", long, longer, "tight", long, longer]


def test_pictures_code_formulas_and_callouts(whole: Path) -> None:
    book = opened(whole)
    pictures = book.all("//h:img[not(@role='doc-cover')]")
    assert [picture.get("alt") for picture in pictures] == [
        "A blue dot", "A blue dot", "A plan", "", "A dot described with the words",
    ]  # fmt: skip
    assert [picture.get("role") for picture in pictures] == [None, None, None, "presentation", None]
    assert all(picture.get("src") in book.files for picture in pictures)
    # A description in the same document is referred to; one in another cannot be.
    assert [picture.get("aria-details") for picture in pictures] == [None, None, "code", None, None]
    (code,) = book.all("//h:pre[@id='code']/h:code")
    assert "".join(code.itertext()) == "def f(x):\n    return x < 1 & 2\n"
    assert code.getparent().get("dir") == "ltr"
    formulas = book.all("//m:math")
    assert [(one.get("display"), one.get("alttext")) for one in formulas] == [
        ("inline", "a squared is less than b over 2"),
        ("block", "a sum in two cases"),
    ]
    assert not book.all("//m:annotation")
    mathematical = find(book.package, "//opf:item[contains(@properties, 'mathml')]/@href")
    assert mathematical == [name for name, root in book.documents().items() if find(root, "//m:math")]
    callouts = book.all("//h:aside[@role='note']")
    assert [words(callout[0]) for callout in callouts] == ["Note", "Tip", "Important", "Warning", "Caution"]
    (summary,) = book.all("//h:section[@role='doc-abstract']")
    assert words(summary[0]) == "Summary"


def test_an_empty_element_has_an_end_tag_for_readers_that_parse_html(library: dict[str, Path]) -> None:
    for name in ("every node", "nested"):
        book = opened(library[name])
        for file in book.spine:
            tags = {piece.rpartition(b"<")[2].split()[0] for piece in book.files[file].split(b"/>")[:-1]}
            assert tags <= {b"br", b"hr", b"img", b"input", b"link", b"meta", b"mi", b"mo", b"mspace"}


def test_a_heading_without_an_id_is_reached_all_the_same(tmp_path: Path) -> None:
    book = opened(write(tmp_path, simple(Heading(2, text("First")), para("a"), Heading(2, text("Second")))))
    links = find(book.root("nav.xhtml"), "//h:nav[@epub:type='toc']//h:a")
    found = [find(book.root("text.xhtml"), f"//*[@id='{link.get('href').partition('#')[2]}']")[0] for link in links]
    assert [words(one) for one in found] == [words(one) for one in links] == ["First", "Second"]


def test_attributes_and_text_are_escaped(tmp_path: Path) -> None:
    target = "https://example.org/?a=1&b=\"<'"
    blocks = (Paragraph((Link(text("a & b < c > d"), target),)), BulletList((item(para("]]>")),)))
    book = opened(write(tmp_path, simple(*blocks, title='A <b> & "c"')))
    (link,) = book.all("//h:a")
    assert (link.get("href"), words(link)) == (target, "a & b < c > d")
    assert words(book.all("//h:li")[0]) == "]]>"
    assert words(book.all("//h:h1")[0]) == 'A <b> & "c"'
    assert Text("]]>").text in words(book.all("//h:li")[0])


def test_ids_of_the_author_never_meet_those_made_for_notes_pages_and_headings(tmp_path: Path) -> None:
    ids = ["note.1", "call.1", "page.1", "own.note.1", "heading.1"]
    blocks = [heading(2, name, id=name) for name in ids]
    document = simple(*blocks, Paragraph((Text("a"), NoteReference(1))), Heading(2, text("no id")))
    document = replace(document, notes=(Note(1, (para("A note."),)),))
    book = opened(write(tmp_path, document, page_starts=[PageStart("1", document.title)]))
    found = [element.get("id") for element in find(book.root("text.xhtml"), "//*[@id]")]
    assert len(set(found)) == len(found)
    assert set(ids) < set(found)
    (call,) = book.all("//h:a[@role='doc-noteref']")
    (note,) = book.all("//*[@role='doc-footnote']")
    assert call.get("href") == f"#{note.get('id')}"


def test_ids_with_signs_that_addresses_may_not_hold_are_reached(tmp_path: Path) -> None:
    name = "100%|[a]^b"
    document = simple(heading(2, "Odd", id=name), Paragraph((Link(text("there"), f"#{name}"),)))
    path = write(tmp_path, document)
    (link,) = opened(path).all("//h:a")
    assert unquote(link.get("href")) == f"#{name}"
    assert {severity: found for severity, found in epubcheck(path).items() if found} == {}


def test_a_formula_that_scrolls_has_a_name_and_the_keyboard_reaches_it(tmp_path: Path) -> None:
    long = MathBlock(" + ".join("abcdefghijkl") + " = m", "a sum of twelve")
    book = opened(write(tmp_path, simple(long, MathBlock("a^2", "a squared"), math=True)))
    formulas = book.all("//h:div[@class='formula']")
    assert [{name: one.get(name) for name in ("role", "tabindex", "aria-label")} for one in formulas] == [
        {"role": "group", "tabindex": "0", "aria-label": "a sum of twelve"},
        {"role": None, "tabindex": None, "aria-label": None},
    ]

"""What a page of a Word file looks like, measured in LibreOffice's PDF of it, and what the editions promise."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from tests.judges import libreoffice_pdf
from tests.look import pages
from tests.reading.helpers import picture
from tests.word import texts
from tests.word.texts import paragraph, part, text, words, xpath
from triplicate import api, reading, theme
from triplicate.document.model import (
    Align,
    Cell,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Image,
    Kind,
    Link,
    Note,
    NoteReference,
    PageBreak,
    Paragraph,
    Quotation,
    Subscript,
    Superscript,
    Table,
    Text,
)
from triplicate.formats import word
from triplicate.formats.word import looks
from triplicate.proof import compare, outline
from triplicate.proof.readback import read_back

ADDRESS = "https://example.org/page"


def shown(source: Document, folder: Path, style: str = "standard") -> list[pages.Letter]:
    """Return the letters on the pages of a document in an edition."""
    file = texts.saved(source, folder / "look.docx", style)
    assert libreoffice_pdf(file, folder / "look.pdf") == []
    return pages.letters((folder / "look.pdf").read_bytes())


def pdf_of(source: Document, folder: Path) -> bytes:
    """Return LibreOffice's PDF of a document in Word."""
    shown(source, folder)
    return (folder / "look.pdf").read_bytes()


def table(*columns: str, rows: int = 1) -> Table:
    cells = tuple(Cell((Text(words),)) for words in columns)
    return Table(cells, (tuple(Cell(text("a")) for _ in columns),) * rows, (Align.START,) * len(columns))


def linked(words_: str, target: str) -> Document:
    return texts.document(Paragraph((Text("See "), Link(text(words_), target), Text("."))))


# Addresses of links, for paper


@pytest.mark.parametrize(
    ("words_", "target", "printed"),
    [
        ("a page", ADDRESS, f"See a page ({ADDRESS})."),
        ("the editors", "mailto:formats@example.org", "See the editors (formats@example.org)."),
        (ADDRESS, ADDRESS, f"See {ADDRESS}."),
        ("a page", "https://example.org/ü#part", "See a page (https://example.org/ü#part)."),
        ("the title", "#title", "See the title."),
    ],
    ids=["a page", "a mailbox", "an address in words", "letters that are encoded", "a place in the text"],
)
def test_print_shows_where_a_link_leads(words_, target, printed):
    data = texts.export(linked(words_, target), "print").data
    assert words(xpath(part(data), "//w:p[w:r/w:t='See ']")[0]) == printed
    # The link says it already: a reader of the file meets nothing new.
    assert compare.verify(outline.outline_of(linked(words_, target)), read_back(data)) == ()
    assert ADDRESS not in words(part(texts.export(linked("a page", ADDRESS)).data))


def test_a_wrong_printed_address_is_found_out(tmp_path):
    source = linked("a page", ADDRESS)
    data = texts.export(source, "print").data
    changed = texts.rewritten(
        data, "word/document.xml", lambda said: said.replace(f"({ADDRESS})", "(https://other.org)")
    )
    assert [each.kind for each in compare.verify(outline.outline_of(source), read_back(changed))] == ["words-changed"]


# Pages


def test_print_has_page_numbers_at_the_outer_edge(tmp_path):
    source = texts.document(*(block for number in range(4) for block in (paragraph(f"Page {number}"), PageBreak())))
    letters = shown(source, tmp_path, "print")
    style = theme.load("print")
    for page in (2, 3):
        foot = [letter.box for letter in letters if letter.page == page and letter.box[1] < style.page.bottom]
        head = [letter.box for letter in letters if letter.page == page and letter.box[3] > style.page.height - 60]
        assert head
        if page % 2:
            assert min(box[0] for box in foot) > style.page.width / 2
        else:
            assert max(box[2] for box in foot) < style.page.width / 2


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_a_long_header_keeps_its_distance(tmp_path, style):
    source = texts.document(
        paragraph("First."), PageBreak(), paragraph("Second."), title=("A title of many words " * 12).strip()
    )
    letters = [letter for letter in shown(source, tmp_path, style) if letter.page == 2]
    said = "".join(letter.character for letter in letters)
    first = letters[said.index("Second")]
    lowest = min(letter.box[1] for letter in letters if letter.box[1] > first.box[3])
    assert lowest - first.box[3] > theme.load(style).type.small * 0.8


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_words_at_head_and_foot_are_shortened_as_in_the_pdf(tmp_path, style):
    source = texts.document(
        paragraph("First."), PageBreak(), paragraph("Second."), title=("A title of many words " * 12).strip()
    )
    source = replace(source, metadata=replace(source.metadata, publisher="The Office of Bridges and Ferries " * 4))
    page = theme.load(style).page
    files = (shown(source, tmp_path, style), pages.letters(api.export(source, "pdf", style=style)))
    heads, feet = (
        ["".join(one.character for one in letters if one.page == 2 and low < one.box[1] < high) for letters in files]
        for low, high in ((page.height - page.top, page.height), (0, page.bottom))
    )
    assert heads[0] == heads[1]
    assert feet[0] == feet[1]
    assert heads[0].endswith("…")
    assert "…" in feet[0]


def test_a_picture_in_a_cell_is_as_large_as_in_the_pdf(tmp_path):
    picture(tmp_path, "bridge.png", size=(200, 80))
    source = tmp_path / "text.md"
    source.write_text(
        "---\ntitle: T\nlang: en-GB\n---\n\n| Name | Sign |\n|---|---|\n| Bridge | ![A bridge](bridge.png) |\n| Ferry | none |\n",
        "utf-8",
    )
    document = api.read(source)
    widths = []
    for data in (pdf_of(document, tmp_path), api.export(document, "pdf")):
        boxes = [found.get_bounds() for found in pypdfium2.PdfDocument(data)[0].get_objects([FPDF_PAGEOBJ_IMAGE])]
        widths += [round(right - left) for left, _, right, _ in boxes]
    assert widths == [150, 150]


# Rhythm


def feet_of(letters: list[pages.Letter], size: float) -> list[float]:
    """Return where the lines of a size stand on the first page, from its top, by letters that stand on the line."""
    feet = {one.box[1] for one in letters if one.character in "mnrx" and one.size == size and one.page == 1}
    found: list[float] = []
    for foot in sorted(feet, reverse=True):
        if not found or found[-1] - foot > 3:
            found.append(foot)
    return found


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_lines_are_as_far_apart_as_the_edition_says(tmp_path, style):
    """They were a twelfth further apart: single spacing was taken to be the same in all fonts."""
    letters = shown(texts.document(paragraph("Some words that go on and on to be many. " * 30)), tmp_path, style)
    kind = theme.load(style)
    feet = feet_of(letters, kind.type.body)[:8]  # without the number of the page
    assert (feet[0] - feet[-1]) / 7 == pytest.approx(kind.spacing.line * kind.type.body, abs=0.15)


def test_a_list_stands_as_in_the_pdf(tmp_path):
    items = texts.bullets("one more row", "another row", "a corner somewhere")
    letters = shown(texts.document(paragraph("Some more words."), items, paragraph("Some more rows.")), tmp_path)
    kind = theme.load()
    line = kind.spacing.line * kind.type.body
    gaps = [higher - lower for higher, lower in pairwise(feet_of(letters, kind.type.body)[:5])]
    close, far = line + kind.spacing.item, line + kind.spacing.paragraph
    assert gaps == pytest.approx([far, close, close, far], abs=0.5)
    bullet = next(one for one in letters if one.character == "•")
    first = next(one for one in letters if one.character == "o" and abs(one.box[1] - bullet.box[1]) < line / 2)
    assert kind.page.left + kind.spacing.indent - kind.type.body < bullet.box[0] < first.box[0]


LONG = "The new library in the old mill opens its doors to all readers of May"


@pytest.mark.parametrize(
    ("kind", "style", "title"),
    [
        (Kind.REPORT, "standard", LONG),
        (Kind.RELEASE, "standard", LONG),
        (Kind.RELEASE, "dyslexia", "Every street in Tarnbeck to have shade in 2035"),
    ],
)
def test_the_lines_of_a_title_are_about_equally_long(tmp_path, kind, style, title):
    source = texts.document(paragraph("Words."), title=title, kind=kind, description="What it holds.")
    letters = shown(source, tmp_path, style)
    largest = max(one.size for one in letters)
    widths = [
        max(one.box[2] for one in letters if one.size == largest and abs(one.box[1] - foot) < largest / 2)
        - theme.load(style).page.left
        for foot in feet_of(letters, largest)
    ]
    assert len(widths) > 1
    assert min(widths) > 0.7 * max(widths)


@pytest.mark.parametrize("last", [paragraph("The last one."), "table"])
def test_the_end_of_a_text_is_not_alone_on_a_page(last):
    last = table("A", "B") if last == "table" else last
    body = part(texts.export(texts.document(last, contact="Ask us.")).data)
    styles = part(texts.export(texts.document(last)).data, "word/styles.xml")
    before = xpath(body, "(//w:p[w:pPr/w:pStyle/@w:val='Contact']/preceding::w:p)[last()]")[0]
    style = xpath(before, "string(w:pPr/w:pStyle/@w:val)")
    assert xpath(before, "w:pPr/w:keepNext") or xpath(styles, f"w:style[@w:styleId='{style}']/w:pPr/w:keepNext")


def test_a_rule_parts_the_title_block_from_the_text():
    source = texts.document(paragraph("First."), subtitle="Of it all")
    data = texts.export(source).data
    used = xpath(part(data), "//w:p/w:pPr/w:pStyle/@w:val")[:3]
    assert used == ["Heading1", "Subtitle", "BodyTextApart"]
    # Word draws one line under paragraphs whose borders are the same.
    title, subtitle = (
        xpath(part(data, "word/styles.xml"), f"w:style[@w:styleId='{style}']/w:pPr/w:pBdr") for style in used[:2]
    )
    assert [dict(border.attrib) for border in title[0]] == [dict(border.attrib) for border in subtitle[0]] != []
    assert xpath(part(data), "//w:pBdr") == []


def test_a_title_in_even_lines_takes_no_rule_from_the_end_of_its_block():
    """The rule would stand twice: under the title, as short as its lines, and under the last line of the block."""
    data = texts.export(texts.document(paragraph("First."), title=LONG, description="What it holds.")).data
    title, last, *_ = xpath(part(data), "//w:body/w:p/w:pPr")
    assert xpath(title, "string(w:ind/@w:right)") != "" != xpath(title, "string(w:pBdr/w:bottom/@w:val)") == "nil"
    assert xpath(last, "w:ind | w:pBdr") == []
    # A title that ends the block has the rule under it, which is as long as its lines may be.
    alone = texts.export(texts.document(paragraph("First."), title=LONG)).data
    assert xpath(part(alone), "//w:body/w:p[1]/w:pPr/*[self::w:ind or self::w:pBdr]") == []


def test_a_heading_on_a_tint_has_the_rule_of_its_role_over_it():
    leaflet = reading.read("---\ntitle: A\nlang: en\nkind: leaflet\n---\n\n## B\n\nWords.").document
    edition = theme.edition_of(leaflet, theme.load())
    styles = part(word.export(edition.document, edition.theme, moment=texts.MOMENT).data, "word/styles.xml")
    (rule,) = xpath(styles, "w:style[@w:styleId='Heading2']/w:pPr[w:shd]/w:pBdr/w:top")
    assert rule.get(f"{texts.W}color") == edition.theme.colours.accent[1:].upper()


def test_the_end_of_a_text_stands_apart_from_a_table_before_its_last_paragraph():
    source = texts.document(table("A", "B"), paragraph("The last one."), contact="Ask us.")
    after = xpath(part(texts.export(source).data), "//w:tbl/following-sibling::w:p[1]/w:pPr")[0]
    assert xpath(after, "string(w:pStyle/@w:val)").startswith("BodyTextApart")
    assert xpath(after, "w:keepNext")


def test_headings_one_after_another_stand_together():
    source = texts.document(Heading(2, text("A"), id="a"), Heading(3, text("B"), id="b"), paragraph("Words."))
    _, first, second, _ = texts.body_paragraphs(source)
    near = str(round(theme.load().spacing.after_heading * 20))
    assert xpath(second, "string(w:pPr/w:spacing/@w:before)") == near
    # The title block asks for more.
    assert xpath(first, "string(w:pPr/w:spacing/@w:before)") == str(theme.load().spacing.before_heading * 20)


def test_a_heading_that_begins_a_page_stands_at_its_top():
    source = texts.document(paragraph("Before."), PageBreak(), Heading(2, text("A"), id="a"))
    assert xpath(texts.body_paragraphs(source)[2], "string(w:pPr/w:spacing/@w:before)") == "0"


def test_a_caption_stands_nearer_to_its_picture_than_to_the_text():
    source = texts.document(
        Figure(Image("holiday.png", "A beach"), caption=text("Caption."), number=1), paragraph("Words.")
    )
    data = texts.export(source).data
    used = xpath(part(data), "//w:p/w:pPr/w:pStyle/@w:val")[1:3]
    styles = part(data, "word/styles.xml")
    spaces = [xpath(styles, f"number(w:style[@w:styleId='{style}']/w:pPr/w:spacing/@w:after)") for style in used]
    assert spaces[1] > 2 * spaces[0]


def test_an_attribution_is_kept_with_what_was_said():
    source = texts.document(Quotation((paragraph("One."), paragraph("Two.")), text("Somebody")))
    one, two, _ = texts.body_paragraphs(source)[1:]
    assert [xpath(each, "string(w:pPr/w:pStyle/@w:val)") for each in (one, two)] == ["Quote", "QuoteLeadIn"]
    assert looks.paragraph_styles(theme.load())["QuoteLeadIn"].keep_next


def test_short_code_stays_on_one_page():
    def kept(lines: int) -> bool:
        return bool(
            xpath(texts.body_paragraphs(texts.document(CodeBlock("x\n" * lines + "x")))[1], "w:pPr/w:keepLines")
        )

    assert kept(3)
    assert not kept(40)


# Tables


def test_no_row_stands_alone_on_a_page():
    def kept(count: int) -> list[bool]:
        data = texts.export(texts.document(table("A", "B", rows=count))).data
        rows = xpath(part(data), "//w:tr")
        by_style = xpath(part(data, "word/styles.xml"), "w:style[w:pPr/w:keepNext]/@w:styleId")
        first = [xpath(row, "w:tc[1]/w:p/w:pPr")[0] for row in rows]
        return [bool(xpath(one, "w:keepNext")) or xpath(one, "w:pStyle/@w:val")[0] in by_style for one in first]

    assert kept(3) == [True, True, True, False]
    assert kept(9) == [True, True, *(False,) * 6, True, False]


def test_a_wide_table_is_in_small_type():
    """What was measured, when it was seen to fit the page turned sideways."""
    source = texts.document(table(*("Column",) * 12, rows=2))
    styles = set(xpath(part(texts.export(source, "dyslexia").data), "//w:tc/w:p/w:pPr/w:pStyle/@w:val"))
    assert styles == {"TableHeadingSmall", "TableTextSmall"}


def test_padding_gives_way_before_a_word_is_broken():
    def margins(*columns: str) -> list[str]:
        body = part(texts.export(texts.document(table(*columns, rows=2)), "dyslexia").data)
        return xpath(body, "//w:tblPr/w:tblCellMar/w:left/@w:w")

    assert margins("Column", "Column") == []
    (least,) = margins(*("Column",) * 12)
    assert 40 <= int(least) < theme.load("dyslexia").spacing.cell * 1.2 * 20
    # Where a word must be broken all the same, the cells keep their padding.
    assert margins("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 4, "Column") == []


def test_digits_in_tables_are_of_one_width():
    styles = part(texts.export(texts.document()).data, "word/styles.xml")
    assert xpath(styles, "w:style[@w:styleId='TableText']/w:rPr/w14:numSpacing/@w14:val") == ["tabular"]


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_raised_and_lowered_letters_and_calls_do_not_open_their_line(tmp_path, style):
    lines = "Some words that go on and on so that the lines of this paragraph are filled. " * 4
    inlines = (
        *(Text(lines), Text("Of 40 m"), Superscript(text("2")), Text(" and CO"), Subscript(text("2")), Text(" there.")),
        *(NoteReference(1), Text(" " + lines)),
    )
    source = texts.document(Paragraph(inlines), notes=(Note(1, (paragraph("I"),)),))
    body = theme.load(style).type.body
    letters = [one for one in shown(source, tmp_path, style) if one.character in "amnoresuvwxz"]
    feet = Counter(round(one.box[1]) for one in letters if abs(one.size - body) < 0.1)
    full = sorted(foot for foot, count in feet.items() if count > 8)  # the page's number is no line of the text
    rows = [foot for before, foot in pairwise([0, *full]) if foot - before > 3]
    gaps = [higher - lower for lower, higher in pairwise(rows)]
    assert len(gaps) > 5
    assert max(gaps) < 1.2 * min(gaps), gaps


# The foot of pages

TWO_PAGES = "---\ntitle: Title\nlang: {lang}\npublisher: Zzz\n---\n\nWords.\n\n\\newpage\n\nWords."


@pytest.mark.parametrize(
    ("style", "lang", "sides"),
    [("standard", "en-GB", "right right"), ("standard", "ar", "left left"), ("print", "en-GB", "right left")],
)
def test_a_page_has_its_number_at_the_outer_edge_and_the_publisher_at_the_other(style, lang, sides, tmp_path):
    letters = shown(reading.read(TWO_PAGES.format(lang=lang)).document, tmp_path, style)
    page = theme.load(style).page
    for number, side in enumerate(sides.split(), start=1):
        foot = [one for one in letters if one.page == number and one.box[3] < page.bottom]
        edges = min(one.box[0] for one in foot), max(one.box[2] for one in foot)
        publisher = next(one.box[0] for one in foot if one.character == "Z")
        assert edges[1] - edges[0] == pytest.approx(page.measure, abs=3)
        assert (publisher > sum(edges) / 2) == (side == "left")


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_code_is_as_large_as_on_the_pages_of_the_pdf_and_in_its_font_wherever_it_stands(tmp_path, style: str) -> None:
    """LibreOffice took the font of the text for it in cells; it was as large as the words, and its column too narrow."""
    markdown = (
        "# Title\n\n## Heading `QQQQ`\n\nWords `ZZZZ` and [^1].\n\n| Field | Value |\n|---|---|\n"
        "| `XanyExtendedKeyUsageX` | v |\n\n> [!NOTE]\n> With `JJJJ`.\n\n[^1]: Note `KKKK`.\n"
    )
    source = reading.read(markdown, lang="en-GB").document
    word, page = shown(source, tmp_path, style), pages.letters(api.export(source, "pdf", style=style))
    (sizes, ends), (sizes_there, ends_there) = (
        (
            {one.character: round(one.size) for one in letters if one.character in "QZXJK"},
            [one.box for one in letters if one.character == "X"],
        )
        for letters in (word, page)
    )
    assert sizes == sizes_there
    (first, last), (first_there, last_there) = ends, ends_there
    assert round(first[1]) == round(last[1]), "broken"
    assert last[2] - first[0] == pytest.approx(last_there[2] - first_there[0], abs=1)


def test_a_table_right_under_the_title_has_its_space_above_it_and_not_in_its_first_cell(tmp_path) -> None:
    source = reading.read("# Tttt\n\n| Hh | Kk |\n|---|---|\n| a | b |\n", lang="en-GB").document
    letters = {one.character: one.box for one in shown(source, tmp_path)}
    assert letters["H"][1] == pytest.approx(letters["K"][1], abs=0.1)
    assert letters["T"][1] - letters["H"][3] > theme.load().spacing.before_heading
    file = (tmp_path / "look.docx").read_bytes()
    assert {
        one.get(f"{{{one.nsmap['w']}}}before") for one in xpath(part(file, "word/document.xml"), "//w:tc//w:spacing")
    } <= {None}

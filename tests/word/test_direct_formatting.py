"""What the text of a Word file has in itself and not by its styles: little, and each kind with its reason.

Who edits the file gets the look of the house by styles alone; what a paragraph or a run has in itself stays behind when
the theme changes, and is copied to what is written next to it.
"""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests import samples
from tests.word.texts import part, xpath

BEFORE = {"jc": 385, "spacing": 64, "keepNext": 151, "rPr": 20}
"""How often the sample had each kind in version 0.1.0."""

NOT_LOOKS = {"pStyle", "numPr", "bidi", "pageBreakBefore", "sectPr", "rStyle", "lang", "rFonts", "rtl", "noProof"}
"""What names a style, a list, a direction, a language, the font that has its letters, or a page is no look."""

WHY = {
    ("spacing", "Heading3"): "a heading right under another, which no style but the built-in one may be",
    ("spacing", "DefinitionTerm"): "right under a list, whose items stand closer than that",
    ("spacing", "FootnoteText"): "right under a list, whose items stand closer than that",
    ("spacing", "ListNumberApart"): "lines with the call of a note are as high as others",
    ("spacing", "BodyTextLeadInEven"): "right under a table, which has no space of its own",
    ("spacing", "ListNumberLeadIn"): "right under a table, which has no space of its own",
    ("spacing", "Heading2"): "at the top of a page that the text asks for",
    ("spacing", "Heading1"): "where the title stands on the cover",
    ("spacing", "Subtitle"): "where the title stands on the cover",
    ("spacing", "Figure"): "where the picture stands on the cover",
    ("ind", "Heading1"): "the lines of a title are about equally long",
    ("ind", "Figure"): "a picture as wide as the page of the cover",
    ("spacing", "Publisher"): "where the imprint stands on the cover",
    ("spacing", "Summary"): "at the top of the page after the cover",
    ("spacing", "TableTextSmall"): "lines with the call of a note are as high as others",
    ("spacing", "ListNumber"): "lines with the call of a note are as high as others; the bar of a quotation goes on",
    ("spacing", "QuoteLeadIn"): "the bar of a quotation goes on to the item that comes next",
    ("spacing", ""): "the separators of footnotes, which have no style",
    ("keepNext", "TableText"): "rows that stay on one page: no style of tables says that",
    ("keepNext", "TableTextEnd"): "rows that stay on one page: no style of tables says that",
    ("keepNext", "TableRowHeading"): "rows that stay on one page: no style of tables says that",
    ("keepNext", "TableRowHeadingSmall"): "rows that stay on one page: no style of tables says that",
    ("keepNext", "FootnoteText"): "a note that goes on in a list",
    ("keepLines", "Code"): "short code stays on one page, long code cannot",
    ("ind", "ListBullet"): "a list in a definition stands further in",
    ("ind", "ListNumber"): "a list in a quotation stands further in",
    ("ind", "QuoteLeadIn"): "a quotation in an item stands further in",
    ("ind", "Attribution"): "a quotation in an item stands further in",
    ("ind", "Code"): "code in an item stands further in",
    ("ind", "CalloutNote"): "a callout in an item stands further in",
    ("ind", "CalloutNoteTitle"): "a callout in an item stands further in",
    ("pBdr", "ListNumber"): "the bar of a quotation goes on beside the items in it",
    ("pBdr", "QuoteLeadIn"): "the bar of a quotation goes on beside one that is in it",
    ("pBdr", "KeyFigures"): "Word draws one rule over two paragraphs whose rules are the same",
    ("pBdr", "Heading1"): "the band of the cover",
    ("pBdr", "Subtitle"): "the band of the cover",
    ("pBdr", "Publisher"): "the rule of the imprint stands over it on the cover",
    ("pBdr", "Author"): "the rule of the imprint stands over it on the cover",
    ("pBdr", "Date"): "the rule of the imprint stands over it on the cover",
    ("shd", "Heading1"): "the band of the cover",
    ("shd", "Subtitle"): "the band of the cover",
    ("rPr color", "Heading1"): "light letters on the band of the cover",
    ("rPr sz", "Heading1"): "light letters on the band of the cover",
    ("rPr color", "Subtitle"): "light letters on the band of the cover",
    ("rPr b", "BodyTextApart3"): "strong words that are stressed too: a run has one style",
    ("rPr i", "BodyTextApart3"): "stressed words that are strong too: a run has one style",
    ("rPr vertAlign", "BodyTextEven"): "raised words are another number, for programs too that know no styles",
    ("rPr vertAlign", "BodyTextLeadInEven"): "raised words are another number, for programs too that know no styles",
}
"""Why each kind stands in paragraphs of a style, or in their runs."""


def name(element: etree._Element) -> str:
    return etree.QName(element).localname


def formatted(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield what each paragraph and each run has in itself: its kind, and the style of the paragraph."""
    for file in ("document", "footnotes", "header1", "header2", "footer1"):
        for paragraph in xpath(part(data, f"word/{file}.xml"), "//w:p"):
            style = xpath(paragraph, "string(w:pPr/w:pStyle/@w:val)")
            yield from ((name(one), style) for one in xpath(paragraph, "w:pPr/*[not(self::w:rPr)]"))
            for run in xpath(paragraph, ".//w:r"):
                kinds = dict.fromkeys(name(one).removesuffix("Cs") for one in xpath(run, "w:rPr/*"))
                yield from ((f"rPr {kind}", style) for kind in kinds if kind not in NOT_LOOKS)


def found() -> Counter[tuple[str, str]]:
    return Counter(one for one in formatted(samples.file("everything.md", "docx")) if one[0] not in NOT_LOOKS)


def test_each_kind_has_its_reason():
    assert set(found()) == set(WHY)


def test_a_tenth_is_left_of_what_there_was():
    kinds: Counter[str] = Counter()
    for (kind, _), count in found().items():
        kinds[kind.split()[0]] += count
    assert kinds["jc"] == 0
    assert 10 * sum(kinds[kind] for kind in BEFORE) <= sum(BEFORE.values())

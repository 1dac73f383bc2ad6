"""Lists are Word's own: numbered by the file, one instance for each list, continued without markers."""

import re

import docx
import pytest
from lxml import etree

from tests.judges import libreoffice_pdf, libreoffice_text, openxml_audit, openxml_sdk
from tests.look import pages
from tests.word import texts
from tests.word.texts import bullets, item, numbers, paragraph, xpath
from triplicate import reading
from triplicate.document.model import (
    Align,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Numbering,
    OrderedList,
    Quotation,
    Table,
    Text,
)
from triplicate.errors import FindingsError
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back


def numbered(source) -> list[tuple[str, str, str, str]]:
    """Return the words, style, level and instance of each paragraph of the text; "" where it has none."""
    rows = []
    for each in texts.body_paragraphs(source)[1:]:
        style = xpath(each, "string(w:pPr/w:pStyle/@w:val)")
        level = xpath(each, "string(w:pPr/w:numPr/w:ilvl/@w:val)")
        instance = xpath(each, "string(w:pPr/w:numPr/w:numId/@w:val)")
        rows.append((texts.words(each), style, level, instance))
    return rows


def instance(source, number: str) -> etree._Element:
    part = texts.part(texts.export(source).data, "word/numbering.xml")
    (found,) = xpath(part, f"w:num[@w:numId='{number}']")
    return found


def formats(source, number: str) -> list[str]:
    """Return the kinds of number of an instance's levels."""
    part = texts.part(texts.export(source).data, "word/numbering.xml")
    definition = xpath(part, f"string(w:num[@w:numId='{number}']/w:abstractNumId/@w:val)")
    return xpath(part, f"w:abstractNum[@w:abstractNumId='{definition}']/w:lvl/w:numFmt/@w:val")


def test_each_list_has_its_own_instance():
    source = texts.document(numbers("a", "b"), paragraph("Between."), numbers("c"), bullets("d"), bullets("e"))
    rows = {words: number for words, _, _, number in numbered(source)}
    assert rows["a"] == rows["b"] != ""
    assert rows["Between."] == ""
    assert len({rows[words] for words in "acde"}) == 4


def test_a_list_starts_at_its_first_number():
    source = texts.document(numbers("a"), numbers("b", start=7))
    rows = {words: number for words, _, _, number in numbered(source)}
    for words, start in (("a", "1"), ("b", "7")):
        assert xpath(instance(source, rows[words]), "w:lvlOverride[@w:ilvl='0']/w:startOverride/@w:val") == [start]


def test_each_kind_of_number():
    wanted = {
        Numbering.DECIMAL: "decimal",
        Numbering.LOWER_ALPHA: "lowerLetter",
        Numbering.UPPER_ALPHA: "upperLetter",
        Numbering.LOWER_ROMAN: "lowerRoman",
        Numbering.UPPER_ROMAN: "upperRoman",
    }
    for numbering, name in wanted.items():
        source = texts.document(numbers("a", numbering=numbering))
        assert formats(source, numbered(source)[0][3]) == [name] * 9


def level_of(source, number: str, depth: int = 0) -> etree._Element:
    """Return the definition of a level of an instance."""
    part = texts.part(texts.export(source).data, "word/numbering.xml")
    definition = xpath(part, f"string(w:num[@w:numId='{number}']/w:abstractNumId/@w:val)")
    (level,) = xpath(part, f"w:abstractNum[@w:abstractNumId='{definition}']/w:lvl[@w:ilvl='{depth}']")
    return level


def test_numbers_of_one_and_two_digits_stand_one_under_another():
    source = texts.document(numbers("eight", "nine", "ten", start=8), numbers("one", "two"))
    rows = {words: number for words, _, _, number in numbered(source)}
    assert xpath(level_of(source, rows["eight"]), "string(w:lvlJc/@w:val)") == "right"
    assert xpath(level_of(source, rows["one"]), "string(w:lvlJc/@w:val)") == "left"


@pytest.mark.parametrize(
    ("start", "numbering", "longest"),
    [(1997, Numbering.DECIMAL, "1998."), (37, Numbering.LOWER_ROMAN, "xxxviii."), (675, Numbering.UPPER_ALPHA, "YY.")],
)
def test_a_wide_number_has_room(tmp_path, start, numbering, longest):
    """It never reaches the words, which all begin at one place."""
    source = texts.document(
        OrderedList((item(paragraph("first")), item(paragraph("later"))), start=start, numbering=numbering)
    )
    file = texts.saved(source, tmp_path / "list.docx")
    assert libreoffice_pdf(file, tmp_path / "list.pdf") == []
    letters = pages.letters((tmp_path / "list.pdf").read_bytes())
    said = "".join(letter.character for letter in letters)
    assert longest in said
    first, later = (letters[said.index(words)].box[0] for words in ("first", "later"))
    assert abs(first - later) < 1
    stop = letters[said.index(longest) + len(longest) - 1]
    assert 2 < first - stop.box[2] < 12


LETTERED = f"""---
title: Letters
lang: en-GB
---

Choose:

{{type=a}}
{"".join(f"{number}. lower {number}{chr(10)}" for number in range(1, 56))}
And:

- outer

  {{type=A}}
{"".join(f"  {number}. inner {number}{chr(10)}" for number in range(1, 29))}
- outer again
  1. inner again
"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    source = reading.read(LETTERED).document
    assert source is not None
    return source, texts.saved(source, tmp_path_factory.mktemp("word") / "letters.docx")


def test_letters_go_on_after_z_as_in_the_other_formats(letters):
    source, file = letters
    said = " ".join(libreoffice_text(file).text.split())
    for line in ("z. lower 26 aa. lower 27 ab. lower 28", "az. lower 52 ba. lower 53 bb. lower 54", "AB. inner 28"):
        assert line in said
    assert "1. inner again" in said
    assert verify(outline_of(source), read_back(file.read_bytes())) == ()
    assert openxml_sdk([file]) == {file: []}
    assert openxml_audit(file) == []


def test_a_letter_that_is_lost_is_missed(letters):
    source, file = letters
    broken = texts.rewritten(
        file.read_bytes(), "word/numbering.xml", lambda part: part.replace('w:val="a%1."', 'w:val="%1."')
    )
    assert {one.kind for one in verify(outline_of(source), read_back(broken))} & {"number-changed", "list-split"}


def test_letters_may_begin_after_z():
    items = tuple(item(paragraph(words)) for words in ("one", "two"))
    source = texts.document(OrderedList(items, start=52, numbering=Numbering.UPPER_ALPHA))
    data = texts.export(source).data
    assert verify(outline_of(source), read_back(data)) == ()
    part = texts.part(data, "word/numbering.xml")
    assert xpath(part, "//w:lvlOverride/w:lvl/w:lvlText/@w:val") == ["A%1.", "B%1."]


def test_levels_follow_the_depth_whatever_the_kinds():
    inner = OrderedList((item(paragraph("third"), CodeBlock("fourth")),), numbering=Numbering.LOWER_ALPHA)
    source = texts.document(BulletList((item(paragraph("first"), numbers("second")), item(paragraph("again"), inner))))
    assert [(words, style, level) for words, style, level, _ in numbered(source)] == [
        ("first", "ListBullet", "0"),
        ("second", "ListNumber2", "1"),
        ("again", "ListBullet", "0"),
        ("third", "ListNumber2", "1"),
        ("fourth", "Code", ""),
    ]


def test_nested_lists_are_levels_of_one_instance():
    source = texts.document(
        OrderedList((item(paragraph("one"), bullets("a", "b")), item(paragraph("two"), bullets("c")))),
        OrderedList((item(paragraph("three"), numbers("d", "e"), numbers("f")), item(paragraph("four"), bullets("g")))),
    )
    rows = {words: number for words, _, _, number in numbered(source)}
    first, second = rows["one"], rows["three"]
    assert [words for words, number in rows.items() if number == first] == ["one", "a", "b", "two", "c"]
    assert [words for words, number in rows.items() if number == second] == ["three", "d", "e", "four"]
    # A second list in an item, and one of another kind than the first of its level, count for themselves.
    assert len({rows["f"], rows["g"], first, second}) == 4
    assert formats(source, first)[:3] == ["decimal", "bullet", "bullet"]


@pytest.mark.parametrize("inner", [bullets, numbers])
def test_an_item_that_is_raised_goes_on_with_the_numbers_above(tmp_path, inner):
    """As a person does with Shift and Tab in Word: the level changes, and nothing else."""
    source = texts.document(
        OrderedList((item(paragraph("one"), inner("a", "b", "c")), item(paragraph("two"), inner("d"))), start=4)
    )
    file = texts.saved(source, tmp_path / "list.docx")
    edited = docx.Document(str(file))
    raised = next(each for each in edited.paragraphs if each.text == "b")
    raised._p.pPr.numPr.ilvl.val = 0
    edited.save(str(file))
    said = libreoffice_text(file)
    assert said.problem == ""
    numbers_shown = re.findall(r"^[ \t]*(\d+)\. (\w+)", said.text, re.MULTILINE)
    within = [] if inner is bullets else [("1", "a"), ("1", "c"), ("1", "d")]
    assert sorted(numbers_shown, key=lambda one: one[1]) == [
        *within[:1],
        ("5", "b"),
        *within[1:],
        ("4", "one"),
        ("6", "two"),
    ]


def test_later_paragraphs_of_an_item_have_no_marker():
    source = texts.document(
        BulletList(
            (item(paragraph("one"), paragraph("more"), BulletList((item(paragraph("two"), paragraph("still")),))),)
        )
    )
    assert [(words, style, bool(number)) for words, style, _, number in numbered(source)] == [
        ("one", "ListBullet", True),
        ("more", "ListContinue", False),
        ("two", "ListBullet2", True),
        ("still", "ListContinue2", False),
    ]


def test_styles_and_levels_are_tied_both_ways():
    data = texts.export(texts.document()).data
    styles, numbering = texts.part(data, "word/styles.xml"), texts.part(data, "word/numbering.xml")
    for kind in ("ListBullet", "ListNumber"):
        for level in range(9):
            style = kind if level == 0 else f"{kind}{level + 1}"
            properties = f"w:style[@w:styleId='{style}']/w:pPr/w:numPr"
            number = xpath(styles, f"string({properties}/w:numId/@w:val)")
            assert xpath(styles, f"string({properties}/w:ilvl/@w:val)") == (str(level) if level else "")
            definition = xpath(numbering, f"string(w:num[@w:numId='{number}']/w:abstractNumId/@w:val)")
            tied = f"string(w:abstractNum[@w:abstractNumId='{definition}']/w:lvl[@w:ilvl='{level}']/w:pStyle/@w:val)"
            assert xpath(numbering, tied) == style


def test_an_item_that_begins_with_another_block_numbers_that_block():
    source = texts.document(
        OrderedList(
            (
                item(CodeBlock("code")),
                item(Quotation((paragraph("said"),))),
                item(Callout(CalloutKind.NOTE, (Text("Note"),), (paragraph("mind"),))),
                item(DefinitionList((Definition(((Text("term"),),), ((paragraph("means"),),)),))),
            )
        )
    )
    product = texts.export(source)
    assert product.findings == ()
    assert [words for words, _, _, number in numbered(source) if number] == ["code", "said", "Note", "term"]


def test_a_marker_that_no_paragraph_can_take_stands_alone_and_is_reported():
    table = Table((Cell((Text("h"),)),), ((Cell((Text("c"),)),),), (Align.START,))
    for first in (bullets("inner"), table):
        source = texts.document(OrderedList((item(first), item(paragraph("next")))))
        assert [finding.code for finding in texts.export(source).findings] == ["W002"]
        rows = [row for row in numbered(source) if row[2] == "0"]
        assert [words for words, *_ in rows] == ["", "next"]


def test_the_tenth_level_is_refused():
    block = bullets("ten")
    for words in reversed("123456789"):
        block = BulletList((item(paragraph(words), block),))
    source = texts.document(block)
    with pytest.raises(FindingsError) as refused:
        texts.export(source)
    assert [finding.code for finding in refused.value.findings] == ["W001"]


def test_tasks_in_a_numbered_list_have_their_boxes_after_the_numbers():
    """They were left out, and our own proof refused the file."""
    source = texts.document(OrderedList((item(paragraph("pay"), checked=True), item(paragraph("rest")))))
    first, second = texts.body_paragraphs(source)[1:]
    assert xpath(first, "string(w:sdt/w:sdtPr/w14:checkbox/w14:checked/@w14:val)") == "1"
    assert (texts.words(first), texts.words(second)) == ("☑ pay", "rest")


def test_tasks_are_check_boxes_with_a_name():
    source = texts.document(
        BulletList((item(paragraph("bought"), checked=True), item(paragraph("to buy"), checked=False))), lang="fr"
    )
    first, second = texts.body_paragraphs(source)[1:]
    # The title is what a tick says, whoever sets it: "fait, not ticked".
    for each, checked, name in ((first, "1", "fait"), (second, "0", "fait")):
        assert xpath(each, "string(w:sdt/w:sdtPr/w14:checkbox/w14:checked/@w14:val)") == checked
        assert xpath(each, "string(w:sdt/w:sdtPr/w:alias/@w:val)") == name
    assert texts.words(first) == "☑bought"
    assert texts.words(second) == "☐to buy"
    # The box is the marker: the words begin where those of other lists do.
    assert len(xpath(first, "w:r/w:tab")) == len(xpath(second, "w:r/w:tab")) == 1
    assert [level for _, _, level, _ in numbered(source)] == ["0", "0"]


def test_definitions_are_told_by_their_styles():
    source = texts.document(
        DefinitionList((Definition(((Text("A"),), (Text("B"),)), ((paragraph("one"), paragraph("two")),)),))
    )
    assert [(words, style) for words, style, *_ in numbered(source)] == [
        ("A", "DefinitionTerm"),
        ("B", "DefinitionTerm"),
        ("one", "Definition"),
        ("two", "Definition"),
    ]

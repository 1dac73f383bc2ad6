"""What stands in the parts of a Word file: notes, contents, cross-references, languages, pictures, properties."""

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.word import texts
from tests.word.texts import document, export, paragraph, part, text, words, xpath
from triplicate import cli
from triplicate.document.model import (
    Abbreviation,
    Align,
    Cell,
    Code,
    Division,
    Emphasis,
    Figure,
    Heading,
    Image,
    Link,
    Math,
    Note,
    NoteReference,
    PageBreak,
    Paragraph,
    Passage,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from triplicate.proof import compare, outline
from triplicate.proof.readback import read_back

TABLE = Table(
    (Cell(text("A")), Cell(text("B"))),
    ((Cell(text("1")), Cell(text("2"))),),
    (Align.START, Align.RIGHT),
    caption=text("Sums"),
    number=1,
    id="sums",
)


def runs(source, said: str) -> list:
    return [run for run in xpath(part(export(source).data), "//w:r") if words(run) == said]


def run_properties(source, said: str) -> dict[str, str]:
    """Return the properties of the run with these words: name to value, "" for a switch."""
    (run,) = runs(source, said)
    return {child.tag.rpartition("}")[2]: child.get(f"{texts.W}val") or "" for child in xpath(run, "w:rPr/*")}


# Notes


def test_a_note_is_a_footnote_with_its_mark():
    source = document(
        Paragraph((Text("Word"), NoteReference(1))), notes=(Note(1, (paragraph("Said."), paragraph("More."))),)
    )
    data = export(source).data
    assert xpath(part(data), "//w:footnoteReference/@w:id") == ["1"]
    first, second = xpath(part(data, "word/footnotes.xml"), "w:footnote[@w:id='1']/w:p")
    assert words(first) == " Said."
    assert len(xpath(first, "w:r/w:footnoteRef")) == 1
    assert words(second) == "More."
    kinds = xpath(part(data, "word/footnotes.xml"), "w:footnote/@w:type")
    assert kinds == ["separator", "continuationSeparator"]
    assert xpath(part(data, "word/settings.xml"), "w:footnotePr/w:footnote/@w:id") == ["-1", "0"]


def test_a_second_call_of_a_note_repeats_the_first():
    source = document(
        Paragraph((Text("One"), NoteReference(1), Text(" two"), NoteReference(1))), notes=(Note(1, (paragraph("N"),)),)
    )
    body = part(export(source).data)
    assert len(xpath(body, "//w:footnoteReference")) == 1
    (name,) = xpath(body, "//w:bookmarkStart[starts-with(@w:name, '_RefNote')]/@w:name")
    (link,) = xpath(body, f"//w:hyperlink[@w:anchor='{name}']")
    assert words(link) == "1"
    assert f"NOTEREF {name}" in xpath(link, "string(.//w:instrText)")


def test_a_note_called_in_a_note_is_not_lost():
    source = document(
        Paragraph((Text("Word"), NoteReference(1))),
        Paragraph((Text("Later"), NoteReference(2))),
        notes=(
            Note(1, (Paragraph((Text("Said"), NoteReference(3))),)),
            Note(2, (paragraph("Second."),)),
            Note(3, (paragraph("Deep."),)),
        ),
    )
    references = xpath(part(export(source).data), "//w:r[w:footnoteReference]")
    assert [xpath(run, "string(w:footnoteReference/@w:id)") for run in references] == ["1", "3", "2"]
    # Word would call the second 2: what differs is printed as it is, and not counted (17.11.14).
    assert [words(run) for run in references] == ["", "3", ""]


def test_the_title_is_the_one_heading_of_level_1_in_words_of_the_style_of_titles():
    data = export(document(Heading(2, text("Part"), id="part"))).data
    title, part_ = xpath(part(data), "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]")
    assert xpath(title, "string(w:pPr/w:pStyle/@w:val)") == "Heading1"
    assert xpath(title, "w:r/w:rPr/w:rStyle/@w:val") == ["TitleChar"]
    assert xpath(part_, "w:r/w:rPr") == []
    styles = part(data, "word/styles.xml")
    one, words_ = (xpath(styles, f"w:style[w:name/@w:val='{name}']")[0] for name in ("Title", "Title Char"))
    assert xpath(one, "string(w:link/@w:val)") == xpath(words_, "string(@w:styleId)")
    assert xpath(words_, "string(w:link/@w:val)") == xpath(one, "string(@w:styleId)")
    # Who gives a paragraph the style itself gets a heading too, which looks like the title.
    assert xpath(one, "string(w:basedOn/@w:val)") == "Heading1"
    assert xpath(one, "string(w:pPr/w:outlineLvl/@w:val)") == "0"
    looks = [[etree.tostring(each) for each in xpath(style, "w:rPr/*")] for style in (one, words_)]
    assert looks[0] == looks[1] != []
    # Bold in the style of a paragraph and in that of its words is not bold in Word.
    assert xpath(words_, "w:rPr/w:b | w:rPr/w:i") == []


# Contents and cross-references


def with_contents():
    source = document(
        Heading(2, text("First"), id="first", number="1"),
        Heading(3, text("Inner"), id="inner", number="1.1"),
        Heading(4, text("Too deep"), id="deep"),
        toc=True,
        toc_depth=2,
    )
    return part(export(source).data)


def test_the_contents_are_a_field_with_its_entries_in_place():
    body = with_contents()
    (control,) = xpath(body, "//w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery/@w:val='Table of Contents']")
    assert xpath(control, "string(.//w:instrText)").split() == ["TOC", r"\o", '"2-3"', r"\h", r"\z", r"\u"]
    entries = xpath(control, ".//w:p[.//w:hyperlink]")
    assert [(xpath(entry, "string(w:pPr/w:pStyle/@w:val)"), words(entry)) for entry in entries] == [
        ("TOC2", "1 First"),
        ("TOC3", "1.1 Inner"),
    ]
    assert xpath(control, ".//w:hyperlink/@w:anchor") == ["first", "inner"]


def test_a_part_of_the_contents_stays_with_its_sections():
    def kept(*levels):
        headings = (Heading(level, text("H"), id=f"h{number}") for number, level in enumerate(levels))
        styles = part(export(document(*headings, toc=True, toc_depth=2)).data, "word/styles.xml")
        return bool(xpath(styles, "w:style[@w:styleId='TOC2']/w:pPr/w:keepNext"))

    assert kept(2, 3, 2, 2, 3)
    assert not kept(2, 2)
    # So many parts in a row could never be divided.
    assert not kept(2, 3, *[2] * 9)


def test_the_contents_have_no_number_that_another_layout_makes_wrong():
    """Nor do they ask: Word puts the same question for a field that is dirty as for updateFields."""
    body = with_contents()
    assert xpath(body, "//w:instrText[contains(., 'PAGEREF')]") == []
    assert xpath(body, "//w:sdt//w:tab") == []
    assert xpath(body, "//@w:dirty") == []


def test_a_reference_to_a_table_is_a_field_inside_a_link():
    source = document(TABLE, Paragraph((Text("See "), Link(text("Table 1"), "#sums"))))
    body = part(export(source).data)
    (link,) = xpath(body, "//w:hyperlink")
    assert words(link) == "Table 1"
    assert xpath(link, "string(@w:anchor)") == "sums"
    name = xpath(link, "string(.//w:instrText)").split()[1]
    caption = xpath(body, f"//w:p[w:bookmarkStart/@w:name='{name}']")[0]
    assert words(caption) == "Table 1: Sums"
    assert xpath(caption, "string(.//w:instrText)").split()[:2] == ["SEQ", "Table"]


def test_a_link_in_other_words_is_no_field():
    source = document(TABLE, Paragraph((Link(text("the sums"), "#sums"),)))
    (link,) = xpath(part(export(source).data), "//w:hyperlink")
    assert xpath(link, ".//w:instrText") == []


def test_an_address_with_a_blank_does_not_damage_the_file():
    source = document(Paragraph((Link(text("there"), "https://example.org/a b|c?d=é"),)))
    relations = part(export(source).data, "word/_rels/document.xml.rels")
    (target,) = relations.xpath("//*[@TargetMode='External']/@Target")
    assert target == "https://example.org/a%20b%7Cc?d=%C3%A9"


def test_a_caption_is_kept_with_what_it_names():
    source = document(TABLE, Figure(Image("holiday.png", "A beach"), caption=text("Beach"), number=1))
    data = export(source).data
    kept = xpath(part(data, "word/styles.xml"), "w:style[w:pPr/w:keepNext]/@w:styleId")
    assert {"TableCaption", "CaptionedFigure"} < set(kept)
    assert "Caption" not in kept
    (above,) = xpath(part(data), "//w:p[w:pPr/w:pStyle/@w:val='TableCaption']")
    assert above.getnext().tag == f"{texts.W}tbl"
    (picture,) = xpath(part(data), "//w:p[w:pPr/w:pStyle/@w:val='CaptionedFigure']")
    assert len(xpath(picture, ".//w:drawing")) == 1
    assert xpath(picture.getnext(), "w:pPr/w:pStyle/@w:val") == ["Caption"]


# Inline nodes


def test_marks_are_styles_and_the_inner_one_is_added():
    source = document(
        Paragraph((Emphasis((Text("a"), Strong(text("b")))), Strong((Code("c"),)), Link((Code("d"),), "#title")))
    )
    assert run_properties(source, "a") == {"rStyle": "Emphasis"}
    assert run_properties(source, "b") == {"rStyle": "Emphasis", "b": "", "bCs": ""}
    assert run_properties(source, "c") == {"rStyle": "CodeCharacter", "b": "", "bCs": ""}
    assert run_properties(source, "d")["rStyle"] == "CodeCharacter"
    assert run_properties(source, "d")["u"] == "single"


def test_an_abbreviation_is_explained_at_its_first_use():
    source = document(Paragraph((Abbreviation("BSL", "British Sign Language", first=True), Abbreviation("BSL", "B"))))
    assert words(texts.body_paragraphs(source)[1]) == "BSL (British Sign Language)BSL"
    assert run_properties(source, " (British Sign Language)") == {"rStyle": "AbbreviationExpansion"}


def test_languages_and_directions_are_on_the_runs():
    source = document(
        Paragraph((Text("mot "), Passage(text("שלום"), lang="he"), Passage(text("back"), lang="en-GB")), lang="fr")
    )
    (french,) = runs(source, "mot ")
    assert xpath(french, "string(w:rPr/w:lang/@w:val)") == "fr"
    (hebrew,) = runs(source, "שלום")
    assert xpath(hebrew, "string(w:rPr/w:lang/@w:bidi)") == "he"
    assert len(xpath(hebrew, "w:rPr/w:rtl")) == 1
    assert run_properties(source, "back") == {}


def test_a_passage_from_right_to_left_turns_its_paragraphs_and_tables():
    source = document(Division((paragraph("مرحبا"), TABLE), lang="ar"), paragraph("left"))
    body = part(export(source).data)
    first = xpath(body, "//w:p[.//w:t='مرحبا']")[0]
    assert len(xpath(first, "w:pPr/w:bidi")) == 1
    assert len(xpath(body, "//w:tblPr/w:bidiVisual")) == 1
    last = xpath(body, "//w:p[.//w:t='left']")[0]
    assert xpath(last, "w:pPr/w:bidi") == []


def test_code_is_not_proofed():
    styles = part(export(document()).data, "word/styles.xml")
    for style in ("Code", "CodeCharacter", "Keyboard"):
        assert len(xpath(styles, f"w:style[@w:styleId='{style}']/w:rPr/w:noProof")) == 1


def test_mathematics_are_office_mathematics_with_a_title():
    source = document(Paragraph((Math("a^2", "a squared"),)), math=True)
    body = part(export(source).data)
    assert xpath(body, "string(//w:sdt[.//m:sSup]/w:sdtPr/w:alias/@w:val)") == "a squared"
    assert xpath(body, "//m:oMath//m:t/text()") == ["a", "2"]


def test_the_words_of_a_long_formula_are_shortened_at_a_word_and_reported():
    alt = "the square of the first side and the square of the second make the square of the third"
    made = export(document(Paragraph((Math("a^2", alt),)), math=True))
    title = xpath(part(made.data), "string(//w:sdt[.//m:sSup]/w:sdtPr/w:alias/@w:val)")
    assert title == "the square of the first side and the square of the second make…"
    assert [finding.code for finding in made.findings] == ["W003"]


def test_read_back_the_words_of_a_long_formula_must_begin_as_the_source_has_them():
    alt = "the square of the first side and the square of the second make the square of the third"
    source, other = (
        document(Paragraph((Math("a^2", words),)), math=True) for words in (alt, alt.replace("first", "1st"))
    )
    file = export(source).data
    assert compare.verify(outline.outline_of(source), read_back(file)) == ()
    assert [each.kind for each in compare.verify(outline.outline_of(other), read_back(file))] == ["alt-changed"]


# Pictures


def test_an_svg_goes_with_a_png():
    data = export(document(Figure(Image("holiday.svg", "Letters")))).data
    (blip,) = xpath(part(data), "//a:blip")
    relations = {each.get("Id"): each.get("Target") for each in part(data, "word/_rels/document.xml.rels")}
    raster = relations[blip.get(f"{{{texts.NS['r']}}}embed")]
    vector = relations[xpath(blip, ".//asvg:svgBlip")[0].get(f"{{{texts.NS['r']}}}embed")]
    with ZipFile(BytesIO(data)) as archive:
        assert archive.read(f"word/{vector}") == texts.SVG
        assert archive.read(f"word/{raster}").startswith(b"\x89PNG")


def test_a_picture_that_comes_twice_is_kept_once():
    twice = Paragraph((Image("holiday.png", "One"), Image("holiday.png", "Two")))
    names = texts.names(export(document(twice)).data)
    assert len([name for name in names if "media" in name]) == 1


# Breaks


def test_a_rule_is_a_paragraph_and_a_new_page_belongs_to_the_next_one():
    source = document(paragraph("one"), ThematicBreak(), paragraph("two"), PageBreak(), paragraph("three"))
    _, _, rule, _, three = texts.body_paragraphs(source)
    assert xpath(rule, "w:pPr/*/@w:val") == ["HorizontalLine"]
    assert texts.words(rule) == ""
    assert len(xpath(three, "w:pPr/w:pageBreakBefore")) == 1


def test_two_tables_do_not_run_into_one():
    body = part(export(document(Division((TABLE,)), Table(TABLE.header, TABLE.rows, TABLE.align))).data)
    first, second = xpath(body, "//w:tbl")
    assert first.getnext().tag == f"{texts.W}p"
    assert first.getnext() is second.getprevious()


# Properties and bytes


def test_properties_are_those_of_the_source():
    source = texts.every_node()
    data = export(source).data
    core = {each.tag.rpartition("}")[2]: each.text for each in part(data, "docProps/core.xml")}
    assert core == {
        "title": "A title",
        "subject": "Nodes",
        "creator": "Ann Author; Bob Writer",
        "keywords": "one, two",
        "description": source.metadata.description,
        "identifier": "urn:x:1",
        "language": "en-GB",
        "lastModifiedBy": "Ann Author; Bob Writer",
        "created": "2025-03-17T12:30:15Z",
        "modified": "2025-03-17T12:30:15Z",
    }
    extended = {each.tag.rpartition("}")[2]: each.text for each in part(data, "docProps/app.xml")}
    assert extended["Application"] == "Triplicate"
    assert extended["Company"] == "The House"
    custom = part(data, "docProps/custom.xml")[0]
    assert (custom.get("name"), custom[0].text) == ("source-sha256", source.sha256)


def test_every_part_carries_the_given_time():
    with ZipFile(BytesIO(export(document()).data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 3, 17, 12, 30, 14)}
    early = texts.word.export(document(), texts.theme.load(), moment=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    with ZipFile(BytesIO(early.data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_bytes_in_every_process():
    program = (
        "import hashlib; from tests.word import texts;"
        "print(hashlib.sha256(texts.export(texts.every_node()).data).hexdigest())"
    )
    environment = {"PYTHONPATH": ":".join(filter(None, sys.path)), "PATH": "/usr/bin:/bin"}
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**environment, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 64


def test_chapters_begin_pages():
    chapters = [
        Heading(2, text("One")),
        paragraph("words"),
        Heading(3, text("In it")),
        Heading(2, text("Two")),
    ]
    source = document(*chapters, paragraph("words"))
    source = replace(source, metadata=replace(source.metadata, chapters_begin_pages=True))
    begin = [texts.words(one) for one in texts.body_paragraphs(source) if xpath(one, "w:pPr/w:pageBreakBefore")]
    # A title alone on its page would be a poor beginning.
    assert begin == ["Two"]


@pytest.mark.parametrize("code", ["  x = 1\n    y", "x = 1", " x = 1"])
def test_a_note_may_begin_with_code(code, tmp_path):
    """The space between its number and the code was read as one of the code, and the export refused by its proof."""
    lines = "".join(f"    {line}\n" for line in ("```", *code.split("\n"), "```"))
    (tmp_path / "text.md").write_text(f"---\ntitle: T\nlang: en\n---\n\nWords.[^1]\n\n[^1]:\n\n{lines}")
    assert cli.run(["export", str(tmp_path / "text.md"), "--quiet", "--formats", "docx"]) == 0
    notes = part((tmp_path / "text.docx").read_bytes(), "word/footnotes.xml")
    (first,) = xpath(notes, "w:footnote[@w:id='1']/w:p")
    assert words(first) == f" {code}".replace("\n", "")


@pytest.mark.parametrize("lang", ["ko", "ja", "zh-Hans"])
def test_letters_of_east_asia_in_words_of_another_language_are_in_that(lang, tmp_path):
    """Word keeps a language of its own for such letters: they were in that of the text, and the proof refused the file."""
    (tmp_path / "text.md").write_text(
        f"---\ntitle: T\nlang: {lang}\n---\n\n[한국어 日本 words]{{lang=en}} end.", "utf-8"
    )
    assert cli.run(["export", str(tmp_path / "text.md"), "--quiet", "--formats", "docx"]) == 0
    body = part((tmp_path / "text.docx").read_bytes(), "word/document.xml")
    (run,) = [run for run in xpath(body, "//w:r") if "words" in words(run)]
    assert xpath(run, "string(w:rPr/w:lang/@w:eastAsia)") == "en"
    (other,) = [run for run in xpath(body, "//w:r") if "end" in words(run)]
    assert not xpath(other, "w:rPr/w:lang")

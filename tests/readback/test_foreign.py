"""Files that others made are read for what they say, not for what they look like."""

import io

import docx
import pypandoc
import weasyprint
from docx.oxml.ns import qn

from triplicate.proof.outline import as_text
from triplicate.proof.readback import read_back

TEXT = """\
---
title: A title
lang: en-GB
---

# One

A note[^1] and [mot]{lang=fr}.

[^1]: Said *below*.

3. three

   second paragraph

4. four
   - nested

Term
: Meaning

End.
"""


def by_pandoc(kind, folder):
    path = folder / f"x.{kind}"
    pypandoc.convert_text(TEXT, kind.replace("epub", "epub3"), "markdown", outputfile=str(path))
    return as_text(read_back(path)).splitlines()


def test_a_blank_bullet_of_pandoc_goes_on_with_the_item(tmp_path):
    lines = by_pandoc("docx", tmp_path)
    assert lines[lines.index("  list of numbers, depth 1") :] == [
        "  list of numbers, depth 1",
        "    item '3.'",
        "      paragraph: three",
        "      paragraph: second paragraph",
        "    item '4.'",
        "      paragraph: four",
        "      list of bullets, depth 2",
        "        item 'o'",
        "          paragraph: nested",
        "  list of terms, depth 1",
        "    term: Term",
        "    description",
        "      paragraph: Meaning",
        "  paragraph: End.",
    ]


def test_a_book_of_pandoc_is_read_whole(tmp_path):
    lines = by_pandoc("epub", tmp_path)
    assert [line.split("|")[0] for line in lines if line.startswith("  paragraph")] == [
        "  paragraph: A note⟨1",
        "  paragraph: End.",
    ]
    assert "    item '4.'" in lines
    assert "    paragraph: Said ⟨below|em⟩." in lines


def test_a_page_of_pandoc_is_read_whole(tmp_path):
    path = tmp_path / "x.html"
    pypandoc.convert_text(TEXT, "html5", "markdown", outputfile=str(path), extra_args=["--standalone", "--toc"])
    lines = as_text(read_back(path)).splitlines()
    assert lines[:4] == ["A title [en-GB]", "  heading 1: A title", "  contents", "    contents entry 1: ⟨One|→ ##one⟩"]
    assert "  paragraph: A note⟨1|note call, → ##fn1⟩ and ⟨mot|fr⟩." in lines
    assert lines[-2:] == ["  note '1'", "    paragraph: Said ⟨below|em⟩."]
    assert "    item '4.'" in lines


def test_two_lists_of_python_docx_share_one_numbering():
    document = docx.Document()
    for words in ("one", "two"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("between")
    document.add_paragraph("three", style="List Number")
    data = io.BytesIO()
    document.save(data)
    items = [entry.label for group in read_back(data.getvalue()).entries for entry in group.children]
    assert items == ["1.", "2.", "3."]


def test_a_link_in_a_simple_field_is_met_as_word_writes_it():
    document = docx.Document()
    simple = document.add_paragraph("See ")._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): " REF there \\h "})
    simple.append(document.add_paragraph("below").runs[0]._r)
    document.paragraphs[0]._p.append(simple)
    data = io.BytesIO()
    document.save(data)
    assert "  paragraph: See ⟨below|→ #there⟩" in as_text(read_back(data.getvalue())).splitlines()


def test_an_untagged_pdf_is_read_and_found_out():
    data = weasyprint.HTML(string="<html lang=en><title>T</title><h1>Title</h1><p>Some words.").write_pdf()
    outline = read_back(data)
    assert [fault.name for fault in outline.faults] == ["text-untagged"]
    assert "Some words." in outline.entries[0].words


def test_a_tagged_pdf_of_weasyprint_is_read():
    html = "<html lang=en><title>T</title><h1>Title</h1><ul><li>one<li>two</ul><p>A <a href='https://e.org/'>link</a>."
    lines = as_text(read_back(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))).splitlines()
    assert lines[0] == "T [en]"
    assert "  heading 1: Title" in lines
    assert "  list of bullets, depth 1" in lines
    assert "  paragraph: A ⟨link|→ https://e.org/⟩." in lines

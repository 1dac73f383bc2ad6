"""The judges can fail: each finds a bad file bad, and lets a good one pass where that is cheap to make.

The files are made here with the plain libraries, not with the product, so that the product's faults stay out of it.
"""

import shutil
import zipfile

import docx
import pikepdf
import pytest
from docx.oxml import OxmlElement
from ebooklib import epub
from PIL import Image
from weasyprint import HTML

from tests import judges
from tests.judges import tools

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head><body><main>
<h1>Soup</h1><p>Salt it. <a href="https://example.org/">More</a></p><ul><li>one</li><li>two</li></ul>
</main></body></html>"""

CHAPTER = '<h1>Soup</h1><p id="p">Salt it.</p>'


@pytest.fixture
def junk(tmp_path):
    """Make a file that is neither PDF nor ZIP."""

    def make(suffix):
        path = tmp_path / f"junk{suffix}"
        path.write_bytes(b"nothing of the kind")
        return path

    return make


@pytest.fixture
def tagged_pdf(tmp_path):
    path = tmp_path / "tagged.pdf"
    HTML(string=PAGE).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


@pytest.fixture
def untagged_pdf(tmp_path):
    path = tmp_path / "untagged.pdf"
    HTML(string=PAGE).write_pdf(path)
    return path


@pytest.fixture
def make_epub(tmp_path):
    """Make a small EPUB around the body of one chapter, with the metadata that Ace asks for."""

    def make(body, name="book.epub"):
        book = epub.EpubBook()
        book.set_identifier("urn:uuid:8c2fd2a7-2f5c-4cf3-8bd5-2f3a8cf7b1d0")
        book.set_title("Soup")
        book.set_language("en")
        for term, value in (
            ("accessibilityFeature", "structuralNavigation"),
            ("accessibilityHazard", "none"),
            ("accessibilitySummary", "Plain text."),
            ("accessMode", "textual"),
            ("accessModeSufficient", "textual"),
        ):
            book.add_metadata(None, "meta", value, {"property": f"schema:{term}"})
        chapter = epub.EpubHtml(title="Soup", file_name="soup.xhtml", lang="en", content=f"<body>{body}</body>")
        book.add_item(chapter)
        book.add_item(epub.EpubNcx())
        book.add_item(epub.EpubNav())
        book.toc = [chapter]
        book.spine = [chapter]
        path = tmp_path / name
        epub.write_epub(str(path), book)
        # EbookLib 0.20 writes no language on the package element.
        return rewritten(path, "EPUB/content.opf", b"<package ", b'<package xml:lang="en" ')

    return make


@pytest.fixture
def word_document():
    document = docx.Document()
    document.add_heading("Soup", 1)
    document.add_paragraph("Salt it.", style="List Bullet")
    return document


def rewritten(path, member, old, new):
    """Replace bytes in one member of a ZIP file."""
    copy = path.with_name(f"{path.name}.copy")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == member:
                assert old in content
                content = content.replace(old, new)
            target.writestr(info, content)
    return copy.replace(path)


def test_verapdf_tells_a_tagged_file_from_an_untagged_one_and_from_junk(tagged_pdf, untagged_pdf, junk):
    verdicts = judges.verapdf([tagged_pdf, untagged_pdf, junk(".pdf")], ["ua1"])

    assert verdicts[tagged_pdf] == []
    assert ("7.1", 11) in {(failure.clause, failure.test) for failure in verdicts[untagged_pdf]}
    assert [failure.clause for failure in verdicts[junk(".pdf")]] == ["unreadable"]


def test_verapdf_has_a_profile_that_can_fail_for_each_flavour(untagged_pdf):
    flavours = ["ua1", "ua2", "wt1a", "wt1r", "1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f"]

    (failures,) = judges.verapdf([untagged_pdf], flavours).values()

    assert {failure.flavour for failure in failures} == set(flavours)
    assert "unreadable" not in {failure.clause for failure in failures}


def test_verapdf_refuses_a_flavour_that_it_does_not_know(tagged_pdf):
    with pytest.raises(RuntimeError, match="PDFA-9Z"):
        judges.verapdf([tagged_pdf], ["9z"])


def test_qpdf_finds_a_damaged_cross_reference_table(tagged_pdf):
    assert judges.qpdf_check(tagged_pdf) == []

    tagged_pdf.write_bytes(tagged_pdf.read_bytes().replace(b"startxref\n", b"startxref\n9"))

    assert judges.qpdf_check(tagged_pdf)


def test_poppler_prints_the_structure_tree(tagged_pdf, untagged_pdf, junk):
    assert '"Soup"' in judges.pdfinfo_struct_text(tagged_pdf).text
    assert "H1 (block)" in judges.pdfinfo_struct_text(tagged_pdf).text
    assert judges.pdfinfo_struct_text(untagged_pdf).text == ""
    assert judges.pdfinfo_struct_text(junk(".pdf")).problem


def test_pdfjs_reads_roles_words_and_links(tagged_pdf):
    read = judges.pdfjs_tree(tagged_pdf)

    assert (read.title, read.lang, read.marked, read.outline) == ("A page", "en", True, ((1, "Soup"),))
    (page,) = read.pages
    assert page.tree is not None
    blocks = [(node.role, node.words()) for node in page.tree.walk() if node.role in {"H1", "P", "LBody"}]
    assert blocks == [("H1", "Soup"), ("P", "Salt it. More"), ("LBody", "one"), ("LBody", "two")]
    assert [(link.url, link.in_tree) for link in page.links] == [("https://example.org/", True)]
    assert (page.untagged, page.orphans) == ("", ())


def test_pdfjs_finds_untagged_text(untagged_pdf):
    (page,) = judges.pdfjs_tree(untagged_pdf).pages

    assert page.tree is None
    assert page.untagged.startswith("Soup")
    assert [link.in_tree for link in page.links] == [False]


def test_pdfjs_finds_marked_text_that_hangs_outside_the_tree(tagged_pdf):
    with pikepdf.open(tagged_pdf, allow_overwriting_input=True) as pdf:
        main = pdf.Root.StructTreeRoot.K[0].K[0]
        main.K = pikepdf.Array(list(main.K)[1:])
        pdf.save(tagged_pdf)

    (page,) = judges.pdfjs_tree(tagged_pdf).pages

    assert page.orphans == ("Soup",)


def test_pdfjs_names_the_problem_of_a_broken_file(junk):
    assert "Invalid PDF" in judges.pdfjs_tree(junk(".pdf")).problem


def test_four_programs_read_the_words_of_a_pdf(tagged_pdf, junk):
    read = judges.pdf_texts(tagged_pdf)
    assert list(read) == ["poppler", "PDFium", "MuPDF", "pdf.js"]
    assert all("Salt it. More" in " ".join(one.text.split()) for one in read.values())
    assert all(one.problem for one in judges.pdf_texts(junk(".pdf")).values())


def test_epubcheck_finds_a_broken_link(make_epub, junk):
    good = make_epub(CHAPTER, "good.epub")
    bad = make_epub(CHAPTER + '<p><a href="nowhere.xhtml">Broken</a></p>', "bad.epub")

    verdicts = judges.epubcheck_many([good, bad, junk(".epub")])

    assert verdicts[good]["ERROR"] == verdicts[good]["FATAL"] == []
    (error,) = verdicts[bad]["ERROR"]
    assert (error.id, error.path) == ("RSC-007", "EPUB/soup.xhtml")
    assert verdicts[junk(".epub")]["FATAL"]
    assert judges.epubcheck(bad) == verdicts[bad]


def test_ace_finds_a_skipped_heading_and_missing_metadata(make_epub, junk):
    good = make_epub(CHAPTER, "good.epub")
    bad = make_epub(CHAPTER + "<h3>Too deep</h3>", "bad.epub")
    rewritten(bad, "EPUB/content.opf", b"schema:accessibilityFeature", b"schema:accessibilityFuture")

    assert judges.ace(good) == []
    assert {violation.rule for violation in judges.ace(bad)} == {"heading-order", "metadata-accessibilityfeature"}
    assert [violation.rule for violation in judges.ace(junk(".epub"))] == ["unreadable"]


def test_axe_asks_of_a_page_what_it_does_not_ask_of_a_chapter(make_epub, tmp_path, junk):
    body = '<h2>Soup</h2><p><img src="soup.png"/></p>'
    chapter = make_epub(body)
    bad = tmp_path / "bad.html"
    bad.write_text(f'<!doctype html><html lang="en"><title>Soup</title>{body}')
    good = tmp_path / "good.html"
    good.write_text(PAGE)

    found = judges.axe([good, bad, chapter, junk(".epub")])
    rules = {file: {violation.rule for violation in violations} for file, violations in found.items()}

    assert rules == {
        good: set(),
        bad: {"image-alt", "landmark-one-main", "page-has-heading-one", "region"},
        chapter: {"image-alt"},
        junk(".epub"): {"unreadable"},
    }
    assert {violation.document for violation in found[chapter]} == {"soup.xhtml"}


def test_reading_engines_tell_contents_and_headings(make_epub, junk):
    read = judges.epub_readers(make_epub(CHAPTER))
    broken = judges.epub_readers(junk(".epub"))

    assert set(read) == set(broken) == {"foliate-js", "epub.js"}
    for engine, book in read.items():
        assert (book.title, book.lang, book.problem) == ("Soup", "en", "")
        assert [entry.label for entry in book.toc] == ["Soup"]
        (section,) = book.sections
        assert (section.headings, section.text) == (((1, "Soup"),), "Soup Salt it.")
        assert broken[engine].problem


def test_a_picture_shows_the_whole_page_and_tells_what_overflows(tmp_path, make_epub):
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><title>Wide</title><p style="width: 30rem">Wide</p>')
    out = tmp_path / "page.png"

    assert judges.screenshot(page, 600, out) == 600
    assert Image.open(out).width == 600
    assert judges.screenshot(page, 600, out, text_scale=2.0) > 960
    assert judges.screenshot(make_epub(CHAPTER), 320, out) == 320
    assert Image.open(out).width == 320


def test_the_open_xml_sdk_finds_an_element_out_of_place(word_document, tmp_path, junk):
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    word_document.save(good)
    word_document.paragraphs[0]._p.insert(0, OxmlElement("w:tbl"))
    word_document.save(bad)

    verdicts = judges.openxml_sdk([good, bad, junk(".docx")])

    assert verdicts[good] == []
    (error,) = verdicts[bad]
    assert (error.id, error.part) == ("Sch_InvalidElementContentExpectingComplex", "/word/document.xml")
    assert error.path == "/w:document[1]/w:body[1]/w:p[1]"
    assert [error.id for error in verdicts[junk(".docx")]] == ["unreadable"]


def test_openxml_audit_finds_a_style_that_is_not_there(word_document, tmp_path, junk):
    path = tmp_path / "document.docx"
    word_document.save(path)
    before = judges.openxml_audit(path)
    word_document.paragraphs[1]._p.style = "NoSuchStyle"
    word_document.save(path)

    added = [error for error in judges.openxml_audit(path) if error not in before]

    assert added
    assert all("NoSuchStyle" in error.text for error in added)
    assert judges.openxml_audit(junk(".docx"))


def test_word_readers_tell_headings_and_lists(word_document, tmp_path):
    path = tmp_path / "document.docx"
    word_document.save(path)

    assert [block["t"] for block in judges.pandoc_json(path, "docx")["blocks"]] == ["Header", "BulletList"]
    assert judges.mammoth_html(path).text == "<h1>Soup</h1><ul><li>Salt it.</li></ul>"
    assert judges.libreoffice_text(path).text.split() == ["Soup", "•", "Salt", "it."]
    heard = judges.libreoffice_heard(path)
    assert [(one.role, one.words) for one in heard] == [("heading", "Soup"), ("paragraph", "\uf0b7 Salt it.")]
    assert judges.libreoffice_pdf(path, tmp_path / "out.pdf") == []
    (page,) = judges.pdfjs_tree(tmp_path / "out.pdf").pages
    assert page.tree is not None
    assert [node.words() for node in page.tree.walk() if node.role == "H1"] == ["Soup"]


def test_word_readers_name_the_problem_of_a_broken_file(junk, tmp_path):
    path = junk(".docx")

    assert judges.pandoc_json(path, "docx")["error"]
    assert judges.pandoc_json(path, "docx")["blocks"] == []
    assert judges.mammoth_html(path).problem
    assert judges.libreoffice_text(path).problem
    assert judges.libreoffice_pdf(path, tmp_path / "out.pdf")
    with pytest.raises(ValueError, match="none"):
        judges.libreoffice_heard(path)


def test_a_missing_tool_names_the_command_that_installs_it(tagged_pdf, tmp_path, monkeypatch):
    monkeypatch.setenv("TRIPLICATE_JUDGES", str(tmp_path))
    with pytest.raises(judges.ToolMissing, match=r"python -m tests\.judges\.install"):
        judges.verapdf([tagged_pdf])

    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(judges.ToolMissing, match=r"apt-get install .* qpdf"):
        judges.qpdf_check(tagged_pdf)


def test_a_missing_document_is_a_fault_of_the_test(tmp_path):
    with pytest.raises(FileNotFoundError):
        judges.verapdf([tmp_path / "none.pdf"])


def test_node_is_taken_from_the_cache_where_the_machine_has_none(tmp_path, monkeypatch):
    own = tmp_path / "node" / "bin" / "node"
    own.parent.mkdir(parents=True)
    shutil.copyfile("/bin/true", own)
    monkeypatch.setenv("TRIPLICATE_JUDGES", str(tmp_path))
    monkeypatch.setenv("PATH", "")

    assert tools.node() == str(own)

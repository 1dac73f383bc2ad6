"""Files that are damaged, encrypted or hostile end in a clear message, never in a traceback or a full memory."""

import io
import random
import zipfile
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.readback import texts
from tests.readback.breaking import Tree, annotation, attributes, replaced, rewritten, substituted
from triplicate.errors import UnreadableError
from triplicate.proof.outline import flatten
from triplicate.proof.readback import archive, read_back
from triplicate.proof.readback.pdf import streams

KINDS = ("pdf", "docx", "epub")


def zipped(**parts):
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return result.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\x03\x04 no archive", b"%PDF-1.7 no more", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_none_of_the_kinds_is_unreadable(data):
    with pytest.raises(UnreadableError):
        read_back(data, name="x.file")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableError, match=r"gone\.pdf"):
        read_back(tmp_path / "gone.pdf")


@pytest.mark.parametrize("kind", KINDS)
def test_a_truncated_file_never_ends_in_a_traceback(kind):
    data = texts.file(kind)
    with pytest.raises(UnreadableError):
        read_back(data[: len(data) // 3], kind)


@pytest.mark.parametrize("kind", [*KINDS, "html"])
def test_a_damaged_file_never_ends_in_a_traceback(kind):
    dice = random.Random(7)
    for _ in range(10 if kind == "html" else 40):
        data = bytearray(texts.file(kind))
        for _ in range(20):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            outline = read_back(bytes(data), kind)
        except UnreadableError as error:
            assert str(error).startswith("the file: ")
        else:
            assert outline.kind == kind


def test_a_page_of_any_making_is_read_within_bounds():
    with pytest.raises(UnreadableError, match="nested more than"):
        read_back(b"<!doctype html><title>T</title>" + b"<div>" * 100_000)
    with pytest.raises(UnreadableError, match="attributes"):
        read_back(b"<!doctype html><p " + b" ".join(b"a%d" % number for number in range(2000)))
    page = b'\xef\xbb\xbf\n<!-- hello --><!DOCTYPE HTML><p>One\x0b<p @click=x xml:lang=de>Two<a"b>Three<table><b>Four<tr><td>5'
    outline = read_back(page)
    assert outline.kind == "html"
    assert [entry.words for entry in flatten(outline.entries) if entry.words] == ["One", "TwoThree", "Four", "5"]
    assert read_back(b"<!doctype html><img alt=A src='data:image/png;base64,AAAAA'>").entries[0].spans[0].text == "A"


def test_a_pdf_with_a_password_says_so():
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(texts.file("pdf"))) as pdf:
        pdf.save(result, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(UnreadableError, match="password"):
        read_back(result.getvalue())


def test_a_structure_tree_that_runs_in_a_circle_is_refused():
    tree = Tree(texts.file("pdf"))
    top = tree.one("/Document")
    tree.one("/LI").K.append(top)
    with pytest.raises(UnreadableError, match="twice, or in itself"):
        read_back(tree.bytes())


def test_a_form_that_paints_itself_ends():
    tree = Tree(texts.file("pdf"))
    page = tree.pdf.pages[0]
    form = tree.pdf.make_stream(b"/Me Do /Me Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    page.obj.Resources.XObject = Dictionary(Me=form)
    page.contents_add(b"/Me Do")
    with pytest.raises(UnreadableError, match="forms"):
        read_back(tree.bytes())


def page_with(content, filters=Name.FlateDecode, rounds=1):
    """Return a PDF of one page whose content is compressed."""
    for _ in range(rounds):
        content = zlib.compress(content)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        stream = pikepdf.Stream(pdf, b"")
        stream.write(content, filter=filters)
        pdf.pages[0].obj.Contents = stream
        result = io.BytesIO()
        pdf.save(result, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return result.getvalue()


@pytest.mark.parametrize(
    "filters, rounds",
    [(Name.FlateDecode, 1), (Array([Name.FlateDecode]), 1), (Array([Name.FlateDecode, Name.FlateDecode]), 2)],
)
def test_a_page_that_unpacks_without_end_is_refused(filters, rounds, monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_STREAM", 1 << 20)
    with pytest.raises(UnreadableError, match="unpacks to more than 1 MB"):
        read_back(page_with(b"q Q " * (1 << 20), filters, rounds))


def test_streams_that_are_too_much_together_are_refused(monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_FILE", 2 << 20)
    tree = Tree(page_with(b"q Q " * (1 << 17)))
    tree.pdf.pages[0].obj.Contents = Array([tree.pdf.pages[0].obj.Contents] * 5)
    with pytest.raises(UnreadableError, match="unpack to more than 2 MB"):
        read_back(tree.bytes())


def test_objects_that_unpack_without_end_are_refused(monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_STREAM", 1 << 20)
    with pikepdf.open(io.BytesIO(texts.file("pdf"))) as pdf:
        pdf.Root.Extra = pdf.make_indirect(pikepdf.String(b"a" * (2 << 20)))
        result = io.BytesIO()
        pdf.save(result, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(UnreadableError, match="the file: "):
        read_back(result.getvalue())


@pytest.mark.parametrize("content, message", [(b"q ", "graphics states"), (b"/P BMC ", "nested")])
def test_a_page_that_is_nested_without_end_is_refused(content, message):
    with pytest.raises(UnreadableError, match=message):
        read_back(page_with(content * 20_000))


def test_an_element_on_a_page_that_is_none_is_read():
    tree = Tree(texts.file("pdf"))
    tree.one("/H2").Pg = 7
    assert read_back(tree.bytes()).kind == "pdf"


def test_a_link_to_a_page_that_is_none_is_broken():
    tree = Tree(texts.file("pdf"))
    link = next(one for one in tree.all("/Link") if "/Dest" in annotation(one))
    annotation(link).Dest = Array([None, Name.XYZ, 0, 0, 0])
    assert read_back(tree.bytes()).kind == "pdf"


def spanning(kind):
    """Return a file in which a cell spans no end of columns."""
    if kind == "docx":
        return rewritten(texts.file(kind), replaced("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2000000000"/>'))
    if kind == "epub":
        return rewritten(texts.file(kind), replaced('<th scope="row"', '<th colspan="2000000000" scope="row"'))
    tree = Tree(texts.file(kind))
    span = Dictionary(O=Name.Table, ColSpan=2_000_000_000, RowSpan=2_000_000_000)
    tree.one("/TH", 3).A = Array([*attributes(tree.one("/TH", 3)), span])
    return tree.bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_that_spans_without_end_is_read(kind):
    assert any(entry.columns == 1000 for entry in flatten(read_back(spanning(kind)).entries))


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1"])
def test_a_number_that_is_none_is_read(number):
    change = replaced('start="3"', f'start="{number}"')
    spanned = replaced('<th scope="row"', f'<th colspan="{number}" scope="row"')
    assert read_back(rewritten(rewritten(texts.file("epub"), change), spanned)).kind == "epub"


def test_a_length_without_end_is_none():
    data = rewritten(texts.file("docx"), substituted(r'w:left="\d+"', 'w:left="1e999"'))
    assert read_back(data).kind == "docx"


@pytest.mark.parametrize("kind", ["docx", "epub"])
def test_an_archive_that_unpacks_without_end_is_refused(kind, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_PART", 1000)
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        read_back(texts.file(kind))


def test_entities_are_never_expanded():
    entities = (
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    change = replaced("<!DOCTYPE html>", entities)
    data = rewritten(rewritten(texts.file("epub"), change), replaced("The last words.", "The &b;&c; words."))
    said = " ".join(entry.words for entry in read_back(data).entries)
    assert "The words." in said


def test_elements_nested_without_end_are_refused():
    data = rewritten(texts.file("epub"), replaced("<p>The last words.</p>", "<div>" * 200 + "</div>" * 200))
    with pytest.raises(UnreadableError, match="nested"):
        read_back(data)


def test_a_book_without_spine_is_refused():
    data = zipped(
        **{"META-INF/container.xml": "<container><rootfile full-path='a.opf'/></container>", "a.opf": "<package/>"}
    )
    with pytest.raises(UnreadableError, match="spine"):
        read_back(data)


def test_a_word_document_without_main_part_is_refused():
    with pytest.raises(UnreadableError, match="no main part"):
        read_back(zipped(**{"[Content_Types].xml": "<Types/>"}))


def test_a_number_with_a_plus_sign_is_read():
    tree = Tree(texts.file("pdf"))
    tree.one("/Figure").A = pikepdf.Object.parse(b"<< /O /Layout /SpaceBefore +1.5 /TextIndent -.5 >>")
    assert read_back(tree.bytes()).kind == "pdf"

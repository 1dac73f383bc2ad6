"""A template from anybody: what acts, fetches or runs does not come into our files, and is named."""

import json
import zipfile
from io import BytesIO

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from tests.checks.templates import complete
from tests.trust.running import write
from triplicate import cli

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
PAGE = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text):
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def result(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def spelt(*codes):
    """A field as Word writes it, its code in several runs."""
    return "".join((mark("begin"), *map(code, codes), mark("separate"), result("Shown words"), mark("end")))


@pytest.fixture
def export(tmp_path, capsys):
    """Export with a template whose footer has this content and these relations; return findings, footers, parts."""

    def run(content, relations=()):
        template = docx.Document(BytesIO(complete()))
        part = template.sections[0].footer.part
        for child in list(part.element):
            part.element.remove(child)
        for paragraph in parse_xml(f"<w:body {NAMES}>{content}{PAGE}</w:body>"):
            part.element.append(paragraph)
        for kind, target in relations:
            if isinstance(target, str):
                part.rels.get_or_add_ext_rel(f"{OFFICE}/{kind}", target)
            else:
                name = PackURI(f"/word/embeddings/thing{len(part.rels)}.bin")
                part.relate_to(Part(name, "application/octet-stream", target, part.package), f"{OFFICE}/{kind}")
        template.save(str(tmp_path / "house.docx"))
        source = write(tmp_path / "letter.md")
        arguments = ["export", str(source), "--formats", "docx", "--reference-docx", str(tmp_path / "house.docx")]
        assert cli.run([*arguments, "--json"]) == 0
        record = json.loads(capsys.readouterr().out)
        with zipfile.ZipFile(source.with_suffix(".docx")) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        found = [one["message"] for one in record["findings"] if one["code"] == "W016"]
        footers = b"".join(data for name, data in parts.items() if "footer" in name).decode("utf-8")
        return found, footers, parts

    return run


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (spelt(" DDE", "AUTO c:\\calc.exe x "), "a field DDEAUTO"),
        (spelt(" INCLUDEPICTURE &quot;http://e.org/x.png&quot; "), "a field INCLUDEPICTURE"),
        (spelt(" MACROBUTTON Run Here "), "a field MACROBUTTON"),
        (spelt(" HYPERLINK &quot;file:///etc/passwd&quot; "), "a field HYPERLINK"),
        (spelt(r" HYPERLINK \\server\share "), "a field HYPERLINK"),
        (mark("begin") + spelt(" QUOTE 68 68 69 ") + code(" c:\\calc.exe ") + mark("end"), "a field"),
        (mark("begin") + code(" LINK Excel.Sheet.8 "), "a field LINK"),
        (code(" DDE c:\\calc.exe "), "a field DDE"),
        (
            f'<w:fldSimple w:instr=" INCLUDETEXT &quot;//server/x.docx&quot; ">{result("Shown words")}</w:fldSimple>',
            "a field INCLUDETEXT",
        ),
    ],
)
def test_fields_that_fetch_or_run_are_left_out_and_named(export, content, named):
    found, footer, _ = export(f"<w:p>{content}</w:p>")
    assert any(f"held {named}" in one for one in found), found
    for word in ("DDE", "INCLUDE", "MACROBUTTON", "HYPERLINK", "LINK", "calc.exe"):
        assert word not in footer
    assert ("Shown words" in footer) == ("Shown words" in content)
    assert " PAGE " in footer


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "\\\\server\\share", "ms-word:ofe|u|x"]
)
def test_links_to_anything_but_the_web_are_left_out_and_named(export, address):
    content = f'<w:p><w:hyperlink r:id="rId1">{result("Shown words")}</w:hyperlink></w:p>'
    found, footer, parts = export(content, [("hyperlink", address)])
    assert [f"held a link to {address}, " in one for one in found] == [True]
    assert "Shown words" in footer
    assert "hyperlink" not in footer
    assert not any(address.encode() in data for data in parts.values())


def test_links_to_the_web_and_harmless_fields_stay(export):
    content = (
        f'<w:p><w:hyperlink r:id="rId1">{result("Shown words")}</w:hyperlink>{spelt(" PA", "GE ")}'
        f"{spelt(' HYPERLINK &quot;https://example.org/&quot; ')}{spelt(' IF 1 = 1 &quot;a&quot; ')}</w:p>"
    )
    found, footer, parts = export(content, [("hyperlink", "https://example.org/about")])
    assert found == []
    assert "w:hyperlink" in footer
    for words in (" PA<", ">GE ", ' HYPERLINK "https://example.org/" ', ' IF 1 = 1 "a" '):
        assert words in footer
    assert any(b"https://example.org/about" in data for name, data in parts.items() if name.endswith(".rels"))


@pytest.mark.parametrize(
    ("content", "kind", "named"),
    [
        (
            '<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Package" r:id="rId1"/></w:object></w:r></w:p>',
            "oleObject",
            "an embedded object",
        ),
        (
            '<w:p><w:r><w:pict><o:OLEObject Type="Embed" ProgID="Package" r:id="rId1"/></w:pict></w:r></w:p>',
            "oleObject",
            "an embedded object",
        ),
        ('<w:altChunk r:id="rId1"/>', "aFChunk", "a document that is included whole"),
        ('<w:p><w:r><w:control r:id="rId1"/></w:r></w:p>', "control", "a control"),
        ('<w:p><w:r><w:pict><v:imagedata r:id="rId1"/></w:pict></w:r></w:p>', "image", "a picture of the kind"),
    ],
)
def test_objects_are_left_out_and_named(export, content, kind, named):
    found, footer, parts = export(content, [(kind, b"MZ payload")])
    assert any(f"held {named}" in one for one in found), found
    assert not any(b"payload" in data for data in parts.values())
    assert "rId1" not in footer


def test_shapes_lead_nowhere_unsafe(export):
    found, footer, _ = export('<w:p><w:r><w:pict><v:shape id="a" href="javascript:x"/></w:pict></w:r></w:p>')
    assert found == ["The footer of the template held a link to javascript:x, which is left out of the copy."]
    assert "href" not in footer

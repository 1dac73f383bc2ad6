"""The samples say the same in all three formats, as pandoc and pikepdf, which know nothing of us, read them back."""

from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from tests import judges, samples
from tests.samples import links_of
from triplicate import reading
from triplicate.document import model, walk

SOURCE = Path(__file__).parents[1] / "source"
SAMPLES = ("news-release.md", "plain-release.txt", "everything.md")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("samples")
    for name in SAMPLES:
        for kind in ("pdf", "docx", "epub"):
            (out / name).with_suffix(f".{kind}").write_bytes(samples.file(name, kind))
    return out


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request):
    result = reading.read(SOURCE / request.param, lang="en-GB")
    return Path(request.param).stem, result.document


def squeezed(text):
    return " ".join(text.replace("\u00ad", "").split())


def headings_of(document):
    found = [(heading.level, heading) for heading in walk.headings(document)]
    return [
        (level, squeezed(" ".join(filter(None, (heading.number, walk.text_of(heading.children))))))
        for level, heading in found
    ]


def lists_of(document):
    """Return each list's kind, first number and number of items, in the order in which the lists begin."""
    found = []
    for node in walk.nodes(document):
        if isinstance(node, model.OrderedList):
            found.append((node.numbering.name, node.start, len(node.items)))
        elif isinstance(node, model.BulletList):
            found.append(("BULLETS", 0, len(node.items)))
    return sorted(found)


def external_links_of(document):
    return Counter(link.target for link in links_of(document) if not link.target.startswith("#"))


def alts_of(document):
    return Counter(squeezed(image.alt) for image in walk.images(document) if not image.decorative)


# What pandoc reads

STYLES = {
    "Decimal": "DECIMAL",
    "DefaultStyle": "DECIMAL",
    "LowerAlpha": "LOWER_ALPHA",
    "UpperAlpha": "UPPER_ALPHA",
    "LowerRoman": "LOWER_ROMAN",
    "UpperRoman": "UPPER_ROMAN",
}


def elements(tree):
    """Yield every element of pandoc's tree, in order."""
    if isinstance(tree, list):
        for part in tree:
            yield from elements(part)
    elif isinstance(tree, dict):
        if "t" in tree:
            yield tree
        yield from elements(tree.get("c", [value for key, value in tree.items() if key not in ("t", "c")]))


def text_of(tree):
    parts = []
    for element in elements(tree):
        if element["t"] in ("Str", "Code"):
            parts.append(element["c"] if element["t"] == "Str" else element["c"][1])
        elif element["t"] in ("Space", "SoftBreak", "LineBreak"):
            parts.append(" ")
    return squeezed("".join(parts))


def pandoc_lists(tree):
    found = []
    for element in elements(tree):
        if element["t"] == "BulletList":
            found.append(("BULLETS", 0, len(element["c"])))
        elif element["t"] == "OrderedList":
            (start, style, _), items = element["c"]
            found.append((STYLES[style["t"]], start, len(items)))
    return sorted(found)


@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_pandoc_reads_the_headings_in_order(sample, folder, suffix):
    stem, document = sample
    tree = judges.pandoc_json(folder / f"{stem}.{suffix}", suffix)["blocks"]
    found = [(element["c"][0], text_of(element["c"][2])) for element in elements(tree) if element["t"] == "Header"]
    expected = [(level, text) for level, text in headings_of(document)]
    # The EPUB's own pages and its sections of notes have headings too.
    own = {"Contents", "Notes"} if suffix == "epub" else set()
    assert [heading for heading in found if heading in expected or heading[1] not in own] == expected


@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_pandoc_reads_links_and_alternative_texts(sample, folder, suffix):
    stem, document = sample
    tree = judges.pandoc_json(folder / f"{stem}.{suffix}", suffix)["blocks"]
    links = Counter(
        element["c"][2][0]
        for element in elements(tree)
        if element["t"] == "Link" and element["c"][2][0].partition(":")[0] in ("https", "http", "mailto", "tel")
    )
    assert links == external_links_of(document)
    alts = Counter()
    for element in elements(tree):
        if element["t"] == "Image" and (alt := text_of(element["c"][1])):
            alts[alt] += 1
    expected = alts_of(document)
    if suffix == "epub":
        expected[next(alt for alt in alts if alt.startswith("Cover: "))] += 1
    assert alts == expected


def test_pandoc_reads_the_same_lists_in_the_epub(sample, folder):
    stem, document = sample
    blocks = judges.pandoc_json(folder / f"{stem}.epub", "epub")["blocks"]
    found = Counter(pandoc_lists(blocks))
    assert not Counter(lists_of(document)) - found


def test_pandoc_reads_the_same_tables_and_quotations(sample, folder):
    stem, document = sample
    tables = [(len(node.rows), len(node.align)) for node in walk.nodes(document) if isinstance(node, model.Table)]
    for suffix in ("docx", "epub"):
        tree = judges.pandoc_json(folder / f"{stem}.{suffix}", suffix)["blocks"]
        found = []
        for element in elements(tree):
            if element["t"] == "Table":
                _, _, columns, head, bodies, _ = element["c"]
                assert len(head[1]) == 1
                found.append((sum(len(body[3]) for body in bodies), len(columns)))
        assert sorted(found) == sorted(tables)


# What pikepdf reads


def structure_elements(pdf):
    """Yield every structure element of a PDF, in order."""
    stack = [pdf.Root.StructTreeRoot]
    while stack:
        element = stack.pop()
        if "/S" in element:
            yield element
        kids = element.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        stack.extend(
            kid for kid in reversed(kids) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR"
        )


def attribute(element, name):
    owners = element.get("/A", [])
    for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
        if name in owner:
            return owner[name]
    return None


def test_the_pdf_has_the_same_headings_lists_tables_links_pictures_and_notes(sample, folder):
    stem, document = sample
    numberings = {
        "/Disc": "BULLETS",
        "/Circle": "BULLETS",
        "/Square": "BULLETS",
        "/Decimal": "DECIMAL",
        "/LowerAlpha": "LOWER_ALPHA",
        "/UpperAlpha": "UPPER_ALPHA",
        "/LowerRoman": "LOWER_ROMAN",
        "/UpperRoman": "UPPER_ROMAN",
    }
    with pikepdf.open(folder / f"{stem}.pdf") as pdf:
        found = list(structure_elements(pdf))
        levels = [
            int(str(element.S)[2]) for element in found if str(element.S)[1:] in ("H1", "H2", "H3", "H4", "H5", "H6")
        ]
        title, *others = [level for level, _ in headings_of(document)]
        # The contents have a heading of their own.
        assert levels == [title, *([2] if document.metadata.toc else []), *others]
        lists = Counter(
            (numberings[str(attribute(element, "/ListNumbering"))], len([kid for kid in element.K if kid.S == "/LI"]))
            for element in found
            if element.S == "/L" and attribute(element, "/ListNumbering") not in (None, "/None")
        )
        # Key figures have no markers, and neither have terms.
        unmarked = [
            ("BULLETS", len(node.items))
            for node in walk.nodes(document)
            if isinstance(node, model.BulletList) and node.key_figures
        ]
        assert lists == Counter((kind, length) for kind, _, length in lists_of(document)) - Counter(unmarked)
        rows = sum(element.S == "/TR" for element in found)
        assert rows == sum(1 + len(node.rows) for node in walk.nodes(document) if isinstance(node, model.Table))
        alts = Counter(squeezed(str(element.Alt)) for element in found if element.S == "/Figure")
        assert alts == alts_of(document)
        roles = pdf.Root.StructTreeRoot.RoleMap
        assert sum(roles.get(element.S, element.S) == "/Note" for element in found) == len(document.notes)
        quotations = sum(isinstance(node, model.Quotation) for node in walk.nodes(document))
        assert sum(element.S == "/BlockQuote" for element in found) == quotations
        uris = Counter()
        for element in found:
            if element.S == "/Link":
                kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
                targets = {
                    str(kid.Obj.A.URI)
                    for kid in kids
                    if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid and "/URI" in kid.Obj.get("/A", {})
                }
                assert len(targets) <= 1
                uris.update(targets)
        assert uris == external_links_of(document)
        assert str(pdf.Root.Lang) == document.metadata.lang

"""Each node of the model has the tag that the mapping gives it, in both standards."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Raster

from tests.pdf.files import DOCUMENTS, STANDARDS, data, file
from tests.pdf.reader import Node
from triplicate import cli
from triplicate.document.model import CalloutKind
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

both = pytest.mark.parametrize("standard", STANDARDS)


def shape(node: Node) -> object:
    """Return the roles at and below a node: a leaf as its role, else (role, kids)."""
    return (node.role, [shape(kid) for kid in node.children]) if node.children else node.role


def standard_role(node: Node, standard: str) -> str:
    return node.standard if standard == "ua-1" else node.role


@both
def test_document_has_language_and_title(standard: str) -> None:
    read = file("front", standard)
    assert (read.tree.role, read.tree.lang) == ("Document", "en-GB")
    assert str(read.pdf.Root.Lang) == "en-GB"
    assert bool(read.pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert "A title" in read.xmp
    assert [node.words for node in read.tree.all("H1")] == ["A title"]
    assert {str(page.Tabs) for page in read.pdf.pages} == {"/S"}


@both
def test_lines_from_the_metadata_are_paragraphs(standard: str) -> None:
    words = [node.words for node in file("front", standard).tree.children if node.role == "P"]
    assert words == [
        "Arlow & Sons",
        "Guidance | 17 March 2025",
        "With a subtitle",
        "Ann Lee, Editor, Arlow Valley; Bo",
        "What it is about, in a sentence & more.",
        "Text.",
        "For this document in another format: formats@example.org",
        "Free to copy.",
    ]


@both
def test_headings_keep_their_levels_and_numbers(standard: str) -> None:
    read = file("headings", standard)
    found = [(node.role, node.words) for node in read.tree.children]
    assert found == [
        ("H1", "A title"),
        *((f"H{level}", f"{'1.' * level} Level {level}") for level in range(2, 7)),
        ("P", "End."),
    ]
    assert read.bookmarks == [(level - 1, f"{'1.' * level} Level {level}") for level in range(2, 7)]


@both
def test_inline_nodes(standard: str) -> None:
    paragraph = file("inline", standard).tree.one("P")
    em, strong, struck, low, high, code, key, short, french = paragraph.children
    assert paragraph.words == (
        "Some stress and weight, both; gone; H2O, 103; a = b; Ctrl; PEEP; bonjour; electro\u00adencephalograph;"
        " office fluffy difficult; a new line."
    ).replace("\u00ad", "")
    assert (em.role, strong.role, strong.roles) == ("Em", "Strong", ["Em"])
    assert [standard_role(node, "ua-1") for node in (em, strong)] == ["Span", "Span"]
    assert struck.attributes["Layout/TextDecorationType"] == "LineThrough"
    if standard == "ua-1":
        assert (low.attributes["Layout/BaselineShift"], high.attributes["Layout/BaselineShift"]) == (-4.0, 4.0)
    else:
        assert (low.attributes["Layout/TextPosition"], high.attributes["Layout/TextPosition"]) == ("Sub", "Sup")
    assert [node.role for node in (low, high)] == ["Span", "Span"]
    assert (code.role, code.text, key.role, key.text) == ("Code", "a  =  b", "Code", "Ctrl")
    assert (short.role, short.text, short.expansion) == ("Span", "PEEP", "personal emergency evacuation plan")
    assert (french.role, french.lang) == ("Span", "fr")


@both
def test_lists_nest_inside_the_body_of_their_item(standard: str) -> None:
    tree = file("lists", standard).tree
    bullets = tree.all("L")[0]
    item = ("LI", ["Lbl", ("LBody", ["P"])])
    deepest = ("L", [item])
    middle = ("L", [("LI", ["Lbl", ("LBody", ["P", deepest])])])
    assert shape(bullets) == ("L", [item, ("LI", ["Lbl", ("LBody", ["P", middle])])])
    assert {node.parent.role for node in tree.all("L")} == {"Document", "LBody"}
    assert {node.attributes["List/ListNumbering"] for node in bullets.all("L")} == {"Disc"}
    assert {node.words for node in bullets.all("Lbl")} == {"•"}


@both
def test_ordered_lists_are_tagged_as_printed(standard: str) -> None:
    lists = [node for node in file("lists", standard).tree.children if node.role == "L"][1:6]
    assert [(node.attributes["List/ListNumbering"], [label.words for label in node.all("Lbl")]) for node in lists] == [
        ("Decimal", ["3.", "4."]),
        ("LowerAlpha", ["c.", "d."]),
        ("UpperAlpha", ["C.", "D."]),
        ("LowerRoman", ["iii.", "iv."]),
        ("UpperRoman", ["III.", "IV."]),
    ]


@both
def test_task_lists_say_what_is_done(standard: str) -> None:
    tasks = [node for node in file("lists", standard).tree.children if node.role == "L"][6]
    assert [(label.actual, len(label.places)) for label in tasks.all("Lbl")] == [("done", 1), ("to do", 1)]
    assert tasks.attributes["List/ListNumbering"] == "Square"


@both
def test_an_item_may_hold_several_blocks(standard: str) -> None:
    loose = [node for node in file("lists", standard).tree.children if node.role == "L"][7]
    assert [body.roles for body in loose.all("LBody")] == [["P", "P", "P"], ["Table"]]


@both
def test_definition_lists(standard: str) -> None:
    definitions = [node for node in file("lists", standard).tree.children if node.role == "L"][8]
    assert definitions.roles == ["LI", "LI"]
    assert [item.roles for item in definitions.children] == [["Lbl", "Lbl", "LBody", "LBody"], ["Lbl", "LBody"]]
    assert [node.words for node in definitions.children[0].children] == ["Shelter", "Refuge", "A place.", "One.Two."]
    expected = "None" if standard == "ua-1" else "Description"
    assert definitions.attributes["List/ListNumbering"] == expected


@both
def test_quotation(standard: str) -> None:
    quotation = file("blocks", standard).tree.children[1]
    assert shape(quotation) == ("BlockQuote", ["P", ("BlockQuote", ["P"]), "P"])
    assert quotation.children[-1].words == "Somebody"


@both
@pytest.mark.parametrize("outer", ["in a quotation", "in a callout"])
def test_callouts_and_captions_within_others_are_read_back(outer: str, standard: str) -> None:
    assert verify(outline_of(DOCUMENTS[outer]), read_back(data(outer, standard))) == ()


@both
def test_code_keeps_its_lines_and_spaces(standard: str) -> None:
    block = file("blocks", standard).tree.children[2]
    (code,) = block.children
    assert (block.role, code.role, set(code.roles)) == ("P", "Code", {"Sub"})
    assert [line.text for line in code.children] == ["def f(x):", "", "    return x", "\ttab", ""]


@both
def test_callouts_begin_with_their_title(standard: str) -> None:
    callouts = file("blocks", standard).tree.children[3:9]
    aside = "Sect" if standard == "ua-1" else "Aside"
    assert [standard_role(node, standard) for node in callouts] == [aside] * 5 + ["Sect"]
    assert [str(node.source.T) for node in callouts] == [kind.value.title() for kind in CalloutKind]
    assert [node.children[0].words for node in callouts] == [kind.value.title() for kind in CalloutKind]
    assert {tuple(node.roles) for node in callouts} == {("Caption", "P", "L")}


@both
def test_division_has_its_language(standard: str) -> None:
    division = file("blocks", standard).tree.children[9]
    assert (division.role, division.lang, division.roles) == ("Div", "cy", ["P", "L"])


@both
def test_formulas_have_words_and_a_place(standard: str) -> None:
    block, inline = file("blocks", standard).tree.all("Formula")
    assert (block.alt, inline.alt) == ("T equals n by 20", "a squared plus b squared")
    assert (block.parent.role, inline.parent.role) == ("Document", "P")
    assert [node.attributes["Layout/Placement"] for node in (block, inline)] == ["Block", "Inline"]
    left, bottom, right, top = inline.attributes["Layout/BBox"]
    assert 60 < left < right < 300
    assert 10 < top - bottom < 30


@both
def test_tables(standard: str) -> None:
    plain, rows, *_ = file("tables", standard).tree.all("Table")
    assert plain.roles == ["Caption", "THead", "TBody"]
    assert plain.one("Caption").words == "Table 1: What it shows"
    heads = plain.one("THead").all("TH")
    assert {head.attributes["Table/Scope"] for head in heads} == {"Column"}
    for row in plain.one("TBody").children:
        assert row.roles == ["TD", "TD", "TD"]
        assert [cell.attributes["Table/Headers"] for cell in row.children] == [[head.id] for head in heads]
    columns = rows.one("THead").all("TH")
    for row in rows.one("TBody").children:
        head, *cells = row.children
        assert (head.role, head.attributes["Table/Scope"]) == ("TH", "Row")
        assert [cell.attributes["Table/Headers"] for cell in cells] == [[one.id, head.id] for one in columns[1:]]


@both
def test_ids_are_unique_and_in_the_id_tree(standard: str) -> None:
    for name in ("tables", "notes"):
        read = file(name, standard)
        ids = [node.id for node in read.tree.walk() if node.id]
        names = [str(entry) for entry in read.pdf.Root.StructTreeRoot.IDTree.Names][::2]
        assert len(ids) == len(set(ids)) > 10
        assert names == sorted(ids)


@both
def test_empty_cells_stay_cells(standard: str) -> None:
    table = file("tables", standard).tree.all("Table")[2]
    assert [(cell.role, cell.words) for cell in table.all("TH", "TD")] == [
        ("TH", "One"),
        ("TH", ""),
        ("TD", ""),
        ("TD", "x"),
    ]


@both
def test_figures_have_alt_and_box_and_captions_are_read(standard: str) -> None:
    tree = file("pictures", standard).tree
    captioned, plan, cmyk, sentence, linked = tree.children[1:]
    assert [(node.role, node.words or node.alt) for node in captioned.children] == [
        ("Figure", "A photograph"),
        ("Caption", "Figure 1: Seen from above"),
    ]
    assert (plan.role, plan.alt, cmyk.alt) == ("Figure", "A plan", "A print")
    assert sentence.one("Figure").attributes["Layout/Placement"] == "Inline"
    assert linked.one("Link").one("Figure").alt == "Signs to print"
    assert [str(one.Contents) for one in linked.one("Link").annotations] == ["Signs to print"]
    left, bottom, right, top = plan.attributes["Layout/BBox"]
    width, height = 595.276, 841.89
    assert right - left == pytest.approx((width - 164) / 2, abs=0.5)
    assert (right - left) / (top - bottom) == pytest.approx(2, abs=0.01)
    assert 0 < bottom < top < height


@both
def test_a_decorative_picture_is_an_artifact(standard: str) -> None:
    read = file("pictures", standard)
    assert len(read.tree.all("Figure")) == 5
    assert read.untagged == []


@both
def test_links_are_one_element_with_all_their_lines(standard: str) -> None:
    read = file("links", standard)
    second, mail, address, umlaut, here = read.tree.all("Link")
    assert [str(one.Contents) for one in second.annotations] == ["the second part"]
    assert str(mail.annotations[0].A.URI) == "mailto:a@example.org"
    assert len(address.annotations) > 1
    assert {str(one.Contents) for one in address.annotations} == {address.words.replace(" ", "")}
    assert [str(one.Dest) for one in (*umlaut.annotations, *here.annotations)] == ["target", "here"]
    names = read.pdf.Root.Names.Dests.Names
    known = [str(name) for name in names][::2]
    assert known == sorted(known)
    assert {str(one.Dest) for node in (second, umlaut, here) for one in node.annotations} <= set(known)


def test_destinations_name_structure_elements() -> None:
    read = file("links", "ua-2")
    names = list(read.pdf.Root.Names.Dests.Names)
    targets = {str(name): place.SD[0] for name, place in zip(names[::2], names[1::2], strict=True)}
    assert {name: str(target.S) for name, target in targets.items()} == {
        "title": "/H1",
        "second": "/H2",
        "target": "/P",
        "here": "/Span",
    }


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("*So* on [![](a.png){.decorative}]{#there}", "/P"),
        ("## Two\n\n![](a.png){.decorative #there}\n\nWords.", "/H2"),
    ],
)
def test_a_link_to_a_decorative_picture_leads_to_what_it_stands_in_or_after(
    tmp_path: Path, text: str, role: str
) -> None:
    Raster.new("RGB", (9, 9), "red").save(tmp_path / "a.png")
    text = f"See [that](#there).\n\n{text}\n"
    (tmp_path / "a.md").write_text(f"---\ntitle: T\nlang: en\npdf-standard: ua-2\n---\n\n{text}", encoding="utf-8")
    assert cli.run(["export", str(tmp_path / "a.md"), "--formats", "pdf", "--quiet"]) == 0
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        destinations = iter(pdf.Root.Names.Dests.Names)
        targets = {str(name): place.SD[0] for name, place in zip(destinations, destinations, strict=True)}
        assert str(targets["there"].S) == role


@both
def test_annotations_and_tree_name_each_other(standard: str) -> None:
    for name in ("links", "notes", "front"):
        read = file(name, standard)
        numbers = list(read.pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip((int(key) for key in numbers[::2]), numbers[1::2], strict=True))
        in_tree = [(node, one) for node in read.tree.walk() for one in node.annotations]
        on_pages = [one.objgen for page in read.pdf.pages for one in page.get("/Annots", [])]
        assert sorted(one.objgen for _, one in in_tree) == sorted(on_pages)
        for node, annotation in in_tree:
            assert node.role == "Link"
            assert parents[int(annotation.StructParent)].objgen == node.source.objgen
            assert int(annotation.F) == 4


@both
def test_notes_are_read_after_the_block_that_calls_them(standard: str) -> None:
    tree = file("notes", standard).tree
    assert tree.roles == [
        "H1", "P", "FENote", "FENote", "L", "H2", "FENote", "Table", "FENote", "Aside", "FENote",
        "BlockQuote", "L", "Aside",
    ]  # fmt: skip
    assert tree.children[4].children[0].children[1].roles == ["P", "FENote", "P"]
    assert tree.one("BlockQuote").roles == ["P", "FENote", "P", "FENote"]
    definitions = [node for node in tree.children if node.role == "L"][1]
    assert definitions.children[0].children[1].roles == ["P", "FENote", "FENote", "P"]
    assert [node.children[0].words for node in tree.all("FENote")] == ["1", "2", "12", *map(str, range(3, 12))]
    inner = tree.all("FENote")[1]
    assert inner.roles == ["Lbl", "P", "FENote"]


@both
def test_notes_and_calls_lead_to_each_other(standard: str) -> None:
    tree = file("notes", standard).tree
    notes = tree.all("FENote")
    calls = [node for node in tree.all("Reference") if node.roles == ["Link"]]
    assert {standard_role(note, standard) for note in notes} == {"Note" if standard == "ua-1" else "FENote"}
    assert len(notes) == 12
    assert len(calls) == 13
    for call in calls:
        (link,) = call.children
        assert [str(one.Contents) for one in link.annotations] == [f"Footnote {link.words}"]
        assert [str(one.Dest) for one in link.annotations] == [f"note-{link.words}"]
    for note in notes:
        label = note.children[0]
        number = label.words
        assert (label.role, label.roles, note.id) == ("Lbl", ["Link"], f"note-{number}")
        (back,) = label.children[0].annotations
        assert (str(back.Contents), str(back.Dest)) == (f"Back to text {number}", f"call-{number}")
        if standard == "ua-2":
            expected = [call.source.objgen for call in calls if call.words == number]
            assert [one.objgen for one in note.source.Ref] == expected
            assert all([one.objgen for one in reference.Ref] == [note.source.objgen] for reference in note.source.Ref)


@both
def test_the_whole_entry_of_the_contents_is_a_link(standard: str) -> None:
    read = file("front", standard)
    assert shape(read.tree.one("TOC")) == ("TOC", [("Caption", ["H2"]), ("TOCI", [("Reference", ["Link"])])])
    link = read.tree.one("TOC").one("Link")
    assert link.words == "Only one 1"
    assert [str(one.Contents) for one in link.annotations] == ["Only one"]
    if standard == "ua-2":
        (target,) = read.tree.one("TOCI").source.Ref
        assert str(target.S) == "/H2"


@both
def test_contents_name_the_pages_of_their_sections(standard: str) -> None:
    tree = file("contents over pages", standard).tree
    entries = [node.words.rsplit(" ", maxsplit=1) for node in tree.all("TOCI")]
    pages = {node.words: min(node.pages) for node in tree.all("H2")[1:]}
    assert {title: int(page) for title, page in entries} == pages
    assert len(set(pages.values())) > 2


@both
def test_languages_stand_on_blocks_and_passages(standard: str) -> None:
    tree = file("languages", standard).tree
    assert [(node.role, node.lang) for node in tree.walk() if node.lang] == [
        ("Document", "en-GB"),
        ("Div", "ar"),
        ("L", "he"),
        ("Span", "he"),
        ("H2", "cy"),
    ]


@both
def test_a_text_from_right_to_left_says_so(standard: str) -> None:
    read = file("right to left", standard)
    assert read.tree.attributes["Layout/WritingMode"] == "RlTb"
    assert "/Direction" not in read.pdf.Root.ViewerPreferences, "PDFium then reads numbers backwards"
    assert (read.tree.lang, read.tree.one("TOC").children[0].role) == ("ar", "Caption")
    assert read.tree.one("TOC").children[0].words == "المحتويات"


@both
def test_pages_have_labels(standard: str) -> None:
    labels = file("paragraph over pages", standard).pdf.Root.PageLabels.Nums
    assert (int(labels[0]), str(labels[1].S)) == (0, "/D")


@both
def test_page_labels_are_seen_by_a_viewer(standard: str) -> None:
    import pypdfium2

    from tests.pdf.files import data

    pages = pypdfium2.PdfDocument(data("paragraph over pages", standard))
    assert [pages.get_page_label(number) for number in range(len(pages))] == [str(n + 1) for n in range(len(pages))]


def test_bookmarks_of_a_text_without_sections_name_the_title() -> None:
    assert file("inline").bookmarks == [(1, "A title")]

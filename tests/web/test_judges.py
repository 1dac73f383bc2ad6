"""Pages before judges of other makes: the Nu HTML checker, axe, Chromium, pandoc."""

from collections import Counter

from tests import samples
from tests.epub.books import whole_book, write
from tests.judges import axe, browser_tree, nu, pandoc_json, screenshot
from triplicate.document import walk

SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"  # fmt: skip
"""The spacing that a reader may set (WCAG 2.2, 1.4.12)."""

CONTAINERS = frozenset({"banner", "contentinfo", "doc-chapter", "generic", "main", "region", "rowgroup"}) | {
    *("sectionfooter", "sectionheader")
}
"""What stands around the text, as each format has it in its own way."""


def test_the_checker_of_html_has_no_remark(everything, manual, whole, offered):
    files = [everything, manual, whole, offered / "index.html", offered / "bridge works" / "index.html"]
    assert nu(files) == {file: [] for file in files}


def test_axe_finds_nothing(manual, whole, offered):
    files = [manual, whole, offered / "index.html", offered / "bridge works" / "index.html"]
    assert axe(files) == {file: [] for file in files}
    assert axe([whole], dark=True) == {whole: []}


def test_nobody_scrolls_a_page_sideways(everything, whole):
    """At 320 CSS pixels, also with twice the letters and with a reader's own spacing (WCAG 2.2, 1.4.10 and 1.4.12)."""
    assert screenshot(everything, 320, None, style=SPACED) == 320
    assert screenshot(whole, 640, None, text_scale=2.0) == 640


def heard(trees):
    """Return the roles and names that a screen reader meets, and those of the notes apart."""
    text, notes = [], []
    for nodes in trees:
        inside = None
        for node in nodes:
            if inside is not None and node.depth <= inside:
                inside = None
            if node.role == "doc-endnotes":
                inside = node.depth
            # Key figures have markers without a sign in the page, so that all programs take them for a list.
            elif node.role not in CONTAINERS and (node.role, node.name) != ("ListMarker", ""):
                (text if inside is None else notes).append((node.role, node.name))
    return text, notes


def test_a_page_is_heard_as_the_book_is(whole, tmp_path):
    """In Chromium: the same roles and names in the same order; tables are tables where they are stacked too."""
    book = write(tmp_path, whole_book(lang="ar", direction="rtl", long=False), "whole.epub")
    _, *parts = browser_tree(book).values()  # the cover is the book's own
    (narrow,), (nodes,) = (browser_tree(whole, width).values() for width in ("320", "800"))
    (skip, words, *rest) = nodes
    assert (skip.role, words.role) == ("link", "StaticText")
    text, notes = heard([rest])
    assert (text, notes) == heard(parts)
    tables = {"table", "row", "cell", "columnheader", "rowheader"}
    counted = [Counter(node.role for node in tree if node.role in tables) for tree in (narrow, nodes)]
    assert counted[0] == counted[1] and len(counted[0]) == len(tables)


def test_pandoc_reads_the_same_headings(everything):
    def words(tree):
        if isinstance(tree, list):
            return "".join(map(words, tree))
        match tree.get("t"):
            case "Str":
                return tree["c"]
            case "Space" | "SoftBreak":
                return " "
            case "Span" | "Link":
                return words(tree["c"][1])
            case "Emph" | "Strong" | "Subscript" | "Superscript":
                return words(tree["c"])
            case _:
                return ""

    blocks = pandoc_json(everything, "html")["blocks"]
    found = []

    def visit(tree):
        if isinstance(tree, dict) and tree.get("t") == "Header":
            found.append((tree["c"][0], " ".join(words(tree["c"][2]).split())))
        elif isinstance(tree, dict):
            visit(tree.get("c", []))
        elif isinstance(tree, list):
            for one in tree:
                visit(one)

    visit(blocks)
    headings = list(walk.headings(samples.document("everything.md")))
    assert [level for level, said in found if said != "Contents"] == [one.level for one in headings]
    mine = [" ".join(walk.text_of(one.children).split()) for one in headings]
    assert [said for _, said in found if said != "Contents"] == mine

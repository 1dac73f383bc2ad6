"""HTML in Markdown: what has a meaning here is read, wrappers are unwrapped, what would be lost is refused."""

from pathlib import Path

import pytest

from tests.reading.helpers import block, clean, codes, inlines, picture, places, reading
from triplicate.document.model import (
    Abbreviation,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Emphasis,
    Figure,
    Heading,
    Image,
    Keyboard,
    Length,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Passage,
    Quotation,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
)
from triplicate.document.walk import descend, plain, text_of


def p(words: str) -> Paragraph:
    return Paragraph((Text(words),))


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("<b>now</b>", Strong((Text("now"),))),
        ("<strong>now</strong>", Strong((Text("now"),))),
        ("<i>now</i>", Emphasis((Text("now"),))),
        ("<u>now</u>", Emphasis((Text("now"),))),
        ("<s>now</s>", Strikethrough((Text("now"),))),
        ("<code>a &lt; b</code>", Code("a < b")),
        ("<kbd>Esc</kbd>", Keyboard("Esc")),
        ("<sub>2</sub>", Subscript((Text("2"),))),
        ("<sup>2</sup>", Superscript((Text("2"),))),
        ('<abbr title="Royal Mail">RM</abbr>', Abbreviation("RM", "Royal Mail", first=True)),
        ('<a href="https://example.org/?a=1&amp;b=2">*fees*</a>', Link((Emphasis((Text("fees"),)),), "https://example.org/?a=1&b=2")),
        ('<span lang="fr">mot</span>', Passage((Text("mot"),), "fr")),
        ('<span id="here">mot</span>', Passage((Text("mot"),), None, "here")),
        ('<a name="here"></a>', Passage((), None, "here")),
        ("**<i>now</i>**", Strong((Emphasis((Text("now"),)),))),
        ("<q>now</q>", Text("“now”")),
    ],
)  # fmt: skip
def test_what_stands_among_words_is_read(text: str, node: object) -> None:
    assert inlines(f"So {text}\n")[-1] in {node, Text("So “now”")}
    assert inlines(f"<p>So {text.replace('*fees*', '<em>fees</em>').replace('**', '')}</p>\n")[0] != ()


def test_quotation_marks_are_those_of_the_language() -> None:
    assert inlines("<q>oui</q>\n", "lang: fr\n".replace("lang", "subject"))[0] == Text("“oui”")
    (only,) = reading("<q>oui</q>\n").document.blocks
    assert plain(only) == "“oui”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One <em>two</em> &amp; three.</p>", Paragraph((Text("One "), Emphasis((Text("two"),)), Text(" & three.")))),
        ("<p>One<br>two</p>", Paragraph((Text("One"), LineBreak(), Text("two")))),
        ("<hr>", ThematicBreak()),
        ('<pre><code class="language-sh">ls\n  -l &lt;\n</code></pre>', CodeBlock("ls\n  -l <", "sh")),
        ("<blockquote>\n<p>Said.</p>\n</blockquote>", Quotation((p("Said."),))),
        ("<ul>\n<li>One\n<li>Two\n</ul>", BulletList((ListItem((p("One"),)), ListItem((p("Two"),))))),
        ('<ol start="3" type="a"><li>One</li></ol>', OrderedList((ListItem((p("One"),)),), 3, "a")),
        ("<dl><dt>Term</dt><dd>Words</dd></dl>", DefinitionList((Definition(((Text("Term"),),), ((p("Words"),),)),))),
        ("<details>\n<summary>More</summary>\n\nWords.\n\n</details>", Division((Paragraph((Strong((Text("More"),)),), lead_in=True), p("Words.")))),
        ('<div lang="cy">\n\nGair.\n\n</div>', Division((p("Gair."),), lang="cy")),
        ("<section>\n\nWords.\n\n</section>", p("Words.")),
        ("<!-- a comment --> Words.", p("Words.")),
    ],
)  # fmt: skip
def test_blocks_are_read(text: str, expected: object) -> None:
    assert block(f"{text}\n") == expected


def test_a_heading_of_html_has_a_level_and_an_id_as_any_other() -> None:
    blocks = clean('<h2 id="fees">Fees</h2>\n\nWords.\n\n### More\n').blocks
    assert blocks[0] == Heading(2, (Text("Fees"),), id="fees")
    assert blocks[2] == Heading(3, (Text("More"),), id="more")
    assert codes("<h2>A</h2>\n<h4>B</h4>\n") == ["H050"]


def test_a_table_of_html_is_read_with_its_caption_and_row_headers() -> None:
    text = (
        "<table>\n<caption>Fees</caption>\n<thead><tr><th></th><th>Fee</th></tr></thead>\n"
        "<tbody>\n<tr><th>Boat</th><td>£4<br>a day</td></tr>\n</tbody>\n</table>\n"
    )
    table = block(text)
    assert isinstance(table, Table)
    assert table.caption == (Text("Fees"),)
    assert table.header == (
        Cell(
            (),
        ),
        Cell((Text("Fee"),)),
    )
    assert table.rows == ((Cell((Text("Boat"),), header=True), Cell((Text("£4"), LineBreak(), Text("a day")))),)


def test_numbers_of_items_are_kept_or_a_finding() -> None:
    one = block('<ol><li value="5">Five</li><li value="6">Six</li><li>Seven</li></ol>\n')
    assert isinstance(one, OrderedList)
    assert (one.start, len(one.items)) == (5, 3)
    for text in ('<ol><li>One</li><li value="9">Nine</li></ol>', "<ol reversed><li>Two</li><li>One</li></ol>"):
        (found,) = reading(f"{text}\n").findings
        assert (found.code, "count up" in found.message) == ("X001", True)
    assert codes('<ul><li value="2">a</li></ul>\n') == []


def test_headers_of_rows_beyond_the_first_column_are_cells_like_any_other() -> None:
    text = (
        "<table>\n<thead><tr><th>Code</th><th>Thing</th></tr></thead>\n"
        "<tbody>\n<tr><td>a</td><th>Boat</th></tr>\n<tr><th>b</th><td>Oar</td></tr>\n</tbody>\n</table>\n"
    )
    found = reading(text)
    (table,) = found.document.blocks
    assert isinstance(table, Table)
    assert [[cell.header for cell in row] for row in table.rows] == [[False, False], [True, False]]
    assert [(finding.code, "Boat" in finding.message) for finding in found.findings] == [("X050", True)]


def test_a_column_that_says_nothing_is_no_column() -> None:
    """Sites put drawings of their style sheets into it."""
    text = (
        '<table>\n<thead><tr><th></th><th>Thing</th><th align="right">Fee</th></tr></thead>\n'
        '<tbody>\n<tr><td><span class="boat"></span></td><th>Boat</th><td></td></tr>\n</tbody>\n</table>\n'
    )
    table = next(one for one in reading(text).document.blocks if isinstance(one, Table))
    assert table.header == (Cell((Text("Thing"),)), Cell((Text("Fee"),)))
    assert table.rows == ((Cell((Text("Boat"),), header=True), Cell(())),)
    assert len(table.align) == 2


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("<tr><td>1</td><td>2</td></tr>", "no header row"),
        ('<tr><th colspan="2">A</th></tr><tr><td>1</td><td>2</td></tr>', "several rows or columns"),
        ("<tr><th>A</th></tr><tr><td>1</td><td>2</td></tr>", "different numbers"),
        ("<tr><th>A</th></tr><tr><td><ol><li>1</li></ol></td></tr>", "holds no blocks"),
    ],
)
def test_a_table_that_cannot_be_carried_is_refused_once(rows: str, said: str) -> None:
    (found,) = reading(f"<table>{rows}</table>\n").findings
    assert found.code == "X001"
    assert said in found.message


def test_pictures_of_html_are_read(tmp_path: Path) -> None:
    picture(tmp_path)
    figure = block('<img src="map.png" alt="A map" width="60%">\n', folder=tmp_path)
    assert figure == Figure(Image("map.png", "A map", width=Length(60, "%")), ())
    figure = block(
        '<figure>\n<img src="map.png" alt="">\n<figcaption>The <b>map</b></figcaption>\n</figure>\n', folder=tmp_path
    )
    assert figure == Figure(Image("map.png", "", decorative=True), (Text("The "), Strong((Text("map"),))), number=1)
    (found,) = reading('<img src="map.png">\n', folder=tmp_path).findings
    assert (found.code, found.hint.split(";")[0]) == ("I009", 'Say what it shows with alt="…"')


def test_what_only_wraps_is_unwrapped_with_one_warning_that_names_each_kind() -> None:
    text = '<div class="box">\n\nOne <span class="red">two</span> <span>three</span>.\n\n</div>\n\n<div>\n\nFour.\n\n</div>\n'
    result = reading(text)
    assert [(finding.code, finding.severity.value) for finding in result.findings] == [("X027", "warning")]
    assert result.findings[0].message == "“<div>”, “<span>” (line 8) have no effect here; their words stay."
    assert [plain(one) for one in result.document.blocks] == ["One two three.", "Four."]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<style>\n.old { display: none }\n</style>",
        '<style>p::before { content: "Note: " }</style>',
        "<style>li::before { content: counter(steps) }</style>",
        '<iframe src="https://example.org/"></iframe>',
        '<form action="/"><input name="a"></form>',
        '<object data="a.swf"></object>',
        '<video src="a.mp4"></video>',
        '<audio src="a.mp3"></audio>',
        '<iframe title="The route"></iframe>',
        "<your-name>",
        "<Contributors />",
        "Made by <Contributors/>.",
        "Write to <name> now.",
    ],
)
def test_what_would_be_lost_is_refused_with_a_remedy(text: str) -> None:
    (found,) = reading(f"{text}\n").findings
    assert (found.code, found.place.line) == ("X001", 6)
    assert found.hint.startswith(("Write ", "HTML has no such element", "Put it in `code`"))


@pytest.mark.parametrize(
    "text",
    [
        '<style>\np { color: red }\n\n.a::before { content: ""; }\n.b::after { content: "\\f101" }\n</style>',
        '<script type="application/ld+json">\n{"name": "The library"}\n</script>',
        "<div>\n<style>p {}</style>\n</div>",
    ],
)
def test_looks_and_data_for_machines_are_left_out_with_a_warning(text: str) -> None:
    result = reading(f"{text}\n\nWords.\n")
    assert {finding.code for finding in result.findings} == {"X027"}
    assert [plain(one) for one in result.document.blocks] == ["Words."]


def test_variables_are_filled_in_among_words_of_html() -> None:
    only = block("<p>Ring <b>{{ phone }}</b> or {{page.desk}}.</p>\n", "phone: 020 7946 0000\ndesk: the desk\n")
    assert plain(only) == "Ring 020 7946 0000 or the desk."
    assert codes("<p>Ring {{ nobody }}.</p>\n") == ["M008"]


def test_of_a_link_around_blocks_the_heading_leads_on_or_the_first_words() -> None:
    card = '<a href="https://example.org/hours">\n<div markdown>\n\nNew\n\n## Hours\n\nWe *open* earlier.\n\n</div>\n</a>\n\nMore.\n'
    blocks = reading(card).document.blocks
    assert [plain(one) for one in blocks] == ["New", "Hours", "We open earlier.", "More."]
    assert blocks[1].children == (Link((Text("Hours"),), "https://example.org/hours"),)  # type: ignore[union-attr]
    assert not [one for one in descend(*blocks[:1], *blocks[2:]) if isinstance(one, Link)]
    first, second = reading('<a href="https://example.org/">\n\nOne\n\nTwo\n\n</a>\n').document.blocks
    assert first == Paragraph((Link((Text("One"),), "https://example.org/"),))
    assert second == Paragraph((Text("Two"),))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<a href="https://example.org/">\n\n---\n\n</a>\n', "K008"),
        ('<a href="https://example.org/">\n\n[One](https://example.org/one)\n\n</a>\n', "K008"),
        ('<a href="https://example.org/">\n\nWords\n', "X001"),
        ('<a href="javascript:x">\n\nWords\n\n</a>\n', "K002"),
    ],
)
def test_a_link_around_blocks_that_cannot_lead_on_is_refused(text: str, code: str) -> None:
    assert code in codes(text)


def test_words_for_readers_without_programs_stay() -> None:
    result = reading("<noscript>\nPlease call us.\n</noscript>\n")
    assert [finding.code for finding in result.findings] == ["X027"]
    assert [plain(one) for one in result.document.blocks] == ["Please call us."]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('<iframe title="The route" src="https://example.org/map"></iframe>', "https://example.org/map"),
        ('<div><iframe title="The route" src="//example.org/map"></iframe></div>', "https://example.org/map"),
        (
            '<iframe title="The route" src="https://www.youtube.com/embed/a-1?start=2"></iframe>',
            "https://www.youtube.com/watch?v=a-1",
        ),
        (
            '<iframe title="The route" src="https://www.youtube.com/embed/videoseries?list=a-1"></iframe>',
            "https://www.youtube.com/playlist?list=a-1",
        ),
        (
            '<video title="The route">\n<source src="https://example.org/a.mp4">\nYour browser is old.\n</video>',
            "https://example.org/a.mp4",
        ),
        ('<audio aria-label="The route" src="https://example.org/a.mp3"></audio>', "https://example.org/a.mp3"),
        ('<object title="The route" data="https://example.org/a.pdf">Old.</object>', "https://example.org/a.pdf"),
        ('<embed title="The route" src="https://example.org/a.pdf">', "https://example.org/a.pdf"),
    ],
)
def test_what_is_embedded_and_has_a_title_is_linked(text: str, target: str) -> None:
    result = reading(f"{text}\n")
    assert [finding.code for finding in result.findings if finding.code != "X027"] == ["X048"]
    (paragraph,) = result.document.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (Link((Text("The route"),), target),)


def test_an_embedding_that_is_not_closed_within_its_words_is_refused() -> None:
    assert "X001" in codes('*A <iframe title="B" src="https://example.org/">* c </iframe>\n')
    assert "X001" in codes('<iframe title="B" src="https://example.org/">\n')


def test_markdown_within_a_block_of_html_is_not_printed() -> None:
    assert codes('<div lang="fr">\nIl est **grand**.\n</div>\n') == ["X008"]
    assert "X001" in codes("<div>\n\n    <div>One</div>\n\n</div>\n")


def test_what_is_indented_in_an_open_element_is_no_code() -> None:
    (only,) = clean("<ul>\n\n    <li>One</li>\n\n    <li>Two</li>\n\n</ul>\n").blocks
    assert isinstance(only, BulletList)
    assert [plain(item.children[0]) for item in only.items] == ["One", "Two"]


def test_a_list_in_a_cell_is_lines() -> None:
    for text in (
        "| A |\n|---|\n| <ul><li>One</li><li>Two</li></ul> |\n",
        "<table><tr><th>A</th></tr><tr><td><ul><li>One</li><li>Two</li></ul></td></tr></table>\n",
    ):
        result = reading(text)
        assert {finding.code for finding in result.findings} == {"X027"}
        (table,) = result.document.blocks
        assert isinstance(table, Table)
        assert table.rows[0][0].children == (Text("One"), LineBreak(), Text("Two"))


def test_a_summary_and_a_caption_may_be_written_in_markdown() -> None:
    assert (
        plain(clean("<details>\n<summary>**How** to `go`</summary>\n\nOn.\n\n</details>\n").blocks[0])
        == "How to go On."
    )
    text = "<figure>\n\n`x`\n\n<figcaption>\n\nA [link](https://example.org/)\n\n</figcaption>\n</figure>\n"
    assert plain(clean(text).blocks[0]) == "x A link"
    assert plain(clean("<figure>\n\nx\n\n<figcaption>The `Box`</figcaption>\n</figure>\n").blocks[0]) == "x The Box"


def test_a_comment_may_end_with_three_hyphens() -> None:
    assert inlines("One <!---to do: more--->two\n") == (Text("One two"),)


def test_an_arrow_ends_no_comment_where_none_begins() -> None:
    assert block("from one --> to another\n") == p("from one --> to another")
    assert codes("a <!-- b --> c --> d\n") == ["X001"]


def test_findings_stand_at_their_line_and_column() -> None:
    assert places("<p>\nOne\ntwo <foo> three</p>\n", "X001") == [(3, 5)]
    assert places("Words\n\n<table><tr><th>A</th></tr>\n<tr><td>{x}</td></tr></table>\n", "X002") == [(4, 9)]
    assert places('Words of <a href="javascript:x">one</a>, **<a href="javascript:y">two</a>**\n', "K002") == [
        (1, 10),
        (1, 44),
    ]


def test_html_within_a_list_and_a_quotation_is_read_there() -> None:
    (only,) = clean("- One\n\n  <p>Two</p>\n").blocks
    assert isinstance(only, BulletList)
    assert only.items[0].children == (p("One"), p("Two"))
    assert block("> <p>Two</p>\n") == Quotation((p("Two"),))


@pytest.mark.parametrize("tags", ["<div>" * 5000, "<ul><li>" * 2000])
def test_tags_without_end_are_read(tags: str) -> None:
    assert plain(reading(f"{tags}x\n").document.blocks[-1]).endswith("x")


def test_a_table_whose_headers_are_only_bold_has_them() -> None:
    text = (
        "<table>\n<tr><td></td><td><b>Old</b></td><td><strong>New</strong></td></tr>\n"
        "<tr><td><b>Fee</b></td><td>£3</td><td>£4</td></tr>\n</table>\n"
    )
    (table,) = clean(text).blocks
    assert isinstance(table, Table)
    assert [text_of(cell.children) for cell in table.header] == ["", "Old", "New"]
    assert [[text_of(cell.children) for cell in row] for row in table.rows] == [["Fee", "£3", "£4"]]


def test_names_with_what_they_stand_for_are_a_list_of_them() -> None:
    for name in ("<th>{}</th>", "<td><b>{}</b></td>"):
        rows = "".join(f"<tr>{name.format(one)}<td><p>In {one}</p></td></tr>\n" for one in ("Whitby", "Goole"))
        (only,) = clean(f"<table>\n{rows}</table>\n").blocks
        assert isinstance(only, DefinitionList)
        assert plain(only) == "Whitby In Whitby Goole In Goole"


def test_a_table_of_one_column_is_no_table() -> None:
    result = reading("<table>\n<tr><td>\n<p>One</p>\n<ul><li>Two</li></ul>\n</td></tr>\n</table>\n")
    assert [type(one).__name__ for one in result.document.blocks] == ["Paragraph", "BulletList"]
    assert [finding.code for finding in result.findings] == ["X027"]


def test_a_table_without_headers_is_refused() -> None:
    text = "<table>\n<tr><td>Root</td><td>valid</td></tr>\n<tr><td>Leaf</td><td>lapsed</td></tr>\n</table>\n"
    assert codes(text) == ["X001"]


def test_an_empty_line_in_code_of_html_is_refused_for_the_words_after_it() -> None:
    assert codes("<div>\n<pre>\na\n\n_b_\n</pre>\n</div>\n") == ["X027", "X001"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("<div>\n- one\n- two\n</div>\n", [BulletList]),
        ("<section>\n<p>Before</p>\n1. one\n2. two\n</section>\n", [Paragraph, OrderedList]),
        ('<div class="kicker">Before</div>\n### Part\n\nWords.\n', [Paragraph, Heading, Paragraph]),
        ("<div>\n> Said.\n</div>\n", [Quotation]),
        ("<div><pre>\n# one\n- two\n</pre></div>\n", [CodeBlock]),
        ("<div>\nOne\n- two\n</div>\n", [Paragraph]),
    ],
)
def test_a_heading_an_item_or_a_quotation_right_below_a_tag_is_one(text: str, kinds: list[type]) -> None:
    assert [type(one) for one in reading(text).document.blocks] == kinds


def test_signs_of_a_heading_among_the_words_of_html_are_never_printed() -> None:
    assert "X021" in codes("<div>\nWords\n### Part\n</div>\n")

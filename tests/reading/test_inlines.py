"""Each inline construct of the dialect: text in, nodes out."""

import pytest

from tests.reading.helpers import clean, codes, inlines, places, reading
from triplicate.document.model import (
    Abbreviation,
    Code,
    Emphasis,
    Heading,
    Keyboard,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Paragraph,
    Passage,
    Place,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from triplicate.document.walk import descend, plain, text_of
from triplicate.reading import read


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("*a*", Emphasis((Text("a"),))),
        ("__a__", Strong((Text("a"),))),
        ("~~a~~", Strikethrough((Text("a"),))),
        ("~a~", Subscript((Text("a"),))),
        ("^a^", Superscript((Text("a"),))),
        ("<sub>a</sub>", Subscript((Text("a"),))),
        ("<sup>*a*</sup>", Superscript((Emphasis((Text("a"),)),))),
        ("`` a ` {b} ``", Code("a ` {b}")),
        ("<kbd>Ctrl + A</kbd>", Keyboard("Ctrl + A")),
        ('<abbr title="Royal Mail &amp; Co">RM</abbr>', Abbreviation("RM", "Royal Mail & Co", first=True)),
        ("[a](https://example.org/?b=c&d)", Link((Text("a"),), "https://example.org/?b=c&d")),
        ("<https://example.org/ä>", Link((Text("https://example.org/ä"),), "https://example.org/%C3%A4")),
        ("<a@example.org>", Link((Text("a@example.org"),), "mailto:a@example.org")),
        ("[a](tel:999)", Link((Text("a"),), "tel:999")),
        ("[mot]{lang=fr}", Passage((Text("mot"),), "fr")),
        ("[mot]{#here lang=FR-fr}", Passage((Text("mot"),), "fr-FR", "here")),
        ("*mot*{lang=fr}", Passage((Emphasis((Text("mot"),)),), "fr")),
        ("**mot**{lang=fr}", Passage((Strong((Text("mot"),)),), "fr")),
        ("`mot`{lang=fr}", Passage((Code("mot"),), "fr")),
        ("[a](https://example.org){lang=fr}", Passage((Link((Text("a"),), "https://example.org"),), "fr")),
        ("[**a** b]{lang=fr}", Passage((Strong((Text("a"),)), Text(" b")), "fr")),
    ],
)
def test_a_construct_is_one_node(text: str, node: object) -> None:
    assert inlines(f"x {text} y\n") == (Text("x "), node, Text(" y"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"\*a\* \{b\} \[[c]\]", "*a* {b} [[c]]"),
        (r"!\[a\](b)", "![a](b)"),
        ("5 * 3", "5 * 3"),
        ("a_b_c and 2^8 and ~5 km", "a_b_c and 2^8 and ~5 km"),
        ("1 < 2 > 0 & so on", "1 < 2 > 0 & so on"),
        ("AT&amp;T &copy; &#8364;", "AT&T © €"),
        ("he said [sic]", "he said [sic]"),
    ],
)
def test_signs_that_are_meant_stay(text: str, plain: str) -> None:
    assert inlines(f"{text}\n") == (Text(plain),)


def test_places_are_exact() -> None:
    nodes = inlines("One *two*\n three `four`\n")
    assert [node.place for node in nodes] == [Place(6, 1), Place(6, 5), Place(6, 10), Place(7, 8)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("> - One\n>   {x} two\n", (2, 5)),
        ("Text.[^1]\n\n[^1]: A note {x}.\n", (3, 14)),
        ("| A | B |\n|---|---|\n| c | d {x} |\n", (3, 9)),
        ("T\n: one\n  {x}\n", (3, 3)),
        ("Text ^[note {x}].\n", (1, 13)),
        ("Head {x} line\n---\n", (1, 6)),
        ("## Head {x} line ##\n", (1, 9)),
        ("1. a\n\n   b\n   {x}\n", (4, 4)),
        ("a \\* & &amp; *b* {x}\n", (1, 18)),
        ("\u00a0\na {x} b\n", (2, 3)),
        ("> - \u00a0\n>   \u3000\n>   a {x} b\n", (3, 7)),
    ],
)
def test_findings_stand_where_the_text_does(text: str, place: tuple[int, int]) -> None:
    assert places(text, "X002") == [place]


@pytest.mark.parametrize("text", ["a\\\nb", "a  \nb", "a<br>b", "a<br />b", "a <br>\nb"])
def test_line_breaks(text: str) -> None:
    assert inlines(f"{text}\n") == (Text("a"), LineBreak(), Text("b"))


def test_a_space_before_a_break_leaves_no_empty_text() -> None:
    assert inlines("`a` <br>b\n") == (Code("a"), LineBreak(), Text("b"))


@pytest.mark.parametrize("text", ["a<br>", "<br>a"])
def test_a_break_at_an_edge_leaves_no_space(text: str) -> None:
    nodes = [node for node in inlines(f"{text}\n") if isinstance(node, Text)]
    assert nodes == [Text("a")]


class TestLinks:
    @pytest.mark.parametrize(
        ("target", "code"),
        [
            ("form.html", "K003"),
            ("/form", "K003"),
            ("?page=2", "K003"),
            ("javascript:alert(1)", "K002"),
            ("JavaScript:x", "K002"),
            ("java&#10;script:x", "K002"),
            ("data:text/html,x", "K002"),
            ("file:///etc/passwd", "K002"),
            ("vbscript:x", "K002"),
            ("https://", "K009"),
            ("https://[::1", "K009"),
            ("https://example.org:port/", "K009"),
            ("mailto:", "K009"),
            ("", "K011"),
            ("#", "K011"),
            ("#nowhere", "K011"),
        ],
    )
    def test_targets_that_lead_nowhere_safe(self, target: str, code: str) -> None:
        result = reading(f"[text]({target})\n")
        assert [finding.code for finding in result.findings] == [code]
        assert not [node for node in descend(*result.document.blocks) if isinstance(node, Link)]
        assert text_of(result.document.blocks[0].children) == "text"  # type: ignore[union-attr, arg-type]

    @pytest.mark.parametrize(
        ("short", "whole"),
        [
            ("www.example.org/a", "https://www.example.org/a"),
            ("http:/example.org", "http://example.org"),
            ("https:example.org/a", "https://example.org/a"),
        ],
    )
    def test_the_address_of_a_site_without_its_beginning_is_made_whole(self, short: str, whole: str) -> None:
        result = reading(f"[text]({short})\n")
        assert [finding.code for finding in result.findings] == ["K012"]
        assert result.document.blocks[0].children == (Link((Text("text"),), whole),)  # type: ignore[union-attr]

    def test_an_unsafe_autolink_is_a_finding(self) -> None:
        assert codes("<javascript:x>\n") == ["K002"]

    def test_reference_links(self) -> None:
        assert inlines("[a][B] [b] [b][]\n\n[b]: https://example.org\n") == (
            Link((Text("a"),), "https://example.org"),
            Text(" "),
            Link((Text("b"),), "https://example.org"),
            Text(" "),
            Link((Text("b"),), "https://example.org"),
        )

    def test_a_variable_in_an_address(self) -> None:
        (node,) = inlines("[write](mailto:{{contact}})\n", "contact: a@example.org\n")
        assert node == Link((Text("write"),), "mailto:a@example.org")

    def test_a_link_within_a_link_is_a_finding(self) -> None:
        assert codes("[a <https://example.org>](https://example.net)\n") == ["X010"]

    def test_a_link_without_text_is_a_finding(self) -> None:
        assert codes("[](https://example.org)\n") == ["K008"]


class TestCrossReferences:
    TARGETS = (
        "## The *first* part {#part}\n\n| A |\n|---|\n| b |\n: Cap {#tab}\n\n::: note\nMind.\n:::\n\n{#para}\nText.\n\n"
    )

    @pytest.mark.parametrize(("target", "text"), [("part", "The first part"), ("tab", "Table 1"), ("title", "Title")])
    def test_empty_links_are_filled(self, target: str, text: str) -> None:
        last = clean(f"{self.TARGETS}See [](#{target}).\n").blocks[-1]
        assert isinstance(last, Paragraph)
        assert last.children == (Text("See "), Link((Text(text),), f"#{target}"), Text("."))

    def test_they_are_filled_in_the_texts_language(self) -> None:
        document = clean(f"{self.TARGETS}Gweler [](#tab).\n", lang="cy")
        assert "Tabl 1" in text_of(document.blocks[-1].children)  # type: ignore[union-attr, arg-type]

    def test_words_of_ones_own_stay(self) -> None:
        last = clean(f"{self.TARGETS}See [that](#para).\n").blocks[-1]
        assert isinstance(last, Paragraph)
        assert last.children[1] == Link((Text("that"),), "#para")

    def test_a_target_without_a_name_is_a_finding(self) -> None:
        assert codes(f"{self.TARGETS}See [](#para).\n") == ["K005"]

    def test_a_misspelt_target_is_named(self) -> None:
        (finding,) = reading(f"{self.TARGETS}See [](#prat).\n").findings
        assert (finding.code, finding.hint) == ("K001", "Did you mean “#part”?")

    def test_a_passage_can_be_a_target(self) -> None:
        assert inlines("[Here]{#a} and [there](#a).\n")[0] == Passage((Text("Here"),), None, "a")


class TestNotes:
    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("A[^a][^b].", "A(1)\u00a0(2)."),
            ("A[^a]**[^b]**.", "A(1)\u00a0(2)."),
            ("A *b[^a]*[^b].", "A b(1)\u00a0(2)."),
            ("5 m^2^[^a][^b]", "5 m2\u00a0(1)\u00a0(2)"),
            ("5 m²[^a][^b]", "5 m²\u00a0(1)\u00a0(2)"),
            ("A[^a], B[^a] [^b], H~2~[^b]", "A(1), B(1) (2), H2\u00a0(2)"),
        ],
    )
    def test_raised_figures_are_told_apart(self, text: str, read: str) -> None:
        (first, *_) = clean(f"{text}\n\nC[^a][^b]\n\n[^a]: One.\n\n[^b]: Two.\n").blocks
        said = [
            node.text if isinstance(node, Text) else f"({node.number})"
            for node in descend(first)
            if isinstance(node, Text | NoteReference)
        ]
        assert "".join(said) == read

    def test_they_count_by_their_first_calls(self) -> None:
        document = clean("A[^z] b^[*Two*.] c[^z] d[^a]\n\n[^a]: Three.\n\n[^z]: One.\n")
        calls = [node.number for node in descend(*document.blocks) if isinstance(node, NoteReference)]
        assert calls == [1, 2, 1, 3]
        assert [note.number for note in document.notes] == [1, 2, 3]
        assert document.notes[1].children == (Paragraph((Emphasis((Text("Two"),)), Text("."))),)

    def test_a_note_called_in_a_note_comes_after(self) -> None:
        document = clean("A[^a] b[^b]\n\n[^a]: One.[^c]\n\n[^b]: Two.\n\n[^c]: Three.\n")
        assert [text_of(note.children[0].children) for note in document.notes] == ["One.", "Two.", "Three."]  # type: ignore[union-attr, arg-type]
        inner = document.notes[0].children[0].children  # type: ignore[union-attr]
        assert inner == (Text("One."), NoteReference(3))

    def test_notes_that_call_each_other_end(self) -> None:
        assert len(clean("A[^a]\n\n[^a]: One.[^b]\n\n[^b]: Two.[^a]\n").notes) == 2

    @pytest.mark.parametrize("text", ["A[^a]\n", "A^[open\n", "A^[]\n", "A[^a]\n\n[^a]:\n"])
    def test_a_call_without_a_note_is_a_finding(self, text: str) -> None:
        assert codes(text) == ["N001"]

    def test_a_note_in_code_is_code(self) -> None:
        assert inlines("`[^1]`\n") == (Code("[^1]"),)


class TestAbbreviations:
    def test_the_first_use_in_the_text_is_marked(self) -> None:
        heading, one, two = clean(
            "## BSL\n\nBSL is a language.\n\nBSL, not BSLX.\n\n*[BSL]: British Sign Language\n"
        ).blocks
        long = "British Sign Language"
        assert isinstance(heading, Heading)
        assert heading.children == (Abbreviation("BSL", long),)
        assert isinstance(one, Paragraph)
        assert one.children[0] == Abbreviation("BSL", long, first=True)
        assert isinstance(two, Paragraph)
        assert two.children == (Abbreviation("BSL", long), Text(", not BSLX."))

    def test_the_front_matter_holds_them_too(self) -> None:
        nodes = inlines("The *BSL* `BSL`.\n", "abbreviations:\n  BSL: British Sign Language\n")
        assert nodes[1] == Emphasis((Abbreviation("BSL", "British Sign Language", first=True),))
        assert nodes[3] == Code("BSL")

    def test_the_longest_wins(self) -> None:
        (node,) = inlines("A&E\n", "abbreviations:\n  A: a\n  A&E: Accident and Emergency\n")
        assert node == Abbreviation("A&E", "Accident and Emergency", first=True)


class TestVariables:
    def test_they_are_filled(self) -> None:
        assert inlines("By {{ publisher }}.\n", "publisher: A *B*\n") == (Text("By A *B*."),)

    def test_a_key_of_ones_own(self) -> None:
        assert inlines("Ring {{phone}}.\n", "phone: 0123\n") == (Text("Ring 0123."),)

    def test_a_missing_key_is_a_finding(self) -> None:
        assert places("Ring {{ phone }}.\n", "M008") == [(1, 6)]

    def test_not_in_code(self) -> None:
        assert inlines("`{{ phone }}`\n") == (Code("{{ phone }}"),)


class TestMathematics:
    def test_with_words(self) -> None:
        assert inlines('If $a^2 * b${alt="x"}.\n', "math: true\n") == (
            Text("If "),
            Math("a^2 * b", "x"),
            Text("."),
        )

    def test_without_words_it_is_a_finding(self) -> None:
        result = reading("If $b^2$.\n", "math: true\n")
        (finding,) = result.findings
        assert (finding.code, 'alt="b squared"' in finding.hint) == ("X029", True)
        (paragraph,) = result.document.blocks
        assert isinstance(paragraph, Paragraph)
        assert paragraph.children[1] == Math("b^2", "b squared")
        # Words in another language than the text's are no words.
        assert [one.code for one in read("---\ntitle: T\nmath: true\n---\n\n$a$\n", lang="cy").findings] == ["X023"]

    def test_a_text_that_says_nothing_of_formulas_may_have_some(self) -> None:
        result = reading("It is $E = mc^2$, and costs $5 to $6.\n")
        assert [finding.code for finding in result.findings] == ["X029", "X030"]
        assert plain(result.document.blocks[0]).endswith(", and costs $5 to $6.")
        assert codes("It is $E = mc^2$.\n", "math: false\n") == ["X026"]
        assert [finding.code for finding in reading("```{math}\n:label: one\na^2\n```\n").findings] == ["X029"]

    @pytest.mark.parametrize("tex", ["n", "O(n)", "O(n log n)", "a, b", "(x, y)", "f(k-1)", "|x|", "n!"])
    def test_letters_and_signs_between_dollars_are_a_formula_too(self, tex: str) -> None:
        """A voice read "dollar O of n dollar" where no formula of the text held a sign of TeX."""
        result = reading(f"It takes ${tex}$ steps.\n")
        assert {finding.code for finding in result.findings} == {"X029", "X030"}
        (paragraph,) = result.document.blocks
        assert isinstance(paragraph, Paragraph)
        assert isinstance(paragraph.children[1], Math)
        assert codes(f"It takes ${tex}$ steps.\n", "math: false\n") == []

    @pytest.mark.parametrize(
        "text",
        [
            "From $a to $b.",
            "$HOME/a:$HOME/b",
            "$(A)/$(B)",
            "US$ (A$ or C$).",
            "\\$n\\$",
            "`$n$`",
            "Costs $5 (a kg) or 6$",
            "$name$",
        ],
    )
    def test_prices_and_names_are_no_formulas(self, text: str) -> None:
        result = reading(f"{text}\n")
        assert "X030" not in [finding.code for finding in result.findings]
        assert "$" in plain(result.document.blocks[0])

    def test_a_formula_that_cannot_be_read(self) -> None:
        for tex in (r"\foo x", r"\frac{a}", "x^{2", "a & b"):
            (finding,) = reading(f'If ${tex}${{alt="x"}}.\n', "math: true\n").findings
            assert (finding.code, finding.place.line) == ("X025", 7)


class TestAttributes:
    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("[a]{langg=fr}", "Did you mean “lang”?"),
            ("[a]{dir=rtl}", "The direction follows from the language: write lang=ar or lang=he alone."),
            ("*a*{width=3cm}", "Known here: lang."),
        ],
    )
    def test_what_has_no_meaning_is_a_finding_with_a_remedy(self, text: str, hint: str) -> None:
        (finding,) = reading(f"{text}\n").findings
        assert (finding.code, finding.hint) == ("X003", hint)

    def test_an_invalid_language_is_a_finding_at_the_braces(self) -> None:
        assert places("Un [mot]{lang=frenchy}.\n", "M003") == [(1, 9)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It is \\(x^2\\) here.", "X026"),
        ("\\[\n\\frac{a}{b}\n\\]", "X026"),
        ("<%= price %> now.", "X006"),
        ("<% if open %>\n\nOpen.", "X006"),
        ("{{#include notes.md}}", "X006"),
        ("[[toc]] here", "X006"),
        ("![[Another note]]", "X006"),
        ('[caption id="a1"]Bus[/caption]', "X006"),
        ("{% include header.html %}", "X006"),
        ('{{< gallery src="bus.jpg" >}}', "X006"),
        ("This is ++new++.", "X008"),
    ],
)
def test_marks_of_other_dialects_are_refused_at_their_place(text: str, code: str) -> None:
    assert set(codes(f"{text}\n")) == {code}
    assert places(f"{text}\n", code)[0] == (1, min(place for place in map(text.find, "$\\!?[{+<:") if place >= 0) + 1)


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 or $6, in $CAN 7.",
        "Set $HOME = $PATH first.",
        "C++ and D++ are languages; i++ counts.",
        "Wait!!! What???",
        "A note [sic] and a list [1].",
        "Use \\*snake_case\\* and 2 \\* 3 = 6 \\* 1.",
    ],
)
def test_what_only_resembles_other_dialects_is_text(text: str) -> None:
    assert codes(f"{text}\n") == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("The <type> of it", "HTML has no such element: put it in `code` if readers are to see it"),
        ("<canvas></canvas>", "Write the picture as a file: ![alt](file)."),
        ("Dear { name: first }", "Fill it in if it waits for a value"),
        ("Dear {name}", "Fill it in if it waits for a value"),
        ("[Fees](#feees)\n\n## Of fees {#fees}", "Did you mean “#fees”?"),
        ("[Fees](fees-2019)", "for a place in this text write #fees-2019."),
        ("The [[Class]] slot", "a bracket that is meant is written \\[."),
        ("[Fees]({{ site.fees }})", "Write the address that readers are to be led to, in full."),
        ("![A map][5]", "define the reference in a paragraph of its own"),
        ("[new][fix]", "a bracket that is meant is written \\[."),
    ],
)
def test_the_remedy_fits_what_was_written(text: str, hint: str) -> None:
    (finding,) = reading(f"{text}\n").findings
    assert hint in finding.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("这是第一行，\n这是第二行。", "这是第一行，这是第二行。"),
        ("これは一行目で\nこれは二行目です。", "これは一行目でこれは二行目です。"),
        ("**中文**\n[中文](https://a.example)", "中文中文"),
        ("我们用\nGit 和\n别的。", "我们用 Git 和别的。"),
        ("한국어\n문장", "한국어 문장"),
        ("中文`代码`\n中文", "中文代码 中文"),
        ("中文。 中文", "中文。 中文"),
        ("first\nsecond", "first second"),
    ],
)
def test_no_space_stands_where_a_line_of_chinese_or_japanese_ends(text, said):
    assert text_of(inlines(text)) == said


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("**图书馆早开门。**每天八点。", ["图书馆早开门。"]),
        ("他说：**“欢迎”**大家，**（全部）**。", ["“欢迎”", "（全部）"]),
        ("これは**「お知らせ」**です。", ["「お知らせ」"]),
        ("**도서관(본관)**은 **“여덟 시”**에 엽니다.", ["도서관(본관)", "“여덟 시”"]),
        ("前***（全部）***后", ["（全部）"]),
        ("价格*（含税）不变，*不含运费。", []),
        ("2 ** 3，四 ** 五。", []),
    ],
)
def test_strong_words_beside_letters_that_have_no_spaces_around_them(text, strong):
    """By CommonMark alone their signs would be printed, as most programs do."""
    result = reading(text)
    found = [
        text_of(node.children) for one in result.document.blocks for node in descend(one) if isinstance(node, Strong)
    ]
    assert (found, "X008" in {finding.code for finding in result.findings}) == (strong, False)

"""Each block construct of the dialect: text in, nodes out."""

from pathlib import Path

import pytest

from tests.reading.helpers import block, clean, codes, picture, places, reading
from triplicate.document.model import (
    Align,
    BulletList,
    Callout,
    CalloutKind,
    CodeBlock,
    DefinitionList,
    Division,
    Emphasis,
    Figure,
    Heading,
    MathBlock,
    Numbering,
    OrderedList,
    PageBreak,
    Paragraph,
    Place,
    Quotation,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from triplicate.document.walk import descend, plain, text_of
from triplicate.reading import read


def p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


class TestHeadings:
    def test_ids_are_made_as_github_makes_them_and_are_unique(self) -> None:
        blocks = clean("## What’s new, in 2025?\n\n## Été_1\n\n## Été_1\n\n## ???\n").blocks
        assert [one.id for one in blocks] == ["whats-new-in-2025", "été_1", "été_1-1", "section"]

    def test_a_written_id_and_language_are_kept_and_made_ids_give_way(self) -> None:
        first, second = clean("## News\n\n## Nouvelles {#news lang=fr}\n").blocks
        assert first == Heading(2, (Text("News"),), id="news-1")
        assert second == Heading(2, (Text("Nouvelles"),), id="news", lang="fr")

    def test_attributes_right_after_a_link_at_the_end_are_the_links(self) -> None:
        only = block("## See [ici](https://example.org){lang=fr}\n")
        assert only.id == "see-ici"
        assert only.lang is None

    def test_underlined_headings_are_headings(self) -> None:
        assert block("Words\n---\n") == Heading(2, (Text("Words"),), id="words")

    def test_number_sections_counts_levels(self) -> None:
        blocks = clean("## A\n\n### B\n\n### C\n\n## D\n\n### E\n", "number-sections: true\n").blocks
        assert [one.number for one in blocks if isinstance(one, Heading)] == ["1", "1.1", "1.2", "2", "2.1"]


class TestTitle:
    def test_one_heading_at_the_top_is_the_title_and_not_in_the_text(self) -> None:
        result = read("# The *big* title {#top}\n\n## Part\n", lang="en")
        assert result.findings == ()
        assert result.document.title == Heading(1, (Text("The "), Emphasis((Text("big"),)), Text(" title")), id="top")
        assert result.document.metadata.title == "The big title"
        assert [one.level for one in result.document.blocks if isinstance(one, Heading)] == [2]

    def test_hash_headings_under_a_title_move_all_headings_down(self) -> None:
        levels = [one.level for one in clean("# One\n\n## Two\n\n# Three\n").blocks if isinstance(one, Heading)]
        assert levels == [2, 3, 2]

    def test_several_hash_headings_are_sections_and_a_title_is_asked_for(self) -> None:
        text = "# Part one\n\nWords.\n\n## Within it\n\nMore words.\n\n# Part two\n\nLast words.\n"
        (found,) = read(text, lang="en").findings
        assert (found.code, found.arguments["sections"]) == ("M001", 2)
        result = read(text, lang="en", title="Both parts")
        assert result.findings == ()
        headings = [(one.level, plain(one)) for one in result.document.blocks if isinstance(one, Heading)]
        assert headings == [(2, "Part one"), (3, "Within it"), (2, "Part two")]

    def test_the_title_of_the_front_matter_said_again_is_the_title(self) -> None:
        assert clean("<!-- Draft -->\n\n# Title\n\nText.\n").blocks == (p("Text."),)

    def test_a_title_that_is_given_wins(self) -> None:
        result = reading("Text.\n", title="Other")
        assert [finding.message for finding in result.findings] == [
            "“Other” stands in the place of the text's own title, “Title”."
        ]
        document = result.document
        assert (document.metadata.title, text_of(document.title.children)) == ("Other", "Other")

    def test_under_a_given_title_the_heading_at_the_top_is_a_section(self) -> None:
        document = read("# Old\n\n## Part\n", lang="en", title="New").document
        assert document.metadata.title == "New"
        assert [(one.level, plain(one)) for one in document.blocks if isinstance(one, Heading)] == [
            (2, "Old"),
            (3, "Part"),
        ]

    def test_a_given_title_that_the_heading_at_the_top_says_too_is_said_once(self) -> None:
        document = read("# New\n\n## Part\n", lang="en", title="New").document
        assert [(one.level, plain(one)) for one in document.blocks if isinstance(one, Heading)] == [(2, "Part")]

    def test_text_before_the_only_hash_heading_leaves_the_text_without_a_title(self) -> None:
        result = read("Text.\n\n# Late\n", lang="en")
        assert [finding.code for finding in result.findings] == ["M001"]
        assert all(one.level == 2 for one in result.document.blocks if isinstance(one, Heading))

    @pytest.mark.parametrize("empty", ["##", "###### ##", "## &nbsp;", "<h4></h4>", "## <!-- to do -->"])
    def test_a_heading_without_words_is_left_out_and_changes_no_level(self, empty: str) -> None:
        result = reading(f"## One\n\n{empty}\n\n### Two\n\nWords.\n")
        assert [finding.code for finding in result.findings] == ["H051"]
        assert [(one.level, plain(one)) for one in result.document.blocks if isinstance(one, Heading)] == [
            (2, "One"),
            (3, "Two"),
        ]

    def test_the_id_of_a_heading_without_words_is_that_of_what_follows(self) -> None:
        result = reading("## {#hours}\n\nWe open at nine.\n\n## <a id='old'></a>\n\n[See](#hours) [it](#old).\n")
        assert [finding.code for finding in result.findings] == ["H051", "H051"]
        assert result.document.blocks[0].id == "hours"

    def test_a_picture_in_a_heading_without_words_stays(self, tmp_path: Path) -> None:
        picture(tmp_path)
        result = reading("## ![](map.png){.decorative}\n\nWords.\n", folder=tmp_path)
        assert [finding.code for finding in result.findings] == ["H051"]
        assert isinstance(result.document.blocks[0], Figure)

    def test_a_seventh_level_is_a_finding_at_its_heading(self) -> None:
        text = "\n\n".join(f"{'#' * level} Level" for level in range(1, 7))
        assert places(text, "X015") == [(11, 1)]


class TestLevels:
    @pytest.mark.parametrize(
        ("text", "levels", "told"),
        [
            ("## A\n\n#### B\n\n#### C\n\n## D\n\n### E\n", [2, 3, 3, 2, 3], [(3, 1)]),
            ("## A\n\n##### B\n\n###### C\n\n### D\n", [2, 3, 4, 3], [(3, 1)]),
            ("### A\n\n## B\n", [2, 2], [(1, 1)]),
            ("# A\n\n# B\n\n### C\n", [2, 2, 3], [(5, 1)]),
            ("# A\n\n###### B\n", [2, 3], [(3, 1)]),
            ("- #### A\n", [2], [(1, 1)]),
        ],
    )
    def test_a_skipped_level_is_set_right_and_told_once_a_section(
        self, text: str, levels: list[int], told: list[tuple[int, int]]
    ) -> None:
        result = reading(text)
        found = [node.level for node in descend(*result.document.blocks) if isinstance(node, Heading)]
        assert found == levels
        assert places(text, "H050") == told
        assert {finding.severity.value for finding in result.findings} == {"warning"}


class TestParagraphs:
    @pytest.mark.parametrize("empty", ["\u200d", "&#8203;", "&zwj; &zwj;", "<p>\u200d</p>", "\ufeff", "&nbsp;\u2060"])
    def test_a_line_that_an_editor_holds_open_is_no_paragraph(self, empty: str) -> None:
        """Editors of web pages put a joiner of no width where a line is left empty: refused, where a space was not."""
        result = reading(f"Words.\n\n{empty}\n\n- One\n\n  {empty}\n\nMore.\n")
        assert result.findings == ()
        assert [type(one) for one in result.document.blocks] == [Paragraph, BulletList, Paragraph]

    def test_white_space_is_single_and_none_is_at_the_ends(self) -> None:
        assert block("One\n  two \t three  \n") == p("One two three")

    def test_soft_hyphens_no_break_spaces_and_quotation_marks_stay(self) -> None:
        assert block('Ex\u00adample\u00a05 "x" -- ...\n') == p('Ex\u00adample\u00a05 "x" -- ...')

    @pytest.mark.parametrize("follower", ["- one", "1. one", "| A |\n|---|\n| b |", "T\n: d", "> said", "```\nx\n```"])
    def test_a_colon_introduces_what_comes_next(self, follower: str) -> None:
        first, _ = clean(f"Bring these:\n\n{follower}\n").blocks
        assert isinstance(first, Paragraph)
        assert first.lead_in

    def test_a_full_width_colon_introduces_too(self) -> None:
        first, _ = clean("持参するもの：\n\n- 一\n").blocks
        assert isinstance(first, Paragraph)
        assert first.lead_in

    @pytest.mark.parametrize("follower", ["Text.", "- one", "```\nx\n```", "> said", "| A |\n|---|\n| b |"])
    @pytest.mark.parametrize("words", ["**Example**", "***Example:***", "**Opening hours**\n{#hours}"])
    def test_bold_words_alone_lead_to_what_comes_next_as_a_heading_does(self, words: str, follower: str) -> None:
        first, _ = clean(f"{words}\n\n{follower}\n").blocks
        assert isinstance(first, Paragraph)
        assert first.lead_in

    @pytest.mark.parametrize(
        "text",
        [
            "Bring these.\n\n- one\n",
            "Bring these:\n\nText.\n",
            "**We open at nine.**\n\nText.\n",
            "**One**\n\n**Two**\n",
            "**One**\n\n## Two\n",
            "**One**\n\n---\n",
            "**Twelve words are the most that a heading is likely to have, and these are more**\n\nText.\n",
        ],
    )
    def test_nothing_else_is_a_lead_in(self, text: str) -> None:
        first, _ = clean(text).blocks
        assert isinstance(first, Paragraph)
        assert not first.lead_in

    def test_a_line_of_attributes_belongs_to_the_block_below(self) -> None:
        assert block("{#here lang=cy}\nGair.\n") == Paragraph((Text("Gair."),), id="here", lang="cy")
        assert block("{lang=cy}\n> Gair.\n") == Quotation((p("Gair."),), lang="cy")

    def test_lines_of_attributes_add_up(self) -> None:
        assert block("{#here}\n{lang=cy}\nGair.\n") == Paragraph((Text("Gair."),), id="here", lang="cy")

    def test_attributes_that_end_a_paragraph_belong_to_it(self) -> None:
        assert block("Mae **croeso** i bawb. {#here lang=cy}\n") == Paragraph(
            (Text("Mae "), Strong((Text("croeso"),)), Text(" i bawb.")), id="here", lang="cy"
        )
        assert block("{#here}\nGair.{lang=cy}\n") == Paragraph((Text("Gair."),), id="here", lang="cy")
        one = block("- Gair {lang=cy}\n- Gair\n")
        assert isinstance(one, BulletList)
        assert [item.children for item in one.items] == [
            (Paragraph((Text("Gair"),), lang="cy"),),
            (Paragraph((Text("Gair"),)),),
        ]

    def test_attributes_right_after_a_link_that_ends_a_paragraph_are_the_links(self) -> None:
        only = block("See [ici](https://example.org){lang=fr}\n")
        assert only.lang is None

    def test_a_line_of_attributes_above_nothing_is_a_finding(self) -> None:
        assert places("Text.\n\n{lang=cy}\n", "X002") == [(3, 1)]


class TestLists:
    def test_a_tight_list_has_paragraphs_in_its_items(self) -> None:
        one = block("- a\n- b\n")
        assert isinstance(one, BulletList)
        assert one.tight
        assert [item.children for item in one.items] == [(p("a"),), (p("b"),)]
        assert [item.place for item in one.items] == [Place(6, 1), Place(7, 1)]

    def test_empty_lines_make_it_loose(self) -> None:
        one = block("- a\n\n- b\n\n  c\n")
        assert isinstance(one, BulletList)
        assert not one.tight
        assert one.items[1].children == (p("b"), p("c"))

    def test_lists_nest(self) -> None:
        one = block("- a\n  1. b\n     - c\n")
        assert isinstance(one, BulletList)
        (_, inner) = one.items[0].children
        assert isinstance(inner, OrderedList)
        assert isinstance(inner.items[0].children[1], BulletList)

    @pytest.mark.parametrize("numbering", list(Numbering))
    def test_numbering_and_first_number(self, numbering: Numbering) -> None:
        one = block(f"{{type={numbering}}}\n8. a\n9. b\n")
        assert isinstance(one, OrderedList)
        assert (one.start, one.numbering) == (8, numbering)

    def test_an_unknown_numbering_is_a_finding(self) -> None:
        assert codes("{type=z}\n1. a\n2. b\n") == ["X003"]

    @pytest.mark.parametrize(
        ("marks", "numbering"),
        [
            (("a.", "b."), "a"),
            (("a)", "b)", "c)"), "a"),
            (("A.", "B.", "C."), "A"),
            (("A. ", "B. "), "A"),
            (("i.", "ii.", "iii.", "iv.", "v.", "vi.", "vii.", "viii.", "ix.", "x."), "i"),
            (("I)", "II)"), "I"),
            (("a.     ", "b.     "), "a"),
            (tuple(f"{letter}." for letter in "abcdefghijklmnopqrstuvwxyz"), "a"),
        ],
    )
    def test_letters_that_follow_one_another_count_a_list(self, marks: tuple[str, ...], numbering: str) -> None:
        only = block("".join(f"{mark} Words {mark}\n" for mark in marks))
        assert isinstance(only, OrderedList)
        assert (only.numbering, only.start, only.tight) == (Numbering(numbering), 1, True)
        assert [plain(item.children[0]) for item in only.items] == [f"Words {mark}".strip() for mark in marks]

    def test_lists_with_letters_stand_in_other_lists_and_hold_them(self) -> None:
        outer = block("1. One\n   a. sub\n\n      More.\n\n      1. deep\n      2. deep\n   b. sub\n2. Two\n")
        inner = outer.items[0].children[1]
        assert (outer.numbering, inner.numbering, len(inner.items)) == (Numbering.DECIMAL, Numbering.LOWER_ALPHA, 2)
        assert len(inner.items[0].children) == 3
        first, second = clean("Words:\na) one\n> a) two\n> b) three\n\n").blocks
        assert plain(first) == "Words: a) one"
        assert isinstance(second.children[0], OrderedList)

    @pytest.mark.parametrize(
        "text",
        [
            "a. One line alone",
            "A. Smith said so.\nB. Jones did not.",
            "a. One\nc. Two",
            "b. One\nc. Two",
            "a. One\nb) Two",
        ],
    )
    def test_letters_that_do_not_are_words(self, text: str) -> None:
        assert plain(reading(f"{text}\n").document.blocks[0]) == " ".join(text.split())

    def test_letters_in_code_stay(self) -> None:
        assert block("    a. One\n    b. Two\n") == CodeBlock("a. One\nb. Two")
        assert block("```\na. One\nb. Two\n```\n") == CodeBlock("a. One\nb. Two")

    @pytest.mark.parametrize(
        "text", ["* one\n*two\n* three", "*[one](#a)\n*[two](#a)\n*[three](#a)", "- one\n-\xa0two\n- three"]
    )
    def test_a_mark_that_touches_its_words_beside_an_item_begins_one(self, text: str) -> None:
        result = reading(f"{text}\n\n{{#a}}\nWords.\n")
        assert {finding.code for finding in result.findings} == {"X049"}
        assert [plain(item.children[0]) for item in result.document.blocks[0].items] == ["one", "two", "three"]  # type: ignore[union-attr]

    def test_abbreviations_below_one_another_are_no_items(self) -> None:
        only = block("The HTML and the CSS.\n\n*[HTML]: Hypertext\n*[CSS]: Style sheets\n")
        assert plain(only) == "The HTML and the CSS."

    @pytest.mark.parametrize("text", ["*Terms apply.\n*Offer ends.", "* one\n\n*two", "Words\n*two"])
    def test_a_sign_before_words_elsewhere_is_none(self, text: str) -> None:
        assert "X008" in codes(f"{text}\n")

    def test_a_bullet_list_has_no_numbering(self) -> None:
        assert codes("{type=a}\n- a\n- b\n") == ["X003"]

    def test_tasks(self) -> None:
        one = block("- [x] done\n- [ ] to *do*\n")
        assert isinstance(one, BulletList)
        assert [item.checked for item in one.items] == [True, False]
        assert one.items[1].children == (Paragraph((Text("to "), Emphasis((Text("do"),)))),)

    def test_a_mixed_list_of_tasks_is_a_finding(self) -> None:
        result = reading("- [x] done\n- other\n")
        assert [finding.code for finding in result.findings] == ["X020"]
        (one,) = result.document.blocks
        assert isinstance(one, BulletList)
        assert [item.checked for item in one.items] == [True, None]

    def test_a_link_named_x_is_no_box(self) -> None:
        one = block("- [x](https://example.org)\n")
        assert isinstance(one, BulletList)
        assert one.items[0].checked is None


class TestDefinitions:
    def test_terms_and_descriptions(self) -> None:
        one = block("Term *a*\n: One\n: Two\n\n  more\n\nTerm b\n: Three\n")
        assert isinstance(one, DefinitionList)
        assert [item.terms for item in one.items] == [((Text("Term "), Emphasis((Text("a"),))),), ((Text("Term b"),),)]
        assert one.items[0].descriptions == ((p("One"),), (p("Two"), p("more")))

    def test_a_colon_within_a_line_makes_none(self) -> None:
        assert block("Note: this\nand :that\n") == p("Note: this and :that")


class TestQuotations:
    def test_the_last_paragraph_can_be_its_source(self) -> None:
        assert block("> Words.\n>\n> -- *Who*, where\n> and when\n") == Quotation(
            (p("Words."),), (Text("— "), Emphasis((Text("Who"),)), Text(", where and when"))
        )

    def test_the_source_may_follow_without_an_empty_line(self) -> None:
        assert block("> Words.\n> -- Who\n") == Quotation((p("Words."),), (Text("— Who"),))

    def test_a_long_dash_begins_a_source_too(self) -> None:
        assert block("> Words.\n>\n> — Who\n") == Quotation((p("Words."),), (Text("— Who"),))

    def test_dashes_elsewhere_are_words(self) -> None:
        assert block("> Words -- more.\n> — and more\n") == Quotation((p("Words -- more. — and more"),))
        assert clean("-- Who\n").blocks == (p("-- Who"),)


class TestCode:
    def test_fences_keep_spaces_and_name_a_language(self) -> None:
        assert block("```python\n  a\n\n\tb {x} **\n```\n") == CodeBlock("  a\n\n\tb {x} **", "python")

    def test_indented_code(self) -> None:
        assert block("    a\n      b\n") == CodeBlock("a\n  b")

    def test_a_fence_that_is_not_closed_is_a_finding(self) -> None:
        assert places("Text.\n\n```\na\n", "X009") == [(3, 1)]

    def test_an_empty_fence_is_closed(self) -> None:
        assert block("> ```\n> ```\n") == Quotation((CodeBlock(""),))


class TestTables:
    TABLE = "| Animal | Legs |\n|:---|---:|\n| Hen | 2 |\n"

    def test_header_rows_and_alignment(self) -> None:
        one = block(self.TABLE)
        assert isinstance(one, Table)
        assert one.align == (Align.LEFT, Align.RIGHT)
        assert [text_of(cell.children) for cell in one.header] == ["Animal", "Legs"]
        assert [[text_of(cell.children) for cell in row] for row in one.rows] == [["Hen", "2"]]
        assert (one.caption, one.number) == ((), None)
        assert [cell.place for cell in one.rows[0]] == [Place(8, 3), Place(8, 9)]

    def test_without_colons_columns_start_where_the_text_does(self) -> None:
        one = block("| A |\n|---|\n| b |\n")
        assert isinstance(one, Table)
        assert one.align == (Align.START,)

    @pytest.mark.parametrize("gap", ["", "\n"])
    def test_a_caption_with_an_id(self, gap: str) -> None:
        one = block(f"{self.TABLE}{gap}: Legs of *animals* {{#legs}}\n")
        assert isinstance(one, Table)
        assert one.caption == (Text("Legs of "), Emphasis((Text("animals"),)))
        assert (one.id, one.number) == ("legs", 1)

    def test_a_caption_may_stand_before_its_table_or_name_it(self) -> None:
        text = f"Table: Before {{#one}}\n\n{self.TABLE}\nTable: Also *before*\n\n{self.TABLE}\n{self.TABLE}\ntable: After\n"
        found = clean(f"## Part\n\n: First\n\n{self.TABLE}\n{text}\nTable: none\n").blocks
        tables = [one for one in found if isinstance(one, Table)]
        assert [text_of(one.caption) for one in tables] == ["First", "Before", "Also before", "After"]
        assert [one.id for one in tables] == [None, "one", None, None]
        assert [text_of(one.children) for one in found if isinstance(one, Paragraph)] == ["Table: none"]

    @pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
    def test_a_space_may_stand_before_the_colon_of_a_caption_as_french_has_it(self, space: str) -> None:
        one = block(f"Table{space}: Frais\n\n{self.TABLE}")
        assert isinstance(one, Table)
        assert one.caption == (Text("Frais"),)

    def test_only_tables_with_captions_are_counted(self) -> None:
        tables = clean(f"{self.TABLE}\n\n{self.TABLE}\n: B\n\n{self.TABLE}\n: C\n").blocks
        assert [one.number for one in tables if isinstance(one, Table)] == [None, 1, 2]

    def test_row_headers_by_sign(self) -> None:
        one = block("| A | B |\n|---|---|\n| # Hen | 2 |\n| Ant | 6 |\n")
        assert isinstance(one, Table)
        assert [[cell.header for cell in row] for row in one.rows] == [[True, False], [False, False]]
        assert one.rows[0][0].children == (Text("Hen"),)

    def test_row_headers_by_attribute(self) -> None:
        one = block("{row-headers=1}\n| A | B |\n|---|---|\n| Hen | 2 |\n")
        assert isinstance(one, Table)
        assert [cell.header for cell in one.rows[0]] == [True, False]

    def test_one_column_names_the_rows(self) -> None:
        rows = "| A | B | C |\n|---|---|---|\n| Hen | 2 | 3 |\n"
        assert places(f"{{row-headers=2}}\n{rows}", "X050") == [(4, 9)]
        (one,) = reading(f"{{row-headers=2}}\n{rows}").document.blocks
        assert isinstance(one, Table)
        assert [cell.header for cell in one.rows[0]] == [True, False, False]

    def test_a_column_that_says_nothing_is_no_column(self) -> None:
        one = block("|  | A | B |\n|---|:-:|---|\n|  | 1 |  |\n|  |  | 2 |\n| | 3 | 4 |\n")
        assert isinstance(one, Table)
        assert [len(row) for row in (one.header, *one.rows, one.align)] == [2] * 5

    @pytest.mark.parametrize("value", ["3", "x", "-1"])
    def test_row_headers_that_cannot_be_are_a_finding(self, value: str) -> None:
        assert codes(f"{{row-headers={value}}}\n| A | B |\n|---|---|\n| Hen | 2 |\n") == ["X003"]

    def test_rows_of_another_length_are_findings(self) -> None:
        rows = "| A | B |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| 1 | a \\| b |\n"
        assert places(rows, "X046") == [(3, 1)]
        assert places(rows, "X013") == [(4, 1)]

    @pytest.mark.parametrize("text", ["- one\n\n: Caption\n", "```\ncode\n```\n\n: Caption\n"])
    def test_a_caption_of_nothing_is_a_finding(self, text: str) -> None:
        assert "X013" in codes(text)


class TestCallouts:
    @pytest.mark.parametrize("kind", list(CalloutKind))
    def test_both_forms(self, kind: CalloutKind) -> None:
        title = (Text(kind.value.capitalize()),)
        for text in (f"> [!{kind.upper()}]\n> Mind.\n", f"::: {kind}\nMind.\n:::\n"):
            assert block(text) == Callout(kind, title, (p("Mind."),))

    def test_its_name_is_in_the_texts_language(self) -> None:
        (one,) = read("---\ntitle: T\nlang: cy\n---\n\n> [!NOTE]\n> Gair.\n").document.blocks
        assert isinstance(one, Callout)
        assert one.title == (Text("Nodyn"),)

    def test_its_name_follows_the_language_around_it(self) -> None:
        one = block("::: {lang=fr}\n> [!TIP]\n> Mot.\n:::\n")
        assert isinstance(one, Division)
        (inner,) = one.children
        assert isinstance(inner, Callout)
        assert inner.title == (Text("Conseil"),)

    def test_a_title_of_ones_own(self) -> None:
        one = block("::: warning Mind the *step* {#step}\nText.\n:::\n")
        assert one == Callout(
            CalloutKind.WARNING, (Text("Mind the "), Emphasis((Text("step"),))), (p("Text."),), id="step"
        )

    @pytest.mark.parametrize("text", ["> [!WARNNG]\n> x\n", "::: warnng\nx\n:::\n"])
    def test_other_kinds_are_findings(self, text: str) -> None:
        assert codes(text) == ["X012"]


class TestDivisions:
    def test_blocks_with_a_language(self) -> None:
        one = block("::: {lang=cy #rhan}\nGair.\n\n- un\n:::\n")
        assert isinstance(one, Division)
        assert (one.lang, one.id, len(one.children)) == ("cy", "rhan", 2)

    def test_more_colons_hold_fewer(self) -> None:
        one = block(":::: {lang=cy}\n::: tip\nGair.\n:::\n::::\n")
        assert isinstance(one, Division)
        assert isinstance(one.children[0], Callout)

    @pytest.mark.parametrize("text", ["::: note\nText.\n", "Text.\n\n:::\n", "Text.\n:::\n"])
    def test_colons_without_a_partner_are_findings(self, text: str) -> None:
        assert codes(text) == ["X004"]


class TestBreaks:
    def test_a_page_break_stands_on_its_own_line_even_after_text(self) -> None:
        assert clean("One.\n\\newpage\nTwo.\n").blocks == (p("One."), PageBreak(), p("Two."))

    def test_a_page_break_right_after_another_is_a_finding_and_left_out(self) -> None:
        text = "\\newpage\n\nOne.\n\n\\newpage\n\n\\newpage\n\n> Two.\n>\n> \\newpage\n\n\\newpage\n\n- Three.\n"
        assert codes(text) == ["X040", "X040"]
        kinds = [
            type(node) for node in descend(*reading(text).document.blocks) if isinstance(node, PageBreak | Paragraph)
        ]
        assert kinds == [PageBreak, Paragraph, PageBreak, Paragraph, PageBreak, Paragraph]

    @pytest.mark.parametrize(
        "between", ["---", "```\ncode\n```", "- \n", "| a |\n|---|\n| b |", "## Heading", "Words."]
    )
    def test_page_breaks_with_anything_between_them_stay(self, between: str) -> None:
        text = f"One.\n\n\\newpage\n\n{between}\n\n\\newpage\n\nTwo.\n"
        assert sum(isinstance(block, PageBreak) for block in reading(text).document.blocks) == 2

    def test_thematic_break(self) -> None:
        assert clean("One.\n\n* * *\n").blocks == (p("One."), ThematicBreak())

    def test_a_page_break_in_code_is_code(self) -> None:
        assert block("    \\newpage\n") == CodeBlock("\\newpage")


class TestMathematics:
    def test_a_formula_by_itself(self) -> None:
        for text in ('{alt="a"}\n$$\nA\n$$\n', '$$A$$ {alt="a"}\n', '$$\nA\n$$ {alt="a"}\n'):
            assert block(text, "math: true\n") == MathBlock("A", "a")

    def test_dollars_are_prices_unless_switched_on(self) -> None:
        assert block("From $5 to $10.\n") == p("From $5 to $10.")
        assert block("From $5 to $10.\n", "math: true\n") == p("From $5 to $10.")


def test_comments_vanish_and_keep_blocks_apart() -> None:
    assert clean("One.\n\n<!-- a\n\nb -->\n\nTwo <!-- c -->.\n").blocks == (p("One."), p("Two ."))
    assert block("<!-- a --> *Text*\n") == Paragraph((Emphasis((Text("Text"),)),))


def test_a_note_may_hold_blocks() -> None:
    document = clean("Text.[^a]\n\n[^a]: One.\n\n    - two\n")
    (note,) = document.notes
    assert note.children[0] == p("One.")
    assert isinstance(note.children[1], BulletList)


def test_emphasis_stays_in_place_in_a_strong_paragraph() -> None:
    assert block("**a *b***\n") == Paragraph((Strong((Text("a "), Emphasis((Text("b"),)))),))


def numbers(text: str) -> list[str | None]:
    return [one.number for one in clean(text, front="number-sections: true\n").blocks if isinstance(one, Heading)]


def test_annexes_have_letters_and_some_sections_no_number() -> None:
    text = """## Foreword {.unnumbered}

### Its part

## First

### Within

#### Deeper {.unnumbered}

### Next

## Second

## Plan {.annex}

### Step

### Step again

## Counts {.appendix}

### Third step
"""
    found = [None, None, "1", "1.1", None, "1.2", "2", "A", "A.1", "A.2", "B", "B.1"]
    assert numbers(text.replace("\n\n", "\n\nWords.\n\n")) == found
    assert numbers("\n\n".join(f"## Annex {count} {{.annex}}\n\nWords." for count in range(28)))[-3:] == [
        "Z",
        "AA",
        "AB",
    ]


def test_only_an_outer_section_is_an_annex() -> None:
    assert codes("## First\n\nWords.\n\n### Within {.annex}\n\nWords.\n") == ["X003"]


def test_where_sections_have_no_numbers_annexes_have_none() -> None:
    (heading, _) = clean("## Plan {.annex}\n\nWords.\n").blocks
    assert isinstance(heading, Heading)
    assert heading.number is None

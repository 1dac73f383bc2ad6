"""Tables and lists of tasks as GitHub Flavored Markdown has them (0.29, 4.10 and 5.3), each kind that its text shows."""

import pytest

from tests.reading.helpers import codes, reading
from triplicate.document.model import Align, BulletList, ListItem, Paragraph, Quotation, Table
from triplicate.document.walk import descend, text_of


def tables(text: str) -> list[list[list[str]]]:
    blocks = reading(text).document.blocks
    return [
        [[text_of(cell.children) for cell in row] for row in (one.header, *one.rows)]
        for one in blocks
        if isinstance(one, Table)
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "| Port | Boats |\n| --- | --- |\n| Goole | 3 |\n| Hull | 4 |\n",
            [["Port", "Boats"], ["Goole", "3"], ["Hull", "4"]],
        ),
        ("| Port | Boats |\n:-: | ---:\nGoole | 3\nHull | 4\n", [["Port", "Boats"], ["Goole", "3"], ["Hull", "4"]]),
        ("| A\\|B |\n| --- |\n| c `\\|` d |\n| c **\\|** d |\n", [["A|B"], ["c | d"], ["c | d"]]),
        (
            "| Port | Boats |\n| --- | --- |\n| Goole | 3 |\n| Hull | 4 |\n> Said\n",
            [["Port", "Boats"], ["Goole", "3"], ["Hull", "4"]],
        ),
        ("| Port |\n| --- |\n| Goole |\nHull\n\nWords.\n", [["Port"], ["Goole"], ["Hull"]]),
        ("| Port | Boats |\n| --- | --- |\n", [["Port", "Boats"]]),
        ("| Port | Boats |\n| --- | --- |\n| Goole |\n", [["Port", "Boats"], ["Goole", ""]]),
    ],
)
def test_a_table_has_the_cells_of_the_specification(text: str, cells: list[list[str]]) -> None:
    assert tables(text) == [cells]
    assert "X013" not in codes(text)


def test_alignment_is_said_in_the_row_of_dashes() -> None:
    (table,) = reading("| A | B | C | D |\n|---|:--|--:|:-:|\n| a | b | c | d |\n").document.blocks
    assert isinstance(table, Table)
    assert table.align == (Align.START, Align.LEFT, Align.RIGHT, Align.CENTER)


def test_a_quotation_and_an_empty_line_end_a_table() -> None:
    blocks = reading("| A |\n| --- |\n| b |\n> Said.\n").document.blocks
    assert [type(one) for one in blocks] == [Table, Quotation]
    blocks = reading("| A |\n| --- |\n| b |\n\nWords.\n").document.blocks
    assert [type(one) for one in blocks] == [Table, Paragraph]


@pytest.mark.parametrize("rows", ["| A | B |\n| --- |\n| c |\n", "| A | B |\n|---|---|\n| c | d | e |\n"])
def test_what_makes_no_table_or_would_lose_cells_is_told_of(rows: str) -> None:
    assert "X013" in codes(rows)


def test_tasks_have_boxes_on_every_level() -> None:
    (outer,) = reading("- [x] One\n  - [ ] Two\n  - [x] Three\n- [ ] Four\n").document.blocks
    assert isinstance(outer, BulletList)
    items = [node for node in descend(outer) if isinstance(node, ListItem)]
    assert [item.checked for item in items] == [True, False, True, False]


def test_a_box_needs_a_space_and_words() -> None:
    (one,) = reading("- [ ]Words\n- [x]Words\n").document.blocks
    assert isinstance(one, BulletList)
    assert [item.checked for item in one.items] == [None, None]


def test_of_empty_cells_beyond_the_header_nothing_is_lost() -> None:
    text = "| A | B |\n|---|---|\n| 1 | 2 | |\n| 3 | 4 |  |  |\n"
    assert codes(text) == []
    assert tables(text) == [[["A", "B"], ["1", "2"], ["3", "4"]]]
    assert codes("| A | B |\n|---|---|\n| 1 | 2 | | 5 |\n") == ["X013"]

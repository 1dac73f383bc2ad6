"""What the outline of a model is, how it is printed, and how a screen reader would say it."""

import json

from tests.readback import texts
from triplicate.document import model
from triplicate.proof.outline import announce, as_json, as_text, outline_of


def document(*blocks, **metadata):
    title = model.Heading(1, (model.Text("Title"),), id="title")
    return model.Document(model.Metadata("Title", "en-GB", **metadata), title, blocks)


def text(words):
    return model.Paragraph((model.Text(words),))


def printed(*blocks, **metadata):
    return as_text(outline_of(document(*blocks, **metadata))).splitlines()[2:]


def test_a_list_says_numbers_and_depth():
    inner = model.BulletList((model.ListItem((text("deep"),), checked=True),))
    items = (model.ListItem((text("one"), inner)), model.ListItem((text("two"),)))
    assert printed(model.OrderedList(items, 26, model.Numbering.LOWER_ALPHA)) == [
        "  list of numbers, depth 1",
        "    item 'z.'",
        "      paragraph: one",
        "      list of bullets, depth 2",
        "        item 'done' checked",
        "          paragraph: deep",
        "    item 'aa.'",
        "      paragraph: two",
    ]


def test_a_division_is_not_met_but_its_language_and_id_are():
    division = model.Division((text("mot"),), id="there", lang="fr")
    assert printed(division) == ["  paragraph [fr]: mot"]
    assert outline_of(document(division)).entries[1].ids == ("there",)


def test_the_title_block_and_the_end_are_met():
    assert printed(text("words"), subtitle="Sub", rights="Free") == [
        "  paragraph: Sub",
        "  paragraph: words",
        "  paragraph: Free",
    ]


def test_a_table_says_which_headers_hold_for_a_cell():
    lines = as_text(texts.outline()).splitlines()
    assert "      cell header of column: Town" in lines
    assert "      cell under Town / Bob: York" in lines


def test_an_outline_is_announced():
    said = list(announce(texts.outline()))
    assert said[:2] == ["document, The short guide", "heading level 1, The short guide"]
    start = said.index("list, 4 items")
    assert said[start : start + 10] == [
        "list, 4 items", "bullet", "apples", "bullet", "pears", "bullet", "plums", "bullet", "cherries", "out of list",
    ]  # fmt: skip
    assert "table, 3 columns, 3 rows" in said
    assert "Town, Bob, York" in said
    assert "figure, A valley with a river" in said
    assert "(de) Ein deutscher Absatz steht hier." in said


def test_json_holds_every_entry():
    found = json.loads(as_json(texts.outline()))
    assert found["kind"] == "source"
    assert found["entries"][0]["spans"] == [{"text": "The short guide", "lang": "en-GB"}]


def test_json_holds_the_pictures_by_their_alternative_texts():
    found = json.loads(as_json(texts.outline()))
    assert [picture["alt"] for picture in found["pictures"]] == ["A valley with a river"]
    assert "look" not in found["pictures"][0]

"""Nodes are told apart by a number of their own, which whoever rebuilds a node keeps."""

import ast
import datetime as dt
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from tests import strategies
from triplicate import api
from triplicate.document import model, walk
from triplicate.document.rebuild import numbered, rebuilt
from triplicate.formats.product import Format
from triplicate.jobs.production import produce
from triplicate.theme import edition_of, load

ROOT = Path(__file__).parents[1]
MOMENT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
LONG = "Words that fill a page, line by line, and go on. " * 60


def serials(document):
    return [node.serial for node in walk.nodes(document)]


@settings(max_examples=4, deadline=None)
@given(strategies.documents())
def test_pages_of_one_copy_are_found_in_another(document):
    from triplicate.formats import epub, pdf

    copy = rebuilt(document, replace)
    assert copy == document
    assert serials(copy) == serials(document)
    starts = pdf.export(document, load(), moment=MOMENT).page_starts
    assert starts
    one, other = (
        epub.export(each, load(), moment=MOMENT, page_starts=starts, page_source="a.pdf").data
        for each in (document, copy)
    )
    assert one == other


def test_one_node_in_two_places_is_two_in_an_export():
    twice = model.Paragraph((model.Text(LONG),))
    heading = model.Heading(1, (model.Text("Title"),))
    document = model.Document(model.Metadata("Title", "en"), heading, (twice, twice, twice, replace(twice)))
    assert len(set(serials(document))) == 4
    apart = numbered(document)
    assert apart == document
    assert len(set(serials(apart))) == 10
    assert serials(apart)[:4] == serials(document)[:4], "the first keeps its own"
    assert numbered(apart) is apart
    separate = replace(document, blocks=tuple(model.Paragraph((model.Text(LONG),)) for _ in range(4)))
    one, other = (
        produce(edition_of(each, load()), tuple(Format), moment=MOMENT, name="a") for each in (document, separate)
    )
    assert {format_: made.data for format_, made in one.items()} == {
        format_: made.data for format_, made in other.items()
    }


def test_a_document_as_read_has_no_number_twice():
    document = api.read(ROOT / "source" / "everything.md")
    assert numbered(document) is document


def test_nothing_is_kept_under_where_an_object_lies_in_memory():
    house = ROOT / "exporters" / "triplicate"
    found = [
        path.relative_to(house).as_posix()
        for path in house.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "id"
    ]
    assert not found

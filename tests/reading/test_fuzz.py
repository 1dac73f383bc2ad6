"""Any text at all is read: no traceback, no endless time, and a model that keeps its promises."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from triplicate.document.model import (
    Document,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    NoteReference,
    Paragraph,
    Strong,
    Table,
    Text,
)
from triplicate.document.walk import children, descend, nodes, targets, text_of
from triplicate.reading import read

MARKS = [
    *"*_~^`[](){}<>!#+-=|\\:.$&\"' \t\n0aé",
    "\n\n", "\n    ", "\n> ", "\n- ", "\n1. ", "\n```\n", "\n# ", "\n| a | b |\n|---|---|\n| c | d |\n", "\n: ", "\n{#a lang=fr}\n",
    "\n::: note\n", "\n:::\n", "[^a]", "\n[^a]: ", "^[", "{{ a }}", "[[", "]]", "<!--", "-->", "<br>", "<sub>", "</sub>",
    "<kbd>", "</kbd>", "\\newpage", "\n*[a]: b\n", "[](#a)", "![a](b)", "](c)", "{.decorative}", '{alt="x"}', "$$", "---\n",
    "title: a\n", "[ ] ", "\n> [!NOTE]\n", "-- ", "&#0;", "\x08", "\u00ad", "\u2028", "\ufeff", "\ud800", "\x85", "\x0c",
]  # fmt: skip


def promises(document: Document) -> None:
    """Check what the model promises of every document."""
    assert document.title.level == 1
    known = targets(document)
    seen: list[str] = []
    for node in nodes(document):
        if getattr(node, "id", None):
            seen.append(node.id)  # type: ignore[arg-type, union-attr]
        match node:
            case Heading():
                assert node is document.title or 2 <= node.level <= 6
            case Text():
                assert node.text
                assert not {"\n", "\t", "\r", "\x08", "\0"} & set(node.text)
                assert "  " not in node.text
            case Link():
                assert not node.target.startswith("#") or node.target[1:] in known
                assert not any(isinstance(inner, Link) for inner in descend(*node.children))
                assert ":" in node.target or node.target.startswith("#")
            case NoteReference():
                assert 1 <= node.number <= len(document.notes)
            case Table():
                assert {len(row) for row in (node.header, *node.rows)} == {len(node.align)}
            case Emphasis() | Strong():
                assert node.children
            case Paragraph():
                assert node.children
                first, last = node.children[0], node.children[-1]
                assert not isinstance(first, Text) or not first.text.startswith(" ")
                assert not isinstance(last, Text) or not last.text.endswith(" ")
                assert not isinstance(last, LineBreak)
            case _:
                assert children(node) is not None
        assert node.place.line >= 1
        assert node.place.column >= 1
    assert len(seen) == len(set(seen))
    assert [note.number for note in document.notes] == list(range(1, len(document.notes) + 1))
    assert document.metadata.title == " ".join(text_of(document.title.children).split())


@settings(max_examples=examples(400), deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(MARKS), max_size=60), st.booleans())
def test_any_markup_is_read(parts: list[str], math: bool) -> None:  # noqa: FBT001
    text = "".join(parts)
    promises(read(text, title="T", lang="en").document)
    if math:
        promises(read(f"---\ntitle: T\nlang: en\nmath: true\na: b\n---\n{text}").document)


@settings(max_examples=examples(200), deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(MARKS), max_size=40))
def test_any_plain_text_is_read(parts: list[str]) -> None:
    promises(read("".join(parts), title="T", lang="en", kind="plain").document)


@settings(max_examples=examples(200), deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([*"[]{}:-#&*!|>'\"%@` \n\t,a1", "\n", "title: ", "date: ", "\n  ", "- "]), max_size=40))
def test_any_front_matter_is_read(parts: list[str]) -> None:
    promises(read("---\n" + "".join(parts) + "\n---\n\nText.\n", title="T", lang="en").document)


@settings(max_examples=examples(100), deadline=None, derandomize=True)
@given(st.text(st.characters(blacklist_characters="\0"), max_size=80))
def test_any_characters_are_read(text: str) -> None:
    promises(read(text, lang="en").document)


N = 1500
DEEP = {
    "quotations": ("> " * N + "x", {"X014"}),
    "bullets": ("- " * N + "x", {"X014"}),
    "lists in lists": ("".join("  " * level + "- a\n" for level in range(400)), {"X014"}),
    "divisions": ("::: note\n" * N, {"X014", "X004"}),
    "emphasis": ("*" * (N // 2) + "a" + "*" * (N // 2), {"X014"}),
    "open emphasis": ("*a **b " * N, {"X008"}),
    "brackets": ("[" * N + "]" * N, None),
    "open brackets": ("[" * N, None),
    "links": ("[a](" * N, {"X010"}),
    "images": ("![" * 400 + "x" + "](y)" * 400, None),
    "open images": ("![" * N, {"X007"}),
    "notes": ("^[x " * 400 + "]" * 400, None),
    "open notes": ("^[" * N, {"N001"}),
    "backticks": ("".join("`" * (n % 150 + 1) + " " for n in range(2000)), {"X009"}),
    "braces": ("{" * N, {"X002"}),
    "spans": ("[x]{" * N, {"X002"}),
    "keys": ("<kbd>" * N, {"X001"}),
    "subscripts": ("<sub>" * 300 + "x" + "</sub>" * 300, {"X014"}),
    "comments": ("<!-- " * N, {"X019"}),
    "cells": ("|a" * N + "\n" + "|-" * N + "\n" + "|b" * N, None),
    "grids": ("+---+---+\n| a | b |\n" * 2000, {"X013"}),
    "includes that are not closed": ("{% include a b\n" * N, {"X006"}),
    "shortcodes in one paragraph": ("Press {{< kbd a >}}\n" * N, None),
    "indented tags within an element": ("<div>\n\n" + "Words.\n\n    </b>\n\n" * N, None),
}


@pytest.mark.parametrize("name", DEEP)
def test_pathological_nesting_is_read(name: str) -> None:
    text, codes = DEEP[name]
    result = read(text, title="T", lang="en")
    promises(result.document)
    found = {finding.code for finding in result.findings}
    assert codes is None or codes & found


def test_what_is_cut_off_is_said_once() -> None:
    findings = read("- " * N + "x", title="T", lang="en").findings
    assert [finding.code for finding in findings] == ["X014"]


def test_reading_twice_gives_the_same() -> None:
    text = "# T\n\nA[^a] [](#t) ^[b]\n\n[^a]: c {x}\n"
    first, second = read(text, lang="en"), read(text, lang="en")
    assert first == second
    assert dataclasses.asdict(first.document) == dataclasses.asdict(second.document)

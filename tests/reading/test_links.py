"""Links to neighbours of a text: made whole by the address it is published at, else words alone."""

from pathlib import Path

import pytest

from tests.reading.helpers import FRONT, reading
from triplicate.document.model import Link
from triplicate.document.walk import descend, text_of
from triplicate.jobs.texts import Request, read_source
from triplicate.reading import Reading

BASE = "base-url: https://www.example.org/news/2026\n"


def targets(result: Reading) -> list[str]:
    return [node.target for node in descend(*result.document.blocks) if isinstance(node, Link)]


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("form.html", "https://www.example.org/news/2026/form.html"),
        ("./form.html#part", "https://www.example.org/news/2026/form.html#part"),
        ("../2025/", "https://www.example.org/news/2025/"),
        ("/contact", "https://www.example.org/contact"),
        ("?page=2", "https://www.example.org/news/2026/?page=2"),
        ("//docs.example.org/a", "https://docs.example.org/a"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_the_base_address_makes_links_whole(written: str, whole: str) -> None:
    result = reading(f"[words]({written})\n", BASE)
    assert targets(result) == [whole]
    assert result.findings == ()


def test_an_address_without_a_scheme_needs_no_base() -> None:
    result = reading("[words](//example.org/a)\n")
    assert targets(result) == ["https://example.org/a"]
    assert result.findings == ()


def test_without_a_base_the_words_stay_and_one_warning_lists_the_links() -> None:
    result = reading("[One](one.md) and [two].\n\n[Three](three)\n\n[two]: two.md\n")
    (found,) = result.findings
    assert (found.code, found.severity, found.place.line) == ("K003", "warning", 6)
    assert found.message == (
        "Links lead to neighbours of this text; the words stay alone: “one.md” (line 6), “two.md” (line 10), "
        "“three” (line 8)."
    )
    assert "for a place in this text write #three" in found.hint
    assert [text_of(block.children) for block in result.document.blocks] == ["One and two.", "Three"]  # type: ignore[union-attr]
    assert targets(result) == []


def test_the_hints_for_such_links_work() -> None:
    assert reading("[One](one.md)\n", BASE).findings == ()
    assert reading("[One](https://example.org/one.md)\n").findings == ()


def test_a_bare_mailbox_is_linked_as_one_and_its_hint_works() -> None:
    result = reading("[desk](desk@example.org)\n", BASE)
    assert targets(result) == ["mailto:desk@example.org"]
    assert [(found.code, found.hint) for found in result.findings] == [("K010", "Write mailto: before it.")]
    assert reading("[desk](mailto:desk@example.org)\n").findings == ()


@pytest.mark.parametrize("written", ["news/2026", "ftp://example.org/", "https://", "[a, b]"])
def test_a_base_that_is_no_address_is_a_finding(written: str) -> None:
    assert "M006" in {found.code for found in reading("Words.\n", f"base-url: {written}\n").findings}


def test_the_call_stands_before_the_front_matter_and_that_before_the_project(tmp_path: Path) -> None:
    (tmp_path / "triplicate.toml").write_text('base-url = "https://project.example.org/a"\n')
    plain, own = tmp_path / "guides" / "plain.md", tmp_path / "own.md"
    plain.parent.mkdir()
    plain.write_text(FRONT + "[words](b.md)\n")
    own.write_text(FRONT.replace("---\n\n", f"{BASE}---\n\n") + "[words](b.md)\n")

    def target(source: Path, given: str | None = None) -> list[str]:
        document = read_source(source, Request(base_url=given)).document
        return [node.target for node in descend(*document.blocks) if isinstance(node, Link)]

    # A text in a folder below the configuration is published in that folder.
    assert target(plain) == ["https://project.example.org/a/guides/b.md"]
    assert target(own) == ["https://www.example.org/news/2026/b.md"]
    assert target(own, "https://call.example.org") == ["https://call.example.org/b.md"]

"""Texts to look at, and their copies."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.shared import once
from triplicate import reading, theme
from triplicate.document.model import Document
from triplicate.formats.product import Format
from triplicate.jobs.production import produce

SPECIMEN = Path(__file__).parents[2] / "styles" / "specimen.md"
MOMENT = datetime(2026, 1, 2, tzinfo=UTC)

FRONT = """---
title: {title}
subtitle: A subtitle of some length, since a title block should hold more than a line
lang: en-GB
publisher: The Office of Long Words
date: 2026-01-02
description: Everything here is wider, deeper or longer than a page likes.
contact: formats@example.org
rights: Nobody's
toc: true
---

"""

_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_ADDRESS = "https://example.org/" + "a-very-long-path-without-an-end/" * 6 + "?" + "query=value&" * 8
_ROWS = "\n".join("| " + " | ".join(f"Row {row} {name}" for name in "ABCDEFGHIJKL") + " |" for row in range(1, 9))

NASTY = FRONT.format(title=f"Nasty {_WORD}") + "\n\n".join(
    (
        "## Long words",
        f"A word is {_WORD}, and then another one: {_WORD.upper()}.",
        f"## {_WORD}",
        f"Some code: `{_WORD.lower() * 2}`, H~2~O, 10^12^ and a note[^long]. [Link words]({_ADDRESS}) and <{_ADDRESS}>.",
        f"[^long]: A note with `code`, x^2^, and {_WORD}.",
        "```text\n" + "x" * 200 + "\n    indented " + "words and words " * 20 + "\n```",
        "## Wide table",
        "| " + " | ".join(f"Column {name}" for name in "ABCDEFGHIJKL") + " |\n" + "|---" * 12 + "|\n" + _ROWS,
        ": Twelve columns, H~2~O and `code`[^table]",
        "[^table]: A note called in a table.",
        f"| Word | Address |\n|---|---|\n| {_WORD} | <{_ADDRESS}> |\n| `{_WORD}` | 2^10^ |",
        "## Deep lists",
        "Each is in the one before:",
        "\n".join(
            "  " * depth + f"- level {depth + 1} {_WORD if depth > 5 else 'of some words'}" for depth in range(9)
        ),
        "Numbers too:",
        "\n".join("   " * depth + f"1. level {depth + 1}, x^2^" for depth in range(7)),
        "- [x] a task that is done\n- [ ] a task to do, with `code`",
        f"> A quotation: {_WORD}\n>\n> -- {_WORD}",
        f"> [!WARNING]\n> In a callout: {_WORD} and H~2~O\n>\n> | A | B |\n> |---|---|\n> | {_WORD} | {_WORD} |",
        "### A heading with H~2~O and `code`\n\nWords.\n\n#### Deep\n\nWords.",
        "##### Deeper\n\nWords.\n\n###### Deepest\n\nWords.",
    )
)


@cache
def nasty() -> Document:
    """Return the text that no page likes."""
    return reading.read(NASTY, name="nasty.md").document


@cache
def specimen() -> Document:
    """Return the text by which a style is looked at."""
    return reading.read(SPECIMEN).document


@cache
def pdf(name: str, style: str) -> bytes:
    """Return the PDF of the specimen, which holds every role, or of "nasty" in an edition."""
    source = specimen() if name == "specimen" else nasty()
    return once(f"{name} pdf {style}", lambda: made(source, style, Format.PDF))


def made(document: Document, style: str, format_: Format) -> bytes:
    """Return a document in a style and format."""
    return produce(theme.edition_of(document, theme.load(style)), (format_,), moment=MOMENT, name="text")[format_].data

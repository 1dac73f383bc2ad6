"""Quotations and callouts are one box to the eye, whatever stands in them, and no two are one."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.judges import libreoffice_pdf, openxml_sdk
from tests.word import texts
from tests.word.texts import bullets, item, numbers, paragraph, text
from triplicate import theme
from triplicate.document.language import direction
from triplicate.document.model import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Figure,
    Heading,
    Image,
    Quotation,
)
from triplicate.proof import compare, outline
from triplicate.proof.readback import read_back

SCALE = 2.0
"""Pixels in a point."""

INSIDE: tuple[Block, ...] = (
    paragraph("Words. " * 30),
    CodeBlock("code\n  more"),
    paragraph("Words."),
    bullets("one", "two"),
    numbers("eight", "nine", "ten", start=8),
    BulletList((item(paragraph("one"), paragraph("more of one"), bullets("inner")),)),
    Heading(3, text("A heading"), id="inside"),
    DefinitionList((Definition((text("Term"),), ((paragraph("What it means."),),)),)),
    Figure(Image("holiday.png", "A beach")),
    Quotation((paragraph("Said by another."),), text("Another")),
    paragraph("The end of it."),
)


def column(folder: Path, x: float, *blocks: Block, style: str = "standard") -> list[str]:
    """Return the colours down the first page, ``x`` points from the left, as LibreOffice shows it."""
    file = texts.saved(texts.document(*blocks), folder / "frames.docx", style)
    assert libreoffice_pdf(file, folder / "frames.pdf") == []
    return colours_at(file, x)


def colours_at(file: Path, x: float) -> list[str]:
    """Return the colours down the first page of the PDF beside a file, ``x`` points from the left."""
    page = pypdfium2.PdfDocument(file.with_suffix(".pdf"))[0].render(scale=SCALE).to_pil().convert("RGB")
    pixels = (page.getpixel((round(x * SCALE), row)) for row in range(page.height))
    return [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in pixels]


def bars(colours: list[str], wanted: str) -> int:
    """Return how many bars of a colour there are; less than a point between them is a seam of two lines.

    What is not as high as a line of text is no bar: the rule under the title.
    """
    found: list[list[int]] = []
    for row in (row for row, colour in enumerate(colours) if colour == wanted):
        if found and row - found[-1][-1] <= SCALE + 1:
            found[-1].append(row)
        else:
            found.append([row])
    return sum(len(rows) > 10 * SCALE for rows in found)


def callout(*blocks: Block, kind: CalloutKind = CalloutKind.NOTE) -> Callout:
    return Callout(kind, text(kind.value.capitalize()), blocks)


def quotation(*blocks: Block) -> Quotation:
    return Quotation(blocks, text("Somebody"))


@pytest.mark.parametrize(
    ("box", "colour"),
    [(callout, "note"), (quotation, "accent")],
    ids=["callout", "quotation"],
)
def test_the_bar_goes_on_along_everything_in_a_box(tmp_path, box: Callable[..., Block], colour: str):
    style = theme.load()
    colours = column(tmp_path, style.page.left, paragraph("Before."), box(*INSIDE), paragraph("After."))
    assert bars(colours, getattr(style.colours, colour)) == 1


def test_two_boxes_one_after_another_are_two(tmp_path):
    style = theme.load()
    same = callout(paragraph("One.")), callout(paragraph("Two."))
    assert bars(column(tmp_path, style.page.left, *same), style.colours.note) == 2
    said = Quotation((paragraph("One."),)), Quotation((paragraph("Two."),))
    assert bars(column(tmp_path, style.page.left, *said), style.colours.accent) == 2
    code = CodeBlock("one"), CodeBlock("two")
    assert bars(column(tmp_path, style.page.left, *code), style.colours.rule) == 2


def test_a_callout_is_shaded_from_end_to_end(tmp_path):
    style = theme.load()
    inside = [block for block in INSIDE if not isinstance(block, CodeBlock)]
    colours = column(tmp_path, style.page.width - style.page.right - 8, callout(*inside), paragraph("After."))
    background = int(style.colours.note_background[1:], 16)
    rows = [row for row, colour in enumerate(colours) if abs(int(colour[1:], 16) - background) < 4]
    # Nothing of the page between the first and the last row but seams.
    assert rows[-1] - rows[0] > 300 * SCALE
    assert colours[rows[0] : rows[-1]].count("#ffffff") == 0


@pytest.mark.parametrize(("lang", "part"), [("ar", None), ("en-GB", "ar"), ("ar", "en-GB")])
def test_the_bar_stands_where_lines_begin(tmp_path, lang: str, part: str | None):
    style = theme.load()
    said = Quotation((paragraph("One."), paragraph("Two.")), text("Somebody"))
    inside: tuple[Block, ...] = (callout(paragraph("Words."), bullets("one", "two")), said, CodeBlock("code"))
    source = texts.document(*((Division(inside, lang=part),) if part else inside), lang=lang, dir=direction(lang))
    file = texts.saved(source, tmp_path / "frames.docx")
    assert compare.verify(outline.outline_of(source), read_back(file)) == ()
    assert openxml_sdk([file]) == {file: []}
    assert libreoffice_pdf(file, tmp_path / "frames.pdf") == []
    left, right = style.page.left, style.page.width - style.page.right
    start, end = (right, left) if (part or lang) == "ar" else (left, right)
    colours = style.colours
    found = {
        (name, side): bars(colours_at(file, x), shade)
        for name, shade in (("note", colours.note), ("accent", colours.accent), ("rule", colours.rule))
        for side, x in (("start", start), ("end", end))
    }
    code = "end" if (part or lang) == "ar" else "start"
    assert {place for place, count in found.items() if count} == {
        ("note", "start"),
        ("accent", "start"),
        ("rule", code),
    }

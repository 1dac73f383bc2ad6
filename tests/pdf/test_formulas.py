"""Formulas on the page: whole, and in letters no smaller than the text's."""

import re
from itertools import islice

import pytest

from tests.pdf.documents import MOMENT, document, item, para, words
from tests.pdf.files import made
from tests.pdf.reader import read
from triplicate import theme
from triplicate.document.model import Block, BulletList, Callout, CalloutKind, Math, MathBlock
from triplicate.errors import FindingsError
from triplicate.formats import pdf
from triplicate.formats.pdf.formula_lines import in_lines

EDITIONS = ("standard", "large-print", "dyslexia")
SUM = " + ".join(f"a_{{{number}}}" for number in range(10, 31)) + " = b"
MATRIX = r"\begin{pmatrix}" + " & ".join(str(number * 1000000) for number in range(1, 9)) + r"\end{pmatrix}"


def boxes(*blocks: Block, style: str = "standard") -> list[tuple[float, float, float, float]]:
    """Return where the formulas of a document stand: left, bottom, right, top."""
    return [tuple(node.attributes["Layout/BBox"]) for node in made(document(*blocks), style=style).tree.all("Formula")]


def inside(kind: str, formula: str) -> Block:
    return {
        "page": MathBlock(formula, "words"),
        "item": BulletList((item(para("Item"), MathBlock(formula, "words")),)),
        "callout": Callout(
            CalloutKind.TIP, words("Tip"), (BulletList((item(para("x"), MathBlock(formula, "words")),)),)
        ),
        "sentence": para("It is ", Math(formula, "words"), " in all."),
    }[kind]


@pytest.mark.parametrize("style", EDITIONS)
def test_a_wide_formula_is_broken_and_as_large_as_the_text(style: str) -> None:
    kinds = ("page", "item", "callout", "sentence")
    formulas = ("a_{10} + a_{11}", "a_{10} + a_{11} + a_{12}", SUM)
    found = iter(boxes(*(inside(kind, formula) for kind in kinds for formula in formulas), style=style))
    look = theme.load(style)
    for kind in kinds:
        first, second, (left, bottom, right, top) = islice(found, len(formulas))
        outer = min(look.page.left, look.page.right)  # the second page of a sheet that is bound begins with it
        assert outer <= left < right <= look.page.width - outer + 0.5, kind
        assert right - left <= look.page.measure + 0.5, kind
        # All its letters take the room that they would take in one line, if they are not smaller.
        term = (second[2] - second[0]) - (first[2] - first[0])
        alone = (first[2] - first[0] + 20 * term) * (first[3] - first[1])
        assert (right - left) * (top - bottom) >= 0.85 * alone / look.type.formula**2, kind


def test_a_formula_that_cannot_be_broken_is_turned_with_its_page() -> None:
    source = document(para("Before."), MathBlock(MATRIX, "a row"), para("After."))
    data = pdf.export(source, theme.load("large-print"), moment=MOMENT).data
    file = read(data)
    sizes = [[float(side) for side in page.MediaBox][2:] for page in file.pdf.pages]
    # What follows fills the page before it.
    assert [wide > high for wide, high in sizes] == [False, True]
    (left, _, right, _) = file.tree.one("Formula").attributes["Layout/BBox"]
    assert 0 < left < right < sizes[1][0]


@pytest.mark.parametrize(
    "tex", [MATRIX.replace("1000000", "1000000 & 1 & 2 & 1000000 & 1000000"), r"\sqrt{" + SUM + "}"]
)
def test_a_formula_that_is_larger_than_a_page_is_refused(tex: str) -> None:
    source = document(BulletList((item(para("Item"), MathBlock(tex, "words")),)))
    with pytest.raises(FindingsError) as raised:
        pdf.export(source, theme.load("large-print"), moment=MOMENT)
    assert [finding.code for finding in raised.value.findings] == ["X041"]


def lines(tex: str, room: float) -> list[str]:
    """Return the lines of a formula, each letter or sign one em wide."""
    from triplicate.document.mathematics import to_mathml

    broken = in_lines(to_mathml(tex, display=True), room, lambda part: len(re.sub("<[^>]+>", "", part)))
    return [re.sub("<[^>]+>", "", line) for line in broken.split("<mtr>")[1:]]


def test_a_line_ends_before_a_sign_between_two_terms() -> None:
    assert lines("abc + def = -gh + ij", 8) == ["abc+def", "=−gh", "+ij"]


def test_a_line_ends_in_brackets_only_where_it_must() -> None:
    assert lines("a(b + c + d) + e(f + g)", 10) == ["a(b+c+d)", "+e(f+g)"]
    assert lines("a(bc + de + fg + hi)", 10) == ["a(bc+de", "+fg+hi)"]


def test_a_formula_of_one_term_is_not_broken() -> None:
    assert lines(r"\sqrt{a + b + c + d}", 4) == []

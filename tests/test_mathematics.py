"""Formulas: TeX in, MathML and words out."""

import pytest
from lxml import etree

from triplicate.document.mathematics import NAMESPACE, spoken, to_mathml

FORMULAS = {
    "E = mc^2": "E=mc2",
    r"\frac{a}{b}": "ab",
    r"a < b": "a<b",
    r"\sum_{i=1}^n i^2": "∑i=1ni2",
    r"\begin{matrix}1&2\\3&4\end{matrix}": "1234",
    r"\begin{align}a&=b\\c&=d\end{align}": "a=bc=d",
    r"\begin{aligned}a&=b\\&=d\end{aligned}": "a=b=d",
    r"x = \begin{aligned}a&=b&c&=d\\e&=f\end{aligned}": "x=a=bc=de=f",
    r"\begin{alignedat}{2}a&=b\\c&=d\end{alignedat}": "a=bc=d",
    r"\begin{gathered}a=b\\c\end{gathered}": "a=bc",
    r"\begin{multline*}a\\+b\end{multline*}": "a+b",
    r"\text{R\&D}": "R&D",
    r"a \& b": "a&b",
    r"50\%": "50%",
    r"\{x\}": "{x}",
    r"\alpha \leq \beta": "α≤β",
    r"f'(x)": "f′(x)",
}

BROKEN = ["", " ", r"\foo x", r"\frac{a}", "x^{2", "}", "a & b", r"\left( x \right", r"\begin{foo}a\end{foo}",
          "x_1_2", r"\href{https://example.org}{x}", r"\color{red}x"]  # fmt: skip


@pytest.mark.parametrize("tex", FORMULAS)
@pytest.mark.parametrize("display", [True, False])
def test_mathml_is_well_formed_and_holds_the_formula_alone(tex: str, *, display: bool) -> None:
    root = etree.fromstring(to_mathml(tex, display=display))
    assert root.tag == f"{{{NAMESPACE}}}math"
    assert root.get("display") == ("block" if display else "inline")
    assert root.get("alttext") is None
    assert not root.findall(f".//{{{NAMESPACE}}}annotation")
    assert "".join(root.itertext()).replace("\xa0", "") == FORMULAS[tex]


@pytest.mark.parametrize("name", ["align", "aligned", "alignedat", "split", "gather", "gathered", "multline"])
def test_lines_of_a_formula_stay_lines(name: str) -> None:
    columns = "{1}" if name == "alignedat" else ""
    root = etree.fromstring(to_mathml(rf"\begin{{{name}}}{columns}a = b\\ c = d\end{{{name}}}", display=True))
    rows = root.findall(f".//{{{NAMESPACE}}}mtr")
    assert ["".join(row.itertext()) for row in rows] == ["a=b", "c=d"]


@pytest.mark.parametrize("tex", BROKEN)
def test_tex_that_cannot_be_read_is_an_error_in_plain_words(tex: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        to_mathml(tex, display=False)


@pytest.mark.parametrize("tex", BROKEN[:5])
def test_no_words_for_tex_that_cannot_be_read(tex: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        spoken(tex)


def test_words_of_a_formula() -> None:
    assert spoken("E = mc^2") == "E equals m c squared"
    assert spoken("E = mc^2", "fr-CA") == "E égale m c au carré"
    assert spoken("x^2", "pt") == spoken("x^2", "pt-BR") != spoken("x^2")
    assert spoken("x^2", "cy") == "x squared"
    assert spoken(r"\frac{a + 1}{b} + c") != spoken(r"\frac{a + 1}{b + c}")

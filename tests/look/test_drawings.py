"""Charts in large print: their letters are as large as those of the text, or the chart as wide as the page."""

import pytest

from tests.look import pages
from tests.look.texts import made
from tests.reading.helpers import clean
from tests.word.texts import part, xpath
from triplicate import theme
from triplicate.formats.product import Format

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="100" viewBox="0 0 {width} 100">'
    '<text x="4" y="40" style="font-size:12px">Visits</text></svg>'
)


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    folder = tmp_path_factory.mktemp("charts")
    for width in (200, 500):
        (folder / f"chart{width}.svg").write_text(CHART.format(width=width), encoding="utf-8")
    return clean(
        "![Visits](chart200.svg)\n\n![Visits](chart500.svg)\n\n![Visits](chart200.svg){width=30%}\n", media=[folder]
    )


def test_a_chart_grows_until_its_letters_are_read_or_the_page_is_full(document) -> None:
    style = theme.load("large-print")
    sizes = [
        round(one.size, 1) for one in pages.letters(made(document, "large-print", Format.PDF)) if one.character == "V"
    ]
    assert sizes == [style.type.least, round(12 * style.page.measure / 500, 1), style.type.least]
    widths = [int(one) / 12700 for one in xpath(part(made(document, "large-print", Format.DOCX)), "//wp:extent/@cx")]
    assert widths == pytest.approx([300, style.page.measure, 300], abs=0.5)


def test_other_editions_leave_charts_as_they_are(document) -> None:
    widths = [int(one) / 12700 for one in xpath(part(made(document, "standard", Format.DOCX)), "//wp:extent/@cx")]
    assert widths == pytest.approx([150, 375, 0.3 * theme.load().page.measure], abs=0.5)

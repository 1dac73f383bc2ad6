"""The contrast of every pair of colours that an edition uses, as a table to be read.

Worked out here once more from the definitions in WCAG 2.2, so that the product's own sum is not its own judge.
"""

import pytest

from tests.look import pages
from tests.look.texts import pdf
from triplicate import theme

#                                  standard  clear-print  large-print     dyslexia        print
TABLE = """
text                                   16.0         16.0         16.0         15.1         21.0
small print                             8.8          8.8          8.8          8.3         11.4
headings                               13.4         13.4         13.4         12.7         21.0
links                                   8.4          8.4          8.4          8.0         21.0
code                                   14.3         14.3         14.3         13.8         18.4
links in code                           7.6          7.6          7.6          7.3         18.4
table headers                          14.0         14.0         14.0         13.3         17.1
links in table headers                  7.4          7.4          7.4          7.0         17.1
the title on the cover                 11.4         11.4         11.4         11.4         21.0
the subtitle on the cover               8.4          8.4          8.4          8.4         11.4
striped table rows                     15.0         15.0         15.0         14.3         19.1
links in striped table rows             7.9          7.9          7.9          7.6         19.1
title of note                           7.6          7.6          7.6          7.6         15.0
text in note                           14.4         14.4         14.4         14.4         18.4
links in note                           7.6          7.6          7.6          7.6         18.4
small print in note                     7.9          7.9          7.9          7.9         10.0
headings in note                       12.1         12.1         12.1         12.1         18.4
title of tip                            7.8          7.8          7.8          7.8         15.0
text in tip                            14.5         14.5         14.5         14.5         18.4
links in tip                            7.7          7.7          7.7          7.7         18.4
small print in tip                      8.0          8.0          8.0          8.0         10.0
headings in tip                        12.2         12.2         12.2         12.2         18.4
title of important                      7.8          7.8          7.8          7.8         15.0
text in important                      14.2         14.2         14.2         14.2         18.4
links in important                      7.5          7.5          7.5          7.5         18.4
small print in important                7.8          7.8          7.8          7.8         10.0
headings in important                  11.9         11.9         11.9         11.9         18.4
title of warning                        7.8          7.8          7.8          7.8         15.0
text in warning                        14.7         14.7         14.7         14.7         18.4
links in warning                        7.8          7.8          7.8          7.8         18.4
small print in warning                  8.1          8.1          8.1          8.1         10.0
headings in warning                    12.4         12.4         12.4         12.4         18.4
title of caution                        7.2          7.2          7.2          7.2         15.0
text in caution                        14.2         14.2         14.2         14.2         18.4
links in caution                        7.5          7.5          7.5          7.5         18.4
small print in caution                  7.8          7.8          7.8          7.8         10.0
headings in caution                    11.9         11.9         11.9         11.9         18.4
"""

EDITIONS = ("standard", "clear-print", "large-print", "dyslexia", "print")


def _rows() -> dict[str, tuple[float, ...]]:
    lines = (line.split() for line in TABLE.strip().splitlines())
    return {" ".join(words[:-5]): tuple(map(float, words[-5:])) for words in lines}


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _ratio(first: str, second: str) -> float:
    shades = []
    for colour in (first, second):
        red, green, blue = (_channel(byte) for byte in bytes.fromhex(colour[1:]))
        shades.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(shades) + 0.05) / (min(shades) + 0.05)


def test_the_table_holds_every_pair() -> None:
    for name in EDITIONS:
        assert [pair.what for pair in theme.pairs(theme.load(name).colours)] == list(_rows())


@pytest.mark.parametrize("name", EDITIONS)
def test_contrast_is_as_the_table_says(name: str) -> None:
    column = EDITIONS.index(name)
    measured = {pair.what: round(_ratio(pair.front, pair.back), 1) for pair in theme.pairs(theme.load(name).colours)}
    assert measured == {what: ratios[column] for what, ratios in _rows().items()}
    assert min(measured.values()) >= 7, "the editions that come with Triplicate reach level AAA"
    for pair in theme.pairs(theme.load(name).colours):
        assert pair.ratio == pytest.approx(_ratio(pair.front, pair.back))


@pytest.mark.parametrize("name", EDITIONS)
def test_pages_show_no_other_colours(name: str) -> None:
    """Every colour of letters on the pages is one of the table's; those in pictures are the pictures'."""
    colours = {pair.front for pair in theme.pairs(theme.load(name).colours)}
    letters = pages.letters(pdf("specimen", name))
    assert {letter.colour for letter in letters if letter.tag not in ("", "Figure")} <= colours


def test_the_sum_is_that_of_the_standard() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert theme.contrast("#ffffff", "#777777") == theme.contrast("#777777", "#ffffff")

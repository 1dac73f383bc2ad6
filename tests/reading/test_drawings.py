"""Drawings from strangers: refused by name, or written anew from what is allowed."""

import io
import time
from pathlib import Path

import PIL.Image
import pytest

from tests.reading.helpers import clean, reading
from triplicate.pictures.drawn import drawn

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
OUTSIDE = "http://127.0.0.1:9/x"


def doubling(levels: int) -> str:
    """Return a drawing in which each part shows the one before it ten times."""
    parts = ['<g id="p0"><rect width="1" height="1"/></g>']
    parts += [f'<g id="p{n}">' + f'<use href="#p{n - 1}"/>' * 10 + "</g>" for n in range(1, levels + 1)]
    return f"<defs>{''.join(parts)}</defs><use href='#p{levels}'/>"


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (f"<style>rect{{fill:u\\72l({OUTSIDE})}}</style>", "outside itself"),
        (f"<style>rect{{fill:/**/url(/**/{OUTSIDE})}}</style>", "outside itself"),
        (f"<rect style='fill:image-set(\"{OUTSIDE}\" 1x)'/>", "image-set()"),
        (f"<rect fill='src(\"{OUTSIDE}\")'/>", "src()"),
        ("<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AAAA)}</style>", "from elsewhere"),
        (f"<style>@media screen{{@font-face{{font-family:a;src:url({OUTSIDE})}}}}</style>", "from elsewhere"),
        (f'<style>a{{}}<b/>@import "{OUTSIDE}";</style>', "elements in its styles"),
        (f'<image width="9" height="9"><set attributeName="href" to="{OUTSIDE}"/></image>', "<set>"),
        (f'<rect><animate attributeName="fill" values="url({OUTSIDE})"/></rect>', "<animate>"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "itself"),
        ('<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>', "itself"),
        ("<g>" * 120 + "</g>" * 120, "nested"),
        (doubling(5), "repeating"),
        ('<image href="data:image/png;base64,AAAA"/>', "damaged"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "outside itself"),
        ('<html:script xmlns:html="http://www.w3.org/1999/xhtml"/>', "<script>"),
    ],
)
def test_what_reaches_out_moves_or_never_ends_is_refused(tmp_path: Path, drawing: str, said: str) -> None:
    (tmp_path / "map.svg").write_text(f"{HEAD}{drawing}</svg>")
    began = time.monotonic()
    (finding,) = reading("![a](map.svg)\n", folder=tmp_path).findings
    assert said in finding.message
    assert finding.place.line == 6
    assert time.monotonic() - began < 5


def test_a_drawing_of_many_metres_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="20000"/>')
    (finding,) = reading("![a](map.svg)\n", folder=tmp_path).findings
    assert finding.code == "I003"


@pytest.mark.parametrize(
    "prolog",
    [
        f'<!DOCTYPE svg SYSTEM "{OUTSIDE}.dtd">',
        f'<?xml-stylesheet href="{OUTSIDE}.css"?>',
        f"<!-- {OUTSIDE} -->",
    ],
)
def test_what_stands_before_a_drawing_goes_into_no_copy(tmp_path: Path, prolog: str) -> None:
    (tmp_path / "map.svg").write_text(f"{prolog}{HEAD}<rect width='9' height='9'/></svg>")
    data = clean("![a](map.svg)\n", folder=tmp_path).pictures["map.svg"].data
    assert OUTSIDE.encode() not in data
    assert b"<rect" in data


def test_notes_of_drawing_programs_and_links_are_left_out_and_words_stay(tmp_path: Path) -> None:
    drawing = (
        '<metadata>who</metadata><sodipodi:namedview xmlns:sodipodi="urn:s" id="n"/>'
        f'<a href="{OUTSIDE}"><text class="big" style="fill:red;stroke:url(#g)">Here <tspan>and</tspan> there</text></a>'
        '<title>What it shows</title><style>.big{font-size:4px}</style><linearGradient id="g"/>'
    )
    (tmp_path / "map.svg").write_text(f"{HEAD}{drawing}</svg>")
    data = clean("![a](map.svg)\n", folder=tmp_path).pictures["map.svg"].data.decode()
    assert '<text class="big" style="fill:red;stroke:url(#g)">Here <tspan>and</tspan> there</text>' in data
    assert "<title>What it shows</title>" in data
    assert ".big{font-size:4px}" in data
    assert not any(lost in data for lost in (OUTSIDE, "sodipodi", "metadata"))


def test_a_font_that_would_be_fetched_is_left_out_as_on_a_page(tmp_path: Path) -> None:
    style = f"<style>@font-face{{font-family:a;src:url({OUTSIDE})}} text{{fill:red}}</style>"
    (tmp_path / "map.svg").write_text(f"{HEAD}{style}<text>Here</text></svg>")
    data = clean("![a](map.svg)\n", folder=tmp_path).pictures["map.svg"].data.decode()
    assert OUTSIDE not in data
    assert "text{fill:red}" in data


def test_a_drawing_with_one_side_has_both_in_the_copies(tmp_path: Path) -> None:
    for size in ('width="250pt"', 'height="10cm"'):
        (tmp_path / "a.svg").write_text(
            f'<svg {size} viewBox="0 0 300 200" xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>',
            "utf-8",
        )
        (one,) = clean("![A](a.svg)\n", folder=tmp_path).pictures.values()
        made, _ = drawn(one.data, width=30, fonts=[], family="", code_family="")
        assert made.startswith(b"\x89PNG")
        assert one.width * 2 == pytest.approx(one.height * 3, abs=3)


@pytest.mark.parametrize("unit", ["mm", "cm", "in", "pt", "pc", "px", ""])
def test_a_drawing_is_drawn_whatever_its_lengths_are_in(tmp_path: Path, unit: str) -> None:
    """What Inkscape, Graphviz and Matplotlib save, in millimetres and points, was refused, and inner lengths were lost."""
    inside = f'<rect width="18{unit}" height="12{unit}" fill="#ff0000"/>'
    text = f'<svg width="36{unit}" height="24{unit}" xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    (tmp_path / "a.svg").write_text(text, "utf-8")
    (one,) = clean("![A](a.svg)\n", folder=tmp_path).pictures.values()
    made, _ = drawn(one.data, width=60, fonts=[], family="", code_family="")
    with PIL.Image.open(io.BytesIO(made)) as picture:
        assert picture.width == 60
        assert abs(picture.height - 40) <= 1
        assert picture.convert("RGBA").getpixel((25, 15)) == (255, 0, 0, 255)
        assert picture.convert("RGBA").getpixel((35, 25))[3] == 0


@pytest.mark.parametrize(("size", "shape"), [('width="-5" height="5"', (5, 5)), ('width="2pc" height="9"', (32, 9))])
def test_what_is_read_of_a_drawing_can_be_drawn(tmp_path: Path, size: str, shape: tuple[int, int]) -> None:
    (tmp_path / "a.svg").write_text(HEAD.replace("viewBox", f"{size} viewBox") + "<rect width='9' height='9'/></svg>")
    (one,) = clean("![A](a.svg)\n", folder=tmp_path).pictures.values()
    assert (one.width, one.height) == shape
    assert drawn(one.data, width=30, fonts=[], family="", code_family="")[0].startswith(b"\x89PNG")


@pytest.mark.parametrize("used", ["", "var(--a)"])
def test_styles_that_are_nested_very_deep_are_named(tmp_path: Path, used: str) -> None:
    (tmp_path / "a.svg").write_text(f"{HEAD}<style>rect{{fill:{used}{'(' * 5000}}}</style></svg>", "utf-8")
    (finding,) = reading("![A](a.svg)\n", folder=tmp_path).findings
    assert (finding.code, "has styles that cannot be read" in finding.message) == ("I003", True)


def test_values_that_lead_to_ever_more_values_take_no_time(tmp_path: Path) -> None:
    values = ";".join(f"--v{n}: {f'var(--v{n + 1}) ' * 50}" for n in range(20)) + ";--v20: red"
    (tmp_path / "a.svg").write_text(f"{HEAD}<style>:root{{{values}}} rect{{fill:var(--v0)}}</style></svg>", "utf-8")
    began = time.process_time()
    (one,) = clean("![A](a.svg)\n", folder=tmp_path).pictures.values()
    assert time.process_time() - began < 5
    assert len(one.data) < 1_000_000


def test_of_colours_for_light_and_dark_pages_the_light_ones_are_taken(tmp_path: Path) -> None:
    colours = "light-dark(rgb(1, 2, 3), var(--dark, #fff))"
    parts = f"<style>rect{{fill:{colours}}}</style><rect style='stroke:{colours}'/><path fill='{colours}'/>"
    (tmp_path / "a.svg").write_text(f"{HEAD}{parts}</svg>", "utf-8")
    (one,) = clean("![A](a.svg)\n", folder=tmp_path).pictures.values()
    assert one.data.count(b"rgb(1, 2, 3)") == 3
    assert b"dark" not in one.data

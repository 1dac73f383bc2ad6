"""The style sheet: it fits narrow screens and large text, and leaves fonts and colours to the reader."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.epub.books import write
from tests.epub.opened import opened
from tests.judges import screenshot
from triplicate import reading, theme
from triplicate.theme import contrast

SOURCE = Path(__file__).parents[2] / "source"
WHITE, SEPIA, GREY, BLACK = "#ffffff", "#f4ecd8", "#121212", "#000000"


def declarations(name: str) -> list[tuple[str, str]]:
    css = re.sub(r"/\*.*?\*/", "", theme.stylesheet(theme.load(name), "epub"), flags=re.DOTALL)
    return [(key, value.strip()) for key, value in re.findall(r"([a-z-]+)\s*:\s*([^;{}]+);", css)]


@pytest.mark.parametrize("name", theme.names())
def test_the_style_forces_no_font_no_ground_and_no_colour_of_text(name: str) -> None:
    found = declarations(name)
    assert len(found) > 100
    # Twice: engines set a lone "monospace" smaller than other text.
    assert {value for key, value in found if key == "font-family"} == {"monospace, monospace"}
    assert {value for key, value in found if key == "color"} == {"inherit"}
    sizes = [value for key, value in found if key == "font-size"]
    assert sizes
    assert not any(re.search(r"\d(px|pt|cm|mm|in)\b", value) for value in sizes)
    widths = [value for key, value in found if key in ("width", "min-width") and "px" in value]
    assert set(widths) <= {"1px"}


@pytest.mark.parametrize("name", theme.names())
def test_lines_are_seen_and_text_is_read_on_any_ground_that_a_reader_may_choose(name: str) -> None:
    grounds = {value for key, value in declarations(name) if key.startswith("background")}
    # Under pictures alone, which were drawn for white.
    tints = grounds - {"none", "#fff"}
    # Of code, and of the five kinds of callouts, which on paper are of one.
    assert len(tints) == (1 if name == "print" else 6)
    for tint in tints:
        red, green, blue, share = re.fullmatch(r"rgba\((\d+), (\d+), (\d+), (0\.\d+)\)", tint).groups()
        for ground, text in ((WHITE, BLACK), (SEPIA, "#5b4636"), (GREY, "#cccccc"), (BLACK, WHITE)):
            assert contrast(text, _over(ground, (int(red), int(green), int(blue)), float(share))) >= 4.5
    lines = {colour for key, value in declarations(name) if "border" in key for colour in re.findall(r"#\w+", value)}
    assert len(lines) >= (2 if name == "print" else 6)
    for line in lines:
        assert min(contrast(line, ground) for ground in (WHITE, SEPIA, GREY, BLACK)) >= 3


def _over(ground: str, tint: tuple[int, int, int], share: float) -> str:
    parts = zip(bytes.fromhex(ground[1:]), tint, strict=True)
    return "#" + "".join(f"{round(under * (1 - share) + over * share):02x}" for under, over in parts)


@pytest.mark.parametrize("name", ["clear-print", "large-print"])
def test_nothing_is_smaller_than_the_text_in_editions_of_large_print(name: str) -> None:
    sizes = [float(size) for key, value in declarations(name) if key == "font-size" for size in _EM.findall(value)]
    assert len(sizes) > 15
    assert min(sizes) >= 1


_EM = re.compile(r"([\d.]+)em")


def test_only_the_edition_for_paper_puts_addresses_into_words_and_only_in_print(library: dict[str, Path]) -> None:
    for name in theme.names():
        css = theme.stylesheet(theme.load(name), "epub")
        assert ("attr(data-address)" in css) == (name == "print")
    assert "@media print { a[data-address]::after" in theme.stylesheet(theme.load("print"), "epub")
    assert not opened(library["everything"]).all("//h:a[@data-address]")


def test_addresses_for_paper_are_those_that_the_words_of_links_do_not_say(tmp_path: Path) -> None:
    document = reading.read(SOURCE / "everything.md").document
    links = opened(write(tmp_path, document, style="print")).all("//h:section//h:a[contains(@href, ':')]")
    addresses = {link.get("href"): link.get("data-address") for link in reversed(links)}
    assert addresses["tel:999"] is None
    assert addresses["mailto:formats@example.org"] == "formats@example.org"
    assert addresses["https://www.metoffice.gov.uk/weather/warnings-and-advice/uk-warnings"].startswith(
        "https://www.met"
    )


def test_nobody_has_to_scroll_sideways(library: dict[str, Path], tmp_path: Path) -> None:
    for name in ("everything", "every node"):
        names = opened(library[name]).spine
        wanted = {"people-and-roles.xhtml", "choosing-the-building.xhtml", "words-and-marks.xhtml"}
        chapters = [number for number, file in enumerate(names) if file in wanted]
        assert chapters
        for chapter in chapters:
            needed = screenshot(library[name], 320, tmp_path / "look.png", text_scale=2.0, chapter=chapter)
            assert (names[chapter], needed) == (names[chapter], 320)


@pytest.mark.parametrize(("columns", "higher"), [(11, [True]), (2, [False])])
def test_a_table_too_wide_for_a_telephone_is_stacked(tmp_path: Path, columns: int, higher: list[bool]) -> None:
    rows = "\n".join(f"| {' | '.join([f'1{row}:30–18:00'] * columns)} |" for row in range(5))
    header = " | ".join(f"Week {number}" for number in range(columns))
    source = f"---\ntitle: Hours\nlang: en-GB\n---\n\n| {header} |\n{'|---' * columns}|\n{rows}\n"
    path = write(tmp_path, reading.read(source, name="hours.md").document)
    chapter = len(opened(path).spine) - 1
    assert screenshot(path, 320, tmp_path / "look.png", chapter=chapter) == 320
    # Each value has a line of its own; a box that scrolls would hold six, and a window is 800 high.
    assert [Image.open(tmp_path / "look.png").height > 1200] == higher


@pytest.mark.parametrize("style", ["large-print", "dyslexia"])
def test_nobody_has_to_scroll_sideways_in_editions_of_wider_text(tmp_path: Path, style: str) -> None:
    document = reading.read(SOURCE / "everything.md").document
    path = write(tmp_path, document, style=style)
    names = opened(path).spine
    for file in ("choosing-the-building.xhtml", "food-water-and-stores.xhtml", "opening-the-shelter.xhtml"):
        assert (file, screenshot(path, 360, tmp_path / "look.png", chapter=names.index(file))) == (file, 360)

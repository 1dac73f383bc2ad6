"""The style sheet: it fits narrow screens and large text, and leaves fonts and colours to the reader."""

import re
from pathlib import Path

import pytest

from tests.epub.opened import opened
from tests.judges import screenshot
from triplicate import theme


@pytest.mark.parametrize("name", theme.names())
def test_the_style_forces_no_font_no_ground_and_no_colour_of_text(name: str) -> None:
    css = re.sub(r"/\*.*?\*/", "", theme.stylesheet(theme.load(name), "epub"), flags=re.DOTALL)
    declarations = re.findall(r"([a-z-]+)\s*:\s*([^;{}]+);", css)
    assert len(declarations) > 100
    assert {value for key, value in declarations if key == "font-family"} == {"monospace"}
    assert {value for key, value in declarations if key == "color"} == {"inherit"}
    assert {value for key, value in declarations if key.startswith("background")} == {"none"}
    sizes = [value for key, value in declarations if key == "font-size"]
    assert sizes
    assert not any(re.search(r"\d(px|pt|cm|mm|in)\b", value) for value in sizes)
    widths = [value for key, value in declarations if key in ("width", "min-width") and "px" in value]
    assert set(widths) <= {"1px"}


@pytest.mark.parametrize(("width", "scale"), [(320, 1.0), (1280, 1.0), (320, 2.0), (1280, 2.0)])
def test_nobody_has_to_scroll_sideways(library: dict[str, Path], tmp_path: Path, width: int, scale: float) -> None:
    for name in ("everything", "every node"):
        names = opened(library[name]).spine
        wanted = {"people-and-roles.xhtml", "choosing-the-building.xhtml", "words-and-marks.xhtml"}
        chapters = [number for number, file in enumerate(names) if file in wanted]
        assert chapters
        for chapter in chapters:
            needed = screenshot(library[name], width, tmp_path / "look.png", text_scale=scale, chapter=chapter)
            assert (names[chapter], needed) == (names[chapter], width)

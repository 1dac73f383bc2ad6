"""WeasyPrint's private seams, which the PDF export leans on: a test that names the seam that moved.

The export works with what these tests find in the installed version. When one fails, read the room it names.
"""

import inspect

import pydyf
import pytest
import weasyprint
from weasyprint.document import Document, Page
from weasyprint.draw import draw_block_level, draw_inline_level
from weasyprint.draw.text import draw_first_line
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import Layout

from tests.pdf.documents import SMALL
from triplicate import theme
from triplicate.formats.pdf import layout
from triplicate.formats.pdf.page_tree import PdfHtml


def parameters(function: object) -> list[str]:
    return list(inspect.signature(function).parameters)


def test_html_takes_only_these_attributes() -> None:
    """`layout._tree` makes an HTML object without parsing."""
    assert set(vars(weasyprint.HTML(string="<p>"))) == {
        "base_url",
        "url_fetcher",
        "media_type",
        "wrapper_element",
        "etree_element",
    }


def test_pages_can_be_replaced_and_finished() -> None:
    """`pipeline.make` hands in its own pages and finishes the file."""
    assert "pages" in parameters(Document.copy)
    assert {"finisher", "options"} <= set(parameters(Document.write_pdf))
    assert parameters(Page.paint) == ["self", "stream", "scale"]


def test_streams_say_what_they_paint() -> None:
    """`painting.TaggedStream` overrides these."""
    assert parameters(Stream.marked) == ["self", "box", "tag"]
    assert parameters(Stream.artifact) == ["self"]
    assert parameters(Stream.clone) == ["self", "kwargs"]
    assert parameters(Stream.set_font_size) == ["self", "font", "size"]
    assert parameters(draw_first_line) == ["stream", "textbox", "text_overflow", "block_ellipsis", "matrix"]
    for function in (draw_inline_level, draw_block_level):
        assert "stream.marked(" in inspect.getsource(function)


def test_lines_are_broken_by_one_function() -> None:
    """`breaking.lines_filled` replaces it, and reads its length, where it resumes, and its width."""
    names = ["text", "style", "context", "max_width", "justification_spacing", "is_line_start", "minimum"]
    assert parameters(inline.split_first_line) == names
    assert "layout, length, resume_index, width" in inspect.getsource(inline.split_text_box)
    assert preferred.split_first_line is inline.split_first_line
    assert "_, _, new_resume_index, width, _, _ = split_first_line" in inspect.getsource(preferred.inline_line_widths)


def test_lines_end_earlier_where_this_function_finds_a_place() -> None:
    """`breaking.lines_filled` replaces it."""
    assert parameters(inline.can_break_inside) == ["box"]
    assert "can_break_inside(child)" in inspect.getsource(inline._break_waiting_children)


def test_the_space_at_the_end_of_a_line_is_taken_away_by_this_function() -> None:
    """`breaking.lines_filled` replaces it, and moves back what it moves."""
    source = inspect.getsource(inline.remove_last_whitespace)
    assert parameters(inline.remove_last_whitespace) == ["context", "line"]
    assert "if box.pango_layout.first_line_direction % 2:\n        for child in line.children:" in source
    assert "child.translate(dx=-space_width, ignore_floats=True)" in source


def test_footnotes_wait_in_these_lists() -> None:
    from weasyprint.layout import LayoutContext, block

    names = list(inspect.signature(block._linebox_layout).parameters)
    assert names[:5] == ["context", "box", "index", "child", "new_children"]
    source = inspect.getsource(LayoutContext.report_footnote) + inspect.getsource(LayoutContext.layout_footnote)
    assert "self.reported_footnotes.append(footnote)" in source
    assert "self.footnotes.remove(footnote)" in source


def test_fonts_know_what_they_show_and_lack() -> None:
    """`painting` reads glyphs by `to_unicode`, `pipeline` refuses what is `missing`."""
    source = inspect.getsource(Font.__init__)
    for attribute in ("hash", "name", "to_unicode", "missing", "widths", "glyph_count", "tables", "upem"):
        assert f"self.{attribute} = " in source


def test_line_layouts_can_be_given_another_text() -> None:
    """`painting` paints spaces by changing `Layout.text` before it is made active again."""
    assert "self.set_text(self.text" in inspect.getsource(Layout.reactivate)
    assert "first_line_direction" in inspect.getsource(Layout)


def test_boxes_have_the_attributes_that_are_read() -> None:
    """`boxes` reads these."""
    laid_out = [layout.lay_out(PdfHtml(SMALL[name], theme.load()), theme.load()) for name in ("lists", "pictures")]
    page = laid_out[1].pages[0]
    found = [box for made in laid_out for page in made.pages for box in page._page_box.descendants()]
    kinds = {type(box) for box in found}
    assert {boxes.LineBox, boxes.TextBox, boxes.TableRowGroupBox} <= kinds
    assert any(issubclass(kind, boxes.ReplacedBox) for kind in kinds)
    for box in found:
        for attribute in ("element", "element_tag", "is_leader", "style"):
            assert hasattr(box, attribute), (type(box), attribute)
        if isinstance(box, boxes.TextBox):
            assert box.pango_layout.text is not None
    assert any(box.element_tag == "li::marker" for box in found)
    assert all(hasattr(box, "is_header") for box in found if isinstance(box, boxes.TableRowGroupBox))
    assert any(isinstance(box, boxes.MarginBox) and "bottom" in box.at_keyword for box in found)
    assert all(len(link) == 4 for link in page.links)


def test_the_page_tree_lists_pages_in_triples() -> None:
    """`writing.Writer` finds page objects by it."""
    file = pydyf.PDF()
    for _ in range(2):
        file.add_page(pydyf.Dictionary({"Type": "/Page"}))
    assert [file.objects[number]["Type"] for number in file.pages["Kids"][::3]] == ["/Page", "/Page"]


def test_streams_are_compressed_where_the_pipeline_expects_it() -> None:
    """`pipeline._compress` does it in the place of pydyf."""
    stream = pydyf.Stream([b"q", "Q"], compress=True)
    assert {"stream", "extra", "compress"} <= set(vars(stream))
    assert pydyf._to_bytes("Q") == b"Q"


@pytest.mark.parametrize("name", SMALL)
def test_the_layout_has_nothing_to_complain_of(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """A property that WeasyPrint does not know, or a link that leads nowhere, is only logged."""
    logger = layout_logger()
    logger.addHandler(caplog.handler)
    try:
        made = layout.lay_out(PdfHtml(SMALL[name], theme.load()), theme.load())
        made.write_pdf()
    finally:
        logger.removeHandler(caplog.handler)
    assert [record.getMessage() for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


def layout_logger():
    from weasyprint.logger import LOGGER

    return LOGGER

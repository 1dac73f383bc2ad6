"""What WeasyPrint would work out again and again is worked out once, and comes to the same pages."""

from contextlib import nullcontext
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis.strategies import sampled_from
from weasyprint.html import UA_STYLESHEET

from tests.pdf.documents import MOMENT, SMALL
from tests.profiles import examples
from tests.strategies import documents
from triplicate import theme
from triplicate.document.model import Document
from triplicate.formats import pdf
from triplicate.formats.pdf import finishing, layout
from triplicate.formats.pdf.page_tree import PdfHtml


def laid_out(document: Document, style: str) -> list[tuple[Any, ...]]:
    """Return where each box of a document is, how large it is, and what it looks like."""
    edition = theme.edition_of(document, theme.load(style))
    pages = layout.lay_out(PdfHtml(edition.document, edition.theme), edition.theme).pages
    return [
        (
            *(type(box).__name__, box.element_tag, box.position_x, box.position_y),
            *(
                getattr(box, name, None)
                for name in ("width", "height", "margin_top", "padding_left", "baseline", "text")
            ),
            *(box.style[name] for name in ("anchor", "color", "font_size", "font_family", "border_top_width")),
        )
        for page in pages
        for box in page._page_box.descendants()
    ]


@settings(max_examples=examples(8), deadline=None)
@given(documents(), sampled_from(theme.names()))
def test_boxes_are_the_same_where_nothing_is_shared(document: Document, style: str) -> None:
    shared = laid_out(document, style)
    apart = dict.fromkeys(("styles_shared", "used_values_shared", "text_set_up_once"), nullcontext)
    with patch.multiple(layout, own_sheet=lambda: UA_STYLESHEET, **apart):
        assert laid_out(document, style) == shared


@pytest.mark.parametrize("name", SMALL)
def test_lines_read_at_once_are_written_as_weasyprint_writes_them(name: str) -> None:
    edition = theme.edition_of(SMALL[name], theme.load())

    def made() -> bytes:
        return pdf.export(edition.document, edition.theme, moment=MOMENT).data

    at_once = made()
    with patch.object(finishing, "plain_lines_at_once", nullcontext):
        assert made() == at_once

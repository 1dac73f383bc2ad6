"""Drawings that cannot be drawn are a fault, and none that is seen only on the page; patterns and lines are in place.

WeasyPrint 70 goes on after an error within a drawing (weasyprint/images.py, ``SVGImage.draw``): half of it is there,
and since what it has moved or clipped stays so, what is drawn after it on the page is elsewhere or gone.

It lets each pattern begin at the corner of what is filled with it (weasyprint/svg/defs.py, ``draw_pattern``), though
one in the units of the drawing begins where it says (SVG 2, 14.3): a picture in it, as Lucidchart saves them, was drawn
outside of its tile, so that nothing of it was seen. And it sets how wide a line is only where that has one colour
(weasyprint/svg/__init__.py, ``set_graphical_state``).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from triplicate.system.replaced import replaced


@contextmanager
def drawings_whole() -> Iterator[None]:
    """While this context lasts, raise what stops a drawing; under :data:`triplicate.formats.pdf.layout.LOCK`."""
    from weasyprint import svg
    from weasyprint.images import SVGImage

    of_paint = {
        "draw_gradient": _in_width(svg.draw_gradient),
        "draw_pattern": _in_width(_in_place(svg.draw_pattern)),
    }
    with replaced(SVGImage, draw=_draw), replaced(svg, **of_paint):
        yield


def _draw(image: Any, stream: Any, width: float, height: float, _style: Any) -> None:
    image._svg.draw(stream, width, height, image._base_url, image._context)  # noqa: SLF001


def _in_width(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that sets how wide a line is which it draws."""

    def in_width(drawing: Any, node: Any, paint: Any, font_size: float, opacity: float, *, stroke: bool) -> Any:
        if stroke:
            drawing.stream.set_line_width(drawing.length(node.get("stroke-width", "1px"), font_size))
        return draw(drawing, node, paint, font_size, opacity, stroke=stroke)

    return in_width


def _in_place(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that draws patterns in the units of the drawing where they begin."""
    from weasyprint.svg.utils import size

    def in_place(drawing: Any, node: Any, pattern: Any, font_size: float, *rest: Any, **keys: Any) -> Any:
        own = dict(pattern.attrib)
        try:
            if own.get("patternUnits") != "userSpaceOnUse":
                return draw(drawing, node, pattern, font_size, *rest, **keys)
            # A tile that begins elsewhere than at zero would move what is in it once more.
            begin = drawing.point(pattern.attrib.pop("x", 0), pattern.attrib.pop("y", 0), font_size)
            across, down = (size(own.get(side, 0), font_size, 1) for side in ("width", "height"))
            # It asks for the box of what is filled, and takes its corner.
            with replaced(drawing, calculate_bounding_box=lambda *_, **__: (*begin, across, down)):
                return draw(drawing, node, pattern, font_size, *rest, **keys)
        finally:
            # It writes into the pattern the lengths that it has in what is filled first.
            pattern.attrib.clear()
            pattern.attrib.update(own)

    return in_place

"""What is the same for all boxes of one computed style, worked out once for it.

WeasyPrint 70 works out the used margins, padding, borders and sizes of a box each time that it lays it out
(weasyprint/layout/percent.py, ``resolve_percentages``: eighteen values), and asks five questions of its style each time
that it wants to know whether it is in the flow (weasyprint/formatting_structure/boxes.py, ``is_in_normal_flow``).
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from triplicate.system.replaced import replaced

_SIDES = ("top", "right", "bottom", "left")
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_VALUES = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
)


@contextmanager
def used_values_shared() -> Iterator[None]:
    """While this context lasts, do so; under :data:`triplicate.formats.pdf.layout.LOCK`."""
    from weasyprint.formatting_structure.boxes import Box, PageBox
    from weasyprint.layout import percent

    resolve, in_flow = percent.resolve_percentages, Box.is_in_normal_flow

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        # What a box of a table has in common with its neighbours is not its style's.
        shared = vars(box).keys() & _BORDERS if style["border_collapse"] == "collapse" else ()
        apart = not shared or (len(shared) == len(_BORDERS) and style["box_sizing"] == "content-box")
        if isinstance(box, PageBox) or not apart:
            resolve(box, containing_block)
            return
        if isinstance(containing_block, Box):
            containing_block = containing_block.width, containing_block.height
        known = vars(style).setdefault("used_values", {})
        if (case := (*containing_block, bool(shared))) not in known:
            resolve(box, containing_block)
            known[case] = {name: vars(box)[name] for name in (*_VALUES, *(() if shared else _BORDERS))}
        box.__dict__.update(known[case])

    def is_in_normal_flow(box: Any) -> bool:
        kept = vars(box.style)
        if (known := kept.get("in_flow")) is None:
            known = kept["in_flow"] = in_flow(box)
        return bool(known)

    layouts = [
        module
        for name, module in sys.modules.items()
        if name.startswith("weasyprint.layout.") and getattr(module, "resolve_percentages", None) is resolve
    ]
    with ExitStack() as stack:
        for module in layouts:
            stack.enter_context(replaced(module, resolve_percentages=resolve_percentages))
        stack.enter_context(replaced(Box, is_in_normal_flow=is_in_normal_flow))
        yield

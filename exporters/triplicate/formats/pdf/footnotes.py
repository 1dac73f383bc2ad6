"""Footnotes that WeasyPrint forgets, kept while it lays out.

Where a page is full and a line can neither move to the next page nor stand above the footnotes, WeasyPrint 70 lets
footnotes wait for the next page until the line fits (weasyprint/layout/block.py, ``_linebox_layout``). It then takes
the line, but not the footnotes that are called in it: they are laid out nowhere.
"""

from contextlib import AbstractContextManager
from typing import Any

from triplicate.system.replaced import replaced


def footnotes_kept() -> AbstractContextManager[None]:
    """While this context lasts, let the footnotes called in such a line wait for the next page too.

    To be used under :data:`triplicate.formats.pdf.layout.LOCK`.
    """
    from weasyprint.layout import block

    lay_out = block._linebox_layout  # noqa: SLF001

    def kept(context: Any, box: Any, index: int, child: Any, lines: list[Any], *rest: Any) -> Any:
        found = lay_out(context, box, index, child, lines, *rest)
        abort, stop, *_ = found
        if stop and not abort and lines:
            called = [one.footnote for one in lines[-1].descendants() if one.footnote in context.footnotes]
            for footnote in called:
                context.footnotes.remove(footnote)
                context.reported_footnotes.append(footnote)
        return found

    return replaced(block, _linebox_layout=kept)

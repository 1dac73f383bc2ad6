"""Computed styles that are the same for many pseudo-elements and pages, computed once.

WeasyPrint 70 (weasyprint/css/__init__.py, ``StyleFor``) shares the computed style of elements that are alike, but not
that of pseudo-elements, of which its own sheet gives six to each element (a marker, the calls of notes), nor that of
pages and of the sixteen boxes in their margins. It also looks for the boxes of each page among those of all pages
before it (weasyprint/layout/page.py, ``set_page_type_computed_styles``): the longer, the more pages there are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from triplicate.system.replaced import replaced


@contextmanager
def styles_shared() -> Iterator[None]:
    """While this context lasts, share them; under :data:`triplicate.formats.pdf.layout.LOCK`."""
    from weasyprint.css import StyleFor
    from weasyprint.layout import page

    compute, of_page = StyleFor.set_computed_styles, page.set_page_type_computed_styles

    def set_computed_styles(
        styles: Any, element: Any, parent: Any, root: Any = None, pseudo_type: str | None = None, **more: Any
    ) -> None:
        computed = styles.get_computed_styles()
        if pseudo_type is None and not isinstance(element, tuple):
            compute(styles, element, parent, root, **more)
            return
        declared = styles.get_cascaded_styles().get((element, pseudo_type), {})
        # Kept at the style that they inherit from: what is computed depends on it and on what is declared alone.
        known = vars(computed[parent, None]).setdefault("heirs", {}).setdefault(pseudo_type, [])
        for alike, style in known:
            if alike == declared:
                computed[element, pseudo_type] = style
                return
        compute(styles, element, parent, root, pseudo_type, **more)
        known.append((declared, computed[element, pseudo_type]))

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        of_page(page_type, html, style_for)
        style_for.get_cascaded_styles().clear()

    with (
        replaced(StyleFor, set_computed_styles=set_computed_styles),
        replaced(page, set_page_type_computed_styles=set_page_type_computed_styles),
    ):
        yield

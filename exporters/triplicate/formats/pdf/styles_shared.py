"""Computed styles that are the same for many elements, pseudo-elements and pages, computed once.

WeasyPrint 70 (weasyprint/css/__init__.py, ``StyleFor``) shares the computed style of elements that are alike, but takes
those with an identifier of their own or a ``style`` for unlike, and with them all that is in them: an identifier is a
property there (``anchor``). It does not share that of pseudo-elements, of which its own sheet gives six to each element
(a marker, the calls of notes), nor that of pages and of the sixteen boxes in their margins. It also looks for the boxes
of each page among those of all pages before it (weasyprint/layout/page.py, ``set_page_type_computed_styles``): the
longer, the more pages there are.

The style of the root, and with it all that inherit from it, are kept for the next document with the same fonts whose
root is told the same. WeasyPrint lets styles know one other thing of a document, the size of its first page, and no
style of ours depends on it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from triplicate.later import dataclass
from triplicate.system.replaced import replaced

_ROOTS = 8
"""How many roots are kept with fonts: a text of another language has another."""

_DOCUMENTS, _HEIRS = 64, 1000
"""How many documents have a root, and how many styles inherit from it: what is known of these grows with each text."""


@dataclass(slots=True)
class _Root:
    """What is declared for the root of documents, its style, how many have had it, and how many styles inherit from it.

    The style knows it as its ``root``.
    """

    declared: dict[str, Any]
    style: Any
    documents: int = 0
    heirs: int = 0


@contextmanager
def styles_shared() -> Iterator[None]:
    """While this context lasts, share them; under :data:`triplicate.formats.pdf.layout.LOCK`."""
    from weasyprint.css import Style, StyleFor
    from weasyprint.layout import page

    compute, of_page = StyleFor.set_computed_styles, page.set_page_type_computed_styles

    class Anchored(Style):  # type: ignore[misc]
        """The style of an element with an identifier; all but that it has from one without."""

        def __init__(self, alike: Any, anchor: str) -> None:
            self.__dict__.update(vars(alike), alike=alike)
            self["anchor"] = anchor

        def __missing__(self, key: str) -> Any:
            value = self[key] = self.alike[key]
            return value

        def copy(self) -> Any:
            copy = self.alike.copy()
            copy.update(self)
            return copy

        @property
        def anonymous_style(self) -> Any:
            return self.alike.anonymous_style

    def set_computed_styles(
        styles: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        computed, cascaded = styles.get_computed_styles(), styles.get_cascaded_styles()

        def made(declared: Any) -> Any:
            cascaded[element, pseudo_type] = declared
            compute(styles, element, parent, root, pseudo_type, base_url, target_collector)
            return computed[element, pseudo_type]

        declared = cascaded.get((element, pseudo_type), {})
        if parent is None:
            kept = vars(styles.font_config).setdefault("roots", [])
            kept[:] = [one for one in kept[-_ROOTS:] if one.documents < _DOCUMENTS and one.heirs < _HEIRS]
            alike = (one for one in kept if one.declared == declared and one.style.base_url == base_url)
            if (found := next(alike, None)) is None:
                kept.append(found := _Root(declared, made(declared)))
                vars(found.style)["root"] = found
            found.documents += 1
            computed[element, pseudo_type] = found.style
            return
        anchor = made(declared)["anchor"] if "anchor" in declared else None
        plain = {name: value for name, value in declared.items() if name != "anchor"}
        # Kept at the style that they inherit from: what is computed depends on it and on what is declared alone.
        above = computed[parent, None]
        known = vars(getattr(above, "alike", above)).setdefault("heirs", {}).setdefault(pseudo_type, [])
        style = next((style for alike, style in known if alike == plain), None)
        if style is None:
            style = made(plain)
            known.append((plain, style))
            vars(computed[root, None])["root"].heirs += 1
        computed[element, pseudo_type] = Anchored(style, anchor) if anchor else style

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        of_page(page_type, html, style_for)
        style_for.get_cascaded_styles().clear()

    with (
        replaced(StyleFor, set_computed_styles=set_computed_styles),
        replaced(page, set_page_type_computed_styles=set_page_type_computed_styles),
    ):
        yield

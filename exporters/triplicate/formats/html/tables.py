"""Tables as elements; header cells carry their scope."""

from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import Align, Row, Table
from triplicate.formats.html.inlines import InlineBuilder
from triplicate.theme.tables import is_banded


class TableBuilder(InlineBuilder):
    """Builds tables."""

    def table(self, parent: Element, block: Table) -> Element:
        """Append a table."""
        element = self.element(parent, "table", block)
        if is_banded(len(block.header)):
            element.set("class", "banded")
        if block.caption:
            self.caption(SubElement(element, "caption"), block)
        self._row(SubElement(element, "thead"), block.header, block.align, "col")
        body = SubElement(element, "tbody")
        for row in block.rows:
            self._row(body, row, block.align, None)
        if block.total:
            body[-1].set("class", "total")
        return element

    def _row(self, parent: Element, cells: Row, align: tuple[Align, ...], scope: str | None) -> None:
        """Append a row; ``scope`` is that of all its cells, or None where only row headers are headers."""
        row = SubElement(parent, "tr")
        for cell, side in zip(cells, align, strict=True):
            own = scope or ("row" if cell.header else None)
            element = self.element(row, "th" if own else "td", cell)
            if own:
                element.set("scope", own)
            if side is not Align.START:
                element.set("class", f"align-{side.value}")
            self.inlines(element, cell.children)
            self.finished(row, element, cell)

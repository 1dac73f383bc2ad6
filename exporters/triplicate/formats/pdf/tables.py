"""The header cells of a table: over what they stand, and which of them belong to each cell."""

from triplicate.formats.pdf.elements import Elem


def relate_cells(table: Elem, number: int, columns: int) -> None:
    """Give header cells their Scope and ID, and each cell below the head the header cells over and beside it.

    ``number`` tells the table from the others of its document (ISO 14289-1 7.5; ISO 32000-1 table 349).
    """
    groups = [group for group in table.kids if isinstance(group, Elem)]
    rows = [row for group in groups for row in group.kids if isinstance(row, Elem) and row.role == "TR"]
    over = [f"table-{number}-column-{column}" for column in range(1, columns + 1)]
    for line, row in enumerate(rows):
        beside: list[str] = []
        for column, cell in enumerate(row.kids):
            assert isinstance(cell, Elem)
            if cell.role == "TH":
                cell.set("Table", "Scope", "/Row" if line else "/Column")
                cell.id = f"table-{number}-row-{line}-{column + 1}" if line else over[column]
            if line:
                cell.set("Table", "Headers", [over[column], *beside])
            if line and cell.role == "TH" and cell.id:
                beside.append(cell.id)

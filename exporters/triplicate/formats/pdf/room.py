"""The room that words have at a place of the page: how they are set there, and how wide their lines are."""

from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from triplicate.document.model import Block, Cell, Table
from triplicate.formats.pdf.keeping import HEADINGS, NOTE, inset
from triplicate.formats.pdf.table_setting import rooms_of_cells
from triplicate.theme import Theme, role
from triplicate.theme.key_figures import GAP
from triplicate.theme.measure import Letters
from triplicate.theme.tables import Setting, set_table

_LEAST = 6
"""Of the size of the text: how long a line must be."""


def letters_of(theme: Theme, name: str, lang: str, *, size: float = 0, tabular: bool = False) -> Letters:
    """Return how words of a language are set in a role; ``size`` is theirs in points, if the role says another."""
    look = role(theme, name, "pdf")
    size = size or look.size or theme.type.body
    return Letters(size, bold=bool(look.bold), heading=look.font == "heading", tabular=tabular, lang=lang)


def sides_of(theme: Theme, name: str) -> tuple[float, float]:
    """Return the space from the edges of an element in a role to its words, in points: at the start, at the end."""
    _, end, _, start = role(theme, name, "pdf").padding or (0.0, 0.0, 0.0, 0.0)
    return start, end


class Room:
    """The room at the place where the tree of a document is being made; all lengths are in points.

    ``width`` is that of the lines of the block, ``setting`` how the table around is set, if there is one. ``title`` is
    the size of the title, if it is another than its role says.
    """

    def __init__(self, theme: Theme, title: float = 0) -> None:
        self.width = theme.page.measure
        self._title = title
        self.setting: Setting | None = None
        self._theme = theme
        self._outside: list[float] = []
        self._role = ""
        self._entry: tuple[Letters, float] | None = None
        self._cells: dict[int, float] = {}
        self._cell: float | None = None

    def enter(self, block: Block, name: str, beside: int, lang: str) -> None:
        """Go into a block in a language, set in a role, "" for that of the text; so many items stand side by side."""
        self._outside.append(self.width)
        self._role = name
        self.width = (self.width - inset(block, self._theme, lang) - (beside - 1) * GAP) / beside

    def leave(self) -> None:
        """Go out of a block."""
        self.width = self._outside.pop()
        self._role = ""

    def has_become_too_narrow(self) -> bool:
        """Tell whether words had room around the block that was entered last, and have none in it."""
        return self.width < _LEAST * self._theme.type.body <= self._outside[-1]

    def enter_table(self, table: Table, lang: str, *, alone: bool) -> Setting:
        """Go into a table, which is set for the room that it has; ``alone`` it may be turned sideways."""
        self.setting = setting = set_table(table, self._theme, lang, room=self.width, alone=alone)
        if setting.turned:
            self.width = self._theme.page.sideways
        self._cells = rooms_of_cells(table, setting, self.width)
        return setting

    def enter_cell(self, cell: Cell) -> None:
        """Go into a cell."""
        self._cell = self._cells[cell.serial]

    def leave_table(self) -> None:
        """Go out of a table."""
        self.setting, self._cell = None, None

    def enter_entry(self, level: int, lang: str) -> None:
        """Go into an entry of the contents: those of level 0 are bold, those of the next stand further in."""
        letters = Letters(self._theme.type.body, bold=level == 0, lang=lang)
        self._entry = letters, self.width - level * self._theme.spacing.indent

    def leave_contents(self) -> None:
        """Go out of the contents."""
        self._entry = None

    @contextmanager
    def note(self, *, at_foot: bool) -> Iterator[None]:
        """Be in a note as long as the context lasts, at the foot of the page or after the block that calls it."""
        outside = self.width, self.setting
        across = self._theme.page.measure if at_foot else self.width
        self.width = across - NOTE * (role(self._theme, "note", "pdf").size or self._theme.type.body)
        self.setting = None
        yield
        self.width, self.setting = outside

    def lines_in(self, element: Element, lang: str) -> tuple[Letters, float]:
        """Return how text of a language is set in an element, and the width of its lines."""
        kind = self._theme.type
        if self._entry:
            return self._entry
        if element.tag in HEADINGS:
            name, own = ("title", self._title) if element.tag == "h1" else (element.tag, 0.0)
            return letters_of(self._theme, name, lang, size=own), self.width - sum(sides_of(self._theme, name))
        if self.setting and self._cell is not None:
            return Letters(self.setting.size, bold=element.tag == "th", tabular=True, lang=lang), self._cell
        name = self._role or element.get("class", "")
        size = role(self._theme, name, "pdf").size if name in self._theme.roles else None
        is_term = element.tag == "dt"  # what explains it stands further in
        return Letters(size or kind.body, bold=is_term, lang=lang), self._outside[-1] if is_term else self.width

    def of_formula(self) -> tuple[float, ...]:
        """Return how wide a formula in a sentence may be; in a table also what its column can be made.

        A column that is not fixed gives way to a formula that is wider than it was taken to be.
        """
        if not self.setting or self._cell is None:
            return (self.width,)
        return (self._cell,) if self.setting.fixed else (self._cell, self.width - 2 * self.setting.side)

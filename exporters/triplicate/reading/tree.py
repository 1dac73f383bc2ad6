"""Flat tokens of markdown-it become a tree, without recursion."""

from dataclasses import field
from typing import TYPE_CHECKING

from triplicate.later import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token


@dataclass(slots=True)
class Branch:
    """A token and what stands in it. ``kind`` is the token's type without ``_open``."""

    token: "Token"
    kind: str
    children: "list[Branch]" = field(default_factory=list)

    @property
    def line(self) -> int:
        """The first line of the source, counted from 0; 0 where markdown-it gives none."""
        return self.token.map[0] if self.token.map else 0


def grow(tokens: "Iterable[Token]") -> list[Branch]:
    """Return block tokens as a tree; markdown-it promises that they are balanced."""
    roots: list[Branch] = []
    open_branches: list[Branch] = []
    for token in tokens:
        if token.nesting < 0:
            open_branches.pop()
            continue
        branch = Branch(token, token.type.removesuffix("_open"))
        (open_branches[-1].children if open_branches else roots).append(branch)
        if token.nesting > 0:
            open_branches.append(branch)
    return roots

"""The levels of headings: sections below the title, none skipped."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from triplicate.document.model import Place
from triplicate.later import dataclass
from triplicate.reading import rules
from triplicate.reading.attributes import Attributes
from triplicate.reading.context import Context
from triplicate.reading.tree import Branch
from triplicate.rules.finding import Quote

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(slots=True)
class _Open:
    """A heading whose section is not over: its level as written and as settled, and whether a skip was said."""

    written: int
    settled: int
    told: bool = False


def without_wordless(context: Context, branches: Sequence[Branch]) -> list[Branch]:
    """Return blocks without headings that have no words; an id goes to what comes next, a target is a paragraph."""
    kept: list[Branch] = []
    for number, branch in enumerate(branches):
        branch.children = without_wordless(context, branch.children)
        tokens = (branch.children[0].token.children or []) if branch.children else []
        if branch.kind == "heading" and all(map(_is_silent, tokens)):
            report_wordless(context, Place(branch.line + 1, _column(context, branch)))
            given = [token.meta["attributes"].id for token in tokens if token.type == "attributes"]
            identifier = next(filter(None, given), None)
            if any(token.type == "html_inline" for token in tokens):
                branch.kind = "paragraph"
            elif identifier and number + 1 < len(branches):
                branch.kind, branch.children = "attributes_line", []
                branch.token.meta["attributes"] = Attributes(identifier)
            else:
                continue
        kept.append(branch)
    return kept


def report_wordless(context: Context, place: Place) -> None:
    """Report a heading without words."""
    context.report(
        rules.HEADING_WORDLESS,
        "A heading has no words, and is left out.",
        place,
        "Write its words, or take the line away.",
    )


def _is_silent(token: "Token") -> bool:
    if token.type in {"text", "text_special"}:
        return not token.content.strip()
    return token.nesting != 0 or token.type in {"attributes", "html_inline", "softbreak"}


def shift_of(branches: Sequence[Branch]) -> int:
    """Return by how many levels the headings of a body move down: 1 if it has sections of level 1."""
    return int(any(branch.token.tag == "h1" for branch in headings_in(branches)))


def headings_in(branches: Sequence[Branch]) -> Iterator[Branch]:
    """Yield the headings in reading order, however deep they stand; a note has none."""
    waiting = list(reversed(branches))
    while waiting:
        branch = waiting.pop()
        if branch.kind == "heading":
            yield branch
        if branch.kind != "footnote_reference":
            waiting.extend(reversed(branch.children))


def settle_levels(context: Context, branches: Sequence[Branch], shift: int, outer: int = 1) -> None:
    """Give every heading its level, one below that of the section it stands in at most.

    ``outer`` is the level of the heading that all of them stand below.

    The level is kept in the token's ``meta``. A section whose own sections skip a level is told of once.
    """
    found = list(headings_in(branches))
    section = next((branch for branch in found if branch.token.tag == "h1"), None)
    above = [_Open(outer, outer)]
    for branch in found:
        written = int(branch.token.tag[1]) + shift
        while len(above) > 1 and above[-1].written >= written:
            above.pop()
        parent = above[-1]
        settled = parent.settled + 1
        branch.token.meta["level"] = settled
        if written > parent.written + 1 and not parent.told:
            parent.told = True
            said = _words(branch)
            remedy = f"One level below it is: {'#' * (settled - shift)} {said}"
            if shift and settled == 2 and written == 3 and section is not None:
                # Only the sections with one sign, further down, moved this one.
                remedy += f"; or give the section “{_words(section)}” in line {section.line + 1} ## instead of #."
            context.report(
                rules.LEVEL_SKIPPED,
                "“{words}” stands {levels} levels below the heading above it, and is set one below.",
                Place(branch.line + 1, _column(context, branch)),
                remedy,
                words=Quote(said),
                levels=written - parent.written,
            )
        above.append(_Open(written, settled))


def _words(branch: Branch) -> str:
    inline = branch.children[0].token if branch.children else None
    kinds = {"text", "text_special", "code_inline"}
    return "".join(token.content for token in (inline and inline.children) or [] if token.type in kinds).strip()


def _column(context: Context, branch: Branch) -> int:
    line = context.lines[branch.line] if branch.line < len(context.lines) else ""
    return len(line) - len(line.lstrip()) + 1

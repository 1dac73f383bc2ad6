"""Where the lines of a text come from that was put together of several files."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path

from triplicate.document.model import Place
from triplicate.later import dataclass
from triplicate.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of one file that stand together: ``start`` is the first of them in the text, ``line`` in the file."""

    start: int
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Origins:
    """The stretches of a text in order, none for a text of one file.

    ``texts`` are those of all its files by their names; ``folders`` are those of the other files, which pictures may
    be seen from.
    """

    stretches: tuple[Stretch, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    folders: tuple[Path, ...] = ()

    def settle(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings with the file and the line that each of them is in."""
        return tuple(map(self._settled, findings)) if self.stretches else tuple(findings)

    def line(self, line: int, source: str | None = None) -> str:
        """Return a line's number in its file, with the file's name unless it is ``source`` (by default the text's own).

        The number is to be read after the word "line".
        """
        if not self.stretches:
            return str(line)
        name, own = self._found(line)
        return str(own) if name == (source or self.stretches[0].name) else f"{own} of {Path(name).name}"

    def _found(self, line: int) -> tuple[str, int]:
        index = bisect_right(self.stretches, line, key=lambda stretch: stretch.start) - 1
        stretch = self.stretches[max(index, 0)]
        return stretch.name, max(line - stretch.start + stretch.line, 1)

    def _settled(self, finding: Finding) -> Finding:
        name, line = self._found(finding.place.line)
        arguments = dict(finding.arguments)
        if isinstance(other := arguments.get("line"), int):
            arguments["line"] = self.line(other, name)
        return replace(finding, source=name, place=Place(line, finding.place.column), arguments=arguments)

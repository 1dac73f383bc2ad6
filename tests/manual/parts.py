"""The manual as its tests see it: its parts, and the pieces of code in them, in the order of the text."""

import re
from dataclasses import dataclass
from pathlib import Path

MANUAL = Path(__file__).parents[2] / "source" / "manual.md"
PARTS = tuple(
    MANUAL.parent / name for name in re.findall(r"^  - (manual/\S+\.md)$", MANUAL.read_text("utf-8"), re.MULTILINE)
)
WHOLE = "\n".join(path.read_text("utf-8") for path in (MANUAL, *PARTS))

_FENCE = re.compile(
    r"^(?P<marks>`{3,})(?P<kind>[a-z]+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<code>.*?)^(?P=marks)$\n?",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Piece:
    """One fence of a part: its language, the file that it is saved as, and what follows it."""

    kind: str
    title: str | None
    code: str
    line: int
    after: str

    @property
    def shown(self) -> bool:
        """Whether what it becomes stands below it."""
        return self.after.lstrip("\n").startswith(self.code)


def pieces(part: Path) -> list[Piece]:
    text = part.read_text("utf-8")
    return [
        Piece(one["kind"], one["title"], one["code"], text.count("\n", 0, one.start()) + 1, text[one.end() :])
        for one in _FENCE.finditer(text)
    ]


def prose(text: str) -> str:
    """Return a text without its fences."""
    return _FENCE.sub("", text)

"""What a rule is: what it asks, of which texts, when it is looked at, and on whose authority."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Literal

from triplicate.document.model import NOWHERE, Place
from triplicate.rules.finding import Argument, Finding, Severity


class Family(Enum):
    """What a rule is about. The value is the letter that its code begins with."""

    METADATA = "M"  # front matter and configuration
    MARKUP = "X"  # markup that is not understood
    HEADINGS = "H"
    LISTS = "L"
    IMAGES = "I"
    LINKS = "K"
    TABLES = "T"
    NOTES = "N"
    LANGUAGE = "G"
    CHARACTERS = "C"
    STYLE = "S"
    GUESSES = "P"  # what plain text is taken for
    WORD = "W"  # what Word cannot carry, and what a template lacks


class Phase(Enum):
    """When a finding is made, which is also where its place lies."""

    READING = auto()  # in the text, while it is read
    CHECKING = auto()  # in the text, once it is read
    EXPORTING = auto()  # in the text, while a file is made of it
    CONFIGURATION = auto()  # in triplicate.toml, or in what the front matter ignores
    TEMPLATE = auto()  # in a Word template


TextKind = Literal["markdown", "plain"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``why`` says whom it serves, ``authority`` is the clause it comes from.

    ``code`` is its name: the letter of its family and three digits. Nothing is read from it. ``severity`` is that of
    its findings, unless a project raises it. ``bad`` and ``good`` are examples. ``house_style`` rules can be switched
    off together. ``kind`` is the one kind of text that it is about, None for any; ``format`` the one format ("pdf",
    "docx") whose export looks at it, empty if it does not wait for an export.
    """

    code: str
    severity: Severity
    name: str
    why: str
    authority: str
    bad: str = ""
    good: str = ""
    house_style: bool = False
    family: Family = field(kw_only=True)
    phase: Phase = field(kw_only=True)
    kind: TextKind | None = None
    format: str = ""

    @property
    def ignorable(self) -> bool:
        """Whether its findings may be ignored with a reason.

        An error that is found while reading leaves no whole text to export; one in a template shuts readers out.
        """
        return self.severity is not Severity.ERROR or self.phase not in {Phase.READING, Phase.TEMPLATE}

    def finding(self, sentence: str, place: Place = NOWHERE, hint: str = "", **arguments: Argument) -> Finding:
        """Return a finding against this rule; ``sentence`` names the arguments in braces (“{alt}” is a file name.)."""
        return Finding(self, sentence, place, hint, arguments)

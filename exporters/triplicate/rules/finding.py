"""A rule, and a finding against it: what is asked and on whose authority; where it is broken, and what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum, StrEnum, auto
from string import Formatter
from typing import Literal

from triplicate.document.model import NOWHERE, Place
from triplicate.later import dataclass


class Severity(StrEnum):
    """How much a finding matters: an error stops an export, a warning does so under ``--strict``, advice never."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Quote(str):
    """Words of the text itself that a message repeats: they are in the language of the text, not in English."""

    __slots__ = ()


Argument = str | int | float
"""What a message is filled with. A :class:`Quote` is of the text; any other string is a name, a key or English."""

_FORMATTER = Formatter()


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
    ORIGINALS = "D"  # what a file that is taken in leaves open


class Phase(Enum):
    """When a finding is made, which is also where its place lies."""

    READING = auto()  # in the text, while it is read
    CHECKING = auto()  # in the text, once it is read
    EXPORTING = auto()  # in the text, while a file is made of it
    CONFIGURATION = auto()  # in triplicate.toml, or in what the front matter ignores
    TEMPLATE = auto()  # in a Word template
    IMPORTING = auto()  # in the text, while it is made of another file


TextKind = Literal["markdown", "plain"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``why`` says whom it serves, ``authority`` is the clause it comes from.

    ``code`` is its name: the letter of its family and three digits. Nothing is read from it. ``severity`` is that of
    its findings, unless a project raises it. ``bad`` and ``good`` are examples. ``house_style`` is the name
    of the style that it is advice of, which is given on request. ``kind`` is the one kind of text that it is about,
    None for any; ``format`` the one format ("pdf", "docx") whose export looks at it, empty if it waits for none.
    """

    code: str
    severity: Severity
    name: str
    why: str
    authority: str
    bad: str = ""
    good: str = ""
    house_style: str = ""
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

    @property
    def needs_a_file(self) -> bool:
        """Whether its findings show only when a file is made, so that checking a text cannot tell them."""
        return self.phase in {Phase.EXPORTING, Phase.TEMPLATE}

    def finding(self, sentence: str, place: Place = NOWHERE, hint: str = "", **arguments: Argument) -> "Finding":
        """Return a finding against this rule; ``sentence`` names the arguments in braces (“{alt}” is a file name.)."""
        return Finding(self, sentence, place, hint, arguments)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding.

    ``sentence`` is the message with the names of its ``arguments`` in braces, as :meth:`str.format` has them.
    ``place`` is in the source, whose name is ``source``, as the person gave it. ``hint`` is the remedy. ``raised`` is
    the severity that a project gives the rule, None for the rule's own.
    """

    rule: Rule
    sentence: str
    place: Place = NOWHERE
    hint: str = ""
    arguments: Mapping[str, Argument] = field(default_factory=dict, hash=False)
    source: str = ""
    raised: Severity | None = None

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """How much it matters here."""
        return self.raised or self.rule.severity

    @property
    def message(self) -> str:
        """What is wrong, as a sentence."""
        return "".join(self.parts())

    def parts(self) -> Iterator[str]:
        """Yield the message in parts; those that are words of the text are each a :class:`Quote`."""
        for literal, name, form, _ in _FORMATTER.parse(self.sentence):
            yield literal
            if name is not None:
                value = self.arguments[name]
                yield value if isinstance(value, Quote) else format(value, form or "")

    @property
    def where(self) -> str:
        """The place as compilers print it: ``source:line:column``."""
        return f"{self.source or '<text>'}:{self.place.line}:{self.place.column}"

    def __str__(self) -> str:
        """Return ``source:line:column CODE severity message``, as compilers print it."""
        return f"{self.where} {self.code} {self.severity} {self.message}"

"""What a report is made of: one text, what was found in it, and what reading its files back showed."""

from dataclasses import field
from datetime import datetime
from pathlib import Path

from triplicate.checks import DEFAULT, Settings
from triplicate.document.model import Document
from triplicate.later import dataclass
from triplicate.proof.proving import Proof
from triplicate.reading.files import is_plain
from triplicate.rules.finding import Finding
from triplicate.validators import Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence on one source and its files.

    ``findings`` are the findings that stand, ``ignored`` those that do not, each with its reason. ``moment`` is the
    date the files carry; ``version`` the program's, empty if it is not known. ``styles`` are the editions that the
    files were exported in during this run, none if they were only read back. ``verdicts`` are what validators of other
    makes said of the files, none if they were not asked.
    """

    source: Path
    document: Document
    findings: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, str], ...]
    proofs: tuple[Proof, ...]
    moment: datetime
    version: str = ""
    settings: Settings = field(default=DEFAULT)
    styles: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the source is plain text rather than Markdown."""
        return is_plain(self.source)

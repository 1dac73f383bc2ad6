"""Validators of other makes, asked about finished files: each says by its own rules whether a file is valid.

Nothing here knows how Triplicate makes a file: what it is told of a validator is passed on as it stands.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from triplicate.later import dataclass
from triplicate.validators import ace, epubcheck, openxml_audit, verapdf
from triplicate.validators.programs import JAVA_REMEDY, PACKAGES_REMEDY, TroubleError, program
from triplicate.validators.verdict import Problem, Verdict

__all__ = ["VALIDATORS", "Problem", "Validator", "Verdict", "judge", "validators_for"]

Kind = Literal["pdf", "docx", "epub", "html"]
"""Kinds of files; of web pages no validator is known here."""


@dataclass(frozen=True, slots=True)
class Validator:
    """A validator of one kind of file.

    ``lacks`` returns the command that brings what it lacks on this machine, "" if it can be asked.
    """

    name: str
    kind: Kind
    judge: Callable[[Path], Iterator[Verdict]]
    lacks: Callable[[], str]


def _verapdf_lacks() -> str:
    return "" if program("verapdf") else _of_java(verapdf.engine())


def _epubcheck_lacks() -> str:
    return "" if not epubcheck.jar() and program("epubcheck") else _of_java(epubcheck.jar())


def _of_java(jar: Path | None) -> str:
    commands = (PACKAGES_REMEDY if jar is None else "", JAVA_REMEDY if program("java") is None else "")
    return " && ".join(filter(None, commands))


def _ace_lacks() -> str:
    return "" if ace.installed() else "npm install --global @daisy/ace-cli"


def _openxml_audit_lacks() -> str:
    return "" if openxml_audit.package() else PACKAGES_REMEDY


VALIDATORS = (
    Validator(verapdf.NAME, "pdf", verapdf.judge, _verapdf_lacks),
    Validator(openxml_audit.NAME, "docx", openxml_audit.judge, _openxml_audit_lacks),
    Validator(epubcheck.NAME, "epub", epubcheck.judge, _epubcheck_lacks),
    Validator(ace.NAME, "epub", ace.judge, _ace_lacks),
)


def validators_for(kind: Kind) -> list[Validator]:
    """Return the validators of a kind of file that are on this machine."""
    return [one for one in VALIDATORS if one.kind == kind and not one.lacks()]


def judge(file: Path, kind: Kind) -> list[Verdict]:
    """Return what each validator on this machine says of a file; one that stops half-way has a verdict that says so."""
    verdicts: list[Verdict] = []
    for one in validators_for(kind):
        try:
            verdicts += one.judge(file.absolute())
        except TroubleError as trouble:
            verdicts.append(Verdict(file, one.name, "", "", trouble=str(trouble)))
        except (AttributeError, LookupError, TypeError, ValueError) as broken:
            said = f"its answer is of a form that Triplicate does not know ({type(broken).__name__}: {broken})"
            verdicts.append(Verdict(file, one.name, "", "", trouble=said))
    return verdicts

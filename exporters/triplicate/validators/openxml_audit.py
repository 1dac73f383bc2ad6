"""openxml-audit: Office Open XML as Microsoft 365 reads it. It is a Python package, asked in a process of its own."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from triplicate.validators.programs import TroubleError, in_package, run
from triplicate.validators.verdict import Problem, Verdict

NAME = "openxml-audit"
FALSE_ALARM = "Numbering definition '0' referenced but not found"
"""Version 0.8 takes the instance 0 for a missing one, where it takes a paragraph out of its style's numbering
(ECMA-376, Part 1, 17.9.18)."""


def package() -> Path | None:
    """Return a file of the Python package, None if that is not installed."""
    return in_package("openxml_audit", "__main__.py")


def judge(file: Path) -> Iterator[Verdict]:
    """Yield its verdict. Raises TroubleError; what else it raises shows an answer of another form."""
    if package() is None:
        raise TroubleError("it is not installed")
    options = ("--validator", "ooxml", "-f", "microsoft365", "-m", "0", "-o", "json")
    answer = run([sys.executable, "-P", "-m", "openxml_audit", *options, file])
    if not answer.out.lstrip().startswith("["):
        raise TroubleError(answer.last_words)
    (told,) = json.loads(answer.out)
    problems = tuple(
        Problem(
            one["type"],
            one["description"],
            " ".join(filter(None, (one["part_uri"], one["path"]))),
            grave=one["severity"] == "error",
        )
        for one in told["errors"]
        if one["description"] != FALSE_ALARM
    )
    from importlib.metadata import version

    yield Verdict(file, NAME, version("openxml-audit"), "Office Open XML, Microsoft 365", problems)

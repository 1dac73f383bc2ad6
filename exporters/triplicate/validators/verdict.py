"""What a validator says of a file."""

from dataclasses import asdict
from pathlib import Path

from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What a validator finds in a file: its own name of the rule, its own words, and the place, "" if it names none.

    ``grave`` tells whether the file breaks the standard by it; ``times`` how often it was found.
    """

    rule: str
    message: str
    where: str = ""
    grave: bool = True
    times: int = 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one validator says of one file, seen by one standard.

    ``trouble`` is why it says nothing, as the end of a sentence; "" if it came to a verdict.
    """

    file: Path
    validator: str
    version: str
    standard: str
    problems: tuple[Problem, ...] = ()
    trouble: str = ""

    @property
    def by(self) -> str:
        """The validator's name and version."""
        return f"{self.validator} {self.version}".rstrip()

    @property
    def valid(self) -> bool:
        """Whether the validator came to a verdict and found nothing grave."""
        return not self.trouble and not any(problem.grave for problem in self.problems)

    @property
    def summary(self) -> str:
        """The verdict in a line: "veraPDF 1.31.50, PDF/UA-1: valid"."""
        if self.trouble:
            return f"{self.by}: no verdict: {self.trouble}"
        number = len(self.problems)
        found = f"{number} {'problem' if number == 1 else 'problems'}" if number else ""
        said = ", ".join(filter(None, ("valid" if self.valid else "not valid", found)))
        return f"{self.by}, {self.standard}: {said}"

    def record(self) -> dict[str, object]:
        """Return the verdict as values that JSON knows, but for the file; ``valid`` is None if there is none."""
        return {
            "validator": self.validator,
            "version": self.version,
            "standard": self.standard,
            "valid": None if self.trouble else self.valid,
            "trouble": self.trouble,
            "problems": [asdict(problem) for problem in self.problems],
        }

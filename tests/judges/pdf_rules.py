"""veraPDF: conformance to PDF/UA, PDF/A and Well-Tagged PDF."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.judges.tools import existing, installed, java


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a file breaks.

    `clause` and `test` are veraPDF's name of the rule, e.g. 7.1 and 3 of ISO 14289-1. `checks` says how often it is
    broken. `examples` are the first breaches, each with the path of the object. A file that cannot be parsed has one
    failure with the clause "unreadable".
    """

    flavour: str
    clause: str
    test: int
    checks: int
    description: str
    examples: tuple[str, ...]


def verapdf(files: Iterable[Path], flavours: Sequence[str] = ("ua1", "2a")) -> dict[Path, list[Failure]]:
    """Judge PDF files, all in one JVM; an empty list means that the file conforms to every flavour.

    Flavours: ua1, ua2 (PDF/UA); wt1a, wt1r (Well-Tagged PDF, accessibility and reuse); 1a, 1b, 2a, 2b, 2u, 3a, 3b, 3u,
    4, 4e, 4f (PDF/A). An unknown one raises `RuntimeError`.
    """
    paths = {str(path): Path(file) for file in files for path in existing([file])}
    verdicts: dict[Path, list[Failure]] = {file: [] for file in paths.values()}
    jar = installed("java", "verapdf.jar")
    for verdict in java("VeraDriver", jar, flavours, list(map(Path, paths)), each=len(flavours)):
        failures = verdicts[paths[verdict["file"]]]
        flavour = verdict["flavour"]
        if "error" in verdict:
            failures.append(Failure(flavour, "unreadable", 0, 1, verdict["error"], ()))
            continue
        found = [
            Failure(flavour, one["clause"], one["test"], one["checks"], one["description"], tuple(one["examples"]))
            for one in verdict["failures"]
        ]
        if bool(found) is verdict["compliant"]:
            raise RuntimeError(f"veraPDF contradicts itself on {verdict['file']}: {verdict}")
        failures.extend(sorted(found, key=lambda failure: (failure.clause, failure.test)))
    return verdicts

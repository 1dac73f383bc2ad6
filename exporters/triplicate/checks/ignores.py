"""What is ignored, in a text or for a whole project: each code with the reason."""

import difflib
from collections.abc import Iterable, Iterator

from triplicate.checks.registry import RULES
from triplicate.document.model import Place
from triplicate.later import dataclass
from triplicate.reading.front_matter import Ignored
from triplicate.rules.configuring import NOT_IGNORED, UNKNOWN_CODE, UNUSED, WITHOUT_REASON
from triplicate.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Ignore:
    """A line that ignores a code, and why."""

    code: str
    reason: str
    place: Place


def sound_ignore(code: str, reason: object, place: Place) -> Ignore | Finding:
    """Return the ignore, or what is wrong with it: an unknown code, one that cannot be ignored, no reason."""
    if code not in RULES:
        return unknown_code(code, place)
    if not RULES[code].ignorable:
        return NOT_IGNORED.finding(
            "{code} cannot be ignored: {rule}.",
            place,
            "Mend the text; triplicate explain says how.",
            code=code,
            rule=RULES[code].name,
        )
    if not isinstance(reason, str) or not reason.strip():
        return WITHOUT_REASON.finding(
            "{code} is ignored without a reason.", place, f"Write why: {code}: The reason, in a sentence.", code=code
        )
    return Ignore(code, reason.strip(), place)


def unknown_code(code: str, place: Place) -> Finding:
    """Return the finding on a code that names no rule."""
    near = difflib.get_close_matches(code.upper(), RULES, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else "See what a rule is with: triplicate explain CODE."
    return UNKNOWN_CODE.finding("There is no rule {code}.", place, hint, code=code)


def sound_ignores(written: Iterable[Ignored]) -> tuple[list[Ignore], list[Finding]]:
    """Return what a text's front matter ignores, and what is wrong with the lines that say so."""
    ignores: list[Ignore] = []
    findings: list[Finding] = []
    for line in written:
        sound = sound_ignore(line.code, line.reason, line.place)
        if isinstance(sound, Ignore):
            ignores.append(sound)
        else:
            findings.append(sound)
    return ignores, findings


def unused(ignores: Iterable[Ignore], findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield a finding for each ignore that has nothing to ignore."""
    raised = {finding.code for finding in findings}
    for ignore in ignores:
        if ignore.code not in raised:
            yield UNUSED.finding("Nothing here raises {code}.", ignore.place, "Take the line away.", code=ignore.code)

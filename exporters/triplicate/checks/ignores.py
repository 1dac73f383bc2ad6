"""What is ignored, in a text or for a whole project: each code with the reason."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triplicate.checks.registry import RULES
from triplicate.document.model import Place
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


def ignores_in(text: str) -> tuple[list[Ignore], list[Finding]]:
    """Return what a text's front matter ignores under ``ignore:``, and what is wrong there.

    Front matter that is not YAML is the reader's finding and ignores nothing.
    """
    ignores: list[Ignore] = []
    findings: list[Finding] = []
    for key, reason, place in _ignore_lines(text):
        sound = sound_ignore(key, reason, place)
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


def _ignore_lines(text: str) -> Iterator[tuple[str, str, Place]]:
    front = _front_matter(text)
    if "ignore" not in front:
        return
    import yaml

    try:
        root = yaml.compose(front, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    if not isinstance(root, yaml.MappingNode):
        return
    for key, value in root.value:
        if key.value != "ignore":
            continue
        if isinstance(value, yaml.MappingNode):
            for code, reason in value.value:
                yield str(code.value), _scalar(reason), _mark(code)
        elif isinstance(value, yaml.SequenceNode):
            for code in value.value:
                yield str(code.value), "", _mark(code)
        else:
            yield str(value.value), "", _mark(value)


def _front_matter(text: str) -> str:
    """Return the YAML between the two lines of --- at the top of a text; empty if there is none."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].rstrip() != "---":
        return ""
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {"---", "..."}:
            return "\n".join(lines[1:number])
    return ""


def _scalar(node: object) -> str:
    value = getattr(node, "value", "")
    tag = getattr(node, "tag", "")
    return value if isinstance(value, str) and tag != "tag:yaml.org,2002:null" else ""


def _mark(node: object) -> Place:
    mark = node.start_mark  # type: ignore[attr-defined]
    return Place(mark.line + 2, mark.column + 1)

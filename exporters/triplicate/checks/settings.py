"""What a person has settled about findings: ignored with a reason, raised in severity, house style on or off."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from triplicate.document.model import Place
from triplicate.rules.configuring import NOT_IGNORED, UNKNOWN_CODE, UNUSED, WITHOUT_REASON
from triplicate.rules.finding import Finding, Severity
from triplicate.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Settings:
    """How findings are judged.

    ``ignores`` gives the reason for each code that is ignored; ``raised`` a severity above the rule's own;
    ``house_style`` False leaves out the advice on style (never the rules of accessibility); ``strict`` lets
    warnings stop an export. ``house_words`` maps a word to avoid to the word to use; ``languages`` are the
    BCP 47 tags a project writes in, none meaning any.
    """

    ignores: Mapping[str, str] = field(default_factory=dict)
    raised: Mapping[str, Severity] = field(default_factory=dict)
    house_style: bool = True
    strict: bool = False
    house_words: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()

    def with_ignores(self, ignores: Mapping[str, str]) -> "Settings":
        """Return these settings with more codes ignored; a later reason for a code replaces the earlier."""
        return replace(self, ignores={**self.ignores, **ignores})


DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Findings judged: ``findings`` stand, in the order they are shown; ``ignored`` do not, each with its reason."""

    findings: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, str], ...]
    stops: bool


def judge(findings: Iterable[Finding], settings: Settings) -> Verdict:
    """Return the findings as the settings see them.

    Errors and warnings come in the order of the source; advice comes last. An export is stopped by
    an error, and under ``strict`` by a warning.
    """
    standing: list[Finding] = []
    ignored: list[tuple[Finding, str]] = []
    for finding in dict.fromkeys(findings):
        if finding.rule.house_style and not settings.house_style:
            continue
        reason = settings.ignores.get(finding.code)
        if reason:
            ignored.append((finding, reason))
        else:
            standing.append(_raise(finding, settings.raised))
    standing.sort(key=_order)
    worst = min((finding.severity.rank for finding in standing), default=Severity.ADVICE.rank)
    limit = Severity.WARNING if settings.strict else Severity.ERROR
    return Verdict(tuple(standing), tuple(ignored), stops=worst <= limit.rank)


def _raise(finding: Finding, raised: Mapping[str, Severity]) -> Finding:
    wanted = raised.get(finding.code)
    if wanted is None or wanted.rank >= finding.severity.rank:
        return finding
    return replace(finding, raised=wanted)


def _order(finding: Finding) -> tuple[str, bool, int, int, str]:
    advice = finding.severity is Severity.ADVICE
    return finding.source, advice, finding.place.line, finding.place.column, finding.code


@dataclass(frozen=True, slots=True)
class Ignore:
    """A line that ignores a code, and why."""

    code: str
    reason: str
    place: Place


def sound_ignore(code: str, reason: object, place: Place, rules: Mapping[str, Rule]) -> Ignore | Finding:
    """Return the ignore, or what is wrong with it: an unknown code, one that cannot be ignored, no reason."""
    if code not in rules:
        return unknown_code(code, place, rules)
    if not rules[code].ignorable:
        return NOT_IGNORED.finding(
            "{code} cannot be ignored: {rule}.",
            place,
            "Mend the text; triplicate explain says how.",
            code=code,
            rule=rules[code].name,
        )
    if not isinstance(reason, str) or not reason.strip():
        return WITHOUT_REASON.finding(
            "{code} is ignored without a reason.", place, f"Write why: {code}: The reason, in a sentence.", code=code
        )
    return Ignore(code, reason.strip(), place)


def unknown_code(code: str, place: Place, codes: Collection[str]) -> Finding:
    """Return the finding on a code that names no rule."""
    near = difflib.get_close_matches(code.upper(), codes, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else "See what a rule is with: triplicate explain CODE."
    return UNKNOWN_CODE.finding("There is no rule {code}.", place, hint, code=code)


def ignores_in(text: str, rules: Mapping[str, Rule]) -> tuple[list[Ignore], list[Finding]]:
    """Return what a text's front matter ignores under ``ignore:``, and what is wrong there.

    Front matter that is not YAML is the reader's finding and ignores nothing.
    """
    ignores: list[Ignore] = []
    findings: list[Finding] = []
    for key, reason, place in _ignore_lines(text):
        sound = sound_ignore(key, reason, place, rules)
        if isinstance(sound, Ignore):
            ignores.append(sound)
        else:
            findings.append(sound)
    return ignores, findings


def unused(ignores: Iterable[Ignore], findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield a finding for each ignore without anything to ignore."""
    raised = {finding.code for finding in findings}
    for ignore in ignores:
        if ignore.code not in raised:
            yield UNUSED.finding("Nothing here raises {code}.", ignore.place, "Take the line away.", code=ignore.code)


def _ignore_lines(text: str) -> Iterator[tuple[str, str, Place]]:
    front = front_matter(text)
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


def front_matter(text: str) -> str:
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

"""What a person has settled about findings: ignored with a reason, raised in severity, house style on or off."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from triplicate.document.model import Place
from triplicate.reading.front_matter import Ignored
from triplicate.rules.finding import Finding, Severity
from triplicate.rules.rule import Rule

UNKNOWN_KEY = Rule(
    "M050",
    Severity.ERROR,
    "the configuration holds keys that are known",
    "A misspelt key has no effect, and nobody would notice.",
    "Triplicate: triplicate.toml",
    bad='pdf-standrad = "ua-1"',
    good='pdf-standard = "ua-1"',
)
WRONG_VALUE = Rule(
    "M051",
    Severity.ERROR,
    "a key of the configuration has a value of its kind",
    "A list where one name belongs cannot be followed.",
    "Triplicate: triplicate.toml",
    bad='formats = "pdf"',
    good='formats = ["pdf"]',
)
BROKEN = Rule(
    "M052",
    Severity.ERROR,
    "the configuration is TOML",
    "What cannot be read cannot be followed, and texts would be exported with other settings than those wanted.",
    "TOML 1.0.0",
    bad="style = large-print",
    good='style = "large-print"',
)
WITHOUT_REASON = Rule(
    "M053",
    Severity.ERROR,
    "a finding is ignored for a reason",
    "The next person must be able to tell whether the reason still holds.",
    "Triplicate: ignores",
    bad="---\ntitle: Prices\nlang: en\nignore:\n  H054:\n---",
    good="---\ntitle: Prices\nlang: en\nignore:\n  H054: The question is the name of the campaign.\n---",
)
UNKNOWN_CODE = Rule(
    "M054",
    Severity.WARNING,
    "a code that is ignored or raised names a rule",
    "A misspelt code has no effect, and nobody would notice.",
    "Triplicate: ignores",
    bad="---\ntitle: Prices\nlang: en\nignore:\n  H999: It is the name of the campaign.\n---",
    good="---\ntitle: Prices\nlang: en\nignore:\n  H054: It is the name of the campaign.\n---",
)
UNUSED = Rule(
    "M055",
    Severity.ADVICE,
    "a text ignores only what it has",
    "An ignore that is left over hides the next finding of its kind.",
    "Triplicate: ignores",
    bad="---\ntitle: Prices\nlang: en\nignore:\n  H054: It is the name of the campaign.\n---\n\nWords.",
    good="---\ntitle: Prices\nlang: en\n---\n\nWords.",
)
LOWERED = Rule(
    "M056",
    Severity.ERROR,
    "a severity is raised, never lowered",
    "What shuts readers out does not matter less in one project than in another; a case can be ignored, with a reason.",
    "Triplicate: severity in triplicate.toml",
    bad='[severity]\nH050 = "advice"',
    good='[severity]\nH052 = "error"',
)
NOT_IGNORED = Rule(
    "M057",
    Severity.ERROR,
    "what keeps a text from being read whole is not ignored",
    "Without its title, its picture or the words that were not understood there is no document to export.",
    "Triplicate: ignores",
    bad="---\ntitle: Prices\nlang: en\nignore:\n  X001: The HTML was there before.\n---\n\n<b>Now</b>",
    good="---\ntitle: Prices\nlang: en\n---\n\n**Now**",
)
SETTINGS_RULES = (UNKNOWN_KEY, WRONG_VALUE, BROKEN, WITHOUT_REASON, UNKNOWN_CODE, UNUSED, LOWERED, NOT_IGNORED)
_FIRST_OF_CHECKS = 50  # lower numbers are raised while reading


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


def judge(findings: Iterable[Finding], settings: Settings, house_style: frozenset[str] = frozenset()) -> Verdict:
    """Return the findings as the settings see them.

    ``house_style`` names the codes of the house-style set. Errors and warnings come in the order of the source;
    advice comes last. An export is stopped by an error, and under ``strict`` by a warning.
    """
    standing: list[Finding] = []
    ignored: list[tuple[Finding, str]] = []
    for finding in dict.fromkeys(findings):
        if finding.code in house_style and not settings.house_style:
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
    return replace(finding, severity=wanted)


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
    if rules[code].severity is Severity.ERROR and int(code[1:]) < _FIRST_OF_CHECKS:
        return NOT_IGNORED.finding(
            f"{code} cannot be ignored: {rules[code].name}.", place, "Mend the text; triplicate explain says how."
        )
    if not isinstance(reason, str) or not reason.strip():
        return WITHOUT_REASON.finding(
            f"{code} is ignored without a reason.", place, f"Write why: {code}: The reason, in a sentence."
        )
    return Ignore(code, reason.strip(), place)


def unknown_code(code: str, place: Place, codes: Collection[str]) -> Finding:
    """Return the finding on a code that names no rule."""
    near = difflib.get_close_matches(code.upper(), codes, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else "See what a rule is with: triplicate explain CODE."
    return UNKNOWN_CODE.finding(f"There is no rule {code}.", place, hint)


def sound_ignores(written: Iterable[Ignored], rules: Mapping[str, Rule]) -> tuple[list[Ignore], list[Finding]]:
    """Return what a text's front matter ignores, and what is wrong with the lines that say so."""
    ignores: list[Ignore] = []
    findings: list[Finding] = []
    for line in written:
        sound = sound_ignore(line.code, line.reason, line.place, rules)
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
            yield UNUSED.finding(f"Nothing here raises {ignore.code}.", ignore.place, "Take the line away.")

"""How findings are judged: what a project has set, and what of the findings stands under it."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from triplicate.later import dataclass
from triplicate.rules.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """How findings are judged.

    ``ignores`` gives the reason for each code that is ignored; ``raised`` a severity above the rule's own;
    ``house_style`` names the one whose advice on style is given, None for no such advice but
    that whose severity is ``raised``; ``strict`` lets
    warnings stop an export. ``house_words`` maps a word to avoid to the word to use; ``languages`` are the
    BCP 47 tags a project writes in, none meaning any.
    """

    ignores: Mapping[str, str] = field(default_factory=dict)
    raised: Mapping[str, Severity] = field(default_factory=dict)
    house_style: str | None = None
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

    Errors come first, advice last, each in the order of the source. An export is stopped by
    an error, and under ``strict`` by a warning.
    """
    standing: list[Finding] = []
    ignored: list[tuple[Finding, str]] = []
    for finding in dict.fromkeys(findings):
        if finding.rule.house_style not in {"", settings.house_style} and finding.code not in settings.raised:
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


def _order(finding: Finding) -> tuple[str, int, int, int, str]:
    return finding.source, finding.severity.rank, finding.place.line, finding.place.column, finding.code

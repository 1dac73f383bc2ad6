"""What a check found, in the order and the words in which the page shows it."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from triplicate.later import dataclass
from triplicate.serving.drafts import Checked, Draft, PageFinding, PagePicture
from triplicate.serving.pages.phrases import Say

_GRADES = {"error": ("must", "stop"), "warning": ("should", "should"), "advice": ("advice", "advice")}
_LONGEST_FIELD = 600  # characters; a longer line is changed in the text itself
_FIELD_WIDTH = 45  # characters in a row of a line's field, about
_LONGEST_EXCERPT = 90


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with what the page shows beside it.

    ``where`` is "Line 26" or "Lines 14 to 16"; ``anchor`` the id of what mends it. ``now`` and ``then`` are the lines
    before and after its mending; ``field`` is the line itself where a person may change it at the finding, in
    ``field_rows`` rows; else ``excerpt`` shows what of it there is to see.
    """

    finding: PageFinding
    where: Markup
    anchor: str
    grade: str
    how: str
    now: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    field: str = ""
    field_rows: int = 1
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A picture with its number, the id of its field, and how much it matters what is found of it."""

    picture: PagePicture
    number: int
    anchor: str
    grade: str = "advice"
    how: str = "advice"

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.picture.name.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Told:
    """All of a check, sorted for the page; ``facts`` say in one line each what was found, for the script to compare."""

    must: tuple[Card, ...]
    should: tuple[Card, ...]
    advice: tuple[Card, ...]
    guesses: tuple[Card, ...]
    pictures: tuple[Asking, ...]
    cards: tuple[Card, ...]
    sure: int
    facts: tuple[str, ...]

    @property
    def without_words(self) -> tuple[Asking, ...]:
        """The pictures of which nothing is said yet."""
        return tuple(one for one in self.pictures if not one.picture.done)

    @property
    def with_words(self) -> tuple[Asking, ...]:
        """The other pictures."""
        return tuple(one for one in self.pictures if one.picture.done)


def told(draft: Draft, checked: Checked, say: Say) -> Told:
    """Return what a check found as the page shows it."""
    lines = draft.text.split("\n")
    severities = {finding.id: finding.severity for finding in checked.findings}
    pictures = tuple(_asking(one, number, severities) for number, one in enumerate(checked.pictures, 1))
    fields = {id_: one.anchor for one in pictures if not one.picture.done for id_ in one.picture.findings}
    found = [_card(finding, lines, fields, say) for finding in checked.findings]
    standing = tuple(card for card in found if not card.finding.guess)

    def of(grade: str) -> tuple[Card, ...]:
        return tuple(card for card in standing if card.grade == grade)

    must, should, advice = of("must"), of("should"), of("advice")
    return Told(
        must,
        should,
        advice,
        guesses=tuple(card for card in found if card.finding.guess),
        pictures=pictures,
        # What is asked at a picture is not asked a second time.
        cards=tuple(_one_field_a_line(card for card in (*must, *should, *advice) if card.finding.id not in fields)),
        sure=len(checked.sure),
        facts=tuple(f"{one.finding.code} {one.finding.message}" for one in (*must, *should, *advice)),
    )


def _card(finding: PageFinding, lines: list[str], fields: Mapping[str, str], say: Say) -> Card:
    grade, how = _GRADES[finding.severity]
    last = finding.end_line
    within = 0 < finding.line <= len(lines) and not finding.source
    line = lines[finding.line - 1] if within else ""
    mends = finding.mends
    editable = within and not mends and grade != "advice" and last <= finding.line and finding.target != "field"
    editable = editable and bool(line.strip()) and len(line) <= _LONGEST_FIELD and not finding.guess
    where = say("lines", n=finding.line, last=last) if last > finding.line else say("line", n=finding.line)
    return Card(
        finding,
        where if finding.line else say("whole_text"),
        fields.get(finding.id, finding.id),
        grade,
        how,
        now=tuple(old for mend in mends for old in mend.old),
        then=tuple(new for mend in mends for new in mend.new),
        field=line if editable else "",
        field_rows=len(line) // _FIELD_WIDTH + 1,
        excerpt=f"{line[:_LONGEST_EXCERPT]} …" if len(line) > _LONGEST_EXCERPT else line,
    )


def _asking(picture: PagePicture, number: int, severities: Mapping[str, str]) -> Asking:
    worst = min((severities[id_] for id_ in picture.findings), key=list(_GRADES).index, default="advice")
    return Asking(picture, number, f"alt-{number}", *_GRADES[worst])


def _one_field_a_line(cards: Iterable[Card]) -> Iterable[Card]:
    """Yield the cards, of which only the first of each line has a field for it."""
    had: set[int] = set()
    for card in cards:
        if card.field and card.finding.line in had:
            yield Card(card.finding, card.where, card.anchor, card.grade, card.how, excerpt=card.excerpt)
            continue
        had.update([card.finding.line] if card.field else [])
        yield card


@dataclass(frozen=True, slots=True)
class Change:
    """Lines that were mended: from ``line`` on, what they were and are."""

    line: int
    now: str
    mended: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return the lines that differ between two texts."""
    import difflib

    old, new = before.split("\n"), after.split("\n")
    found = []
    for kind, start, end, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and end - start == last - first:
            pairs = zip(range(start, end), old[start:end], new[first:last], strict=True)
            found += [Change(number + 1, one, other) for number, one, other in pairs]
        elif kind != "equal":
            found.append(Change(start + 1, "\n".join(old[start:end]), "\n".join(new[first:last])))
    return tuple(found)

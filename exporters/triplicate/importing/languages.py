"""Which language words are in: regions that word processors put beside one another are one language."""

from collections import Counter
from collections.abc import Sequence

from triplicate.document.language import canonical
from triplicate.later import dataclass
from triplicate.proof.outline.entry import Entry, Span, SpanKind, flatten


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of one file. ``own`` is the one that the file names for itself, ``lang`` the document's.

    Word notes for every run in which country it was typed; unless ``exact``, "en-US" in a text in "en-GB" is the same.
    """

    own: str
    lang: str
    exact: bool = False

    def of(self, tag: str, around: str) -> str:
        """Return the language of a tag in words of a language."""
        found = canonical(tag) or around
        if found.casefold() == self.own.casefold():
            found = self.lang
        for known in (around, self.lang):
            if found.casefold() == known.casefold() or (
                not self.exact and _without_region(found) == _without_region(known)
            ):
                return known
        return found

    def of_block(self, entry: Entry, around: str) -> str:
        """Return the language of most of the words of an entry; of what holds others, the language it names."""
        counts: Counter[str] = Counter()
        for span in entry.spans:
            if span.kind is not SpanKind.CALL:
                counts[self.of(span.lang, around)] += sum(map(str.isalpha, span.text))
        most = max(counts.values(), default=0)
        if entry.children and not entry.spans:
            inside = {
                self.of(span.lang or one.lang, self.of(entry.lang, around))
                for one in flatten(entry.children)
                for span in (one.spans or ((Span(one.alt),) if one.alt else ()))
                if any(map(str.isalpha, span.text))
            }
            return inside.pop() if len(inside) == 1 else self.of(entry.lang, around)
        if most == 0:
            return around if entry.spans else self.of(entry.lang, around)
        return around if counts[around] == most else counts.most_common(1)[0][0]

    def spans(self, spans: Sequence[Span], around: str) -> list[Span]:
        """Return spans, each with its language; ``around`` is that of those that name none."""
        return [span._replace(lang=self.of(span.lang, around)) for span in spans]


def _without_region(tag: str) -> tuple[str, ...]:
    """Return language and script of a tag."""
    language, *others = tag.casefold().split("-")
    return (language, *(one for one in others if len(one) == 4 and one.isalpha()))

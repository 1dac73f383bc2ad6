"""Spaces that a PDF does not hold where a line ends, so that its last word runs into the first of the next."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from triplicate.proof.outline.entry import Break, Entry, Outline, Span, SpanKind


def with_spaces(outline: Outline) -> Outline:
    """Return an outline in which a space stands at the end of every line that lost it.

    Programs that make PDFs break words with a hyphen or not at all: letters that go on in the next line are two words.
    """
    if not outline.breaks:
        return outline
    breaks: defaultdict[str, list[Break]] = defaultdict(list)
    for one in outline.breaks:
        for name in one.ids:
            breaks[name].append(one)
    return replace(outline, entries=tuple(_spaced(entry, breaks) for entry in outline.entries))


def _spaced(entry: Entry, breaks: Mapping[str, list[Break]]) -> Entry:
    if mine := [one for name in entry.ids if name in breaks for one in breaks[name]]:
        entry = entry._replace(spans=tuple(_split(entry.spans, _places(entry.spans, mine))))
    return entry._replace(children=tuple(_spaced(child, breaks) for child in entry.children))


def _places(spans: tuple[Span, ...], breaks: list[Break]) -> set[int]:
    """Return where in the words of spans lines end; a word that stands there twice is taken once for each break."""
    said = "".join(span.text if span.kind is SpanKind.WORDS else "\0" * len(span.text) for span in spans)
    places: set[int] = set()
    for one in breaks:
        start = -1
        while (start := f" {said} ".find(f" {one.word} ", start + 1)) >= 0:
            if start + one.at not in places:
                places.add(start + one.at)
                break
    return places


def _split(spans: tuple[Span, ...], places: set[int]) -> Iterator[Span]:
    """Yield spans with a space at every place; between two of them it ends the first."""
    start = 0
    for span in spans:
        end = start + len(span.text)
        cuts = [start, *sorted(place for place in places if start < place <= end)]
        parts = [span.text[first - start : last - start] for first, last in zip(cuts, [*cuts[1:], end], strict=True)]
        yield span._replace(text=" ".join(parts)) if len(cuts) > 1 else span
        start = end

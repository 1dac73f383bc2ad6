"""What is said of the words of two lines: languages, links, marks, expansions; pictures, formulas and calls in them."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby, zip_longest
from typing import NamedTuple, TypeVar
from urllib.parse import unquote

from triplicate.proof.compare.leaves import said
from triplicate.proof.compare.nature import LONGEST_FORMULA
from triplicate.proof.compare.quoting import changed, quoted
from triplicate.proof.outline.entry import Entry, Mark, Role, Span, SpanKind

Observation = tuple[str, str]
"""A kind of difference and its message."""

_EMPHASIS = frozenset({Mark.EMPHASIS, Mark.STRONG})


class LineComparison:
    """Compares two lines. ``same_target`` tells whether two targets lead to the same thing."""

    def __init__(self, langs: tuple[str, str], same_target: Callable[[str, str], str]) -> None:
        self.langs = tuple(lang.casefold() for lang in langs)
        self.same_target = same_target

    def differences(self, first: Entry, second: Entry, *, word: bool) -> Iterator[Observation]:
        """Yield what two lines do not say alike; ``word`` tells that one is of a Word document."""
        if self._are_alike(first.spans, second.spans):
            return
        words, other_words = _normal(said(first)), _normal(said(second))
        joined, other_joined = "".join(words.split()), "".join(other_words.split())
        if joined != other_joined:
            yield "words-changed", "“{}” is “{}”".format(*changed(words, other_words))
        else:
            if words != other_words and first.role is not Role.CODE:
                before, after = changed(words, other_words)
                yield "spaces-changed", f"the spaces of “{before}” differ: “{after}”"
            elif words != other_words:
                yield "words-changed", "the lines of the code “{}” differ: “{}”".format(*changed(words, other_words))
            yield from self._of_words(first, second)
        yield from self._objects(first, second, word=word)

    def _are_alike(self, spans: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
        """Whether two lines are the same span by span: most are, and need no closer look."""
        return len(spans) == len(others) and all(
            (span == other and not span.target.startswith("#"))
            or (span._replace(target=other.target) == other and not self._linked(span.target, other.target))
            for span, other in zip(spans, others, strict=True)
        )

    def _of_words(self, first: Entry, second: Entry) -> Iterator[Observation]:
        pairs = list(_pairs(first, second))
        shown = _normal(said(second)).casefold()
        for findings in (self._languages, self._links, self._marks, partial(self._expansions, shown)):
            found: dict[str, str] = {}
            for kind, text, detail in findings(pairs):
                found.setdefault(kind, f"“{quoted(text)}” {detail}")
            yield from found.items()

    def _languages(self, pairs: "list[_Pair]") -> Iterator[tuple[str, str, str]]:
        def state(pair: _Pair) -> tuple[str, str] | None:
            lang, other = pair.span.lang, pair.other.lang
            if lang == other or (folded := (lang.casefold(), other.casefold())) == self.langs:
                return None
            return None if folded[0] == folded[1] else (lang, other)

        # A number between two words of a language takes no part, so that one loss stays one.
        letters = (pair._replace(text="".join(filter(str.isalpha, pair.text))) for pair in pairs)
        for value, text in _runs([pair for pair in letters if pair.text], state):
            lost = value[1].casefold() in ("", self.langs[1])
            now = f"is marked as {value[1]!r}" if value[1] else "has no language"
            yield "language-lost" if lost else "language-changed", text, f"is {value[0]!r} and {now}"

    def _links(self, pairs: "list[_Pair]") -> Iterator[tuple[str, str, str]]:
        def state(pair: _Pair) -> tuple[str, str, str] | None:
            target, other = pair.span.target, pair.other.target
            if not target and not other:
                return None
            if not other:
                return "link-lost", target, other
            if not target:
                return "link-added", target, other
            fault = self._target(target, other)
            return (fault, target, other) if fault else None

        for (kind, target, other), text in _runs(pairs, state):
            match kind:
                case "link-lost":
                    yield kind, text, f"is no longer a link to {target}"
                case "link-added":
                    yield kind, text, f"is a link to {other}"
                case _:
                    yield kind, text, f"leads to {other or 'nothing'} instead of {target}"

    def _target(self, target: str, other: str) -> str:
        """Return the kind of difference between two targets, "" if there is none."""
        if target.startswith("#") and other.startswith("#"):
            return self.same_target(target, other)
        return "" if _address(target) == _address(other) else "link-target-changed"

    def _marks(self, pairs: "list[_Pair]") -> Iterator[tuple[str, str, str]]:
        def state(pair: _Pair) -> tuple[frozenset[Mark], frozenset[Mark]] | None:
            marks, other = pair.span.marks, pair.other.marks
            return None if marks == other else (marks - other, other - marks)

        for (lost, added), text in _runs(pairs, state):
            if lost:
                yield "emphasis-lost" if lost & _EMPHASIS else "mark-lost", text, f"is no longer {_named(lost)}"
            if added:
                yield "mark-added", text, f"is {_named(added)}"

    def _expansions(self, shown: str, pairs: "list[_Pair]") -> Iterator[tuple[str, str, str]]:
        """Yield expansions that are lost, unless they are among the words that are ``shown`` in the same line."""

        def state(pair: _Pair) -> tuple[str, str] | None:
            expansion, other = pair.span.expansion, pair.other.expansion
            if not expansion or (normal := (_normal(expansion), _normal(other)))[0] == normal[1]:
                return None
            return None if normal[0].casefold() in shown else normal

        for (expansion, _), text in _runs(pairs, state):
            yield "expansion-lost", text, f"is no longer explained as “{expansion}”"

    # Pictures, formulas, calls

    def _objects(self, first: Entry, second: Entry, *, word: bool) -> Iterator[Observation]:
        for kind in (SpanKind.PICTURE, SpanKind.FORMULA):
            spans, others = _of_kind(first, kind), _of_kind(second, kind)
            for span, other in zip_longest(spans, others):
                if span is None or other is None:
                    one = span or other
                    yield f"{kind}-{'missing' if other is None else 'added'}", f"the {kind} “{quoted(one.text)}”"
                    continue
                yield from alternatives(span.text, other.text, formula=kind is SpanKind.FORMULA, word=word)
                if span.target != other.target and (fault := self._linked(span.target, other.target)):
                    yield fault, f"the {kind} “{quoted(span.text)}” leads to {other.target or 'nothing'}"
        calls, other_calls = _of_kind(first, SpanKind.CALL), _of_kind(second, SpanKind.CALL)
        for span, other in zip_longest(calls, other_calls):
            if other is None:
                yield "call-lost", f"the call of note {span.text} in “{quoted(said(first))}”"
            elif span is None:
                yield "call-added", f"a call of note {other.text} in “{quoted(said(first))}”"
            elif span.text != other.text:
                yield "call-changed", f"the call of note {span.text} is {other.text}"
            elif fault := self._linked(span.target, other.target):
                yield fault, f"the call of note {span.text} leads to {other.target or 'nothing'}"

    def _linked(self, target: str, other: str) -> str:
        if target and other:
            return self._target(target, other)
        return "link-lost" if target else "link-added" if other else ""


def alternatives(text: str, other: str, *, formula: bool, word: bool) -> Iterator[Observation]:
    """Yield how two alternative texts differ."""
    text, other = _normal(text), _normal(other)
    # What Word has no room for was reported when the file was made; what it holds must be the beginning.
    shortened = word and formula and len(text) > LONGEST_FORMULA and other.endswith("…")
    if text == other or (shortened and text.startswith(other[:-1])):
        return
    if not other:
        yield "alt-lost", f"the alternative text “{quoted(text)}” is missing"
    else:
        yield "alt-changed", "the alternative text “{}” is “{}”".format(*changed(text, other))


_T = TypeVar("_T")


class _Pair(NamedTuple):
    """Words without white space that stand in one span of each line."""

    text: str
    span: Span
    other: Span


def _pairs(first: Entry, second: Entry) -> Iterator[_Pair]:
    """Yield the words of two lines, cut wherever a span of either ends."""
    stretches, others = _stretches(first), _stretches(second)
    text = other_text = ""
    while True:
        if not text:
            text, span = next(stretches, ("", _NOTHING))
        if not other_text:
            other_text, other = next(others, ("", _NOTHING))
        size = min(len(text), len(other_text))
        if not size:
            return
        yield _Pair(text[:size], span, other)
        text, other_text = text[size:], other_text[size:]


_NOTHING = Span("")


def _stretches(entry: Entry) -> Iterator[tuple[str, Span]]:
    """Yield the words of each span of a line without their white space."""
    for span in entry.spans:
        if span.kind is SpanKind.WORDS and (text := "".join(_normal(span.text).split())):
            yield text, span


def _normal(text: str) -> str:
    # No voice says a soft hyphen.
    return text if text.isascii() else unicodedata.normalize("NFC", text.replace("\u00ad", ""))


def _runs(pairs: list[_Pair], state: Callable[[_Pair], "_T | None"]) -> Iterator[tuple[_T, str]]:
    """Yield what holds for stretches of characters, and their words."""
    for value, group in groupby(pairs, state):
        if value is not None:
            yield value, "".join(pair.text for pair in group)


def _of_kind(entry: Entry, kind: SpanKind) -> list[Span]:
    return [span for span in entry.spans if span.kind is kind]


def _named(marks: frozenset[Mark]) -> str:
    return " and ".join(sorted(marks))


def _address(target: str) -> str:
    scheme, colon, rest = target.partition(":")
    return f"{scheme.lower()}{colon}{unquote(rest)}".rstrip("/")

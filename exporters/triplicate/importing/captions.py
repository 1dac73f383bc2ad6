"""Captions: their words without the label and the number that they will have anyway, and what these tell."""

import re
from collections.abc import Iterable
from dataclasses import field

from triplicate.document.model import Inlines
from triplicate.document.phrases import phrases_for
from triplicate.importing.inlines import InlineMaker, without_first
from triplicate.later import dataclass, regex
from triplicate.proof.outline.entry import Entry, Role

_LABELLED = regex(r"(?P<label>[^\W\d_]+)\s+(?P<number>\d+)\s*(?:[:.–—]\s*|\s+)(?=\S)")
_LABELS = {Role.TABLE: "table", Role.FIGURE: "figure"}


@dataclass(slots=True)
class Captions:
    """Makes captions. ``left_out`` is told the labels, ``counts`` are those of tables and figures."""

    inlines: InlineMaker
    left_out: list[str]
    counts: dict[str, int] = field(default_factory=lambda: {"table": 0, "figure": 0})

    def made(self, entry: Entry, lang: str, what: str) -> Inlines:
        """Return a caption without the label and the number that it will have anyway."""
        self.counts[what] += 1
        spans = list(entry.spans)
        label = _LABELLED.match(entry.words)
        if (
            label
            and int(label["number"]) == self.counts[what]
            and _is_label(label, what, (self.inlines.lang, lang, "en"))
        ):
            self.left_out.append(label[0])
            spans = without_first(spans, label.end())
        return self.inlines.run(spans, lang)

    def language(self, entry: Entry, own: str) -> str:
        """Return the language of a table or figure, ``own`` as far as its words tell: that of the label, if it has one.

        The label is made in the language of the whole, so that in another one it would be another word.
        """
        caption = next((child for child in entry.children if child.role is Role.CAPTION and child.spans), None)
        if entry.role not in _LABELS or caption is None:
            return own
        label = _LABELLED.match(caption.words)
        said = self.inlines.languages.of(caption.spans[0].lang, own)
        what = _LABELS[entry.role]
        is_other = label and not _is_label(label, what, (own,)) and _is_label(label, what, (said,))
        return said if is_other else own


def _is_label(label: re.Match[str], what: str, langs: Iterable[str]) -> bool:
    return label["label"].casefold() in {getattr(phrases_for(lang), what).casefold() for lang in langs}

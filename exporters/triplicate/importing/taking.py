"""From an original to a document: title and properties, text, notes, links."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from triplicate.document.language import canonical, direction
from triplicate.document.model import (
    Author,
    Block,
    Document,
    Heading,
    Metadata,
    Node,
    Note,
    Paragraph,
    Text,
)
from triplicate.document.walk import descend, text_of
from triplicate.importing.blocks import BlockMaker
from triplicate.importing.doubts import Doubts
from triplicate.importing.files import Original
from triplicate.importing.finishing import counted, explained
from triplicate.importing.inlines import InlineMaker, wholly_bold
from triplicate.importing.languages import Languages
from triplicate.importing.links import linked
from triplicate.importing.own_lines import made_lines
from triplicate.importing.pictures import Pictures
from triplicate.importing.titles import settled, title_among, without_numbers
from triplicate.later import dataclass
from triplicate.proof.outline.entry import Entry, Role, SpanKind, flatten
from triplicate.reading.keys import KEYS
from triplicate.rules import importing as rules

_DEFAULT_LANG = "en"
_FAULTS = frozenset({"text-unread", "text-untagged", "text-hidden", "content-missing", "character-unknown"})
"""What readers tell of words that nobody meets."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made of a file: the document, the doubts about it, and the words that were left out on purpose."""

    document: Document
    doubts: Doubts
    left_out: tuple[str, ...] = ()


def take_in(original: Original, *, lang: str | None = None, title: str | None = None, mend: bool = False) -> Taken:
    """Return the document that a file is.

    ``lang`` and ``title`` win over what it says. ``mend`` makes headings and lists of what looks like one.
    """
    return _Taking(original, lang, title, mend=mend).taken()


class _Taking:
    def __init__(self, original: Original, lang: str | None, title: str | None, *, mend: bool) -> None:
        self.original = original
        self.doubts = Doubts()
        self.given = title
        self.mend = mend
        self.pictures = Pictures(original.picture, self.doubts)
        self.lang = lang or original.properties.lang or self._met_lang()
        self.names: dict[str, int] = {}
        self.order: list[str] = []
        self.notes = {name: entry for entry in self._noted() for name in entry.ids}
        self.left_out: list[str] = []

    def taken(self) -> Taken:
        """Return what is made of the file."""
        known = self.original.properties
        entries, contents = self._without_contents(self.original.outline.entries)
        if self.original.own:  # its cover is drawn of its title
            covers = [entry for entry in entries if entry.role is Role.COVER]
            entries = [entry for entry in entries if entry.role is not Role.COVER]
            self.left_out += [inner.words for inner in flatten(covers)]
        titled, entries = title_among(
            entries, self.given or known.title, self.original.name, self.doubts, given=self.given is not None
        )
        file_lang = canonical(self.original.outline.lang) or self.lang
        languages = Languages(file_lang, self.lang, exact=self.original.own)
        inlines = InlineMaker(self.pictures.take, self._number, self._formula_unread, languages)
        heading = Heading(
            1, inlines.run(titled.spans, self.lang, plain=wholly_bold(titled.spans)) or (Text("Untitled"),)
        )
        metadata = self._metadata(heading, toc=bool(contents))
        entries, metadata = self._without_lines(entries, metadata, heading)
        maker = BlockMaker(inlines, self.doubts, self._named, mend=self.mend)
        self.names.update(dict.fromkeys(titled.ids, heading.serial))
        blocks = maker.blocks(entries, self.lang)
        notes = self._made_notes(maker)
        blocks = (*blocks, *self._uncalled(maker))
        blocks, numbers = without_numbers(settled(blocks, self.doubts))
        self.left_out += [*numbers, *maker.left_out]
        metadata = replace(metadata, number_sections=bool(numbers), toc_depth=_depth_of(contents, blocks))
        document = explained(counted(Document(metadata, heading, blocks, notes, dict(self.pictures.kept))))
        self._tell()
        calls = frozenset(name for key in self.order for name in self.notes[key].ids)
        return Taken(linked(document, self.names, calls, self.doubts), self.doubts, tuple(self.left_out))

    # What stands beside the text

    def _met_lang(self) -> str:
        """Return the language of most words, where the file does not name its own."""
        counts: Counter[str] = Counter()
        for entry in flatten(self.original.outline.entries):
            for span in entry.spans:
                if found := canonical(span.lang or entry.lang):
                    counts[found] += len(span.text)
        if not counts:
            hint = "Write “lang: cy” or the like into the front matter if it is another, or give --lang."
            self.doubts.add(rules.LANGUAGE_GUESSED, "The file names no language; it was taken for English.", hint)
            return _DEFAULT_LANG
        return counts.most_common(1)[0][0]

    def _metadata(self, heading: Heading, *, toc: bool) -> Metadata:
        known = self.original.properties
        return Metadata(
            " ".join(text_of(heading.children).split()),
            self.lang,
            direction(self.lang),
            authors=tuple(map(Author, known.authors)),
            date=known.date,
            description=known.description or None,
            keywords=known.keywords,
            subject=known.subject or None,
            publisher=known.publisher or None,
            rights=known.rights or None,
            identifier=known.identifier or None,
            toc=toc,
            math=any(
                entry.role is Role.FORMULA or any(span.kind is SpanKind.FORMULA for span in entry.spans)
                for entry in flatten(self.original.outline.entries)
            ),
        )

    def _without_contents(self, entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
        """Return entries without tables of contents, and these: a new one is made for each file."""
        kept: list[Entry] = []
        found: list[Entry] = []
        for entry in entries:
            if entry.role is Role.CONTENTS:
                found.append(entry)
                self.left_out += [inner.words for inner in flatten((entry,)) if inner.spans] + [entry.label]
            elif entry.children:
                inside, more = self._without_contents(entry.children)
                kept.append(entry._replace(children=tuple(inside)))
                found += more
            else:
                kept.append(entry)
        return kept, found

    def _without_lines(
        self, entries: list[Entry], metadata: Metadata, heading: Heading
    ) -> tuple[list[Entry], Metadata]:
        """Return entries without the lines that Triplicate made of the properties, and what these tell besides."""
        if not self.original.own:
            return entries, metadata
        gone, metadata = made_lines(entries, metadata, heading)
        self.left_out += [entry.words for entry in gone]
        return [entry for entry in entries if not any(entry is one for one in gone)], metadata

    # Notes

    def _noted(self) -> list[Entry]:
        return [entry for entry in flatten(self.original.outline.entries) if entry.role is Role.NOTE]

    def _number(self, name: str) -> int | None:
        """Return the number of a note, counted in the order of the calls; None if there is no such note."""
        entry = self.notes.get(name)
        if entry is None or not (entry.spans or entry.children):
            return None
        key = entry.ids[0]
        if key not in self.order:
            self.order.append(key)
        return self.order.index(key) + 1

    def _made_notes(self, maker: BlockMaker) -> tuple[Note, ...]:
        made: list[Note] = []
        for key in self.order:  # grows while notes call others
            entry = self.notes[key]
            blocks = maker.described(entry, self.lang) or (Paragraph((Text("–"),)),)
            made.append(Note(len(made) + 1, blocks))
        return tuple(made)

    def _uncalled(self, maker: BlockMaker) -> tuple[Block, ...]:
        """Return notes that nothing calls as what follows the text, each after its number."""
        called = frozenset(self.order)
        made: list[Block] = []
        for entry in self._noted():
            if not called.isdisjoint(entry.ids) or not (entry.spans or entry.children):
                continue
            blocks = maker.described(entry, self.lang)
            label = entry.label.strip()
            match blocks:
                case (Paragraph() as first, *rest) if label:
                    first = replace(first, children=(Text(f"{label}. "), *first.children))
                    blocks = (first, *rest)
                case _:
                    pass
            if blocks:
                self.doubts.add(
                    rules.NOTE_UNCALLED,
                    "Nothing calls the note “{label}”; it stands after the text."
                    if label
                    else "Nothing calls a note; it stands after the text.",
                    "Write [^n] where it belongs, and [^n]: before it.",
                    blocks[0].serial,
                    entry.where,
                    label=label,
                )
                made += blocks
        return tuple(made)

    def _formula_unread(self, words: str) -> None:
        self.doubts.add(
            rules.FORMULA_AS_WORDS,
            "The formula “{words}” cannot be read as TeX; it stands as signs in a row.",
            "Write it as $…$ with its words: $a^2${{alt=“a squared”}}.",
            is_local=True,
            words=words[:60],
        )

    def _named(self, entry: Entry, block: Node) -> None:
        """Keep the names by which links reach a block; what stands in it is named already, if it is a block."""
        waiting = [entry]
        while waiting:
            inner = waiting.pop()
            if inner.role is not Role.NOTE:
                waiting += inner.children
                for name in inner.ids:
                    self.names.setdefault(name, block.serial)

    # What is told of the whole

    def _tell(self) -> None:
        outline = self.original.outline
        for what, count in self.original.left_out.items():
            self.doubts.add(
                rules.LEFT_OUT,
                "{count} {what} are not taken in." if count > 1 else "1 {what} is not taken in.",
                "Say in the text what they say, or save them as pictures and describe them.",
                count=count,
                what=what if count > 1 else what.removesuffix("s"),
            )
        words = [re.sub(r"\s+", " ", said) for said in outline.artifacts if re.search(r"[^\W\d_]", said)]
        if words:
            self.doubts.add(
                rules.FURNITURE_LEFT_OUT,
                "Words of headers and footers are left out: {words}.",
                "Write them into the text, or into the front matter, if readers need them.",
                words="; ".join(f"“{one[:60]}”" for one in words[:8]),
            )
        if self.original.unmet and not self.original.own:
            self.doubts.add(
                rules.HIDDEN_LEFT_OUT,
                "Words that are hidden, or say how others are read or what a table holds, are left out: {words}.",
                "Write them into the text if readers need them.",
                words="; ".join(f"“{one[:60]}”" for one in self.original.unmet[:8]),
            )
        if outline.breaks and not self.original.own:
            self.doubts.add(
                rules.SPACES_ADDED,
                "Lines end without a space; one was put after their last words: {words}.",
                "Take it out where both are one word.",
                words="; ".join(f"“{one.word[: one.at]} {one.word[one.at :]}”" for one in outline.breaks[:8]),
            )
        for fault in outline.faults:
            if fault.name == "changes-accepted":
                hint = "Compare with what was meant, and accept or reject them in the original."
                self.doubts.add(rules.CHANGES_ACCEPTED, fault.message, hint, where=fault.where)
            elif fault.name in _FAULTS:
                hint = "Open the original, and copy what is missing."
                self.doubts.add(rules.PART_UNREAD, fault.message, hint, where=fault.where)


def _depth_of(contents: Iterable[Entry], blocks: tuple[Block, ...]) -> int:
    """Return how deep a table of contents goes: as deep as it went, if there are headings below that."""
    shown = max((entry.level for entry in flatten(contents) if entry.role is Role.CONTENTS_ENTRY), default=0)
    deepest = max((node.level - 1 for node in descend(*blocks) if isinstance(node, Heading)), default=0)
    return shown if 0 < shown < deepest else KEYS["toc-depth"].default

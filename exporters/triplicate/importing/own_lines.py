"""Lines that Triplicate makes of the properties of a text: found again in its own files, they are no words of it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from triplicate.document.model import Document, Heading, Kind, Metadata
from triplicate.document.phrases import phrases_for
from triplicate.document.title_block import end_lines, masthead, title_block
from triplicate.proof.outline.entry import Entry, Role


def made_lines(entries: Sequence[Entry], metadata: Metadata, heading: Heading) -> tuple[list[Entry], Metadata]:
    """Return the entries that are such lines, and the metadata with what they tell that no property does.

    They stand right after the title and at the end; what they come to depends on the kind of the text. Without a date
    of its own a file has the moment in which it was made among its properties.
    """
    text = [entry for entry in entries if entry.role is not Role.NOTE]
    outer = [entry for entry in (*text[:10], *text[-3:]) if entry.role is Role.PARAGRAPH]
    metadata = _with_contact(text[-2:], metadata)
    best: tuple[list[Entry], Metadata] = ([], replace(metadata, date=None))
    for kind, date in product((None, *Kind), (None, metadata.date)):
        known = replace(metadata, kind=kind, date=date)
        document = Document(known, heading, ())
        lines = (*masthead(document), *title_block(document), *end_lines(document))
        made = {" ".join(line.text.split()) for line in lines}
        gone = [entry for entry in outer if entry.words in made]
        if len(gone) > len(best[0]):
            best = gone, known
    return best


def _with_contact(last: Sequence[Entry], metadata: Metadata) -> Metadata:
    """Return the metadata with whom to ask for another format, and with the rights that stand below that."""
    before, _, after = phrases_for(metadata.lang).other_format.partition("{contact}")
    for index, entry in enumerate(last):
        if entry.words.startswith(before) and entry.words.endswith(after):
            contact = entry.words.removeprefix(before).removesuffix(after)
            below = last[index + 1].words if index + 1 < len(last) else None
            return replace(metadata, contact=contact, rights=metadata.rights or below)
    return metadata

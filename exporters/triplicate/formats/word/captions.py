"""Captions with a number that Word can count anew."""

from typing import TYPE_CHECKING

from triplicate.document.model import Figure, Table
from triplicate.formats.word import fields
from triplicate.formats.word.around import Around
from triplicate.formats.word.looks import APART

if TYPE_CHECKING:
    from triplicate.formats.word.blocks import BlockWriter


def write(writer: "BlockWriter", label: str, block: Table | Figure, around: Around) -> None:
    """Append the caption of a table, kept with it, or of a figure."""
    above = isinstance(block, Table)
    spacing = writer.shared.theme.spacing
    paragraph = writer.flow.paragraph(
        "Caption", around, keep_next=above, after=spacing.item if above else spacing.paragraph * APART
    )
    look = writer.look(around, "Caption")
    if block.number is not None:
        bookmarks = writer.shared.bookmarks
        key = bookmarks.open(paragraph, bookmarks.label(block.id)) if block.id else None
        plain = writer.shared.look(writer.shared.lang_of_words)
        writer.inlines.words(paragraph, f"{label} ", plain)
        fields.field(paragraph, rf"SEQ {label} \* ARABIC", str(block.number))
        if key is not None:
            bookmarks.close(paragraph, key)
        writer.inlines.words(paragraph, ": ", plain)
    writer.inlines.write(paragraph, block.caption, look, writer.room(around))
    writer.flow.finish(paragraph)

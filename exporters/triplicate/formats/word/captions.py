"""Captions with a number that Word can count again."""

from triplicate.document.model import Figure, Table
from triplicate.formats.word import fields
from triplicate.formats.word.around import Around
from triplicate.formats.word.lines import LineWriter
from triplicate.formats.word.looks import space_after


def write(writer: LineWriter, label: str, block: Table | Figure, around: Around) -> None:
    """Append the caption of a table, kept with it, or of a figure."""
    above = isinstance(block, Table)
    spacing = writer.shared.theme.spacing
    paragraph = writer.flow.paragraph(
        "Caption", around, keep_next=above, after=spacing.item if above else space_after(writer.shared.theme, "figure")
    )
    look = writer.look(around, "Caption")
    if block.number is not None:
        bookmarks = writer.shared.bookmarks
        key = bookmarks.open(paragraph, bookmarks.label(block.id)) if block.id else None
        plain = writer.shared.look(writer.shared.phrases_lang)
        writer.inlines.text(paragraph, f"{label} ", plain)
        fields.field(paragraph, rf"SEQ {label} \* ARABIC", str(block.number))
        if key is not None:
            bookmarks.close(paragraph, key)
        writer.inlines.text(paragraph, ": ", plain)
    writer.inlines.write(paragraph, block.caption, look, writer.room(around))
    writer.flow.finish(paragraph)

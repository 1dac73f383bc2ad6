"""Captions with a number that Word can count again."""

from triplicate.document.model import Figure, Table
from triplicate.document.phrases import phrases_in
from triplicate.formats.word import fields
from triplicate.formats.word.around import Around
from triplicate.formats.word.lines import LineWriter
from triplicate.formats.word.styles import LABEL


def write(writer: LineWriter, block: Table | Figure, around: Around) -> None:
    """Append the caption of a table, kept with it, or of a figure.

    All tables are counted in one sequence, and so are all figures, in whichever language their labels are.
    """
    document = writer.shared.document.metadata.lang
    phrases, spoken = phrases_in(around.lang or document, document)
    label, counted = (
        (phrases.table, writer.shared.phrases.table)
        if isinstance(block, Table)
        else (phrases.figure, writer.shared.phrases.figure)
    )
    style = "TableCaption" if isinstance(block, Table) else "Caption"
    paragraph = writer.flow.paragraph(style, around)
    look = writer.look(around, style)
    if block.number is not None:
        bookmarks = writer.shared.bookmarks
        key = bookmarks.open(paragraph, bookmarks.label(block.id)) if block.id else None
        plain = writer.shared.look(spoken).styled(LABEL)
        writer.inlines.text(paragraph, f"{label} ", plain)
        fields.begin(paragraph, rf"SEQ {counted} \* ARABIC", LABEL)
        writer.inlines.text(paragraph, str(block.number), plain)
        fields.end(paragraph, LABEL)
        if key is not None:
            bookmarks.close(paragraph, key)
        writer.inlines.text(paragraph, ": ", plain)
    writer.inlines.write(paragraph, block.caption, look, writer.room(around))
    writer.flow.finish(paragraph)

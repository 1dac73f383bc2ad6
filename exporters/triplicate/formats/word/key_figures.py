"""Key figures: items of a list, side by side in the columns of a section of their own (17.6.4)."""

from typing import TYPE_CHECKING

from triplicate.document.model import Blocks, BulletList, ListItem, OrderedList, Paragraph, Strong
from triplicate.formats.word.around import Around
from triplicate.formats.word.looks import KEY_FIGURES
from triplicate.formats.word.markup import W
from triplicate.theme.key_figures import columns

if TYPE_CHECKING:
    from triplicate.formats.word.lines import LineWriter


def columns_of(writer: "LineWriter", block: BulletList | OrderedList, around: Around) -> int:
    """Return in how many columns the items of a list stand: one, unless it is of key figures and in the text itself."""
    if isinstance(block, OrderedList) or not block.key_figures:
        return 1
    alone = writer.flow.parent.tag == f"{{{W}}}body" and not around.left and around.box is None
    return columns(block, writer.shared.theme, writer.lang(around)) if alone else 1


def line(writer: "LineWriter", item: ListItem, around: Around) -> Blocks:
    """Append the paragraph of a key figure and return what else is in its item."""
    words, *rest = item.children
    assert isinstance(words, Paragraph)
    figure, *others = words.children
    assert isinstance(figure, Strong)
    if words.id:
        writer.flow.bookmark(writer.shared.bookmarks.name(words.id))
    around = writer.within(words.lang, around)
    paragraph = writer.flow.paragraph(KEY_FIGURES, around)
    look, room = writer.look(around, KEY_FIGURES), writer.room(around)
    writer.inlines.write(paragraph, figure.children, look.styled("KeyFigure"), room)
    writer.inlines.write(paragraph, tuple(others), look, room)
    writer.flow.finish(paragraph)
    return tuple(rest)

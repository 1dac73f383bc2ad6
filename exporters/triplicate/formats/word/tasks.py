"""Check boxes of task lists: content controls that a person can tick (extension of 2010, w14:checkbox)."""

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.document.model import Blocks, ListItem, Paragraph
from triplicate.formats.word.around import Around
from triplicate.formats.word.lines import LineWriter
from triplicate.formats.word.markup import W14, sub
from triplicate.formats.word.styles import CHECK_BOX_FONT

_DONE, _TO_DO = "☑", "☐"


def line(writer: LineWriter, item: ListItem, around: Around, *, is_marker: bool) -> Blocks:
    """Append the first paragraph of an item with its check box; return the blocks that are left.

    ``is_marker`` tells that the box is in the place of the marker, and not after it.
    """
    first, rest = item.children[:1], item.children[1:]
    if not first or not isinstance(first[0], Paragraph):
        first, rest = (Paragraph(()),), item.children
    words = first[0]
    assert isinstance(words, Paragraph)
    if words.id:
        writer.flow.bookmark(writer.shared.bookmarks.name(words.id))
    around = writer.within(words.lang, around)
    marker = writer.flow.marker
    assert marker is not None
    paragraph = writer.flow.paragraph(marker.style, around, keep_next=words.lead_in)
    check_box(paragraph, writer.shared.phrases.done, done=bool(item.checked))
    look = writer.look(around, marker.style)
    if words.children:
        writer.inlines.text(paragraph, "\t" if is_marker else " ", look)
        writer.inlines.write(paragraph, words.children, look, writer.room(around))
    writer.flow.finish(paragraph)
    return rest


def check_box(paragraph: Element, title: str, *, done: bool) -> None:
    """Append a check box; a screen reader says its title, which holds whoever ticks it, and then its state."""
    control = sub(paragraph, "sdt")
    properties = sub(control, "sdtPr")
    sub(properties, "alias", val=title)
    box = etree.SubElement(properties, f"{{{W14}}}checkbox")
    etree.SubElement(box, f"{{{W14}}}checked", {f"{{{W14}}}val": "1" if done else "0"})
    for state, symbol in (("checkedState", _DONE), ("uncheckedState", _TO_DO)):
        etree.SubElement(
            box, f"{{{W14}}}{state}", {f"{{{W14}}}val": f"{ord(symbol):04X}", f"{{{W14}}}font": CHECK_BOX_FONT}
        )
    run = sub(sub(control, "sdtContent"), "r")
    sub(sub(run, "rPr"), "rStyle", val="CheckBox")
    sub(run, "t").text = _DONE if done else _TO_DO

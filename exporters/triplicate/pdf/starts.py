"""Where in the text each page begins."""

from xml.etree.ElementTree import Element

from triplicate.model import Note, Text
from triplicate.pdf.content import PdfHtml
from triplicate.pdf.fragments import Fragment, Reading
from triplicate.product import PageStart


def page_starts(content: PdfHtml, reading: Reading) -> tuple[PageStart, ...]:
    """Return the first node of the text on each page.

    A page that shows nothing of the text (the contents alone, the end lines) has none.
    """
    parents = {child: parent for parent in content.root.iter() for child in parent}
    starts: dict[int, PageStart] = {}
    for fragment in reading.by_box.values():
        if fragment.page not in starts and (start := _start(fragment, content, parents)):
            starts[fragment.page] = start
    return tuple(starts[page] for page in sorted(starts))


def _start(fragment: Fragment, content: PdfHtml, parents: dict[Element, Element]) -> PageStart | None:
    label = str(fragment.page + 1)
    element = fragment.element
    lines = [element]
    while lines[-1] in parents:
        lines.append(parents[lines[-1]])
    if any(one.tag == "nav" or "at-foot" in one.get("class", "") for one in lines):
        return None
    if not fragment.part:
        for words in reversed(content.texts.get(element, ())):
            if words.slot == fragment.slot and words.start <= fragment.offset:
                return PageStart(label, words.node, fragment.offset - words.start)
    for one in lines:
        node = content.nodes.get(one)
        if node is not None and not isinstance(node, Note | Text):
            return PageStart(label, node)
    return None

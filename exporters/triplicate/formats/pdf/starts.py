"""Where in the text each page begins."""

from xml.etree.ElementTree import Element

from triplicate.document.model import Note, Text
from triplicate.document.title_block import LineKind
from triplicate.formats.pdf.fragments import Fragment, LaidOut
from triplicate.formats.pdf.page_tree import PdfHtml
from triplicate.formats.product import PageStart, Region

_LINES = frozenset(LineKind)


def page_starts(content: PdfHtml, laid_out: LaidOut) -> tuple[PageStart, ...]:
    """Return where each page begins: with its first node of the text, or else with its entry of the contents or line.

    A page that shows none of these has no start.
    """
    parents = {child: parent for parent in content.root.iter() for child in parent}
    starts: dict[int, PageStart] = {}
    for fragment in laid_out.by_box.values():
        known = starts.get(fragment.page)
        if known and known.region is Region.TEXT:
            continue
        if (start := _start(fragment, content, parents)) and (not known or start.region is Region.TEXT):
            starts[fragment.page] = start
    return tuple(starts[page] for page in sorted(starts))


def _start(fragment: Fragment, content: PdfHtml, parents: dict[Element, Element]) -> PageStart | None:
    label = str(fragment.page + 1)
    element = fragment.element
    lines = [element]
    while lines[-1] in parents:
        lines.append(parents[lines[-1]])
    if any("at-foot" in one.get("class", "") for one in lines):
        return None
    if entry := next((content.entries[one] for one in lines if one in content.entries), None):
        return PageStart(label, entry, region=Region.CONTENTS)
    if any(one.tag == "nav" for one in lines):
        return None
    if any(one.get("class") == "end" for one in lines):
        return PageStart(label, content.document.title, region=Region.END)
    if any(one.tag == "p" and one.get("class") in _LINES for one in lines):
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

"""Pictures, shapes and text boxes, in DrawingML and in the older VML (ISO/IEC 29500-1, 20; 29500-4, 19)."""

from collections.abc import Iterator

from lxml import etree

from triplicate.later import dataclass
from triplicate.proof.readback.archive import local_name, text_of
from triplicate.proof.readback.word.markup import R

_VML = "{urn:schemas-microsoft-com:vml}"
_RULE = "{urn:schemas-microsoft-com:office:office}hr"
_FILES = (f"{R}embed", f"{R}id")  # of a blip; of VML's imagedata
_ELSEWHERE = frozenset({"txbxContent", "Fallback"})


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn at a place: its alternative text, the words that stand in it, and the text boxes.

    ``words`` are those of drawn letters and of shapes that are no text boxes; the elements in ``boxes`` hold
    blocks. ``decorative`` tells that the drawing says nothing, ``rule`` that it is a line across the page. ``relation``
    is the name of the relation that leads to the picture's file.
    """

    alt: str = ""
    words: str = ""
    boxes: tuple[etree._Element, ...] = ()
    decorative: bool = False
    rule: bool = False
    relation: str = ""


def drawing_of(element: etree._Element) -> Drawing:
    """Return what is known of a ``drawing``, ``pict`` or ``object``."""
    nodes = list(_own(element))
    if any(local_name(node) in ("rect", "line") and node.get(_RULE) for node in nodes):
        return Drawing(rule=True)
    named = [node for node in nodes if local_name(node) in ("docPr", "imagedata") or str(node.tag).startswith(_VML)]
    alt = next((text for node in named for key in ("descr", "alt", "title") if (text := node.get(key))), "")
    words = [node.get("string", "") for node in nodes if str(node.tag) == f"{_VML}textpath"]
    words += [text_of(node) for node in nodes if local_name(node) == "txBody"]
    return Drawing(
        alt=" ".join(alt.split()),
        words=" ".join(" ".join(words).split()),
        boxes=tuple(node for node in nodes if local_name(node) == "txbxContent"),
        relation=next((found for node in nodes for key in _FILES if (found := node.get(key))), ""),
        decorative=any(local_name(node) == "decorative" and node.get("val") in ("1", "true") for node in nodes),
    )


def alternative_in(alternatives: etree._Element) -> list[etree._Element]:
    """Return what stands in the alternative of an ``AlternateContent`` that is met: the first that says anything."""
    for alternative in alternatives:
        if local_name(alternative) in ("Choice", "Fallback") and len(alternative):
            return list(alternative)
    return []


def _own(element: etree._Element) -> Iterator[etree._Element]:
    """Yield an element and those in it, without what stands in its text boxes and in alternatives to what is met."""
    stack = [element]
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str):
            continue
        yield node
        if local_name(node) == "AlternateContent":
            stack.extend(reversed(alternative_in(node)))
        elif local_name(node) not in _ELSEWHERE:
            stack.extend(reversed(node))

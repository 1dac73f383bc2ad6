"""Paragraphs that are one with the next, though they are written apart."""

from lxml import etree

from triplicate.proof.readback.archive import local_name
from triplicate.proof.readback.word.markup import W, find


def join_drop_caps(root: etree._Element) -> None:
    """Put each large first letter that has a frame of its own into the paragraph that it begins (17.3.1.11)."""
    for frame in list(root.iter(f"{W}framePr")):
        paragraph = next(frame.iterancestors(f"{W}p"), None)
        own = paragraph is not None and find(paragraph, "pPr", "framePr") is frame
        if paragraph is not None and own and frame.get(f"{W}dropCap") in ("drop", "margin"):
            join_next(paragraph)


def join_next(paragraph: etree._Element) -> None:
    """Put what is in a paragraph at the beginning of the next, whose mark and properties remain."""
    follower = paragraph.getnext()
    while follower is not None and local_name(follower) in ("bookmarkStart", "bookmarkEnd", ""):
        follower = follower.getnext()
    parent = paragraph.getparent()
    if follower is None or follower.tag != f"{W}p" or parent is None:
        return
    first = 1 if len(follower) and follower[0].tag == f"{W}pPr" else 0
    follower[first:first] = [child for child in paragraph if child.tag != f"{W}pPr"]
    parent.remove(paragraph)

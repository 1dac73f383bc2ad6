"""Tracked changes, read as if all were accepted (ISO/IEC 29500-1, 17.13.5)."""

from lxml import etree

from triplicate.proof.readback.archive import local_name
from triplicate.proof.readback.word.joining import join_next
from triplicate.proof.readback.word.markup import W

_GONE = frozenset({f"{W}del", f"{W}moveFrom"})


def accept_changes(root: etree._Element) -> int:
    """Take out what is deleted, join paragraphs whose mark is deleted, and return how many changes there are."""
    changes = list(root.iter(f"{W}ins", f"{W}moveTo", *_GONE))
    joined: list[etree._Element] = []
    for change in changes:
        parent = change.getparent()
        if parent is None or change.tag not in _GONE:
            continue
        around = parent.getparent()
        match local_name(parent):
            case "rPr" if around is not None and around.tag == f"{W}pPr":
                paragraph = around.getparent()
                if paragraph is not None:
                    joined.append(paragraph)
            case "trPr" if around is not None and (table := around.getparent()) is not None:
                table.remove(around)
            case "rPr" | "ctrlPr" | "numPr":
                pass
            case _:
                parent.remove(change)
    for paragraph in joined:
        join_next(paragraph)
    return len(changes)

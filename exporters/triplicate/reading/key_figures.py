"""Key figures: a list whose items begin with the figure in bold, which ``::: figures`` sets large."""

from dataclasses import replace

from triplicate.document.model import Blocks, BulletList, Inlines, LineBreak, ListItem, Paragraph, Strong, Text


def key_figures(blocks: Blocks) -> BulletList | None:
    """Return the list that is all there is among blocks as one of key figures; None if they are anything else."""
    if len(blocks) != 1 or not isinstance(blocks[0], BulletList):
        return None
    items = [_key_figure(item) for item in blocks[0].items]
    whole = tuple(item for item in items if item is not None)
    return replace(blocks[0], items=whole, tight=True, key_figures=True) if len(whole) == len(items) else None


def _key_figure(item: ListItem) -> ListItem | None:
    match item:
        case ListItem(children=(Paragraph(children=(Strong(), *_)) as paragraph,), checked=None):
            return replace(item, children=(replace(paragraph, children=_in_two_lines(paragraph.children)),))
        case _:
            return None


def _in_two_lines(inlines: Inlines) -> Inlines:
    """Return the inlines of a key figure with what it counts on a line of its own."""
    figure, *rest = inlines
    if rest and isinstance(rest[0], Text):
        words = rest[0].text.lstrip(" ")
        rest[:1] = [replace(rest[0], text=words)] if words else []
    if not rest or isinstance(rest[0], LineBreak):
        return (figure, *rest)
    return (figure, LineBreak(place=rest[0].place), *rest)

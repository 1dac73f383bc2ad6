"""A whole document becomes a source."""

from collections import Counter

from triplicate.document.abbreviations import expansions, whole_words
from triplicate.document.model import Document, Heading, Text
from triplicate.document.phrases import phrases_for
from triplicate.document.walk import descend, nodes, targets, text_of
from triplicate.reading.ids import free, slug
from triplicate.reading.settled import Settled, TargetName
from triplicate.reading.target_names import target_names
from triplicate.writing.blocks import BlockWriter
from triplicate.writing.front import front_matter, is_plain
from triplicate.writing.inlines import InlineWriter


def write(
    document: Document,
    *,
    front: str | None = None,
    titled: bool = False,
    explained: frozenset[str] = frozenset(),
    fill_all: bool = False,
    width: int | None = None,
) -> str:
    """Return the source of a document: one that reads as the same document.

    ``front`` are the lines of a front matter that is kept as it is, without the lines ``---`` around them, ``titled``
    tells whether it has the title, ``explained`` are the short forms that it explains; by default it is made of the
    metadata. The title stands in it if no mark is needed for it there. With ``fill_all`` every reference whose words
    are those of its target is left empty, so that it is filled again; else those to tables and figures are.
    Paragraphs are filled up to ``width`` characters a line; without one each is one line.
    """
    shorts, names = _shorts(document), _names(document)
    described = phrases_for(document.metadata.lang).described_in
    inlines = InlineWriter(
        formulas=document.metadata.math,
        shorts=frozenset(shorts),
        filled={f"#{key}": name.name for key, name in names.items() if name.name and (name.labelled or fill_all)},
        alts={key: described.format(where=name.name or name.first_words) for key, name in names.items()},
    )
    blocks = BlockWriter(inlines, document.metadata.lang, _ids_to_write(document), width)
    definitions = {short: expansion for short, expansion in shorts.items() if short not in explained}
    if front is None:
        title = inlines.in_line(document.title.children)
        own = slug(text_of(document.title.children)) or "section"
        titled = is_plain(title, document.metadata.title) and document.title.id == own
        front, definitions = front_matter(document, inlines, title if titled else None, shorts), {}
    text = [f"---\n{front.rstrip()}\n---"] if front.strip() else []
    if not titled:
        text.append(blocks.title(document.title))
    if document.blocks:
        text.append(blocks.blocks(document.blocks, inside=False))
    text += [blocks.note(note.number, note.children) for note in document.notes]
    if definitions:
        text.append("\n".join(f"*[{short}]: {expansion}" for short, expansion in sorted(definitions.items())))
    return "\n\n".join(text) + "\n"


def _ids_to_write(document: Document) -> frozenset[str]:
    """Return the ids of headings that reading would not make of their words."""
    headings = [node for node in nodes(document) if isinstance(node, Heading)]
    taken = {name for name, node in targets(document).items() if not isinstance(node, Heading)}
    counts: Counter[str] = Counter()
    written: set[str] = set()
    for heading in headings:
        wanted = slug(text_of(heading.children)) or "section"
        identifier, count = free(wanted, taken, counts[wanted])
        if heading.id != identifier and heading.id:
            written.add(heading.id)
            identifier = heading.id
        else:
            counts[wanted] = count
        taken.add(identifier)
    return frozenset(written)


def _shorts(document: Document) -> dict[str, str]:
    """Return the short forms that are explained wherever they stand, and what they stand for."""
    known = expansions(document)
    pattern = whole_words(known)
    if pattern is None:
        return {}
    texts = [node.text for node in nodes(document) if isinstance(node, Text)]
    texts += [one.text for words in document.wording.values() for one in descend(*words) if isinstance(one, Text)]
    unexplained = {match[0] for text in texts for match in pattern.finditer(text)}
    return {short: said for short, said in known.items() if short not in unexplained}


def _names(document: Document) -> dict[str, TargetName]:
    """Return what reading calls each thing that can be linked to."""
    everything = [document.title, *document.blocks, *(block for note in document.notes for block in note.children)]
    settled = Settled({})
    for node in descend(*everything):
        settled.ids[node.serial] = getattr(node, "id", None)
        settled.numbers[node.serial] = getattr(node, "number", None)
    return target_names(everything, settled, document.metadata.lang)

"""The random documents hold what they promise: a campaign over documents that lack a thing says nothing of it."""

import unicodedata
from itertools import pairwise

from tests.campaign.documents import document_of
from triplicate.document import model, walk
from triplicate.reading.raised import BETWEEN_RAISED

MADE = 150

FEATURES = {
    "a long note",
    "a call in a long paragraph",
    "calls one after another",
    "a tall row",
    "many columns",
    "one column",
    "a soft hyphen",
    "a run of letters across inlines",
    "LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "TAMIL", "TELUGU", "THAI", "KHMER",
}  # fmt: skip


def features(document):
    """Yield what a document has of the features."""
    yield from ("a long note" for note in document.notes if len(walk.plain(note.children[0])) > 300)
    for node in walk.nodes(document):
        match node:
            case model.Paragraph(children=(model.Text(text=text), model.NoteReference(), *_)) if len(text) > 100:
                yield "a call in a long paragraph"
            case model.Table(rows=rows):
                yield "many columns" if len(rows[0]) > 6 else "one column" if len(rows[0]) == 1 else "columns"
                yield from ("a tall row" for row in rows for cell in row if len(walk.text_of(cell.children)) > 600)
            case model.Emphasis(children=(model.Strong(), model.Text(), *_)) as run:
                words = walk.text_of(run.children)
                if len(words) > 40 and " " not in words:
                    yield "a run of letters across inlines"
            case model.Text(text=text):
                yield from ("a soft hyphen" for letter in text if letter == "\u00ad")
                yield from {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}
        kinds = [type(one) for one in getattr(node, "children", ()) if one != model.Text(BETWEEN_RAISED)]
        if (model.NoteReference, model.NoteReference) in pairwise(kinds):
            yield "calls one after another"


def test_the_documents_have_every_feature():
    found = {feature for seed in range(MADE) for feature in features(document_of(seed))}
    assert found >= FEATURES, FEATURES - found


def test_a_seed_makes_the_same_document_again():
    assert document_of(7) == document_of(7) != document_of(8)

"""The random documents hold what they promise: a law over documents that lack a thing says nothing of it."""

import unicodedata

from hypothesis import HealthCheck, given, settings

from tests.strategies import wide_documents
from triplicate.document import model, walk

MADE = 250

FEATURES = {
    "a long note",
    "a call in a long paragraph",
    "a tall row",
    "many columns",
    "one column",
    "a soft hyphen",
    "a run of letters across inlines",
    "LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "TAMIL", "THAI",
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


def test_wide_documents_have_every_feature():
    found = set()

    @settings(
        database=None, derandomize=True, deadline=None, max_examples=MADE, suppress_health_check=list(HealthCheck)
    )
    @given(document=wide_documents())
    def look(document):
        found.update(features(document))

    look()
    assert found >= FEATURES, FEATURES - found

"""The page that leads to the pages of several texts."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from triplicate.document.language import direction, subtag
from triplicate.document.model import (
    Block,
    Document,
    Heading,
    Link,
    Metadata,
    Paragraph,
    Passage,
    Text,
)
from triplicate.downloads.offer import Offer
from triplicate.downloads.phrases import words_for
from triplicate.downloads.words import name_of, written_date


def index(offers: Sequence[Offer]) -> Document:
    """Return the page as a document, in the language of the texts, of several in English."""
    langs = {offer.lang for offer in offers}
    lang = langs.pop() if len(langs) == 1 else "en"
    phrases = words_for(lang)
    if phrases.lang != subtag(lang):
        lang = phrases.lang
    publishers = {offer.publisher for offer in offers}
    metadata = Metadata(
        title=phrases.documents,
        lang=lang,
        dir=direction(lang),
        publisher=publishers.pop() if len(publishers) == 1 else None,
    )
    blocks = tuple(block for offer in offers for block in _entry(offer, metadata.lang))
    return Document(metadata, Heading(1, (Text(metadata.title),), id="title"), blocks)


def _entry(offer: Offer, lang: str) -> Iterator[Block]:
    """Yield the entry of a text: its title as a heading that leads to its page, what it is about, what there is."""
    own = offer.lang if offer.lang != lang else None
    title = (Text(offer.title),)
    words = (Passage(title, own),) if own else title
    yield Heading(2, (Link(words, f"{quote(offer.folder)}/index.html"),))
    if offer.description:
        yield Paragraph((Text(offer.description),), lang=own)
    phrases = words_for(lang)
    formats = dict.fromkeys(phrases.formats[file.format] for edition in offer.editions for file in edition.files)
    told = [", ".join(formats), *([name_of(offer.lang, lang)] if own else ())]
    if offer.date:
        told.append(written_date(offer.date, lang))
    yield Paragraph((Text("; ".join(told)),))

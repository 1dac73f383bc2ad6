"""What a page says of itself to search engines, catalogues and programs that share links to it."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import Document, Kind, Metadata
from triplicate.formats.reflow.accessibility import features, modes, sufficient
from triplicate.formats.reflow.inventory import Inventory
from triplicate.formats.reflow.summary import summary
from triplicate.formats.reflow.writer import Markup
from triplicate.system.version import installed_version

_TYPES = {Kind.RELEASE: "NewsArticle", Kind.REPORT: "Report"}
"""The types of schema.org for the kinds of texts that have one of their own."""


def describe(head: Element, document: Document, inventory: Inventory, moment: datetime, address: str | None) -> None:
    """Append what is known of a page; ``address`` is where it is published."""
    metadata = document.metadata
    for name, content in _named(document):
        SubElement(head, "meta", {"name": name, "content": content})
    if address:
        SubElement(head, "link", {"rel": "canonical", "href": address})
    for name, content in _shared(metadata, address):
        SubElement(head, "meta", {"property": name, "content": content})
    told = json.dumps(dict(_record(document, inventory, moment, address)), ensure_ascii=False, separators=(",", ":"))
    # An end tag in a title must not end the element (HTML, 4.12.1.3).
    SubElement(head, "script", {"type": "application/ld+json"}).text = Markup(told.replace("<", r"\u003c"))


def _named(document: Document) -> Iterator[tuple[str, str]]:
    metadata = document.metadata
    if metadata.description:
        yield "description", metadata.description
    for author in metadata.authors:
        yield "author", author.name
    if keywords := _keywords(metadata):
        yield "keywords", ", ".join(keywords)
    yield "generator", f"Triplicate {installed_version()}".rstrip()
    if document.sha256:
        yield "dcterms.source", f"urn:sha256:{document.sha256}"


def _shared(metadata: Metadata, address: str | None) -> Iterator[tuple[str, str]]:
    """Yield what programs show of a link to the page (The Open Graph protocol)."""
    yield "og:type", "article"
    yield "og:title", metadata.title
    if metadata.description:
        yield "og:description", metadata.description
    yield "og:locale", metadata.lang.replace("-", "_")
    if metadata.publisher:
        yield "og:site_name", metadata.publisher
    if address:
        yield "og:url", address
    if metadata.date:
        yield "article:published_time", metadata.date.isoformat()


def _record(
    document: Document, inventory: Inventory, moment: datetime, address: str | None
) -> Iterator[tuple[str, Any]]:
    """Yield the page as schema.org has it, with the accessibility of what is in it."""
    metadata = document.metadata
    yield "@context", "https://schema.org"
    yield "@type", _TYPES.get(metadata.kind, "Article") if metadata.kind else "Article"
    yield "headline", metadata.title
    yield "inLanguage", metadata.lang
    if metadata.subtitle:
        yield "alternativeHeadline", metadata.subtitle
    if metadata.description:
        yield "description", metadata.description
    if metadata.authors:
        yield "author", [{"@type": "Person", "name": author.name} for author in metadata.authors]
    if metadata.publisher:
        yield "publisher", {"@type": "Organization", "name": metadata.publisher}
    if metadata.date:
        yield "datePublished", metadata.date.isoformat()
    yield "dateModified", moment.date().isoformat()
    if keywords := _keywords(metadata):
        yield "keywords", keywords
    if metadata.rights:
        yield "copyrightNotice", metadata.rights
    if metadata.identifier:
        yield "identifier", metadata.identifier
    if address:
        yield "url", address
    yield "accessMode", list(modes(inventory))
    yield (
        "accessModeSufficient",
        [{"@type": "ItemList", "itemListElement": way.split(",")} for way in sufficient(inventory)],
    )
    yield "accessibilityFeature", list(features(inventory, contents=metadata.toc, pages=False))
    yield "accessibilityHazard", ["none"]
    words, lang = summary(metadata.lang, inventory, None)
    if metadata.toc and lang == metadata.lang:
        # It speaks of contents, and JSON has no language of its own for it.
        yield "accessibilitySummary", words


def _keywords(metadata: Metadata) -> list[str]:
    return list(dict.fromkeys(filter(None, (metadata.subject, *metadata.keywords))))

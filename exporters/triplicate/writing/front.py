"""What is known of a document becomes front matter."""

import re
from collections.abc import Callable, Mapping

from triplicate.document.language import direction
from triplicate.document.model import Author, Document, Text
from triplicate.reading.keys import KEYS
from triplicate.writing.inlines import InlineWriter


def front_matter(document: Document, inlines: InlineWriter, title: str | None, shorts: Mapping[str, str]) -> str:
    """Return the keys of the front matter in the order in which the documentation lists them.

    ``title`` is the title as written, None if it stands in the text; ``shorts`` are abbreviations that are explained.
    """
    known = document.metadata

    def words(text: str | None) -> str | None:
        nodes = document.wording.get(text) if text else None
        return inlines.in_line(nodes or (Text(text),)) if text else None

    cover = known.cover_image
    values: dict[str, object] = {
        "title": title,
        "subtitle": words(known.subtitle),
        "author": _people([_author(author, words) for author in known.authors]),
        "date": known.date,
        "lang": known.lang,
        "dir": known.dir if known.dir != direction(known.lang) else None,
        "description": words(known.description),
        "keywords": [words(keyword) for keyword in known.keywords],
        "subject": words(known.subject),
        "publisher": words(known.publisher),
        "rights": words(known.rights),
        "identifier": known.identifier,
        "kind": known.kind.value if known.kind else None,
        "cover-image": f"{cover} {{.decorative}}" if cover and not known.cover_alt else cover,
        "cover-alt": words(known.cover_alt),
        "toc": known.toc,
        "toc-depth": known.toc_depth if known.toc_depth != KEYS["toc-depth"].default else None,
        "chapters": "new-page" if known.chapters_begin_pages else None,
        "number-sections": known.number_sections,
        "abbreviations": dict(sorted(shorts.items())),
        "style": known.style,
        "pdf-standard": known.pdf_standard,
        "contact": words(known.contact),
        "math": known.math,
        "certified-by": words(known.certified_by),
    }
    said = {key: value for key, value in values.items() if value}
    return _as_yaml(said)


def _as_yaml(values: Mapping[str, object]) -> str:
    import yaml

    class Indented(yaml.SafeDumper):
        """Lists stand further in than their key, as people write them."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
            super().increase_indent(flow, False)  # noqa: FBT003

    return str(yaml.dump(dict(values), Dumper=Indented, allow_unicode=True, sort_keys=False, width=10**9))


def is_plain(written: str, text: str) -> bool:
    """Return whether words are written as they are read, and so are best kept in the front matter."""
    return written == text and not re.search(r"[\\&<]", written)


def _author(author: Author, words: Callable[[str | None], str | None]) -> object:
    if not (author.role or author.affiliation):
        return words(author.name)
    said = {"name": author.name, "role": author.role, "affiliation": author.affiliation}
    return {key: words(value) for key, value in said.items() if value}


def _people(people: list[object]) -> object:
    return people[0] if len(people) == 1 else people

"""Front matter's values become :class:`Metadata`; each value of a wrong kind is a finding with its key's place."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Literal, cast

from triplicate.document.language import canonical, direction
from triplicate.document.model import (
    NOWHERE,
    Author,
    Image,
    Inlines,
    Kind,
    Link,
    Math,
    Metadata,
    NoteReference,
    Place,
    Text,
)
from triplicate.document.walk import descend, printed_address, text_of
from triplicate.reading import rules
from triplicate.reading.attributes import NEAR
from triplicate.reading.context import Context
from triplicate.reading.dates import day_of
from triplicate.reading.front_matter import FrontEntry, Value
from triplicate.reading.keys import KEYS
from triplicate.reading.likely import likely_language
from triplicate.reading.targets import as_base_url

_ONLY_IN_TEXT = {Image: "a picture", Math: "a formula", NoteReference: "the call of a note"}
_TRUE = {"true", "yes", "on"}
_FALSE = {"false", "no", "off"}


_FILLED_IN = {"today", "now", "last-modified"}


def _listed(value: Value) -> str | None:
    """Return names, or what has a name, in one text."""
    listed = value if isinstance(value, list) else [value]
    names = [one.get("name") if isinstance(one, dict) else one for one in listed]
    return ", ".join(name for name in names if isinstance(name, str) and name) or None


class Values:
    """The entries of a front matter, asked for by kind."""

    def __init__(self, context: Context, entries: Mapping[str, FrontEntry]) -> None:
        self._context = context
        self._entries = entries
        # How words that may hold marks are read; as they are, until there is a parser.
        self.worded: Callable[[str, Place], Inlines] = lambda written, place: (Text(written, place=place),)
        self.wording: dict[str, Inlines] = {}

    def place(self, key: str) -> Place:
        """Return where the key stands, or the first line."""
        entry = self._entries.get(key)
        return entry.place if entry else NOWHERE

    def text(self, key: str) -> str | None:
        """Return a text, its white space single."""
        entry = self._entries.get(key)
        if entry is None or entry.value is None:
            return None
        if not isinstance(entry.value, str):
            self._wrong(entry, "a text", f"Write {entry.key}: and the words on one line.")
            return None
        return " ".join(self._context.clean(entry.value, entry.place).split()) or None

    def words(self, key: str) -> str | None:
        """Return a text that people read, freed of its marks; what they stood for is kept in ``wording``."""
        written = self.text(key)
        return (self._plain(written, self._entries[key]) or None) if written else None

    def _plain(self, written: str, entry: FrontEntry) -> str:
        nodes = self.worded(written, entry.place)
        lost = next((node for node in descend(*nodes) if isinstance(node, Image | Math | NoteReference)), None)
        if lost:
            self._context.report(
                rules.ONLY_IN_TEXT,
                "“{key}” holds {what}, which only the text can hold.",
                entry.place,
                "Write it in the text, or take it out.",
                key=entry.key,
                what=_ONLY_IN_TEXT[type(lost)],
            )
            return written
        if plain := plain_words(nodes):
            self.wording[plain] = nodes
        return plain

    def flag(self, key: str) -> bool:
        """Return true or false; others give the table of contents options, of which one is whether it is there."""
        self._take("toc", "enabled", "true")
        written = self.text(key)
        if written is None or written.lower() in _FALSE:
            return False
        if written.lower() not in _TRUE:
            self._wrong(self._entries[key], "true or false", "Write true or false.")
        return written.lower() in _TRUE

    def number(self, key: str) -> int:
        """Return a whole number within the limits of the key."""
        written, limits = self.text(key), KEYS[key].limits
        if written is None:
            return KEYS[key].default
        if not (written.isascii() and written.isdigit() and int(written) in limits):
            wanted = f"a number from {limits[0]} to {limits[-1]}"
            self._wrong(self._entries[key], wanted, f"Write {wanted}.")
            return KEYS[key].default
        return int(written)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, freed of their marks; a single text is split at its commas."""
        entry = self._entries.get(key)
        if entry is None or entry.value is None:
            return ()
        value: Value = [*entry.value.split(",")] if isinstance(entry.value, str) else entry.value
        if isinstance(value, list):
            value = [item for item in value if item is not None]  # a dash that waits for its text
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(entry, "a list of texts", f"Write {entry.key}: [one, two].")
            return ()
        cleaned = (" ".join(self._context.clean(str(item), entry.place).split()) for item in value)
        return tuple(self._plain(item, entry) for item in cleaned if item)

    def mapping(self, key: str) -> dict[str, str]:
        """Return names with texts."""
        entry = self._entries.get(key)
        if entry is None or entry.value is None:
            return {}
        if not isinstance(entry.value, dict) or not all(isinstance(item, str) for item in entry.value.values()):
            self._wrong(entry, "a set of names with texts", "Write each on a line of its own: “  NAME: text”.")
            return {}
        return {name: " ".join(str(text).split()) for name, text in entry.value.items() if name}

    def date(self) -> dt.date | None:
        """Return the date; of several, as posts of MkDocs have them, the one of the first publication."""
        self._take("date", "created", None)
        written = self.text("date")
        if written is None:
            return None
        if written in _FILLED_IN:
            # Quarto and pandoc set the day on which they run; the same text gives the same files here.
            self._context.unwrap(f"date: {written}", self._entries["date"].place)
            return None
        day = day_of(written, self._context.lang)
        if day is None:
            self._wrong(self._entries["date"], "a date", "Write year-month-day, such as 2019-01-25.")
        return day

    def authors(self) -> tuple[Author, ...]:
        """Return the authors: a text, a list of texts, or name, role and affiliation."""
        entry = self._entries.get("author")
        if entry is None or entry.value is None:
            return ()
        people = entry.value if isinstance(entry.value, list) else [entry.value]
        authors = [self._author(entry, person) for person in people]
        return tuple(author for author in authors if author)

    def _author(self, entry: FrontEntry, person: Value) -> Author | None:
        if isinstance(person, str) and person:
            return Author(self._plain(" ".join(self._context.clean(person, entry.place).split()), entry))
        if isinstance(person, dict):
            known = {key: person.get(key) for key in ("name", "role", "affiliation")}
            known["affiliation"] = known["affiliation"] or _listed(person.get("affiliations"))
            others = [key for key in map(str, person) if key not in {*known, "affiliations"}]
            slip = any(get_close_matches(key, known, 1, NEAR) for key in others)
            if not slip and known["name"] and all(isinstance(v, str | None) for v in known.values()):
                texts = {
                    key: self._plain(words, entry)
                    for key, value in known.items()
                    if isinstance(value, str) and (words := " ".join(self._context.clean(value, entry.place).split()))
                }
                return Author(str(texts["name"]), texts.get("role"), texts.get("affiliation"))
        self._wrong(entry, "an author", "Write a name, or name:, role: and affiliation:.")
        return None

    def identifier(self) -> str | None:
        """Return the identifier; an ISBN or DOI becomes an address (RFC 8254; the DOI handbook)."""
        written = self.text("identifier")
        if written is None:
            return None
        match self._entries["identifier"].key:
            case "isbn":
                return "urn:isbn:" + re.sub(r"[\s-]|(?i:^urn:isbn:)", "", written)
            case "doi":
                return "https://doi.org/" + re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", written)
            case _:
                return written

    def lang(self, given: str | None) -> str:
        """Return the language's tag in canonical case; ``given`` wins over the front matter."""
        written = given or self.text("lang")
        if not written:
            likely = likely_language(self._context.lines)
            tag = "en-GB" if likely in (None, "en") else likely
            self._context.report(
                rules.LANGUAGE_MISSING,
                "The text names no language.",
                NOWHERE,
                f"Add “lang: {tag}” to the front matter, or --lang {tag} to the call.",
            )
            return "en"
        known = canonical(written)
        if known is None:
            self._context.report(
                rules.LANGUAGE_INVALID,
                "“{written}” is not a language tag.",
                NOWHERE if given else self.place("lang"),
                "Write a BCP 47 tag such as en-GB, cy or zh-Hant.",
                written=written,
            )
            return "en"
        return known

    def direction(self, lang: str) -> Literal["ltr", "rtl"]:
        """Return the direction of the text, which follows from the language unless given."""
        written = self.text("dir")
        if written is None:
            return direction(lang)
        if written not in KEYS["dir"].choices:
            self._wrong(self._entries["dir"], "a direction", "Write ltr or rtl, or leave it out.")
            return direction(lang)
        return cast("Literal['ltr', 'rtl']", written)

    def document_kind(self) -> Kind | None:
        """Return what the text calls itself; other programs have kinds of their own, which say nothing here."""
        written = self.text("kind")
        if written in KEYS["kind"].choices:
            return Kind(written)
        if written and get_close_matches(written.lower(), KEYS["kind"].choices):
            self._wrong(self._entries["kind"], "a kind of text", f"Write one of {', '.join(KEYS['kind'].choices)}.")
        return None

    def chapters_begin_pages(self) -> bool:
        """Return whether each chapter begins a page; other programs list the texts of a book under this key."""
        entry = self._entries.get("chapters")
        if entry is None or not isinstance(entry.value, str):
            return False
        written = self.text("chapters")
        if written and written not in KEYS["chapters"].choices:
            self._wrong(entry, "a place where chapters begin", "Write new-page, or leave it out.")
        return written in KEYS["chapters"].choices

    def base_url(self, given: str | None) -> str:
        """Return the address of the folder that the text is published in; empty if nothing says so.

        ``given`` is what holds if the front matter says nothing.
        """
        written = self.text("base-url")
        if written is None:
            return as_base_url(given or "") or ""
        base = as_base_url(written)
        if base is None:
            self._wrong(self._entries["base-url"], "an address", "Write one such as https://www.example.org/news/.")
        return base or ""

    def _take(self, key: str, name: str, default: Value) -> None:
        """Take for the value of a key what another program keeps in it under a name, if it keeps several there."""
        entry = self._entries.get(key)
        if entry and isinstance(entry.value, dict) and (name in entry.value or default):
            self._entries = {**self._entries, key: replace(entry, value=entry.value.get(name, default))}

    def _wrong(self, entry: FrontEntry, what: str, hint: str) -> None:
        self._context.report(
            rules.VALUE_WRONG, "The value of “{key}” is not {what}.", entry.place, hint, key=entry.key, what=what
        )


def plain_words(nodes: Inlines) -> str:
    """Return words without marks; the address of a link follows its words, since nothing else would lead there."""
    said = ""
    for node in nodes:
        words = text_of((node,))
        address = printed_address(node) if isinstance(node, Link) else None
        said += f"{words} ({address})" if address else words
    return " ".join(said.split())


def make_metadata(values: Values, title: str, lang: str, cover: str | None) -> Metadata:
    """Return the metadata; ``title`` is the plain text of the document's title, ``cover`` a picture that was taken."""
    return Metadata(
        title,
        lang,
        values.direction(lang),
        values.words("subtitle"),
        values.authors(),
        values.date(),
        values.words("description"),
        values.texts("keywords"),
        values.words("subject"),
        values.words("publisher"),
        values.words("rights"),
        values.identifier(),
        cover,
        values.words("cover-alt"),
        values.flag("toc"),
        values.number("toc-depth"),
        values.flag("number-sections"),
        values.text("style"),
        values.text("pdf-standard"),
        values.words("contact"),
        values.flag("math"),
        values.words("certified-by"),
        values.document_kind(),
        values.chapters_begin_pages(),
    )

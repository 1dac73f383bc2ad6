"""What the rooms of reading share while one source is read: its lines, its findings, its notes and pictures."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from triplicate.document.model import NOWHERE, Blocks, Place
from triplicate.document.neighbours import link_beside
from triplicate.later import dataclass, regex
from triplicate.reading import rules
from triplicate.reading.collection import Part, address_of, files_meant, led_to
from triplicate.reading.front_matter import Ignored
from triplicate.reading.origins import Origins
from triplicate.reading.pictures import Shelf
from triplicate.reading.traces import note_place
from triplicate.rules.finding import Argument, Finding, Rule

# What no XML file may hold (XML 1.0, 2.2), and the noncharacters and surrogates.
FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
UNSEEN_IN_CODE = regex("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphens, spaces and joiners without width, marks of direction: no format keeps all of them in code."""

SEPARATORS = regex("[\x85\u2028\u2029]")
"""Characters that end a line or a paragraph in some programs, and are nothing in a text of lines."""


MOST_LISTED = 12
"""Things that one finding names; the others are counted."""

_MOST_FILLED_IN = 1_000_000
"""Characters that the values of variables may come to in one text."""


Together = Callable[[Path], str | None]
"""Gives, for the text that a real path is of, the path of its files, without their suffix, as seen from this text's.

A path that begins nowhere calls the one text of that name, in whatever folder it lies.
"""


def nothing_together(_: Path) -> None:
    """Tell that no other text is exported in the call."""


@dataclass(slots=True)
class NoteText:
    """A note's blocks, and where its text stands in the source."""

    children: Blocks
    place: Place


@dataclass(slots=True)
class Context:
    """One source while it is read. ``lines`` are those of the source, ``variables`` the front matter's plain values.

    ``notes`` has each note under a key of its own: the label in ``[^label]``, or a number for a note written in
    place. ``note_keys`` gives the provisional number that a call carries until :mod:`resolve` counts the calls.
    ``refused`` has the names of the HTML tags that were reported and are not closed yet: their closing is no news.
    ``ignored`` are the codes of findings that the front matter wants ignored. ``unwrapped`` names what was
    found to wrap words without effect, and where first. ``base_url`` is where the text is
    published, ending in a slash, or empty, ``project_base_url`` the same if nothing nearer says so;
    ``relative`` are the addresses of links that it would have made whole, ``notes_elsewhere`` the names of other texts
    that wiki links lead to. ``unused_keys`` are those of the front matter that are of other programs. ``origins`` are
    those of the lines; ``parts`` are those of a collection, ``here`` is the one that is being read.
    ``together`` knows the texts that are exported in the same call. A text that says nothing of formulas may have some
    (``says_of_formulas``); with ``takes_formulas`` they are read.
    """

    lines: list[str]
    shelf: Shelf
    source: str = ""
    lang: str = "en"
    variables: Mapping[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: dict[str, NoteText] = field(default_factory=dict)
    note_keys: list[str] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    used_variables: set[str] = field(default_factory=set)
    filled_in: int = 0
    refused: list[str] = field(default_factory=list)
    ignored: tuple[Ignored, ...] = ()
    unwrapped: dict[str, Place] = field(default_factory=dict)
    base_url: str = ""
    project_base_url: str = ""
    relative: list[tuple[str, Place]] = field(default_factory=list)
    unused_keys: tuple[str, ...] = ()
    notes_elsewhere: list[tuple[str, Place]] = field(default_factory=list)
    origins: Origins = field(default_factory=Origins)
    parts: tuple[Part, ...] = ()
    takes_formulas: bool = False
    says_of_formulas: bool = False
    here: Part | None = None
    together: Together = nothing_together

    def part_at(self, place: Place) -> Part | None:
        """Return the part that a place of the whole is in; None in the text that names the parts."""
        index = bisect_right(self.parts, place.line, key=lambda part: part.first)
        return self.parts[index - 1] if index else None

    def within(self, href: str) -> str | None:
        """Return the part and the id, as ``name#id``, that an address leads to; None if it leads elsewhere."""
        return led_to(self.parts, self.here, self._bounds(), href)

    def other(self, href: str) -> str | None:
        """Return the target of a link to another text of the call; None for any other relative address."""
        for file in files_meant(self.here, self._bounds(), href):
            if path := self.together(file):
                return link_beside(quote(path), self.base_url)
        return None

    def called(self, name: str) -> str | None:
        """Return the target of a link to the one other text of the call that has a name, in whatever folder it lies."""
        path = self.together(Path(f"{name}.md")) if name else None
        return link_beside(quote(path), self.base_url) if path else None

    def _bounds(self) -> tuple[Path, ...]:
        return (*self.shelf.folders[:1], *((self.shelf.project,) if self.shelf.project else ()))

    def beside(self, path: str) -> str:
        """Return the path of a picture beside the part that is read, as seen from the collection; others stay."""
        if self.here is None or not self.here.folder or path.startswith("/") or "://" in path:
            return path
        note_place(self.here.file.parent / path)
        try:
            return f"{self.here.folder}{path}" if (self.here.file.parent / path).is_file() else path
        except (OSError, ValueError):  # a name too long, a null character
            return path

    def own(self, address: str) -> str:
        """Return the path of a picture that lies in the project, for an address on the site of the text; others stay.

        Seen from the text's folder, which the base address is that of, or from where the site begins.
        """
        try:
            site, asked = urlsplit(self.base_url), urlsplit(address)
        except ValueError:
            return address
        if not site.netloc or asked.netloc != site.netloc:
            return address
        below, path = address.partition(self.base_url)[2].partition("?")[0], asked.path
        return next((one for one in (unquote(below), unquote(path)) if one and self.shelf.holds(one)), address)

    def published(self, href: str) -> str:
        """Return a relative address made whole by that of the folder which the text is published in."""
        return urljoin(urljoin(self.base_url, address_of(self.here)), href)

    def report(self, rule: Rule, sentence: str, place: Place = NOWHERE, hint: str = "", **arguments: Argument) -> None:
        """Add a finding; ``sentence`` names the arguments in braces."""
        self.findings.append(rule.finding(sentence, place, hint, **arguments))

    def unwrap(self, marks: str, place: Place) -> None:
        """Keep, once a kind, that what was written around words has no effect."""
        self.unwrapped.setdefault(marks, place)

    def report_unwrapped(self) -> None:
        """Report in one finding all that has no effect."""
        if not self.unwrapped:
            return
        (first, place), *others = sorted(self.unwrapped.items(), key=lambda item: item[1])
        listed = [
            f"“{first}”",
            *(f"“{marks}” (line {self.origins.line(where.line)})" for marks, where in others[:MOST_LISTED]),
        ]
        more = len(others) - MOST_LISTED
        self.report(
            rules.UNWRAPPED,
            "{marks} has no effect here; its words stay."
            if not others
            else "{marks} have no effect here; their words stay.",
            place,
            "Take it out, or write what it says about the words: [mot]{lang=fr}, **strong**, ::: note.",
            marks=", ".join(listed) + (f" and {more} more" if more > 0 else ""),
        )

    def note_key(self, label: str) -> str:
        """Return the key of a note: its label, which every part of a collection has for itself."""
        return f"{label}\n{self.here.name}" if self.here else label

    def add_note(self, key: str, children: Blocks, place: Place) -> None:
        """Keep a note's text; a note that is empty, or there already, is a finding."""
        if key in self.notes:
            self.report(
                rules.NOTE_TWICE,
                "The note [^{key}] is written twice.",
                place,
                "Give one another label.",
                key=label_of(key),
            )
            return
        if not children:
            self.report(rules.NOTE_MISSING, "A note is empty.", place, "Write the note, or take its call out.")
        self.notes[key] = NoteText(children, place)

    def variable(self, key: str, place: Place) -> str:
        """Return a variable's value; one that the front matter does not have is a finding, and empty."""
        self.used_variables.add(key)
        value = self.variables.get(key)
        if value is None:
            self.report(
                rules.VARIABLE_MISSING,
                "The front matter has no “{key}”.",
                place,
                f"Add a line “{key}: …” to the front matter.",
                key=key,
            )
        before, self.filled_in = self.filled_in, self.filled_in + len(value or "")
        if self.filled_in > _MOST_FILLED_IN:
            if before <= _MOST_FILLED_IN:
                self.report(
                    rules.VARIABLE_MISSING,
                    "The values that are filled in for variables come to more than a million characters.",
                    place,
                    "Write long passages once, where they belong.",
                )
            return ""
        return value or ""

    def clean(self, text: str, place: Place) -> str:
        """Return text without characters that no format can hold; each that an entity made is a finding."""
        match = FORBIDDEN.search(text)
        if match is None:
            return text
        point = ord(match[0])
        self.report(
            rules.CONTROL_CHARACTER,
            "A control character stands here (U+{point:04X}).",
            place,
            _remedy(point),
            point=point,
        )
        return FORBIDDEN.sub("", text)

    def clean_code(self, text: str, place: Place) -> str:
        """Return code without such characters and without those that nobody sees, unless it has no others."""
        text = self.clean(text, place)
        seen = UNSEEN_IN_CODE.sub("", text)
        if seen == text or not seen.strip():
            return text
        point = ord(next(one for one in text if UNSEEN_IN_CODE.match(one)))
        self.report(
            rules.CODE_UNSEEN,
            "The code holds a character that nobody sees (U+{point:04X}); the copies leave it out.",
            place,
            "Take it out.",
            point=point,
        )
        return seen

    def sweep(self, text: str) -> str:
        """Return the whole source without such characters; each line that has one is a finding."""
        if FORBIDDEN.search(text) is None and SEPARATORS.search(text) is None:
            return text
        for number, line in enumerate(text.split("\n"), start=1):
            match = FORBIDDEN.search(line)
            if match:
                self.clean(line, Place(number, match.start() + 1))
            separator = SEPARATORS.search(line)
            if separator:
                self.report(
                    rules.CONTROL_CHARACTER,
                    "A line ends here by a character of its own (U+{point:04X}).",
                    Place(number, separator.start() + 1),
                    "Press Enter twice instead for a new paragraph; for a new line write \\ and press Enter."
                    + (" If an ellipsis was meant, write …." if separator[0] == "\x85" else ""),
                    point=ord(separator[0]),
                )
        return SEPARATORS.sub(" ", FORBIDDEN.sub("", text))


def label_of(key: str) -> str:
    """Return the label of a note as it is written."""
    return key.partition("\n")[0]


def windows_letter(point: int) -> str:
    """Return the letter that a program meant which took Windows-1252 for Latin-1; empty if there is none."""
    try:
        return bytes([point]).decode("cp1252") if 0x80 <= point <= 0x9F else ""
    except UnicodeDecodeError:
        return ""


def _remedy(point: int) -> str:
    letter = windows_letter(point)
    return f"Write {letter} instead: a program took Windows-1252 for Latin-1." if letter else "Delete it."

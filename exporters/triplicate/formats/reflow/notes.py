"""Footnotes as endnotes of the file that calls them first, with links both ways.

Calls and notes carry the terms by which reading systems show a note in a pop-up; in those that do not, the links
lead there and back (DPUB-ARIA 1.1, doc-noteref, doc-endnotes, doc-footnote, doc-backlink).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import Note, NoteReference
from triplicate.document.phrases import Phrases


class Notes:
    """The notes of a document and their calls as they are met; all ids made begin with ``prefix``.

    ``typed``: they carry the terms of EPUB too, which are none of HTML.
    """

    def __init__(self, notes: Iterable[Note], phrases: Phrases, prefix: str, *, typed: bool) -> None:
        self._typed = typed
        self._notes = {note.number: note for note in notes}
        self._phrases = phrases
        self._prefix = prefix
        self._waiting: list[Note] = []
        self._met: set[int] = set()
        self._calls: defaultdict[int, list[str]] = defaultdict(list)
        self._last_lines: dict[int, Element] = {}

    def call(self, parent: Element, reference: NoteReference) -> tuple[Element, str]:
        """Append the call of a note; return its element and its id."""
        number = reference.number
        calls = self._calls[number]
        calls.append(f"{self._prefix}call.{number}" + (f".{len(calls) + 1}" if calls else ""))
        raised = SubElement(parent, "sup")
        link = SubElement(raised, "a", self._kind("noteref") | {"id": calls[-1], "href": f"#{self._id(number)}"})
        link.text = str(number)
        if number not in self._met:
            self._met.add(number)
            self._waiting.append(self._notes[number])
        return raised, calls[-1]

    def section(self, parent: Element, fill: Callable[[Element, Note], None]) -> Iterator[str]:
        """Append the notes called since the last section, those called in notes included; yield their ids.

        ``fill`` appends a note's blocks to its element.
        """
        if not self._waiting:
            return
        section = SubElement(parent, "section", self._kind("endnotes") | {"aria-label": self._phrases.notes})
        while self._waiting:
            note = self._waiting.pop(0)
            element = SubElement(section, "div", self._kind("footnote") | {"id": self._id(note.number)})
            fill(element, note)
            self._number(element, note)
            self._last_lines[note.number] = _last_line(element)
            yield self._id(note.number)

    def link_back(self) -> None:
        """Append to every note a link to each of its calls, once all calls are known."""
        for number, line in self._last_lines.items():
            calls = self._calls[number]
            for position, call in enumerate(calls, start=1):
                which = f"{number}" if len(calls) == 1 else f"{number}.{position}"
                label = f"{self._phrases.back} ({which})"
                _space(line)
                link = SubElement(line, "a", {"role": "doc-backlink", "href": f"#{call}", "aria-label": label})
                # U+FE0E: an arrow in the text's own font, never a coloured picture.
                link.text = "↩\ufe0e"

    def _kind(self, term: str) -> dict[str, str]:
        """Return the attributes that say what an element is."""
        return ({"epub:type": term} if self._typed else {}) | {"role": f"doc-{term}"}

    def _id(self, number: int) -> str:
        return f"{self._prefix}note.{number}"

    def _number(self, element: Element, note: Note) -> None:
        """Put the note's number before its first words."""
        # Where a page begins with the note, its marker stands first.
        place = next((place for place, one in enumerate(element) if one.get("role") != "doc-pagebreak"), len(element))
        if place == len(element) or element[place].tag != "p":
            element.insert(place, Element("p"))
        first = element[place]
        number = Element("span", {"class": "number"})
        number.text = f"{note.number}."
        number.tail = f" {first.text or ''}"
        first.text = None
        first.insert(0, number)


def _last_line(element: Element) -> Element:
    """Return the paragraph that ends a note, made here if it ends with something else."""
    return element[-1] if element[-1].tag == "p" else SubElement(element, "p")


def _space(line: Element) -> None:
    if len(line):
        line[-1].tail = f"{line[-1].tail or ''} "
    elif line.text:
        line.text += " "

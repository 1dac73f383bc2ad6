"""A Word document as it is met: its paragraphs and tables, with what styles and numbering say of them."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from lxml import etree

from triplicate.errors import UnreadableError
from triplicate.proof.outline.entry import Entry, Fault, Outline, Role, SpanKind, flatten
from triplicate.proof.readback.archive import Archive, local_name, resolved, text_of
from triplicate.proof.readback.fingerprint import Fingerprint, ReadBack, digest_in
from triplicate.proof.readback.word.changes import accept_changes
from triplicate.proof.readback.word.flow import FlowReader
from triplicate.proof.readback.word.joining import join_drop_caps
from triplicate.proof.readback.word.lines import LineReader
from triplicate.proof.readback.word.markup import W, find, transitional
from triplicate.proof.readback.word.numbering import NumberingCounters
from triplicate.proof.readback.word.pictures import seen_pictures
from triplicate.proof.readback.word.runs import RunReader
from triplicate.proof.readback.word.styles import Styles

__all__ = ["read"]

_NOTE = {"footnote": "footnotes", "endnote": "endnotes"}
_FURNITURE = frozenset({"header", "footer"})


def read(data: bytes, name: str, *, looks: bool = True) -> ReadBack:
    """Return what is in a Word document. Raises UnreadableError if it cannot be read."""
    archive = Archive(data, name)
    return ReadBack(_Document(archive).outline(looks=looks), _fingerprint(archive))


def _fingerprint(archive: Archive) -> Fingerprint:
    source = program = ""
    if "docProps/custom.xml" in archive:
        properties = archive.xml("docProps/custom.xml").iter("{*}property")
        source = next((text_of(one) for one in properties if one.get("name") == "source-sha256"), "")
    if "docProps/app.xml" in archive:
        root = archive.xml("docProps/app.xml")
        program = " ".join(text_of(one) for one in root.iter("{*}Application", "{*}AppVersion"))
    return Fingerprint(digest_in(source), program)


class _Document:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._related: dict[str, list[etree._Element]] = {}
        self.changes = 0
        self.main = self._target("", "officeDocument")
        if self.main is None:
            raise UnreadableError(f"{archive.name}: it is no Word document: it names no main part")
        self.root = self._xml(self.main)
        body = find(self.root, "body")
        if local_name(self.root) != "document" or body is None:
            raise UnreadableError(f"{archive.name}: it is no Word document: its main part holds no text")
        self.body = body
        self.styles = Styles(self._part("styles"))
        self.runs = RunReader(self.styles)
        self.faults: list[Fault] = []
        self.numbering = NumberingCounters(self._part("numbering"))
        self.notes: dict[str, etree._Element] = {}
        self.note_lines: dict[str, LineReader] = {}
        for kind, relation in _NOTE.items():
            part = self._target(self.main, relation)
            root = self._xml(part) if part else None
            lines = self._line_reader(part or "")
            for note in root if root is not None else ():
                name = f"{kind} {note.get(f'{W}id')}"
                self.notes[name] = note
                self.note_lines[name] = lines

    def outline(self, *, looks: bool) -> Outline:
        lines = self._line_reader(self.main or "")
        flow = FlowReader(self.styles, self.numbering, lines, self.main or "")
        entries = _Notes(self, lines).after(flow.read(self.body))
        title, lang = self._core()
        lang = lang or self.runs.language((), None)
        if self.changes:
            what = "1 tracked change is read as if it were" if self.changes == 1 else f"{self.changes} tracked changes"
            what = what if self.changes == 1 else f"{what} are read as if they were"
            self.faults.append(Fault("changes-accepted", f"{what} accepted.", self.main or ""))
        return Outline(
            "docx",
            title,
            lang,
            tuple(_settled(entry, lang) for entry in entries),
            faults=tuple(self.faults),
            pictures=tuple(seen_pictures(self.archive, self._inner_parts(self.main or ""), self.body)) if looks else (),
            artifacts=tuple(self._furniture()),
        )

    def _furniture(self) -> Iterator[str]:
        """Yield the words of page headers and footers, each once."""
        said = []
        for relation in self._relations(self.main or ""):
            part = resolved(self.main or "", unquote(relation.get("Target") or ""))
            if (relation.get("Type") or "").rpartition("/")[2] in _FURNITURE and part in self.archive:
                # What a picture in them lacks is no fault: no reader meets it.
                lines = LineReader(self.runs, self._links(part), self._inner_parts(part), [])
                flow = FlowReader(self.styles, self.numbering, lines, part)
                said += [entry.words for entry in flatten(flow.read(self._xml(part))) if entry.words]
        yield from dict.fromkeys(said)

    # Parts

    def _xml(self, part: str) -> etree._Element:
        root = transitional(self.archive.xml(part))
        self.changes += accept_changes(root)
        join_drop_caps(root)
        return root

    def _line_reader(self, part: str) -> LineReader:
        return LineReader(self.runs, self._links(part), self._inner_parts(part), self.faults)

    def _relations(self, part: str) -> list[etree._Element]:
        if part not in self._related:
            folder, _, file = part.rpartition("/")
            path = f"{folder}/_rels/{file}.rels".lstrip("/")
            self._related[part] = list(self.archive.xml(path)) if path in self.archive else []
        return self._related[part]

    def _target(self, part: str, kind: str) -> str | None:
        for relation in self._relations(part):
            if (relation.get("Type") or "").rpartition("/")[2] == kind:
                target = resolved(part, unquote(relation.get("Target") or ""))
                return target if target in self.archive else None
        return None

    def _part(self, kind: str) -> etree._Element | None:
        path = self._target(self.main or "", kind)
        return self._xml(path) if path else None

    def _links(self, part: str) -> dict[str, str]:
        return {
            relation.get("Id") or "": relation.get("Target") or ""
            for relation in self._relations(part)
            if relation.get("TargetMode") == "External"
        }

    def _inner_parts(self, part: str) -> dict[str, str]:
        """Return the parts that a part relates to, by the names of the relations."""
        return {
            relation.get("Id") or "": resolved(part, unquote(relation.get("Target") or ""))
            for relation in self._relations(part)
            if relation.get("TargetMode") != "External"
        }

    def _core(self) -> tuple[str, str]:
        """Return title and language of the core properties."""
        path = self._target("", "core-properties")
        root = self.archive.xml(path) if path else None
        found = {local_name(element): text_of(element) for element in root} if root is not None else {}
        return found.get("title", ""), found.get("language", "")


def _settled(entry: Entry, lang: str) -> Entry:
    """Return an entry with the language of its surroundings where it has no words, and levels of contents from 1."""
    own = entry.lang or lang
    children = entry.children
    if entry.role is Role.CONTENTS and children:
        top = min(child.level for child in children) - 1
        children = tuple(child._replace(level=child.level - top) for child in children)
    settled = tuple([_settled(child, own) for child in children])
    if own == entry.lang and settled == entry.children:
        return entry
    return entry._replace(lang=own, children=settled)


class _Notes:
    """Puts notes where their calls are met."""

    def __init__(self, document: _Document, lines: LineReader) -> None:
        self.document = document
        self.lines = lines
        self.left = dict(document.notes)

    def after(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return entries with the notes that they call after them."""
        result = []
        for entry in entries:
            if entry.role in (Role.TABLE, Role.FIGURE):
                result += [entry, *self._called(entry)]
            elif entry.children:
                children = tuple(self.after(entry.children))
                result.append(entry if children == entry.children else entry._replace(children=children))
            else:
                result += [entry, *self._called(entry)]
        return result

    def _called(self, entry: Entry) -> list[Entry]:
        notes = []
        for met in flatten((entry,)):
            for span in met.spans:
                name = span.target[1:]
                if span.kind is SpanKind.CALL and (note := self.left.pop(name, None)) is not None:
                    notes.append(self._note(name, span.text, note))
        return notes

    def _note(self, name: str, number: str, note: etree._Element) -> Entry:
        document = self.document
        part = f"{name.partition(' ')[0]}s"
        flow = FlowReader(document.styles, document.numbering, document.note_lines[name], part)
        children = flow.read(note)
        ids = (name, *self.lines.note_bookmarks.get(name, ()))
        return Entry(role=Role.NOTE, label=number, children=children, ids=ids, where=name)

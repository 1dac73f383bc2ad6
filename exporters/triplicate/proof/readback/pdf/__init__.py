"""A PDF as it is met: its structure tree, filled with the words of its pages."""

from collections.abc import Iterator
from itertools import islice

import pikepdf

from triplicate.errors import UnreadableError
from triplicate.proof.outline.entry import Entry, Fault, Navigation, Outline, Role, Span, tidy
from triplicate.proof.outline.promise import Promise
from triplicate.proof.readback.fingerprint import ReadBack
from triplicate.proof.readback.pdf.blocks import EntryBuilder
from triplicate.proof.readback.pdf.header_rows import header_faults
from triplicate.proof.readback.pdf.inlines import PdfInlineReader, walk_elements
from triplicate.proof.readback.pdf.line_breaks import breaks
from triplicate.proof.readback.pdf.marked_content import PageContents
from triplicate.proof.readback.pdf.metadata import PdfMetadata
from triplicate.proof.readback.pdf.objects import Objects, Reference
from triplicate.proof.readback.pdf.page_faults import PageReader
from triplicate.proof.readback.pdf.pages import read_pages
from triplicate.proof.readback.pdf.pictures import pictures
from triplicate.proof.readback.pdf.places import Places
from triplicate.proof.readback.pdf.replaced_text import hidden_text, unknown_text
from triplicate.proof.readback.pdf.streams import Streams, bounded, reason
from triplicate.proof.readback.pdf.surroundings import Surroundings
from triplicate.proof.readback.pdf.tree import TreeReader

__all__ = ["read"]

_MOST_BOOKMARKS = 100_000
_QUOTED = 60


def read(data: bytes, name: str, promise: Promise | None = None, *, looks: bool = True, processes: int = 1) -> ReadBack:
    """Return what is in a PDF, and where its pages fail; ``promise`` is what its edition promises, if that is known.

    So many ``processes`` share its pages, if there are many. Raises UnreadableError if it cannot be read; LostError if
    one of them dies.
    """
    try:
        with bounded(), Objects(data) as objects:
            streams = Streams()
            metadata = PdfMetadata(objects.pdf, streams)
            title, fingerprint = metadata.title, metadata.fingerprint
            del metadata  # it holds all that is asked of the file
            return ReadBack(_outline(objects, streams, title, promise, looks=looks, processes=processes), fingerprint)
    except pikepdf.PasswordError as error:
        raise UnreadableError(f"{name}: it is encrypted: a password is needed to open it") from error
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from error
    except pikepdf.PikepdfError as error:
        raise UnreadableError(f"{name}: it is damaged: {reason(error)}") from error


def _outline(
    objects: Objects, streams: Streams, title: str, promise: Promise | None, *, looks: bool, processes: int
) -> Outline:
    reader = TreeReader(objects)
    top = reader.read()
    surroundings = Surroundings(top)
    pages = PageReader(promise, surroundings.roles)
    content = read_pages(objects, streams, pages, processes)
    elements = list(walk_elements(top))
    places = Places(objects, content, surroundings, reader.pages)
    inline = PdfInlineReader(content, places, elements, lambda number: _read(objects, streams, number))
    inline.faults += [*hidden_text(elements, content), *unknown_text(content)]
    builder = EntryBuilder(inline)
    lang = str(objects.pdf.Root.get("/Lang", ""))
    entries = tuple(builder.build(top, lang))
    faults = [*inline.faults, *_faults(content, surroundings, tagged=bool(top))]
    faults += pages.faults
    faults += header_faults(surroundings, content)
    if not top:
        entries = tuple(_untagged(content, lang))
    artifacts = dict.fromkeys(" ".join("".join(said).split()) for said in content.artifacts.values())
    bookmarks = tuple(_bookmarks(objects, inline, lang))
    return Outline(
        "pdf",
        title,
        lang,
        entries,
        bookmarks,
        faults=tuple(faults),
        breaks=tuple(breaks(surroundings, content, promise)),
        remarks=(*pages.remarks.values(), *pages.unmeasured),
        pictures=tuple(pictures(objects, surroundings, content)) if looks else (),
        artifacts=tuple(artifacts),
    )


def _read(objects: Objects, streams: Streams, number: Reference) -> bytes:
    stream = objects.object(number)
    return streams.read(stream) if isinstance(stream, pikepdf.Stream) else b""


def _faults(content: PageContents, claimed: Surroundings, *, tagged: bool) -> Iterator[Fault]:
    """Yield what is drawn and not met: untagged text, marked content that no element holds, and the reverse."""
    for page, said in sorted(content.untagged.items()):
        what = "is in no structure element" if tagged else "is not tagged: the file has no structure tree"
        yield Fault("text-untagged", f"Text {what}: {_quoted(''.join(said))}", f"page {page + 1}")
    for key, sequence in content.sequences.items():
        if key not in claimed and sequence.text.strip():
            where = f"page {sequence.page + 1}"
            yield Fault("text-untagged", f"Marked text is in no structure element: {_quoted(sequence.text)}", where)
    if missing := [place for place, _ in claimed.all if place not in content.sequences]:
        yield Fault("content-missing", f"The structure tree names {len(missing)} pieces of content that are not there.")


def _untagged(content: PageContents, lang: str) -> Iterator[Entry]:
    for page, said in sorted(content.untagged.items()):
        spans = tidy((Span(" ".join(said), lang),))
        yield Entry(role=Role.PARAGRAPH, spans=spans, lang=lang, where=f"page {page + 1}")


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[:_QUOTED]}{'…' if len(words) > _QUOTED else ''}”"


def _bookmarks(objects: Objects, inline: PdfInlineReader, lang: str) -> Iterator[Navigation]:
    entries = list(islice(_bookmark_entries(objects, inline, lang), _MOST_BOOKMARKS))
    if entries:
        yield Navigation("bookmarks", tuple(entries))


def _bookmark_entries(objects: Objects, inline: PdfInlineReader, lang: str) -> Iterator[Entry]:
    from triplicate.proof.readback.pdf.tree import Annotation

    root = objects.pdf.Root.get("/Outlines")
    seen: set[tuple[int, int]] = set()
    stack = [(root.get("/First"), 1)] if isinstance(root, pikepdf.Dictionary) else []
    while stack:
        item, level = stack.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        action = item.get("/A")
        destination = item.get(
            "/Dest", action.get("/SD", action.get("/D")) if isinstance(action, pikepdf.Dictionary) else None
        )
        target = inline.target((Annotation("Link", "", objects.plain(destination)),))
        spans = tidy((Span(str(item.get("/Title", "")), lang, target=target),))
        yield Entry(role=Role.CONTENTS_ENTRY, spans=spans, level=level, lang=lang)
        stack.append((item.get("/Next"), level))
        stack.append((item.get("/First"), level + 1))

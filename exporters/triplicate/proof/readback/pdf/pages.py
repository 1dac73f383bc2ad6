"""Pages read one after the other (ISO 32000-1, 7.7.3)."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from pikepdf import Array, Dictionary, PikepdfError, Stream

from triplicate.errors import LostError, TriplicateError, UnreadableError
from triplicate.proof.readback.pdf.geometry import Box, box_of
from triplicate.proof.readback.pdf.ink import Ink
from triplicate.proof.readback.pdf.interpreter import Interpreter
from triplicate.proof.readback.pdf.marked_content import PageContents, Part
from triplicate.proof.readback.pdf.objects import Objects, inherited
from triplicate.proof.readback.pdf.page_faults import LookedAt, PageReader
from triplicate.proof.readback.pdf.seen import Seen
from triplicate.proof.readback.pdf.sequence import OF_PAGE
from triplicate.proof.readback.pdf.streams import Streams, reason
from triplicate.system.ahead import Ahead
from triplicate.system.workers import Death

_LONGEST_CHAIN = 64
_TOGETHER = 25
"""How many pages are read together, where several processes read."""

_MANY = 100
"""From how many pages on it is worth the while that several do."""

_LETTER = Box(0.0, 0.0, 612.0, 792.0)


def read_pages(objects: Objects, streams: Streams, reader: PageReader, processes: int = 1) -> PageContents:
    """Return what all pages hold; ``reader`` looks at each. So many processes share the pages, if there are many.

    Raises UnreadableError if a page is damaged or too large; LostError if a process dies.
    """
    pages = len(objects.pages)
    content = PageContents(streams)
    if pages < _MANY:
        _read(objects, content, reader, range(pages))
        return content
    starts = range(0, pages, _TOGETHER)
    each = (_some(objects, content, reader, range(at, min(at + _TOGETHER, pages))) for at in starts)
    with Ahead(processes, told=_told, lost=_lost) as ahead:
        # The first are read here, and with them all fonts of the text, as a rule: other processes begin with these.
        for one in chain([next(each)], [*map(ahead.values, each)]):
            more, looked_at = next(one)
            content.add(more)
            reader.add(looked_at)
    return content


def _some(
    objects: Objects, content: PageContents, reader: PageReader, numbers: range
) -> Iterator[tuple[Part, LookedAt]]:
    """Yield what some pages hold, in a process of its own or here, with the fonts that are known."""
    own, looking = content.of_others(), PageReader(reader.promise, reader.roles)
    _read(objects, own, looking, numbers)
    yield own.part, looking.looked_at


def _told(error: Exception) -> Exception:
    """Return what can be pickled of an error."""
    if isinstance(error, TriplicateError | RecursionError | MemoryError):
        return error
    return UnreadableError(f"it is damaged: {reason(error) if isinstance(error, PikepdfError) else error}")


def _lost(death: Death) -> LostError:
    return LostError(f"a process that read pages of a PDF died ({death}); --jobs 1 leaves it more memory")


def _read(objects: Objects, content: PageContents, reader: PageReader, numbers: range) -> None:
    for number in numbers:
        page = objects.page(number)
        resources = inherited(page, "/Resources", _LONGEST_CHAIN)
        ink = _ink(number, page)
        Interpreter(content, ink, (number, OF_PAGE), resources).run(_page_data(page, content.streams))
        reader.look_at(ink)
        content.pages.loose.append(Seen(ink))


def _ink(number: int, page: Dictionary) -> Ink:
    """Return a page on which nothing is painted yet (14.11.2); a page without a box is a sheet of Letter."""
    whole = box_of(inherited(page, "/MediaBox", _LONGEST_CHAIN)) or _LETTER
    box = whole.within(box_of(inherited(page, "/CropBox", _LONGEST_CHAIN)) or whole)
    trim = box_of(page.get("/TrimBox")) or box
    unit = page.get("/UserUnit")
    return Ink(number, box, box.within(trim), float(unit) if isinstance(unit, (int, Decimal)) else 1.0)


def _page_data(page: Dictionary, source: Streams) -> bytes:
    """Return the streams of a page as the one that they are together."""
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(source.read(stream) for stream in streams if isinstance(stream, Stream))

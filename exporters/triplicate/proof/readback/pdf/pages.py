"""Pages read one after the other (ISO 32000-1, 7.7.3)."""

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from triplicate.proof.readback.pdf.interpreter import Interpreter
from triplicate.proof.readback.pdf.marked_content import Content
from triplicate.proof.readback.pdf.streams import Streams

_LONGEST_CHAIN = 64


def read_pages(pdf: Pdf, streams: Streams) -> Content:
    """Return what all pages hold. Raises UnreadableError if a page is damaged or too large."""
    content = Content(streams)
    for number, page in enumerate(pdf.pages):
        resources = _inherited(page.obj, "/Resources")
        Interpreter(content, number, (number, -1), resources).run(_page_data(page.obj, streams))
    return content


def _page_data(page: Dictionary, source: Streams) -> bytes:
    """Return the streams of a page as the one that they are together."""
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(source.read(stream) for stream in streams if isinstance(stream, Stream))


def _inherited(page: Object, key: str) -> Object | None:
    """Return an attribute that pages inherit from the nodes above them (7.7.3.4)."""
    node: Object | None = page
    for _ in range(_LONGEST_CHAIN):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None

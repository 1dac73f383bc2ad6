"""The bytes of streams, unpacked within bounds (ISO 32000-1, 7.4)."""

from collections.abc import Iterator
from contextlib import contextmanager

from pikepdf import PdfError, PikepdfError, Stream, settings

from triplicate.errors import UnreadableError
from triplicate.later import regex

_IN_MEMORY = regex(r"stream <_io[^>]*>:? ?")

LARGEST_STREAM = 128 * 1024 * 1024
LARGEST_FILE = 512 * 1024 * 1024


@contextmanager
def bounded() -> Iterator[None]:
    """Let no stream unpack to more than memory should hold, those with objects in them included.

    The bounds of qpdf hold for the whole process and are none by default (qpdf 12.4), so they are put back.
    """
    before = settings.get_qpdf_limits()
    settings.set_qpdf_limits(flate_max_memory=LARGEST_STREAM, run_length_max_memory=LARGEST_STREAM)
    try:
        yield
    finally:
        flate, run_length = before["flate_max_memory"], before["run_length_max_memory"]
        settings.set_qpdf_limits(flate_max_memory=flate, run_length_max_memory=run_length)


class Streams:
    """Reads the streams of one file, up to a limit on the bytes of all of them together."""

    def __init__(self) -> None:
        self._left = LARGEST_FILE

    def read(self, stream: Stream) -> bytes:
        """Return a stream's bytes. Raises UnreadableError if it is damaged or there are too many."""
        try:
            data = stream.read_bytes()
        except PdfError as error:
            size = _megabytes(LARGEST_STREAM)
            raise UnreadableError(f"a stream is damaged, or unpacks to more than {size}: {reason(error)}") from error
        self.count(len(data))
        return data

    @property
    def bytes_read(self) -> int:
        """How many bytes were read."""
        return LARGEST_FILE - self._left

    def count(self, size: int) -> None:
        """Count bytes that were read. Raises UnreadableError if there are too many."""
        self._left -= size
        if self._left < 0:
            raise UnreadableError(f"its streams unpack to more than {_megabytes(LARGEST_FILE)}")


def reason(error: PikepdfError) -> str:
    """Return what is wrong in the words of qpdf, without the name that it gives a file in memory."""
    return _IN_MEMORY.sub("", str(error))


def _megabytes(size: int) -> str:
    return f"{size // 1024**2} MB"

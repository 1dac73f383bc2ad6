"""The bytes of streams, unpacked within bounds (ISO 32000-1, 7.4)."""

import zlib

from pikepdf import Name, PdfError, Stream

from triplicate.errors import UnreadableError

LARGEST = 256 * 1024 * 1024


def stream_data(stream: Stream) -> bytes:
    """Return a stream's bytes. Raises UnreadableError if it is damaged or unpacks to more than memory should hold."""
    try:
        if stream.get("/Filter") == Name.FlateDecode and "/DecodeParms" not in stream:
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(stream.read_raw_bytes(), LARGEST)
            if unpacker.unconsumed_tail:
                raise UnreadableError(f"a content stream unpacks to more than {LARGEST // 1024**2} MB")
            return data
        return stream.read_bytes()
    except (PdfError, zlib.error) as error:
        raise UnreadableError(f"a content stream is damaged: {error}") from error

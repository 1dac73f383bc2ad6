"""Pictures that stand in a page itself, as addresses that hold their bytes (RFC 2397)."""

import base64
import binascii
import re

from triplicate.later import regex

_ADDRESS = regex(rb"data:image/([a-z.+-]+);base64,([A-Za-z0-9+/]{200,}={0,2})")
_SHORT = regex(r"data:image/[a-z.+-]+;base64,=([0-9]+)=")
_ANY = regex(r"data:image/([a-z.+-]+);base64,([A-Za-z0-9+/]+={0,2})")
_DRAWING = "svg+xml"


class Embedded:
    """The pictures of a page, which are taken out of it before it is parsed: they may be very long."""

    def __init__(self) -> None:
        self._found: list[bytes] = []

    def lifted(self, page: bytes) -> bytes:
        """Return a page with a number in the place of every long picture, which is no base64."""
        return _ADDRESS.sub(self._lift, page)

    def _lift(self, address: re.Match[bytes]) -> bytes:
        self._found.append(address[2])
        return b"data:image/%s;base64,=%d=" % (address[1], len(self._found) - 1)

    def data(self, address: str) -> bytes:
        """Return the bytes of the picture that an address holds; empty for a drawing, and where it holds none."""
        return b"" if address.strip().startswith(f"data:image/{_DRAWING};") else self.bytes_of(address)

    def bytes_of(self, address: str) -> bytes:
        """Return the bytes that an address holds; empty where it holds none."""
        if (number := _SHORT.fullmatch(address)) and int(number[1]) < len(self._found):
            written = self._found[int(number[1])]
        elif short := _ANY.fullmatch(address.strip()):
            written = short[2].encode("ascii")
        else:
            return b""
        try:
            return base64.b64decode(written)
        except binascii.Error:
            return b""

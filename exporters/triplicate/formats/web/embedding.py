"""Files that stand in the page itself, as addresses that hold their bytes (RFC 2397)."""

import base64

from triplicate.document.model import Picture


def embedded(picture: Picture) -> str:
    """Return the address that holds a picture."""
    return address(picture.media_type, picture.data)


def address(media_type: str, data: bytes) -> str:
    """Return the address that holds a file."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"

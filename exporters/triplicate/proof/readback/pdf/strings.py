"""Text strings outside of content streams (ISO 32000-1, 7.9.2.2; UTF-8 since 2.0)."""

import pikepdf  # noqa: F401  registers the codec "pdfdoc"


def text_string(value: bytes) -> str:
    """Return the characters of a text string's bytes."""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("pdfdoc", "replace")

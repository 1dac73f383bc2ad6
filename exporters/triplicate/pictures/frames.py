"""How a call and its answer go through a pipe: two lengths, fields as JSON, bytes."""

import json
import struct
from typing import Any

HEAD = struct.Struct("!II")
LARGEST_FIELDS = 1_000_000
LARGEST_ANSWER = 200_000_000
"""Bytes that are taken of an answer; the largest picture in normal form has 67 million before it is packed."""


def framed(fields: dict[str, Any], data: bytes) -> bytes:
    """Return the fields and the bytes as they go through the pipe."""
    head = json.dumps(fields).encode()
    return HEAD.pack(len(head), len(data)) + head + data

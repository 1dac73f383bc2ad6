"""What is done last, before a file is written: whether it holds what it claims is looked at, and it is compressed."""

import zlib
from typing import Any

import pydyf

from triplicate.errors import TriplicateError
from triplicate.formats.pdf.fragments import LaidOut


def check(written: Any, laid_out: LaidOut) -> None:
    """Refuse a file that would not say what the source says, or whose claim would not hold."""
    missing = {chr(code) for font in written.fonts.values() for code in font.missing}
    if missing:
        raise TriplicateError(f"no font shows these characters: {' '.join(sorted(missing))}")
    for fragment in laid_out.by_box.values():
        where = f"on page {fragment.page + 1}"
        if fragment.claimed and fragment.stream is None:
            raise TriplicateError(f"this is in the structure tree but not painted {where}: {fragment.text!r}")
        if not fragment.claimed and not fragment.hidden and (fragment.text or "").strip():
            raise TriplicateError(f"this is {where} but in no structure element: {fragment.text!r}")


def compress(pdf: Any) -> None:
    """Compress each stream once: pydyf 0.13 does it twice for a file with an identifier."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            item.stream = [zlib.compress(b"\n".join(map(pydyf._to_bytes, item.stream)))]  # noqa: SLF001
            item.extra["Filter"] = "/FlateDecode"
            item.compress = False

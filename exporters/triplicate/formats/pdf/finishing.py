"""What is done last: pages are painted, what the file claims is looked at, and it is compressed."""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pydyf

from triplicate.errors import TriplicateError
from triplicate.formats.pdf.drawings import drawings_whole
from triplicate.formats.pdf.fragments import LaidOut
from triplicate.formats.pdf.instances import instances_by_harfbuzz
from triplicate.formats.pdf.plain_lines import plain_lines_at_once
from triplicate.formats.pdf.table_rules import table_rules_joined
from triplicate.formats.pdf.text_setup import text_set_up_once


@contextmanager
def painting(moment: datetime) -> Iterator[None]:
    """While this context lasts, WeasyPrint paints pages and makes fonts, dated so, as they are wanted here.

    To be used under :data:`triplicate.formats.pdf.layout.LOCK`.
    """
    with (
        text_set_up_once(),
        plain_lines_at_once(),
        table_rules_joined(),
        drawings_whole(),
        instances_by_harfbuzz(moment),
    ):
        yield


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
    """Compress each stream once: pydyf 0.13 does it twice for a file with an identifier.

    That holds also for the streams of objects and of the cross-reference table, which it makes while it writes.
    """
    add = pdf.add_object

    def add_compressed(item: Any) -> None:
        _compress(item)
        add(item)

    for item in pdf.objects:
        _compress(item)
    pdf.add_object = add_compressed


def identify(pdf: Any) -> None:
    """Identify a file by its streams as they are written (ISO 32000-1, 14.4).

    pydyf 0.13 would write all objects once more for that. The stream of the cross-reference table, which holds the
    identifier, is the last that it makes.
    """
    add = pdf.add_object

    def add_identified(item: Any) -> None:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/XRef":
            streams = (one for one in pdf.objects if isinstance(one, pydyf.Stream))
            written = b"".join(pydyf._to_bytes(part) for one in streams for part in one.stream)  # noqa: SLF001
            identifier = pydyf.String(hashlib.sha256(written).hexdigest()[:32]).data
            item.extra["ID"] = pydyf.Array((identifier, identifier))
        add(item)

    pdf.add_object = add_identified


def _compress(item: Any) -> None:
    if isinstance(item, pydyf.Stream) and item.compress:
        item.stream = [zlib.compress(b"\n".join(map(pydyf._to_bytes, item.stream)))]  # noqa: SLF001
        item.extra["Filter"] = "/FlateDecode"
        item.compress = False

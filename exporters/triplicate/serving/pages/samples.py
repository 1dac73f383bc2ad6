"""Texts to try the page with: those that come with Triplicate, and one with faults to mend."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from triplicate.reading.files import shipped
from triplicate.serving.drafts import Upload

_FILES = {
    "notice": "notice.md",
    "plain": "plain-release.txt",
    "release": "news-release.md",
    "everything": "everything.md",
}
NAMES = tuple(_FILES)
"""What the samples are called in addresses."""


@cache
def sample(name: str) -> tuple[Upload, ...]:
    """Return a sample as if it were uploaded: its text, and its pictures. Raises KeyError for an unknown name."""
    own = Path(__file__).parent / _FILES[name]
    text = own if own.is_file() else shipped("source") / _FILES[name]
    return (Upload(text.name, text.read_bytes()), *_pictures(text.read_text(encoding="utf-8")))


def _pictures(text: str) -> Iterator[Upload]:
    for file in sorted((shipped("source") / "pictures").iterdir()):
        name = f"pictures/{file.name}"
        if name in text:
            yield Upload(name, file.read_bytes())

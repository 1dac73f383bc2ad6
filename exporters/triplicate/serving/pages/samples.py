"""Texts to try the page with: those that come with Triplicate, and one with faults to mend."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from triplicate.serving.drafts import Upload

_FILES = {
    "notice": "notice.md",
    "plain": "plain-release.txt",
    "release": "news-release.md",
    "everything": "everything.md",
}
NAMES = tuple(_FILES)
"""What the samples are called in addresses."""


def _folder() -> Path:
    """Return the folder of the sample texts: inside the installed package, else at the top of the checkout."""
    inside = Path(__file__).parents[2] / "source"
    return inside if inside.is_dir() else Path(__file__).parents[4] / "source"


@cache
def sample(name: str) -> tuple[Upload, ...]:
    """Return a sample as if it were uploaded: its text, and its pictures. Raises KeyError for an unknown name."""
    own = Path(__file__).parent / _FILES[name]
    text = own if own.is_file() else _folder() / _FILES[name]
    return (Upload(text.name, text.read_bytes()), *_pictures(text.read_text(encoding="utf-8")))


def _pictures(text: str) -> Iterator[Upload]:
    for file in sorted((_folder() / "pictures").iterdir()):
        name = f"pictures/{file.name}"
        if name in text:
            yield Upload(name, file.read_bytes())

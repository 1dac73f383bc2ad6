"""The samples of `source/`, each read once and each exported once in an edition and standard, for all tests."""

from functools import cache
from pathlib import Path

from triplicate import api, reading
from triplicate.document.model import Document

SOURCE = Path(__file__).parents[1] / "source"
NAMES = tuple(sorted(path.name for path in SOURCE.iterdir() if path.suffix in (".md", ".txt")))


@cache
def document(name: str) -> Document:
    return reading.read(SOURCE / name, lang="en-GB").document


@cache
def file(name: str, kind: str, style: str = "standard", standard: str = "ua-1") -> bytes:
    return api.export(document(name), kind, style=style, standard=standard)

"""What the tests of reading share."""

from pathlib import Path

from triplicate.document.model import Block, Document, Paragraph
from triplicate.reading import Reading, read

FRONT = "---\ntitle: Title\nlang: en-GB\n---\n\n"


def reading(text: str, front: str = "", **options: object) -> Reading:
    """Read a body with a title and a language; ``front`` adds lines to the front matter."""
    return read(FRONT.replace("---\n\n", f"{front}---\n\n") + text, **options)  # type: ignore[arg-type]


def clean(text: str, front: str = "", **options: object) -> Document:
    """Read a body in which nothing is wrong."""
    result = reading(text, front, **options)
    assert result.findings == ()
    return result.document


def block(text: str, front: str = "", **options: object) -> Block:
    """Read a body of one block in which nothing is wrong."""
    (only,) = clean(text, front, **options).blocks
    return only


def inlines(text: str, front: str = "", **options: object) -> tuple[object, ...]:
    """Read a body of one paragraph in which nothing is wrong."""
    only = block(text, front, **options)
    assert isinstance(only, Paragraph)
    return only.children


def codes(text: str, front: str = "", **options: object) -> list[str]:
    """Return the codes of what is wrong in a body."""
    return [finding.code for finding in reading(text, front, **options).findings]


def places(text: str, code: str, front: str = "") -> list[tuple[int, int]]:
    """Return where a code is raised, lines counted from the body's first."""
    before = FRONT.count("\n") + front.count("\n")
    found = reading(text, front).findings
    return [(finding.place.line - before, finding.place.column) for finding in found if finding.code == code]


def picture(folder: Path, name: str = "map.png", form: str = "PNG", size: tuple[int, int] = (4, 3)) -> Path:
    """Write a small picture."""
    from PIL import Image

    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size).save(path, form)
    return path

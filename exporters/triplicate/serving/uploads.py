"""Files that a person chooses or drops become a draft: a text of any kind that is taken in, and its pictures."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from triplicate.errors import UnreadableError
from triplicate.jobs.importing import Wish, import_file
from triplicate.later import regex
from triplicate.reading.files import MAX_BYTES, SUFFIXES
from triplicate.rules.finding import Phase
from triplicate.serving.archives import unpacked
from triplicate.serving.drafts import Draft, Upload
from triplicate.serving.errors import RefusedError
from triplicate.serving.workspace import safe_name

ORIGINALS = (".docx", ".epub", ".html", ".htm", ".xhtml", ".pdf")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".heic")
ARCHIVE = ".zip"
TAKEN = (*SUFFIXES, *ORIGINALS, *PICTURES, ARCHIVE)
"""What may be chosen or dropped, by the ends of names."""

MOST_FILES = 100
_LONGEST_PATH = 200  # characters

_MARKDOWN = regex(
    r"\A---[ \t]*\n|^#{1,6} \S|^!\[|\]\([^)\s]+[^)]*\)|^```|^\|.+\|$|\*\*\S.*?\*\*|^:::|^\[\^\w+\]:|^> \S", re.MULTILINE
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def name_for(text: str) -> str:
    """Return a name for a text that was pasted: one of Markdown if it has marks of that, else one of plain text."""
    return "text.md" if _MARKDOWN.search(text.replace("\r\n", "\n")) else "text.txt"


def take(uploads: Sequence[Upload], draft: Draft | None = None) -> Draft:
    """Return the draft that files make: one text of any kind, and pictures; a ZIP may hold them.

    ``draft`` is what there is: pictures are added to its own, and a text takes the place of its text. Raises
    RefusedError.
    """
    files = [file for upload in uploads for file in _files(upload)]
    if len(files) > MOST_FILES + len(uploads):
        raise RefusedError(
            413, "too-many", f"{len(files)} files are too many. The most is {MOST_FILES}.", most=MOST_FILES
        )
    texts = [file for file in files if _suffix(file) in (*SUFFIXES, *ORIGINALS)]
    pictures = {_path(file.name): file.data for file in files if _suffix(file) in PICTURES}
    for file in files:
        if _suffix(file) not in TAKEN or _suffix(file) == ARCHIVE:  # one within another
            said = f"{file.name} is of a kind that cannot be taken: {', '.join(TAKEN)} can."
            raise RefusedError(415, "unknown", said, name=file.name)
    if len(texts) > 1:
        names = " and ".join(file.name for file in texts[:2])
        raise RefusedError(422, "two-texts", f"{names} are both texts. Choose one.", name=texts[1].name)
    base = draft or Draft()
    pictures = {**base.pictures, **pictures}
    if not texts:
        if draft is None:
            raise RefusedError(415, "no-text", "There is no text among the files. Choose one, or paste it.")
        return replace(base, pictures=pictures)
    text = texts[0]
    if _suffix(text) in ORIGINALS:
        return _imported(text, pictures, base)
    folder = f"{_path(text.name).rpartition('/')[0]}/"
    seen = {path.removeprefix(folder): data for path, data in pictures.items()}
    return replace(base, text=_decoded(text), name=safe_name(text.name), pictures=seen, doubts=())


def _files(upload: Upload) -> list[Upload]:
    return list(unpacked(upload)) if _suffix(upload) == ARCHIVE else [upload]


def _suffix(upload: Upload) -> str:
    return PurePosixPath(upload.name.replace("\\", "/")).suffix.lower()


def _path(name: str) -> str:
    """Return the name of a picture with its folders, as far as they lead nowhere else."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."} and ":" not in part]
    return "/".join(parts)[-_LONGEST_PATH:].lstrip("/")


def _decoded(upload: Upload) -> str:
    data, name = upload.data, upload.name
    if len(data) > MAX_BYTES:
        raise RefusedError(
            413,
            "too-large",
            f"{name} has {len(data) // 1_000_000} MB. The most is {MAX_BYTES // 1_000_000} MB.",
            name=name,
            size=len(data),
            most=MAX_BYTES,
        )
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        said = f"{name} is not text in UTF-8: byte {error.start + 1}. Save it as UTF-8 in your editor."
        raise RefusedError(422, "not-utf-8", said, name=name) from error
    if "\0" in text:
        raise RefusedError(422, "not-utf-8", f"{name} is no text file. Save it as text.", name=name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _imported(original: Upload, pictures: dict[str, bytes], base: Draft) -> Draft:
    """Take a file in as ``triplicate import`` does; pictures beside a page are found where the page names them."""
    with tempfile.TemporaryDirectory(prefix="original-") as name:
        folder = Path(name).resolve()
        stem = Path(safe_name(PurePosixPath(original.name).with_suffix(".md").name)).stem
        place = folder / "in" / PurePosixPath(_path(original.name)).parent
        file = place / f"{stem}{_suffix(original)}"
        for path, data in (*pictures.items(), (str(file.relative_to(folder / "in")), original.data)):
            other = folder / "in" / path
            other.parent.mkdir(parents=True, exist_ok=True)
            other.write_bytes(data)
        try:
            made = import_file(file, Wish(folder / "out"))
        except UnreadableError as error:
            said = str(error).replace(f"{file}", original.name)
            raise RefusedError(422, "damaged", said, name=original.name) from error
        taken = {str(path.relative_to(folder / "out")): path.read_bytes() for path in made.pictures}
    doubts = [finding.message for finding in made.findings if finding.rule.phase is Phase.IMPORTING]
    doubts += [f"Not in the text: “{lost.words}”" for lost in made.lost]
    return replace(base, text=made.text, name=f"{stem}.md", pictures=taken, doubts=tuple(doubts))

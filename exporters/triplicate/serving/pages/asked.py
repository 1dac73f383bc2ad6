"""What a posted form says: the draft with what was written into the fields beside its text."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from starlette.datastructures import FormData, UploadFile

from triplicate.formats.product import USUAL, Format
from triplicate.serving.drafts import Draft, Upload
from triplicate.serving.errors import GoneError
from triplicate.serving.uploads import PICTURES
from triplicate.serving.work import Work


def value(form: FormData, name: str) -> str:
    """Return what a field holds, its line ends made one; empty if there is no such field."""
    found = form.get(name)
    return found.replace("\r\n", "\n").replace("\r", "\n") if isinstance(found, str) else ""


def values(form: FormData, name: str) -> tuple[str, ...]:
    """Return what all fields of a name hold."""
    return tuple(found for found in form.getlist(name) if isinstance(found, str))


async def uploads_of(form: FormData) -> tuple[Upload, ...]:
    """Return the files that were chosen or dropped."""
    files = [found for found in form.getlist("file") if isinstance(found, UploadFile) and found.filename]
    return tuple([Upload(file.filename or "", await file.read()) for file in files])


def is_picture(upload: Upload) -> bool:
    """Tell whether a file is a picture, by its name."""
    return upload.name.lower().endswith(PICTURES)


def draft_of(form: FormData, work: Work) -> Draft:
    """Return the draft as it was kept, with the text and the editions as they are posted.

    What was kept, as a draft or as that of a job, may be gone; the text never is, for it comes with the form.
    """
    draft = Draft()
    for name, kept in (("job", work.draft_of), ("draft", work.kept)):
        with suppress(GoneError):
            draft = kept(value(form, name))
    formats = (*USUAL, *((Format.HTML,) if value(form, "html") else ()))
    answers = draft.answers
    if editions := values(form, "edition"):
        answers = replace(answers, editions=editions, formats=formats)
    return replace(
        draft,
        text=value(form, "text"),
        name=value(form, "name") or draft.name,
        answers=answers,
    )


async def written(form: FormData, draft: Draft, work: Work) -> tuple[Draft, int]:
    """Return the draft with what was written at its findings and pictures, and how often that came too late.

    It is too late for a line that has been changed in the text since: the text wins.
    """
    late = 0
    for line, old in _numbered(form, "was"):
        new = value(form, f"line:{line}")
        if new == old:
            continue
        lines = draft.text.split("\n")
        found = _nearest(lines, line, old.__eq__)
        if found:
            lines[found - 1] = new
            draft = replace(draft, text="\n".join(lines))
        late += not found
    for line, name in _numbered(form, "picture"):
        alt, had = " ".join(value(form, f"alt:{line}").split()), value(form, f"had:{line}")
        decorative = bool(value(form, f"none:{line}"))
        if decorative == bool(value(form, f"had-none:{line}")) and (decorative or alt == had):
            continue
        found = _nearest(draft.text.split("\n"), line, _holding(name))
        if found:
            draft = await work.describe(draft, found, name, "" if decorative else alt, decorative=decorative)
        late += not found
    return draft, late


def _numbered(form: FormData, kind: str) -> Iterator[tuple[int, str]]:
    """Yield the line and what it holds of every field whose name is a kind and a line's number."""
    for name in form:
        before, _, number = name.partition(":")
        if before == kind and number.isdecimal():
            yield int(number), value(form, name)


def _holding(name: str) -> Callable[[str], bool]:
    return lambda words: name in words


def _nearest(lines: list[str], line: int, meant: Callable[[str], bool]) -> int:
    """Return the number of the line nearest to one that is meant; 0 if none is."""
    found = [number for number, words in enumerate(lines, 1) if meant(words)]
    return min(found, key=lambda number: abs(number - line), default=0)

"""What programs send: JSON, or a form with files, as a draft."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from typing import Any, get_origin, get_type_hints

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from triplicate.formats.product import Format
from triplicate.later import dataclass
from triplicate.serving.drafts import FIELDS, Answers, Draft, Upload
from triplicate.serving.errors import RefusedError
from triplicate.serving.uploads import MOST_FILES, name_for
from triplicate.serving.work import Work

_MOST_FIELDS = 50
_FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Posted:
    name: str = ""
    title: str = ""
    lang: str = ""
    date: str = ""
    publisher: str = ""
    editions: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedDraft(_Posted):
    """A text to check, or to make files of.

    ``name`` is its file name; one that ends in .txt says that the text is plain, else it is Markdown; without a name
    that is seen in the text. ``title``, ``lang`` (a BCP 47 tag), ``date`` (2019-01-25) and ``publisher`` are said where
    the text does not say them. ``editions`` are names that /api/editions lists. ``pictures`` are the bytes of files in
    base64, by their names.
    """

    text: str
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedForm(_Posted):
    """The same as a form: ``file`` are the text, if it is none of the fields, and its pictures, or a ZIP of them."""

    text: str = ""
    file: tuple[bytes, ...] = ()


async def draft_of(request: Request, work: Work) -> Draft:
    """Return the draft that a program sends. Raises RefusedError for what is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    match kind:
        case "application/json":
            return await _said(work, _checked(_read(await request.body()), PostedDraft), {})
        case "multipart/form-data" | "application/x-www-form-urlencoded":
            most = work.settings.largest_body
            async with request.form(max_files=MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=most) as form:
                return await _of_form(work, form)
    raise RefusedError(415, "unknown", "Send application/json or multipart/form-data.")


def _read(body: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "damaged", "The body is not JSON in UTF-8.") from error
    if not isinstance(value, dict):
        raise _wrong("the body", "an object")
    return value


def _checked(value: Mapping[str, Any], kind: type[_Posted]) -> Mapping[str, Any]:
    """Return the values, each of the type that it has in what is sent. Raises RefusedError."""
    known = get_type_hints(kind)
    if unknown := sorted(set(value) - set(known)):
        raise RefusedError(422, "wrong", f"“{unknown[0][:60]}” is not known. Known are: {', '.join(sorted(known))}.")
    if "text" not in value:
        raise RefusedError(422, "wrong", "“text” is missing.")
    for key, one in value.items():
        is_right, wanted = _RIGHT[get_origin(known[key])]
        if not is_right(one):
            raise _wrong(f"“{key}”", wanted)
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise RefusedError(422, "wrong", "It holds half a character (a lone surrogate).") from error
    return value


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(one, str) for one in values)


_RIGHT: Mapping[Any, tuple[Callable[[Any], bool], str]] = {
    None: (lambda one: isinstance(one, str), "a string"),
    tuple: (lambda one: isinstance(one, list) and _are_texts(one), "a list of strings"),
    Mapping: (lambda one: isinstance(one, dict) and _are_texts(one.values()), "an object of strings in base64"),
}
"""How a value is seen to be of its type, by the origin of that, and what is said if it is not."""


async def _of_form(work: Work, form: FormData) -> Draft:
    files = [one for one in form.getlist(_FILE) if isinstance(one, UploadFile)]
    if len(files) < len(form.getlist(_FILE)):
        raise _wrong(f"“{_FILE}”", "a file")
    taken = {one.filename or "text.md": await one.read() for one in files}
    lists = [key for key, kind in get_type_hints(PostedForm).items() if get_origin(kind) is tuple]
    said = {key: form.getlist(key) if key in lists else form[key] for key in form if key != _FILE}
    return await _said(work, _checked({"text": "", **said}, PostedForm), taken)


async def _said(work: Work, value: Mapping[str, Any], files: Mapping[str, bytes]) -> Draft:
    text = value["text"]
    answers = Answers(
        **{key: value.get(key, "").strip() for key in FIELDS},
        editions=tuple(value.get("editions", ())),
        formats=_formats(value.get("formats", ())),
    )
    draft = Draft(text, value.get("name") or name_for(text), _pictures(value.get("pictures", {})))
    if files:
        uploads = [Upload(name, data) for name, data in files.items()]
        draft = await work.take(uploads, draft if text else None)
    # Beside the text, which stays as it was sent: findings name its lines.
    return replace(draft, answers=answers)


def _formats(names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    if unknown := [name for name in names if name not in tuple(Format)]:
        known = ", ".join(Format)
        raise RefusedError(422, "wrong", f"There is no format “{unknown[0][:60]}”. Known are: {known}.")
    return tuple(dict.fromkeys(names))


def _pictures(coded: Mapping[str, str]) -> dict[str, bytes]:
    if len(coded) > MOST_FILES:
        raise RefusedError(413, "too-many", f"The most is {MOST_FILES} pictures.", size=len(coded), most=MOST_FILES)
    try:
        return {name: base64.b64decode(data, validate=True) for name, data in coded.items()}
    except (binascii.Error, ValueError) as error:
        raise _wrong("“pictures”", "an object of strings in base64") from error


def _wrong(what: str, kind: str) -> RefusedError:
    return RefusedError(422, "wrong", f"{what[:1].upper()}{what[1:]} must be {kind}.")

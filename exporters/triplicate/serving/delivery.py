"""Files on their way to a person: what they are, and that a browser runs nothing in them."""

from starlette.responses import FileResponse

from triplicate.formats.product import Format
from triplicate.serving.work import Work

_TYPES = {
    **{f".{format_}": format_.media_type for format_ in Format},
    ".json": "application/json",
    ".zip": "application/zip",
}
_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""A page that was made of somebody's text is shown as if it came from nowhere, and without scripts."""

_REPORT = "-report.html"


def deliver(work: Work, job: str, name: str) -> FileResponse:
    """Return a file of a job; the report is shown, all else is saved. Raises GoneError."""
    path = work.file(job, name)
    return FileResponse(
        path,
        media_type=_TYPES.get(path.suffix, "application/octet-stream"),
        filename=name,
        content_disposition_type="inline" if name.endswith(_REPORT) else "attachment",
        headers={"content-security-policy": _SANDBOX},
    )

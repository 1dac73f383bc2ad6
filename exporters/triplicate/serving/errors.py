"""What a service does not do for a person, each with the status of HTTP that says so (RFC 9110, 15)."""

import traceback
from http import HTTPStatus
from pathlib import Path

from triplicate.errors import TriplicateError


class ServiceError(TriplicateError):
    """The service does not do what was asked; the message is a sentence for a person, with what to do.

    ``status`` is that of HTTP. ``kind`` is a word for programs, by default the name of the status. ``seconds`` are
    those after which to try again (Retry-After), 0 if that does not help.
    """

    def __init__(self, status: int, message: str, *, kind: str = "", seconds: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind or HTTPStatus(status).phrase.lower().replace(" ", "-")
        self.seconds = seconds


class BusyError(ServiceError):
    """Too much waits already."""

    def __init__(self, seconds: int) -> None:
        super().__init__(503, f"Much waits already. Try again in {seconds} seconds.", kind="busy", seconds=seconds)


class TooManyError(ServiceError):
    """One address has asked for more than its share."""

    def __init__(self, seconds: int) -> None:
        said = f"You have asked for much in a short time. Try again in {seconds} seconds."
        super().__init__(429, said, kind="many", seconds=seconds)


class GoneError(ServiceError):
    """There is no such draft, job or file, or no longer."""

    def __init__(self) -> None:
        super().__init__(410, "This is not here, or no longer: what is made is deleted after a while.", kind="gone")


class RefusedError(ServiceError):
    """What was given cannot be used.

    ``kind`` is "too-large" (413; ``size`` and ``most`` in bytes), "too-many" (413; files), "too-slow" (413), "no-text"
    (415: none of the files is a text), "unknown" (415: a file of a kind that is not taken), "two-texts", "damaged",
    "not-utf-8", "outside" (a name in a ZIP that leads out of it), "unknown-edition" or "wrong" (422). ``name`` is the
    file's.
    """

    def __init__(self, status: int, kind: str, message: str, *, name: str = "", size: int = 0, most: int = 0) -> None:
        super().__init__(status, message, kind=kind)
        self.name = name
        self.size = size
        self.most = most


class WorkDiedError(ServiceError):
    """What worked on a text ended before it was done."""

    def __init__(self) -> None:
        super().__init__(500, DIED, kind="died")


DIED = "The process that worked on your text ended before it was done. Nothing is lost: press again."


def where(error: BaseException) -> str:
    """Return the kind of an exception and the places that it came through, the last one first, without its words."""
    frames = ((Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__))
    places = [f"{file.parent.name}/{file.name}:{line}" for file, line in frames]
    return " < ".join([type(error).__name__, *reversed(places)])

"""What a service cannot do for a person, each with the status of HTTP that says so (RFC 9110, 15)."""

from triplicate.errors import TriplicateError


class BusyError(TriplicateError):
    """Too much waits already (HTTP 503); ``seconds`` after which to try again (Retry-After)."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too much waits already; try again in {seconds} seconds")
        self.seconds = seconds


class TooManyError(TriplicateError):
    """One address has asked for more than its share (HTTP 429); ``seconds`` after which to try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"you have asked for much at once; try again in {seconds} seconds")
        self.seconds = seconds


class GoneError(TriplicateError):
    """There is no such draft, job or file, or no longer (HTTP 410)."""


class RefusedError(TriplicateError):
    """What was given cannot be used; the message says why and what to do.

    ``status`` is that of HTTP. ``kind`` is "too-large" (413; ``size`` and ``most`` in bytes), "too-many" (413; files),
    "no-text" (415: none of the files is a text), "unknown" (415: a file of a kind that is not taken), "two-texts",
    "damaged", "not-utf-8" or "outside" (422; the last: a name in a ZIP that leads out of it). ``name`` is the file's.
    """

    def __init__(self, status: int, kind: str, message: str, *, name: str = "", size: int = 0, most: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.name = name
        self.size = size
        self.most = most


class WorkDiedError(TriplicateError):
    """A process that checked or mended ended early, or took too long; the message says to press again (HTTP 500)."""

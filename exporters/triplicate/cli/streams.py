"""What is printed, where nobody may be listening: to a closed pipe, to a full disk, in an encoding of few letters."""

import contextlib
import os
import sys
import unicodedata

TYPE_CHECKING = False  # "triplicate --help" is to come at once, and need not import types
if TYPE_CHECKING:
    from typing import Any, TextIO

BROKEN_PIPE = 141
"""128 + SIGPIPE, the shells' convention."""


class Lasting:
    """A stream that can be written to even when nothing arrives any more; ``error`` is then why."""

    def __init__(self, stream: "TextIO") -> None:
        self._stream = stream
        self.error: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text and send it off; it is lost if nothing arrives any more."""
        self._do(text)
        return len(text)

    def flush(self) -> None:
        """Send off what was written."""
        self._do("")

    def _do(self, text: str) -> None:
        if self.error is None:
            try:
                self._stream.write(text)
                if not text or text.endswith("\n"):
                    self._stream.flush()
            except OSError as error:
                self.error = error
                # What the stream still holds goes nowhere, so that Python's own flush at the end does not fail.
                with contextlib.suppress(OSError, ValueError):
                    nowhere = os.open(os.devnull, os.O_WRONLY)
                    os.dup2(nowhere, self._stream.fileno())
                    os.close(nowhere)

    def __getattr__(self, name: str) -> "Any":
        """Be the stream in all else: its encoding, its terminal."""
        return getattr(self._stream, name)


def make_lasting() -> None:
    """Make both output streams lasting; letters that their encoding lacks are shown as escapes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by who called us
            stream = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
        setattr(sys, name, Lasting(stream))


def exit_code_of_streams(code: int) -> int:
    """Return the exit code of a command, seen what became of what it printed."""
    sys.stdout.flush()
    error = getattr(sys.stdout, "error", None)
    if isinstance(error, BrokenPipeError):
        # The reader has gone, as "head" does; that is no fault, but whoever wants to know is told.
        return max(code, BROKEN_PIPE)
    if error is not None:
        print(f"triplicate: error: cannot write to standard output: {error.strerror}", file=sys.stderr)
        return max(code, 2)
    return code


def visible(text: str) -> str:
    """Return a text of one line with its control characters as escapes, so that a name cannot pass for more."""
    return "".join(_escaped(one) if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")

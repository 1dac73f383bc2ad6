"""The work behind the page: texts are checked, mended and made in processes with limits; files are kept for a while.

Nothing of one person is found by another: drafts and jobs have names that nobody can guess, and each has a folder of
its own, which is gone after :attr:`Settings.keep` seconds or when the person says so.
"""

from collections.abc import Sequence
from pathlib import Path

from triplicate.serving.drafts import Answers, Checked, Draft, Upload
from triplicate.serving.errors import BusyError, GoneError, RefusedError, WorkDiedError
from triplicate.serving.settings import Settings
from triplicate.serving.states import State

__all__ = ["BusyError", "GoneError", "RefusedError", "Work", "WorkDiedError"]


class Work:
    """All work of one service.

    Asynchronous methods run in a process with limits; they raise BusyError if there is no room for more, WorkDiedError
    if the process ends early, RefusedError for what cannot be used.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    # A text

    async def check(self, draft: Draft) -> Checked:
        """Return what is to be mended in a draft."""
        raise NotImplementedError

    async def mend(self, draft: Draft, finding: str) -> Draft:
        """Return a draft in which one finding, by its id, is mended; unchanged if it no longer stands."""
        raise NotImplementedError

    async def mend_all(self, draft: Draft) -> Draft:
        """Return a draft in which everything is mended that is sure."""
        raise NotImplementedError

    async def describe(self, draft: Draft, line: int, name: str, alt: str = "", *, decorative: bool = False) -> Draft:
        """Return a draft whose picture of a name and line has an alternative text, or says that it is decorative."""
        raise NotImplementedError

    async def answer(self, draft: Draft, answers: Answers) -> Draft:
        """Return a draft that has the answers: in the front matter of Markdown, else beside the text.

        Answers that are empty leave what is there; ``editions`` and ``formats`` stay beside the text.
        """
        raise NotImplementedError

    async def take(self, uploads: Sequence[Upload], draft: Draft | None = None) -> Draft:
        """Return the draft that files make: one text of any kind, and pictures; a ZIP may hold them.

        With pictures alone, ``draft`` is what they are added to. Raises RefusedError (413, 415, 422).
        """
        raise NotImplementedError

    async def thumbnail(self, draft: Draft, name: str) -> bytes:
        """Return a picture that a draft shows as PNG, at most 560 pixels wide and high. Raises GoneError."""
        raise NotImplementedError

    def editions(self) -> tuple[tuple[str, str], ...]:
        """Return the editions that can be asked for: names, and what each is called in English."""
        raise NotImplementedError

    # Drafts that are kept, for pictures need not be sent again and again

    def keep(self, draft: Draft, name: str = "") -> str:
        """Keep a draft, in the place of the one of that name if there is one; return its name, which nobody can guess.

        Raises BusyError if there is no room.
        """
        raise NotImplementedError

    def kept(self, name: str) -> Draft:
        """Return the draft of a name. Raises GoneError."""
        raise NotImplementedError

    # Jobs

    def start(self, draft: Draft) -> str:
        """Begin to make the files of a draft; return the job's name, which nobody can guess. Raises BusyError."""
        raise NotImplementedError

    def state(self, name: str) -> State:
        """Return what has become of a job. Raises GoneError."""
        raise NotImplementedError

    def draft_of(self, name: str) -> Draft:
        """Return the draft that a job is made of, to change it and begin again. Raises GoneError."""
        raise NotImplementedError

    async def wait(self, name: str, seconds: float) -> State:
        """Return what has become of a job once it is done, or after some seconds. Raises GoneError."""
        raise NotImplementedError

    def stop(self, name: str) -> None:
        """End a job and delete all that is kept of it and its draft. Raises GoneError."""
        raise NotImplementedError

    def file(self, name: str, file: str) -> Path:
        """Return where a file of a job lies: one of its files, its report, its evidence, or all as a ZIP.

        Raises GoneError.
        """
        raise NotImplementedError

    async def page(self, name: str, file: str, number: int) -> bytes:
        """Return a page (from 1) of a job's PDF as a PNG. Raises GoneError."""
        raise NotImplementedError

"""The work behind the page: texts are checked, mended and made in processes with limits; files are kept for a while.

Nothing of one person is found by another: drafts and jobs have names that nobody can guess, and each has a folder of
its own, which is gone after :attr:`Settings.keep` seconds or when the person says so.
"""

import asyncio
import logging
import pickle
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from triplicate import theme
from triplicate.errors import LostError
from triplicate.formats.product import Format
from triplicate.jobs.batch import EXPORTING
from triplicate.later import dataclass
from triplicate.serving import checking, editing, making, picturing, uploads
from triplicate.serving.drafts import Answers, Checked, Draft, Upload
from triplicate.serving.errors import DIED, BusyError, GoneError, RefusedError, TooManyError, WorkDiedError
from triplicate.serving.making import Made
from triplicate.serving.rates import Rates
from triplicate.serving.settings import Settings
from triplicate.serving.states import Busy, Failed, Ready, State, Waiting
from triplicate.serving.storing import Store, address, packed, unpacked
from triplicate.system.memory import give_back
from triplicate.system.pool import Call, EndedError, FullError, Limits, Pool, StoppedError, TooLongError

_CHECKS_WAITING = 50
_SOON = 5  # seconds after which to try again where checks wait
_FIRST_GUESS = 4.0  # seconds that a job takes, as long as none has been done
_LOOK = 0.1  # seconds between two looks at a job
_STATE = "state.pickle"
"""The file with what came of a job; no file that is made for a person ends so."""
_SWEEP = 30  # seconds between two looks at what is to be removed
_PRELOAD = (*EXPORTING, "triplicate.jobs.preloaded", "triplicate.serving.making", "triplicate.serving.uploads")
_SMALL = Draft(
    "---\ntitle: Title\nlang: en\n---\n\n# Part\n\nWords.\n\n- Item\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
    answers=Answers(formats=tuple(Format)),
)

Value = TypeVar("Value")
logger = logging.getLogger("triplicate.serving")


class Running(Protocol):
    """A call that somebody works on, as Python's own futures and those of Dask are."""

    def add_done_callback(self, done: Callable[[Any], object], /) -> object:
        """Have a function called with this once it is done."""

    def result(self) -> Any:
        """Return what came of it, or raise what it raised."""

    def cancel(self) -> object:
        """Give it up."""


class Executor(Protocol):
    """What makes files: a pool of this machine, or a cluster's."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Running:
        """Have a function called somewhere; it and its arguments can be pickled."""


@dataclass(slots=True)
class _Job:
    """A job by its name: the call, the steps, whose it is, when it was begun, whether it is done.

    What came of it lies in the job's folder, for that may be as large as the text; ``lost`` is why nothing does.
    """

    call: Running | None
    names: tuple[str, ...]
    whose: str
    draft: str
    done: bool = False
    lost: Failed | None = None
    begun: float = field(default_factory=time.monotonic)


class Work:
    """All work of one service.

    Asynchronous methods run in a process with limits; they raise BusyError if there is no room for more, WorkDiedError
    if the process ends early, RefusedError for what cannot be used. ``executor`` makes the files, by default processes
    of this machine. ``counts`` are what was done, by what came of it; ``answers`` those given, by method and status;
    ``rates`` are what addresses may ask for.
    """

    def __init__(
        self, settings: Settings, executor: Executor | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self.settings = settings
        self.counts: Counter[str] = Counter()
        self.answers: Counter[tuple[str, int]] = Counter()
        self.rates = Rates(settings.rate)
        self._store = Store(settings.keep, settings.kept_bytes, clock)
        scratch = self._store.scratch
        checks = Limits(settings.check_seconds, settings.memory)
        self._quick = Pool(settings.jobs, checks, preload=_PRELOAD, scratch=scratch, waiting=_CHECKS_WAITING)
        self._making: Pool | None = None
        if executor is None:
            limits = Limits(settings.seconds, settings.memory)
            self._making = Pool(settings.jobs, limits, preload=_PRELOAD, scratch=scratch, waiting=settings.queue)
        self._executor: Executor = executor or self._making  # type: ignore[assignment]  # one of the two is there
        self._jobs: dict[str, _Job] = {}
        self._lock = threading.RLock()
        self._average = _FIRST_GUESS
        self._styles = _styles(settings.styles)

    def warm(self) -> None:
        """Start all processes, and have each work on a small text, so that nobody waits for them to get ready."""
        self._quick.warm(checking.check, _SMALL)
        if self._making:
            self._making.warm(making.make, _SMALL)

    def close(self) -> None:
        """End all processes, and remove all that is kept."""
        self._quick.close()
        if self._making:
            self._making.close()
        self._store.close()

    async def sweep(self) -> None:
        """Remove what is no longer to be kept, again and again, until this is cancelled."""
        while True:
            await asyncio.sleep(_SWEEP)
            self.tidy()

    def tidy(self) -> None:
        """Remove what is no longer to be kept."""
        gone = self._store.sweep()
        with self._lock:
            for name in gone:
                if (job := self._jobs.pop(name, None)) and job.call:
                    _give_up(job.call)
        give_back()

    def figures(self) -> dict[str, float]:
        """Return what is going on, for metrics."""
        with self._lock:
            waiting = sum(not job.done for job in self._jobs.values())
        return {
            "jobs_under_way": waiting,
            "checks_under_way": self._quick.busy + self._quick.waiting,
            "kept_bytes": self._store.size,
            **{f"jobs_{kind}": count for kind, count in self.counts.items()},
        }

    # A text

    async def check(self, draft: Draft) -> Checked:
        """Return what is to be mended in a draft."""
        return await self._run(checking.check, draft)

    async def mend(self, draft: Draft, finding: str) -> Draft:
        """Return a draft in which one finding, by its id, is mended; unchanged if it no longer stands."""
        return await self._run(editing.mend, draft, finding)

    async def mend_all(self, draft: Draft) -> Draft:
        """Return a draft in which everything is mended that is sure."""
        return await self._run(editing.mend_all, draft)

    async def describe(self, draft: Draft, line: int, name: str, alt: str = "", *, decorative: bool = False) -> Draft:
        """Return a draft whose picture of a name and line has an alternative text, or says that it is decorative."""
        return await self._run(partial(editing.describe, decorative=decorative), draft, line, name, alt)

    async def answer(self, draft: Draft, answers: Answers) -> Draft:
        """Return a draft that has the answers: in the front matter of Markdown, else beside the text.

        Answers that are empty leave what is there; ``editions`` and ``formats`` stay beside the text.
        """
        return await self._run(editing.answer, draft, answers)

    async def take(self, files: Sequence[Upload], draft: Draft | None = None) -> Draft:
        """Return the draft that files make: one text of any kind, and pictures; a ZIP may hold them.

        With pictures alone, ``draft`` is what they are added to. Raises RefusedError (413, 415, 422).
        """
        return await self._run(uploads.take, tuple(files), draft)

    async def thumbnail(self, draft: Draft, name: str) -> bytes:
        """Return a picture that a draft shows as PNG, at most 560 pixels wide and high. Raises GoneError."""
        data = draft.picture(name)
        small = await self._run(picturing.thumbnail, data) if data else None
        if small is None:
            raise GoneError
        return small

    def editions(self) -> tuple[tuple[str, str], ...]:
        """Return the editions that can be asked for: names, and what each is in an English sentence."""
        return tuple((name, theme.load(style).description) for name, style in self._styles.items())

    async def _run(self, function: Callable[..., Value], *arguments: Any) -> Value:
        try:
            call = self._quick.submit_for(address.get(), function, *arguments)
        except FullError as error:
            raise BusyError(_SOON) from error
        try:
            value: Value = await asyncio.wrap_future(call)
        except asyncio.CancelledError:
            call.stop()
            raise
        except TooLongError as error:
            raise RefusedError(413, "too-slow", "This takes longer than it may here. Split it into several.") from error
        except (EndedError, StoppedError, MemoryError) as error:
            self.counts["checks_died"] += 1
            raise WorkDiedError from error
        return value

    # Drafts that are kept, for pictures need not be sent again and again

    def keep(self, draft: Draft, name: str = "") -> str:
        """Keep a draft, in the place of the one of that name if there is one; return its name, which nobody can guess.

        Raises BusyError if there is no room, TooManyError if this address has filled its share of it.
        """
        try:
            self._store.write(name, packed(draft))
        except GoneError:
            name = self._store.new()
            try:
                self._store.write(name, packed(draft))
            except (BusyError, TooManyError):
                self._store.forget(name)
                raise
        return name

    def kept(self, name: str) -> Draft:
        """Return the draft of a name. Raises GoneError."""
        return unpacked(self._store.folder(name))

    # Jobs

    def start(self, draft: Draft) -> str:
        """Begin to make the files of a draft; return the job's name, which nobody can guess.

        Raises BusyError, TooManyError; WorkDiedError if a cluster is gone; RefusedError for an edition that is not
        known.
        """
        styles = [self._style(name) for name in draft.answers.editions]
        whose = address.get()
        with self._lock:
            going = [job.whose for job in self._jobs.values() if not job.done]
        own = going.count(whose)
        if len(going) >= self.settings.queue + self.settings.jobs:
            self.counts["refused"] += 1
            raise BusyError(self._seconds(self.settings.queue))
        if own >= self.settings.each:
            self.counts["refused"] += 1
            raise TooManyError(self._seconds(own))
        self.rates.charge(whose, self.settings.weight)
        kept = self.keep(draft)
        try:
            if self._making:
                call: Running = self._making.submit_for(whose, making.make, draft, styles)
            else:
                call = self._executor.submit(making.make, draft, styles)
        except FullError as error:
            self._store.forget(kept)
            self.counts["refused"] += 1
            raise BusyError(self._seconds(self.settings.queue)) from error
        except LostError as error:
            self._store.forget(kept)
            raise WorkDiedError from error
        name = self._store.new()
        with self._lock:
            self._jobs[name] = _Job(call, making.steps_of(draft), whose, kept)
        call.add_done_callback(lambda done: self._done(name, done))
        return name

    def state(self, name: str) -> State:
        """Return what has become of a job. Raises GoneError."""
        job = self._job(name)
        if job.done:
            return job.lost or self._state_kept(name)
        call = job.call
        if isinstance(call, Call):
            if self._making and (place := self._making.place(call)):
                return Waiting(place, self._seconds(place))
            return Busy(max(0, len(call.told) - 1), job.names)
        return Busy(0, job.names)

    def _state_kept(self, name: str) -> State:
        try:
            state: State = pickle.loads((self._store.folder(name) / _STATE).read_bytes())  # noqa: S301  our own file
        except OSError as error:
            raise GoneError from error
        return replace(state, expires=self._store.expires(name)) if isinstance(state, Ready) else state

    def draft_of(self, name: str) -> Draft:
        """Return the draft that a job is made of, to change it and begin again. Raises GoneError."""
        return self.kept(self._job(name).draft)

    async def wait(self, name: str, seconds: float) -> State:
        """Return what has become of a job once it is done, or after some seconds. Raises GoneError."""
        for _ in range(round(seconds / _LOOK)):
            if isinstance(state := self.state(name), Ready | Failed):
                return state
            await asyncio.sleep(_LOOK)
        return self.state(name)

    def stop(self, name: str) -> None:
        """End a job and delete all that is kept of it and its draft. Raises GoneError."""
        job = self._job(name)
        with self._lock:
            self._jobs.pop(name, None)
        if job.call:
            _give_up(job.call)
        self._store.forget(job.draft)
        self._store.forget(name)

    def file(self, name: str, file: str) -> Path:
        """Return where a file of a job lies: one of its files, its report, its evidence, or all as a ZIP.

        Raises GoneError.
        """
        return self._file(name, self._ready(name), file)

    async def page(self, name: str, file: str, number: int) -> bytes:
        """Return a page (from 1) of a job's PDF as a PNG. Raises GoneError."""
        ready = self._ready(name)
        path = self._file(name, ready, file)
        if not 1 <= number <= ready.page_pictures.get(file, 0):
            raise GoneError
        picture = await self._run(picturing.page_picture, path.read_bytes(), number)
        if picture is None:
            raise GoneError
        return picture

    def _ready(self, name: str) -> Ready:
        state = self.state(name)
        if not isinstance(state, Ready):
            raise GoneError
        return state

    def _file(self, name: str, ready: Ready, file: str) -> Path:
        known = {*(one.name for one in ready.files), ready.report, ready.evidence, ready.archive}
        if file not in known:
            raise GoneError
        return self._store.folder(name) / file

    def _job(self, name: str) -> _Job:
        self._store.folder(name)  # a job goes with its folder
        with self._lock:
            job = self._jobs.get(name)
        if job is None:
            raise GoneError
        return job

    def _style(self, name: str) -> str:
        if name not in self._styles:
            said = f"There is no edition “{name[:60]}”. Known are: {', '.join(self._styles)}."
            raise RefusedError(422, "unknown-edition", said, name=name)
        return self._styles[name]

    def _seconds(self, place: int) -> int:
        """Return about how long it takes until so many jobs are done."""
        return max(1, round(place * self._average / self.settings.jobs))

    def _done(self, name: str, call: Running) -> None:
        """Keep what came of a job; this is called by a thread of the executor."""
        with self._lock:
            job = self._jobs.get(name)
        if job is None:
            return
        made = _made(call)
        state = made.state
        if isinstance(state, Failed) and state.kind not in {"text", "stopped"}:
            told = getattr(call, "told", None) or [""]
            state = replace(state, number=secrets.token_hex(4), step=str(told[-1]))
            logger.error("job failed: number=%s kind=%s step=%s %s", state.number, state.kind, state.step, made.trace)
        lost: Failed | None = None
        with suppress(GoneError):
            try:
                self._store.write(name, {**made.contents, _STATE: pickle.dumps(state)})
            except (BusyError, TooManyError, OSError):
                state = lost = Failed("full", "There is no room to keep the files. Try again in some minutes.")
        taken = time.monotonic() - job.begun
        self._average = 0.8 * self._average + 0.2 * taken if isinstance(state, Ready) else self._average
        self.counts[state.kind if isinstance(state, Failed) else "ready"] += 1
        with self._lock:
            job.done, job.lost, job.call = True, lost, None


def _made(call: Running) -> Made:
    """Return what came of a call, also where nothing came of it."""
    try:
        made: Made = call.result()
    except TooLongError:
        return Made(Failed("time", "The text needs more time than one text may have here. Split it into several."))
    except MemoryError:
        return Made(making.TOO_LARGE)
    except StoppedError:
        return Made(Failed("stopped", "The service is being ended. Try again in a minute."))
    except (EndedError, LostError):
        return Made(Failed("died", DIED))
    except Exception as error:  # noqa: BLE001  a fault of ours, told as such; other jobs go on
        return making.fault(error)
    return made


def _give_up(call: Running) -> None:
    call.cancel()
    if isinstance(call, Call):
        call.stop()


def _styles(folder: Path | None) -> dict[str, str]:
    """Return the styles that can be asked for, by their names: the editions, and a house's own themes.

    Raises UsageError for a theme with a mistake.
    """
    names = theme.names()
    known = {name: name for name in (theme.DEFAULT_STYLE, *(name for name in names if name != theme.DEFAULT_STYLE))}
    for file in sorted(folder.glob("*.toml")) if folder else ():
        if file.name != "triplicate.toml":
            theme.load(str(file))
            known[file.stem] = str(file.resolve())
    return known

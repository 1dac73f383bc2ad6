"""How far a call with many texts has come, on a terminal; without one, what was left undone by a stop."""

import sys
from types import TracebackType
from typing import Any, Self


class Progress:
    """A bar while there is more than one text and a terminal to show it on; what is printed meanwhile stands above it.

    If the program is stopped, it says how many texts were done.
    """

    def __init__(self, total: int, *, shown: bool) -> None:
        self._total = total
        self._done = 0
        self._bar: Any = _bar(total) if shown and total > 1 and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        """Begin to show the bar."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
        if error is not None and not isinstance(error, Exception) and self._total > 1:
            print(f"stopped: {self._done} of {self._total} texts are done", file=sys.stderr)

    def advance(self) -> None:
        """Count one text that is done."""
        self._done += 1
        if self._bar:
            self._bar.advance(self._bar.task_ids[0])
            self._bar.refresh()


def _bar(total: int) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    class Rate(ProgressColumn):
        """How many texts are done in a second or, of long texts, in a minute."""

        def render(self, task: Task) -> str:
            if not task.speed:
                return ""
            return f"{task.speed:.1f} a second" if task.speed >= 1 else f"{task.speed * 60:.1f} a minute"

    bar = Bar(
        TextColumn("texts"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,  # by a thread, beside which no process could be forked for a long text
        # What goes to a file or another program is not for the terminal.
        redirect_stdout=sys.stdout.isatty(),
    )
    bar.add_task("", total=total)
    return bar

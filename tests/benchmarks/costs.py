"""What a command costs, its children included, and the texts that it is given."""

import ctypes
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER: processes whose parent has ended are ours, and so is what they used

SENTENCE = "The river rises in the hills above the town, and *nobody* who lives beside it forgets that for long. "

RELEASE = """---
title: Bus {number} runs again
lang: en-GB
publisher: Riverside Council
date: 2026-03-01
---

From Monday, bus {number} stops at the library again, every day but Sunday.

Councillor Ann Lee said:

> {sentence}The bus is back, and it is *on time*.
>
> -- Ann Lee

It stops

- at the market, at 8am
- at the library, at 8:20am
- at the hospital, at 9am

| Day | First | Last |
|---|---|---|
| Monday to Friday | 6:{number:03} | 22:10 |
| Saturday | 8:00 | 23:40 |

{sentence}{sentence}

## Notes to editors

1. Pictures are at <https://www.example.org/bus/{number}>.
2. Ring 01632 960 {number:03}.
"""


class Cost(NamedTuple):
    """What commands took: seconds by the clock, seconds of processors, megabytes of the largest process."""

    wall: float
    cpu: float
    largest: float


def cost(*commands: Sequence[str | Path], at_once: int = 1) -> Cost:
    """Run commands to their end, some at once; they run under a process of their own, whose children are counted.

    Raises CalledProcessError if one fails.
    """
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            ctypes.CDLL(None).prctl(_SUBREAPER, 1)
            start = time.monotonic()
            _run([[str(part) for part in command] for command in commands], at_once)
            wall = time.monotonic() - start
            with suppress(ChildProcessError):
                while True:  # the process that workers are forked from ends after the one that asked for it
                    os.wait()
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            os.write(writing, f"{wall} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1000}".encode())
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as told:
        found = told.read().split()
    _, status = os.waitpid(child, 0)
    if status:
        raise subprocess.CalledProcessError(status, [str(part) for part in commands[0]])
    return Cost(*map(float, found))


def _run(commands: list[list[str]], at_once: int) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "exporters"), os.environ.get("PYTHONPATH", "")]),
    }
    running: list[subprocess.Popen[bytes]] = []
    for command in [*commands, *[None] * at_once]:
        if command is None or len(running) == at_once:
            ended = running.pop(0) if running else None
            if ended and ended.wait():
                raise subprocess.CalledProcessError(ended.returncode, ended.args)
        if command:
            running.append(subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL))


def medians(ways: Mapping[str, Callable[[], Cost]], runs: int) -> dict[str, Cost]:
    """Return the median cost of each way; they are run by turns, so that what befalls the machine befalls all."""
    found: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            found[name].append(way())
    return {
        name: Cost(*(statistics.median(values) for values in zip(*costs, strict=True))) for name, costs in found.items()
    }


def report(pages: int, *, chapters: bool = False) -> str:
    """Return a text of nominal pages of about 400 words: headings, paragraphs, nested lists, tables, links, notes.

    Its ``chapters``, of ten such pages each, begin on new pages or not.
    """
    begin = "chapters: new-page\n" if chapters else ""
    parts = [f"---\ntitle: A long text\nlang: en-GB\ndate: 2026-03-01\n{begin}---\n"]
    for page in range(pages):
        if page % 10 == 0:
            parts.append(f"## Chapter {page // 10 + 1}\n")
        parts.append(f"### Section {page + 1}\n")
        parts += [SENTENCE * 5 + f"See [page {number}](https://example.org/{page}/{number}).\n" for number in range(3)]
        parts.append("- one\n- two\n    - inner one\n    - inner two\n- three\n")
        parts.append("| Name | Number |\n|---|---:|\n" + "".join(f"| Row {row} | {row * 7} |\n" for row in range(8)))
        parts.append(f"A note.[^n{page}]\n\n[^n{page}]: {SENTENCE}\n")
    return "\n".join(parts)


def release(number: int) -> str:
    """Return a release of one page."""
    return RELEASE.format(number=number, sentence=SENTENCE)


def triplicate(*arguments: str | Path) -> list[str]:
    """Return the command that runs this checkout's program."""
    return [sys.executable, "-m", "triplicate", *map(str, arguments)]

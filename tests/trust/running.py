"""The program as a process of its own, and what can befall it on the way."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from triplicate import cli

LETTER = """---
title: A letter
lang: en-GB
date: 2026-03-01
---

Dear reader,

we have good news: the library is open, and the bus is running.

Come in.
"""

# Each befalls the program at the rename of this number (from 0), counted from its start.
AT_RENAME = """
import os, signal, sys
from pathlib import Path
wanted, number, renames = sys.argv.pop(1), int(sys.argv.pop(1)), 0
replace = Path.replace
def counted(self, target):
    global renames
    renames += 1
    if renames - 1 == number and wanted == "fail":
        raise PermissionError(1, "Operation not permitted")
    if renames - 1 == number:
        os.kill(os.getpid(), getattr(signal, wanted))
    return replace(self, target)
Path.replace = counted
from triplicate.cli import main
main()
"""


def write(path, text=LETTER):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def at_start(folder, code):
    """Return what has each process of the program run some code when it starts."""
    write(folder / "sitecustomize.py", code)
    return {"PYTHONPATH": os.pathsep.join((str(folder), str(Path(cli.__file__).parents[2])))}


def triplicate(*arguments, **options):
    """Run the program; keyword arguments are those of `subprocess.run`."""
    return _run([sys.executable, "-m", "triplicate", *map(str, arguments)], options)


def at_rename(befalls, number, *arguments, **options):
    """Run the program; at the rename of this number a signal comes ("SIGKILL"), or the rename itself is to "fail"."""
    return _run([sys.executable, "-c", AT_RENAME, befalls, str(number), *map(str, arguments)], options)


def _run(command, options):
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2]), **options.pop("env", {})}
    options = {"env": environment, "capture_output": True, "text": True, "timeout": 120, **options}
    # A shell starts what it puts in the background with SIGINT ignored, and what ignores a signal hands that on.
    options.setdefault("preexec_fn", lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    done = subprocess.run(command, check=False, **options)
    assert "Traceback" not in (done.stderr or "")
    return done


def records(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def names_in(folder):
    return sorted(path.name for path in Path(folder).iterdir())

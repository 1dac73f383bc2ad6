"""The attacks by the thousand: `python -m tests.trust.campaign FOLDER [KIND=NUMBER …]`.

Each attack has its own seed, and a line in FOLDER/KIND.jsonl says what came of it: a campaign that was stopped goes on
where it was when the same is called again. `exports` counts the texts that were accepted. The totals are printed every
minute and at the end, with the seeds of what went wrong, whose folders are kept in FOLDER.

One process imports the program; forks of it make the attacks, many one after the other, within bounds of processor time
and memory: what dies of a signal or goes over a bound is that attack alone.
"""

# ruff: noqa: T201 (it prints its figures)

import argparse
import json
import os
import resource
import select
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from functools import partial
from pathlib import Path

from tests.trust import attacks

SECONDS, MEGABYTES, PATIENCE = 20, 1000, 600
"""What one attack may take: of the processor, of memory, and by the clock of a busy machine."""
KINDS = {
    "kills": (partial(attacks.kill, start=attacks.killed_in_a_fork), 300),
    "hostile": (attacks.hostile, 350),
    "files": (attacks.file, 3000),
    "exports": (attacks.export, 3000),
    "sources": (attacks.source, 30_000),
}
ALIKE = {"kills": 50, "hostile": 1, "files": 500, "exports": 100, "sources": 1000}
"""How many attacks a fork makes before it is renewed."""


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument(
        "kinds", nargs="*", help="kills, hostile, files, exports, sources; each may have a number: kills=20"
    )
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    attacks.sound_files()  # so that all is imported before the forks
    asked = [kind.partition("=") for kind in given.kinds or KINDS]
    wrong = 0
    for kind, _, number in asked:
        wrong += campaign(given.folder, kind, int(number or KINDS[kind][1]))
    return int(wrong > 0)


def campaign(folder, kind, wanted):
    """Make attacks of one kind until as many are made as are wanted; return how many went wrong."""
    log = folder / f"{kind}.jsonl"
    done = [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
    told = time.monotonic()
    with log.open("a", encoding="utf-8", buffering=1) as lines:
        while (left := wanted - counted(kind, done)) > 0:
            first = done[-1]["seed"] + 1 if done else 0
            for record in attacked(folder, kind, range(first, first + min(ALIKE[kind], left))):
                lines.write(json.dumps(record) + "\n")
                done.append(record)
                if time.monotonic() - told > 60:
                    told = time.monotonic()
                    tell(kind, done)
    tell(kind, done)
    return sum("wrong" in one for one in done)


def counted(kind, done):
    return sum(one["came"] != "refused" for one in done) if kind == "exports" else len(done)


def tell(kind, done):
    came = ", ".join(f"{number} {name}" for name, number in Counter(one["came"] for one in done).most_common())
    most = max(done, key=lambda one: one["seconds"])
    memory = max(one["megabytes"] for one in done)
    print(f"{kind}: {len(done)} made: {came}; most: {most['seconds']} s (seed {most['seed']}), {memory} MB", flush=True)
    for one in done:
        if "wrong" in one:
            print(f"  {kind} seed {one['seed']}: {one['wrong'].splitlines()[-1][:300]}", flush=True)


def attacked(folder, kind, seeds):
    """Make the attacks of these seeds in forks and yield a record of each; one that ends the fork is the last of it."""
    waiting = list(seeds)
    while waiting:
        reader, writer = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(reader)
            with os.fdopen(writer, "w", buffering=1) as answers:
                make(folder, kind, waiting, answers)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as answers:
            for _ in tuple(waiting):
                ready, _, _ = select.select([answers], [], [], PATIENCE)
                line = answers.readline() if ready else ""
                if not line:
                    break
                yield json.loads(line)
                waiting = waiting[1:]
        if waiting:
            os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        if waiting:
            seed, *waiting = waiting
            number = os.WTERMSIG(status)
            said = {
                signal.SIGPROF: f"more than {SECONDS} s of the processor",
                signal.SIGKILL: f"more than {PATIENCE} s",
            }
            wrong = said.get(number, f"signal {number}" if number else f"exit {os.WEXITSTATUS(status)}")
            yield {"seed": seed, "came": "wrong", "wrong": wrong, "seconds": SECONDS, "megabytes": 0}


def make(folder, kind, seeds, answers):
    """Make the attacks of these seeds in this process; a JSON line tells of each. What is too much ends the process."""
    attack, _ = KINDS[kind]
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES * 2**20, MEGABYTES * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for seed in seeds:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        place = folder / f"{kind}-{seed}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        start = time.process_time()
        record = {"seed": seed}
        try:
            record["came"] = attack(seed, place)
            shutil.rmtree(place)
        except Exception:  # noqa: BLE001 (what it is, the record says)
            record |= {"came": "wrong", "wrong": traceback.format_exc()}
        record["seconds"] = round(time.process_time() - start, 2)
        record["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        answers.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    sys.exit(main())

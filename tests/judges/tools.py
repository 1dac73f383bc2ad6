"""Where the judges' tools are, and how they are called."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from tests.judges.lasting import Lasting

HERE = Path(__file__).resolve().parent
INSTALL = "python -m tests.judges.install, at the top of the checkout (tests/run does it too)"
OLDEST_NODE = 20  # Ace and pdf.js ask for it
Verdict = TypeVar("Verdict")


class ToolMissing(RuntimeError):  # noqa: N818 (the name says what is wrong)
    """A judge's tool is not installed; the message names the command that installs it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file.

    `text` is what it read, in the form the judge's own docstring names. `problem` is the reason why the file could not
    be read ("" when it could). `messages` are the reader's remarks on a file that it did read.
    """

    text: str
    problem: str = ""
    messages: tuple[str, ...] = ()


def cache() -> Path:
    """Return the folder of the installed tools: `$TRIPLICATE_JUDGES`, else `.judges` at the top of the checkout."""
    named = os.environ.get("TRIPLICATE_JUDGES")
    return Path(named).absolute() if named else HERE.parents[1] / ".judges"


def installed(*parts: str) -> Path:
    """Return a path inside the cache; raise `ToolMissing` if nothing is there."""
    path = cache().joinpath(*parts)
    if not path.exists():
        raise ToolMissing(f"{path} is missing; install the judges: {INSTALL}")
    return path


def command(name: str, package: str) -> str:
    """Return the path of a program of the system; raise `ToolMissing` naming the Debian `package` that holds it."""
    path = shutil.which(name)
    if path is None:
        raise ToolMissing(f"{name} is missing; install it: apt-get install --no-install-recommends {package}")
    return path


def existing(files: Iterable[Path]) -> list[Path]:
    """Return the files as absolute paths; raise `FileNotFoundError` for one that is no file."""
    paths = [Path(file).absolute() for file in files]
    for path in paths:
        if not path.is_file():
            raise FileNotFoundError(path)
    return paths


def remembered(judge: Callable[..., Verdict]) -> Callable[..., Verdict]:
    """Let a judge of one file speak once on the same bytes under the same name, however many tests ask.

    Its verdict is shared: it must not be changed.
    """
    verdicts: dict[tuple[object, ...], Verdict] = {}

    @wraps(judge)
    def ask(file: Path, *options: str) -> Verdict:
        (path,) = existing([file])
        key = (path.name, hashlib.sha256(path.read_bytes()).digest(), *options)
        if key not in verdicts:
            verdicts[key] = judge(file, *options)
        return verdicts[key]

    return ask


def run(
    args: Sequence[str | Path],
    *,
    stdin: str = "",
    timeout: float = 300,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end (`timeout` in seconds) and return its streams as text; its exit code is the caller's."""
    return subprocess.run(
        [str(arg) for arg in args],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        env={**os.environ, **(env or {})},
        check=False,
    )


def told(done: subprocess.CompletedProcess[str]) -> str:
    """Return why a tool failed, in its own words."""
    return (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}")[-2000:]


def java(main: str, jar: Path, args: Sequence[str], files: Sequence[Path], *, each: int = 1) -> list[dict[str, Any]]:
    """Ask one of our Java drivers about files; return the objects that it prints, ``each`` of them for each file.

    One JVM answers all that this process asks with the same arguments. Raises `RuntimeError` if the driver itself fails.
    """
    # The better compiler takes more time than it saves in so few files.
    swift = ("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    options = (*swift, "-Xmx2g", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8")
    classes = f"{installed('java', 'classes')}{os.pathsep}{jar}"
    driver = Lasting.of([command("java", "default-jdk-headless"), *options, "-cp", classes, main, *args])
    return [json.loads(line) for line in driver.answers(list(map(str, files)), each)]


def system_node() -> str | None:
    """Return the Node.js on the path if it is new enough for the judges, else None."""
    found = shutil.which("node")
    if found is not None:
        version = run([found, "--version"]).stdout.strip().removeprefix("v")
        if version and int(version.split(".")[0]) >= OLDEST_NODE:
            return found
    return None


def node() -> str:
    """Return the Node.js to use: the machine's own if it is new enough, else the cache's."""
    return system_node() or str(installed("node", "bin", "node"))


def javascript(driver: str, job: Mapping[str, object]) -> Any:
    """Let a driver of the folder `js` do a job; raise `RuntimeError` if the driver itself fails.

    One Node.js runs all that this process asks, and one Chromium for each size of a person's text.
    """
    drivers = Lasting.of([node(), HERE / "js" / "serve.mjs", installed("npm", "node_modules")])
    (line,) = drivers.answers([json.dumps({"driver": driver, **job})])
    answer = json.loads(line)
    if "error" in answer:
        raise RuntimeError(f"{driver}: {answer['error']}")
    return answer["result"]


def in_chromium(driver: str, job: Mapping[str, object], *, text_scale: float = 1.0) -> Any:
    """Run a driver that works in Chromium, whose person has the text that much larger than by default."""
    return javascript(driver, {**job, "chromium": chromium(), "textScale": text_scale})


def chromium() -> str:
    """Return the path of the wrapper that starts Debian's Chromium with the flags a test machine needs."""
    command("chromium", "chromium")
    return str(HERE / "js" / "chromium")

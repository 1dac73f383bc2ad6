"""The Nu HTML checker: what breaks the rules of HTML, ARIA and CSS in a page."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.judges.tools import command, existing, installed, run

_TOO_NEW = ("@container", "container-type")
"""What its checker of CSS does not know yet (CSS Containment 3, in all browsers since 2023)."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A message of the checker: `grade` is error, warning or info; `line` is where it ends, -1 if that is nowhere."""

    grade: str
    line: int
    text: str


def nu(files: Iterable[Path]) -> dict[Path, list[Remark]]:
    """Judge HTML files, all in one go; an empty list means that nothing was found, not even a remark."""
    paths = existing(files)
    jar = installed("npm", "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
    # It runs for seconds: what makes it start sooner counts for more than what makes it run faster.
    options = ("-Xss4m", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    asked = ("--format", "json", "--stdout", "--exit-zero-always")
    done = run([command("java", "default-jre-headless"), *options, "-jar", jar, *asked, *paths])
    found: dict[Path, list[Remark]] = {path: [] for path in paths}
    for one in json.loads(done.stdout)["messages"]:
        said = " ".join(one["message"].split())
        if not (said.startswith("CSS: ") and any(f"“{name}”" in said for name in _TOO_NEW)):
            path = Path(unquote(urlsplit(one["url"]).path))
            found[path].append(Remark(one.get("subType") or one["type"], one.get("lastLine", -1), said))
    return found

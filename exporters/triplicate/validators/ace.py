"""Ace by DAISY: the accessibility of a book, metadata included. It is taken where npm installed it (seen: 1.4.6).

Ace starts a browser. Where its own is missing, Debian's Chromium is taken, if that is there.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from triplicate.validators.programs import TroubleError, program, run
from triplicate.validators.verdict import Problem, Verdict

NAME = "Ace"
_NAMES = ("ace-cli", "ace-puppeteer", "ace")
"""What npm calls it: the first by the package @daisy/ace-cli, the others by @daisy/ace, the last starting Electron."""
_BROWSER = "PUPPETEER_EXECUTABLE_PATH"


def installed() -> str | None:
    """Return the path of the program, None if it is not installed."""
    return next(filter(None, map(program, _NAMES)), None)


def judge(file: Path) -> Iterator[Verdict]:
    """Yield its verdict. Raises TroubleError; what else it raises shows an answer of another form."""
    ace, chromium = installed(), program("chromium")
    if ace is None:
        raise TroubleError("it is not installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # Its settings and its log go into the home folder, which is therefore lent.
        env = {"HOME": folder, "XDG_CONFIG_HOME": folder, "ACE_TIMEOUT_INITIAL": "60000"}
        if chromium and _BROWSER not in os.environ:
            env[_BROWSER] = chromium
        # Its exit code says no more than the report; without a report it could not open the book.
        answer = run([ace, "--force", "--outdir", Path(folder, "report"), file], env=env)
        found = Path(folder, "report", "report.json")
        if not found.is_file():
            raise TroubleError(answer.last_words)
        told = json.loads(found.read_bytes())
    problems = tuple(
        Problem(
            one["earl:test"]["dct:title"],
            " ".join(one["earl:result"]["dct:description"].split()),
            subject["earl:testSubject"]["url"],
        )
        for subject in told["assertions"]
        for one in subject["assertions"]
    )
    yield Verdict(file, NAME, told["earl:assertedBy"]["doap:release"]["doap:revision"], "EPUB Accessibility", problems)

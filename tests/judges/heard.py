"""What LibreOffice hands to a screen reader, asked by UNO: the objects that it gives to AT-SPI, without a screen."""

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.judges.tools import HERE, ToolMissing, command, existing, remembered, run, told

PYTHON = "/usr/bin/python3"
"""Debian's, for which its `python3-uno` is."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is handed over at one place.

    `role` is "heading", "paragraph", "table cell" and the like, `words` its text or else its name, with white space as
    one space. `lang` is the language of the words, of the first that are in another one than those before them.
    """

    role: str
    words: str
    lang: str = ""


@remembered
def libreoffice_heard(file: Path) -> tuple[Heard, ...]:
    """Return what Writer hands to a screen reader of a Word document, in its order; headers and footers are left out.

    Raises `ValueError` for a file that Writer cannot open.
    """
    (path,) = existing([file])
    soffice = command("soffice", "libreoffice-writer")
    with tempfile.TemporaryDirectory() as folder:
        # A copy: Writer puts a lock beside what it opens.
        copy = shutil.copy(path, folder)
        job = {"soffice": soffice, "file": Path(copy).as_uri(), "profile": Path(folder, "profile").as_uri()}
        # svp draws without a screen.
        done = run(
            [PYTHON, HERE / "heard_driver.py"], stdin=json.dumps(job), env={"SAL_USE_VCLPLUGIN": "svp"}, timeout=150
        )
    if "No module named 'uno'" in done.stderr:
        raise ToolMissing("LibreOffice's Python is missing; install it: apt-get install python3-uno")
    if done.returncode != 0:
        raise ValueError(told(done))
    return tuple(_told(one) for one in json.loads(done.stdout))


def _told(one: dict[str, Any]) -> Heard:
    return Heard(one["role"], " ".join(str(one["words"]).split()), str(one.get("lang", "")))

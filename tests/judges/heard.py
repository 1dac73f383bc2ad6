"""What programs hand to a screen reader, asked by a program instead of a person: their accessibility trees.

LibreOffice is asked by UNO, the same objects that it gives to AT-SPI, and without a screen; Chromium by its developer
tools. pdf.js has its own judge (:mod:`tests.judges.pdf_tree`).
"""

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.judges.epub_files import unpack
from tests.judges.tools import HERE, ToolMissing, chromium, command, existing, javascript, remembered, run, told

PYTHON = "/usr/bin/python3"
"""Debian's, for which its `python3-uno` is."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is handed over at one place.

    `role` is the program's own word for it ("heading", "paragraph", "table cell"), `words` its text or else its name,
    with white space as one space. `level` is that of a heading as Chromium tells it, 0 for anything else; `lang` the
    language of the words, of the first that are in another one than those around them.
    """

    role: str
    words: str
    level: int = 0
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


@remembered
def chromium_heard(file: Path) -> tuple[tuple[Heard, ...], ...]:
    """Return what Chromium hands to a screen reader of each content document of an EPUB, in the order of the spine."""
    (path,) = existing([file])
    with tempfile.TemporaryDirectory() as folder:
        pages = [document.as_uri() for document in unpack(path, Path(folder))]
        found = javascript("heard.mjs", {"chromium": chromium(), "pages": pages})
    return tuple(tuple(_told(one) for one in page) for page in found)


def _told(one: dict[str, Any]) -> Heard:
    return Heard(one["role"], " ".join(str(one["words"]).split()), int(one.get("level", 0)), str(one.get("lang", "")))

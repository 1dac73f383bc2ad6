"""What LibreOffice hands to a screen reader, asked by UNO: the objects that it gives to AT-SPI, without a screen."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.judges.office import ask
from tests.judges.tools import existing, remembered


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
    with tempfile.TemporaryDirectory() as folder:
        # A copy: Writer puts a lock beside what it opens.
        answer = ask(Path(shutil.copy(path, folder)))
    if answer["problem"]:
        raise ValueError(answer["problem"])
    return tuple(_told(one) for one in answer["heard"])


def _told(one: dict[str, Any]) -> Heard:
    return Heard(one["role"], " ".join(str(one["words"]).split()), str(one.get("lang", "")))

"""One LibreOffice for all that a test process asks of it."""

import json
from pathlib import Path
from typing import Any

from tests.judges.lasting import Lasting
from tests.judges.tools import HERE, ToolMissing, command

PYTHON = "/usr/bin/python3"
"""Debian's, for which its `python3-uno` is."""


def ask(file: Path, *, alone: bool = False, **job: object) -> dict[str, Any]:
    """Do a job of `office_driver.py` with a file and return the answer.

    ``alone`` starts a LibreOffice for it that has opened nothing before: fonts of a document stay until it ends.
    """
    # svp draws without a screen.
    args: list[str | Path] = ["/usr/bin/env", "SAL_USE_VCLPLUGIN=svp", PYTHON, HERE / "office_driver.py"]
    args.append(command("soffice", "libreoffice-writer"))
    office = Lasting(args) if alone else Lasting.of(args)
    try:
        (answer,) = office.answers([json.dumps({"file": file.as_uri(), **job})])
    except RuntimeError as ended:
        if "No module named 'uno'" in str(ended):
            raise ToolMissing("LibreOffice's Python is missing; install it: apt-get install python3-uno") from ended
        raise
    finally:
        if alone:
            office.end()
    found: dict[str, Any] = json.loads(answer)
    return found

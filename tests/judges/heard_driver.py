"""The process that asks LibreOffice (7.4): a job as JSON on standard input, what is heard as JSON on standard output.

It runs in the Python that LibreOffice's `uno` was built for.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

PATIENCE, STEP = 90.0, 0.2
"""Seconds that the program has to start or to lay a document out, and between two looks at it."""

WIDTH, HEIGHT = 1400, 30000
"""Pixels of the window: Writer hands over only what is to be seen."""

ROLES = {19: "footer", 20: "footnote", 23: "graphic", 25: "header", 26: "heading", 27: "link", 41: "paragraph",
         58: "table", 59: "table cell"}  # fmt: skip
DOCUMENT = 85
"""com.sun.star.accessibility.AccessibleRole; what is none of these is told by what stands in it."""


def connected(job: dict[str, str], pipe: str) -> Any:
    """Return the desktop of the program that was started, as soon as it answers."""
    import uno  # type: ignore[import-not-found]

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + PATIENCE
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(STEP)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def filter_of_word() -> Any:
    """Return the option that lets a broken file not be taken for plain text."""
    import uno

    option = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    option.Name, option.Value = "FilterName", "MS Word 2007 XML"
    return option


def document_in(context: Any) -> Any:
    """Return the document among all that stands in a window, None if it is not there yet."""
    if context.getAccessibleRole() == DOCUMENT:
        return context
    found = (document_in(child) for child in children(context))
    return next((one for one in found if one is not None), None)


def children(context: Any) -> Iterator[Any]:
    """Yield what stands in an accessible object."""
    for index in range(context.getAccessibleChildCount()):
        child = context.getAccessibleChild(index)
        if child is not None:
            yield child.getAccessibleContext()


def heard(context: Any) -> Iterator[dict[str, object]]:
    """Yield what is heard of an accessible object, in order."""
    role = ROLES.get(context.getAccessibleRole(), "")
    if role in ("header", "footer"):
        return
    if role in ("heading", "paragraph"):
        words = context.getText()
        yield {"role": role, "words": words, "lang": foreign(context, words)}
    elif role:
        yield {"role": role, "words": context.getAccessibleName()}
    for child in children(context):
        yield from heard(child)


def foreign(context: Any, words: str) -> str:
    """Return the language of the first letters that are in another one than the first."""
    tags = [language(context, place) for place in range(len(words))]
    return next((tag for tag in tags if tag != tags[0]), tags[0] if tags else "")


def language(context: Any, place: int) -> str:
    """Return the language of a letter."""
    (found,) = context.getCharacterAttributes(place, ("CharLocale",)) or (None,)
    return str(found.Value.Language) if found is not None else ""


def main() -> None:
    """Open the job's file and tell what is heard of it."""
    job = json.load(sys.stdin)
    pipe = f"heard{os.getpid()}"
    args = [job["soffice"], f"-env:UserInstallation={job['profile']}", "--headless", "--norestore", "--nologo"]
    # A session of its own: what is started here starts the program itself, and both have to end.
    program = subprocess.Popen(
        [*args, f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        desktop = connected(job, pipe)
        document = desktop.loadComponentFromURL(job["file"], "_blank", 0, (filter_of_word(),))
        if document is None:
            sys.exit("LibreOffice made none of the file")
        frame = document.getCurrentController().getFrame()
        frame.getContainerWindow().setPosSize(0, 0, WIDTH, HEIGHT, 15)
        frame.getContainerWindow().setVisible(True)
        found: list[dict[str, object]] = []
        end = time.monotonic() + PATIENCE
        # It is laid out bit by bit: done when two looks see the same.
        while time.monotonic() < end:
            time.sleep(1)
            shown = document_in(frame.getComponentWindow().getAccessibleContext())
            before, found = found, [] if shown is None else list(heard(shown))
            if found and found == before:
                break
        json.dump(found, sys.stdout)
        sys.stdout.flush()
    finally:
        os.killpg(program.pid, signal.SIGKILL)
    # Past all that Python would still undo: the bridge to a program that is no longer there can crash as it goes
    # (signal 11 at the end of a process that had told all, one run in some hundreds).
    os._exit(0)


if __name__ == "__main__":
    main()

"""The process that asks LibreOffice (7.4): jobs as JSON, one a line, on standard input; an answer to each on the output.

One LibreOffice serves all jobs, with a profile of its own, until standard input ends. A job names a `file` by its
address; with `out` and `filter` it is stored there, else it is told what Writer hands to a screen reader. The answer has
the list `heard`, empty for what is stored, and the `problem`, "" if there was none. This runs in the Python that
LibreOffice's `uno` was built for.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

PATIENCE, STEP = 90.0, 0.2
"""Seconds that the program has to start or to lay a document out, and between two looks at it."""

WIDTH, HEIGHT = 1400, 30000
"""Pixels of the window: Writer hands over only what is to be seen."""

ROLES = {19: "footer", 20: "footnote", 23: "graphic", 25: "header", 26: "heading", 27: "link", 41: "paragraph",
         58: "table", 59: "table cell"}  # fmt: skip
DOCUMENT = 85
"""com.sun.star.accessibility.AccessibleRole; what is none of these is told by what stands in it."""


def connected(pipe: str) -> Any:
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


def properties(**values: object) -> tuple[Any, ...]:
    """Return values as LibreOffice takes them."""
    import uno

    found = []
    for name, value in values.items():
        one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        found.append(one)
    return tuple(found)


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


def seen(document: Any) -> list[dict[str, object]]:
    """Show a document in a window and return what is heard of it."""
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
    return found


def store(document: Any, job: dict[str, Any]) -> None:
    """Store a document as the job's filter does it."""
    import uno

    options: dict[str, Any] = {"FilterName": job["filter"]}
    if job.get("options"):
        options["FilterOptions"] = job["options"]
    if job.get("data"):
        options["FilterData"] = uno.Any("[]com.sun.star.beans.PropertyValue", properties(**job["data"]))
    document.storeToURL(job["out"], properties(**options))


def done(desktop: Any, job: dict[str, Any]) -> dict[str, object]:
    """Do a job and return the answer to it."""
    stored = "out" in job
    # Not by what it looks like, since a broken file would then be taken for plain text.
    kind = {"FilterName": "MS Word 2007 XML", "Hidden": stored}
    try:
        document = desktop.loadComponentFromURL(job["file"], "_blank", 0, properties(**kind))
    except Exception as broken:
        if type(broken).__name__ == "DisposedException":
            raise  # it is no longer there; who asks next starts another
        document, problem = None, f"{type(broken).__name__}: {broken}"
    else:
        problem = "" if document is not None else "LibreOffice made none of the file"
    if document is None:
        return {"heard": [], "problem": problem}
    try:
        found = [] if stored else seen(document)
        if stored:
            store(document, job)
    finally:
        document.close(True)  # noqa: FBT003 (UNO: DeliverOwnership, by position)
    return {"heard": found, "problem": ""}


def main() -> None:
    """Start LibreOffice and do the jobs."""
    (soffice,) = sys.argv[1:]
    pipe = f"office{os.getpid()}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        # A session of its own: what is started here starts the program itself, and both have to end.
        program = subprocess.Popen(
            [soffice, profile, "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            desktop = connected(pipe)
            for line in sys.stdin:
                sys.stdout.write(f"{json.dumps(done(desktop, json.loads(line)))}\n")
                sys.stdout.flush()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
    # Past all that Python would still undo: the bridge to a program that is no longer there can crash as it goes
    # (signal 11 at the end of a process that had told all, one run in some hundreds).
    os._exit(0)


if __name__ == "__main__":
    main()

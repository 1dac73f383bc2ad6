"""poppler: the structure tree of a PDF with its text, as a second engine reads it."""

from pathlib import Path

from tests.judges.tools import Reading, command, existing, remembered, run, told


@remembered
def pdfinfo_struct_text(file: Path) -> Reading:
    """Return poppler's print of the structure tree: an element a line, indented by its depth, text in quotes.

    It shows the order and the roles, not the text alternatives. An untagged file has an empty text.
    """
    (path,) = existing([file])
    done = run([command("pdfinfo", "poppler-utils"), "-struct-text", path])
    messages = tuple(line for line in done.stderr.splitlines() if line.strip())
    return Reading("", problem=told(done)) if done.returncode else Reading(done.stdout, messages=messages)

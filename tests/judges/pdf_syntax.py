"""qpdf: whether a file is sound as a PDF, whatever it says."""

from pathlib import Path

from tests.judges.tools import command, existing, run

SOUND = 0


def qpdf_check(file: Path) -> list[str]:
    """Return qpdf's errors and warnings on a PDF; an empty list means that it is sound."""
    (path,) = existing([file])
    done = run([command("qpdf", "qpdf"), "--check", path])
    if done.returncode == SOUND:
        return []
    return [line for line in done.stderr.splitlines() if line.strip()] or [done.stdout.strip()]

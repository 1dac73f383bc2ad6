"""Pictures of web pages and of an EPUB's content documents, for a person to look at."""

import tempfile
from pathlib import Path

from tests.judges.epub_files import unpack
from tests.judges.tools import existing, in_chromium


def screenshot(
    file: Path, width: int, out: Path | None, text_scale: float = 1.0, chapter: int = 0, style: str = ""
) -> int:
    """Write a PNG of a whole document at `width` CSS pixels; return the width in pixels that its content needs.

    No picture is written where `out` is None.

    A result above `width` means that a reader must scroll sideways (WCAG 1.4.10). `text_scale` enlarges the reader's
    own text size, as reading systems do: text sized in em, rem or % follows, text sized in px does not. `chapter` is an
    EPUB's content document, counted from 0 in the spine. `style` is a style sheet of the person's own. Raises `ValueError` for an EPUB that cannot be opened.
    """
    (path,) = existing([file])
    with tempfile.TemporaryDirectory() as folder:
        document = unpack(path, Path(folder))[chapter] if path.suffix == ".epub" else path
        job = {
            "url": document.as_uri(),
            "width": width,
            "out": str(Path(out).absolute()) if out else "",
            "style": style,
        }
        return int(in_chromium("screenshot.mjs", job, text_scale=text_scale))

"""mammoth as a reader of Word documents: it goes by styles and numbering alone."""

import zipfile
from pathlib import Path

from tests.judges.tools import Reading, existing


def mammoth_html(file: Path) -> Reading:
    """Return the HTML that mammoth makes of a Word document, and its remarks (e.g. on styles it does not know)."""
    import mammoth

    (path,) = existing([file])
    with path.open("rb") as stream:
        try:
            result = mammoth.convert_to_html(stream)
        except (zipfile.BadZipFile, KeyError, OSError, ValueError) as broken:
            return Reading("", problem=str(broken))
    return Reading(result.value, messages=tuple(message.message for message in result.messages))

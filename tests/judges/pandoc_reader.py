"""pandoc as a reader of Word documents and EPUBs."""

import json
from pathlib import Path
from typing import Any

from tests.judges.tools import existing, remembered


@remembered
def pandoc_json(file: Path, format: str) -> dict[str, Any]:  # noqa: A002 (pandoc's own word)
    """Return pandoc's document of a file: its keys are "blocks", "meta" and "pandoc-api-version".

    `format` is pandoc's name of a reader with its extensions, e.g. "docx+styles" or "epub". A file that pandoc cannot
    read gives no blocks and has a further key, "error".
    """
    import pypandoc

    (path,) = existing([file])
    try:
        text = pypandoc.convert_file(str(path), "json", format=format)
    except RuntimeError as broken:
        return {"pandoc-api-version": [], "meta": {}, "blocks": [], "error": str(broken)}
    document: dict[str, Any] = json.loads(text)
    return document

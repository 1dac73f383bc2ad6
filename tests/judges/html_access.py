"""axe-core: accessibility rules on web pages and on the content documents of an EPUB, in Chromium."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.judges.epub_files import BadEpub, unpack
from tests.judges.tools import existing, in_chromium

PAGE_RULES = ("landmark-one-main", "page-has-heading-one", "region")
"""Rules on a web page as a whole: a chapter of a book is none, and need have neither a main landmark nor an h1."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A breach of an accessibility rule.

    `impact` is axe's grade: minor, moderate, serious or critical. `document` is the content document's name, `html` the
    element. A file that cannot be read has one violation with the rule "unreadable".
    """

    rule: str
    impact: str
    document: str
    help: str
    html: str


def axe(files: Iterable[Path], *, dark: bool = False) -> dict[Path, list[Violation]]:
    """Judge HTML files and EPUBs, all in one browser; an empty list means that nothing was found.

    `dark` tells that the person wants pages dark.

    A rule that axe can neither pass nor fail (it says "incomplete") is not told.
    """
    found: dict[Path, list[Violation]] = {}
    pages: list[tuple[Path, Path]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            (path,) = existing([file])
            found[file] = []
            if path.suffix != ".epub":
                pages.append((file, path))
                continue
            try:
                pages += [(file, document) for document in unpack(path, Path(folder) / str(number))]
            except BadEpub as broken:
                found[file].append(Violation("unreadable", "critical", "", str(broken), ""))
        job = [
            {"url": document.as_uri(), "skip": PAGE_RULES if file.suffix == ".epub" else ()} for file, document in pages
        ]
        verdicts = in_chromium("axe.mjs", {"pages": job, "dark": dark})
    for (file, document), verdict in zip(pages, verdicts, strict=True):
        found[file] += [Violation(document=document.name, **one) for one in verdict]
    return found

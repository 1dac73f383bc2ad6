"""What the tests of the checks share: a text is read and reviewed as the command line does it."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from triplicate import reading, theme
from triplicate.checks import Settings, Verdict, review
from triplicate.document.model import Document
from triplicate.errors import FindingsError
from triplicate.formats.product import Format
from triplicate.jobs import config
from triplicate.jobs.importing import Wish, import_file
from triplicate.jobs.production import produce, unshown
from triplicate.rules.finding import Finding

HERE = Path(__file__).parent
EVIDENCE = HERE / "evidence"
PICTURES = HERE / "pictures"
FRONT = "---\ntitle: Evidence\nlang: en-GB\n---\n\n"


def read_text(text: str) -> Document:
    return reading.read(text, media=[PICTURES]).document


def review_text(text: str, settings: Settings | None = None) -> Verdict:
    result = reading.read(text, name="text.md", media=[PICTURES])
    return review(
        result.document,
        result.findings,
        text,
        settings or Settings(house_style="gov.uk"),
        name="text.md",
        ignored=result.ignored,
    )


def review_file(path: Path) -> Verdict:
    settings, findings = config.load(config.find(path))
    assert not findings
    # What a lenient reading leaves out is refused by any other.
    lenient = path.parent.name == "X042"
    # A title that is given with the call stands before the text's own.
    title = "Another title" if path.parent.name == "M011" else None
    result = reading.read(path, name=path.name, media=[PICTURES], lenient=lenient, title=title)
    text = path.read_text("utf-8")
    return review(result.document, result.findings, text, settings.settings, name=path.name, ignored=result.ignored)


def codes(verdict: Verdict) -> list[str]:
    return [finding.code for finding in verdict.findings]


def found_in_import(path: Path, *, mend: bool = False) -> tuple[Finding, ...]:
    """Return what is found while a file is taken in, and in the text that is made of it."""
    with tempfile.TemporaryDirectory() as folder:
        return import_file(path, Wish(Path(folder), mend=mend)).findings


def found_in_making(text: str) -> tuple[Finding, ...]:
    """Return what is found only when the files are made: what their fonts and formats cannot carry."""
    document = reading.read(text, media=[PICTURES]).document
    edition = theme.edition_of(document, theme.load())
    if found := (*edition.findings, *unshown([edition], tuple(Format))):
        return found
    try:
        products = produce(edition, tuple(Format), moment=datetime(2026, 3, 1, tzinfo=UTC))
    except FindingsError as error:
        return error.findings
    return tuple(finding for product in products.values() for finding in product.findings)

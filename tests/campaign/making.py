"""One random document as files: its edition, its sheet and its standard by turn, and what the proof says of them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.campaign.documents import document_of
from triplicate import theme
from triplicate.document.model import Document, PdfStandard
from triplicate.errors import FindingsError
from triplicate.formats.product import Format
from triplicate.jobs.production import produce, unshown
from triplicate.jobs.promises import promise_of
from triplicate.proof.proving import prove
from triplicate.rules.finding import Severity

EDITIONS = theme.names()
SIZES = tuple(theme.PAGE_SIZES)
LOOKS = [(edition, size) for edition in EDITIONS for size in SIZES]
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
BY_NAME = {"X043"}
"""What a document may be refused for: callouts in lists in callouts on a small sheet with large letters."""

REFUSED = "refused"


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong: ``judge`` says so, of a ``kind``; ``said`` is the whole message."""

    judge: str
    kind: str
    said: str = field(compare=False)


@dataclass
class Made:
    """A document and its files, none if it is ``refused`` by name; ``faults`` grows as one judge after another speaks.

    ``to_left`` counts lines from right to left by their script, ``otherwise`` those that a program reads otherwise, by
    program and script; ``turned`` counts words that PDFium takes apart in lines of both ways.
    """

    seed: int
    document: Document
    look: str
    standard: PdfStandard
    files: dict[Format, Path]
    faults: list[Fault]
    to_left: Counter[str] = field(default_factory=Counter)
    otherwise: Counter[tuple[str, str]] = field(default_factory=Counter)
    turned: int = 0
    refused: bool = False


def look_of(seed: int, folder: Path) -> theme.Theme:
    """Return an edition on a sheet, another one for each seed until all have had their turn."""
    edition, size = LOOKS[seed % len(LOOKS)]
    house = folder / f"{edition}-{size}.toml"
    house.write_text(f'extends = "{edition}"\ndescription = "{size}"\n[page]\nsize = "{size}"\n', encoding="utf-8")
    return theme.load(str(house))


def make(seed: int, folder: Path, formats: Collection[Format] = tuple(Format)) -> Made:
    """Make the files of a seed's document, and read them back."""
    edition = theme.edition_of(document_of(seed), look_of(seed, folder))
    standard = list(PdfStandard)[seed // len(LOOKS) % len(PdfStandard)]
    made = Made(seed, edition.document, edition.style.name, standard, {}, [])
    if missing := unshown([edition], [*formats]):
        made.faults += [Fault(REFUSED, one.code, str(one)) for one in missing]
        return made
    try:
        products = produce(edition, [*formats], moment=MOMENT, standard=standard, name=str(seed))
        for one, product in products.items():
            made.files[one] = folder / f"{seed}.{one}"
            made.files[one].write_bytes(product.data)
        contents = {path: path.read_bytes() for path in made.files.values()}
        for proof in prove(edition.document, contents, promise_of(edition.style)):
            kind = proof.file.suffix.removeprefix(".")
            made.faults += [Fault(f"our proof, {kind}", one.kind, str(one)) for one in proof.differences]
    except FindingsError as error:
        if {one.code for one in error.findings if one.severity is Severity.ERROR} <= BY_NAME:
            made.refused = True
        else:
            made.faults += [Fault(REFUSED, one.code, str(one)) for one in error.findings]
    except Exception as error:  # noqa: BLE001  whatever it is, it is what the campaign looks for
        made.faults.append(Fault("our program", type(error).__name__, repr(error)))
    return made

"""What the files of one text are made of, and the making of them.

Making asks nothing of the disk but the files of fonts, and writes nothing. So it can be done by another machine than
the one that has the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from triplicate.document.model import PdfStandard
from triplicate.errors import FindingsError
from triplicate.formats.product import Format, Product
from triplicate.jobs.production import produce
from triplicate.jobs.promises import promise_of
from triplicate.proof.proving import Proof, prove
from triplicate.rules.finding import Finding
from triplicate.theme import Edition


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made of one text, whole: nothing more is asked of the text, its pictures or the configuration.

    ``editions`` are by the stems of their files; ``folder`` is where these will be. ``missing`` are characters that no
    font shows: there is no PDF then, but what else is refused is found. ``proved``: each file is read back. ``told``:
    the outlines of what was read come with the proofs.
    """

    editions: Mapping[str, Edition]
    formats: tuple[Format, ...]
    folder: Path
    moment: datetime
    standard: PdfStandard
    missing: tuple[Finding, ...] = ()
    proved: bool = True
    told: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was made: the files of each edition by their places, and what reading them back showed."""

    products: tuple[Mapping[Path, Product], ...]
    proofs: tuple[Proof, ...]


def deliver(order: Order) -> Delivery:
    """Make the files of an order, in memory.

    Raises FindingsError with everything that any format of any edition refuses; MissingToolError if this machine lacks
    a library.
    """
    formats = [one for one in order.formats if not (order.missing and one is Format.PDF)]
    refused = list(order.missing)
    made: list[Mapping[Path, Product]] = []
    for stem, edition in order.editions.items():
        try:
            products = produce(edition, formats, moment=order.moment, standard=order.standard, name=stem)
        except FindingsError as error:
            refused += error.findings
            continue
        made.append({order.folder / f"{stem}.{format_}": product for format_, product in products.items()})
    if refused:
        found = (finding for files in made for product in files.values() for finding in product.findings)
        raise FindingsError(tuple(dict.fromkeys((*refused, *found))))
    proofs: list[Proof] = []
    if order.proved:
        for edition, files in zip(order.editions.values(), made, strict=True):
            contents = {file: product.data for file, product in files.items()}
            proofs += prove(edition.document, contents, promise_of(edition.style))
    return Delivery(tuple(made), tuple(proofs) if order.told else tuple(one.without_outline() for one in proofs))

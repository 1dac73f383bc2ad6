"""What the files of one text are made of, and the making of them.

Making asks nothing of the disk but the files of fonts, and writes nothing. So it can be done by another machine than
the one that has the text.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from triplicate.document.model import PdfStandard
from triplicate.errors import FindingsError
from triplicate.formats.product import Format, Product
from triplicate.jobs.production import Made, produce
from triplicate.jobs.promises import promise_of
from triplicate.later import dataclass
from triplicate.proof.proving import Proof, prove
from triplicate.rules.finding import Finding
from triplicate.theme import Edition


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made of one text, whole: nothing more is asked of the text, its pictures or the configuration.

    ``editions`` are by the stems of their files; ``folder`` is where these will be. ``missing`` are characters that no
    font shows: there is no PDF then, but what else is refused is found. ``proved``: each file is read back. ``told``:
    the outlines of what was read come with the proofs. ``assets`` is the folder for what web pages show, seen from
    them.
    """

    editions: Mapping[str, Edition]
    formats: tuple[Format, ...]
    folder: Path
    moment: datetime
    standard: PdfStandard
    missing: tuple[Finding, ...] = ()
    proved: bool = True
    told: bool = False
    assets: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was made: the files of each edition by their places, and what reading them back showed."""

    products: tuple[Mapping[Path, Product], ...]
    proofs: tuple[Proof, ...]


def deliver(order: Order, begins: Callable[[str], object] = str) -> Delivery:
    """Make the files of an order, in memory; ``begins`` is told the name of each step, as a request says.

    Raises FindingsError with everything that any format of any edition refuses; MissingToolError if this machine lacks
    a library.
    """
    formats = [one for one in order.formats if not (order.missing and one is Format.PDF)]
    refused = list(order.missing)
    made: list[Made] = []
    for stem, edition in order.editions.items():
        try:
            products = produce(
                edition,
                formats,
                moment=order.moment,
                standard=order.standard,
                name=stem,
                assets=order.assets,
                begins=begins,
            )
        except FindingsError as error:
            refused += error.findings
            continue
        files = {order.folder / f"{stem}.{format_}": product for format_, product in products.items()}
        made.append(Made(edition, files))
    if refused:
        found = (finding for one in made for product in one.products.values() for finding in product.findings)
        raise FindingsError(tuple(dict.fromkeys((*refused, *found))))
    proofs: list[Proof] = []
    begins("compare")
    for one in made if order.proved else ():
        proofs += prove(one.edition.document, one.contents, promise_of(one.edition.style), one.beside)
    products_of = tuple(one.products for one in made)
    return Delivery(products_of, tuple(proofs) if order.told else tuple(one.without_outline() for one in proofs))

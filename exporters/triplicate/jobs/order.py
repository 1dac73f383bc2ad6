"""What the files of one text are made of, and the making of them.

Making asks nothing of the disk but the files of fonts, and writes nothing. So it can be done by another machine than
the one that has the text.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path

from triplicate.document.model import PdfStandard
from triplicate.errors import FindingsError, LostError
from triplicate.formats.product import Format, PageStart, Product
from triplicate.jobs.outcome import as_told
from triplicate.jobs.production import gather, make
from triplicate.jobs.promises import promise_of
from triplicate.later import dataclass
from triplicate.proof.proving import Proof, Witness
from triplicate.rules.finding import Finding
from triplicate.system.ahead import Ahead
from triplicate.system.gate import Gate
from triplicate.system.workers import Death
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


def deliver(order: Order, begins: Callable[[str], object] = str, processes: int = 1) -> Delivery:
    """Make the files of an order, in memory; ``begins`` is told the name of each step, as a request says.

    ``processes`` is how many may work on it at once, of 1 this one alone. Raises FindingsError with everything that any
    format of any edition refuses; MissingToolError if this machine lacks a library; LostError if a process dies.
    """
    most = len(order.editions) * len(order.formats)
    with ExitStack() as open_until_then, Ahead(min(processes, most), told=as_told, lost=_lost) as ahead:
        return _Work(order, ahead, processes, open_until_then).delivery(begins)


class _Work:
    """The work on an order, a part of it for each file: the file is made, and then proved.

    A long PDF is what takes longest, and for most of that time all processes can share it. So other files of its text
    wait until it leaves one of them free: there is a gate for the files of each edition, kept as long as the ``stack``.
    """

    def __init__(self, order: Order, ahead: Ahead, processes: int, stack: ExitStack) -> None:
        self._order = order
        self._ahead = ahead
        self._processes = processes
        self._formats = [one for one in order.formats if not (order.missing and one is Format.PDF)]
        self._witnesses = {stem: Witness(one.document, promise_of(one.style)) for stem, one in order.editions.items()}
        self._parts: dict[tuple[str, Format], Iterator[Product | Proof]] = {}
        shared = ahead.processes > 1 and Format.PDF in self._formats
        self._gates = {stem: stack.enter_context(Gate()) for stem in order.editions} if shared else {}

    def delivery(self, begins: Callable[[str], object]) -> Delivery:
        """Do all of it, one part after the other where nothing is done ahead."""
        self._begin()
        refused = list(self._order.missing)
        made: dict[str, dict[Format, Product]] = {}
        for stem in self._order.editions:
            try:
                made[stem] = gather(self._formats, partial(self._product, stem), begins)
            except FindingsError as error:
                refused += error.findings
        if refused:
            found = (finding for files in made.values() for product in files.values() for finding in product.findings)
            raise FindingsError(tuple(dict.fromkeys((*refused, *found))))
        begins("compare")
        proved = made if self._order.proved else {}
        return Delivery(
            tuple({self._place(stem, one): product for one, product in files.items()} for stem, files in made.items()),
            tuple(self._proof(stem, one) for stem, files in proved.items() for one in files),
        )

    def _begin(self) -> None:
        """Begin all that waits for nothing, the longest first: the EPUB has the numbers of the pages of the PDF."""
        for one in Format:
            if one in self._formats and not (one is Format.EPUB and Format.PDF in self._formats):
                for stem in self._order.editions:
                    self._begin_part(stem, one)
            if one is Format.PDF and self._ahead.processes > 1 and self._order.proved:
                # While the PDF is made there is time for it, and all the processes that are forked now have it.
                for witness in self._witnesses.values():
                    witness.prepare()

    def _begin_part(self, stem: str, format_: Format, page_starts: tuple[PageStart, ...] = ()) -> None:
        self._parts[stem, format_] = self._ahead.values(self._part(stem, format_, page_starts))

    def _part(self, stem: str, format_: Format, page_starts: tuple[PageStart, ...]) -> Iterator[Product | Proof]:
        order = self._order
        if format_ is not Format.PDF and stem in self._gates:
            self._gates[stem].wait()
        try:
            product = make(
                order.editions[stem],
                format_,
                moment=order.moment,
                standard=order.standard,
                name=stem,
                assets=order.assets,
                page_starts=page_starts,
                processes=self._processes,
                spared=partial(self._spared, stem),
            )
        finally:
            self._open(stem)
        yield product
        if order.proved:
            place = self._place(stem, format_)
            beside = {place.parent / path: data for path, data in product.beside.items()}
            proof = self._witnesses[stem].prove(place, product.data, beside, self._processes)
            yield proof if order.told else proof.without_outline()

    def _spared(self, stem: str) -> None:
        """Go on with what else there is, while a PDF still waits for its last parts."""
        self._open(stem)
        if self._order.proved and self._ahead.processes > 1:
            self._witnesses[stem].prepare()

    def _open(self, stem: str) -> None:
        if stem in self._gates:
            self._gates[stem].open()

    def _product(self, stem: str, format_: Format, page_starts: tuple[PageStart, ...]) -> Product:
        if (stem, format_) not in self._parts:
            self._begin_part(stem, format_, page_starts)
        product = next(self._parts[stem, format_])
        assert isinstance(product, Product)
        return product

    def _proof(self, stem: str, format_: Format) -> Proof:
        proof = next(self._parts[stem, format_])
        assert isinstance(proof, Proof)
        return proof

    def _place(self, stem: str, format_: Format) -> Path:
        return self._order.folder / f"{stem}.{format_}"


def _lost(death: Death) -> LostError:
    return LostError(
        f"a process that worked on this text died ({death}), and nothing was written; "
        "use --jobs 1, which leaves it more memory"
    )

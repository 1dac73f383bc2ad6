"""What the structure tree costs: `python tests/benchmarks/pdf.py [PAGES ...]` (about 12, 110 and 440 pages if none are given).

Ratios of CPU time in one run, medians of interleaved runs: our whole export to WeasyPrint's own write of the same
layout without tags, and with its own tags (`pdf/ua-1`); then time for each page, to show that it grows no faster than
the pages. Layout is the same in all three, with the same style sheet and fonts.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "exporters"), str(ROOT)]

from tests.pdf.documents import MOMENT, SENTENCE, document, heading, item, para, table, words  # noqa: E402
from triplicate import theme  # noqa: E402
from triplicate.document.model import BulletList, Document, Link, Note, NoteReference  # noqa: E402
from triplicate.formats import pdf  # noqa: E402
from triplicate.formats.pdf import layout  # noqa: E402
from triplicate.formats.pdf.page_tree import PdfHtml  # noqa: E402

SECTIONS_A_PAGE = 1.1
RUNS = 3


def text(pages: int) -> Document:
    """Return a text of about so many pages, with all that a report has."""
    blocks, notes = [], []
    for number in range(1, round(pages * SECTIONS_A_PAGE) + 1):
        notes.append(Note(number, (para(f"Note {number}. ", SENTENCE),)))
        blocks += [
            heading(2, f"Section {number}", id=f"s{number}"),
            para(SENTENCE * 4, Link(words("see the first"), "#s1"), NoteReference(number), "."),
            para(SENTENCE * 5),
            BulletList((item(SENTENCE), item("two", BulletList((item("three"), item("four"))), "five"))),
            table(6),
        ]
    return document(*blocks, notes=tuple(notes))


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of some work, the collector's sweep of what came before apart."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def lay_out(source: Document) -> object:
    """Return the layout of a text, with the collector as the export has it."""
    return layout.lay_out(PdfHtml(source, theme.load()), theme.load())


def measure(pages: int) -> None:
    """Print the figures for one size."""
    source = text(pages)

    def ours() -> object:
        return pdf.export(source, theme.load(), moment=MOMENT)

    def plain() -> object:
        return lay_out(source).write_pdf()

    def own_tags() -> object:
        return lay_out(source).write_pdf(pdf_variant="pdf/ua-1")

    def collected(work: Callable[[], object]) -> Callable[[], object]:
        def inside() -> object:
            gc.disable()
            try:
                return work()
            finally:
                gc.enable()

        return inside

    ways = {"ours": ours, "plain": collected(plain), "plain with the collector": plain, "own tags": collected(own_tags)}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(RUNS):
        for name, work in ways.items():
            times[name].append(cpu(work))
    count = len(lay_out(source).pages)
    median = {name: statistics.median(values) for name, values in times.items()}
    sys.stdout.write(
        f"{count:5} pages  {1000 * median['ours'] / count:6.1f} ms a page"
        f"  ours/plain {median['ours'] / median['plain']:.2f}"
        f"  ours/plain with the collector {median['ours'] / median['plain with the collector']:.2f}"
        f"  ours/WeasyPrint's tags {median['ours'] / median['own tags']:.2f}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    lay_out(text(1))
    for size in [int(argument) for argument in sys.argv[1:]] or [12, 110, 440]:
        measure(size)

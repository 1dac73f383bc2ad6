"""What Triplicate costs beside its peers: `python -m tests.benchmarks [--runs N] [--pages N ...]`.

Whole commands, start and imports included, by turns, medians; each row is a ratio of two ways in the same run. The peers
are pandoc (from its wheel), WeasyPrint's own command and, if `pip install typst` was said, Typst. `--pages`
names the sizes of texts (as a rule 1, 20, 200 and 1,000). What it prints is the table of figures, in Markdown.
"""

import argparse
import sys
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.costs import Cost, cost, medians, release, report, triplicate

Row = tuple[str, str, str, str]
Way = Callable[[], Cost]
RELEASES = 200
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


class Bench:
    """The texts, in a folder, and the ways to make files of them."""

    def __init__(self, folder: Path, runs: int) -> None:
        import pypandoc

        self.folder = folder
        self.runs = runs
        self.pandoc = pypandoc.get_pandoc_path()

    def text(self, pages: int) -> Path:
        """Return a text of so many pages; of one page it is a release."""
        path = self.folder / f"{pages}.md"
        path.write_text(release(1) if pages == 1 else report(pages), encoding="utf-8")
        return path

    def chapters(self, pages: int) -> Path:
        """Return a text of so many pages whose chapters begin on new ones."""
        path = self.folder / f"{pages}-chapters.md"
        path.write_text(report(pages, chapters=True), encoding="utf-8")
        return path

    def releases(self, number: int) -> Path:
        """Return a folder of releases."""
        folder = self.folder / "releases"
        folder.mkdir(exist_ok=True)
        for one in range(number):
            (folder / f"{one}.md").write_text(release(one), encoding="utf-8")
        return folder

    def ours(self, text: Path, *options: str | Path) -> Way:
        """Return our export of a text, proved."""
        out = self.folder / "ours"
        return partial(cost, triplicate("export", text, "--to", out, "--no-cache", "--quiet", *options))

    def by_pandoc(self, text: Path, *formats: str) -> list[list[str | Path]]:
        """Return pandoc's commands."""
        made = self.folder / "theirs"
        made.mkdir(exist_ok=True)
        return [[self.pandoc, "-s", "-t", one, "-o", made / f"{text.stem}.{one}", text] for one in formats]

    def by_weasyprint(self, text: Path) -> list[list[str | Path]]:
        """Return the commands that make a tagged PDF by pandoc and WeasyPrint."""
        (page,) = self.by_pandoc(text, "html5")
        page.insert(1, "--embed-resources")
        made = self.folder / "theirs" / f"{text.stem}.pdf"
        return [page, [sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", str(page[-2]), made]]

    def by_typst(self, text: Path) -> list[list[str | Path]]:
        """Return the commands that make a PDF by pandoc and Typst."""
        (page,) = self.by_pandoc(text, "typst")
        return [page, [sys.executable, "-c", TYPST, str(page[-2]), self.folder / "theirs" / f"{text.stem}.typ.pdf"]]

    def compared(self, ours: Way, theirs: Way) -> tuple[Cost, Cost]:
        """Return the medians of two ways that take turns."""
        found = medians({"ours": ours, "theirs": theirs}, self.runs)
        return found["ours"], found["theirs"]


def in_turn(commands: list[list[str | Path]]) -> Way:
    """Return the way that runs commands one after the other."""
    return partial(cost, *commands)


def row(what: str, ours: Cost, theirs: Cost, by: str = "CPU") -> Row:
    """Return a line of the table."""
    mine, other = (ours.wall, theirs.wall) if by == "wall" else (ours.cpu, theirs.cpu)
    return what, f"{mine:.2f} s", f"{other:.2f} s", f"{mine / other:.2f} ({by})"


def rows(bench: Bench, sizes: Collection[int]) -> Iterator[Row]:
    """Yield the lines of the table, for texts of these sizes."""
    ours, theirs = bench.compared(partial(cost, triplicate("--help")), partial(cost, [sys.executable, "-c", "pass"]))
    yield row("`triplicate --help`, beside Python alone", ours, theirs)
    for pages in sorted(set(sizes) & {1, 20, 200}):
        text = bench.text(pages)
        peers = [*bench.by_pandoc(text, "docx", "epub3"), *bench.by_weasyprint(text)]
        ours, theirs = bench.compared(bench.ours(text), in_turn(peers))
        yield row(f"{pages} pages, three formats, proved, beside pandoc and WeasyPrint", ours, theirs)
        if pages > 1:
            yield row(f"the same, {pages} pages", ours, theirs, "wall")
    for pages in sorted(set(sizes) & {20, 200}):
        text = bench.text(pages)
        for format_, theirs_ in (("docx", "docx"), ("epub", "epub3"), ("html", "html5")):
            way = in_turn(bench.by_pandoc(text, theirs_))
            ours, theirs = bench.compared(bench.ours(text, "--formats", format_), way)
            yield row(f"{pages} pages, {format_}, beside pandoc", ours, theirs)
    if 200 in sizes:
        text = bench.text(200)
        ours, theirs = bench.compared(bench.ours(text, "--formats", "pdf"), in_turn(bench.by_weasyprint(text)[1:]))
        yield row("200 pages, PDF, beside `weasyprint --pdf-variant pdf/ua-1`", ours, theirs)
        text = bench.chapters(200)
        peers = [*bench.by_pandoc(text, "docx", "epub3"), *bench.by_weasyprint(text)]
        ours, theirs = bench.compared(bench.ours(text), in_turn(peers))
        yield row("200 pages in chapters, three formats, proved, beside pandoc and WeasyPrint", ours, theirs, "wall")
        yield "the same: the largest process", f"{ours.largest:.0f} MB", f"{theirs.largest:.0f} MB", ""
    if 1 in sizes:
        yield from of_many(bench)
    if 1000 in sizes:
        for text, kind in ((bench.text(1000), ""), (bench.chapters(1000), " in chapters")):
            peers = [*bench.by_pandoc(text, "docx", "epub3"), *bench.by_weasyprint(text)]
            ours, theirs = bench.ours(text)(), in_turn(peers)()
            yield row(f"1,000 pages{kind}, three formats, proved, beside pandoc and WeasyPrint", ours, theirs, "wall")
            yield "the same: the largest process", f"{ours.largest:.0f} MB", f"{theirs.largest:.0f} MB", ""


def of_many(bench: Bench) -> Iterator[Row]:
    """Yield what many texts cost: on all cores, beside peers two at a time; and where nothing has changed."""
    folder = bench.releases(RELEASES)
    texts = sorted(folder.glob("*.md"))
    ours = bench.ours(folder)()
    try:
        import typst  # noqa: F401
    except ImportError:
        yield f"{RELEASES} releases, proved", f"{ours.wall:.2f} s", "Typst is not installed", ""
    else:
        chains = []
        for text in texts:
            made = [*bench.by_pandoc(text, "docx", "epub3"), *bench.by_typst(text)]
            chains.append(["sh", "-c", " && ".join(" ".join(f"'{part}'" for part in one) for one in made)])
        theirs = cost(*chains, at_once=2)
        yield row(f"{RELEASES} releases, proved, beside pandoc and Typst, two at a time", ours, theirs, "wall")
    cached = triplicate("export", folder, "--to", bench.folder / "ours", "--cache", bench.folder / "cache", "--quiet")
    cost(cached)
    cost(cached)  # what was changed a moment ago is looked at once more
    whole, one = cost(cached), cost([*cached[:4], str(texts[0]), *cached[5:]])
    yield "an unchanged text, after start", f"{1000 * (whole.wall - one.wall) / (RELEASES - 1):.2f} ms", "", ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pages", type=int, nargs="+", default=(1, 20, 200, 1000), metavar="N")
    options = parser.parse_args()
    print("| What | Triplicate | Peers | Ratio |\n|---|--:|--:|--:|")
    with TemporaryDirectory() as folder:
        for one in rows(Bench(Path(folder), options.runs), options.pages):
            print(f"| {' | '.join(one)} |", flush=True)


if __name__ == "__main__":
    main()

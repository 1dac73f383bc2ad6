"""CPU time of the EPUB, from Markdown to the file, beside pandoc's epub3: `python -m tests.benchmarks.epub [PAGES…]`.

Prints medians of interleaved runs in new processes, start and imports included. A nominal page is about 400 words.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

EXPORTERS = Path(__file__).parents[2] / "exporters"
RUNS = 5

OURS = """
import datetime, sys, time
from pathlib import Path
from triplicate import epub, reading, theme
document = reading.read(Path(sys.argv[1])).document
moment = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
start = time.process_time()
Path(sys.argv[2]).write_bytes(epub.export(document, theme.load(), moment=moment).data)
Path(sys.argv[3]).write_text(str(time.process_time() - start))
"""

SENTENCE = "The river rises in the hills above the town, and *nobody* who lives beside it forgets that for long. "


def source(pages: int) -> str:
    """Return a text of headings, paragraphs, nested lists, tables, links and notes."""
    parts = ["---\ntitle: A long text\nlang: en-GB\n---\n"]
    for page in range(pages):
        if page % 10 == 0:
            parts.append(f"## Chapter {page // 10 + 1}\n")
        parts.append(f"### Section {page + 1}\n")
        parts += [SENTENCE * 5 + f"See [page {number}](https://example.org/{page}/{number}).\n" for number in range(3)]
        parts.append("- one\n- two\n    - inner one\n    - inner two\n- three\n")
        parts.append("| Name | Number |\n|---|---:|\n" + "".join(f"| Row {row} | {row * 7} |\n" for row in range(8)))
        parts.append(f"A note.[^n{page}]\n\n[^n{page}]: {SENTENCE}\n")
    return "\n".join(parts)


def seconds(*command: str | Path) -> float:
    """Return the CPU seconds that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(part) for part in command], check=True, env={**os.environ, "PYTHONPATH": str(EXPORTERS)})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def texts() -> Iterator[tuple[int, Path]]:
    """Yield the numbers of pages that are asked for, each with a text of them in a folder of its own."""
    for pages in map(int, sys.argv[1:] or ("20", "200")):
        with tempfile.TemporaryDirectory() as folder:
            text = Path(folder, f"{pages}.md")
            text.write_text(source(pages), encoding="utf-8")
            yield pages, text


def main() -> None:
    """Print the medians."""
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    for pages, text in texts():
        folder = text.parent
        ours, theirs, alone = [], [], []
        for _ in range(RUNS):
            ours.append(seconds(sys.executable, "-c", OURS, text, folder / "ours.epub", folder / "alone"))
            alone.append(float((folder / "alone").read_text(encoding="utf-8")))
            theirs.append(seconds(pandoc, "-t", "epub3", "-o", folder / "theirs.epub", text))
        mine, other, export = map(statistics.median, (ours, theirs, alone))
        ratios = f"ratio {mine / other:.2f}, export alone {export / other:.2f}"
        print(f"{pages} pages: {mine:.2f} s (export {export:.2f}), pandoc {other:.2f} s; {ratios}")


if __name__ == "__main__":
    main()

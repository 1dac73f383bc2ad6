"""CPU time of the Word file, from Markdown to the file, beside pandoc's docx: `python -m tests.benchmarks.word [PAGES…]`.

Prints medians of interleaved runs in new processes, start and imports included. A nominal page is about 400 words.
"""

import statistics
import sys

from tests.benchmarks.epub import RUNS, seconds, texts

OURS = """
import datetime, sys, time
from pathlib import Path
from triplicate import reading, theme, word
document = reading.read(Path(sys.argv[1])).document
moment = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
start = time.process_time()
Path(sys.argv[2]).write_bytes(word.export(document, theme.load(), moment=moment).data)
Path(sys.argv[3]).write_text(str(time.process_time() - start))
"""


def main() -> None:
    """Print the medians."""
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    for pages, text in texts():
        folder = text.parent
        ours, inner, theirs = [], [], []
        for _ in range(RUNS):
            ours.append(seconds(sys.executable, "-c", OURS, text, folder / "ours.docx", folder / "inner"))
            inner.append(float((folder / "inner").read_text()))
            theirs.append(seconds(pandoc, "-t", "docx", "-o", folder / "theirs.docx", text))
        whole, own, other = (statistics.median(times) for times in (ours, inner, theirs))
        ratios = f"ratio {whole / other:.2f}, export alone {own / other:.2f}"
        print(f"{pages} pages: {whole:.2f} s (export {own:.2f}), pandoc {other:.2f} s; {ratios}")


if __name__ == "__main__":
    main()

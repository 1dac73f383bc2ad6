"""CPU time of a web page, from Markdown to the file, beside pandoc's html5: `python -m tests.benchmarks.web [PAGES…]`.

Prints medians of interleaved runs in new processes, start and imports included: of the whole export with its proof, of
one with `--no-verify`, and of pandoc. A nominal page is about 400 words.
"""

import statistics
import sys

from tests.benchmarks.epub import RUNS, seconds, texts

OURS = "import sys; from triplicate.cli import main; main(sys.argv[1:])"


def main() -> None:
    """Print the medians."""
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    for pages, text in texts():
        folder = text.parent
        ours = [sys.executable, "-c", OURS, "export", text, "--formats", "html", "--no-cache", "--quiet"]
        proved, made, theirs = [], [], []
        for _ in range(RUNS):
            proved.append(seconds(*ours))
            made.append(seconds(*ours, "--no-verify"))
            theirs.append(seconds(pandoc, "-s", "--embed-resources", "-t", "html5", "-o", folder / "theirs.html", text))
        whole, alone, other = map(statistics.median, (proved, made, theirs))
        print(
            f"{pages} pages: {whole:.2f} s, without proof {alone:.2f} s; pandoc {other:.2f} s; "
            f"ratios {whole / other:.2f} and {alone / other:.2f}"
        )


if __name__ == "__main__":
    main()

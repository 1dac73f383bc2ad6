"""What readers meet in the files of other tools, beside ours: `python -m tests.benchmarks.peers [SOURCE.md]`.

Each tool makes its files from the same Markdown. Each file is read back and compared with the source; a difference
is something a reader meets otherwise than the text says it (a list in parts, a lost level, language or text
alternative, words that join). Validators are asked too. Needs the judges (`tests/run`) and, for Typst, `pip install
typst`.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests import judges
from triplicate import cli, reading
from triplicate.errors import UnreadableError
from triplicate.proof.proving import prove

PICTURES = Path(__file__).parents[2] / "source" / "pictures"

# Nothing but what all these tools understand in the same syntax, and long enough to cross pages.
TEXT = f"""---
title: Getting ready for winter
lang: en-GB
---

The council asks every household to get ready before the first frost. In French the
campaign is called [prêts pour l’hiver]{{lang=fr}}, and its [plan of action](https://www.example.org/winter)
can be read by everyone. Heating a room to 18 °C costs less than repairing a burst pipe.[^1]

[^1]: The figures are those of last winter.

## What to keep at home

{chr(10).join(f"- {number} litres of water for each person and day" for number in range(1, 46))}

## What to do

3.  Close the main tap.

    Then open the lowest tap in the house.

4.  Call a plumber:

    - by telephone
    - by email

5.  Write down the time.

| Village | Depot | Open |
|:--------|:------|-----:|
{chr(10).join(f"| Village {number} | Hall {number} | {number} |" for number in range(1, 41))}

: Depots for salt and sand

![A wide valley in early spring](valley.jpg)

## Who helps

{" ".join(f"Neighbour {number} looks after the next house in the street." for number in range(1, 60))}
"""


def ours(source: Path, target: Path) -> None:
    cli.run(["export", str(source), "--to", str(target.parent), "--formats", target.suffix[1:], "--quiet"])
    target.with_name(source.name).with_suffix(target.suffix).replace(target)


def pandoc(source: Path, target: Path) -> None:
    import pypandoc

    writer = {".docx": "docx", ".epub": "epub3"}[target.suffix]
    options = [f"--resource-path={source.parent}"]
    pypandoc.convert_file(
        str(source), writer, format="markdown", outputfile=str(target), extra_args=options, cworkdir=source.parent
    )


def pandoc_weasyprint(source: Path, target: Path) -> None:
    import pypandoc
    from weasyprint import HTML

    options = ["--standalone", f"--resource-path={source.parent}", "--embed-resources"]
    html = pypandoc.convert_file(str(source), "html5", format="markdown", extra_args=options)
    HTML(string=html, base_url=str(source.parent)).write_pdf(target, pdf_variant="pdf/ua-1")


def pandoc_typst(source: Path, target: Path) -> None:
    import pypandoc
    import typst

    # Asked for PDF/UA-1, Typst refuses: pandoc 3.9 hands it no text alternative. So it is asked for its usual PDF.
    # Typst takes the title for no heading, and PDF/UA wants the first heading to be of level 1.
    text = pypandoc.convert_file(
        str(source), "typst", format="markdown", extra_args=["--standalone", "--shift-heading-level-by=-1"]
    )
    # Typst 0.15 looks for pictures beside the file, so it stands beside the source for as long as it is read.
    file = source.with_name(f"{source.stem}-{target.stem}.typ")
    file.write_text(text, encoding="utf-8")
    try:
        typst.compile(str(file), output=str(target))
    finally:
        file.unlink()


def pandoc_libreoffice(source: Path, target: Path) -> None:
    document = target.with_suffix(".docx")
    pandoc(source, document)
    judges.libreoffice_pdf(document, target)


TOOLS: tuple[tuple[str, str, Callable[[Path, Path], None]], ...] = (
    ("Triplicate", ".pdf", ours),
    ("pandoc and WeasyPrint", ".pdf", pandoc_weasyprint),
    ("pandoc and Typst", ".pdf", pandoc_typst),
    ("pandoc and LibreOffice", ".pdf", pandoc_libreoffice),
    ("Triplicate", ".docx", ours),
    ("pandoc", ".docx", pandoc),
    ("Triplicate", ".epub", ours),
    ("pandoc", ".epub", pandoc),
)


def validated(file: Path) -> str:
    """Return how many rules a validator finds broken."""
    match file.suffix:
        case ".pdf":
            failures = judges.verapdf([file], ["ua1"])[file]
            return f"veraPDF, PDF/UA-1: {len(failures)}"
        case ".docx":
            return f"Open XML SDK: {len(judges.openxml_sdk([file])[file])}"
        case _:
            verdict = judges.epubcheck(file)
            return f"EPUBCheck: {sum(len(verdict[severity]) for severity in ('FATAL', 'ERROR', 'WARNING'))}"


def sample(folder: Path) -> Path:
    """Write the sample and its picture into a new folder; return the text's path."""
    folder.mkdir()
    (folder / "valley.jpg").write_bytes((PICTURES / "valley.jpg").read_bytes())
    path = folder / "winter.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def main() -> None:
    """Print a row for each tool and format."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else sample(Path(name, "source"))
        document = reading.read(source).document
        for tool, suffix, make in TOOLS:
            folder = Path(tempfile.mkdtemp(dir=name))
            target = folder / f"made{suffix}"
            try:
                make(source, target)
                (proof,) = prove(document, {target: target.read_bytes()})
            except (UnreadableError, RuntimeError, ImportError, OSError) as error:
                print(f"{suffix[1:]:5} {tool:24} not made: {str(error).splitlines()[0][:90]}")
                continue
            kinds = Counter(difference.kind for difference in proof.differences)
            said = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common(6))
            print(f"{suffix[1:]:5} {tool:24} {len(proof.differences):4} differences  {validated(target)}  {said}")


if __name__ == "__main__":
    main()

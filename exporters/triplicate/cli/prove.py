"""The commands that read files back: read, verify and compare."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from triplicate.document.model import Kind
from triplicate.document.neighbours import in_edition
from triplicate.errors import UsageError
from triplicate.formats.product import Format
from triplicate.jobs.batch import together
from triplicate.jobs.config import Choices
from triplicate.jobs.evidence import evidence_on
from triplicate.jobs.project import Projects
from triplicate.jobs.promises import promise_of
from triplicate.jobs.publishing import publish
from triplicate.jobs.records import difference_record, proof_record
from triplicate.jobs.texts import Checked, Request, find_sources, load_themes, read_source
from triplicate.proof.compare import Difference
from triplicate.proof.compare import compare as compare_outlines
from triplicate.proof.outline import announce, as_json, as_text
from triplicate.proof.proving import Proof, prove
from triplicate.proof.readback import LARGEST_FILE, read_back
from triplicate.reading.files import read_bytes
from triplicate.reading.targets import as_base_url
from triplicate.theme import Theme, edition_of

_MANY, _OF_MANY = 8, 5
"""More differences of one kind than the first number are told by as many as the second."""


def read(options: argparse.Namespace) -> int:
    """Print what a reader meets in a file."""
    outline = read_back(Path(options.file), looks=False)
    if options.json:
        print(as_json(outline), end="")
    elif options.tree:
        print(as_text(outline, where=True), end="")
    else:
        print("\n".join(announce(outline)))
    for fault in outline.faults:
        print(f"{options.file}: {fault.name}: {fault.message} ({fault.where})", file=sys.stderr)
    for remark in outline.remarks:
        print(f"{options.file}: advice: {remark.message} ({remark.where})", file=sys.stderr)
    return 0


def verify(options: argparse.Namespace) -> int:
    """Compare files with their source; 1 if they do not say the same."""
    source = Path(options.source)
    request = Request(
        Choices(styles=listed(options.style)),
        title=options.title,
        lang=options.lang,
        values=values_of(options),
        base_url=base_url(options),
        media=tuple(map(Path, options.media)),
        lenient=options.lenient,
        allow_outside=options.allow_outside,
    )
    files = _files(source, [Path(file) for file in options.files])
    if files and files[0].parent.resolve() != source.parent.resolve():
        request = replace(request, choices=replace(request.choices, output=files[0].parent))
    checked = read_source(source, together(_made_with(source, files), request))
    themes = load_themes(checked, request)
    proofs: list[Proof] = []
    for file in files:
        style = _theme_of(file, source, themes)
        # A house's logo is met in the files, though the source does not hold it. What the pages were to be like is
        # known only if a style is named.
        promise = promise_of(style) if request.choices.styles else None
        document = in_edition(edition_of(checked.document, style).document, file.stem.removeprefix(source.stem))
        proofs += prove(document, {file: read_bytes(file, LARGEST_FILE)}, promise)
    page = None
    if options.report:
        pages = evidence_on(checked, tuple(proofs), Path(options.report))
        publish(pages)
        page = next(iter(pages))
    if options.json:
        print(json.dumps([proof_record(proof) for proof in proofs], ensure_ascii=False))
    else:
        _print(checked, proofs, whole=options.all)
        if page:
            print(page)
    return int(any(proof.differences or proof.same_source is False for proof in proofs))


def compare(options: argparse.Namespace) -> int:
    """Compare two files of any origin; 1 if they do not say the same."""
    first, second = (read_back(Path(file)) for file in (options.first, options.second))
    differences = compare_outlines(first, second)
    if options.json:
        print(json.dumps([difference_record(difference) for difference in differences], ensure_ascii=False))
    else:
        for line in _shown(differences, whole=options.all):
            print(line)
        print(f"{options.second}: {counted(len(differences), 'difference')} from {options.first}")
    return int(bool(differences))


def base_url(options: argparse.Namespace) -> str | None:
    """Return the address given with ``--base-url``. Raises UsageError if it is none."""
    if options.base_url is None:
        return None
    base = as_base_url(options.base_url)
    if base is None:
        raise UsageError("--base-url wants an address such as https://www.example.org/news/")
    return base


def values_of(options: argparse.Namespace) -> dict[str, str]:
    """Return what the call says in the place of front matter, by its keys. Raises UsageError for no kind of text."""
    if options.kind is not None and options.kind not in tuple(Kind):
        raise UsageError(f"--kind: unknown kind {options.kind!r}; known are: {', '.join(Kind)}")
    return {key: value for key in ("date", "publisher", "kind") if (value := getattr(options, key))}


def listed(text: str | None) -> tuple[str, ...]:
    """Return the names of a comma-separated list, each once."""
    return tuple(dict.fromkeys(name.strip() for name in (text or "").split(",") if name.strip()))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "no differences", "1 difference", "3 differences"."""
    return f"{number or 'no'} {noun}" if number == 1 else f"{number or 'no'} {noun}s"


def _theme_of(file: Path, source: Path, themes: Sequence[Theme]) -> Theme:
    """Return the theme that a file was made with: the one that its name ends in, as in an export, else the first."""
    named = {f"{source.stem}-{theme.name}": theme for theme in themes}
    return named.get(file.stem, themes[0])


def _files(source: Path, named: Iterable[Path]) -> list[Path]:
    """Return the files to verify: those named, and in a folder (by default the source's) those of the source's name."""
    files: list[Path] = []
    for path in list(named) or [source.parent]:
        if not path.is_dir():
            files.append(path)
            continue
        inside = [
            file
            for suffix in Format
            for file in sorted(path.glob(f"*.{suffix}"))
            if file.stem == source.stem or file.stem.startswith(f"{source.stem}-")
        ]
        if not inside:
            raise UsageError(f"there is no {source.stem}.pdf, .docx, .epub or .html in the folder {path}")
        files += inside
    return files


def _made_with(source: Path, files: Sequence[Path]) -> Iterator[Path]:
    """Yield the texts of the source's project of which there are files of the same formats, beside them or its own.

    The project may be large: it is looked through once the first is asked for.
    """
    try:
        texts = find_sources([Projects().of(source).root or source.parent])
    except UsageError:
        return

    def is_made(text: Path) -> bool:
        folders = {text.parent, *(file.parent for file in files)}
        return any((folder / f"{text.stem}{file.suffix}").is_file() for file in files for folder in folders)

    yield from filter(is_made, texts)


def _print(checked: Checked, proofs: Iterable[Proof], *, whole: bool) -> None:
    for proof in proofs:
        for line in _shown(proof.differences, f"{checked.source}:", whole=whole):
            print(f"{proof.file}: {line}")
        for remark in proof.outline.remarks:
            print(f"{proof.file}: advice: {remark.message} ({remark.where})")
        if proof.same_source is False:
            print(f"{proof.file}: it says that it was made from another text than {checked.source}")
        print(f"{proof.file}: {counted(len(proof.differences), 'difference')}")


def _shown(differences: Sequence[Difference], source: str = "", *, whole: bool) -> Iterator[str]:
    """Yield a line for each difference; of many of one kind for the first, and one that counts the others."""
    number = Counter(difference.kind for difference in differences)
    told: Counter[str] = Counter()
    for difference in differences:
        kind = difference.kind
        told[kind] += 1
        if whole or number[kind] <= _MANY or told[kind] <= _OF_MANY:
            yield f"{source}{'' if difference.place else ' ' * bool(source)}{difference}"
        elif told[kind] == number[kind]:
            yield f"{kind}: {number[kind] - _OF_MANY} more; --all shows them"

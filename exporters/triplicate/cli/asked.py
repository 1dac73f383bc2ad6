"""What the options of a command on sources ask for."""

import argparse
import gc
import sys
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from triplicate import theme
from triplicate.cli.prove import base_url, listed, values_of
from triplicate.document.model import PdfStandard
from triplicate.errors import UnreadableError, UsageError
from triplicate.formats.product import Format
from triplicate.jobs.config import Choices
from triplicate.jobs.kept import Kept, default_folder
from triplicate.jobs.texts import Request, find_sources
from triplicate.reading.files import MAX_BYTES
from triplicate.system.workers import usable_cores

if TYPE_CHECKING:
    from triplicate.jobs.cluster import Cluster

STANDARD_INPUT = "-"
_UNNAMED = "text.md"
"""What a text from standard input is called if nothing else is said."""

WORTH_EXPORTING, WORTH_CHECKING = 4, 100
"""From how many texts on the work is done sooner by several processes, which take about as long to start."""


def sources_of(options: argparse.Namespace) -> tuple[Path, ...]:
    """Return the sources; an empty name, as of a variable that is not set, is no name for this folder."""
    if "" in options.sources:
        raise UsageError("a source has an empty name")
    if options.name and options.sources != [STANDARD_INPUT]:
        raise UsageError("--name is for a text from standard input alone: triplicate check - --name letter.md")
    named = options.name or _UNNAMED
    found = find_sources(Path(named if source == STANDARD_INPUT else source) for source in options.sources)
    if len(found) > 1:
        gc.enable()  # what one of them leaves is not to stay until the last
    return found


def given_in(options: argparse.Namespace) -> dict[Path, str]:
    """Return the text from standard input, by the name that it is to have; none if it is not among the sources."""
    if STANDARD_INPUT not in options.sources:
        return {}
    name = Path(options.name or _UNNAMED)
    try:
        return {name: sys.stdin.buffer.read(MAX_BYTES + 1).decode("utf-8-sig")}
    except UnicodeDecodeError as error:
        raise UnreadableError(f"the text from standard input is not UTF-8: byte {error.start + 1}") from error


def request_of(options: argparse.Namespace) -> Request:
    """Return what is asked of every source. Raises UsageError for what cannot be."""
    media = tuple(map(Path, options.media))
    for folder in media:
        if not folder.is_dir():
            raise UsageError(f"--media: there is no folder {folder}")
    choices = Choices(
        styles=listed(getattr(options, "style", None)),
        formats=_formats(getattr(options, "formats", None)),
        output=Path(options.to) if getattr(options, "to", None) else None,
        pdf_standard=_standard(getattr(options, "pdf_standard", None)),
        reference_docx=Path(options.reference_docx) if getattr(options, "reference_docx", None) else None,
    )
    for name in choices.styles:
        theme.load(name)  # what is wrong with a style is told once, not for each text
    return Request(
        choices,
        title=options.title,
        lang=options.lang,
        values=values_of(options),
        base_url=base_url(options),
        media=media,
        strict=options.strict,
        lenient=options.lenient,
        verify=getattr(options, "verify", True),
        report=Path(options.report) if getattr(options, "report", None) else None,
        keep_faulty=getattr(options, "keep_faulty", False),
        validate=getattr(options, "validate", False),
        page=getattr(options, "page", False),
        assets=_assets(getattr(options, "assets", None)),
        allow_outside=options.allow_outside,
    )


def _formats(text: str | None) -> tuple[Format, ...]:
    names = listed(text and text.lower())
    if unknown := [name for name in names if name not in tuple(Format)]:
        raise UsageError(f"--formats: unknown format {unknown[0]!r}; known are: {', '.join(Format)}")
    return tuple(map(Format, names))


def _assets(folder: str | None) -> str | None:
    if folder is None:
        return None
    path = PurePath(folder)
    if path.is_absolute() or ".." in path.parts:
        raise UsageError(f"--assets wants the name of a folder beside the web pages, such as files, not {folder}")
    return path.as_posix()


def _standard(name: str | None) -> str | None:
    if name is not None and name not in tuple(PdfStandard):
        raise UsageError(f"--pdf-standard: unknown standard {name!r}; known are: {', '.join(PdfStandard)}")
    return name


class Processes(NamedTuple):
    """How many texts are worked on at once, and how many processes each of them may have, if it is long."""

    texts: int
    each: int


def processes_of(options: argparse.Namespace, texts: int, worth: int) -> Processes:
    """Return how many processes there are to be. Raises UsageError for less than one.

    If nothing is said, several texts are worked on at once only where there are as many as make it ``worth`` to start
    processes for them.
    """
    if options.jobs is not None and options.jobs < 1:
        raise UsageError("--jobs wants a number from 1 on")
    most = options.jobs or usable_cores()
    at_once = max(1, min(most, texts)) if options.jobs or texts >= worth else 1
    return Processes(at_once, most // at_once)


def kept_for(options: argparse.Namespace) -> AbstractContextManager[Kept | None]:
    """Return what remembers earlier runs, open for the time of a context; None if it is not to be asked."""
    if not options.use_cache:
        return nullcontext()
    return closing(Kept(folder_of_cache(options)))


def folder_of_cache(options: argparse.Namespace) -> Path:
    """Return the folder in which is remembered what was made."""
    return Path(options.cache) if options.cache else default_folder()


def cluster_for(options: argparse.Namespace) -> "AbstractContextManager[Cluster | None]":
    """Return a connection to the cluster that is asked for, for the time of a context; None if none is.

    Raises UsageError or MissingToolError as :func:`cluster_at` does.
    """
    if options.dask and options.jobs is not None:
        raise UsageError("--jobs is for this machine's processes, and --dask for a cluster's workers; leave one out")
    return cluster_at(options.dask)


def cluster_at(address: str | None) -> "AbstractContextManager[Cluster | None]":
    """Return a connection to the cluster whose scheduler has an address, for the time of a context; None for none.

    Raises UsageError or MissingToolError as :class:`triplicate.jobs.cluster.Cluster` does.
    """
    if not address:
        return nullcontext()
    from triplicate.jobs.cluster import Cluster

    return Cluster(address)

"""Reading: a source becomes a document, and findings about what could not be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from triplicate.document.model import NOWHERE, Document
from triplicate.later import dataclass
from triplicate.reading.collection import Collection, with_parts
from triplicate.reading.context import Context, Together, nothing_together
from triplicate.reading.files import is_plain, read_file, read_string
from triplicate.reading.front_matter import FrontEntry, Ignored
from triplicate.reading.lenient import left_out
from triplicate.reading.markdown import read_markdown
from triplicate.reading.origins import Origins
from triplicate.reading.pictures import Shelf
from triplicate.reading.plain import read_plain
from triplicate.reading.project_files import ProjectFiles
from triplicate.reading.rules import FORMULA_NOT_ASKED_FOR, FORMULAS_TAKEN, RULES
from triplicate.reading.targets import as_base_url
from triplicate.rules.finding import Finding, TextKind

__all__ = ["RULES", "Ignored", "Reading", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a source.

    With an error among ``findings`` the document is a best effort, not to be exported. ``text`` is the source, its line
    ends made one: places are in it. ``ignored`` are the codes of findings that its front matter wants ignored.
    ``origins`` tells which file each line of the text is of, where it includes others or has parts. ``unused_keys``
    are those of its front matter that are of other programs.
    """

    document: Document
    findings: tuple[Finding, ...]
    text: str = field(default="", repr=False)
    ignored: tuple[Ignored, ...] = ()
    origins: Origins = field(default_factory=Origins, repr=False)
    unused_keys: tuple[str, ...] = ()


def read(
    source: Path | str,
    *,
    name: str = "",
    title: str | None = None,
    lang: str | None = None,
    media: Sequence[Path] = (),
    folder: Path | None = None,
    kind: TextKind | None = None,
    base_url: str | None = None,
    project_base_url: str | None = None,
    project: Path | None = None,
    lenient: bool = False,
    together: Together = nothing_together,
    project_files: Callable[[Path], ProjectFiles] = ProjectFiles,
    values: Mapping[str, str] | None = None,
) -> Reading:
    """Read a file, or a text given as a string, into a document.

    ``kind`` is told by a file's suffix (``.txt`` is plain text) unless given; a string is Markdown. ``title`` and
    ``lang`` (a BCP 47 tag) win over the front matter. Pictures, files that the text includes and its parts are taken
    from the source's folder, or ``folder`` for a string; pictures also from the folders in ``media``; and all of them
    from all of the folder ``project`` if a path leads there. ``name`` is how findings call the source; a file's path by
    default.

    ``base_url`` is the address of the folder that the text is published in, which makes relative links whole; it
    wins over the front matter, and that over ``project_base_url``. With ``lenient``, what would be refused is left out,
    with a sign in its place and a warning. ``values`` win over those of the front matter, by its keys, as "date";
    plain text has no others. ``together`` knows the texts that are exported in the same call, to whose
    files links lead; ``project_files`` gives what knows the files of a folder, a real path, so that many texts of one
    project look through it once.

    Raises :class:`~triplicate.errors.UnreadableError` if the source is not UTF-8 text; never for bad markup.
    """
    path = source if isinstance(source, Path) else None
    if isinstance(source, Path):
        text = read_file(source)
        folder = folder or source.resolve().parent
        name = name or str(source)
    else:
        text = read_string(source, name)
    if kind is None:
        kind = "plain" if path is not None and is_plain(path) else "markdown"
    collection = Collection(text.text, Origins())
    files = project_files((project or folder).resolve()) if folder is not None else None
    if kind == "markdown" and folder is not None and files is not None:
        collection = with_parts(text.text, name, folder, files)
    whole, origins = collection.text, collection.origins

    def make(whole: str, *, formulas: bool = False) -> tuple[Context, Document]:
        context = Context(
            lines=[],
            shelf=Shelf.of(folder, (*media, *origins.folders), project, files if project else None),
            base_url=as_base_url(base_url or "") or "",
            project_base_url=project_base_url or "",
            origins=origins,
            parts=collection.parts,
            takes_formulas=formulas,
            together=together,
        )
        body = context.sweep(whole)
        context.lines = body.split("\n")
        reader = read_plain if kind == "plain" else read_markdown
        return context, reader(context, body, title, lang, given)

    given = {key: FrontEntry(value, key, NOWHERE) for key, value in (values or {}).items()}
    context, document = make(whole)
    told: tuple[Finding, ...] = ()
    asking = (finding for finding in context.findings if finding.rule == FORMULA_NOT_ASKED_FOR)
    first = next((finding for finding in asking if "“$" in finding.message), None)
    formulas = first is not None and not context.says_of_formulas
    if first is not None and formulas:
        context, document = make(whole, formulas=True)
        told = (
            FORMULAS_TAKEN.finding(
                "What stands between dollar signs is read as formulas.",
                first.place,
                "Add “math: true” to the front matter.",
            ),
        )
    if lenient and kind == "markdown":
        whole, left = left_out(whole, document.metadata.lang, lambda text: make(text, formulas=formulas)[0].findings)
        context, document = make(whole, formulas=formulas)
        told += left
    findings = sorted(
        dict.fromkeys((*collection.findings, *context.findings, *told)),
        key=lambda finding: (finding.place, finding.code),
    )
    return Reading(
        replace(document, path=path, sha256=text.sha256, address=context.base_url or context.project_base_url),
        tuple(replace(finding, source=name) for finding in findings),
        whole,
        context.ignored,
        origins,
        context.unused_keys,
    )

"""The project that a text belongs to: its configuration, and the folder that nothing of it may lead out of.

A folder with texts may come from anybody. What stands in it decides where files are written and what is read into
them only within the project; beyond that, the command line decides.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from triplicate import theme
from triplicate.document.model import Metadata
from triplicate.errors import UsageError
from triplicate.jobs import config
from triplicate.jobs.config import Choices, Config
from triplicate.later import dataclass
from triplicate.rules.finding import Finding

_REPOSITORIES = (".git", ".hg", ".jj", ".svn")
_SITES = (
    *("book.toml", "mkdocs.yml", "mkdocs.yaml", "_quarto.yml", "_quarto.yaml", "myst.yml", "_config.yml"),
    *("docusaurus.config.js", "docusaurus.config.ts", "hugo.toml", "hugo.yaml", ".obsidian"),
)
"""What the folder of a book or a site has in it, also where it was brought here without its repository."""


@dataclass(frozen=True, slots=True)
class Project:
    """What holds for the texts of a folder: the configuration, what is wrong with it, and the bounds.

    ``root`` is the real path of the nearest folder that has a configuration or is a repository's, else of the nearest
    that has the settings of a book or a site, else the text's own; None if the command line lets them lead anywhere.
    """

    config: Config
    findings: tuple[Finding, ...]
    root: Path | None

    def refuse_outside(self, choices: Choices, folder: Path, metadata: Metadata | None = None) -> None:
        """Raise UsageError if what is to be used of the project leads out of it.

        ``folder`` is the text's; ``metadata`` its front matter's, once it is known.
        """
        if self.root is None:
            return
        named = self._of_text(choices, folder, metadata) if metadata else self._of_configuration(choices)
        for where, key, path in named:
            self.require_inside(path, f"{where}: “{key}”")

    def require_inside(self, path: Path, what: str) -> None:
        """Raise UsageError if a path, its links followed, is outside the project."""
        if self.root is not None and not is_inside(path, self.root):
            raise UsageError(
                f"{what} leads to {path}, out of the project {self.root}; keep it inside, or allow it on the command "
                "line with --allow-outside"
            )

    def _of_configuration(self, choices: Choices) -> Iterator[tuple[Path | None, str, Path]]:
        settled = self.config
        yield from ((settled.path, "media", path) for path in settled.media)
        if settled.output and not choices.output:
            yield settled.path, "output", settled.output
        if settled.reference_docx and not choices.reference_docx:
            yield settled.path, "reference-docx", settled.reference_docx
        if settled.style and theme.is_path(settled.style) and not choices.styles:
            yield settled.path, "style", Path(settled.style)

    def _of_text(self, choices: Choices, folder: Path, metadata: Metadata) -> Iterator[tuple[Path | None, str, Path]]:
        if metadata.style and theme.is_path(metadata.style) and not choices.styles:
            yield folder, "style", folder / metadata.style


class Projects:
    """The projects of one call; each configuration is read once."""

    def __init__(self, *, allow_outside: bool = False) -> None:
        self._allow_outside = allow_outside
        self._read: dict[Path | None, tuple[Config, tuple[Finding, ...]]] = {}
        self._known: dict[Path, Project] = {}

    def of(self, source: Path) -> Project:
        """Return the project of a source. Raises UnreadableError if its configuration cannot be read."""
        folder = source.resolve().parent
        if folder not in self._known:
            path = config.find(folder)
            if path not in self._read:
                self._read[path] = config.load(path)
            settled, findings = self._read[path]
            self._known[folder] = Project(settled, findings, None if self._allow_outside else _root(folder, path))
        return self._known[folder]


def is_inside(path: Path, root: Path) -> bool:
    """Tell whether a path, its links followed, is in a folder, which is a real path."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(root)
    except ValueError:  # a null character
        return False


def _root(folder: Path, configuration: Path | None) -> Path:
    above = (folder, *folder.parents)
    for parent in above:
        if configuration is not None and configuration.parent == parent:
            return parent
        if _holds(parent, _REPOSITORIES):
            return parent
    return next((parent for parent in above if _holds(parent, _SITES)), folder)


def _holds(folder: Path, names: Iterable[str]) -> bool:
    return any((folder / name).exists() for name in names)

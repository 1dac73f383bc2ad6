"""The files of a project by what they are called: pictures and texts by their names, headings by their labels.

Programs for notes let a text call a picture or another text by its bare name, in whatever folder it lies; MyST and
Sphinx let it call a heading of any text by its label. The project is looked through once, when such a thing is first
asked for. A call with many texts hands one of these to each of them.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from triplicate.errors import UnreadableError
from triplicate.later import regex
from triplicate.reading.files import file_within, read_file
from triplicate.reading.site_settings import appended_in, variables_of
from triplicate.reading.traces import Question, Traces, note_again, note_answer, tracing, unnoted

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".avif")
_TEXTS = (".md", ".markdown", ".qmd", ".mdx")
_PASSED_OVER = {"node_modules", "__pycache__"}
_MOST_FILES = 50_000
_MOST_READ = 2_000
_LABEL = regex(r"\s{0,3}\((?P<label>[A-Za-z][\w:./-]*)\)=\s*")
_LABEL_INSIDE = regex(r"\s*:(?:label|name):\s*(?P<label>\S+)\s*")
_HEADING = regex(r"#{1,6}[ \t]+(?P<words>.+?)[ \t]*(?:\{#(?P<label>[\w:./-]+)[^{}]*\})?[ \t#]*")
_DIRECTIVE = regex(r"\s*(?:`{3,}|:{3,})\{[\w:-]+\}[ \t]*(?P<words>.*)")
_MARKS = regex(r"[*_`]|\{[\w:-]+\}(?=`)|\[(?P<words>[^\]]*)\]\([^)]*\)")
_MOST_WORDS = 8
_Found = TypeVar("_Found")


class ProjectFiles:
    """What is in the folder ``root`` of a project, a real path; nothing is looked at before it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._variables: dict[Path, tuple[Mapping[str, str], Traces]] = {}
        self._appended: dict[Path, tuple[tuple[Path, ...], Traces]] = {}

    def picture(self, name: str, beside: Path) -> Path | None:
        """Return the picture that a bare name with its suffix calls, as :meth:`text` does."""
        found = self._nearest(self._found[0].get(name, ()), beside)
        note_answer(str(found), "picture", str(self.root), name, str(beside))
        return found

    def text(self, name: str, beside: Path) -> Path | None:
        """Return the text that a bare name, with its suffix or without, calls; None if there is none in the project.

        Of several the one counts that is nearest to the folder ``beside``; none does if two are as near.
        """
        suffix = Path(name).suffix
        names = [name] if suffix in _TEXTS else [f"{name}{one}" for one in _TEXTS]
        found = next(filter(None, (self._nearest(self._found[1].get(one, ()), beside) for one in names)), None)
        note_answer(str(found), "text", str(self.root), name, str(beside))
        return found

    def labelled(self, label: str) -> str | None:
        """Return the words that a label stands at in a text: of a heading, a caption, or the first of a paragraph.

        It is written ``(label)=`` above, ``{#label}`` at the end of a heading, or ``:label:`` in a directive.
        """
        words = self._labels.get(label.casefold())
        note_answer(str(words), "label", str(self.root), label)
        return words

    def variables(self, folder: Path) -> Mapping[str, str]:
        """Return the values that settings of a site generator keep for the texts of a folder, a real path."""

        def found() -> Mapping[str, str]:
            above = self.variables(folder.parent) if self._is_inside(folder) else {}
            return variables_of(folder, self.root, above)

        return _kept(self._variables, folder, found)

    def appended(self, folder: Path) -> tuple[Path, ...]:
        """Return the files that settings of a site generator have read after every text of a folder, a real path."""

        def found() -> tuple[Path, ...]:
            own = appended_in(folder, self.root)
            return own if own or not self._is_inside(folder) else self.appended(folder.parent)

        return _kept(self._appended, folder, found)

    def _is_inside(self, folder: Path) -> bool:
        return folder != self.root and folder.is_relative_to(self.root)

    def answer(self, question: Question) -> str:
        """Return the answer to a question that was noted when a text was read."""
        match question:
            case "picture", _, name, beside:
                return str(self.picture(name, Path(beside)))
            case "text", _, name, beside:
                return str(self.text(name, Path(beside)))
            case "label", _, label:
                return str(self.labelled(label))
        return ""

    def _nearest(self, paths: "list[Path] | tuple[()]", beside: Path) -> Path | None:
        shared = [len(Path(os.path.commonpath((path, beside))).parts) for path in paths]
        best = [path for path, depth in zip(paths, shared, strict=True) if depth == max(shared)]
        return file_within(best[0], self.root) if len(best) == 1 else None

    @cached_property
    def _found(self) -> tuple[Mapping[str, list[Path]], Mapping[str, list[Path]]]:
        """Pictures, and texts, by their names."""
        pictures: dict[str, list[Path]] = {}
        texts: dict[str, list[Path]] = {}
        left = _MOST_FILES
        for folder, below, names in os.walk(self.root):
            below[:] = sorted(name for name in below if not name.startswith(".") and name not in _PASSED_OVER)
            for name in sorted(names)[:left]:
                suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122  a path for each of so many files takes long
                if suffix in _PICTURES or suffix in _TEXTS:
                    kind = pictures if suffix in _PICTURES else texts
                    kind.setdefault(name, []).append(Path(folder, name))
            left -= len(names)
            if left <= 0:
                break
        return pictures, texts

    @cached_property
    def _labels(self) -> dict[str, str]:
        with unnoted():
            return dict(self._labelled())

    def _labelled(self) -> Iterator[tuple[str, str]]:
        paths = sorted(path for several in self._found[1].values() for path in several)
        for path in paths[:_MOST_READ]:
            file = file_within(path, self.root)
            try:
                text = read_file(file).text if file else ""
            except UnreadableError:
                continue
            yield from _labels_in(text.split("\n"))


def _kept(known: dict[Path, tuple[_Found, Traces]], folder: Path, find: Callable[[], _Found]) -> _Found:
    """Return what is known of a folder, found if it is asked for first; what it was found in is noted each time."""
    if folder not in known:
        with tracing() as traces:
            known[folder] = find(), traces
    found, traces = known[folder]
    note_again(traces)
    return found


def _labels_in(lines: list[str]) -> Iterator[tuple[str, str]]:
    waiting: list[str] = []
    caption = ""
    for line in lines:
        heading, directive = _HEADING.fullmatch(line), _DIRECTIVE.fullmatch(line)
        if label := _LABEL.fullmatch(line):
            waiting.append(label["label"])
        elif inside := _LABEL_INSIDE.fullmatch(line):
            if caption:
                yield inside["label"].casefold(), caption
        elif line.strip():
            written = heading["words"] if heading else directive["words"] if directive else line
            words = _MARKS.sub(r"\g<words>", written).split()
            said = " ".join(words if heading or len(words) <= _MOST_WORDS else [*words[:_MOST_WORDS], "…"])
            waiting += filter(None, (heading and heading["label"],))
            if said:
                yield from ((label.casefold(), said) for label in waiting)
            caption, waiting = said if directive else caption, []

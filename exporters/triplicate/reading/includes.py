"""Files that a text shows in itself: the includes of mdBook, Quarto, MyST, MkDocs and Docusaurus, read in their place.

Only files of the text's own project are read; what cannot be read stays as it is written, and is refused there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from triplicate.errors import UnreadableError
from triplicate.later import dataclass, regex
from triplicate.reading.files import file_within, read_file
from triplicate.reading.frozen import with_results
from triplicate.reading.origins import Origins, Stretch
from triplicate.reading.project_files import ProjectFiles

_DEEPEST = 8  # files that include one another
_MOST_LINES = 200_000
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".mp4", ".webm", ".mov", ".mp3", ".pdf", ".canvas")
_MDBOOK = regex(
    r"[ \t>]*\{\{\s*#(?:rustdoc_include|include|playground|playpen)\s+"
    r"(?P<path>[^\s{}:]+)(?P<part>:[^\s{}]*)?[^{}\n]*\}\}\s*"
)
_QUARTO = regex(r"\s{0,3}\{\{<\s*include\s+[\"']?(?P<path>[^\s\"'{}<>]+)[\"']?\s*>\}\}\s*")
_CODE = regex(
    r"[ \t]*\{\*\s+(?P<path>[^\s{}*]+)(?P<rest>(?:\s+(?:(?:hl|ln)\[[\d:,\s]*\]|title\[[^\[\]]*\]))*)\s+\*\}\s*"
)
_SNIPPET = regex(r"[ \t]*-{1,}8<-{1,}\s+[\"'](?P<path>[^\"'\n:]+)(?P<part>:[^\"'\n]*)?[\"']\s*")
_DIRECTIVE = regex(r"(?P<fence>`{3,}|:{3,})\{(?P<name>include|literalinclude)\}[ \t]+(?P<path>\S+)\s*")
_IMPORT = regex(r"import\s+(?P<name>[A-Z]\w*)\s+from\s+[\"'](?P<path>[^\"'\n]+\.mdx?)[\"'];?\s*")
_COMPONENT = regex(r"\s*<(?P<name>[A-Z]\w*)\s*/>\s*")
_LIQUID = regex(r"[ \t]*\{%-?\s*include\s+[\"']?(?P<path>[\w./-]+\.(?:html|md|liquid|njk))[\"']?\s*-?%\}\s*")
_WITH_VALUES = regex(
    r"[ \t]*\{%-?\s*include(?:_cached)?\s+[\"']?(?P<path>[\w./-]+\.(?:html|md|liquid|njk))[\"']?"
    r"(?P<values>(?:\s+[\w-]+=(?:\"[^\"{}]*\"|'[^'{}]*'|[\w.-]+))+)\s*-?%\}\s*"
)
_VALUE = regex(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))")
_FILLED_IN = regex(r"\{\{-?\s*include\.([\w-]+)\s*-?\}\}")
_EMBED = regex(r"(?P<lead>[\s>]*)!\[\[(?P<path>[^\[\]|#^]*)(?P<part>#[^\[\]|]*)?(?:\|[^\[\]]*)?\]\]\s*")
_OPTION = regex(r":(?P<key>[\w-]+):\s*(?P<value>.*?)\s*")
_ANCHOR = regex(r"\s*(?:\S{1,4}\s*)?(?:ANCHOR(?:_END)?:|-+8<-+\s*\[(?:start|end):).*")
_LINES = regex(r"(\d+)(?:[-:](\d+))?")
_FRONT = regex(r"---\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*\n")
_INCLUDES = "_includes"  # where Jekyll and Eleventy look
_LANGUAGES = {"py": "python", "rs": "rust", "js": "javascript", "ts": "typescript", "yml": "yaml", "sh": "bash"}


@dataclass(slots=True)
class _Composed:
    lines: list[str] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    folders: dict[Path, None] = field(default_factory=dict)

    def begin(self, name: str, line: int) -> None:
        """Tell that the next line is that line of a file, both counted from 1."""
        self.stretches.append(Stretch(len(self.lines) + 1, name, line))


def with_includes(text: str, name: str, folder: Path, files: ProjectFiles) -> tuple[str, Origins]:
    """Return a text with what it includes, and where its lines come from.

    ``folder`` is the text's, ``files`` are those of the project, outside of which none may lie.
    """
    folder = folder.resolve()
    if kept := with_results(text, name, folder, files.root):
        return kept
    appended = files.appended(folder)
    if not appended and not re.search(
        r"\{\{\s*#|\{\*\s|\{\{<\s*include|8<|\{%-?\s*include|!\[\[|\{(?:literal)?include\}|^import\s.*\.mdx?[\"']",
        text,
        re.MULTILINE,
    ):
        return text, Origins()
    composed = _Composed()
    includer = _Includer(composed, Path(name).name, folder, files)
    includer.add(text, name, folder, ())
    for path in appended:
        composed.begin(name, text.count("\n") + 1)
        composed.lines.append("")
        includer.append(path)
    if not composed.texts:
        return text, Origins()
    origins = Origins(tuple(composed.stretches), {**composed.texts, name: text}, tuple(composed.folders))
    return "\n".join(composed.lines), origins


class _Includer:
    def __init__(self, composed: _Composed, name: str, folder: Path, files: ProjectFiles) -> None:
        self._composed = composed
        self._home = folder
        self._name = name
        self._imported: dict[str, str] = {}
        self._files = files

    def add(self, text: str, name: str, folder: Path, outer: tuple[Path, ...], first: int = 1) -> None:
        """Add the lines of a text, with what they include."""
        lines = text.split("\n")
        self._composed.begin(name, first)
        number = 0
        while number < len(lines):
            length = self._include(lines, number, folder, outer)
            if length:
                number += length
                self._composed.begin(name, first + number)
            else:
                self._composed.lines.append(lines[number])
                number += 1

    def append(self, path: Path) -> None:
        """Add the whole of a file, if it can be read."""
        self._add_text(path.name, "", path.parent, ())

    def _include(self, lines: list[str], number: int, folder: Path, outer: tuple[Path, ...]) -> int:
        """Add what a line stands for, and return how many lines it takes; 0 if it includes nothing."""
        line = lines[number]
        if imported := _IMPORT.fullmatch(line):
            self._imported[imported["name"]] = imported["path"].replace("\\_", "_")
            return 0
        if component := _COMPONENT.fullmatch(line):
            path = self._imported.get(component["name"])
            return int(path is not None and self._add_text(path, "", folder, outer))
        for pattern in (_MDBOOK, _SNIPPET, _QUARTO, _LIQUID):
            if match := pattern.fullmatch(line):
                part = match["part"] or "" if "part" in pattern.groupindex else ""
                return int(self._add_text(match["path"], part.removeprefix(":"), folder, outer))
        if match := _WITH_VALUES.fullmatch(line):
            values = {key: double or single or bare for key, double, single, bare in _VALUE.findall(match["values"])}
            return int(self._add_text(match["path"], "", folder, outer, values=values))
        if code := _CODE.fullmatch(line):
            lines_of = re.search(r"ln\[([\d:,\s]*)\]", code["rest"])
            indent = line[: len(line) - len(line.lstrip())]
            options = {"lines": lines_of[1]} if lines_of else {}
            if title := re.search(r"title\[\"?([^\"\[\]]+)\"?\]", code["rest"]):
                options["caption"] = title[1]
            return int(self._add_code(code["path"], folder, outer, options, indent))
        embed = _EMBED.fullmatch(line)
        if embed and not embed["path"].endswith(_PICTURES):
            return self._embed(embed, folder, outer)
        directive = _DIRECTIVE.fullmatch(line)
        return self._directive(lines, number, directive, folder, outer) if directive else 0

    def _embed(self, match: re.Match[str], folder: Path, outer: tuple[Path, ...]) -> int:
        """Add another note, or a part of it, in the quotation that calls it; a path has no suffix."""
        path = match["path"].strip() or self._name
        path = f"{path}.md" if "/" in path and not path.endswith(".md") else path
        first = len(self._composed.lines)
        is_added = self._add_text(path, match["part"] or "", folder, outer)
        if ">" in match["lead"]:
            self._composed.lines[first:] = [f"{match['lead']}{line}" for line in self._composed.lines[first:]]
        return int(is_added)

    def _directive(
        self, lines: list[str], number: int, match: re.Match[str], folder: Path, outer: tuple[Path, ...]
    ) -> int:
        end = number + 1
        options: dict[str, str] = {}
        while end < len(lines) and lines[end].strip() != match["fence"]:
            option = _OPTION.fullmatch(lines[end])
            if option is None and lines[end].strip():
                return 0
            if option:
                options[option["key"]] = option["value"]
            end += 1
        if end == len(lines):
            return 0
        if match["name"] == "include" and "literal" not in options:
            return (end + 1 - number) * self._add_text(match["path"], "", folder, outer, options)
        return (end + 1 - number) * self._add_code(match["path"], folder, outer, options)

    def _add_code(
        self, written: str, folder: Path, outer: tuple[Path, ...], options: dict[str, str], indent: str = ""
    ) -> bool:
        """Add a file, or the part of it that options choose, as code; tell whether there is one that may be read."""
        path = self._path(written, folder)
        if path is None:
            return False
        language = options.get("language") or options.get("lang") or _LANGUAGES.get(path.suffix[1:], path.suffix[1:])
        first = len(self._composed.lines)
        # In the line of a fence stand no backticks (CommonMark 0.31, 4.5), and in an attribute no quotation marks.
        called = options.get("caption", "").translate({ord("`"): "", ord('"'): "'"})
        title = f' title="{called}"' if called else ""
        self._composed.lines.append(f"````{language}{title}".rstrip())
        if not self._add_text(written, "", folder, (*outer, *[path] * _DEEPEST), options, code=True):
            self._composed.lines.pop()
            return False
        self._composed.lines.append("````")
        self._composed.lines[first:] = [f"{indent}{line}" for line in self._composed.lines[first:]]
        return True

    def _add_text(
        self,
        written: str,
        part: str,
        folder: Path,
        outer: tuple[Path, ...],
        options: dict[str, str] | None = None,
        *,
        code: bool = False,
        values: Mapping[str, str] | None = None,
    ) -> bool:
        """Add the text of a file; tell whether there is one that may be read.

        With ``values`` for what the file asks for, one that asks for more, or decides what it shows, may not.
        """
        path = self._path(written, folder)
        if path is None or (not code and (path in outer or len(outer) >= _DEEPEST)):
            return False
        try:
            text = read_file(path).text.removesuffix("\n")
        except UnreadableError:
            return False
        if len(self._composed.lines) + text.count("\n") > _MOST_LINES:
            return False
        found = _part(text, part) if not options else _chosen(text, options)
        if found is None:
            return False
        if values is not None:
            found = found[0], _FILLED_IN.sub(lambda one: values.get(one[1], one[0]), found[1])
            if "{{" in found[1] or "{%" in found[1]:
                return False
        name = str(path)
        self._composed.texts[name] = text
        self._composed.folders[path.parent] = None
        first, chosen = found
        if path.suffix in {".md", ".qmd", ".mdx"} and not part and not options and (front := _FRONT.match(chosen)):
            first += front[0].count("\n")
            chosen = chosen[front.end() :]
        if code or path.suffix not in {".md", ".qmd", ".mdx"}:
            self._composed.begin(name, first)
            self._composed.lines.extend(chosen.split("\n"))
        else:
            self.add(chosen, name, path.parent, (*outer, path), first)
        return True

    def _path(self, written: str, folder: Path) -> Path | None:
        """Return the file that a path names: seen from the file that includes it, the text or a folder above it."""
        for place in self._places(written, folder):
            if path := file_within(place, self._files.root):
                return path
        return self._files.text(written, self._home) if "/" not in written else None

    def _places(self, written: str, folder: Path) -> Iterator[Path]:
        yield from (one / written.lstrip("/") for one in (folder, self._home) if not written.startswith("/"))
        for one in (self._home, *self._home.parents):
            if one.is_relative_to(self._files.root):
                yield from (one / written.lstrip("/"), one / _INCLUDES / written.lstrip("/"))


def _part(text: str, part: str) -> tuple[int, str] | None:
    """Return a part of a text and its first line: all, lines by their numbers, or those between the marks of a name."""
    lines = text.split("\n")
    if not part:
        return _unmarked(lines, 1)
    if part.startswith("#"):
        return _section(lines, part)
    numbers = part.split(":")
    if all(not one or one.isdigit() for one in numbers):
        first = int(numbers[0] or 1)
        last = int(numbers[1] or len(lines)) if len(numbers) > 1 else first
        return _unmarked(lines[first - 1 : last], first)
    marks = re.compile(rf"ANCHOR:\s*{re.escape(part)}\s*$|\[start:\s*{re.escape(part)}\]")
    ends = re.compile(rf"ANCHOR_END:\s*{re.escape(part)}\s*$|\[end:\s*{re.escape(part)}\]")
    begin = next((index for index, line in enumerate(lines) if marks.search(line)), None)
    end = next((index for index, line in enumerate(lines) if ends.search(line)), len(lines))
    return None if begin is None else _unmarked(lines[begin + 1 : end], begin + 2)


def _section(lines: list[str], part: str) -> tuple[int, str] | None:
    """Return the block that ends with an id of Obsidian's, or the section below a heading."""
    if part.startswith("#^"):
        end = next((index for index, line in enumerate(lines) if line.rstrip().endswith(part[1:])), None)
        if end is None:
            return None
        start = end if lines[end].strip() != part[1:] else max(end - 2, 0)
        while start > 0 and lines[start - 1].strip() and not lines[start].lstrip().startswith(("-", "*")):
            start -= 1
        return start + 1, "\n".join(lines[start : end + 1]).removesuffix(part[1:]).rstrip()
    name = part.rpartition("#")[2].strip()
    found = next((index for index, line in enumerate(lines) if re.fullmatch(rf"#+ {re.escape(name)}\s*", line)), None)
    if found is None:
        return None
    level = len(lines[found]) - len(lines[found].lstrip("#"))
    after = (index for index in range(found + 1, len(lines)) if re.match(rf"#{{1,{level}}} ", lines[index]))
    return found + 2, "\n".join(lines[found + 1 : next(after, len(lines))]).strip("\n")


def _unmarked(lines: list[str], first: int) -> tuple[int, str]:
    """Return lines without those that mark parts."""
    return first, "\n".join(line for line in lines if not _ANCHOR.fullmatch(line))


def _chosen(text: str, options: dict[str, str]) -> tuple[int, str] | None:
    """Return the part of a text that the options of a directive choose, or None for an option that is not known."""
    lines = text.split("\n")
    start, end = 0, len(lines)
    # The end is looked for from the beginning on, whichever of them is written first.
    for key, value in sorted(options.items(), key=lambda option: option[0].startswith("end-")):
        if key in {"start-after", "start-at"}:
            start = next((index + (key == "start-after") for index, line in enumerate(lines) if value in line), -1)
        elif key in {"end-before", "end-at"}:
            end = next(
                (index + (key == "end-at") for index in range(max(start, 0), len(lines)) if value in lines[index]), -1
            )
        elif key == "lines" and (match := re.fullmatch(r"(\d+)(?:[-:](\d*))?", value)):
            start = int(match[1]) - 1
            end = int(match[2]) if match[2] else len(lines) if match[0] != match[1] else start + 1
        elif key == "lines" and (several := _LINES.findall(value)):
            # Of several stretches the gaps are marked, for no line may seem to follow another that it does not.
            return 1, "\n…\n".join("\n".join(lines[int(one or 1) - 1 : int(two or one or 1)]) for one, two in several)
        elif key not in _HARMLESS:
            return None
    return (start + 1, "\n".join(lines[start:end])) if 0 <= start < end else None


_HARMLESS = {
    *("language", "lang", "caption", "name", "label", "linenos", "lineno-start", "emphasize-lines", "lineno-match"),
    *("class", "relative-images", "relative-docs", "filename", "literal", "heading-offset", "dedent"),
}

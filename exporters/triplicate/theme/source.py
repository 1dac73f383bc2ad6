"""The tokens of one style, checked and made into a theme.

Everything that is wrong is a UsageError that names the file and the token, with the remedy.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from string import Formatter
from typing import Any

from triplicate.errors import MissingToolError, UnreadableError, UsageError
from triplicate.later import dataclass, regex
from triplicate.reading.files import read_bytes
from triplicate.theme import roles
from triplicate.theme.contrast import AA, pairs
from triplicate.theme.fonts import Face, Family, catalogue, check_face, families
from triplicate.theme.role_values import RoleError
from triplicate.theme.tokens import (
    PAGE_SIZES,
    RUNNING_NAMES,
    Artwork,
    Colours,
    Fonts,
    Links,
    Page,
    Running,
    Spacing,
    Template,
    Theme,
    Type,
)

_COLOUR = regex(r"#[0-9a-f]{6}", re.IGNORECASE)
_SECTIONS: Mapping[str, type] = {
    "page": Page,
    "type": Type,
    "spacing": Spacing,
    "colours": Colours,
    "links": Links,
    "running": Running,
}
_UNLIKELY = 1000
"""No size, length or factor of a style is as large."""

_FONT_USES = ("body", "heading", "code", "fallback")
ARTWORK = ("logo", "cover")
_LARGEST_TEMPLATE = 50_000_000  # bytes of a Word file
_TOP = ("extends", "description", "fonts", "font", "word", "role", *_SECTIONS, *ARTWORK)


def word_template(path: Path) -> Template:
    """Take a Word file as a template. Raises UsageError if it cannot be read."""
    try:
        return Template(str(path), read_bytes(path, _LARGEST_TEMPLATE))
    except UnreadableError as error:
        raise UsageError(f"the Word template {error}") from error


def require_within(path: Path, folder: Path | None, what: str) -> None:
    """Raise UsageError if a path, its links followed, leads out of the folder, a real path; None allows any."""
    if folder is not None and not path.resolve().is_relative_to(folder):
        raise UsageError(
            f"{what} leads to {path}, out of the project {folder}; keep it inside, or allow it on the command line "
            "with --allow-outside"
        )


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens of one style, with where they stand for those who must mend them.

    ``within`` is the folder that files named by the tokens must be in; None lets them be anywhere.
    """

    name: str
    path: Path
    tokens: Mapping[str, Any]
    within: Path | None = None

    def theme(self) -> Theme:
        """Return the theme. Raises UsageError and MissingToolError, see :func:`triplicate.theme.load`."""
        self._known(self.tokens, _TOP, "")
        sections: dict[str, Any] = {name: self._section(name, kind) for name, kind in _SECTIONS.items()}
        theme = Theme(
            name=self.name,
            roles=self._checked(roles.told, self._table("role")),
            description=self._text("description", self.tokens.get("description", "")),
            fonts=self._fonts(),
            logo=self._artwork("logo"),
            cover=self._artwork("cover"),
            template=self._template(),
            **sections,
        )
        if small := theme.type.too_small():
            token = small[0]
            raise self._wrong(
                f"[type] {token} = {getattr(theme.type, token):g} is smaller than least = {theme.type.least:g}, which "
                "is what this edition promises its readers; make it larger, or extend another edition"
            )
        self._checked(roles.check, theme)
        for pair in pairs(theme.colours):
            if pair.ratio < AA:
                raise self._wrong(
                    f"{pair.what}: the contrast is {pair.ratio:.2f}:1 ({pair.front} on {pair.back}); "
                    f"at least {AA}:1 is needed (WCAG 2.2, 1.4.3); make the one darker or the other lighter"
                )
        return theme

    def _checked(self, make: Callable[[Any], Any], said: object) -> Any:
        try:
            return make(said)
        except RoleError as error:
            raise self._wrong(str(error)) from error

    def _wrong(self, message: str) -> UsageError:
        return UsageError(f"style {self.path}: {message}")

    def _known(self, table: Mapping[str, Any], known: tuple[str, ...], section: str) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                said = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}"
                raise self._wrong(f"{section}{key!r} is not a token; {said}")

    # Values

    def _section(self, name: str, kind: type) -> Any:
        table = self._table(name)
        expected = {field.name.replace("_", "-"): field.type for field in fields(kind)}
        self._known(table, tuple(expected), f"[{name}] ")
        if missing := expected.keys() - table.keys():
            raise self._wrong(f"[{name}] lacks {', '.join(sorted(missing))}; extend an edition that has them")
        return kind(**{key.replace("-", "_"): self._value(name, key, value, expected) for key, value in table.items()})

    def _value(self, section: str, key: str, value: object, expected: Mapping[str, Any]) -> object:
        where = f"[{section}] {key} = {value!r}"
        kind = expected[key]
        if section == "colours":
            if not isinstance(value, str) or not _COLOUR.fullmatch(value):
                raise self._wrong(f'{where}: wants a colour as "#rrggbb"')
            return value.lower()
        if kind is bool:
            if not isinstance(value, bool):
                raise self._wrong(f"{where}: wants true or false")
        elif kind is float:
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < _UNLIKELY:
                raise self._wrong(f"{where}: wants a number from 0 to {_UNLIKELY}")
        elif section == "running":
            return self._running(where, value)
        elif value not in PAGE_SIZES:
            raise self._wrong(f"{where}: wants one of {', '.join(PAGE_SIZES)}")
        return value

    def _running(self, where: str, value: object) -> str:
        text = self._text(where, value)
        try:
            pieces = [piece[1:] for piece in Formatter().parse(text) if piece[1] is not None]
        except ValueError as error:
            raise self._wrong(f"{where}: {error}; write {{{{ and }}}} for braces of your own") from error
        if shaped := next((name for name, shape, conversion in pieces if shape or conversion), None):
            raise self._wrong(f"{where}: {{{shaped}}} stands alone between its braces; take away what follows it")
        asked = {name for name, _, _ in pieces if name is not None}
        if unknown := sorted(asked - set(RUNNING_NAMES)):
            known = ", ".join(f"{{{name}}}" for name in RUNNING_NAMES)
            raise self._wrong(f"{where}: {{{unknown[0]}}} is not known; known are: {known}")
        return text

    def _text(self, where: str, value: object) -> str:
        if not isinstance(value, str):
            raise self._wrong(f"{where}: wants a text in quotation marks")
        if "\0" in value:
            raise self._wrong(f"{where}: holds a null character; take it out")
        return value

    def _path(self, folder: Path, name: str, where: str) -> Path:
        """Return the path of a file that the style names. Raises UsageError if it leads out of the project."""
        require_within(folder / name, self.within, f"style {self.path}: {where}")
        return folder / name

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self.tokens.get(name, {})
        if not isinstance(table, dict):
            raise self._wrong(f"{name}: wants a table: [{name}] and lines of key = value")
        return table

    # Fonts

    def _fonts(self) -> Fonts:
        table = self._table("fonts")
        self._known(table, _FONT_USES, "[fonts] ")
        known = {**families(), **{family.name: family for family in self._own_families()}}
        fallback = table.get("fallback", [])
        if not isinstance(fallback, list):
            raise self._wrong("[fonts] fallback: wants a list of the names of families")
        for name in fallback:
            if name not in known and name not in catalogue():
                raise self._unknown_family("fallback", name, known)
        body, heading, code = (self._family(use, table.get(use), known) for use in ("body", "heading", "code"))
        return Fonts(body, heading, code, tuple(known[name] for name in fallback if name in known))

    def _family(self, use: str, name: object, known: Mapping[str, Family]) -> Family:
        if isinstance(name, str) and name in known:
            return known[name]
        if isinstance(name, str) and (package := catalogue().get(name)):
            raise MissingToolError(f"the font {name} is not installed; install it with: pip install {package}")
        raise self._unknown_family(use, name, known)

    def _unknown_family(self, use: str, name: object, known: Mapping[str, Family]) -> UsageError:
        return self._wrong(
            f"[fonts] {use}: there is no family {name!r}; the families are: {', '.join(known)}; "
            "describe one of your own in a table [[font]] with its name and its files"
        )

    def _own_families(self) -> Iterator[Family]:
        """Yield the families that the style brings; each face is checked."""
        for number, entry in enumerate(self.tokens.get("font", []), start=1):
            where = f"[[font]] {number}"
            self._known(entry, ("name", "face", "folder"), f"{where}: ")
            name = self._text(f"{where}: name", entry.get("name"))
            faces = entry.get("face")
            if not isinstance(faces, list) or not faces or not all(isinstance(face, dict) for face in faces):
                raise self._wrong(f'{where}: wants its files: face = [{{ file = "{name}.ttf", weight = 400 }}]')
            slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "font"
            yield Family(
                name, f"own-{number}-{slug}", tuple(self._face(where, entry["folder"], face) for face in faces)
            )

    def _face(self, where: str, folder: Path, face: Mapping[str, Any]) -> Face:
        self._known(face, ("file", "weight", "italic"), f"{where}: face: ")
        path = self._path(folder, self._text(f"{where}: file", face.get("file")), f"{where}: file")
        if not path.is_file():
            raise self._wrong(f"{where}: there is no file {path}; a path is seen from the folder of the style")
        check_face(path)
        weight = str(face.get("weight", 400))
        if not re.fullmatch(r"[1-9]\d{0,2}( [1-9]\d{2})?", weight):
            raise self._wrong(f'{where}: weight = {weight!r}: wants a number like 400 or 700, or a range "100 900"')
        italic = face.get("italic", False)
        if not isinstance(italic, bool):
            raise self._wrong(f"{where}: italic = {italic!r}: wants true or false")
        return Face(path, weight, italic)

    # Pictures and templates

    def _template(self) -> Template | None:
        table = self._table("word")
        if not table:
            return None
        self._known(table, ("template", "folder"), "[word] ")
        named = self._text("[word] template", table.get("template"))
        return word_template(self._path(table["folder"], named, "[word] template"))

    def _artwork(self, name: str) -> Artwork | None:
        table = self._table(name)
        if not table:
            return None
        self._known(table, ("file", "alt", "width", "folder"), f"[{name}] ")
        alt = self._text(f"[{name}] alt", table.get("alt", "")).strip()
        if not alt:
            raise self._wrong(f'[{name}] wants a text alternative: alt = "what the picture says" (WCAG 2.2, 1.1.1)')
        width = table.get("width")
        if width is not None and (isinstance(width, bool) or not isinstance(width, int | float) or width <= 0):
            raise self._wrong(f"[{name}] width = {width!r}: wants a width in points")
        from triplicate.reading.pictures import PictureError, Shelf

        file = self._text(f"[{name}] file", table.get("file"))
        try:
            picture = Shelf.of(table["folder"], ()).take(file)
        except PictureError as error:
            raise self._wrong(f"[{name}] {error.finding.message}. {error.finding.hint}") from error
        return Artwork(picture, alt, width)

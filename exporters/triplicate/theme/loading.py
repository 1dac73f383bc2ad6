"""From TOML to a theme: an edition by its name, or a house's own file that extends one.

Everything that is wrong with a style is a UsageError that names the file and the token, with the remedy.
"""

import difflib
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from triplicate.errors import UnreadableError, UsageError
from triplicate.reading.files import read_bytes
from triplicate.reading.traces import Traces, note_again, tracing
from triplicate.theme.fonts import styles_folder
from triplicate.theme.source import ARTWORK, Source, require_within, word_template
from triplicate.theme.tokens import Theme

SUFFIX = ".toml"
DEFAULT_STYLE = "standard"
_LARGEST = 1_000_000  # bytes of a file of tokens
_LONGEST_CHAIN = 20  # styles of which each extends the next
_loaded: dict[tuple[Path, Path | None], tuple[Theme, Traces]] = {}
"""Themes with what they were made of, by their file and the folder that they may not lead out of."""


def names() -> tuple[str, ...]:
    """Return the names of the editions that come with Triplicate."""
    return tuple(sorted(path.stem for path in _editions().glob(f"*{SUFFIX}")))


def is_path(style: str) -> bool:
    """Tell whether a style is a house's own file and not the name of an edition."""
    return style.endswith(SUFFIX)


def style_name(style: str) -> str:
    """Return what a style is called: the name of an edition, or that of a house theme's file without its suffix."""
    return Path(style).stem if is_path(style) else style


def load(style: str = DEFAULT_STYLE, reference_docx: Path | None = None, within: Path | None = None) -> Theme:
    """Resolve a style: the name of an edition, or the path of a house theme (``house.toml``).

    ``reference_docx`` is a Word file whose styles the Word document takes, before the one that the style names.
    ``within`` is the folder, a real path, that a house theme's files must be in; None lets them be anywhere.
    Raises UsageError for an unknown style or token, a value that is none, a picture or font that cannot be had or
    whose licence forbids it, text smaller than the edition promises, and a contrast below WCAG AA; MissingToolError
    for a family whose package is not installed.
    """
    return with_template(_resolved(style, within), reference_docx)


def with_template(theme: Theme, reference_docx: Path | None) -> Theme:
    """Return a theme whose template is a Word file; the same theme for None. Raises UsageError as :func:`load` does."""
    return replace(theme, template=word_template(reference_docx)) if reference_docx else theme


def _resolved(style: str, within: Path | None) -> Theme:
    if is_path(style):
        path = Path(style)
        try:
            path.stat()
        except (OSError, ValueError) as error:  # ValueError: a null character
            said = (error.strerror if isinstance(error, OSError) else None) or error
            raise UsageError(f"the style {style} cannot be read: {said}") from error
        return _load(path.resolve(), within)
    if style not in names():
        near = difflib.get_close_matches(style, names(), n=1)
        meant = f" (did you mean {near[0]!r}?)" if near else ""
        raise UsageError(
            f"there is no style {style!r}{meant}; the styles are: {', '.join(names())}; "
            f"a style of your own is a file whose name ends in {SUFFIX}"
        )
    return _load(_editions() / f"{style}{SUFFIX}", None)


def _editions() -> Path:
    return styles_folder() / "editions"


def _load(path: Path, within: Path | None) -> Theme:
    """Return the theme of a file; it is loaded again if any file that it was made of has changed."""
    known = _loaded.get((path, within))
    if known is None or not known[1].hold(lambda _: ""):
        with tracing() as traces:
            theme = Source(path.stem, path, _tokens(path, (), within), within).theme()
        traces.settle()
        known = _loaded[path, within] = theme, traces
    else:
        note_again(known[1])
    return known[0]


def _tokens(path: Path, extending: tuple[Path, ...], within: Path | None) -> dict[str, Any]:
    """Return a file's tokens over those of the style it extends; files it names become absolute paths."""
    own = _toml(path)
    _anchor(own, path)
    if (base := own.pop("extends", None)) is None:
        if path.parent == _editions():
            return own
        raise UsageError(f'{path}: says nothing of what it extends; begin it with extends = "{DEFAULT_STYLE}"')
    if len(extending) == _LONGEST_CHAIN:
        raise UsageError(f"{extending[0]}: extends more than {_LONGEST_CHAIN} styles in a row; merge some of them")
    extending = (*extending, path)
    tokens = _tokens(_base(base, path, extending, within), extending, within)
    for key, value in own.items():
        if key == "font":
            tokens[key] = [*tokens.get(key, []), *value]
        else:
            tokens[key] = _over(tokens.get(key), value)
    return tokens


def _over(inherited: object, own: object) -> Any:
    """Return a value of a file over that of the style it extends: of tables each line by itself, to any depth."""
    if not (isinstance(inherited, dict) and isinstance(own, dict)):
        return own
    return {**inherited, **{key: _over(inherited.get(key), value) for key, value in own.items()}}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_bytes(path, _LARGEST).decode("utf-8"))
    except UnreadableError as error:
        raise UsageError(f"the style {error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"the style {path} cannot be read: {error}") from error
    # ValueError: a whole number of more than 4,300 digits, which Python 3.11 does not take.
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: this is not TOML: {error}") from error


def _base(base: object, path: Path, extending: tuple[Path, ...], within: Path | None) -> Path:
    """Return the file of the style that a file extends."""
    if not isinstance(base, str):
        raise UsageError(f'{path}: extends = {base!r}: wants the name of an edition: extends = "{DEFAULT_STYLE}"')
    found = path.parent / base if is_path(base) else _editions() / f"{base}{SUFFIX}"
    if found.resolve() in {one.resolve() for one in extending}:
        raise UsageError(f"{path}: extends itself, by way of {base}; let one of the files extend an edition")
    if is_path(base):
        require_within(found, within, f"{path}: extends")
    if not found.is_file():
        raise UsageError(f"{path}: extends {base!r}, which is not there; the editions are: {', '.join(names())}")
    return found


def _anchor(own: dict[str, Any], path: Path) -> None:
    """Make what a file of tokens says of other files absolute, before it is merged with tokens from elsewhere."""
    for section in ARTWORK:
        if isinstance(own.get(section), dict) and isinstance(own[section].get("file"), str):
            own[section]["folder"] = path.parent
    if isinstance(own.get("word"), dict):
        own["word"]["folder"] = path.parent
    fonts = own.get("font", [])
    if not isinstance(fonts, list) or not all(isinstance(font, dict) for font in fonts):
        raise UsageError(f"{path}: a font of your own is a list of tables: begin each with [[font]]")
    for font in fonts:
        font["folder"] = path.parent

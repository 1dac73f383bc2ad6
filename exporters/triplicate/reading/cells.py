"""Cells of code that knitr, Quarto and Jupyter run: what of them a reader of the site meets, as their options say.

A cell that is not run, or whose results are not shown, is code like any other; one of which nothing is shown says
nothing to a reader. Only what a cell prints or draws is not in the text.
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from triplicate.later import regex

_CELL = regex(
    r"\{(?P<name>r|python|julia|ojs|bash|sql|stan|webr|pyodide|shinylive-\w+|code-cell)\b(?P<rest>[^}]*)\}?(?P<kernel>.*)"
)
_OPTION = regex(r"[ \t]*(?:#|//|--|%%)\|[ \t]?(?P<written>.*)")
_IN_YAML = regex(r"(?P<key>[\w.-]+):[ \t]+(?P<value>[\w'\"]+)[ \t]*")
_IN_R = regex(r"(?P<key>[\w.]+)\s*=\s*(?P<value>[\w'\"]+)\s*(?=,|\}|$)")
_FILE = regex(r"""\bfilename(?:\s*=\s*|:[ \t]+)(?P<sign>["'])(?P<name>[^"']+)(?P=sign)""")
_TAGS = regex(r":tags:(?P<tags>.*)")
_SETTING = regex(r":[\w-]+:(?:[ \t].*)?")
_OFF = {"false", "f", "no", "off"}
_DECIDING = ("eval", "echo", "output", "include")
_EVERYWHERE = ("execute.", "knitr.opts_chunk.")
_NOT_RUN = "site.execute.execute_notebooks"  # Jupyter Book's, for all of a project
_KERNELS = regex(r"i(?=python)|(?<=python)\d(?:\.\d+)*$")


class Shown(Enum):
    """What of a cell a reader meets."""

    NOTHING = auto()
    CODE = auto()
    RESULTS = auto()


def is_cell(info: str) -> bool:
    """Tell whether a fence is a cell, from what stands behind its backticks."""
    return _CELL.match(info) is not None


def language_of(info: str) -> str:
    """Return the language of a cell."""
    match = _CELL.match(info)
    assert match is not None, "asked of cells only"
    return match["name"] if match["name"] != "code-cell" else _KERNELS.sub("", match["kernel"].strip())


def shown_of(info: str, code: str, variables: Mapping[str, str]) -> Shown:
    """Return what is shown of a cell.

    Its own options count, and those for all cells that are among the values of the text and its project.
    """
    match = _CELL.match(info)
    assert match is not None, "asked of cells only"
    if not without_options(code).strip():
        return Shown.NOTHING
    if match["name"] == "code-cell":
        return _of_jupyter(code, variables)
    off = {key: any(_is_off(variables.get(begins + key, "")) for begins in _EVERYWHERE) for key in _DECIDING}
    off |= {key: _is_off(value) for key, value in (*_in_r(match["rest"]), *_in_lines(code))}
    without_results = off["eval"] or off["output"]
    if off["include"] or (off["echo"] and without_results):
        return Shown.NOTHING
    return Shown.CODE if without_results else Shown.RESULTS


def file_of(info: str, code: str) -> str:
    """Return the name of the file that a cell is said to be; empty if it is none."""
    match = _FILE.search("\n".join((info, *_options(code))))
    return match["name"] if match else ""


def without_options(code: str) -> str:
    """Return the code of a cell without the lines that hold options."""
    lines = code.split("\n")
    is_option = (bool(_OPTION.match(line) or _SETTING.fullmatch(line)) for line in lines)
    first = next((number for number, option in enumerate(is_option) if not option), len(lines))
    return "\n".join(lines[first:]).removeprefix("\n")


def _of_jupyter(code: str, variables: Mapping[str, str]) -> Shown:
    tags = next((match["tags"] for line in code.split("\n") if (match := _TAGS.fullmatch(line))), "")
    without_results = "remove-output" in tags or "skip-execution" in tags or _is_off(variables.get(_NOT_RUN, ""))
    if "remove-cell" in tags or ("remove-input" in tags and without_results):
        return Shown.NOTHING
    return Shown.CODE if without_results else Shown.RESULTS


def _is_off(value: str) -> bool:
    return value.strip("'\"").lower() in _OFF


def _in_r(written: str) -> Iterator[tuple[str, str]]:
    yield from ((match["key"], match["value"]) for match in _IN_R.finditer(written))


def _in_lines(code: str) -> Iterator[tuple[str, str]]:
    for written in _options(code):
        if found := _IN_YAML.fullmatch(written):
            yield found["key"], found["value"]
        else:
            yield from _in_r(written)


def _options(code: str) -> Iterator[str]:
    """Yield what is written in the lines of options that a cell begins with."""
    for line in code.split("\n"):
        option = _OPTION.match(line)
        if option is None:
            return
        yield option["written"]

r"""The styles of a drawing: parsed as CSS is, and written anew from what was understood.

A search for ``url(`` in the text would miss escapes (``u\72l(``), comments and the functions that came later
(``image-set``, ``src``): the tokens of a real parser are judged, by the list of functions that take nothing from
elsewhere.
"""

from collections.abc import Iterable
from itertools import takewhile
from typing import Any

_FUNCTION_NAMES = """
rgb rgba hsl hsla hwb lab lch oklab oklch color var calc min max clamp matrix translate translatex translatey scale
scalex scaley rotate skewx skewy cubic-bezier blur brightness contrast drop-shadow grayscale hue-rotate invert opacity
saturate sepia circle ellipse inset polygon path not is where nth-child nth-of-type
"""
_FUNCTIONS = frozenset(_FUNCTION_NAMES.split())
_AT_RULES = frozenset({"media", "supports"})


class StyleError(Exception):
    """The styles reach outside the drawing; ``hint`` is the remedy."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = hint
        super().__init__(message)


def sound_sheet(text: str) -> str:
    """Return a style sheet, written from what was parsed; raise :class:`StyleError` if it takes what is not in it."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    kept = []
    for rule in rules:
        if rule.type == "at-rule":
            if rule.lower_at_keyword == "font-face" and not _is_embedded(rule.content or ()):
                continue  # as on a page, where a drawing shown as a picture fetches no fonts
            if rule.lower_at_keyword in {"import", "font-face", "namespace"}:
                raise StyleError("takes styles or fonts from elsewhere", "Turn text to paths and save again.")
            if rule.lower_at_keyword not in _AT_RULES:
                continue
        elif rule.type == "error":
            continue
        _check(rule.prelude)
        if rule.content:
            rule.content = _in_light(rule.content)
        _check(rule.content or ())
        kept.append(rule)
    return str(tinycss2.serialize(kept))


def sound_declarations(text: str) -> str:
    """Return the declarations of a style attribute, likewise."""
    import tinycss2

    kept = [
        declaration
        for declaration in tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True)
        if declaration.type == "declaration"
    ]
    for declaration in kept:
        declaration.value = _in_light(declaration.value)
        _check(declaration.value)
    return str(";".join(declaration.serialize() for declaration in kept))


def _in_light(tokens: Iterable[Any]) -> list[Any]:
    """Return tokens with the first of two colours where a page may be light or dark, which no file here is."""
    found: list[Any] = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "light-dark":
            found += takewhile(lambda one: one != ",", token.arguments)
            continue
        if token.type == "function":
            token.arguments = _in_light(token.arguments)
        elif token.type in {"{} block", "() block", "[] block"}:
            token.content = _in_light(token.content)
        found.append(token)
    return found


def _is_embedded(tokens: Iterable[Any]) -> bool:
    """Tell whether a font is in the drawing itself, or cannot be told to be elsewhere."""
    for token in tokens:
        addresses = []
        if token.type == "url":
            addresses = [token.value]
        elif token.type == "function":
            addresses = [part.value for part in token.arguments if part.type == "string"]
        if any(not one.strip().lower().startswith(("http:", "https:", "//")) for one in addresses):
            return True
    return False


def _check(tokens: Iterable[Any]) -> None:
    for token in tokens:
        match token.type:
            case "url":
                _check_address(token.value)
            case "function" if token.lower_name == "url":
                _check_address("".join(part.value for part in token.arguments if part.type == "string"))
            case "function" if token.lower_name not in _FUNCTIONS:
                raise StyleError(f"uses {token.name[:40]}() in its styles", "Save it as plain SVG.")
            case "function":
                _check(token.arguments)
            case "at-keyword" if token.lower_value in {"import", "font-face"}:
                raise StyleError("takes styles or fonts from elsewhere", "Turn text to paths and save again.")
            case "{} block" | "() block" | "[] block":
                _check(token.content)
            case "error":
                raise StyleError("has styles that cannot be read", "Save it again from a drawing program.")
            case _:
                pass


def _check_address(address: str) -> None:
    if not address.strip().startswith("#"):
        raise StyleError(f"refers to “{address[:60]}” outside itself", "Embed what it names, and save it again.")

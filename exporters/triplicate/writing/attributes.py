"""Attributes in braces, as reading takes them."""

from collections.abc import Mapping, Sequence

from triplicate.later import regex

_BARE = regex(r"""[^\s{}"'=]+""")
_WORDS = {"alt", "title"}
_NAME = regex(r"""[^\s{}"'#=]+""")


def braces(
    identifier: str | None = None,
    lang: str | None = None,
    classes: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
) -> str:
    """Return ``{#id .class lang=fr key="some words"}``; nothing if there is nothing to say."""
    said = []
    if identifier:
        said.append(f"#{identifier}" if _NAME.fullmatch(identifier) else f"id={quoted(identifier)}")
    said += [f".{name}" for name in classes]
    if lang:
        said.append(f"lang={_value(lang)}")
    said += [f"{key}={quoted(value) if key in _WORDS else _value(value)}" for key, value in (values or {}).items()]
    return f"{{{' '.join(said)}}}" if said else ""


def quoted(value: str) -> str:
    """Return a value in quotation marks."""
    inner = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _value(value: str) -> str:
    return value if _BARE.fullmatch(value) else quoted(value)

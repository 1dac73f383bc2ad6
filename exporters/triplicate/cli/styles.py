"""The command that tells about styles, and shows them."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from triplicate import theme
from triplicate.errors import UsageError

SPECIMEN = "specimen.md"


def styles(options: argparse.Namespace) -> int:
    """Print the editions; of one style its tokens, roles and contrast; export the specimen if that is asked for."""
    if options.name is None:
        if options.sample:
            raise UsageError("--sample wants a style: triplicate styles large-print --sample")
        for name in theme.names():
            print(f"{name:14} {theme.load(name).description}")
        return 0
    style = theme.load(options.name)
    if options.sample:
        return _export(style, Path(options.to or "."))
    print("\n".join((f"{style.name}: {style.description}", *_tokens(style), *_roles(style), "", *_contrast(style))))
    return 0


def _tokens(style: theme.Theme) -> Iterator[str]:
    for section in ("page", "type", "spacing", "colours", "links", "running"):
        part = getattr(style, section)
        yield f"\n[{section}]"
        for field in fields(part):
            yield f"{field.name.replace('_', '-'):22} {_as_toml(getattr(part, field.name))}"
    fonts = style.fonts
    yield "\n[fonts]"
    for use in ("body", "heading", "code"):
        yield f"{use:22} {getattr(fonts, use).name}"
    yield f"{'fallback':22} {', '.join(family.name for family in fonts.fallback)}"
    for name in ("logo", "cover"):
        if artwork := getattr(style, name):
            yield f"\n[{name}]\n{'file':22} {artwork.picture.name}\n{'alt':22} {artwork.alt}"


def _roles(style: theme.Theme) -> Iterator[str]:
    for name, table in style.roles.items():
        yield from _role(name, table)
        for format_, otherwise in table.items():
            if isinstance(otherwise, dict):
                yield from _role(f"{name}.{format_}", otherwise)


def _role(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n[role.{name}]"
    for key, value in table.items():
        if not isinstance(value, dict):
            yield f"{key:22} {_as_toml(value)}"


def _as_toml(value: str | float | bool | list[Any]) -> str:  # noqa: FBT001
    match value:
        case list():
            return f"[{', '.join(map(_as_toml, value))}]"
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case _:
            return f"{value:g}"


def _contrast(style: theme.Theme) -> Iterator[str]:
    yield "Contrast (WCAG 2.2: AA from 4.5:1, AAA from 7:1)"
    pairs = theme.pairs(style.colours)
    for pair in pairs:
        yield f"{pair.what:30} {pair.front} on {pair.back} {pair.ratio:6.2f}:1  {pair.level}"
    lower = sum(pair.level != "AAA" for pair in pairs)
    yield f"{lower} of {len(pairs)} pairs below AAA" if lower else f"All {len(pairs)} pairs reach AAA"


def _export(style: theme.Theme, folder: Path) -> int:
    """Write the specimen in the style and every format, and print what was written."""
    from triplicate import api
    from triplicate.errors import FindingsError, UnprovenError
    from triplicate.formats.product import USUAL
    from triplicate.jobs.production import moment_of, produce, unshown
    from triplicate.jobs.publishing import publish
    from triplicate.proof.proving import prove
    from triplicate.theme.fonts import styles_folder

    document = api.read(styles_folder() / SPECIMEN)
    stem = f"specimen-{style.name}"
    edition = theme.edition_of(document, style)
    if missing := unshown([edition], USUAL):
        raise FindingsError(missing)
    products = produce(edition, USUAL, moment=moment_of(document), name=stem)
    contents = {folder / f"{stem}.{format_}": product.data for format_, product in products.items()}
    if different := [proof.file for proof in prove(edition.document, contents) if proof.differences]:
        raise UnprovenError(f"{different[0]} would not say what the specimen says; nothing was written")
    publish(contents)
    print("\n".join(map(str, contents)))
    return 0

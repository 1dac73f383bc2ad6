"""The parts that text plays, and what each looks like: ``styles/roles.toml``, and what a style says over it.

A role is said once for all formats. Where one of them has it otherwise, the file says so and why. Roles name tokens,
so that an edition which changes a token changes every role that is made of it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import cache, lru_cache
from typing import Any, Literal

from triplicate.document.kinds import has_cover
from triplicate.document.model import Kind, Metadata
from triplicate.later import dataclass
from triplicate.theme.contrast import AA, contrast
from triplicate.theme.fonts import styles_folder
from triplicate.theme.role_values import Edge, RoleError, values
from triplicate.theme.tokens import Theme

Format = Literal["pdf", "word", "epub", "html"]
FORMATS: tuple[Format, ...] = ("pdf", "word", "epub", "html")

Told = Mapping[str, Any]
"""What files say of roles: tables as TOML has them, by the name of the role."""

NONE = "none"
"""Takes away what a role would have otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a part of the text looks like in one format; None is what stands around it.

    ``size`` and all lengths are in points, ``line`` is a factor of the size; ``colour`` and ``tint`` (what lies under
    the letters) are fields of :class:`triplicate.theme.Colours`, ``font`` is one of :class:`triplicate.theme.Fonts`.
    ``start`` and ``end`` are distances from the edges of the text around, ``bar`` is a rule along the start,
    ``frame`` one all around; ``padding`` is over, at the end, under and at the start.
    """

    size: float | None = None
    line: float | None = None
    weight: int | None = None
    slant: str | None = None
    font: str | None = None
    colour: str | None = None
    tint: str | None = None
    before: float | None = None
    after: float | None = None
    start: float | None = None
    end: float | None = None
    align: str | None = None
    frame: Edge | None = None
    top: Edge | None = None
    bottom: Edge | None = None
    bar: Edge | None = None
    padding: tuple[float, float, float, float] | None = None
    digits: str | None = None
    keep_next: bool | None = None
    keep_lines: bool | None = None

    @property
    def bold(self) -> bool:
        """Whether a format that knows two weights alone sets it in the heavier one."""
        return (self.weight or 0) >= 600


PROPERTIES = tuple(field.name.replace("_", "-") for field in fields(Role))
"""What can be said of a role, as the file writes it."""


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((styles_folder() / "roles.toml").read_text(encoding="utf-8"))


def told(over: Told) -> Told:
    """Return what the file says of roles with what a style says over it. Raises RoleError for what is no role."""
    roles: dict[str, Any] = {name: dict(table) for name, table in _file()["role"].items()}
    for name, table in over.items():
        if name not in roles:
            raise RoleError(f"[role] {name!r} is not a role; known are: {', '.join(roles)}")
        if not isinstance(table, dict):
            raise RoleError(f"[role] {name} = {table!r}: wants a table: [role.{name}] and lines of key = value")
        for key, value in table.items():
            inherited = roles[name].get(key)
            both = isinstance(value, dict) and isinstance(inherited, dict)
            roles[name][key] = {**inherited, **value} if both else value
    return roles


def in_kind(theme: Theme, metadata: Metadata) -> Theme:
    """Return a theme with its roles as they are in a kind of text, where the style does not say them itself."""
    return _in_kind(theme, Kind.REPORT if has_cover(metadata) else metadata.kind)


@lru_cache(maxsize=40)
def _in_kind(theme: Theme, kind: Kind | None) -> Theme:
    usual, here = _file()["role"], _file().get(kind or "", {})
    roles = {name: dict(table) for name, table in theme.roles.items()}
    for name, told_here in here.items():
        roles[name] |= {key: said for key, said in told_here.items() if roles[name].get(key) == usual[name].get(key)}
    return replace(theme, roles=roles)


def check(theme: Theme) -> None:
    """Raise RoleError for what a theme says of roles and none can be."""
    for name, table in theme.roles.items():
        for key, value in table.items():
            if key in FORMATS:
                if not isinstance(value, dict) or not isinstance(value.get("why"), str) or not value["why"].strip():
                    raise RoleError(f'[role.{name}.{key}] wants to say why this format has it otherwise: why = "…"')
                _known(f"[role.{name}.{key}]", value, (*PROPERTIES, "why"))
        _known(f"[role.{name}]", table, (*PROPERTIES, *FORMATS, "like"))
        seen: list[dict[str, Any]] = []
        for format_ in FORMATS:
            if (said := _merged(theme.roles, name, format_)) not in seen:
                seen.append(said)
                _check_readable(theme, name, role(theme, name, format_))


def _check_readable(theme: Theme, name: str, one: Role) -> None:
    if one.size is not None and one.size < theme.type.least:
        raise RoleError(
            f"[role.{name}] size is {one.size:g} points, smaller than least = {theme.type.least:g}, which is what this "
            "edition promises its readers; make it larger, or extend another edition"
        )
    front, back = (getattr(theme.colours, one.colour or "text"), getattr(theme.colours, one.tint or "page_background"))
    if contrast(front, back) < AA:
        raise RoleError(
            f"[role.{name}] the contrast is {contrast(front, back):.2f}:1 ({front} on {back}); at least {AA}:1 is "
            "needed (WCAG 2.2, 1.4.3); choose another colour or tint"
        )


def _known(where: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    if unknown := [key for key in table if key not in known]:
        raise RoleError(f"{where} {unknown[0]!r} is no property of a role; known are: {', '.join(known)}")


def role(theme: Theme, name: str, format_: Format) -> Role:
    """Return what a role looks like in a format, with what the role that it is like says."""
    said = {key: value for key, value in _merged(theme.roles, name, format_).items() if value != NONE}
    return Role(**{key.replace("-", "_"): value for key, value in values(f"[role.{name}]", theme, said).items()})


def own(theme: Theme, name: str, format_: Format) -> frozenset[str]:
    """Return the fields of :class:`Role` that a role says itself, and not the one that it is like."""
    return frozenset(key.replace("-", "_") for key, _ in _said(theme.roles, name, format_))


def _line_of(roles: Told, name: str) -> list[str]:
    """Return a role and those that it is like, the farthest first."""
    line = [name]
    while (like := roles[line[0]].get("like")) is not None:
        if like not in roles or like in line:
            raise RoleError(f"[role.{line[0]}] like = {like!r}: wants the name of another role, which is not like it")
        line.insert(0, like)
    return line


def _said(roles: Told, name: str, format_: Format) -> Iterator[tuple[str, Any]]:
    special = _file()["format"].get(format_, {})
    never = special.get("never", ())
    for key, value in {
        **roles[name],
        **roles[name].get(special.get("like"), {}),
        **roles[name].get(format_, {}),
    }.items():
        if key in PROPERTIES and key not in never:
            yield key, value


def _merged(roles: Told, name: str, format_: Format) -> dict[str, Any]:
    return {key: value for one in _line_of(roles, name) for key, value in _said(roles, one, format_)}

"""Attributes in braces, ``{#id .class key=value}``, as in pandoc, djot and MyST; and what each may be used for."""

import re
from collections.abc import Iterable
from dataclasses import field
from difflib import get_close_matches
from typing import Literal, cast

from triplicate.document.language import canonical
from triplicate.document.model import NOWHERE, Length, Place
from triplicate.later import dataclass, regex
from triplicate.reading import rules
from triplicate.reading.context import Context

# mdit-py-plugins 0.7 has a parser of its own, but refuses a bare value with a point or a per cent sign ("60%").
_PART = regex(
    r"""\s*(?:
        \.(?P<class>[^\s{}"'.=]+)(?=[\s.}])  # kramdown puts several right after one another
      | (?:
            \#(?P<id>[^\s{}"'#=]+)
          | (?P<switch>data-[\w-]+)
          | (?P<key>[A-Za-z_:][\w:.-]*)=
            (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s{}"'=]+))
        )(?=[\s}])
    )""",
    re.VERBOSE,
)
_LENGTH = regex(r"(\d{1,5}(?:\.\d{1,4})?)(cm|mm|in|pt|px|%)?")
_OURS = {"width", "described-by", "row-headers", "type", "alt"}  # elsewhere than here a wish that is not met
NEAR = 0.8  # how alike a slip and the word that was meant are, from 0 to 1


@dataclass(slots=True)
class Attributes:
    """Attributes as written."""

    id: str | None = None
    classes: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    place: Place = NOWHERE

    def merged(self, other: "Attributes | None") -> "Attributes":
        """Return these attributes with those of ``other``, which win."""
        if other is None:
            return self
        return Attributes(
            other.id or self.id, self.classes + other.classes, {**self.values, **other.values}, self.place
        )


def parse(text: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Return the attributes in braces that start at ``start`` and the position after them, or None."""
    if not text.startswith("{", start):
        return None
    position = start + 1 + text.startswith("{:", start)  # kramdown writes {: … }
    found = Attributes()
    empty = True
    while match := _PART.match(text, position):
        empty = False
        position = match.end()
        if match["id"]:
            found.id = match["id"]
        elif match["class"]:
            found.classes.append(match["class"])
        elif match["switch"]:
            found.values[match["switch"]] = ""
        else:
            value = next(value for value in match.group("double", "single", "bare") if value is not None)
            value = re.sub(r"\\([\"'\\\[\]])", r"\1", value)
            match match["key"]:
                case "id":
                    found.id = value or None
                case "class":
                    found.classes.extend(value.split())
                case key:
                    found.values[key.replace("fig.", "fig-")] = value  # R Markdown's and Quarto's name for one thing
    end = re.compile(r"\s*\}").match(text, position)
    return (found, end.end()) if end and not empty else None


def language(context: Context, attributes: Attributes) -> str | None:
    """Return ``lang`` in canonical case; an invalid tag is a finding."""
    tag = attributes.values.get("lang")
    if tag is None:
        return None
    known = canonical(tag)
    if known is None:
        context.report(
            rules.LANGUAGE_INVALID,
            "“{tag}” is not a language tag.",
            attributes.place,
            "Write a BCP 47 tag such as fr, cy or zh-Hant.",
            tag=tag,
        )
    return known


def width(context: Context, attributes: Attributes) -> Length | None:
    """Return ``width`` as a length; an invalid one is a finding."""
    written = attributes.values.get("width")
    if written is None:
        return None
    match = _LENGTH.fullmatch(written)
    value = float(match[1]) if match else 0.0
    if match is None or value <= 0 or (match[2] == "%" and value > 100):
        context.report(
            rules.ATTRIBUTE_WRONG,
            "“{written}” is not a width.",
            attributes.place,
            "Write a number and a unit, such as 12cm, 80mm, 4in, 200px or 60%.",
            written=written,
        )
        return None
    return Length(value, cast("Literal['cm', 'mm', 'in', 'pt', 'px', '%']", match[2] or "px"))


def html_width(written: str | None) -> Length | None:
    """Return the width that an element of HTML is given, in pixels or per cent; one that is none has no effect."""
    match = re.fullmatch(r"\s*(\d{1,5}(?:\.\d{1,4})?)(?:px|(%))?\s*", written or "")
    if match is None or not 0 < float(match[1]) <= (100 if match[2] else 10_000):
        return None
    return Length(float(match[1]), "%" if match[2] else "px")


def check(
    context: Context, attributes: Attributes, what: str, keys: Iterable[str] = (), classes: Iterable[str] = ()
) -> None:
    """Report every attribute that has no meaning on ``what``; ``lang`` and an id are welcome everywhere.

    One that is near to one with a meaning is a slip. Any other is of some site's own look, and is told of once.
    """
    owner = f"{what[:1].upper()}{what[1:]}"
    known = ["lang", *keys]
    for key in attributes.values:
        near = get_close_matches(key, known, n=1, cutoff=NEAR)
        if key in known:
            continue
        if key == "dir":
            hint = "The direction follows from the language: write lang=ar or lang=he alone."
        elif near:
            hint = f"Did you mean “{near[0]}”?"
        elif key in _OURS:
            hint = f"Known here: {', '.join(known)}."
            if what == "a paragraph":
                hint += " An empty line above the braces gives them to what is below."
        else:
            context.unwrap(f"{{{key}=…}}", attributes.place)
            continue
        context.report(
            rules.ATTRIBUTE_WRONG, "{owner} has no attribute “{key}”.", attributes.place, hint, owner=owner, key=key
        )
    allowed = list(classes)
    for name in attributes.classes:
        near = get_close_matches(name, allowed, n=1, cutoff=NEAR)
        if name in allowed:
            continue
        if near:
            context.report(
                rules.ATTRIBUTE_WRONG,
                "{owner} has no class “{name}”.",
                attributes.place,
                f"Did you mean “{near[0]}”?",
                owner=owner,
                name=name,
            )
        else:
            context.unwrap(f"{{.{name}}}", attributes.place)

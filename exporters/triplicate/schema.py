"""JSON Schema of the configuration and of the front matter, so that editors complete keys and mark slips."""

from triplicate.checks import RULES
from triplicate.config import KEYS, Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def config_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of ``triplicate.toml``."""
    return {
        "$schema": _DIALECT,
        "title": "Triplicate configuration",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: _property(key.kind, key.about, key.choices, key.name) for key in KEYS},
    }


def _property(kind: Kind, about: str, choices: tuple[str, ...], name: str) -> dict[str, object]:
    text: dict[str, object] = {"type": "string", **({"enum": list(choices)} if choices else {})}
    match kind:
        case Kind.TEXT:
            return {"description": about, **text}
        case Kind.TEXTS:
            return {"description": about, "type": "array", "items": text, "uniqueItems": True}
        case Kind.SWITCH:
            return {"description": about, "type": "boolean"}
        case Kind.TABLE:
            codes = {"propertyNames": {"enum": list(RULES)}} if name in {"ignore", "severity"} else {}
            return {"description": about, "type": "object", "additionalProperties": text, **codes}

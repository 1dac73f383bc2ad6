"""JSON Schema of the configuration and of the front matter, so that editors complete keys and mark slips."""

from triplicate.checks import RULES
from triplicate.jobs import config
from triplicate.reading.keys import ALIASES, KEYS, Key, KeyKind

Schema = dict[str, object]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": "string"}
_SWITCH: Schema = {"type": "boolean"}
_TEXTS: Schema = {"oneOf": [_TEXT, {"type": "array", "items": _TEXT, "uniqueItems": True}]}
_REASONS: Schema = {
    "type": "object",
    "propertyNames": {"enum": list(RULES)},
    "additionalProperties": {"type": "string", "minLength": 1},
}
_PERSON: Schema = {
    "oneOf": [
        _TEXT,
        {
            "type": "object",
            "properties": {"name": _TEXT, "role": _TEXT, "affiliation": _TEXT},
            "required": ["name"],
            "additionalProperties": False,
        },
    ]
}


def config_schema() -> Schema:
    """Return the JSON Schema (2020-12) of ``triplicate.toml``."""
    return {
        "$schema": _DIALECT,
        "title": "Triplicate configuration",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {"description": key.about, **_config_value(key)} for key in config.KEYS},
    }


def front_matter_schema() -> Schema:
    """Return the JSON Schema (2020-12) of front matter; other keys may stand there as variables of the text."""
    properties: Schema = {key.name: {"description": key.about, **_front_value(key)} for key in KEYS.values()}
    for alias, name in ALIASES.items():
        key = KEYS[name]
        properties[alias] = {"description": f"{key.about} The same as “{name}”.", **_front_value(key)}
    return {
        "$schema": _DIALECT,
        "title": "Triplicate front matter",
        "type": "object",
        "additionalProperties": {"type": ["string", "number", "boolean"]},
        "properties": properties,
    }


def _front_value(key: Key) -> Schema:
    match key.kind:
        case KeyKind.TEXT:
            return {"enum": list(key.choices)} if key.choices else _TEXT
        case KeyKind.TEXTS:
            return _TEXTS
        case KeyKind.SWITCH:
            return _SWITCH
        case KeyKind.NUMBER:
            return {"type": "integer", "minimum": key.limits[0], "maximum": key.limits[-1]}
        case KeyKind.DATE:
            return {"type": "string", "format": "date"}
        case KeyKind.LANGUAGE:
            return {"type": "string", "examples": ["en-GB", "cy", "fr"]}
        case KeyKind.PEOPLE:
            return {"oneOf": [_PERSON, {"type": "array", "items": _PERSON}]}
        case KeyKind.ADDRESS:
            return {"type": "string", "format": "uri", "pattern": "^https?://"}
        case KeyKind.PATHS:
            return {"type": "array", "items": _TEXT}
        case KeyKind.NAMES:
            return {"type": "object", "additionalProperties": _TEXT}
        case KeyKind.REASONS:
            return _REASONS


def _config_value(key: config.Key) -> Schema:
    text: Schema = {"type": "string", **({"enum": list(key.choices)} if key.choices else {})}
    match key.kind:
        case config.ValueKind.TEXT:
            return text
        case config.ValueKind.TEXTS:
            return {"type": "array", "items": text, "uniqueItems": True}
        case config.ValueKind.SWITCH:
            return _SWITCH
        case config.ValueKind.TABLE:
            codes: Schema = {"propertyNames": {"enum": list(RULES)}} if key.name in {"ignore", "severity"} else {}
            return {"type": "object", "additionalProperties": text, **codes}

"""JSON Schema of the configuration and of the front matter, so that editors complete keys and mark slips."""

from triplicate.checks import RULES
from triplicate.formats.product import PdfStandard
from triplicate.jobs.config import KEYS, ValueKind
from triplicate.reading.front_matter import ALIASES

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

# The keys of the front matter: what each means, and what its value is.
_FRONT_MATTER: dict[str, tuple[str, Schema]] = {
    "title": ("The title, unless the text begins with a level-1 heading.", _TEXT),
    "subtitle": ("A line below the title.", _TEXT),
    "author": ("Who wrote the text.", {"oneOf": [_PERSON, {"type": "array", "items": _PERSON}]}),
    "date": ("The date of the text, as 2019-01-25.", {"type": "string", "format": "date"}),
    "lang": ("The language of the text, a BCP 47 tag.", {"type": "string", "examples": ["en-GB", "cy", "fr"]}),
    "dir": ("The direction of the text; it follows from the language.", {"enum": ["ltr", "rtl"]}),
    "description": ("What the text is about, in a sentence or two.", _TEXT),
    "keywords": ("Words that the text can be found by.", _TEXTS),
    "subject": ("The field that the text belongs to.", _TEXT),
    "publisher": ("Who publishes the text.", _TEXT),
    "rights": ("Who may do what with the text.", _TEXT),
    "identifier": ("A name of this text alone: an ISBN, a DOI, a URN or an address.", _TEXT),
    "cover-image": ("The picture on the cover of the EPUB.", _TEXT),
    "cover-alt": ("What the cover shows, in words.", _TEXT),
    "toc": ("Whether there is a table of contents.", _SWITCH),
    "toc-depth": ("The lowest level of headings in it.", {"type": "integer", "minimum": 1, "maximum": 6}),
    "number-sections": ("Whether headings are numbered.", _SWITCH),
    "abbreviations": ("Short forms, and what each stands for.", {"type": "object", "additionalProperties": _TEXT}),
    "style": ("The edition: the look of the copies.", _TEXT),
    "pdf-standard": ("The accessibility standard of the PDF.", {"enum": list(PdfStandard)}),
    "contact": ("Whom to ask for the text in another format.", _TEXT),
    "math": ("Whether $…$ is a formula rather than a price.", _SWITCH),
    "certified-by": ("Who has certified that the EPUB is accessible.", _TEXT),
    "ignore": ("Codes of findings that are ignored, each with the reason.", _REASONS),
}


def config_schema() -> Schema:
    """Return the JSON Schema (2020-12) of ``triplicate.toml``."""
    return {
        "$schema": _DIALECT,
        "title": "Triplicate configuration",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {"description": key.about, **_value(key.name, key.kind, key.choices)} for key in KEYS},
    }


def front_matter_schema() -> Schema:
    """Return the JSON Schema (2020-12) of front matter; other keys may stand there as variables of the text."""
    properties: Schema = {name: {"description": about, **value} for name, (about, value) in _FRONT_MATTER.items()}
    for alias, name in ALIASES.items():
        about, value = _FRONT_MATTER[name]
        properties[alias] = {"description": f"{about} The same as “{name}”.", **value}
    return {
        "$schema": _DIALECT,
        "title": "Triplicate front matter",
        "type": "object",
        "additionalProperties": {"type": ["string", "number", "boolean"]},
        "properties": properties,
    }


def _value(name: str, kind: ValueKind, choices: tuple[str, ...]) -> Schema:
    text: Schema = {"type": "string", **({"enum": list(choices)} if choices else {})}
    match kind:
        case ValueKind.TEXT:
            return text
        case ValueKind.TEXTS:
            return {"type": "array", "items": text, "uniqueItems": True}
        case ValueKind.SWITCH:
            return _SWITCH
        case ValueKind.TABLE:
            codes: Schema = {"propertyNames": {"enum": list(RULES)}} if name in {"ignore", "severity"} else {}
            return {"type": "object", "additionalProperties": text, **codes}

"""The description of the API (OpenAPI 3.1.0), made from the operations and the types that their answers are."""

import dataclasses
import types
from collections.abc import Mapping, Sequence
from enum import Enum
from inspect import cleandoc, getdoc
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from triplicate.later import dataclass
from triplicate.system.version import installed_version

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: what it means, and the type that its JSON is of; ``media`` if it is of another kind."""

    meaning: str
    type: Any = None
    media: str = "application/json"
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of an address. ``parameters`` are those of its path and query, each with its type and meaning.

    ``body`` is the type of the JSON that is sent, ``form`` that of the form with files that may be sent in its place.
    """

    method: str
    path: str
    name: str
    summary: str
    answers: Mapping[int, Answer]
    parameters: Sequence[tuple[str, str, Schema, str]] = ()
    body: Any = None
    form: Any = None


_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bytes: {"type": "string", "format": "binary"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Any: {},
    object: {},
}


class _Schemas:
    """Schemas of types; those that have names are gathered."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        if dataclasses.is_dataclass(kind) or is_typeddict(kind):
            return self._named(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"enum": [one.value for one in kind]}
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin in {Union, types.UnionType}:
            return {"anyOf": [self.of(one) for one in arguments]}
        if origin is tuple and arguments[-1] is not Ellipsis:
            return {
                "type": "array",
                "prefixItems": [self.of(one) for one in arguments],
                "minItems": len(arguments),
                "maxItems": len(arguments),
            }
        if origin in {list, tuple}:
            return {"type": "array", "items": self.of(arguments[0])}
        return {"type": "object", "additionalProperties": self.of(arguments[1])}  # a mapping

    def _named(self, kind: Any) -> Schema:
        name = kind.__name__
        if name not in self.named:
            self.named[name] = {}  # a type that holds itself finds it here
            hints = get_type_hints(kind)
            if is_typeddict(kind):
                required = sorted(kind.__required_keys__)
            else:
                given = [field for field in dataclasses.fields(kind) if _is_required(field)]
                required = [field.name for field in given]
            properties = {key: self.of(hint) for key, hint in hints.items()}
            self.named[name] = {
                "type": "object",
                "description": " ".join(cleandoc(getdoc(kind) or "").replace("``", "").split()),
                "properties": properties,
                "required": required,
                "additionalProperties": False,
            }
        return {"$ref": f"#/components/schemas/{name}"}


def _is_required(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def described(operations: Sequence[Operation]) -> Schema:
    """Return the description of all operations."""
    schemas = _Schemas()
    paths: dict[str, Schema] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Triplicate",
            "version": installed_version() or "0",
            "summary": "One text, three faithful copies: check a text, make its files, fetch them.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas.named,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _operation(operation: Operation, schemas: _Schemas) -> Schema:
    made: Schema = {
        "operationId": operation.name,
        "summary": operation.summary,
        "responses": {str(status): _answer(answer, schemas) for status, answer in operation.answers.items()},
    }
    if operation.parameters:
        made["parameters"] = [
            {"name": name, "in": place, "required": place == "path", "schema": schema, "description": meaning}
            for name, place, schema, meaning in operation.parameters
        ]
    if operation.body is not None:
        sent = {"application/json": operation.body, "multipart/form-data": operation.form}
        content = {media: {"schema": schemas.of(kind)} for media, kind in sent.items() if kind is not None}
        made["requestBody"] = {"required": True, "content": content}
    return made


def _answer(answer: Answer, schemas: _Schemas) -> Schema:
    made: Schema = {"description": answer.meaning}
    if answer.type is not None:
        made["content"] = {answer.media: {"schema": schemas.of(answer.type)}}
    elif answer.media != "application/json":
        made["content"] = {answer.media: {}}
    if answer.headers:
        made["headers"] = {name: {"schema": {"type": "string"}} for name in answer.headers}
    return made

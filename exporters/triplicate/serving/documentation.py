"""The page that documents the API, made from its description; it fetches nothing from elsewhere."""

from html import escape
from typing import Any


def documentation(description: dict[str, Any]) -> str:
    """Return the page as HTML."""
    info = description["info"]
    operations = "".join(
        _operation(method, path, said)
        for path, methods in description["paths"].items()
        for method, said in methods.items()
    )
    schemas = "".join(_schema(name, said) for name, said in description["components"]["schemas"].items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<title>The API – Triplicate</title><link rel="icon" type="image/svg+xml" href="/static/mark.svg">'
        '<link rel="stylesheet" href="/static/page.css"></head><body>'
        '<a class="skip" href="#main">Skip to the main part</a>'
        '<header class="top"><div class="wide"><a class="name" href="/">Triplicate</a></div></header>'
        '<main id="main" class="wide" tabindex="-1">'
        f"<h1>The API of Triplicate {escape(info['version'])}</h1><p>{escape(info['summary'])}</p>"
        '<p>For programs, the same is at <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1). '
        "Where the service has a token, send it as “Authorization: Bearer …”. "
        'People use <a href="/">the page</a>.</p>'
        f"<h2>What can be asked</h2>{operations}<h2>What is sent and answered</h2>{schemas}</main></body></html>"
    )


def _operation(method: str, path: str, said: dict[str, Any]) -> str:
    parameters = "".join(
        f"<li><code>{escape(one['name'])}</code> ({escape(one['in'])}): {escape(one['description'])}</li>"
        for one in said.get("parameters", ())
    )
    sent = "".join(
        f"<li><code>{escape(kind)}</code>: {_sent(content.get('schema', {}))}</li>"
        for kind, content in said.get("requestBody", {}).get("content", {}).items()
    )
    answers = "".join(
        f'<tr><th scope="row">{escape(status)}</th><td>{escape(one["description"])}</td><td>{_answered(one)}</td></tr>'
        for status, one in said["responses"].items()
    )
    return (
        f"<section><h3><code>{method.upper()} {escape(path)}</code></h3><p>{escape(said['summary'])}</p>"
        + (f"<h4>In the address</h4><ul>{parameters}</ul>" if parameters else "")
        + (f"<h4>Sent</h4><ul>{sent}</ul>" if sent else "")
        + f'<table><caption>Answers to {method.upper()} {escape(path)}</caption><thead><tr><th scope="col">Status</th>'
        '<th scope="col">Meaning</th><th scope="col">What comes</th></tr></thead>'
        f"<tbody>{answers}</tbody></table></section>"
    )


def _answered(answer: dict[str, Any]) -> str:
    kinds = answer.get("content", {})
    return " or ".join(
        _type(content["schema"]) if "schema" in content else escape(kind) for kind, content in kinds.items()
    )


def _sent(schema: dict[str, Any]) -> str:
    fields = schema.get("properties")
    return "the fields " + ", ".join(f"<code>{escape(one)}</code>" for one in fields) if fields else _type(schema)


def _schema(name: str, said: dict[str, Any]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(key)}</code></th><td>{_type(kind) or "anything"}</td>'
        f"<td>{'yes' if key in said['required'] else 'no'}</td></tr>"
        for key, kind in said["properties"].items()
    )
    return (
        f'<section><h3 id="{escape(name)}">{escape(name)}</h3><p>{escape(said["description"])}</p><table>'
        f'<caption>Keys of {escape(name)}</caption><thead><tr><th scope="col">Key</th><th scope="col">Type</th>'
        f'<th scope="col">Always there</th></tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f'<a href="#{escape(name)}">{escape(name)}</a>'
    if "enum" in schema:
        return " or ".join(f"<code>{escape(str(one))}</code>" for one in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if schema.get("type") == "array":
        inner = schema.get("items") or {}
        return f"list of {_type(inner)}" if inner else "list of two or more values"
    if schema.get("additionalProperties"):
        return f"object of {_type(schema['additionalProperties'])}"
    return escape(str(schema.get("type", "")))

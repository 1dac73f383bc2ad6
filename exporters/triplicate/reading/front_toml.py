"""Front matter as Hugo and Zola write it: TOML between two lines of three plus signs."""

from triplicate.later import regex

FENCE = "+++"
_KEY = regex(r"""[ \t]*(?:([\w-]+)|"([^"\n]*)"|'([^'\n]*)')[ \t]*(?:=|\.)""")
_TABLE = regex(r"[ \t]*\[{1,2}[ \t]*(?:([\w-]+)|\"([^\"\n]*)\"|'([^'\n]*)')")
_WHERE = regex(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")


class TomlBrokenError(ValueError):
    """What stands there is not TOML; ``line`` and ``column`` count from 1."""

    def __init__(self, message: str) -> None:
        where = _WHERE.search(message)
        super().__init__(message[: where.start()] if where else message)
        self.line, self.column = (int(where[1]), int(where[2])) if where and where[1] else (1, 1)


def is_toml(lines: list[str]) -> bool:
    """Tell whether lines begin as TOML does: after empty lines and comments, with a key or a table."""
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return bool(_KEY.match(first) or _TABLE.match(first))


def as_yaml(source: str) -> str:
    """Return TOML as YAML with each key on its own line of the source. Raises TomlBrokenError."""
    import json
    import tomllib

    try:
        values = tomllib.loads(source, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TomlBrokenError(str(error)) from None
    lines = source.split("\n")
    result = [""] * len(lines)
    at: dict[str, int] = {}
    in_table = False
    for number, line in enumerate(lines):
        table = _TABLE.match(line)
        found = table or (None if in_table else _KEY.match(line))
        in_table = in_table or table is not None
        if found:
            at.setdefault(next(name for name in found.groups() if name is not None), number)
    for key, value in values.items():
        said = value if isinstance(value, list | dict | str) else _written(value)
        entry = f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(said, ensure_ascii=False, default=_written)}"
        number = at.get(key, 0)
        if result[number]:
            result.append(entry)
        else:
            result[number] = entry
    return "\n".join(result)


def _written(value: object) -> str:
    """Return a value that is no text as TOML and YAML write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)

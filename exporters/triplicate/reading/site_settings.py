"""What the settings of a site generator beside a text say that the text relies on: variables, and what is appended.

Quarto keeps variables in ``_variables.yml`` and metadata for all texts in ``_quarto.yml`` and ``_metadata.yml``;
Jupyter Book keeps what Sphinx fills in under ``myst_substitutions``, Jekyll all that a text calls ``site.…``, GitBook
what it calls ``book.…``, MkDocs what is ``extra``, Hugo parameters. Python-Markdown's snippets append files to every
text, which define where links lead and what abbreviations are short for.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from triplicate.errors import UnreadableError
from triplicate.reading.files import file_within, read_bytes
from triplicate.reading.front_toml import as_yaml

if TYPE_CHECKING:
    from yaml.nodes import Node

# Where values stand, what the keys begin with of those that a text may call, and what it writes instead of that.
_VARIABLES = (
    *((name, "", "") for name in ("_variables.yml", "_metadata.yml", "_quarto.yml", "_quarto.yaml")),
    ("_config.yml", "myst_substitutions.", ""),
    ("_config.yml", "", "site."),
    ("book.json", "variables.", "book."),
    ("mkdocs.yml", "extra.", ""),
    ("mkdocs.yml", "", "config."),
    *((name, "params.", "") for name in ("hugo.toml", "hugo.yaml", "config.toml", "config.yaml")),
    *((f"config/_default/{name}", "", "") for name in ("params.toml", "params.yaml")),
)
_MOST_BYTES = 500_000
_MOST_VALUES = 2_000
_DEEPEST = 8


def variables_of(folder: Path, root: Path, above: Mapping[str, str]) -> Mapping[str, str]:
    """Return the values of a folder of the project at ``root`` by their names, levels parted by dots.

    They win over those above it.
    """
    found: dict[str, str] = {}
    names = dict.fromkeys(name for name, _, _ in _VARIABLES)
    values = {name: list(_values(_read(folder / name, root))) for name in names}
    for name, begins, called in _VARIABLES:
        for key, value in values[name]:
            if begins in key:
                found.setdefault(f"{called}{key.partition(begins)[2] if begins else key}", value)
    return {**above, **found}


def appended_in(folder: Path, root: Path) -> tuple[Path, ...]:
    """Return the files that are read after every text of a folder."""
    return tuple(_appended(_read(folder / "mkdocs.yml", root), folder, root))


def _read(path: Path, root: Path) -> "Node | None":
    """Return the tree of a file of settings; None if there is none, or none that can be read."""
    file = file_within(path, root)
    if file is None:
        return None
    import yaml

    try:
        text = read_bytes(file, _MOST_BYTES).decode("utf-8")
        return yaml.compose(as_yaml(text) if path.suffix == ".toml" else text, Loader=yaml.SafeLoader)
    except (UnreadableError, yaml.YAMLError, RecursionError, ValueError):
        return None


def _values(root: "Node | None") -> Iterator[tuple[str, str]]:
    """Yield the single values of a tree, by the keys that lead to them; aliases are not followed without end."""
    import yaml

    waiting = [("", root, 0)]
    left = _MOST_VALUES
    while waiting and left:
        key, node, depth = waiting.pop()
        left -= 1
        if isinstance(node, yaml.ScalarNode):
            yield key, str(node.value)
        elif isinstance(node, yaml.MappingNode) and depth < _DEEPEST:
            waiting += [
                (f"{key}.{name.value}" if key else str(name.value), value, depth + 1)
                for name, value in node.value
                if isinstance(name, yaml.ScalarNode)
            ]


def _appended(root: "Node | None", folder: Path, project: Path) -> Iterator[Path]:
    import yaml

    extensions = _under(root, "markdown_extensions")
    several = extensions.value if isinstance(extensions, yaml.SequenceNode) else [extensions]
    for extension in several:
        options = _under(extension, "pymdownx.snippets")
        bases = [one for one in _texts(_under(options, "base_path")) if isinstance(one, str)] or ["."]
        for written in _texts(_under(options, "auto_append")):
            found = (file_within(folder / base / written, project) for base in bases)
            if path := next(filter(None, found), None):
                yield path


def _under(node: "Node | None", key: str) -> "Node | None":
    import yaml

    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if getattr(name, "value", None) == key), None)


def _texts(node: "Node | None") -> list[str]:
    import yaml

    if isinstance(node, yaml.SequenceNode):
        return [str(one.value) for one in node.value if isinstance(one, yaml.ScalarNode)]
    return [str(node.value)] if isinstance(node, yaml.ScalarNode) and node.value else []

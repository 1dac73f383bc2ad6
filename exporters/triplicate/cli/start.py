"""The command that lays out what a project begins with."""

import argparse
from pathlib import Path

from triplicate.cli.streams import visible
from triplicate.errors import UsageError
from triplicate.jobs.publishing import publish
from triplicate.theme.fonts import styles_folder

TEXT = "first-text.md"


def init(options: argparse.Namespace) -> int:
    """Write a first text, a configuration and a house theme into a folder; what stands there already stays."""
    folder = Path(options.folder)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder")
    templates = sorted((styles_folder() / "start").iterdir())
    contents = {folder / one.name: one.read_bytes() for one in templates}
    if there := next((file for file in contents if file.exists()), None):
        raise UsageError(f"{there} is there already; nothing was written. Choose another folder: triplicate init texts")
    publish(contents)
    text = visible(str(folder / TEXT))
    print("\n".join(visible(str(file)) for file in contents))
    print(f"\nWrite in {text}, then: triplicate check {text}\nMake its files with: triplicate export {text}")
    print("Read how in the manual: triplicate manual --open")
    return 0

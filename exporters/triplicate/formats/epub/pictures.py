"""The files of a book's pictures: their names inside the EPUB."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from triplicate.document.model import Picture
from triplicate.pictures.suffixes import SUFFIXES

FOLDER = "pictures"


class PictureFiles:
    """Gives each picture that is used a name of its own; ``used`` maps the names to the pictures."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self.used: dict[str, Picture] = {}
        self._pictures = pictures
        self._names: dict[str, str] = {}

    def name(self, source: str) -> str:
        """Return the path inside the EPUB, which is its address too, of a key of ``Document.pictures``."""
        if source not in self._names:
            picture = self._pictures[source]
            # OCF 3.3, 4.1.4: names that every file system takes; so they need no escaping in addresses either.
            path = PurePosixPath(re.sub(r"[^A-Za-z0-9._-]+", "-", picture.name))
            # A reader may go by the suffix, so it must tell the type (EPUBCheck, PKG-022).
            suffixes = SUFFIXES.get(picture.media_type, (path.suffix,))
            if path.suffix.lower() not in suffixes:
                path = path.with_suffix(suffixes[0])
            name, number = f"{FOLDER}/{path.name}", 1
            while name.lower() in (used.lower() for used in self.used):
                number += 1
                name = f"{FOLDER}/{path.stem}-{number}{path.suffix}"
            self.used[name] = picture
            self._names[source] = name
        return self._names[source]

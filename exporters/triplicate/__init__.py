"""One text, three faithful copies: a tagged PDF, a Word document and an EPUB that say the same to every reader.

import triplicate
document = triplicate.read("source/news-release.md")
pdf = triplicate.export(document, "pdf")
"""

TYPE_CHECKING = False  # to import the module of that name would be a tenth of the time of "triplicate --help"

if TYPE_CHECKING:
    from typing import Any

    from triplicate.api import export, read, read_text

__all__ = ["export", "read", "read_text"]


def __getattr__(name: str) -> "Any":
    """Load the library at its first use, so that the command line starts in a blink."""
    if name in __all__:
        from triplicate import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

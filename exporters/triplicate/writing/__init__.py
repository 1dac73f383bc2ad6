"""Writing: a document becomes a source again, in the dialect, in the one form that each thing has.

The inverse of :mod:`triplicate.reading`: what is written here reads as the same document. A text is written as it is
best to work on: one paragraph is one line, marks stand only where a reader would take words for something else.
"""

from triplicate.writing.source import write

__all__ = ["write"]

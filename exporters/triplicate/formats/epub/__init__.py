"""The EPUB: content documents, ways through them, what the book says of itself, and the package around them."""

from triplicate.formats.epub.book import export

__all__ = ["export"]

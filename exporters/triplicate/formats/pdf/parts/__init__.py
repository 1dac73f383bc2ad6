"""Long documents, laid out in parts that are made side by side and joined into one file.

Where chapters begin pages, no chapter changes the pages of another. So a document is cut before chapters (``split``);
each part is laid out, painted and written by itself (``working``), with marks for numbers that only the file knows
(``marks``), in processes that end with it. Parts whose links say on which pages others stand, or that differ on left
and right pages, are made again until all fit together (``rounds``). The file is written as the parts come
(``joining``). The first part comes last (``closing``): its contents say on which pages the others begin, and with its
pages come the numbers of all pages (``numbers``), the ``fonts``, the bookmarks, and all else that there is once.
"""

from triplicate.formats.pdf.parts.making import made_in_parts
from triplicate.formats.pdf.parts.rounds import OnePieceError
from triplicate.formats.pdf.parts.split import is_long

__all__ = ["OnePieceError", "is_long", "made_in_parts"]

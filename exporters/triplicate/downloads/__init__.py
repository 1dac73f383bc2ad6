"""Pages that offer files for download: one for each text, and an index of several; the same as JSON.

A page is a text like any other: it is made by the exporter of web pages, in the style of its files, and read back.
"""

from triplicate.downloads.index import index
from triplicate.downloads.offer import Offer, OfferedEdition, OfferedFile, offer_of, record
from triplicate.downloads.page import page

__all__ = ["Offer", "OfferedEdition", "OfferedFile", "index", "offer_of", "page", "record"]

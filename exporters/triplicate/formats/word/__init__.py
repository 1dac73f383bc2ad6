"""The Word document: native styles, lists, tables, notes and fields, as a careful expert makes them by hand."""

from triplicate.formats.word.document import export

__all__ = ["export"]

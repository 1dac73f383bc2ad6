"""How deep a text may be nested."""

MAX_DEPTH = 48
"""Deeper than any text that can be followed, and shallow enough for every reader and for Python's own stack."""

"""The web page: one file that holds all it shows, read by eye, by ear and by touch without a script."""

from triplicate.formats.web.page import export

__all__ = ["export"]

"""Which Triplicate this is."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def installed_version() -> str:
    """Return the version of the installed program; empty if it runs from a checkout that is not installed."""
    try:
        return version("triplicate")
    except PackageNotFoundError:
        return ""

"""Which Triplicate this is."""

from functools import cache


@cache
def installed_version() -> str:
    """Return the version of the installed program; empty if it runs from a checkout that is not installed."""
    # It brings the library for mail with it, and a text that is unchanged or only checked needs neither.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("triplicate")
    except PackageNotFoundError:
        return ""

"""The memory that a process holds, and how what it no longer needs goes back to the system.

A long text takes a process to three times its usual size, and the C library keeps the most that was ever needed for
what may come: a service would hold it until its processes are renewed.
"""

import ctypes
import gc
import os
from pathlib import Path

_STATUS = Path("/proc/self/statm")


def resident() -> int:
    """Return the bytes of memory that this process holds; 0 where the system does not tell."""
    try:
        _, pages, *_ = _STATUS.read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def give_back() -> None:
    """Give memory that is no longer needed back to the system, as far as its C library can."""
    gc.collect()
    trim()


def trim() -> None:
    """Give back what the C library holds and nobody uses, without a search for what is no longer needed."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError, TypeError):  # another C library than that of GNU
        return

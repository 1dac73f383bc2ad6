"""Names of other libraries that stand for something else for a while, where they leave no other way in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def replaced(owner: Any, **names: Any) -> Iterator[None]:
    """Let names of a module or class stand for other things while this context lasts.

    They do so for the whole process: what may run at the same time has to be kept out, by a lock.
    """
    before = {name: getattr(owner, name) for name in names}
    try:
        for name, other in names.items():
            setattr(owner, name, other)
        yield
    finally:
        for name, own in before.items():
            setattr(owner, name, own)

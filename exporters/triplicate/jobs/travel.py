"""An order on its way to another machine, where its fonts stand elsewhere or not at all.

What an order holds is values, but for the files of fonts. Those of packages are found again in the same package there;
those of a house travel with the order.
"""

import hashlib
import pickle
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from triplicate.jobs.order import Order
from triplicate.theme.fonts import Face, families


def packed(order: Order) -> bytes:
    """Return an order as bytes."""
    into = BytesIO()
    _Pickler(into, protocol=pickle.HIGHEST_PROTOCOL).dump(order)
    return into.getvalue()


def unpacked(data: bytes) -> Order:
    """Return the order that was packed, with fonts as they stand here. The bytes must come from one who is trusted."""
    found = pickle.loads(data)  # noqa: S301  a cluster runs what its clients send, whatever it is
    assert isinstance(found, Order)
    return found


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """Return how a face of a font is found again; all else is pickled as always."""
        if not isinstance(value, Face):
            return NotImplemented
        if known := _of_packages().get(value.path):
            return _in_package, known
        return _brought, (_data(value.path), value.path.suffix, value.weight, value.italic)


@cache
def _of_packages() -> dict[Path, tuple[str, int]]:
    """Return the name of the family and the number of the face for each file of a font that comes with a package."""
    return {face.path: (name, number) for name, one in families().items() for number, face in enumerate(one.faces)}


def _in_package(family: str, number: int) -> Face:
    return families()[family].faces[number]


@cache
def _data(path: Path) -> bytes:
    """Return what a house's font holds; the same value each time, so that an order holds it once."""
    return path.read_bytes()


def _brought(data: bytes, suffix: str, weight: str, italic: bool) -> Face:  # noqa: FBT001  a field of the face
    path = Path(_folder().name, f"{hashlib.sha256(data).hexdigest()}{suffix}")
    if not path.is_file():
        path.write_bytes(data)
    return Face(path, weight, italic)


@cache
def _folder() -> "TemporaryDirectory[str]":
    """Return a folder that is gone when this process ends."""
    return TemporaryDirectory(prefix="triplicate-fonts-")

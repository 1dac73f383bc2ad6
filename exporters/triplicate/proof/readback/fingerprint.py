"""Which source a file says it was made from, which program made it, and what it claims to conform to."""

from typing import NamedTuple

from triplicate.later import dataclass, regex
from triplicate.proof.outline.entry import Outline

_DIGEST = regex(r"(?:urn:sha256:)?([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``source`` is the SHA-256 of the source's bytes in hexadecimal, empty if the file names none.

    ``program`` is what made the file; ``claims`` are the standards it says it conforms to.
    """

    source: str = ""
    program: str = ""
    claims: tuple[str, ...] = ()


class ReadBack(NamedTuple):
    """What is found in a file: what a reader meets, and where it says it comes from."""

    outline: Outline
    fingerprint: Fingerprint


def digest_in(said: str) -> str:
    """Return the digest of the source that a file names, "" if it is none."""
    found = _DIGEST.fullmatch(said.strip())
    return found[1] if found else ""

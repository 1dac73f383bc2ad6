"""How a service is set up: where it listens, what it bounds."""

from pathlib import Path

from triplicate.later import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``triplicate serve`` was asked for, and the bounds.

    ``host`` and ``port`` are where it listens; ``names`` those that it is reached by besides addresses of numbers and
    "localhost", behind a reverse proxy. ``styles`` is a folder with house themes. ``jobs`` is how many texts are made
    at once. ``token``: who does not know it gets nothing, "" for everybody. ``keep`` is how many seconds files and
    drafts are kept. ``largest_body`` bounds one upload, ``in_flight`` all that are under way, ``kept_bytes`` all that
    is kept on the disk. ``queue`` is how many jobs may wait, ``each`` how many of one address. ``rate`` is how many
    requests a minute one address may send, of which making files counts as ``weight``. ``seconds`` and ``memory`` bound
    one job, ``check_seconds`` a check. ``patience`` is how many seconds the answer to "make the files" waits for them.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    styles: Path | None = None
    jobs: int = 1
    token: str = ""
    keep: int = 3600
    largest_body: int = 50 * MEGABYTE
    in_flight: int = 200 * MEGABYTE
    kept_bytes: int = 2000 * MEGABYTE
    queue: int = 20
    each: int = 4
    rate: int = 240
    weight: int = 10
    seconds: float = 120
    check_seconds: float = 20
    memory: int = 2000 * MEGABYTE
    patience: float = 3

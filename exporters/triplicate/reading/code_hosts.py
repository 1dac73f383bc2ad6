"""The addresses that code hosts give the files of a repository, and badges: pictures that say how a project fares."""

from pathlib import Path
from urllib.parse import unquote

from triplicate.errors import UnreadableError
from triplicate.later import regex
from triplicate.reading.files import file_within, read_bytes

_FILE = regex(
    r"https?://(?:"
    r"(?P<host>github\.com|gitlab\.com|codeberg\.org)/(?P<name>[\w.-]+/[\w.-]+)/(?:-/)?(?:blob|raw|raw/branch)/[^/]+"
    r"|raw\.githubusercontent\.com/(?P<raw>[\w.-]+/[\w.-]+)/(?:refs/heads/)?[^/]+"
    r")/(?P<path>[^?#]+).*"
)
_MOST_BYTES = 100_000
_BADGE = regex(
    r"https?://(?:img\.shields\.io|badgen\.net|badge\.fury\.io|badges\.\w+\.\w+|mybinder\.org|codecov\.io|coveralls\.io"
    r"|(?:api\.)?travis-ci\.(?:org|com)|ci\.appveyor\.com|circleci\.com)/"
    r"|https?://(?!.*\.(?:png|jpe?g|gif|webp)$).*/(?:[\w-]+-)?badges?(?:\.svg|/|$)",
)


def is_badge(address: str) -> bool:
    """Tell whether a picture at an address is a badge, which a service draws anew each time that it is asked."""
    return _BADGE.match(address.partition("?")[0]) is not None


def in_own_repository(address: str, project: Path) -> Path | None:
    """Return the file of a project that an address on a code host is of; None for any other repository's.

    Where the project comes from stands in the settings of Git.
    """
    found = _FILE.fullmatch(address)
    settings = file_within(project / ".git" / "config", project) if found else None
    if found is None or settings is None:
        return None
    try:
        written = read_bytes(settings, _MOST_BYTES).decode("utf-8", errors="replace")
    except UnreadableError:
        return None
    own = f"{found['host'] or 'github.com'}/{found['name'] or found['raw']}".lower()
    if any(_is_of(line, own) for line in written.lower().split("\n")):
        return file_within(project / unquote(found["path"]), project)
    return None


def _is_of(line: str, own: str) -> bool:
    """Tell whether a line of Git's settings names a repository: https://host/owner/name.git, git@host:owner/name."""
    key, _, url = line.partition("=")
    address = url.strip().removesuffix("/").removesuffix(".git").replace(":", "/")
    return key.strip() == "url" and address.endswith((f"/{own}", f"@{own}"))

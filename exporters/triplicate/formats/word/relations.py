"""What a part of the package points to: addresses outside, and pictures inside."""

from urllib.parse import quote

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

# What may stand in a URI (RFC 3986, 2) besides letters, digits and "_.-~".
_URI_CHARACTERS = ":/?#[]@!$&'()*+,;=%"


class Relations:
    """The relationships of one part that its content asks for, each target once.

    ``addresses`` and ``media`` give the ids by target; ids begin with ``prefix``.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.addresses: dict[str, str] = {}
        self.media: dict[str, str] = {}

    def address(self, url: str) -> str:
        """Return the id of an address outside the package."""
        # A space or the like in a target makes Word call the whole file damaged.
        target = quote(url, safe=_URI_CHARACTERS)
        return self._id(self.addresses, target)

    def picture(self, name: str) -> str:
        """Return the id of a file of the package's media folder."""
        return self._id(self.media, name)

    def _id(self, targets: dict[str, str], target: str) -> str:
        if (identifier := targets.get(target)) is None:
            identifier = targets[target] = f"{self._prefix}{len(self.addresses) + len(self.media) + 1}"
        return identifier

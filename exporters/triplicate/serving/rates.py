"""How much one address may ask for: a bucket for each, which fills again as time goes by."""

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from triplicate.serving.errors import TooManyError

_MOST_ADDRESSES = 10_000
_PREFIX = 64
"""Bits of an IPv6 address that one house has to itself (RFC 6177); the rest it changes as it likes."""


def house_of(address: str) -> str:
    """Return what requests of an address are counted by."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or IPv6Address(int(known) >> _PREFIX << _PREFIX))
    return address


class Rates:
    """Buckets by address: each holds what a minute brings, and every request takes something out of it."""

    def __init__(self, a_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = a_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def charge(self, address: str, weight: float = 1) -> None:
        """Take something out of the bucket of an address. Raises TooManyError if there is too little in it."""
        now = self._clock()
        left, since = self._buckets.pop(address, (self._most, now))
        left = min(self._most, left + (now - since) * self._most / 60)
        enough = left >= weight
        self._buckets[address] = (left - weight if enough else left, now)
        if len(self._buckets) > _MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        if not enough:
            raise TooManyError(max(1, round((weight - left) * 60 / self._most)))

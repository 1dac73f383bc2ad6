"""How many documents at random a test is given: enough for a run of a quarter of an hour, or a tenth for a fast answer.

`TRIPLICATE_EXAMPLES=100` gives each test all that it asks for, 1000 ten times as many.
"""

import os

from hypothesis import settings

FULL = 100
settings.register_profile("full", max_examples=int(os.environ.get("TRIPLICATE_EXAMPLES", "20")))
settings.register_profile("fast", max_examples=FULL // 10)


def load(*, fast: bool) -> None:
    """Choose the profile; before test modules are read, since they ask `examples` then."""
    settings.load_profile("fast" if fast else "full")


def examples(most: int) -> int:
    """Return how many examples the profile allows a test that has `most` of them in a full run."""
    return max(1, most * settings().max_examples // FULL)

"""How many documents at random a test is given: all of them, or a tenth where the answer must be fast."""

from hypothesis import settings

FULL = 100
settings.register_profile("full", max_examples=FULL)
settings.register_profile("fast", max_examples=FULL // 10)


def load(*, fast: bool) -> None:
    """Choose the profile; before test modules are read, since they ask `examples` then."""
    settings.load_profile("fast" if fast else "full")


def examples(most: int) -> int:
    """Return how many examples the profile allows a test that has `most` of them in a full run."""
    return max(1, most * settings().max_examples // FULL)

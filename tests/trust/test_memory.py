"""What a process no longer needs goes back to the system."""

from triplicate.system.memory import give_back, resident


def test_memory_that_is_no_longer_needed_goes_back():
    before = resident()
    small = [bytes(1000) for _ in range(200_000)]
    full = resident()
    assert full > before + 150_000_000
    kept = small[::2000]
    del small
    give_back()
    assert resident() < before + 100_000_000
    assert len(kept) == 100

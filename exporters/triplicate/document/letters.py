"""Letters that count: a to z, then aa, ab and so on; and those of Roman numbers."""

ALPHABET = 26
LARGEST_ROMAN = 3999
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def first_letters(number: int) -> str:
    """Return the letters before the last one of a number: "" up to z, then "a" for aa to az."""
    return letters(number) if (number := (number - 1) // ALPHABET) > 0 else ""


def letters(number: int) -> str:
    """Return a number, 1 or more, in small letters."""
    return first_letters(number) + chr(ord("a") + (number - 1) % ALPHABET)


def roman(number: int) -> str:
    """Return a number, 1 to :data:`LARGEST_ROMAN`, as the Romans wrote it, in small letters."""
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written

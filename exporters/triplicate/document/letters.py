"""Letters that count: a to z, then aa, ab and so on."""

ALPHABET = 26


def first_letters(number: int) -> str:
    """Return the letters before the last one of a number: "" up to z, then "a" for aa to az."""
    return letters(number) if (number := (number - 1) // ALPHABET) > 0 else ""


def letters(number: int) -> str:
    """Return a number, 1 or more, in small letters."""
    return first_letters(number) + chr(ord("a") + (number - 1) % ALPHABET)

"""Containers in containers, as pandoc nests them: a line of ::: with a name opens one, a bare line closes the last."""

from collections.abc import Iterable

from triplicate.later import regex

_MARK = regex(r"(?P<indent>\s*)(?P<colons>:{3,})(?P<rest>.*)")


def nest_containers(lines: list[str], stretches: Iterable[tuple[int, int]]) -> None:
    """Give containers that hold others more colons than these have, as the parser asks for. Lines change in place.

    ``stretches`` are the lines that stand in no code.
    """
    marks = [
        (index, match)
        for start, end in stretches
        for index in range(start, end)
        if (match := _MARK.fullmatch(lines[index]))
    ]
    depths: list[tuple[int, int, int]] = []  # where one opens, where it closes, how many are nested in it
    waiting: list[tuple[int, int, int]] = []  # where one opens, how many colons it has, how many are nested in it
    for index, match in marks:
        length = len(match["colons"])
        if match["rest"].strip(" \t:"):
            waiting.append((index, length, 0))
            continue
        # A line that has as many colons as one further out closes that, and what was left open in it.
        exact = [number for number, (_, colons, _) in enumerate(waiting) if colons == length]
        if exact and waiting[-1][1] < length:
            del waiting[exact[-1] + 1 :]
        if not waiting:
            continue
        opening, _, inside = waiting.pop()
        depths.append((opening, index, inside))
        if waiting:
            outer = waiting[-1]
            waiting[-1] = (outer[0], outer[1], max(outer[2], inside + 1))
    if not any(inside for _, _, inside in depths):
        return
    for opening, closing, inside in depths:
        for index in (opening, closing):
            match = _MARK.fullmatch(lines[index])
            assert match is not None
            lines[index] = f"{match['indent']}{':' * (3 + inside)}{match['rest'].lstrip(':')}"

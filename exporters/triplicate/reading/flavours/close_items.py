"""Items of a list whose mark is parted from the words by no space, or by one that Markdown does not take for one.

Alone, an asterisk before a word may be a sign of its own, such as that of a condition. Beside another item it is a
mark like the others.
"""

import re
from collections.abc import Iterator

from triplicate.later import regex

_ITEM = regex(r"[ \t>]*(?P<mark>[-*+])[ \t]+\S")
# Not what an abbreviation is short for.
_CLOSE = regex(r"(?P<before>[ \t>]*(?P<mark>\*))(?!\[[^\]]*\]:)(?=(?P<first>[^\s*])[^*]*$)")
_SPACED_OTHERWISE = regex(r"(?P<before>[ \t>]*(?P<mark>[-*+]))[\u00a0\u2007\u202f]+(?=\S)")


def part_items(lines: list[str]) -> Iterator[int]:
    """Write a space after the marks of such items; yield the indices of their lines."""
    found = [_CLOSE.match(line) or _SPACED_OTHERWISE.match(line) for line in lines]
    written = list(lines)
    for index, match in enumerate(found):
        if match and any(_is_item(written, found, beside, match) for beside in (index - 1, index + 1)):
            lines[index] = f"{match['before']} {written[index][match.end() :]}"
            yield index


def _is_item(lines: list[str], found: list[re.Match[str] | None], index: int, match: re.Match[str]) -> bool:
    if not 0 <= index < len(lines):
        return False
    if item := _ITEM.match(lines[index]):
        return item["mark"] == match["mark"] or match.re is _SPACED_OTHERWISE
    other = found[index]
    return other is not None and other["mark"] == match["mark"] and match.groupdict().get("first", "[") == "["

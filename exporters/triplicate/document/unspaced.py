"""Chinese and Japanese, which have no spaces between words.

Where a line of a text ends between two such characters, no space is meant (CSS Text 3, 4.1.3). Korean has spaces.
"""

from triplicate.later import regex

_UNSPACED = "\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6\U00020000-\U0003fffd"
UNSPACED = regex(f"[{_UNSPACED}]")
"""A letter or sign of these."""
EAST_ASIAN = regex(f"[{_UNSPACED}\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
"""A letter or sign of these, or of Korean."""
_OPENING = "(\\[{“‘（［｛「『《〈【〔〖"
_CLOSING = (
    ")\\]}”’）］｝」』》〉】〕〗、。，．：；！？・…ー々〻〜゠‐–"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ\u31f0-\u31ffゝゞヽヾ゛゜\uff67-\uff70"  # small ones, and marks
)
"""What begins no line."""
_BETWEEN = regex(
    rf"(?<=[{_UNSPACED}])(?<![{_OPENING}])(?=[^\s{_CLOSING}])|(?<=[^\s{_OPENING}])(?=[{_UNSPACED}])(?![{_CLOSING}])"
)


def go_on(before: str, after: str) -> bool:
    """Tell whether words of which a line ends and the next begins follow each other without a space."""
    return bool(UNSPACED.match(before[-1:]) and UNSPACED.match(after))


def parted(text: str) -> str:
    """Return a text with U+200B wherever a line may end beside such a character (Unicode, UAX #14, ID, OP and CL)."""
    return _BETWEEN.sub("\u200b", text) if UNSPACED.search(text) else text

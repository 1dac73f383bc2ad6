"""Lines of words that are filled up to a width: broken at spaces between words, never within a mark."""

from triplicate.document.unspaced import UNSPACED
from triplicate.later import regex

_UNBROKEN = regex(
    r"(?P<ticks>(?<!`)`+(?!`)).*?(?<!`)(?P=ticks)(?!`)"  # code
    r"|\]\((?:<[^<>]*>|[^()\s]*)\)"  # an address
    r"|\{[^{}]*\}|<[^<>]*>|\$[^$]+\$"  # attributes, a tag, a formula
    r"|\\.|."
)


def filled(line: str, width: int) -> list[str]:
    """Return a line as lines of at most ``width`` characters, or longer where a word is.

    None begins with a colon or a caret, which would be taken for that of a caption, a definition or an aside. None ends
    between two words of Chinese or Japanese, where the end of a line stands for no space.
    """
    lines: list[str] = []
    before = ""
    for word in _words(line):
        stays = word.startswith((":", "^")) or (UNSPACED.search(before) and UNSPACED.search(word))
        if lines and (stays or len(lines[-1]) + 1 + len(word) <= width):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
        before = word
    return lines or [""]


def _words(line: str) -> list[str]:
    words = [""]
    for piece in _UNBROKEN.finditer(line):
        if piece[0] == " ":
            words.append("")
        else:
            words[-1] += piece[0]
    return words

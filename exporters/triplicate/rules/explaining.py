"""A rule for a person at a terminal: what it is, whom it serves, and examples."""

import unicodedata

from triplicate.rules.finding import Rule


def explained(rule: Rule) -> str:
    """Return what a rule is, whom it serves, its source, and examples, for a person at a terminal."""
    family = f" (house style {rule.house_style}, given on request)" if rule.house_style else ""
    parts = [
        f"{rule.code} {rule.severity}{family}",
        f"{rule.name[:1].upper()}{rule.name[1:]}.",
        f"Why: {rule.why}",
        f"Source: {rule.authority}",
    ]
    parts += [
        f"{word}:\n\n{_indented(example)}" for word, example in (("Bad", rule.bad), ("Good", rule.good)) if example
    ]
    return "\n\n".join(parts) + "\n"


def _indented(example: str) -> str:
    """Return the example indented; characters that cannot be seen are named, and none reaches the terminal."""
    lines = ("".join(_visible(character) for character in line) for line in example.split("\n"))
    return "\n".join(f"    {line}".rstrip() for line in lines)


def _visible(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Co"}
    return f"<U+{ord(character):04X}>" if hidden else character

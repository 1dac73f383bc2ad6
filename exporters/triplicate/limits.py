"""The rules of what a format or its fonts cannot carry as the source has it; they are found when a file is made."""

from triplicate.problem import Severity
from triplicate.rules import Rule

MISSING_GLYPH = Rule(
    "C050",
    Severity.ERROR,
    "every character has a font that shows it",
    "A character that no font shows is printed as an empty box, and nobody can read it.",
    "ISO 14289-1, 7.21.8; ISO 19005-2, 6.2.11.8",
    bad="Well done 🎉",
    good="Well done!",
)
TOO_DEEP = Rule(
    "W001",
    Severity.WARNING,
    "a list is no deeper than Word knows",
    "The items would look and sound as deep as those around them.",
    "ECMA-376-1, 17.9.6: a list has nine levels",
    bad="\n".join(f"{'  ' * depth}- Level {depth + 1}" for depth in range(10)),
    good="- Level 1\n  - Level 2\n\n## A heading for each part\n\n- A flatter list",
)
LONE_MARKER = Rule(
    "W002",
    Severity.WARNING,
    "an item of a list begins with words",
    "In Word a marker belongs to a paragraph: before a table or another list it stands on a blank line.",
    "ECMA-376-1, 17.3.1.19: numbering is a property of a paragraph",
    bad="- - An item whose first part is a list",
    good="- A few words:\n  - The list",
)
LONG_FORMULA = Rule(
    "W003",
    Severity.WARNING,
    "the words of a formula are no longer than Word can hold",
    "Word keeps them in the title of a content control; a voice would say their beginning alone.",
    "Word: the title of a content control has 64 characters at most",
    bad='$a^2${alt="the square of the first side and the square of the second make that of the third"}',
    good='$a^2${alt="a squared"}',
)
RULES = (MISSING_GLYPH, TOO_DEEP, LONE_MARKER, LONG_FORMULA)

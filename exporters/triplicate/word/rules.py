"""What Word cannot carry as the source has it."""

from triplicate.problem import Severity
from triplicate.rules import Rule

TOO_DEEP = Rule(
    "W001",
    Severity.WARNING,
    "a list is no deeper than Word knows",
    why="The items would look and sound as deep as those around them.",
    authority="ECMA-376-1 17.9.6: a list has nine levels",
    bad="A list inside nine others.",
    good="A heading for each part, with a flatter list under it.",
)

LONE_MARKER = Rule(
    "W002",
    Severity.WARNING,
    "an item of a list begins with words",
    why="In Word a marker belongs to a paragraph: before a table or another list it stands on a blank line.",
    authority="ECMA-376-1 17.3.1.19: numbering is a property of a paragraph",
    bad="- - an item whose first part is a list",
    good="- A few words:\n    - the list",
)

RULES = (TOO_DEEP, LONE_MARKER)

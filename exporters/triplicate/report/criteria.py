"""The success criteria of WCAG 2.2, levels A and AA, their clauses in EN 301 549, and what a person must judge.

Those of level AAA are here if a check of Triplicate serves them. Clause 10 of EN 301 549 v3.2.1 (2021-03) is on
documents that are not web pages; it takes over WCAG 2.1, levels A and AA: clause 10.1.1.1 is criterion 1.1.1.
"""

from enum import StrEnum

from triplicate.later import dataclass, regex

_VOID = frozenset({"2.4.1", "2.4.5", "3.2.3", "3.2.4"})
"""Criteria on sets of web pages: their clauses in chapter 10 are void."""

_SINCE_2_2 = frozenset({"2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"})
"""Criteria that are new in WCAG 2.2; EN 301 549 v3.2.1 is older."""


class Group(StrEnum):
    """What a criterion is about, as the page orders them."""

    CONTENT = "What the document says and how it is built"
    LOOK = "How the document looks"
    READER = "What the reader's program decides"
    ABSENT = "What the documents should not hold"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion: ``question`` is what a person must judge."""

    number: str
    name: str
    level: str
    group: Group
    question: str

    @property
    def clause(self) -> str:
        """The clause of EN 301 549 v3.2.1 for documents, empty if there is none."""
        none = self.level == "AAA" or self.number in _VOID or self.number in _SINCE_2_2
        return "" if none else f"10.{self.number}"


_MEDIA = "Does a file hold sound or video? A text for Triplicate has none. If one was put in, judge it by hand."
_FORM = "Does a file hold a form? A text for Triplicate has none. If one was put in, judge it by hand."
_ACTIVE = "Does a file hold a script, or anything that moves or reacts? If so, judge it by hand."
_PROGRAM = "Is the file opened in a program that offers this? The file leaves it to that program."


def _content(number: str, name: str, level: str, question: str) -> Criterion:
    return Criterion(number, name, level, Group.CONTENT, question)


def _look(number: str, name: str, level: str, question: str) -> Criterion:
    return Criterion(number, name, level, Group.LOOK, question)


def _reader(number: str, name: str, level: str, question: str = _PROGRAM) -> Criterion:
    return Criterion(number, name, level, Group.READER, question)


def _absent(number: str, name: str, level: str, question: str) -> Criterion:
    return Criterion(number, name, level, Group.ABSENT, question)


_ALL = (
    _content(
        "1.1.1",
        "Non-text Content",
        "A",
        "Does each alternative text say what the picture tells the reader here? Is each picture that is marked as "
        "decorative really without a message? Do the words of each formula say the formula?",
    ),
    _absent("1.2.1", "Audio-only and Video-only (Prerecorded)", "A", _MEDIA),
    _absent("1.2.2", "Captions (Prerecorded)", "A", _MEDIA),
    _absent("1.2.3", "Audio Description or Media Alternative (Prerecorded)", "A", _MEDIA),
    _absent("1.2.4", "Captions (Live)", "AA", _MEDIA),
    _absent("1.2.5", "Audio Description (Prerecorded)", "AA", _MEDIA),
    _content(
        "1.3.1",
        "Info and Relationships",
        "A",
        "Is everything that looks like a heading, a list or a table one, and the other way round? Does each header "
        "cell head the cells it is read with? Are there pictures of tables or of diagrams whose parts belong together?",
    ),
    _content(
        "1.3.2",
        "Meaningful Sequence",
        "A",
        "Read the text column of the outlines from top to bottom. Does it make sense in that order?",
    ),
    _content(
        "1.3.3",
        "Sensory Characteristics",
        "A",
        "Does any sentence depend on shape, colour, size or place alone (“the box on the right”, “the red line”)?",
    ),
    _look("1.3.4", "Orientation", "AA", "Can each file be read in portrait and in landscape?"),
    _absent("1.3.5", "Identify Input Purpose", "AA", _FORM),
    _look(
        "1.4.1",
        "Use of Color",
        "A",
        "Is there a chart, map or table that says something by colour alone? Look at every picture in grey.",
    ),
    _absent("1.4.2", "Audio Control", "A", _MEDIA),
    _look(
        "1.4.3",
        "Contrast (Minimum)",
        "AA",
        "Is the text inside pictures, and the text that lies over a picture, dark or light enough (4.5 to 1; large "
        "text 3 to 1)?",
    ),
    _look("1.4.4", "Resize Text", "AA", "Open each file at 200 %. Is everything there and readable?"),
    _look(
        "1.4.5",
        "Images of Text",
        "AA",
        "Does a picture show words that could have been text? Logos are allowed.",
    ),
    _look(
        "1.4.10",
        "Reflow",
        "AA",
        "Open the EPUB on a telephone, and Word in its web layout. Is there no need to scroll sideways? A PDF has "
        "fixed pages: can readers get the EPUB instead?",
    ),
    _look(
        "1.4.11",
        "Non-text Contrast",
        "AA",
        "Can the lines, bars and symbols of each chart or drawing be told from what is next to them (3 to 1)?",
    ),
    _reader("1.4.12", "Text Spacing", "AA"),
    _absent("1.4.13", "Content on Hover or Focus", "AA", _ACTIVE),
    _reader("2.1.1", "Keyboard", "A"),
    _reader("2.1.2", "No Keyboard Trap", "A"),
    _absent("2.1.4", "Character Key Shortcuts", "A", _ACTIVE),
    _absent("2.2.1", "Timing Adjustable", "A", _ACTIVE),
    _absent("2.2.2", "Pause, Stop, Hide", "A", "Is a picture animated (a moving GIF)? Can it be stopped?"),
    _absent("2.3.1", "Three Flashes or Below Threshold", "A", "Is a picture animated? Does it flash?"),
    _reader("2.4.1", "Bypass Blocks", "A", "Can a reader go from heading to heading in each file?"),
    _content("2.4.2", "Page Titled", "A", "Does the title say what the document is about?"),
    _reader("2.4.3", "Focus Order", "A", "Go through the links by the Tab key. Do they come in the order of the text?"),
    _content(
        "2.4.4",
        "Link Purpose (In Context)",
        "A",
        "Does each link, with the sentence it stands in, say where it leads? Do the addresses still answer? No "
        "address was called.",
    ),
    _reader("2.4.5", "Multiple Ways", "AA", "Can the document be found in more than one way where it is published?"),
    _content("2.4.6", "Headings and Labels", "AA", "Does each heading say what stands below it?"),
    _reader("2.4.7", "Focus Visible", "AA"),
    _content(
        "2.4.9",
        "Link Purpose (Link Only)",
        "AAA",
        "Does each link say where it leads without the sentence it stands in?",
    ),
    _reader("2.4.11", "Focus Not Obscured (Minimum)", "AA"),
    _absent("2.5.1", "Pointer Gestures", "A", _ACTIVE),
    _absent("2.5.2", "Pointer Cancellation", "A", _ACTIVE),
    _absent("2.5.3", "Label in Name", "A", _FORM),
    _absent("2.5.4", "Motion Actuation", "A", _ACTIVE),
    _absent("2.5.7", "Dragging Movements", "AA", _ACTIVE),
    _reader("2.5.8", "Target Size (Minimum)", "AA", "Do links that are no part of a sentence stand far enough apart?"),
    _content("3.1.1", "Language of Page", "A", "Is the document really written in the language it names?"),
    _content(
        "3.1.2",
        "Language of Parts",
        "AA",
        "Is every passage in another language marked as such? Words in the same script cannot be told by the checks.",
    ),
    _content(
        "3.1.4",
        "Abbreviations",
        "AAA",
        "Does the reader learn what each abbreviation stands for?",
    ),
    _reader("3.2.1", "On Focus", "A"),
    _absent("3.2.2", "On Input", "A", _FORM),
    _reader(
        "3.2.3",
        "Consistent Navigation",
        "AA",
        "Do documents of one series have the same order of contents, notes and contact?",
    ),
    _reader("3.2.4", "Consistent Identification", "AA", "Do documents of one series call the same thing by one name?"),
    _reader("3.2.6", "Consistent Help", "A", "Does the way to get help stand in the same place in each of a series?"),
    _absent("3.3.1", "Error Identification", "A", _FORM),
    _absent("3.3.2", "Labels or Instructions", "A", _FORM),
    _absent("3.3.3", "Error Suggestion", "AA", _FORM),
    _absent("3.3.4", "Error Prevention (Legal, Financial, Data)", "AA", _FORM),
    _absent("3.3.7", "Redundant Entry", "A", _FORM),
    _absent("3.3.8", "Accessible Authentication (Minimum)", "AA", "Does a file ask for a password before it opens?"),
    _content(
        "4.1.2",
        "Name, Role, Value",
        "A",
        "Go through each file with a screen reader. Is each link announced as a link, with its name?",
    ),
    _absent("4.1.3", "Status Messages", "AA", _ACTIVE),
)

CRITERIA = {criterion.number: criterion for criterion in _ALL}
"""Every criterion by its number, in the order of WCAG."""

_NUMBER = regex(r"\b\d\.\d\.\d{1,2}\b")


def criteria_of(authority: str) -> tuple[str, ...]:
    """Return the numbers of the criteria that a rule's authority names: ("1.3.1",) for "WCAG 2.2, 1.3.1 (F2); …"."""
    parts = (part.strip() for part in authority.split(";"))
    found = (number for part in parts if part.startswith("WCAG 2.2") for number in _NUMBER.findall(part))
    return tuple(dict.fromkeys(found))

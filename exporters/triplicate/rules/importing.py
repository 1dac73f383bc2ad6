"""The rules for files that are taken in: what their makers left open, and what is therefore asked of a person."""

from functools import partial

from triplicate.rules.finding import Family, Phase, Rule, Severity

_doubt = partial(Rule, family=Family.ORIGINALS, phase=Phase.IMPORTING)
_STRUCTURE = "WCAG 2.2, 1.3.1"
_WORDS = "Triplicate: what is taken in keeps every word, or it is told which it does not keep"

TITLE_GUESSED = _doubt(
    "D001",
    Severity.WARNING,
    "a file says what its title is",
    "The title is what a screen reader says first; here it was taken from another place than a title or heading.",
    "WCAG 2.2, 2.4.2",
)
TOP_LEVELS = _doubt(
    "D002",
    Severity.ADVICE,
    "a text has one heading of level 1, its title",
    "Where several stand, none of them is the title: all headings have moved one level down.",
    _STRUCTURE,
)
BLOCKS_IN_CELL = _doubt(
    "D003",
    Severity.ADVICE,
    "a cell holds words, and no lists",
    "A cell of a source is one line; its paragraphs and items are lines of it, in order.",
    "Triplicate dialect",
)
LEVELS_SKIPPED = _doubt(
    "D004",
    Severity.ADVICE,
    "headings skip no level",
    "A section seems to be missing where a level is; these headings were set one below the one above them.",
    _STRUCTURE,
)
HEADER_GUESSED = _doubt(
    "D005",
    Severity.WARNING,
    "a table marks its header row",
    "A screen reader says the header with each cell; the first row was taken for it, as none was marked.",
    _STRUCTURE,
)
CELLS_SPLIT = _doubt(
    "D006",
    Severity.ADVICE,
    "each cell of a table is one cell",
    "Merged cells are read in as many ways as there are readers; their words were put into each of the cells.",
    _STRUCTURE,
)
TABLE_UNWRAPPED = _doubt(
    "D007",
    Severity.ADVICE,
    "a table holds rows of data",
    "A table of one row or column, or with headings in its cells, is there for the look; its words stand in order.",
    _STRUCTURE,
)
NUMBERS_CHANGED = _doubt(
    "D008",
    Severity.WARNING,
    "the items of a list are counted one by one",
    "Other places in a text name an item by its number; these numbers or signs could not be kept as they were.",
    _WORDS,
)
PICTURE_LOST = _doubt(
    "D009",
    Severity.WARNING,
    "the file of a picture can be had",
    "The picture's words stand in its place; whoever sees misses the picture.",
    _WORDS,
)
FORMULA_AS_WORDS = _doubt(
    "D010",
    Severity.WARNING,
    "a formula is mathematics that can be read",
    "A formula that is signs in a row is spoken sign by sign.",
    "ISO 14289-1, 7.7",
)
CAPTION_ALONE = _doubt(
    "D011",
    Severity.WARNING,
    "a caption stands with its picture or table",
    "A caption on its own belongs to nothing, and cannot be referred to.",
    _STRUCTURE,
)
LINK_NOWHERE = _doubt(
    "D012",
    Severity.WARNING,
    "a link within a text leads to a place in it",
    "A reader who follows it arrives nowhere; its words stay without a link.",
    "WCAG 2.2, 2.4.4",
)
NOTE_UNCALLED = _doubt(
    "D013",
    Severity.WARNING,
    "a note is called where it belongs",
    "Nothing leads a reader to it; it stands as a paragraph where it was found.",
    _STRUCTURE,
)
LEFT_OUT = _doubt(
    "D014",
    Severity.WARNING,
    "all that a file holds is text or a picture",
    "What stands beside the text (comments, charts, embedded objects) is not taken in.",
    _WORDS,
)
FURNITURE_LEFT_OUT = _doubt(
    "D015",
    Severity.ADVICE,
    "words of headers and footers stand in the text, too",
    "Headers and footers are not read aloud; what they say is not taken in.",
    "ISO 14289-1, 7.8",
)
CHANGES_ACCEPTED = _doubt(
    "D016",
    Severity.WARNING,
    "a file has no tracked changes",
    "Nobody has decided about them; they were read as if they were accepted.",
    _WORDS,
)
PART_UNREAD = _doubt(
    "D017",
    Severity.ERROR,
    "all of a file can be read",
    "Words that no program of the trade shows would be lost without a word.",
    _WORDS,
)
LANGUAGE_GUESSED = _doubt(
    "D018",
    Severity.WARNING,
    "a file names its language",
    "Without it a screen reader speaks the words with the sounds of another language.",
    "WCAG 2.2, 3.1.1",
)
HIDDEN_LEFT_OUT = _doubt(
    "D019",
    Severity.WARNING,
    "all words that a file holds are met by its readers",
    "Hidden words, readings above words and descriptions of tables are not words of the text; they are not taken in.",
    _WORDS,
)
STRUCTURE_MADE = _doubt(
    "D020",
    Severity.ADVICE,
    "a file says itself what is a heading and what is a list",
    "Bold words and typed numbers only look like one; --mend made one of them, for readers who do not see the look.",
    _STRUCTURE,
)
SPACES_ADDED = _doubt(
    "D021",
    Severity.ADVICE,
    "a file holds a space between two words, where a line ends too",
    "A PDF that has none there says both as one word; no hyphen stands there, so they were taken for two.",
    _WORDS,
)

RULES = (
    TITLE_GUESSED,
    TOP_LEVELS,
    BLOCKS_IN_CELL,
    LEVELS_SKIPPED,
    HEADER_GUESSED,
    CELLS_SPLIT,
    TABLE_UNWRAPPED,
    NUMBERS_CHANGED,
    PICTURE_LOST,
    FORMULA_AS_WORDS,
    CAPTION_ALONE,
    LINK_NOWHERE,
    NOTE_UNCALLED,
    LEFT_OUT,
    FURNITURE_LEFT_OUT,
    CHANGES_ACCEPTED,
    PART_UNREAD,
    LANGUAGE_GUESSED,
    HIDDEN_LEFT_OUT,
    STRUCTURE_MADE,
    SPACES_ADDED,
)
"""Every rule for files that are taken in."""

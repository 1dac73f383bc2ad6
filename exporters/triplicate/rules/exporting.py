"""Rules on what a format, or its fonts, cannot carry. Their findings are made while a file is exported."""

from functools import partial

from triplicate.rules.finding import Family, Phase, Rule, Severity

_word = partial(Rule, family=Family.WORD, phase=Phase.EXPORTING, format="docx")
_template = partial(Rule, family=Family.WORD, phase=Phase.TEMPLATE, format="docx")

MISSING_GLYPH = Rule(
    "C050",
    Severity.ERROR,
    "every character has a font that shows it",
    "A character that no font shows is printed as an empty box, and nobody can read it.",
    "ISO 14289-1, 7.21.8; ISO 19005-2, 6.2.11.8",
    bad="Well done \ue000",
    good="Well done!",
    family=Family.CHARACTERS,
    phase=Phase.EXPORTING,
    format="pdf",
)
SIGN_IN_WORDS = Rule(
    "C057",
    Severity.WARNING,
    "a sign has a font that shows it",
    "Few fonts have emoji, and a voice says their names in the middle of a sentence. Where no font has one, its name "
    "stands in its place.",
    "ISO 14289-1, 7.21.8; WCAG 2.2, 1.1.1",
    bad="Well done 🎉",
    good="Well done!",
    family=Family.CHARACTERS,
    phase=Phase.EXPORTING,
)
WIDE_TABLE = Rule(
    "T057",
    Severity.WARNING,
    "a page is wide enough for the words of a table",
    "Where there is no room for a word or an address, it is broken over two lines and hard to read.",
    "Triplicate: tables",
    bad="| Branch | Where its hours are told |\n|:--|:--|\n| # Mill | `https://example.org/branches/mill/opening-hours/2026/the-who"
    "le-year-with-all-holidays-and-all-closures.html?language=en` |",
    good="| Branch | Where its hours are told |\n|:--|:--|\n| # Mill | [Hours](https://example.org/hours) |",
    family=Family.TABLES,
    phase=Phase.EXPORTING,
    format="pdf",
)
_FORMULA = '---\nmath: true\n---\n\n{alt="a long sum"}\n$$\n%s\n$$'
_TERMS = " + ".join(2 * "abcdefghijklmnopqrstuvwxyz")
FORMULA_TOO_LARGE = Rule(
    "X041",
    Severity.ERROR,
    "a formula fits on a page in letters as large as the text's",
    "People who need large print could not read it, and nobody can read what is off the page.",
    "WCAG 2.2, 1.4.4; Triplicate: editions",
    bad=_FORMULA % f"\\sqrt{{{_TERMS}}}",
    good=_FORMULA % f"{_TERMS} = 0",
    family=Family.MARKUP,
    phase=Phase.EXPORTING,
    format="pdf",
)
TOO_NARROW = Rule(
    "X043",
    Severity.ERROR,
    "what stands within quotations, callouts and lists has room for words on the page",
    "Each of them makes lines shorter. In the end no word has room, and letters would stand off the page.",
    "WCAG 2.2, 1.3.1; Triplicate: editions",
    bad=">" * 30 + " Words",
    good="> Words",
    family=Family.MARKUP,
    phase=Phase.EXPORTING,
    format="pdf",
)
TOO_DEEP = _word(
    "W001",
    Severity.ERROR,
    "a list is no deeper than Word knows",
    "In Word the items would look and sound as deep as those around them, and the list would be two.",
    "ECMA-376-1, 17.9.6: a list has nine levels",
    bad="\n".join(f"{'  ' * depth}- Level {depth + 1}" for depth in range(10)),
    good="- Level 1\n  - Level 2\n\n## A heading for each part\n\n- A flatter list",
)
LONE_MARKER = _word(
    "W002",
    Severity.WARNING,
    "an item of a list begins with words",
    "In Word a marker belongs to a paragraph: before a table or another list it stands on a blank line.",
    "ECMA-376-1, 17.3.1.19: numbering is a property of a paragraph",
    bad="- - An item whose first part is a list",
    good="- A few words:\n  - The list",
)
LONG_FORMULA = _word(
    "W003",
    Severity.WARNING,
    "the words of a formula are no longer than Word can hold",
    "Word keeps them in the title of a content control; a voice would say their beginning alone.",
    "Word: the title of a content control has 64 characters at most",
    bad="---\nmath: true\n---\n\n"
    '$a^2${alt="the square of the first side and the square of the second make that of the third"}',
    good='---\nmath: true\n---\n\n$a^2${alt="a squared"}',
)

# What a Word template lacks

TEMPLATE_LACKS = _template(
    "W010",
    Severity.ADVICE,
    "a template has a style for everything a text says",
    "What it has no style for looks as Triplicate thinks fit, which may not be as the house does.",
    "Triplicate: --reference-docx",
)
TEMPLATE_CONTRAST = _template(
    "W011",
    Severity.ERROR,
    "the styles of a template can be read by people who see little",
    "Faint letters are lost to readers with low vision, in poor light and in a poor print.",
    "WCAG 2.2, 1.4.3",
)
TEMPLATE_SMALL = _template(
    "W012",
    Severity.WARNING,
    "the text of a template is as large as the edition promises",
    "Someone who asked for large print cannot read a caption of eleven points.",
    "Triplicate: editions; --reference-docx",
)
TEMPLATE_PAGES = _template(
    "W013",
    Severity.WARNING,
    "a template numbers its pages",
    "People who read together, one on paper and one by ear, find the place by the number of the page.",
    "WCAG 2.2, 2.4.5; Triplicate: --reference-docx",
)
TEMPLATE_NUMBERS = _template(
    "W014",
    Severity.ADVICE,
    "the text says whether headings are numbered",
    "Numbers that one of three copies has alone make a reference to a section lead astray.",
    "Triplicate: --reference-docx",
)
TEMPLATE_PICTURE = _template(
    "W015",
    Severity.WARNING,
    "a picture in the header or footer of a template says what it shows, or is decorative",
    "A screen reader that comes to it can say no more than that there is a picture.",
    "WCAG 2.2, 1.1.1",
)
TEMPLATE_ACTIVE = _template(
    "W016",
    Severity.WARNING,
    "a template holds nothing that acts by itself",
    "A header that fetches a file, runs a command or leads to one would do so for everybody who opens the copy.",
    "Triplicate: --reference-docx",
)
RULES = (
    MISSING_GLYPH,
    SIGN_IN_WORDS,
    WIDE_TABLE,
    FORMULA_TOO_LARGE,
    TOO_NARROW,
    TOO_DEEP,
    LONE_MARKER,
    LONG_FORMULA,
    TEMPLATE_LACKS,
    TEMPLATE_CONTRAST,
    TEMPLATE_SMALL,
    TEMPLATE_PAGES,
    TEMPLATE_NUMBERS,
    TEMPLATE_PICTURE,
    TEMPLATE_ACTIVE,
)

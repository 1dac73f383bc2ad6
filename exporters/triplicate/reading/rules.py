"""The rules that a source must keep so that it can be read: front matter, markup, files, targets, notes, guesses."""

from functools import partial

from triplicate.rules.finding import Family, Phase, Rule, Severity

_DIALECT = "Triplicate dialect: nothing that looks like markup reaches a reader as text"

_rule = partial(Rule, phase=Phase.READING)
_of_any_text = partial(_rule, family=Family.METADATA)
_of_front_matter = partial(_rule, family=Family.METADATA, kind="markdown")
_of_markup = partial(_rule, family=Family.MARKUP, kind="markdown")
_of_headings = partial(_rule, family=Family.HEADINGS, kind="markdown")
_of_pictures = partial(_rule, family=Family.IMAGES, kind="markdown")
_of_links = partial(_rule, family=Family.LINKS, kind="markdown")
_of_notes = partial(_rule, family=Family.NOTES, kind="markdown")
_of_plain_text = partial(_rule, family=Family.GUESSES, kind="plain")

# Metadata

TITLE_MISSING = _of_any_text(
    "M001",
    Severity.ERROR,
    "the text has a title",
    "A title is what a screen reader says first, and the name of the window and of the book on the shelf.",
    "WCAG 2.2, 2.4.2; ISO 14289-1, 7.1",
    bad="Some text.",
    good="# A title\n\nSome text.",
)
LANGUAGE_MISSING = _of_any_text(
    "M002",
    Severity.ERROR,
    "the text has a language",
    "Without it a screen reader speaks the words with the sounds of another language.",
    "WCAG 2.2, 3.1.1; ISO 14289-1, 7.2",
    bad="---\ntitle: News\n---",
    good="---\ntitle: News\nlang: en-GB\n---",
)
LANGUAGE_INVALID = _of_any_text(
    "M003",
    Severity.ERROR,
    "a language is a BCP 47 tag",
    "Reading software looks a language up by its tag; a name or a misspelt tag is ignored.",
    "BCP 47 (RFC 5646); WCAG 2.2, 3.1.1",
    bad="lang: english",
    good="lang: en-GB",
)
FRONT_MATTER_BROKEN = _of_front_matter(
    "M004",
    Severity.ERROR,
    "front matter is YAML between two lines of ---, or TOML between two of +++: keys with values",
    "What cannot be read would be lost, or would be printed at the top of the text.",
    "YAML 1.2",
    bad="---\ntitle: News: today\n---",
    good='---\ntitle: "News: today"\n---',
)
KEY_UNKNOWN = _of_front_matter(
    "M005",
    Severity.WARNING,
    "a key of the front matter is not misspelt",
    "A misspelt key has no effect, and nobody would notice.",
    "Triplicate dialect",
    bad="autor: A. Writer",
    good="author: A. Writer",
)
VALUE_WRONG = _of_front_matter(
    "M006",
    Severity.ERROR,
    "a key has a value of its kind",
    "A date that is not a date, or a list where a text belongs, cannot be handed on to readers.",
    "Triplicate dialect",
    bad="date: 25th January",
    good="date: 2019-01-25",
)
KEY_TWICE = _of_front_matter(
    "M007",
    Severity.ERROR,
    "a key is given once",
    "Of two values for one thing only one can hold, and the choice would be made unseen.",
    "YAML 1.2, 3.2.1.3",
    bad="tags: [a]\nkeywords: [b]",
    good="keywords: [a, b]",
)
VARIABLE_MISSING = _of_front_matter(
    "M008",
    Severity.ERROR,
    "a variable has a value in the front matter",
    "The braces would be printed where a value belongs.",
    _DIALECT,
    bad="Ring {{ phone }}.",
    good="---\nphone: 020 7946 0000\n---\n\nRing {{ phone }}.",
)

ONLY_IN_TEXT = _of_front_matter(
    "M009",
    Severity.ERROR,
    "front matter holds words: no picture, no formula, no call of a note",
    "What stands around the title is also the name of the file in a library, where only words can be shown.",
    "Triplicate dialect",
    bad="subtitle: A guide[^1]",
    good="subtitle: A guide with *stress*, [mots]{lang=fr} and [a link](https://www.example.org/)",
)
PART_MISSING = _of_front_matter(
    "M010",
    Severity.ERROR,
    "a part of a collection is a Markdown file of the project, named once",
    "The document would lack a chapter, or have one twice.",
    "Triplicate dialect",
    bad="parts: [chapters/lost.md]",
    good="parts: [chapters/one.md, chapters/two.md]",
)

TITLE_REPLACED = _of_front_matter(
    "M011",
    Severity.ADVICE,
    "a title that is given with the call is the text's own",
    "Readers of the copies meet a title that readers of the text do not, and cannot tell that both are one.",
    "WCAG 2.2, 2.4.2; Triplicate dialect",
    bad="---\ntitle: Fees\n---",
    good="---\ntitle: Fees of the harbour\n---",
)

# Markup that is not understood

RAW_HTML = _of_markup(
    "X001",
    Severity.ERROR,
    "HTML has a meaning that all copies can carry",
    "What runs, is filled in or is fetched from elsewhere cannot stand in a document: words or pictures would be lost.",
    _DIALECT,
    bad="<iframe src='https://example.org/map'></iframe>",
    good="[The map of the route](https://example.org/map)",
)
EMBEDDED = _of_markup(
    "X048",
    Severity.WARNING,
    "what another page shows is linked",
    "A frame or a film is in no copy. A link of that name leads to it; readers on paper need to be told what it says.",
    "WCAG 2.2, 1.2.1, 2.4.4",
    bad="<iframe src='https://example.org/map' title='The map of the route'></iframe>",
    good="[The map of the route](https://example.org/map)",
)
UNWRAPPED = _of_markup(
    "X027",
    Severity.WARNING,
    "nothing stands around words that has no effect",
    "A box or a colour that only one site knows is not in the copies; if it said something, the words must say it.",
    "WCAG 2.2, 1.3.1; 1.4.1",
    bad="It is <font color='red'>due</font>.",
    good="It is **due**.",
)
LEFT_OUT = _of_markup(
    "X042",
    Severity.WARNING,
    "nothing is left out of the copies",
    "What only a website can show is missing here, and a sign tells readers so (--lenient); better words tell them "
    "what it says.",
    _DIALECT,
    bad="Pay {% include fee.html %} now.",
    good="Pay £4 now.",
)
QUOTATION_EMPTY = _of_markup(
    "X028",
    Severity.WARNING,
    "a quotation has words",
    "No copy can show a quotation of nothing; a screen reader would announce it and fall silent.",
    "WCAG 2.2, 1.3.1",
    bad="Words.\n\n>\n\nMore.",
    good="Words.\n\n> Said.\n\nMore.",
)
ATTRIBUTES_LEFT = _of_markup(
    "X002",
    Severity.ERROR,
    "braces hold attributes of the thing before or below them",
    "Braces that belong to nothing would be printed.",
    _DIALECT,
    bad="Some words {lang=fr}.",
    good="[Quelques mots]{lang=fr}.",
)
ATTRIBUTE_WRONG = _of_markup(
    "X003",
    Severity.ERROR,
    "an attribute is known where it stands, and has a valid value",
    "An attribute without effect hides a wish that was not met.",
    "Triplicate dialect",
    bad="![Map](map.png){widht=60%}",
    good="![Map](map.png){width=60%}",
)
CONTAINER_LEFT = _of_markup(
    "X004",
    Severity.ERROR,
    "lines of ::: come in pairs and say what they hold",
    "Stray colons would be printed, or a note would swallow the rest of the text.",
    _DIALECT,
    bad="::: note\nMind the step.",
    good="::: note\nMind the step.\n:::",
)
WIKI_LINK = _of_markup(
    "X005",
    Severity.WARNING,
    "links are written [text](target)",
    "A name between double square brackets leads to a text of the same program; the copies have no such neighbour, so "
    "the words stay without a link.",
    "Triplicate dialect",
    bad="See [[Opening hours]].",
    good="See [Opening hours](#opening-hours).",
)
GOVSPEAK = _of_markup(
    "X006",
    Severity.ERROR,
    "what another program fills in does not stand in the text",
    "<% … %>, {% … %} and their kin are filled in by one site's software; elsewhere they are read out.",
    _DIALECT,
    bad="Pay <%= price %> now.",
    good="Pay £4 now.",
)
IMAGE_UNREAD = _of_markup(
    "X007",
    Severity.ERROR,
    "an image is written ![alt](file)",
    "An image that is not understood is missing, and its markup is printed.",
    _DIALECT,
    bad="![Map](my map.png)",
    good="![Map](<my map.png>)",
)
EMPHASIS_OPEN = _of_markup(
    "X008",
    Severity.ERROR,
    "emphasis that is opened is closed",
    "Asterisks would be printed, and the words would lose their stress.",
    _DIALECT,
    bad="This is **important.",
    good="This is **important**.",
)
CODE_OPEN = _of_markup(
    "X009",
    Severity.ERROR,
    "code that is opened is closed",
    "A single backtick would be printed, and what follows would be read as words.",
    _DIALECT,
    bad="Type `ls.",
    good="Type `ls`.",
)
LINK_UNREAD = _of_markup(
    "X010",
    Severity.ERROR,
    "a link is written [text](target), without spaces in the target",
    "A link that is not understood leads nowhere, and its address is read out.",
    _DIALECT,
    bad="[Hours](opening hours.html)",
    good="[Hours](https://example.org/hours)",
)
KEY_FIGURES_UNREAD = _of_markup(
    "X031",
    Severity.WARNING,
    "key figures are a list, and each item begins with its figure in bold",
    "Nothing else can be set side by side, and it stands as it would without the container.",
    _DIALECT,
    bad="::: figures\n- 42 visits a day\n:::",
    good="::: figures\n- **42** visits a day\n:::",
)
CALLOUT_UNKNOWN = _of_markup(
    "X012",
    Severity.ERROR,
    "a callout is a NOTE, TIP, IMPORTANT, WARNING, CAUTION or SUMMARY",
    "Another word has no title or look, and its brackets would be printed.",
    _DIALECT,
    bad="> [!SPOILER]\n> Mind the step.",
    good="> [!TIP]\n> Mind the step.",
)
TABLE_UNREAD = _of_markup(
    "X013",
    Severity.ERROR,
    "a table has as many columns in every row",
    "Lines and bars would be printed, or cells would be lost.",
    "GitHub Flavored Markdown 4.10",
    bad="| A | B |\n|---|\n| 1 | 2 |",
    good="| A | B |\n|---|---|\n| 1 | 2 |",
)
TABLE_ROW_SHORT = _of_markup(
    "X046",
    Severity.WARNING,
    "a row of a table has a cell in every column",
    "A row of fewer cells has nothing in its last columns; a bar may be missing, so that words stand in the wrong one.",
    "GitHub Flavored Markdown 4.10",
    bad="| A | B |\n|---|---|\n| 1 | 2 |\n| 3 |",
    good="| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | |",
)
TABLE_TOO_WIDE = _of_markup(
    "X045",
    Severity.ERROR,
    "a table has no more columns than Word knows",
    "Word does not open a table of more than 63 columns, and nobody can follow one, on paper or by ear.",
    "Word: operating limits, columns of a table",
    bad=f"|{64 * ' A |'}\n|{64 * '---|'}\n|{64 * ' 1 |'}",
    good=f"|{63 * ' A |'}\n|{63 * '---|'}\n|{63 * ' 1 |'}",
)
ROW_HEADER_BEYOND = _of_markup(
    "X050",
    Severity.WARNING,
    "the first column of a table names its rows, and no other does",
    "Word knows headers of rows in the first column alone, so that those of another one are cells like any other.",
    "ECMA-376 Part 1, 17.7.6.1 (firstColumn); WCAG 2.2, 1.3.1",
    bad="{row-headers=2}\n| Area | Branch | Desks |\n|---|---|---|\n| North | Arlow | 4 |",
    good="{row-headers=1}\n| Branch | Area | Desks |\n|---|---|---|\n| Arlow | North | 4 |",
)
TOO_DEEP = _of_markup(
    "X014",
    Severity.ERROR,
    "a text is not nested without end",
    "Nobody can follow lists within quotations within lists, and readers give up on them.",
    "Triplicate: a text is read to a fixed depth",
    bad="> " * 80 + "deep",
    good="> not deep",
)
HEADING_TOO_DEEP = _of_markup(
    "X015",
    Severity.ERROR,
    "headings have at most six levels",
    "No format has a seventh level, so the heading would be lost to those who move by headings.",
    "HTML; ISO 14289-1, 7.4",
    bad="---\ntitle: T\nlang: en\n---\n\n" + "\n\n".join(f"{'#' * level} Level" for level in range(1, 7)),
    good="# T\n\n" + "\n\n".join(f"{'#' * level} Level" for level in range(2, 7)),
)
CONTROL_CHARACTER = _of_markup(
    "X016",
    Severity.ERROR,
    "a text has no control characters",
    "They cannot be seen, and no XML file may hold them.",
    "XML 1.0, 2.2",
    bad="a\u0008b",
    good="ab",
)
CODE_UNSEEN = _of_markup(
    "X044",
    Severity.WARNING,
    "all characters of code are seen",
    "Soft hyphens, joiners and marks of direction come into code unseen, and whoever copies it cannot run it.",
    "Unicode Technical Standard #55",
    bad="Run `ls\u200b -a`.",
    good="Run `ls -a`.",
)
PAGE_BREAK_UNREAD = _of_markup(
    "X017",
    Severity.ERROR,
    "a page break stands on a line of its own",
    "Within a line the command would be printed.",
    _DIALECT,
    bad="The end. \\newpage",
    good="The end.\n\n\\newpage",
)
PAGE_BREAK_TWICE = _of_markup(
    "X040",
    Severity.WARNING,
    "one page break follows another only after some text",
    "An empty page makes readers look for what is missing, and page numbers differ from one copy to the next.",
    _DIALECT,
    bad="The end.\n\n\\newpage\n\n\\newpage\n\nThe start.",
    good="The end.\n\n\\newpage\n\nThe start.",
)
COMMENT_OPEN = _of_markup(
    "X019",
    Severity.ERROR,
    "a comment that is opened is closed",
    "All that follows it would be lost.",
    "CommonMark 0.31, 4.6",
    bad="<!-- to do\n\nText",
    good="<!-- to do -->\n\nText",
)
TASKS_MIXED = _of_markup(
    "X020",
    Severity.WARNING,
    "in a list of tasks every item has a box",
    "An item without a box leaves open whether it is done.",
    "GitHub Flavored Markdown 5.3",
    bad="- [x] Book\n- Pay",
    good="- [x] Book\n- [ ] Pay",
)
HEADING_UNREAD = _of_markup(
    "X021",
    Severity.ERROR,
    "number signs begin a heading or a row header",
    "Elsewhere they would be printed.",
    "CommonMark 0.31, 4.2",
    bad="| A | B |\n|---|---|\n| a | # b |",
    good="| A | B |\n|---|---|\n| # a | b |",
)
HEADING_CLOSE = _of_markup(
    "X047",
    Severity.WARNING,
    "a space follows the number signs of a heading",
    "Some programs take what follows them at once for a heading, others for words, and print the signs.",
    "CommonMark 0.31, 4.2",
    bad="##Hours",
    good="## Hours",
)
ITEM_CLOSE = _of_markup(
    "X049",
    Severity.WARNING,
    "an ordinary space follows the mark of an item",
    "Most programs take the line for words of the item above, and print the mark.",
    "CommonMark 0.31, 5.2",
    bad="* one\n*two",
    good="* one\n* two",
)
HIGHLIGHT = _of_markup(
    "X022",
    Severity.WARNING,
    "words are stressed with asterisks",
    "Marks as in ==this== mean something on some sites only.",
    _DIALECT,
    bad="==Now==",
    good="**Now**",
)
FORMULA_WITHOUT_WORDS = _of_markup(
    "X023",
    Severity.ERROR,
    "a formula has words",
    "A voice cannot say a formula that has no words; PDF/UA asks for them.",
    "ISO 14289-1, 7.7; WCAG 2.2, 1.1.1",
    bad="---\nmath: true\n---\n\n$a^2$",
    good='---\nmath: true\n---\n\n$a^2${alt="a squared"}',
)
FORMULA_NOT_ASKED_FOR = _of_markup(
    "X026",
    Severity.ERROR,
    "a text with formulas says so",
    "Without “math: true” a dollar sign is a price, and the signs of TeX would be read out one by one.",
    _DIALECT,
    bad="It is $a^2$.",
    good='---\nmath: true\n---\n\nIt is $a^2${alt="a squared"}.',
)
FORMULA_UNREAD = _of_markup(
    "X025",
    Severity.ERROR,
    "a formula is TeX that can be read in full",
    "A command that is not known would reach a reader as it is written.",
    "Triplicate dialect",
    bad='---\nmath: true\n---\n\n$\\foo x${alt="foo x"}',
    good='---\nmath: true\n---\n\n$2 x${alt="two x"}',
)
FORMULA_SPOKEN = _of_markup(
    "X029",
    Severity.WARNING,
    "the words of a formula are its writer's",
    "A program reads signs, not meanings: whether x² is “x squared” or “the second note on x” only the writer knows.",
    "ISO 14289-1, 7.7; WCAG 2.2, 1.1.1",
    bad="---\nmath: true\n---\n\n$a^2$",
    good='---\nmath: true\n---\n\n$a^2${alt="a squared"}',
)
FORMULAS_TAKEN = _of_markup(
    "X030",
    Severity.WARNING,
    "a text with formulas says so",
    "Without “math: true” a dollar sign is a price; what stands between two of them is read as a formula by guess.",
    _DIALECT,
    bad="It is $a^2$.",
    good='---\nmath: true\n---\n\nIt is $a^2${alt="a squared"}.',
)
INFO_UNREAD = _of_markup(
    "X024",
    Severity.WARNING,
    "a fence of code names a language and no more",
    "Further words after the language have no effect.",
    "CommonMark 0.31, 4.5",
    bad="```python linenos\n```",
    good="```python\n```",
)

# Headings

LEVEL_SKIPPED = _of_headings(
    "H050",
    Severity.WARNING,
    "no heading level is skipped",
    "People who use a screen reader move by heading level; a missing level makes them think that they lost a part. "
    "The copies have the level right; the text is better for having it, too.",
    "ISO 14289-1:2014, 7.4.2; WCAG 2.2, 1.3.1",
    bad="## Results\n\n#### Costs",
    good="## Results\n\n### Costs",
)

HEADING_WORDLESS = _of_headings(
    "H051",
    Severity.WARNING,
    "a heading has words",
    "A screen reader would announce a heading and then nothing; the contents would have a line without words. Without "
    "the heading nothing is lost.",
    "WCAG 2.2, 2.4.6 and 1.3.1; ISO 14289-1:2014, 7.4",
    bad="##\n\nWords.",
    good="## Results\n\nWords.",
)

# Images' files

PICTURE_MISSING = _of_pictures(
    "I001",
    Severity.ERROR,
    "an image's file exists",
    "A reader would meet a gap.",
    "Triplicate dialect",
    bad="![Map](lost.png)",
    good="![Map](map.png)",
)
PICTURE_OUTSIDE = _of_pictures(
    "I002",
    Severity.ERROR,
    "an image's file lies below the source's folder",
    "A text from elsewhere must not be able to take files from the machine.",
    "CWE-22; CWE-59",
    bad="![Map](../../secret.png)",
    good="![Map](pictures/map.png)",
)
PICTURE_BROKEN = _of_pictures(
    "I003",
    Severity.ERROR,
    "an image's file is a whole PNG, JPEG, GIF, WebP or SVG",
    "Other types are not shown by all readers; a broken file is shown by none.",
    "EPUB 3.3, 3.2 (core media types)",
    bad="![Map](map.tiff)",
    good="![Map](map.png)",
)
PICTURE_UNSAFE = _of_pictures(
    "I004",
    Severity.ERROR,
    "a drawing stands alone: no script, no reference outside itself",
    "Readers refuse such files, and a script has no place in a document.",
    "EPUB 3.3, 3.6; ISO 19005-2, 6.1",
    bad="<svg><script/></svg>",
    good="<svg viewBox='0 0 1 1'/>",
)
PICTURE_REMOTE = _of_pictures(
    "I005",
    Severity.ERROR,
    "an image is a file, not an address",
    "The copies must be whole without a network, today and in ten years.",
    "EPUB 3.3, 3.6; ISO 19005-2, 6.1",
    bad="![Map](https://example.org/map.png)",
    good="![Map](map.png)",
)
PICTURE_MOVING = _of_pictures(
    "I010",
    Severity.WARNING,
    "a picture stands still",
    "Paper and Word show one moment of it; what only the movement says would be lost to their readers.",
    "WCAG 2.2, 2.2.2",
    bad="![The lift doors open](doors.gif)",
    good="![The lift doors, half open](doors.png)",
)
DECORATIVE_WITH_ALT = _of_pictures(
    "I006",
    Severity.ERROR,
    "an image is described or decorative, not both",
    "A decorative image is skipped by a screen reader, so its words would be lost.",
    "WCAG 2.2, 1.1.1",
    bad="![A wave](wave.png){.decorative}",
    good="![](wave.png){.decorative}",
)
IMAGE_TITLE_LOST = _of_pictures(
    "I007",
    Severity.WARNING,
    "only an image alone in its paragraph has a caption",
    "The title of an image within a sentence is seen by nobody but a mouse.",
    "WCAG 2.2, 1.3.1",
    bad='The sign ![Ramp](ramp.png "Ramp") shows it.',
    good='![Ramp](ramp.png "Ramp")',
)
COVER_WITHOUT_ALT = _of_pictures(
    "I008",
    Severity.ERROR,
    "a cover has a text alternative, or is decorative",
    "The cover is a picture like any other to someone who does not see it.",
    "WCAG 2.2, 1.1.1; EPUB Accessibility 1.1",
    bad="cover-image: cover.png",
    good="cover-image: cover.png\ncover-alt: A river under a bridge.",
)

ALT_MISSING = _of_pictures(
    "I009",
    Severity.ERROR,
    "an image says what it shows, is decorative, or is described in the text",
    "A reader who cannot see it is told that there is an image, and nothing more.",
    "WCAG 2.2, 1.1.1; ISO 14289-1, 7.3",
    bad="![](wave.png)",
    good="![](wave.png){.decorative}",
)

CAPTION_FOR_ALT = _of_pictures(
    "I011",
    Severity.WARNING,
    "a picture with a caption says what it shows, too",
    "A caption seldom says what is seen. Without an alternative it is all that a reader who sees no picture gets.",
    "WCAG 2.2, 1.1.1; HTML, 4.8.4.4 (a picture whose contents are given by a caption)",
    bad='![](map.png "The ports of the north coast")',
    good='![Five ports, from Whitby to Bamburgh](map.png "The ports of the north coast")',
)

BUTTON_REMOTE = _of_pictures(
    "I012",
    Severity.WARNING,
    "a badge, or a picture that is linked, is a file",
    "Badges and buttons are fetched anew each time a page is shown. A document cannot; their words are kept.",
    "EPUB 3.3, 3.6; ISO 19005-2, 6.1",
    bad="[![Tests pass](https://example.org/badge.svg)](https://example.org/tests)",
    good="[Tests pass](https://example.org/tests)",
)

# Links and their targets

TARGET_MISSING = _of_links(
    "K001",
    Severity.ERROR,
    "what is filled in from a target has one",
    "Words would be missing where a heading, a table or a figure of that id was to be named.",
    "WCAG 2.2, 2.4.4; EPUB 3.3, 4.1",
    bad="See [](#prices).",
    good="See [](#prices).\n\n## Prices",
)
TARGET_ELSEWHERE = _of_links(
    "K011",
    Severity.WARNING,
    "a link has an address, and an inner one a target",
    "A link that leads nowhere strands its reader, so the words stay without one.",
    "WCAG 2.2, 2.4.4; EPUB 3.3, 4.1",
    bad="[Prices](#prices)",
    good="[Prices](#prices)\n\n## Prices",
)
ADDRESS_UNSAFE = _of_links(
    "K002",
    Severity.ERROR,
    "a link leads to a page, a mailbox or a telephone",
    "javascript:, data: and file: run programs, hide their target or name one machine's files.",
    "RFC 7595; EPUB 3.3, 3.7",
    bad="[Go](javascript:void)",
    good="[Go](https://example.org/)",
)
ADDRESS_RELATIVE = _of_links(
    "K003",
    Severity.WARNING,
    "a link to another page has a full address, or the text says where it is published",
    "A document that was downloaded has no neighbours: a relative address leads nowhere, so the link is left out.",
    "EPUB 3.3, 3.6; ISO 32000-1, 12.6.4.7",
    bad="[Form](form.html)",
    good="[Form](https://example.org/form.html)",
)
REFERENCE_UNDEFINED = _of_links(
    "K004",
    Severity.ERROR,
    "a reference link is defined",
    "Without its address the brackets are printed and the link is none.",
    _DIALECT,
    bad="[the form][form]",
    good="[the form][form]\n\n[form]: https://example.org/form",
)
TARGET_NAMELESS = _of_links(
    "K005",
    Severity.ERROR,
    "an empty link is filled from a heading, a table or a figure",
    "Another target has no name that could be the link's text.",
    "WCAG 2.2, 2.4.4",
    bad="{#p}\nText.\n\nSee [](#p).",
    good="{#p}\nText.\n\nSee [that text](#p).",
)
ID_TWICE = _of_links(
    "K006",
    Severity.WARNING,
    "an id names one thing",
    "Links to it lead to the first, as in a browser; whoever meant the other is led astray.",
    "HTML, 3.2.6; XML 1.0, 3.3.1",
    bad="## One {#a}\n\n## Two {#a}",
    good="## One {#a}\n\n## Two {#b}",
)
LINK_TITLE_LOST = _of_links(
    "K007",
    Severity.ADVICE,
    "a link says all in its text",
    "The title of a link shows under a mouse alone; it is left out.",
    "WCAG 2.2, 1.3.1, 2.4.4",
    bad='[Hours](https://example.org "Opening hours")',
    good="[Opening hours](https://example.org)",
)
LINK_EMPTY = _of_links(
    "K008",
    Severity.ERROR,
    "a link has text",
    "A link without text is announced as its address.",
    "WCAG 2.2, 2.4.4, 4.1.2",
    bad="[](https://example.org)",
    good="[Opening hours](https://example.org)",
)
ADDRESS_MALFORMED = _of_links(
    "K009",
    Severity.ERROR,
    "an address is well formed",
    "Readers refuse an address that does not follow the rules, or go elsewhere.",
    "RFC 3986",
    bad="[Hours](https://)",
    good="[Hours](https://example.org)",
)

MAILBOX_BARE = _of_links(
    "K010",
    Severity.WARNING,
    "the address of a mailbox begins with mailto:",
    "On a page the link would lead to a neighbour with that name; here it is taken for the mailbox that was meant.",
    "RFC 6068",
    bad="[Press desk](desk@example.org)",
    good="[Press desk](mailto:desk@example.org)",
)

ADDRESS_SHORT = _of_links(
    "K012",
    Severity.WARNING,
    "an address begins with https:// or http://",
    "On a page the link would lead to a neighbour with that name; here it is taken for the site that was meant.",
    "RFC 3986",
    bad="[Hours](www.example.org/hours)",
    good="[Hours](https://www.example.org/hours)",
)

# Notes

NOTE_MISSING = _of_notes(
    "N001",
    Severity.ERROR,
    "a footnote's call has its note",
    "A call without a note leads nowhere, and its brackets would be printed.",
    _DIALECT,
    bad="Text.[^1]",
    good="Text.[^1]\n\n[^1]: The note.",
)
NOTE_UNCALLED = _of_notes(
    "N002",
    Severity.ERROR,
    "a note is called",
    "A note that nothing calls would be lost.",
    "Triplicate dialect",
    bad="Text.\n\n[^1]: The note.",
    good="Text.[^1]\n\n[^1]: The note.",
)
NOTE_TWICE = _of_notes(
    "N003",
    Severity.ERROR,
    "a note is written once",
    "Of two notes with one label one would be lost.",
    "Triplicate dialect",
    bad="Text.[^1]\n\n[^1]: One.\n\n[^1]: Two.",
    good="Text.[^1] Text.[^2]\n\n[^1]: One.\n\n[^2]: Two.",
)

# Guesses made of plain text

GUESSED_TITLE = _of_plain_text(
    "P001",
    Severity.ADVICE,
    "a first short line is the title",
    "A guess: a person should see that it is right.",
    "Triplicate dialect, plain text",
)
GUESSED_HEADING = _of_plain_text(
    "P002",
    Severity.ADVICE,
    "a short line after an empty line is a heading",
    "A guess: a person should see that it is right.",
    "Triplicate dialect, plain text",
)
GUESSED_LIST = _of_plain_text(
    "P003",
    Severity.ADVICE,
    "lines that start with a mark or a number are a list",
    "A guess: a person should see that it is right.",
    "Triplicate dialect, plain text",
)
GUESSED_QUOTATION = _of_plain_text(
    "P004",
    Severity.ADVICE,
    "paragraphs within quotation marks are a quotation",
    "A guess: a person should see that it is right.",
    "Triplicate dialect, plain text",
)
GUESSED_LEAD_IN = _of_plain_text(
    "P005",
    Severity.ADVICE,
    "a paragraph that ends with a colon introduces the list after it",
    "A guess: a person should see that it is right.",
    "Triplicate dialect, plain text",
)

LINES_BROKEN = _of_plain_text(
    "P007",
    Severity.WARNING,
    "one line of plain text is one paragraph",
    "Lines that a mail program broke would become paragraphs: a voice stops in the middle of each sentence.",
    "Triplicate dialect, plain text; WCAG 2.2, 1.3.1",
    bad="The pool opens at eight in the morning and closes\nat six in the evening.",
    good="The pool opens at eight in the morning and closes at six in the evening.",
)
GUESSED_NO_MARKUP = _of_plain_text(
    "P006",
    Severity.WARNING,
    "plain text holds no markup",
    "In a plain text every sign is printed as it stands.",
    "Triplicate dialect, plain text",
    bad="See **this**.",
    good="See this.",
)

SAID_UNMARKED = _of_plain_text(
    "P008",
    Severity.ADVICE,
    "what somebody said stands in quotation marks",
    "A quotation is set apart, and announced to those who hear it: readers know whose words they are.",
    "Triplicate dialect, plain text",
)
GUESSED_CONTACT = _of_plain_text(
    "P009",
    Severity.ADVICE,
    "lines such as “Tel: 020 7946 0000” are ways to reach somebody",
    "A guess: a person should see that it is right.",
    "Triplicate dialect, plain text",
)
RULES = tuple(value for value in list(globals().values()) if isinstance(value, Rule))

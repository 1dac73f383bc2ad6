"""The keys of the front matter: the one list that the reader, its hints and the JSON Schema are made from."""

from enum import Enum, auto

from triplicate.document.model import Kind, PdfStandard
from triplicate.later import dataclass


class KeyKind(Enum):
    """What the value of a key is."""

    TEXT = auto()
    TEXTS = auto()  # a list of texts, or a text with commas
    SWITCH = auto()  # true or false
    NUMBER = auto()
    DATE = auto()
    LANGUAGE = auto()  # a BCP 47 tag
    PEOPLE = auto()  # a name, or name, role and affiliation; or a list of these
    ADDRESS = auto()  # of a page or a folder: https://…
    PATHS = auto()  # of files, a list
    NAMES = auto()  # names, each with a text
    REASONS = auto()  # codes of rules, each with a text


@dataclass(frozen=True, slots=True)
class Key:
    """A key: ``about`` is what it means; ``aliases`` are other spellings of it.

    ``choices`` are all values that a text may be, none meaning any. ``limits`` are the numbers that a number may be,
    ``default`` the one that it is if nothing is said.
    """

    name: str
    kind: KeyKind
    about: str
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    limits: range = range(0)
    default: int = 0


_ALL = (
    Key("title", KeyKind.TEXT, "The title, unless the text begins with a level-1 heading."),
    Key("subtitle", KeyKind.TEXT, "A line below the title."),
    Key("author", KeyKind.PEOPLE, "Who wrote the text.", aliases=("authors",)),
    Key("date", KeyKind.DATE, "The date of the text, as 2019-01-25."),
    Key("lang", KeyKind.LANGUAGE, "The language of the text, a BCP 47 tag."),
    Key("dir", KeyKind.TEXT, "The direction of the text; it follows from the language.", choices=("ltr", "rtl")),
    Key("description", KeyKind.TEXT, "What the text is about, in a sentence or two.", aliases=("summary", "abstract")),
    Key("keywords", KeyKind.TEXTS, "Words that the text can be found by.", aliases=("tags",)),
    Key("subject", KeyKind.TEXT, "The field that the text belongs to."),
    Key("publisher", KeyKind.TEXT, "Who publishes the text."),
    Key("rights", KeyKind.TEXT, "Who may do what with the text.", aliases=("license",)),
    Key(
        "identifier",
        KeyKind.TEXT,
        "A name of this text alone: an ISBN, a DOI, a URN or an address.",
        aliases=("isbn", "doi"),
    ),
    Key("kind", KeyKind.TEXT, "What kind of text it is, which decides how it opens.", choices=tuple(Kind)),
    Key("cover-image", KeyKind.TEXT, "The picture on the cover."),
    Key("cover-alt", KeyKind.TEXT, "What the picture on the cover shows, in words."),
    Key("toc", KeyKind.SWITCH, "Whether there is a table of contents."),
    Key("toc-depth", KeyKind.NUMBER, "The lowest level of headings in it.", limits=range(1, 7), default=3),
    Key(
        "chapters",
        KeyKind.TEXT,
        "Where sections of level 2 begin in PDF and Word: each on a new page.",
        choices=("new-page",),
    ),
    Key("number-sections", KeyKind.SWITCH, "Whether headings are numbered."),
    Key("parts", KeyKind.PATHS, "Texts that make one document with this one, in order."),
    Key("abbreviations", KeyKind.NAMES, "Short forms, and what each stands for."),
    Key("style", KeyKind.TEXT, "The edition: the look of the copies."),
    Key("pdf-standard", KeyKind.TEXT, "The accessibility standard of the PDF.", choices=tuple(PdfStandard)),
    Key("base-url", KeyKind.ADDRESS, "Where the text is published: the address that relative links are seen from."),
    Key("contact", KeyKind.TEXT, "Whom to ask for the text in another format."),
    Key("math", KeyKind.SWITCH, "Whether $…$ is a formula rather than a price."),
    Key("certified-by", KeyKind.TEXT, "Who has certified that the EPUB is accessible."),
    Key("ignore", KeyKind.REASONS, "Codes of findings that are ignored, each with the reason."),
)

KEYS = {key.name: key for key in _ALL}
"""Every key by its name."""

ALIASES = {alias: key.name for key in _ALL for alias in key.aliases}
"""The name of the key that another spelling stands for."""

"""What a download page says of its own, in the language of the text where we can word it well (``phrases.toml``)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from triplicate.document.language import subtag
from triplicate.document.model import Inlines, Passage, Text
from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words in one language. ``editions`` are names of the styles that come with Triplicate."""

    lang: str
    download: str
    file: str
    size: str
    pages: str
    opens_in: str
    language: str
    checksums: str
    documents: str
    web_page: str
    browser: str
    pdf_readers: str
    book_readers: str
    editions: Mapping[str, str]

    @property
    def formats(self) -> dict[str, str]:
        """What readers call each format."""
        return {"pdf": "PDF", "docx": "Word", "epub": "EPUB", "html": self.web_page}

    @property
    def programs(self) -> dict[str, str]:
        """What opens a file of each format."""
        return {
            "pdf": f"{self.browser}, {self.pdf_readers}",
            "docx": "Microsoft Word, LibreOffice Writer, Google Docs",
            "epub": f"{self.book_readers}: Thorium Reader, Apple Books, Google Play Books",
            "html": self.browser,
        }

    def said(self, words: str, lang: str) -> Inlines:
        """Return words of a page in a language, which they may not be in."""
        text = (Text(words),)
        return text if subtag(lang) == self.lang else (Passage(text, self.lang),)


@cache
def _words() -> dict[str, PageWords]:
    text = (Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8")
    return {lang: PageWords(lang, **words) for lang, words in tomllib.loads(text).items()}


def words_for(lang: str) -> PageWords:
    """Return the words for a BCP 47 tag: English ones for a language that has none here."""
    return _words().get(subtag(lang), _words()["en"])

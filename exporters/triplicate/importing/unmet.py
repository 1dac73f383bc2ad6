"""Words that a file holds and no reader meets in its text: hidden ones, readings of others, descriptions of tables.

What no reader meets is not taken in, and may yet have been meant; it is named, so that nothing goes without a word.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from triplicate.proof.readback.archive import Archive, local_name, text_of
from triplicate.proof.readback.content.controls import unchosen
from triplicate.proof.readback.content.inlines import is_hidden
from triplicate.proof.readback.word.markup import switched, transitional

if TYPE_CHECKING:
    from lxml import etree

_WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_NO_WORDS = frozenset(
    (
        *("head", "script", "style", "template", "title", "desc", "defs", "metadata", "audio", "video", "rp"),
        *("math", "svg", "datalist"),
    )
)
"""Elements of a page that hold no words of its text, or words that are met in another way."""


def in_word(archive: Archive) -> Iterator[str]:
    """Yield what a Word document hides, how it says that words are read, and how it describes its tables."""
    hidden = _hiding(archive.xml("word/styles.xml")) if "word/styles.xml" in archive else frozenset()
    for part in (part for part in _WORD_PARTS if part in archive):
        root = transitional(archive.xml(part))
        yield from _joined(_in_part(root, hidden))


def _hiding(styles: "etree._Element") -> frozenset[str]:
    """Return the names of the character styles whose words are hidden."""
    found = (style for style in styles.iter("{*}style") if any(map(_is_hiding, style.iterchildren("{*}rPr"))))
    return frozenset(_value(style, "styleId") for style in found)


def _in_part(root: "etree._Element", hidden: frozenset[str]) -> Iterator["tuple[etree._Element | None, str]"]:
    """Yield pieces of words with the paragraph that they are in."""
    for element in root.iter("{*}r", "{*}rt", "{*}tblCaption", "{*}tblDescription"):
        match local_name(element):
            case "tblCaption" | "tblDescription":
                yield None, _value(element, "val")
            case "rt":
                yield None, text_of(element)
            case _:
                own = next(element.iterchildren("{*}rPr"), None)
                named = own is not None and any(_value(style, "val") in hidden for style in own.iter("{*}rStyle"))
                gone = any(local_name(one) in {"moveFrom", "Fallback"} for one in element.iterancestors())
                if not gone and (named or _is_hiding(own)):
                    words = "".join(one.text or "" for one in element.iterchildren("{*}t"))
                    yield next(element.iterancestors("{*}p"), None), words


def _is_hiding(properties: "etree._Element | None") -> bool:
    return properties is not None and any(switched(one) for one in properties.iterchildren("{*}vanish"))


def _value(element: "etree._Element", name: str) -> str:
    return next((str(said) for key, said in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _joined(pieces: "Iterable[tuple[etree._Element | None, str]]") -> Iterator[str]:
    """Yield the pieces of each paragraph as one."""
    said, last = "", None
    for paragraph, words in pieces:
        if paragraph is None or paragraph is not last:
            yield said
            said = ""
        said += words
        last = paragraph
    yield said


def in_page(root: "etree._Element") -> Iterator[str]:
    """Yield what a page hides, the choices that it folds away, and how it says that words are read."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = local_name(element)
        if not name or name in _NO_WORDS:
            continue
        if name == "rt" or is_hidden(element):
            yield text_of(element)
        elif name == "select":
            yield from map(text_of, unchosen(element))
        else:
            waiting += reversed(element)

"""Text and languages of elements."""

from xml.etree.ElementTree import Element

from triplicate.document.language import direction

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def set_language(element: Element, lang: str | None) -> None:
    """Set an element's language and, with it, its direction; None sets nothing."""
    if lang:
        element.set("lang", lang)
        element.set(XML_LANG, lang)
        element.set("dir", direction(lang))


def append_text(parent: Element, text: str) -> tuple[int, int]:
    """Add text after everything that is in an element; return where it stands.

    That is the text slot (0 is an element's text before its first child, k the text after its k-th child) and the
    number of characters before it in that slot.
    """
    last = next(reversed(parent), None)
    before = (parent.text if last is None else last.tail) or ""
    if last is None:
        parent.text = before + text
    else:
        last.tail = before + text
    return len(parent), len(before)

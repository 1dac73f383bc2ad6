"""Fields: words that Word can work out anew, with their present words in place (17.16)."""

from lxml.etree import _Element as Element

from triplicate.word.markup import XML_SPACE, sub


def begin(parent: Element, instruction: str) -> None:
    """Begin a field; what follows until :func:`end` is its present result."""
    _mark(parent, "begin")
    code = sub(sub(parent, "r"), "instrText")
    code.set(XML_SPACE, "preserve")
    code.text = f" {instruction} "
    _mark(parent, "separate")


def end(parent: Element) -> None:
    """End the field."""
    _mark(parent, "end")


def _mark(parent: Element, kind: str) -> None:
    sub(sub(parent, "r"), "fldChar", fldCharType=kind)


def field(parent: Element, instruction: str, result: str) -> None:
    """Append a whole field whose result are plain words."""
    begin(parent, instruction)
    sub(sub(parent, "r"), "t").text = result
    end(parent)

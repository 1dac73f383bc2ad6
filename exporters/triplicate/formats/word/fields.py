"""Fields: words that Word can compute again, with their present words in place (17.16)."""

from lxml.etree import _Element as Element

from triplicate.formats.word.markup import XML_SPACE, sub


def begin(parent: Element, instruction: str, style: str | None = None) -> None:
    """Begin a field; what follows until :func:`end` is its present result.

    ``style`` is the character style of the result: LibreOffice takes it from the marks, not from the words.
    """
    _mark(parent, "begin", style)
    code = sub(_run(parent, style), "instrText")
    code.set(XML_SPACE, "preserve")
    code.text = f" {instruction} "
    _mark(parent, "separate", style)


def end(parent: Element, style: str | None = None) -> None:
    """End the field."""
    _mark(parent, "end", style)


def field(parent: Element, instruction: str, result: str) -> None:
    """Append a whole field whose result are plain words."""
    begin(parent, instruction)
    sub(sub(parent, "r"), "t").text = result
    end(parent)


def _mark(parent: Element, kind: str, style: str | None) -> None:
    sub(_run(parent, style), "fldChar", fldCharType=kind)


def _run(parent: Element, style: str | None) -> Element:
    run = sub(parent, "r")
    if style:
        sub(sub(run, "rPr"), "rStyle", val=style)
    return run

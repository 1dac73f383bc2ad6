"""Signs of markup that reached a reader as text: looked for in the words of finished files, never in their code.

``python -m tests.marks FILE…`` looks through books and Word files, and says what it finds.
"""

import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

MARKS = re.compile(
    r"<%|%>|\{\{|\}\}|\{%|%\}|:::|\$CTA|\[\[|\]\]|\{[.:#][ ]?[^\s{}]"
    r"|(?<![\w^])\^[^\s^][^^\n]{0,200}[^\s^]\^(?![\w^])"
    r"|^(?:!!!|\?\?\?\+?)[ ]\w|\[![A-Z]+\]|^[ ]*(?:\$[A-Z]{1,3}|s\d+\.)[ ]*$"
)
_XHTML = "{http://www.w3.org/1999/xhtml}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CODE = {f"{_XHTML}{name}" for name in ("pre", "code", "kbd", "samp", "script", "style")}
_MATHEMATICS = "{http://www.w3.org/1998/Math/MathML}math"
_BLOCKS = {
    f"{_XHTML}{name}" for name in ("p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "title")
}


def printed_marks(file: Path) -> list[str]:
    """Return each sign with some words around it."""
    lines = _words_of_book(file) if file.suffix == ".epub" else _words_of_word(file)
    return [
        line[max(match.start() - 40, 0) : match.end() + 40].strip()
        for text in lines
        for line in text.split("\n")
        for match in MARKS.finditer(line)
    ]


def _words_of_book(file: Path) -> Iterator[str]:
    with zipfile.ZipFile(file) as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                yield "".join(_text(etree.fromstring(book.read(name))))


def _text(element: etree._Element) -> Iterator[str]:
    """Yield the words of an element and of its alternatives, code left out: a bell stands in its place."""
    if not isinstance(element.tag, str):
        return
    if element.tag in _CODE or element.tag == _MATHEMATICS:
        yield "\a"
        return
    yield from (f"\n{element.get(name)}\n" for name in ("alt", "title") if element.get(name))
    yield element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""
    if element.tag in _BLOCKS:
        yield "\n"


def _words_of_word(file: Path) -> Iterator[str]:
    with zipfile.ZipFile(file) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
        code = {
            style.get(f"{_WORD}styleId")
            for style in styles.iter(f"{_WORD}style")
            if re.search("code|keyboard", str(style.find(f"{_WORD}name").get(f"{_WORD}val")), re.IGNORECASE)
        }
        for name in package.namelist():
            if re.fullmatch(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml", name):
                yield from (_line(one, code) for one in etree.fromstring(package.read(name)).iter(f"{_WORD}p"))


def _line(paragraph: etree._Element, code: set[str | None]) -> str:
    if _style(paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")) in code:
        return ""
    return "".join(
        "\a" if _style(run.find(f"{_WORD}rPr/{_WORD}rStyle")) in code else str(text.text or "")
        for run in paragraph.iter(f"{_WORD}r")
        for text in run.iter(f"{_WORD}t")
    )


def _style(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{_WORD}val")


if __name__ == "__main__":
    found = [f"{name}: {mark}" for name in sys.argv[1:] for mark in printed_marks(Path(name))]
    print("\n".join((*found, f"{len(found)} signs in {len(sys.argv) - 1} files")))  # noqa: T201  a program of the tests
    sys.exit(bool(found))

"""Word files for the tests: made, changed, and taken apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from tests.documents import (  # noqa: F401 (the tests of Word take them from here, with what is Word's)
    SVG,
    bullets,
    document,
    every_node,
    in_format,
    item,
    numbers,
    paragraph,
    pictures,
    text,
)
from triplicate import reading, theme
from triplicate.document.model import Document
from triplicate.formats import word
from triplicate.formats.product import Product

SOURCE = Path(__file__).parents[2] / "source"
SAMPLES = tuple(sorted(path for path in SOURCE.iterdir() if path.suffix in (".md", ".txt")))
MOMENT = dt.datetime(2025, 3, 17, 12, 30, 15, tzinfo=dt.UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": W[1:-1],
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}


@cache
def read(path: Path) -> Document:
    return reading.read(path).document


def export(source: Document, style: str = "standard", **options: object) -> Product:
    return word.export(source, theme.load(style), moment=MOMENT, **options)


def rewritten(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a Word file with one part changed."""
    output = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(output, "w", ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == name:
                changed = change(content.decode())
                assert changed != content.decode()
                content = changed.encode()
            new.writestr(entry, content)
    return output.getvalue()


def saved(source: Document, path: Path, style: str = "standard", **options: object) -> Path:
    path.write_bytes(export(source, style, **options).data)
    return path


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def names(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


def xpath(element: etree._Element, path: str) -> list:
    return element.xpath(path, namespaces=NS)


def words(element: etree._Element) -> str:
    return "".join(xpath(element, ".//w:t/text()"))


def body_paragraphs(source: Document) -> list[etree._Element]:
    return xpath(part(export(source).data), "/w:document/w:body//w:p")

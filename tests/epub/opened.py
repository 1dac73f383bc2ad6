"""An EPUB opened with zipfile and lxml alone."""

from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "m": "http://www.w3.org/1998/Math/MathML",
}
TYPE = f"{{{NAMES['epub']}}}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Book:
    """The files of a book by their names in the folder of the package, and its package document."""

    files: dict[str, bytes]
    package: etree._Element

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.files[name])

    @property
    def spine(self) -> list[str]:
        """The content documents in reading order."""
        hrefs = {item.get("id"): item.get("href") for item in find(self.package, "//opf:manifest/opf:item")}
        return [hrefs[item.get("idref")] for item in find(self.package, "//opf:itemref")]

    def documents(self) -> dict[str, etree._Element]:
        return {name: self.root(name) for name in self.spine}

    def all(self, path: str) -> list[etree._Element]:
        """What a path finds in all content documents, in reading order."""
        return [found for root in self.documents().values() for found in find(root, path)]

    def meta(self, name: str) -> list[str]:
        """The values of a property of the package."""
        return [meta.text for meta in find(self.package, f"//opf:meta[@property='{name}']")]


def find(root: etree._Element, path: str) -> list[etree._Element]:
    return root.xpath(path, namespaces=NAMES)


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def opened(path: Path) -> Book:
    with ZipFile(path) as archive:
        files = {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}
    return Book(files, etree.fromstring(files["content.opf"]))

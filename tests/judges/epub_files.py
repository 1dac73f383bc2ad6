"""An EPUB's content documents as files that a browser can open."""

import posixpath
import zipfile
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF = "{http://www.idpf.org/2007/opf}"


class BadEpub(ValueError):  # noqa: N818 (the name says what is wrong)
    """A file in which no content documents can be found."""


def unpack(file: Path, folder: Path) -> list[Path]:
    """Unpack an EPUB into a folder and return its content documents in the spine's order; raise `BadEpub`."""
    try:
        with zipfile.ZipFile(file) as archive:
            archive.extractall(folder)
            container = ET.fromstring(archive.read("META-INF/container.xml"))
            package = next(container.iter(f"{CONTAINER}rootfile")).attrib["full-path"]
            opf = ET.fromstring(archive.read(package))
        hrefs = {item.attrib["id"]: unquote(item.attrib["href"]) for item in opf.iter(f"{OPF}item")}
        spine = [hrefs[item.attrib["idref"]] for item in opf.iter(f"{OPF}itemref")]
    except (zipfile.BadZipFile, ET.ParseError, KeyError, StopIteration, OSError) as broken:
        raise BadEpub(f"{type(broken).__name__}: {broken}") from broken
    return [folder / posixpath.normpath(posixpath.join(posixpath.dirname(package), href)) for href in spine]

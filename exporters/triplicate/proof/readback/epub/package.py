"""An EPUB's package: from the container to the content documents in the order they are read (EPUB 3.3, 4 and 5)."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from lxml import etree

from triplicate.errors import UnreadableError
from triplicate.later import dataclass
from triplicate.proof.outline.entry import Entry, flatten
from triplicate.proof.readback.archive import Archive, local_name, resolved, text_of
from triplicate.proof.readback.fingerprint import Fingerprint, digest_in

_CONTENT = frozenset(
    ("application/xhtml+xml", "text/html", "application/xml", "text/xml", "text/x-oeb1-document", "image/svg+xml")
)
_MOST_REPEATED = 10
"""How many times in all a spine may name documents again; a book that repeats its own is wrong, and is read so far."""

_CONTENT_NAMES = (".xhtml", ".html", ".htm", ".xht", ".svg")


@dataclass(frozen=True, slots=True)
class Package:
    """What a package document says.

    ``spine`` are the parts of the content documents that are read in order, each as often as it stands there (EPUB
    Reading Systems 3.3, 4.2); ``unread`` those that it names and nobody can read, with the reason. ``beside`` are those
    to which links alone lead. ``navigation`` is the part of the navigation document.
    """

    title: str
    lang: str
    spine: tuple[str, ...]
    unread: dict[str, str]
    beside: tuple[str, ...]
    navigation: str | None
    fingerprint: Fingerprint

    def met(self, entries: Iterable[Entry]) -> Iterator[str]:
        """Yield the parts of the spine, then those beside it to which something in ``entries`` leads by then.

        Notes may stand in such a part (EPUB 3.3, 5.7.2, the linear attribute).
        """
        yield from self.spine
        left = list(self.beside)
        while left:
            targets = {span.target[1:].partition("#")[0] for entry in flatten(entries) for span in entry.spans}
            part = next((part for part in left if part in targets), None)
            if part is None:
                return
            left.remove(part)
            yield part


def _package_document(archive: Archive) -> tuple[str, etree._Element]:
    """Return the package document's part and root. Raises UnreadableError for an archive that is no EPUB."""
    if "META-INF/container.xml" not in archive:
        raise UnreadableError(f"{archive.name}: it is no EPUB: META-INF/container.xml is missing")
    if "META-INF/encryption.xml" in archive and _is_encrypted(archive):
        raise UnreadableError(f"{archive.name}: its content is encrypted")
    container = archive.xml("META-INF/container.xml")
    roots = [element for element in container.iter() if local_name(element) == "rootfile"]
    path = roots[0].get("full-path") if roots else None
    if not path:
        raise UnreadableError(f"{archive.name}: its container names no package document")
    return path, archive.xml(path)


def open_package(archive: Archive) -> Package:
    """Read the package document. Raises UnreadableError for an archive that is no EPUB."""
    path, root = _package_document(archive)
    items = {item.get("id") or "": item for item in root.iter() if local_name(item) == "item"}
    spine: list[str] = []
    known: set[str] = set()
    beside: dict[str, None] = {}
    unread: dict[str, str] = {}
    repeated = 0
    for reference in root.iter():
        if local_name(reference) != "itemref":
            continue
        item = items.get(reference.get("idref") or "")
        if item is None:
            continue
        content = _readable(item, items)
        part = _part(path, item if content is None else content)
        is_beside = reference.get("linear") == "no"
        repeated += not is_beside and part in known
        if content is None:
            unread |= {} if is_beside else {part: "The spine holds a document that is no text."}
        elif part not in archive:
            unread[part] = "The spine names a document that is missing."
        elif is_beside:
            beside[part] = None
        elif part in known and repeated > _MOST_REPEATED:
            unread[part] = f"The spine names documents again more than {_MOST_REPEATED} times; the rest is not read."
        else:
            spine.append(part)
            known.add(part)
    if not spine:
        missing = "".join(f": the part {part} is missing" for part in list(unread)[:1] if part not in archive)
        raise UnreadableError(f"{archive.name}: its spine holds no content document{missing}")
    navigation = [_part(path, item) for item in items.values() if "nav" in (item.get("properties") or "").split()]
    unread |= {part: "The navigation document is missing." for part in navigation[:1] if part not in archive}
    return Package(
        title=_first(root, "title"),
        lang=_first(root, "language"),
        spine=tuple(spine),
        unread=unread,
        beside=tuple(beside),
        navigation=navigation[0] if navigation and navigation[0] in archive else None,
        fingerprint=_fingerprint(root),
    )


def _fingerprint(root: etree._Element) -> Fingerprint:
    digests = [digest for one in root.iter("{*}source") if (digest := digest_in(text_of(one)))]
    metas = list(root.iter("{*}meta"))
    return Fingerprint(
        digests[0] if digests else "",
        " ".join(one.get("content", "") for one in metas if one.get("name") == "generator"),
        tuple(text_of(one) for one in metas if one.get("property") == "dcterms:conformsTo"),
    )


def _readable(item: etree._Element, items: dict[str, etree._Element]) -> etree._Element | None:
    """Return an item if it is a content document, else the first of its fallbacks that is one (EPUB 3.3, 3.5.1)."""
    seen: set[etree._Element] = set()
    current: etree._Element | None = item
    while current is not None and current not in seen:
        if _is_content(current):
            return current
        seen.add(current)
        current = items.get(current.get("fallback") or "")
    return None


def _is_content(item: etree._Element) -> bool:
    """Whether an item is a content document: by its media type, or by its name where the type is none that is known."""
    kind = (item.get("media-type") or "").partition(";")[0].strip().lower()
    name = (item.get("href") or "").partition("#")[0].lower()
    return kind in _CONTENT or ("/" not in kind and name.endswith(_CONTENT_NAMES))


def _part(base: str, item: etree._Element) -> str:
    return resolved(base, unquote(item.get("href") or ""))


def _first(root: etree._Element, name: str) -> str:
    for element in root.iter():
        if local_name(element) == name and (text := text_of(element)):
            return text
    return ""


def _is_encrypted(archive: Archive) -> bool:
    """Whether anything but fonts is encrypted; obfuscated fonts keep nobody from reading."""
    references = [
        element.get("URI") or ""
        for element in archive.xml("META-INF/encryption.xml").iter()
        if local_name(element) == "CipherReference"
    ]
    return any(reference.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for reference in references)

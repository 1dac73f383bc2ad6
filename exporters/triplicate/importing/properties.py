"""What a file says of itself: title, language, who wrote it and when."""

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence

from lxml import etree

from triplicate.document.language import canonical
from triplicate.later import dataclass, regex
from triplicate.proof.readback.archive import Archive, local_name, resolved, text_of

_JUNK = regex(r"(?:microsoft word - .*|untitled.*|document\d*|title|.*\.docx?|slide \d+|normal)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a file, empty where it has none."""

    title: str = ""
    lang: str = ""
    authors: tuple[str, ...] = ()
    date: dt.date | None = None
    description: str = ""
    keywords: tuple[str, ...] = ()
    subject: str = ""
    publisher: str = ""
    rights: str = ""
    identifier: str = ""


def of_word(archive: Archive) -> Properties:
    """Return the core and extended properties of a Word document."""
    found = _texts(archive, "docProps/core.xml")
    company = _first(_texts(archive, "docProps/app.xml"), "Company")

    return Properties(
        title=_title(_first(found, "title")),
        lang=canonical(_first(found, "language")) or "",
        authors=_names(re.split(r"\s*;\s*", _first(found, "creator"))),
        date=_date(_first(found, "created")),
        description=_first(found, "description"),
        keywords=_names(re.split(r"\s*[,;]\s*", _first(found, "keywords"))),
        subject=_first(found, "subject"),
        publisher=company,
        identifier=_first(found, "identifier"),
    )


def of_package(archive: Archive) -> Properties:
    """Return the properties of an EPUB."""
    container = archive.xml("META-INF/container.xml")
    path = next((one.get("full-path") or "" for one in container.iter() if local_name(one) == "rootfile"), "")
    found = _texts(archive, resolved("", path).lstrip("/"))

    identifier = next((text for text in found.get("identifier", []) if not text.startswith("urn:uuid:")), "")
    return Properties(
        title=_title(_first(found, "title")),
        lang=canonical(_first(found, "language")) or "",
        authors=_names(found.get("creator", [])),
        date=_date(_first(found, "date")),
        description=_first(found, "description"),
        keywords=_names(found.get("subject", [])),
        publisher=_first(found, "publisher"),
        rights=_first(found, "rights"),
        identifier=identifier,
    )


def of_html(root: etree._Element) -> Properties:
    """Return what the head of a page says."""
    said: dict[str, str] = {}
    for meta in root.iter("{*}meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        said.setdefault(name, " ".join((meta.get("content") or "").split()))
    title = next((text_of(one) for one in root.iter("{*}title")), "")
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    dates = (said.get(name, "") for name in ("date", "dc.date", "dcterms.date", "article:published_time"))
    return Properties(
        title=_title(title),
        lang=canonical(lang) or "",
        authors=_names([said.get("author", "")]),
        date=next((date for date in map(_date, dates) if date), None),
        description=said.get("description", ""),
        keywords=_names(re.split(r"\s*,\s*", said.get("keywords", ""))),
        publisher=said.get("og:site_name", "") or said.get("dc.publisher", ""),
    )


def of_pdf(data: bytes, title: str, lang: str) -> Properties:
    """Return what a PDF says of itself; title and language are known already."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()} if "/Info" in pdf.trailer else {}
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found:
            said = {key: found.get(f"dc:{key}") for key in ("creator", "description", "rights", "publisher", "date")}

    def one(key: str, other: str = "") -> str:
        value = said.get(key)
        listed = list(value) if isinstance(value, list | set | tuple) else [value] if value else []
        return " ".join(str(listed[0] if listed else info.get(other, "")).split())

    creators = said["creator"]
    authors = list(map(str, creators)) if isinstance(creators, list) else [info.get("/Author", "")]
    date = re.sub(r"D:(\d{4})(\d\d)(\d\d).*", r"\1-\2-\3", info.get("/CreationDate", ""))
    return Properties(
        title=_title(title),
        lang=canonical(lang) or "",
        authors=_names(authors),
        date=_date(one("date")) or _date(date),
        description=one("description", "/Subject"),
        keywords=_names(re.split(r"\s*[,;]\s*", info.get("/Keywords", ""))),
        publisher=one("publisher"),
        rights=one("rights"),
    )


def is_tagged(data: bytes) -> bool:
    """Return whether a PDF has a structure tree with anything in it (ISO 32000-1, 14.7.2)."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = pdf.Root.get("/StructTreeRoot")
        return isinstance(tree, pikepdf.Dictionary) and bool(tree.get("/K"))


def _texts(archive: Archive, part: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if part in archive:
        for element in archive.xml(part).iter():
            if local_name(element) and (text := text_of(element)) and len(element) == 0:
                found.setdefault(local_name(element), []).append(text)
    return found


def _first(found: Mapping[str, Sequence[str]], name: str) -> str:
    return found.get(name, [""])[0]


def _title(text: str) -> str:
    return "" if _JUNK.fullmatch(text) else text


def _names(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _date(text: str) -> dt.date | None:
    match = re.match(r"\d{4}-\d\d-\d\d", text)
    try:
        return dt.date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None

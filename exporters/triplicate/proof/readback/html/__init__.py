"""A web page as it is met: what stands in its body, in order, read as browsers read it."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from lxml import etree

from triplicate.proof.outline.entry import Entry, Fault, Navigation, Outline, Role, Span
from triplicate.proof.readback.archive import children, local_name, text_of
from triplicate.proof.readback.content.blocks import ContentReader
from triplicate.proof.readback.content.hiding import StyleSheets
from triplicate.proof.readback.content.inlines import language
from triplicate.proof.readback.content.pictures import seen_pictures
from triplicate.proof.readback.fingerprint import Fingerprint, ReadBack, digest_in
from triplicate.proof.readback.html.embedded import Embedded
from triplicate.proof.readback.html.tree import parsed

__all__ = ["Page", "met", "opened", "read"]


class Page(NamedTuple):
    """A web page as it was parsed, and the pictures that stand in it."""

    root: etree._Element
    embedded: Embedded


def read(data: bytes, name: str, *, looks: bool = True, fetch: Callable[[str], bytes] = lambda _: b"") -> ReadBack:
    """Return what is in a web page; ``fetch`` gives what it shows and does not hold, empty if there is nothing.

    Raises UnreadableError if it cannot be read.
    """
    return met(opened(data, name), looks=looks, fetch=fetch)


def opened(data: bytes, name: str) -> Page:
    """Return a page parsed. Raises UnreadableError if it cannot be read."""
    embedded = Embedded()
    return Page(parsed(embedded.lifted(data), name), embedded)


def met(page: Page, *, looks: bool = True, fetch: Callable[[str], bytes] = lambda _: b"") -> ReadBack:
    """Return what is met in a page, whose elements are marked where their style hides them."""
    root, embedded = page
    StyleSheets(fetch).hide(root, "")
    navigation = _skip_link(root)
    faults: list[Fault] = []
    outline = Outline(
        "html",
        next((text_of(element) for element in root.iter("{*}title") if local_name(element.getparent()) == "head"), ""),  # type: ignore[arg-type]
        language(root, ""),
        tuple(ContentReader("", faults).read(root)),
        navigation,
        tuple(faults),
        pictures=tuple(seen_pictures(root, "", partial(_picture, embedded, fetch))) if looks else (),
    )
    return ReadBack(outline, _fingerprint(root))


def _picture(embedded: Embedded, fetch: Callable[[str], bytes], address: str) -> bytes:
    """Return the bytes of a picture that is no drawing, in the page or beside it."""
    if address.strip().startswith("data:"):
        return embedded.data(address)
    return b"" if address.lower().endswith(".svg") else fetch(address)


def _skip_link(root: etree._Element) -> tuple[Navigation, ...]:
    """Return the link with which a page begins, if it leads over what stands before the text, and hide it there.

    It is a way through the page and no part of the text (WCAG 2.2, technique G1).
    """
    link = next(root.iter("{*}a"), None)
    name = "" if link is None else (link.get("href") or "").partition("#")[2]
    target = next((one for one in root.iter("{*}*") if name and one.get("id") == name), None)
    if link is None or target is None or _main(target) is None or _main(link) is not None:
        return ()
    for before in (link, *link.iterancestors()):
        parent = before.getparent()
        if parent is None or local_name(before) == "body":
            break
        if before.getprevious() is not None or (parent.text or "").strip():
            return ()
    link.set("hidden", "hidden")
    span = Span(text_of(link), language(link, language(root, "")), target=f"##{name}")
    return (Navigation("skip-link", (Entry(role=Role.CONTENTS_ENTRY, spans=(span,), level=1, lang=span.lang),)),)


def _main(element: etree._Element) -> etree._Element | None:
    """Return the main landmark that an element is or stands in."""
    return next((one for one in (element, *element.iterancestors()) if local_name(one) == "main"), None)


def _fingerprint(root: etree._Element) -> Fingerprint:
    head = next((child for child in children(root) if local_name(child) == "head"), None)
    metas = [] if head is None else [(one.get("name") or "", one.get("content") or "") for one in head.iter("{*}meta")]
    said = partial(_said, metas)
    return Fingerprint(
        next(filter(None, map(digest_in, said("dcterms.source"))), ""),
        " ".join(said("generator")),
        tuple(said("dcterms.conformsTo")),
    )


def _said(metas: list[tuple[str, str]], name: str) -> list[str]:
    return [content for one, content in metas if one.lower() == name.lower()]

"""One part of a document, laid out and painted by itself.

Seams of WeasyPrint 70: ``generate_pdf``, and its names ``resolve_links``, which drops links to what it does not find in
its own pages, and ``build_fonts_dictionary``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pydyf

from triplicate.formats.pdf import navigation
from triplicate.formats.pdf.elements import Elem
from triplicate.formats.pdf.finishing import check, compress, painting
from triplicate.formats.pdf.glyphs import Glyphs
from triplicate.formats.pdf.laying import Pages, Text, lay_out_once
from triplicate.formats.pdf.page_tree import PdfHtml
from triplicate.formats.pdf.painting import TaggedPage
from triplicate.formats.pdf.parts import pieces
from triplicate.formats.pdf.parts.marks import Key, MarkedPdf
from triplicate.formats.pdf.profiles import Profile
from triplicate.formats.pdf.starts import page_starts
from triplicate.formats.pdf.structure import build
from triplicate.formats.pdf.tag_tree import Writer
from triplicate.system.replaced import replaced

COVER, TURNED = "cover", "wide"
"""Kinds of pages in the style sheet."""


def made(text: Text, profile: Profile, moment: datetime) -> tuple[pieces.Extent, bytes | None]:
    """Return the extent of a part of a document, and its piece, packed; none while its links say no pages yet."""
    pages = lay_out_once(text)
    names = frozenset(pages.content.references.names)
    extent = pieces.Extent(len(pages.all), pages.targets, names, text.on_back)
    return extent, None if names and text.said is None else pieces.packed(_piece(pages, profile, moment))


def _piece(pages: Pages, profile: Profile, moment: datetime) -> pieces.Piece:
    """Return a part that is laid out, whose fonts and shared objects stand elsewhere."""
    tree, calls = build(pages.content, pages.laid_out)
    glyphs = Glyphs(len(pages.all) + 1)  # the last page is in another part
    tagged = [TaggedPage(page, pages.laid_out, glyphs) for page in pages.all]
    pdf, document, fonts = painted(pages, tagged, profile, moment, fonts=lambda *_: pydyf.Dictionary())
    outer, namespace, *numbers = reserved(pdf, 2 + len(tagged))
    writer = Writer(pdf, tagged, profile, Key, namespace if profile.modern else None)
    elems = [kid for kid in tree.kids if isinstance(kid, Elem)]
    facts = written(writer, elems, calls, outer, pages, numbers)
    if profile.modern:
        writer.write_refs()
    named = {int(one.number): name for name, one in writer.named.items()}
    compress(pdf)
    shared = {number: number for number in pieces.OF_ANY_FILE}
    shared |= {int(fonts.number): pieces.FONTS, int(outer.number): pieces.DOCUMENT, int(namespace.number): pieces.EXTRA}
    elsewhere = {0, *shared, *(int(one.number) for one in numbers)}
    elsewhere |= named.keys() - {int(one.number) for one in writer.placed.values()}
    return pieces.Piece(
        pieces.written(one for one in pdf.objects if int(one.number) not in elsewhere),
        shared,
        facts,
        tuple(_font(font, glyphs) for font in document.fonts.values()),
        named,
    )


def painted(
    pages: Pages,
    tagged: Sequence[TaggedPage],
    profile: Profile,
    moment: datetime,
    *,
    known: Callable[[Any], None] = lambda _: None,
    fonts: Callable[..., Any] | None = None,
) -> tuple[Any, Any, Any]:
    """Paint pages; return the PDF without its structure, what was painted, and the object that has the fonts.

    ``known`` may tell the document of fonts before it is painted, ``fonts`` makes the object of them.
    """
    import weasyprint
    from weasyprint import pdf as writing

    document = pages.document.copy(list(tagged))
    known(document)
    kept: list[Any] = []
    build_fonts = fonts or writing.build_fonts_dictionary

    def fonts_kept(*arguments: Any) -> Any:
        kept.append(build_fonts(*arguments))
        return kept[0]

    options = {
        **weasyprint.DEFAULT_OPTIONS,
        "pdf_version": profile.version,
        "output_intent": "srgb",
    }
    with (
        painting(moment),
        replaced(pydyf, PDF=MarkedPdf),
        replaced(writing, resolve_links=_all_links, build_fonts_dictionary=fonts_kept),
    ):
        pdf = writing.generate_pdf(document, None, 1, **options)
    check(document, pages.laid_out)
    return pdf, document, kept[0]


def _all_links(pages: Sequence[Any]) -> Iterator[tuple[list[Any], list[tuple[str, float, float]]]]:
    """Yield the links of each page, and the destinations that no page before has."""
    known: set[str] = set()
    for page in pages:
        yield page.links, [(name, *place[:2]) for name, place in page.anchors.items() if name not in known]
        known |= page.anchors.keys()


def reserved(pdf: Any, number: int) -> list[Any]:
    """Return objects that are filled elsewhere."""
    made = [pydyf.Dictionary() for _ in range(number)]
    for one in made:
        pdf.add_object(one)
    return made


def written(
    writer: Writer,
    elems: Sequence[Elem],
    calls: Mapping[int, Sequence[Elem]],
    parent: Any,
    pages: Pages,
    numbers: Sequence[Any],
) -> pieces.Facts:
    """Write the structure elements of a part, and return its facts.

    ``calls`` are those of each note. ``numbers`` are the streams, or what stands for them, that say the numbers of its
    pages; None for a cover.
    """
    pdf, content, laid_out = writer.pdf, pages.content, pages.laid_out
    elements = writer.elements(elems, parent)
    leaf = writer.add({"Limits": pydyf.Array([Key(0), Key(len(writer.parents) - 1)]), "Nums": writer.numbers()})
    navigation.destinations(writer, content.root)
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    streams = {one.reference: one for one in pdf.objects if isinstance(one, pydyf.Stream)}
    for page, number in zip(writer.page_objects, numbers, strict=True):
        # What says the number of a page is painted after what is on it, in the same plane.
        stream = streams[page["Contents"]]
        stream.stream = [b"q", *stream.stream, b"Q"]
        if number is not None:
            page["Contents"] = pydyf.Array([stream.reference, number.reference])
    return pieces.Facts(
        sheets=tuple(
            pieces.Sheet(written.reference, int(number.number) if number is not None else 0, kind_of(page) == TURNED)
            for written, page, number in zip(writer.page_objects, pages.all, numbers, strict=True)
        ),
        elements=tuple(elements),
        leaf=leaf.reference,
        keys=len(writer.parents),
        ids=writer.ids,
        names=tuple((names[at].string, pydyf._to_bytes(names[at + 1])) for at in range(0, len(names), 2)),  # noqa: SLF001
        bookmarks=tuple(navigation.bookmarks(writer, laid_out)),
        headings=_headings(writer, content),
        starts=page_starts(content, laid_out),
        findings=tuple(content.findings),
        calls={
            number: tuple(writer.placed[call].reference for call in calls[number] if call in writer.placed)
            for number in content.portion.again & calls.keys()
        },
    )


def kind_of(page: Any) -> str:
    """Return the name by which the style sheet knows the kind of a page."""
    return str(page._page_box.page_type.name)  # noqa: SLF001


def _headings(writer: Writer, content: PdfHtml) -> dict[str, bytes]:
    """Return references to the headings that the contents lead to, by the names of their places."""
    return {
        elem.source.get("id", ""): dictionary.reference
        for elem, dictionary in writer.placed.items()
        if elem.role[0] == "H" and elem.source is not None and elem.source.get("id") and elem.source in content.nodes
    }


def _font(font: Any, glyphs: Glyphs) -> pieces.Font:
    return pieces.Font(
        font.hash,
        font.family,
        font.style,
        font.weight,
        font.font_size,
        dict(font.to_unicode),
        dict(font.widths),
        dict(glyphs.beyond(font)),
    )

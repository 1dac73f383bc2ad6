"""A document and a theme in, the bytes of a Word file out."""

from datetime import datetime
from itertools import chain

from triplicate.document import title_block
from triplicate.document.model import Document
from triplicate.errors import FindingsError
from triplicate.formats.product import Product
from triplicate.formats.refusals import refuse
from triplicate.formats.word import contents, cover, furniture, package, properties, settings
from triplicate.formats.word.around import Around
from triplicate.formats.word.blocks import BlockWriter
from triplicate.formats.word.embedding import embedded
from triplicate.formats.word.flow import ParagraphFlow
from triplicate.formats.word.inlines import InlineWriter
from triplicate.formats.word.looks import LINE_STYLES
from triplicate.formats.word.markup import root, sub
from triplicate.formats.word.notes import footnotes_part
from triplicate.formats.word.relations import Relations
from triplicate.formats.word.shared import Shared
from triplicate.formats.word.styles import styles_part
from triplicate.formats.word.template import opened_house, theme_with_template, with_template
from triplicate.rules.finding import Finding, Severity
from triplicate.theme import Theme


def export(document: Document, theme: Theme, *, moment: datetime) -> Product:
    """Return the Word file of a document.

    ``moment`` is the date that the file carries. The theme may have a template, which gives the file its styles, its
    page, and its headers and footers. The same input gives the same bytes.

    Raises UsageError for a template that cannot be read; FindingsError, with everything that was found, for gaps in
    the document, drawings that cannot be drawn, and a template that would shut readers out.
    """
    refuse(document)
    edition, house = theme, opened_house(theme.template) if theme.template else None
    if house:
        theme = theme_with_template(edition, house)
    shared = Shared(document, theme, house)
    text_relations, note_relations = Relations("rIdT"), Relations("rIdN")
    part = root("document")
    furniture.background(part, theme)
    body = sub(part, "body")
    flow = ParagraphFlow(shared, body)
    writer = BlockWriter(shared, flow, InlineWriter(shared, text_relations))
    around = Around(rtl=shared.rtl)
    if document.logo:
        writer.write((document.logo,), around)
    if shared.cover:
        cover.write(writer, shared.cover, around)
    else:
        _lines(writer, title_block.masthead(document), around)
        writer.write((document.title,), around)
        before, after = title_block.before_picture(title_block.title_block(document))
        _lines(writer, before, around)
        if document.cover:
            writer.write((document.cover,), around)
        _lines(writer, after, around)
    flow.end_title_block()
    contents.write(writer)
    if shared.cover and document.metadata.toc:
        flow.page_break()
    writer.write(document.blocks, around)
    if ending := title_block.end_lines(document):
        flow.keep_last_with_next()
    _lines(writer, ending, around)
    flow.close(around)
    flow.pages.end_text(body)
    footnotes = footnotes_part(shared, note_relations)
    said = "".join(map(str, chain(part.itertext(), footnotes.itertext())))
    faces = embedded(theme, said, code=shared.has_code)
    core = package.new_core()
    properties.fill_core(core, document, moment)
    parts = package.Parts(
        document=part,
        styles=styles_part(
            theme,
            document.metadata.lang,
            rtl=shared.rtl,
            numbered=bool(shared.automatic),
            leading=contents.leading(document),
            complex_script=shared.complex_script,
        ),
        numbering=shared.numbering.element,
        settings=settings.settings_part(
            theme, document.metadata.lang, embeds=bool(faces), even_pages=shared.even_pages
        ),
        font_table=settings.font_table_part(theme, faces),
        faces=faces,
        theme=settings.restyled_theme(package.template_theme(), theme),
        footnotes=footnotes,
        furniture=furniture.furniture(shared),
        core=core,
        extended=properties.extended(document),
        custom=properties.custom(document),
        media=shared.pictures.media,
        text_relations=text_relations,
        note_relations=note_relations,
    )
    lacks: tuple[Finding, ...] = ()
    if house:
        parts, lacks = with_template(parts, house, theme, edition, document.metadata.lang, rtl=shared.rtl)
    findings = (*shared.findings, *lacks)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise FindingsError(findings)
    return Product(package.packed(parts, moment), findings)


def _lines(writer: BlockWriter, lines: tuple[title_block.MetadataLine, ...], around: Around) -> None:
    for line in lines:
        writer.line(LINE_STYLES[line.kind], line.children, around)

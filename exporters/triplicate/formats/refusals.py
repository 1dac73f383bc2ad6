"""What no format can carry: gaps in a document that would leave a reader with nothing to see or to hear.

A text that was read has none of them, for its reader reports them. A document that a program has made may.
"""

from collections.abc import Iterator

from triplicate.document import walk
from triplicate.document.mathematics import to_mathml
from triplicate.document.model import NOWHERE, Document, Image, Math, MathBlock
from triplicate.errors import FindingsError
from triplicate.reading import rules
from triplicate.rules.finding import Finding, Quote

_LONGEST = 40  # characters of a formula that its finding repeats


def refuse(document: Document, *more: Finding) -> None:
    """Raise FindingsError with every gap in the document, and what else (``more``) a format refuses; else return."""
    if findings := tuple(dict.fromkeys((*gaps(document), *more))):
        raise FindingsError(findings)


def gaps(document: Document) -> Iterator[Finding]:
    """Yield what a document lacks.

    That is a title and a language (ISO 14289-1, 7.1 and 7.2; EPUB 3.3, 5.5.2), pictures and their words (7.3),
    formulas that can be read and their words (7.7).
    """
    if not document.metadata.title.strip():
        yield rules.TITLE_MISSING.finding("The text has no title.", NOWHERE, "Give the document a title.")
    if not document.metadata.lang.strip():
        yield rules.LANGUAGE_MISSING.finding("The text names no language.", NOWHERE, "Give it a BCP 47 tag.")
    before = walk.descend(*filter(None, (document.cover, document.logo)))
    for node in (*before, *walk.nodes(document)):
        match node:
            case Image():
                yield from _picture(node, document)
            case Math() | MathBlock():
                yield from _formula(node)
            case _:
                pass


def _picture(image: Image, document: Document) -> Iterator[Finding]:
    name = Quote(image.source)
    if image.source not in document.pictures:
        hint = "Put the file of the picture into the document."
        yield rules.PICTURE_MISSING.finding("The image “{image}” does not exist.", image.place, hint, image=name)
    if not image.decorative and not image.alt.strip():
        hint = "Say what it shows, or mark it as decorative."
        yield rules.ALT_MISSING.finding("The image “{image}” has no text alternative.", image.place, hint, image=name)


def _formula(formula: Math | MathBlock) -> Iterator[Finding]:
    tex = Quote(formula.tex[:_LONGEST])
    try:
        to_mathml(formula.tex, display=isinstance(formula, MathBlock))
    except ValueError as error:
        yield rules.FORMULA_UNREAD.finding(
            "The formula “{tex}” cannot be read: {problem}.",
            formula.place,
            "Mend the TeX, or write the formula in words.",
            tex=tex,
            problem=str(error),
        )
    if not formula.alt.strip():
        yield rules.FORMULA_WITHOUT_WORDS.finding(
            "The formula “{tex}” has no words.", formula.place, "Give it the words that a voice should say.", tex=tex
        )

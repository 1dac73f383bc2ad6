"""Words that are drawn and that an element's other text keeps from being met (ISO 32000-1, 14.9.3 and 14.9.4)."""

from collections import Counter
from collections.abc import Iterable, Iterator

from triplicate.proof.outline.entry import Fault
from triplicate.proof.readback.pdf.fonts import UNKNOWN
from triplicate.proof.readback.pdf.inlines import INLINE, contents_in
from triplicate.proof.readback.pdf.marked_content import PageContents
from triplicate.proof.readback.pdf.sequence import Sequence
from triplicate.proof.readback.pdf.tree import Element, MarkedContentReference

_QUOTED = 60


def hidden_text(elements: Iterable[Element], content: PageContents) -> Iterator[Fault]:
    """Yield what keeps words from being met, and let empty replacements of whole blocks stand for nothing.

    A part of a line may be empty on purpose, as the hyphen at its end is; that a paragraph or a whole document is, is a
    mistake of the program that made the file.
    """
    for element in elements:
        silenced = element.actual is not None and not element.actual.strip() and element.role not in INLINE
        replaced = element.role == "Figure" and (element.alt or element.actual)
        text, where = _words_in(element, content) if silenced or replaced else ("", "")
        if not text:
            continue
        if silenced:
            element.actual = None
            message = f"The replacement text of {_counted(text)} is empty; they are read all the same."
        else:
            message = f"The alternative text of a figure hides {_counted(text)}."
        yield Fault("text-hidden", message, where)


def unknown_text(content: PageContents) -> Iterator[Fault]:
    """Yield how many characters the fonts do not tell, for each page."""
    missing, characters = Counter[int](), Counter[int]()
    for sequence in content.sequences.values():
        text = sequence.text
        characters[sequence.page] += len(text)
        if UNKNOWN in text:
            missing[sequence.page] += text.count(UNKNOWN)
    for page, count in sorted(missing.items()):
        message = f"{count} of {characters[page]} characters are none that a font knows: they are read as nothing."
        yield Fault("character-unknown", message, f"page {page + 1}")


def _words_in(element: Element, content: PageContents) -> tuple[str, str]:
    """Return the words that are drawn in an element and not in a caption of it, and where they begin."""
    captions = {item for kid in element.kids if isinstance(kid, Element) for item in _captioned(kid)}
    met: list[Sequence] = [
        sequence for item in contents_in(element) if item not in captions and (sequence := content.sequences.get(item))
    ]
    text = " ".join(" ".join(sequence.text for sequence in met).split())
    return text, f"page {met[0].page + 1}" if met else ""


def _captioned(kid: Element) -> Iterator[MarkedContentReference]:
    if kid.role == "Caption":
        yield from contents_in(kid)


def _counted(text: str) -> str:
    count = len(text.split())
    quoted = f"“{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”"
    return f"{count} {'word' if count == 1 else 'words'} ({quoted})"

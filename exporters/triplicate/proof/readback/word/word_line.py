"""What is gathered of one paragraph while it is read."""

from dataclasses import field

from lxml import etree

from triplicate.later import dataclass
from triplicate.proof.outline.entry import Span, SpanKind
from triplicate.proof.readback.word.forms import EMPTY, TICKED


@dataclass(slots=True)
class WordLine:
    """What a paragraph says.

    ``drawn`` counts its pictures, those that say nothing too; ``in_contents`` tells that it is in a table of
    contents, ``page`` the page it names there. The elements in ``boxes`` hold the blocks of its text boxes.
    ``checked`` and ``label`` are of a check box before all words, ``first_box`` is its sign. ``numbered`` tells that
    what comes next stands after the number of a note, and a space.
    """

    spans: list[Span] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    checked: bool | None = None
    label: str = ""
    drawn: int = 0
    standing_formula: bool = False
    rule: bool = False
    in_contents: bool = False
    page: str = ""
    boxes: tuple[etree._Element, ...] = ()
    first_box: Span | None = None
    numbered: bool = False

    def box(self, span: Span, label: str, *, ticked: bool) -> None:
        """Add a check box: as the state of the whole if it stands before all words, as a sign among them if not."""
        sign = span._replace(text=TICKED if ticked else EMPTY)
        if self.checked is None and not any(one.text.strip() or one.kind is not SpanKind.WORDS for one in self.spans):
            self.checked, self.label, self.first_box = ticked, label, sign
        else:
            self.spans.append(sign)

    def unbox(self) -> None:
        """Let the check box before the words be a sign among them: no item's state is meant."""
        if self.first_box is not None:
            self.spans.insert(0, self.first_box)
        self.checked, self.label, self.first_box = None, "", None

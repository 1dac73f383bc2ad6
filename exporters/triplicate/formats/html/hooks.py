"""What the formats differ in."""

from abc import ABC, abstractmethod
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import (
    Block,
    CodeBlock,
    Document,
    Inline,
    Math,
    MathBlock,
    Node,
    Note,
    NoteReference,
    Text,
)
from triplicate.document.phrases import phrases_for
from triplicate.formats.html.elements import set_language


class Hooks(ABC):
    """One document on its way into HTML, and the nine methods that each format gives.

    Three make the elements of nodes that look different in each format: :meth:`math`, :meth:`math_block`,
    :meth:`note_reference`. Three say what is put into an element: :meth:`text`, :meth:`code`, :meth:`href`. Three are
    called on the way: :meth:`before` a node, when its element is :meth:`begun`, and when it is :meth:`finished`.

    ``nodes`` maps each element to the node it stands for; a Text node has no element, its words stand in the element
    of its parent. ``lang`` is the language of the block that is being built.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.phrases = phrases_for(document.metadata.lang)
        self.notes = {note.number: note for note in document.notes}
        self.nodes: dict[Element, Node | Note] = {}
        self.lang = document.metadata.lang

    @abstractmethod
    def math(self, parent: Element, math: Math) -> Element:
        """Append a formula in a sentence."""

    @abstractmethod
    def math_block(self, parent: Element, block: MathBlock) -> Element:
        """Append a formula that stands alone."""

    @abstractmethod
    def note_reference(self, parent: Element, reference: NoteReference) -> Element:
        """Append the call of a note."""

    @abstractmethod
    def text(self, parent: Element, node: Text) -> None:
        """Append words."""

    @abstractmethod
    def code(self, code: Element, block: CodeBlock) -> None:
        """Fill the element that holds the lines of a code block."""

    @abstractmethod
    def href(self, target: str) -> str:
        """Return the address that a link's target has in this format."""

    @abstractmethod
    def before(self, parent: Element, node: Block | Inline) -> None:
        """Append what stands before a block or an inline node; called before anything is made of it."""

    @abstractmethod
    def begun(self, element: Element, node: Node) -> None:
        """Complete the element of a node that has its id and language, but nothing in it yet."""

    @abstractmethod
    def finished(self, parent: Element, element: Element, node: Node) -> None:
        """Complete the element of a node that has all that is in it, or append what stands after it.

        The element is the last one in its parent.
        """

    def element(self, parent: Element, tag: str, node: Node) -> Element:
        """Append an element that stands for a node, with the node's id and language."""
        element = SubElement(parent, tag)
        self.nodes[element] = node
        if identifier := getattr(node, "id", None):
            element.set("id", identifier)
        set_language(element, getattr(node, "lang", None))
        self.begun(element, node)
        return element

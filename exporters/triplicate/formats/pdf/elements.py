"""The structure element, as :mod:`structure` makes it and :mod:`tag_tree` writes it, both of this package."""

from dataclasses import field
from xml.etree.ElementTree import Element

from triplicate.formats.pdf.fragments import Fragment
from triplicate.later import dataclass

AttributeValue = str | int | float | list[str]
"""An attribute's value; a PDF name as a str that begins with "/"."""


@dataclass(slots=True, eq=False)
class Elem:
    """A structure element of one source element.

    ``role`` is a standard structure type of PDF 2.0 (ISO 32000-2 14.8.4); ``tag_tree`` maps those that PDF 1.7
    lacks. ``attributes`` are by owner and name. ``title`` is the accessible name of a link, a heading's
    bookmark, what an aside is called. ``refs`` are the elements it refers to.
    ``again`` is the number of a note that several portions of the document call, in the note and in its calls.
    """

    role: str
    source: Element | None = None
    kids: "list[Elem | Fragment]" = field(default_factory=list)
    attributes: dict[str, dict[str, AttributeValue]] = field(default_factory=dict)
    lang: str | None = None
    alt: str | None = None
    actual: str | None = None
    expansion: str | None = None
    id: str | None = None
    title: str = ""
    refs: "list[Elem]" = field(default_factory=list)
    again: int = 0

    def set(self, owner: str, name: str, value: AttributeValue) -> None:
        """Set one attribute."""
        self.attributes.setdefault(owner, {})[name] = value

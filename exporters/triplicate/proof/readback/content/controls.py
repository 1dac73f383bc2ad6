"""The controls of forms in a content document, by their values (HTML, 4.10)."""

from dataclasses import field

from lxml import etree

from triplicate.later import dataclass
from triplicate.proof.outline.entry import Span
from triplicate.proof.readback.archive import local_name, text_of

_SIGNS = {("checkbox", True): "☒", ("checkbox", False): "☐", ("radio", True): "◉", ("radio", False): "○"}
_SILENT = frozenset({"hidden", "password", "file", "color", "range"})


@dataclass(slots=True)
class ContentLine:
    """Words being gathered for one entry: ``ids`` by which they are reached, ``checked`` of a task's box."""

    spans: list[Span] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    checked: bool | None = None
    label: str = ""


def control(element: etree._Element, around: Span, line: ContentLine) -> None:
    """Add what an ``input`` or a ``select`` says: its state or its value, apart from the words around it."""
    kind = (element.get("type") or "text").lower()
    if local_name(element) == "select":
        said = " ".join(map(text_of, _met(element)))
    elif kind in ("checkbox", "radio"):
        ticked = element.get("checked") is not None
        if kind == "checkbox" and line.checked is None and _begins_item(element):
            line.checked = ticked
            line.label = element.get("aria-label") or line.label
            return
        said = _SIGNS[kind, ticked]
    elif kind == "image":
        said = element.get("alt") or ""
    else:
        said = "" if kind in _SILENT else element.get("value") or ""
    line.spans.append(around._replace(text=f" {said} "))


def unchosen(element: etree._Element) -> list[etree._Element]:
    """Return the choices of a ``select`` that nobody meets who does not open it."""
    met = set(_met(element))
    return [option for option in element.iter("{*}option") if option not in met]


def _met(element: etree._Element) -> list[etree._Element]:
    """Return what is shown of the choices: all in a list, else what is chosen, the first choice if nothing is."""
    options = list(element.iter("{*}option"))
    if element.get("multiple") is not None or (element.get("size") or "1") != "1":
        return options
    return [option for option in options if option.get("selected") is not None] or options[:1]


def _begins_item(element: etree._Element) -> bool:
    """Whether nothing stands before an element in its item: the box is then the state of the item."""
    node = element
    while local_name(node) != "li":
        parent = node.getparent()
        before = [parent.text if parent is not None else None]
        before += [f"{text_of(one)}{one.tail or ''}" for one in node.itersiblings(preceding=True)]
        if parent is None or any(text and text.strip() for text in before):
            return False
        node = parent
    return True

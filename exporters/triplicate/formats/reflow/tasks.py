"""The box of a task: a checkbox that nobody can change, labelled in words."""

from xml.etree.ElementTree import Element, SubElement

from triplicate.document.phrases import Phrases


def put_box(item: Element, phrases: Phrases, *, done: bool) -> None:
    """Put a box and its state before the first words of an item."""
    first = next((child for child in item if child.get("role") != "doc-pagebreak"), None)
    if first is None or first.tag != "p":
        first = Element("p")
        item.insert(0, first)
    label = Element("label")
    box = SubElement(label, "input", {"type": "checkbox", "disabled": "disabled"})
    if done:
        box.set("checked", "checked")
    state = SubElement(label, "span", {"class": "state"})
    state.text = phrases.done if done else phrases.to_do
    label.tail = f" {first.text or ''}"
    first.text = None
    first.insert(0, label)

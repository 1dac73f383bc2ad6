"""Check boxes and choices of forms: content controls and the older form fields (ISO/IEC 29500-1, 17.5 and 17.16)."""

from lxml import etree

from triplicate.proof.readback.word.markup import W14, W, find, switched, value, whole

TICKED, EMPTY = "☒", "☐"


def control_state(control: etree._Element | None) -> bool | None:
    """Return whether a content control is a check box that is ticked; None if it is no check box."""
    box = None if control is None else control.find(f"{W14}checkbox")
    if box is None:
        return None
    state = box.find(f"{W14}checked")
    return state is not None and state.get(f"{W14}val") in ("1", "true", "on")


def field_state(data: etree._Element | None) -> bool | None:
    """Return whether a form field is a check box that is ticked (17.16.7); None if it is no check box."""
    box = find(data, "checkBox")
    if box is None:
        return None
    state = switched(find(box, "checked"))
    return bool(switched(find(box, "default")) if state is None else state)


def field_choice(data: etree._Element | None) -> str | None:
    """Return what is chosen in a drop-down form field (17.16.9); None if it is none."""
    choices = find(data, "ddList")
    if choices is None:
        return None
    entries = [entry.get(f"{W}val") or "" for entry in choices.iterchildren(f"{W}listEntry")]
    chosen = whole(value(choices, "result") or value(choices, "default")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""

"""The fields of forms: what they are called and what stands in them (ISO 32000-1, 12.7)."""

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from triplicate.proof.readback.pdf.objects import inherited

_LONGEST_CHAIN = 32
_PUSHBUTTON, _RADIO, _PASSWORD = 1 << 16, 1 << 15, 1 << 13
_SIGNS = {(False, True): "☒", (False, False): "☐", (True, True): "◉", (True, False): "○"}


def field_name(widget: Dictionary) -> str:
    """Return what a field is called: for people, else in data (12.7.3.1)."""
    for key in ("/TU", "/T"):
        if isinstance(found := inherited(widget, key, _LONGEST_CHAIN), String):
            return str(found)
    return ""


def field_value(widget: Dictionary) -> str:
    """Return what stands in a field: its text, its choices, or the sign of its state."""
    kind, value = inherited(widget, "/FT", _LONGEST_CHAIN), inherited(widget, "/V", _LONGEST_CHAIN)
    found = inherited(widget, "/Ff", _LONGEST_CHAIN)
    flags = found if isinstance(found, int) else 0
    if kind == Name.Btn:
        ticked = widget.get("/AS", value) not in (None, Name.Off)
        return "" if flags & _PUSHBUTTON else _SIGNS[bool(flags & _RADIO), ticked]
    if kind == Name.Tx and flags & _PASSWORD:
        return ""
    chosen = _texts(value)
    return ", ".join(map(_shown(widget).get, chosen, chosen)) if kind == Name.Ch else ", ".join(chosen)


def _shown(widget: Dictionary) -> dict[str, str]:
    """Return what people see of each option that is called otherwise in data (12.7.4.4)."""
    options = inherited(widget, "/Opt", _LONGEST_CHAIN)
    pairs = [one for one in options if isinstance(one, Array) and len(one) == 2] if isinstance(options, Array) else []
    return {str(name): str(shown) for name, shown in pairs if isinstance(shown, String)}


def _texts(value: Object | None) -> list[str]:
    if isinstance(value, Stream):
        return []
    values = list(value) if isinstance(value, Array) else [value]
    return [str(one) for one in values if isinstance(one, String)]

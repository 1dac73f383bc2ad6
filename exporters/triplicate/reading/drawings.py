"""SVG files: their size, and whether they keep to themselves."""

import re

from triplicate.document.lengths import pixels

_HEAD = 4096
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s>/]")
_SVG = "{http://www.w3.org/2000/svg}"
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|cm|mm|q|in)?\s*", re.IGNORECASE)
_OUTSIDE_URL = re.compile(r"""url\(\s*["']?\s*(?!#|["']?\s*data:image/)""", re.IGNORECASE)
_MAX_SIDE = 100_000


class DrawingError(Exception):
    """An SVG file cannot be used; ``unsafe`` tells that it reaches outside itself; ``hint`` is the remedy."""

    def __init__(self, message: str, hint: str, *, unsafe: bool = False) -> None:
        self.hint = hint
        self.unsafe = unsafe
        super().__init__(message)


def looks_like_drawing(data: bytes) -> bool:
    """Return whether the bytes begin as an SVG file does; UTF-16 is looked at as well."""
    head = data[:_HEAD].replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data[:_HEAD]
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE")) or bool(_ROOT.match(text))


def drawing_size(data: bytes) -> tuple[int, int]:
    """Return width and height in CSS pixels; raise :class:`DrawingError` for what is broken or not self-contained."""
    from lxml import etree

    # Nothing is fetched or expanded: no DTD, no entity, no network.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = getattr(error, "msg", "") or str(error)  # without the name and line that lxml adds
        raise DrawingError(f"is not well-formed XML: {said}", "Save it again from a drawing program.") from error
    if root.tag != f"{_SVG}svg":
        raise DrawingError("is not SVG", 'Its first element must be <svg xmlns="http://www.w3.org/2000/svg">.')
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):  # type: ignore[union-attr]  # lxml-stubs 0.5
        raise DrawingError("declares entities", "Save it as plain SVG.", unsafe=True)
    for element in root.iter():
        if isinstance(element.tag, str):
            _check(
                element.tag.rsplit("}", maxsplit=1)[-1].lower(),
                {str(key): str(value) for key, value in element.attrib.items()},
                element.text or "",
            )
        elif not isinstance(element, etree._Comment):  # noqa: SLF001 -- the only name lxml gives this type
            raise DrawingError("has processing instructions or entities", "Save it as plain SVG.", unsafe=True)
    return _size(root.get("width"), root.get("height"), root.get("viewBox"))


def _check(name: str, attributes: dict[str, str], text: str) -> None:
    if name in {"script", "foreignobject", "iframe", "audio", "video"}:
        raise DrawingError(f"holds <{name}>", "Save it as plain SVG, without scripts or embedded pages.", unsafe=True)
    if name == "style" and ("@import" in text.lower() or _OUTSIDE_URL.search(text)):
        raise DrawingError("takes styles or fonts from elsewhere", "Turn text to paths and save again.", unsafe=True)
    for key, value in attributes.items():
        short = key.rsplit("}", maxsplit=1)[-1].lower()
        if short.startswith("on"):
            raise DrawingError(f"holds a script in “{short}”", "Save it as plain SVG.", unsafe=True)
        target = value.strip().lower()
        if (
            short in {"href", "src"}
            and name != "a"
            and not target.startswith(("#", "data:image/png", "data:image/jpeg"))
            and target
        ) or (short != "href" and _OUTSIDE_URL.search(value)):
            raise DrawingError(
                f"refers to “{value[:60]}” outside itself", "Embed that picture, and save it again.", unsafe=True
            )
        if name == "a" and short == "href" and target.startswith(("javascript:", "data:", "file:")):
            raise DrawingError("holds an unsafe link", "Take the link out.", unsafe=True)


def _size(width: str | None, height: str | None, view_box: str | None) -> tuple[int, int]:
    box = _numbers(view_box)
    wide, high = _pixels(width), _pixels(height)
    if box and wide is None and high is None:
        wide, high = box
    elif box and wide is None and high is not None:
        wide = high * box[0] / box[1]
    elif box and high is None and wide is not None:
        high = wide * box[1] / box[0]
    if wide is None or high is None or not (0 < wide <= _MAX_SIDE and 0 < high <= _MAX_SIDE):
        raise DrawingError("has no size", 'Give its <svg> a viewBox, such as viewBox="0 0 400 300".')
    return max(1, round(wide)), max(1, round(high))


def _pixels(length: str | None) -> float | None:
    match = _LENGTH.fullmatch(length) if length else None
    return pixels(float(match[1]), (match[2] or "px").lower()) if match else None


def _numbers(view_box: str | None) -> tuple[float, float] | None:
    parts = re.split(r"[\s,]+", view_box.strip()) if view_box else []
    try:
        _, _, width, height = map(float, parts)
    except ValueError:
        return None
    return (width, height) if 0 < width < float("inf") and 0 < height < float("inf") else None

"""SVG files: what of them goes into the copies, their size, and whether they keep to themselves.

A drawing is parsed once, and a new tree is made of what the allow-lists below name; every copy holds our serialisation
of that tree, so nothing passes by that nobody thought of. What would be lost to a reader, or reaches outside the file,
is refused by name; notes of drawing programs and metadata are left out in silence.
"""

import base64
import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.document.lengths import pixels
from triplicate.later import dataclass, regex
from triplicate.pictures import WorkError, work
from triplicate.pictures.normal_form import MOST_PIXELS, measured
from triplicate.reading.drawing_names import AS_GROUP, ATTRIBUTES, ELEMENTS, LEFT_OUT, MOVING, NAMES_OTHERS
from triplicate.reading.drawing_styles import StyleError, sound_declarations, sound_sheet
from triplicate.reading.drawing_values import set_values

_HEAD = 4096
_ROOT = regex(rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s>/]")
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_LENGTH = regex(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|cm|mm|q|in)?\s*", re.IGNORECASE)
_INNER_PICTURE = regex(r"data:image/(?:png|jpeg|jpg);base64,([A-Za-z0-9+/=\s]*)", re.IGNORECASE)

MAX_SIDE = 10_000
"""CSS pixels; an A0 poster is 4,494 high."""
MAX_DEPTH = 100
MAX_DRAWN = 100_000
"""Elements that are drawn when every <use> stands for what it names."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that keeps to itself: our serialisation of it, its width and height in CSS pixels."""

    data: bytes
    width: int
    height: int


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


def read_drawing(data: bytes) -> Drawing:
    """Return what of an SVG file goes into the copies.

    Raises :class:`DrawingError` for what is broken, too large or too deep, moves, or is not self-contained.
    """
    root = _parsed(data)
    try:
        return _copy_of(root)
    except RecursionError as error:
        raise DrawingError("has styles that cannot be read", "Save it again from a drawing program.") from error


def _copy_of(root: Element) -> Drawing:
    set_values(root)
    width, height = _size(root.get("width"), root.get("height"), root.get("viewBox"))
    # Word and the EPUB's reading systems look for the prefix-less form.
    copy = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG, "xlink": _XLINK})  # type: ignore[dict-item]  # lxml-stubs 0.5
    _copy_attributes(root, copy)
    lengths = [found for name in ("width", "height") if (found := root.get(name)) is not None]
    if lengths and (len(lengths) < 2 or not all(map(_LENGTH.fullmatch, lengths))):
        # Programs make of one side, or of a length below zero, what each likes.
        copy.set("width", str(width))
        copy.set("height", str(height))
    _copy_content(root, copy)
    _check_uses(copy)
    _check_inner_pictures(copy)
    etree.cleanup_namespaces(copy)
    return Drawing(etree.tostring(copy, encoding="UTF-8"), width, height)


def _parsed(data: bytes) -> Element:
    # Nothing is fetched or expanded: no DTD, no entity, no network.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = getattr(error, "msg", "") or str(error)  # without the name and line that lxml adds
        raise DrawingError(f"is not well-formed XML: {said}", "Save it again from a drawing program.") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise DrawingError("is not SVG", 'Its first element must be <svg xmlns="http://www.w3.org/2000/svg">.')
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):  # type: ignore[union-attr]  # lxml-stubs 0.5
        raise DrawingError("declares entities", "Save it as plain SVG.", unsafe=True)
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise DrawingError(f"is nested more than {MAX_DEPTH} deep", "Ungroup it, and save it again.")
    return root


def _copy_content(element: Element, copy: Element) -> None:
    copy.text = element.text
    for child in element:
        made = _copied(child, copy)
        # The words after what is left out stay where they are.
        if made is not None:
            made.tail = child.tail
        elif child.tail:
            before = copy[-1] if len(copy) else None
            if before is None:
                copy.text = (copy.text or "") + child.tail
            else:
                before.tail = (before.tail or "") + child.tail


def _copied(child: Element, parent: Element) -> Element | None:
    """Append the copy of a child and return it; return None for what is left out."""
    if not isinstance(child.tag, str):
        if isinstance(child, etree._Entity):  # noqa: SLF001 -- the only name lxml gives this type
            raise DrawingError("has entities", "Save it as plain SVG.", unsafe=True)
        return None
    name = etree.QName(child)
    if name.namespace != _SVG:
        if name.localname.lower() in {"script", "iframe", "object", "embed", "link"}:
            raise DrawingError(f"holds <{name.localname}>", "Save it as plain SVG, without scripts.", unsafe=True)
        return None
    if name.localname in LEFT_OUT:
        return None
    if name.localname in MOVING:
        raise DrawingError(
            f"moves (it holds <{name.localname}>)", "Save it as a drawing that stands still.", unsafe=True
        )
    if name.localname not in ELEMENTS | AS_GROUP:
        raise DrawingError(
            f"holds <{name.localname}>", "Save it as plain SVG, without scripts or embedded pages.", unsafe=True
        )
    copy = etree.SubElement(parent, f"{{{_SVG}}}{'g' if name.localname in AS_GROUP else name.localname}")
    _copy_attributes(child, copy)
    if name.localname == "style":
        if len(child):
            raise DrawingError("has elements in its styles", "Save it again from a drawing program.", unsafe=True)
        copy.text = _sound(sound_sheet, child.text or "")
    else:
        _copy_content(child, copy)
    return copy


def _copy_attributes(element: Element, copy: Element) -> None:
    for key, value in element.attrib.items():
        name = etree.QName(str(key))
        local = name.localname
        if local.lower().startswith("on") and name.namespace is None:
            raise DrawingError(f"holds a script in “{local}”", "Save it as plain SVG.", unsafe=True)
        if local == "href" and name.namespace in (None, _XLINK):
            if copy.tag != f"{{{_SVG}}}g":
                copy.set("href" if name.namespace is None else f"{{{_XLINK}}}href", _target(str(value)))
            elif str(value).strip().lower().startswith(("javascript:", "data:", "file:")):
                raise DrawingError("holds an unsafe link", "Take the link out.", unsafe=True)
        elif name.namespace == _XML and local in {"lang", "space"}:
            copy.set(str(key), str(value))
        elif name.namespace is None and local == "style":
            copy.set(local, _sound(sound_declarations, str(value)))
        elif name.namespace is None and local in ATTRIBUTES:
            # A presentation attribute is read as CSS is (SVG 2, 6.6): url(…) and escapes count there too.
            copy.set(local, _presented(local, str(value)) if local in NAMES_OTHERS or "(" in str(value) else str(value))


def _presented(name: str, value: str) -> str:
    if name in {"transform", "gradientTransform", "patternTransform"}:
        return value
    if name in {"aria-label", "id", "class"}:
        return value
    sound = _sound(sound_declarations, f"fill:{value}")
    return sound.removeprefix("fill:") if "light-dark" in value.lower() else value


def _target(value: str) -> str:
    """Return where a reference within the drawing leads: an element, or a picture that the drawing holds."""
    target = value.strip()
    if target.startswith("#") or not target:
        return target
    if _INNER_PICTURE.fullmatch(target):
        return target
    raise DrawingError(
        f"refers to “{value[:60]}” outside itself", "Embed that picture, and save it again.", unsafe=True
    )


def _check_inner_pictures(root: Element) -> None:
    """Refuse pictures of dots in a drawing that are damaged, or have too many dots together."""
    values = (str(value) for element in root.iter() for value in element.attrib.values())
    total = 0
    for match in map(_INNER_PICTURE.fullmatch, dict.fromkeys(values)):
        if match is None:
            continue
        try:
            _, size = work(measured, base64.b64decode(match[1]))
        except (WorkError, ValueError) as error:
            raise DrawingError("holds a picture that is damaged", "Embed that picture again.") from error
        total += size["width"] * size["height"]
        if max(size.values()) > MAX_SIDE or total > MOST_PIXELS:
            raise DrawingError("holds too large pictures of dots", "Embed smaller copies of them.")


def _sound(check: Callable[[str], str], text: str) -> str:
    try:
        return check(text)
    except StyleError as error:
        raise DrawingError(str(error), error.hint, unsafe=True) from error


def _check_uses(root: Element) -> None:
    """Refuse a drawing whose <use> elements lead back to themselves, or multiply beyond what can be drawn."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    drawn: dict[Element, int] = {}
    waiting: set[Element] = set()

    def counted(element: Element) -> int:
        if element in drawn:
            return drawn[element]
        if element in waiting:
            raise DrawingError("refers to itself", "Save it again from a drawing program.", unsafe=True)
        waiting.add(element)
        total = 1
        for part in _drawn_by(element, named):
            total += counted(part)
            if total > MAX_DRAWN:
                raise DrawingError(
                    f"draws more than {MAX_DRAWN:,} things by repeating its parts", "Simplify it.", unsafe=True
                )
        waiting.discard(element)
        drawn[element] = total
        return total

    try:
        counted(root)
    except RecursionError as error:
        raise DrawingError("repeats its parts too deeply", "Simplify it.", unsafe=True) from error


def _drawn_by(element: Element, named: dict[str | None, Element]) -> Iterator[Element]:
    yield from element
    for value in (element.get("href"), element.get(f"{{{_XLINK}}}href")):
        if value and value.startswith("#") and value[1:] in named:
            yield named[value[1:]]
    for name in NAMES_OTHERS:
        value = element.get(name) or ""
        if value.startswith("url(") and (target := named.get(value[4:].strip("\"' )#"))) is not None:
            yield target


def _size(width: str | None, height: str | None, view_box: str | None) -> tuple[int, int]:
    box = _numbers(view_box)
    wide, high = _pixels(width), _pixels(height)
    if box and wide is None and high is None:
        wide, high = box
    elif box and wide is None and high is not None:
        wide = high * box[0] / box[1]
    elif box and high is None and wide is not None:
        high = wide * box[1] / box[0]
    if wide is not None and high is not None and max(wide, high) > MAX_SIDE:
        raise DrawingError(
            f"is {wide:.0f} × {high:.0f} pixels, more than {MAX_SIDE:,} on a side", "Save it at the size it is shown."
        )
    if wide is None or high is None or not (wide > 0 and high > 0):
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

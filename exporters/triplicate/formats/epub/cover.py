"""The cover: the writer's picture, or one drawn from the title in the theme's colours and fonts.

A picture that is wider than it is high is no cover of a book. If the text is a report, it stands on the cover that is
drawn, and before the title, where it is met.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zlib import Z_RLE

from triplicate.document.model import Document, Picture
from triplicate.document.phrases import phrases_for
from triplicate.document.title_block import worded
from triplicate.document.walk import text_of
from triplicate.theme import Theme
from triplicate.theme.cover import GROUND, LOST
from triplicate.theme.fonts import Family, characters
from triplicate.theme.measure import face_of, family_width
from triplicate.theme.wrapping import MOST_EVEN, narrowest

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1000, 1500
_MARGIN = 90
_TOP, _TITLE_ROOM = 170, 520
_FOOT = 1130
"""Where the title begins and how high it may be, and where the publisher stands."""
_PICTURE_ENDS, _PICTURE_ROOM, _SUBTITLE_ROOM = 1080, 520, 120
"""Where a picture ends, how high it is at most, and what is kept for a subtitle over it."""
_ROOM = WIDTH - 2 * _MARGIN
_LINE = 1.25
_GAP, _LEAST_ROOM = 30, 140
"""Between title and subtitle, and how high a subtitle may be in any case."""
_SMALLEST = 44
_SHADES = 16
"""Of how many colours the edges of letters are."""
_ANY = (0, *[255] * 255)
"""Makes the mask of letters of how much they cover: all of a point that they cover at all."""
_MOST = 2000
"""Letters of a text that are measured: there is never room for as many."""
_EXACT = 0.05
"""How exactly the width of even lines is found, in em."""


def alt(document: Document) -> str:
    """Return the cover's text alternative: the writer's own, or the words that are drawn."""
    metadata = document.metadata
    if metadata.cover_image and metadata.cover_alt and not is_drawn(document):
        return metadata.cover_alt
    return f"{phrases_for(metadata.lang).cover}: {'. '.join(filter(None, (metadata.title, *_lines(document))))}"


def picture(document: Document, theme: Theme) -> Picture:
    """Return the cover's file."""
    source = document.metadata.cover_image
    if source is None or is_drawn(document):
        return Picture("cover.png", "image/png", _drawn(document, theme), WIDTH, HEIGHT)
    return document.pictures[source]


def is_drawn(document: Document) -> bool:
    """Tell whether the cover is drawn from the title."""
    source = document.metadata.cover_image
    if source is None:
        return True
    return document.cover is not None and document.pictures[source].width > document.pictures[source].height


def _lines(document: Document) -> tuple[str, str, str]:
    """Return the subtitle, the publisher and the authors, of links without the addresses; empty where there is none."""
    metadata = document.metadata

    def words(text: str | None) -> str:
        return text_of(worded(document, text))

    authors = ", ".join(words(author.name) for author in metadata.authors)
    publisher = words(metadata.publisher)
    return words(metadata.subtitle), publisher, "" if authors == publisher else authors


def _drawn(document: Document, theme: Theme) -> bytes:
    metadata = document.metadata
    colours = theme.colours
    canvas = _Canvas(colours.page_background)
    right_to_left = metadata.dir == "rtl"
    shown = _shown(document)
    ground, room = round(GROUND * HEIGHT), _TITLE_ROOM
    if shown:
        ground, room = _PICTURE_ENDS - shown.height // 2, _PICTURE_ENDS - shown.height - _TOP - _SUBTITLE_ROOM
    canvas.fill(0, 0, WIDTH, ground, colours.cover_background)
    writer = _Writer(canvas, theme, right_to_left=right_to_left)
    subtitle, *others = _lines(document)
    shades = canvas.letters(colours.cover_text, colours.cover_background)
    top = writer.write(metadata.title, 600, 108, shades, top=_TOP, room=room)
    if subtitle:
        below = 0 if shown else ground - top - 2 * _GAP
        shades = canvas.letters(colours.cover_muted, colours.cover_background)
        writer.write(subtitle, 400, 56, shades, top=top + _GAP, room=max(below, _LEAST_ROOM))
    canvas.fill(_MARGIN, _FOOT, WIDTH - _MARGIN, _FOOT + 8, colours.accent)
    top = _FOOT + 20
    shades = canvas.letters(colours.text, colours.page_background)
    for weight, line in zip((600, 400), filter(None, others), strict=False):
        top = writer.write(line, weight, 44, shades, top=top + 16, room=120)
    if not shown:
        return canvas.file()
    wide = shown.width == WIDTH
    left = 0 if wide else WIDTH - _MARGIN - shown.width if right_to_left else _MARGIN
    return canvas.file(shown, (left, _PICTURE_ENDS - shown.height))


class _Canvas:
    """A picture of few colours: flat ones, and of letters those between theirs and that of the ground.

    With a byte for each point, it is drawn and written in half the time that one of any colours takes.
    """

    def __init__(self, ground: str) -> None:
        from PIL import Image

        self._palette: list[int] = []
        self._image = Image.new("P", (WIDTH, HEIGHT), self._colours(ground, ground, 1))

    def fill(self, left: int, top: int, right: int, bottom: int, colour: str) -> None:
        """Fill a part of the picture."""
        self._image.paste(self._colours(colour, colour, 1), (left, top, right, bottom))

    def letters(self, colour: str, ground: str) -> tuple[int, ...]:
        """Return which of its colours letters on a ground have, by how much of a point they cover, of 255."""
        first = self._colours(ground, colour, _SHADES)
        return tuple(first + round(covered * (_SHADES - 1) / 255) for covered in range(256))

    def write(self, text: str, font: "FreeTypeFont", left: float, top: int, anchor: str, shades: Sequence[int]) -> None:
        """Write a line of text, of which ``left`` and ``top`` are where its ``anchor`` is."""
        from PIL import Image, ImageDraw

        over = round(font.size / 2)
        line = Image.new("L", (WIDTH, 4 * over))
        ImageDraw.Draw(line).text((left, over), text, 255, font, anchor)
        self._image.paste(line.point(shades), (0, top - over), line.point(_ANY, "1"))

    def file(self, shown: "PillowImage | None" = None, place: tuple[int, int] = (0, 0)) -> bytes:
        """Return the picture's file, with another picture on it if one is given."""
        out = BytesIO()
        self._image.putpalette(self._palette)
        if shown:
            image = self._image.convert("RGB")
            image.paste(shown, place)
            image.save(out, "PNG")
        else:
            # Points that are alike stand in rows: to look for other likeness takes twice the time.
            self._image.save(out, "PNG", compress_type=Z_RLE)
        return out.getvalue()

    def _colours(self, first: str, last: str, number: int) -> int:
        """Take in so many colours from one to another; return the place of the first."""
        from PIL.ImageColor import getrgb

        place = len(self._palette) // 3
        ends = list(zip(getrgb(first), getrgb(last), strict=True))
        for step in range(number):
            self._palette += [round(start + (end - start) * step / max(number - 1, 1)) for start, end in ends]
        return place


def _shown(document: Document) -> "PillowImage | None":
    """Return the picture that stands on the drawn cover, in its size there: as wide as that, if little of it is lost.

    A drawing stands before the title alone.
    """
    from PIL import Image, ImageOps

    source = document.metadata.cover_image
    if source is None or document.pictures[source].media_type == "image/svg+xml":
        return None
    with Image.open(BytesIO(document.pictures[source].data)) as image:
        coloured = image.convert("RGB")
    whole = WIDTH * coloured.height / coloured.width
    if (1 - LOST) * whole <= _PICTURE_ROOM:
        return ImageOps.fit(coloured, (WIDTH, round(min(whole, _PICTURE_ROOM))))
    return ImageOps.contain(coloured, (_ROOM, _PICTURE_ROOM))


class _Writer:
    """Writes lines of text that fit the cover's width."""

    def __init__(self, canvas: _Canvas, theme: Theme, *, right_to_left: bool) -> None:
        self._canvas = canvas
        self._families = (theme.fonts.heading, *theme.fonts.fallback)
        self._right_to_left = right_to_left

    def write(self, text: str, weight: int, size: int, shades: Sequence[int], *, top: int, room: int) -> int:
        """Write text below ``top`` in at most ``room`` pixels of height, smaller if need be; return where it ends."""
        text = text[:_MOST]
        family = max(self._families, key=lambda one: _known(one, text))
        words = text.split()
        while True:
            across = _ROOM / size  # in em
            lines = _wrapped(words, family, weight, across)
            height = round(size * _LINE)
            fits = all(family_width(line, family, weight) <= across for line in lines)
            if size <= _SMALLEST or (fits and len(lines) * height <= room):
                break
            size -= 4
        if not fits:
            words = [piece for word in words for piece in _pieces(word, family, weight, across)]
            lines = _wrapped(words, family, weight, across)
        if len(lines) * height > room:
            lines = lines[: int(room / height)]
            lines[-1] = f"{lines[-1][:-2]} …"
        else:
            lines = _even(words, family, weight, across)
        font = _font(family, weight, size)
        left, anchor = (WIDTH - _MARGIN, "ra") if self._right_to_left else (_MARGIN, "la")
        for line in lines:
            self._canvas.write(line, font, left, top, anchor, shades)
            top += height
        return top


def _known(family: Family, text: str) -> int:
    """Return how many characters of a text a family has; the first family has all of Latin-1."""
    if max(text, default="") <= "\xff":
        return 0
    return sum(ord(character) in characters(family) for character in text)


def _font(family: Family, weight: int, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    face = face_of(family, weight)
    font = ImageFont.truetype(face.path, size)
    if " " in face.weight:
        axes = font.get_variation_axes()
        font.set_variation_by_axes([weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes])
    return font


def _even(words: list[str], family: Family, weight: int, room: float) -> list[str]:
    """Return words in as few lines of at most ``room`` em as they take, which are about equally long."""
    lines = _wrapped(words, family, weight, room)
    if not 1 < len(lines) <= MOST_EVEN:
        return lines

    def fits(narrower: float) -> bool:
        tried = _wrapped(words, family, weight, narrower)
        return len(tried) <= len(lines) and all(family_width(line, family, weight) <= narrower for line in tried)

    return _wrapped(words, family, weight, narrowest(fits, 0.0, room, _EXACT))


def _wrapped(words: list[str], family: Family, weight: int, room: float) -> list[str]:
    """Return words in lines of at most ``room`` em; a longer word has a line of its own."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and family_width(longer, family, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pieces(word: str, family: Family, weight: int, room: float) -> Iterator[str]:
    """Yield a word in pieces of at most ``room`` em."""
    while family_width(word, family, weight) > room:
        end, beyond = 1, len(word)
        while beyond - end > 1:
            middle = (end + beyond) // 2
            fits = family_width(word[:middle], family, weight) <= room
            end, beyond = (middle, beyond) if fits else (end, middle)
        yield word[:end]
        word = word[end:]
    yield word

"""The cover: drawn from the title, or the author's."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Drawing

from tests.epub.books import para, picture, simple, write
from tests.epub.opened import Book, find, opened
from triplicate import theme
from triplicate.document.model import Author


def cover(book: Book) -> tuple[str, str]:
    """The cover's file and text alternative, as the package and the first content document have it."""
    (href,) = find(book.package, "//opf:item[@properties='cover-image']/@href")
    (image,) = find(book.root(book.spine[0]), "//h:img[@role='doc-cover']")
    assert image.get("src") == href
    return href, image.get("alt")


def test_a_cover_is_drawn_from_the_title_and_says_what_is_on_it(tmp_path: Path) -> None:
    document = simple(para("a"), subtitle="For all", authors=(Author("Ann Author"),), publisher="Arlow Valley")
    book = opened(write(tmp_path, document))
    href, alt = cover(book)
    assert alt == "Cover: A small text. For all. Arlow Valley. Ann Author"
    drawn = Drawing.open(BytesIO(book.files[href])).convert("RGB")
    assert drawn.size == (1000, 1500)
    colours = {colour for _, colour in drawn.getcolors()}
    standard = theme.load().colours
    for name in (standard.accent, standard.cover_text, standard.cover_background, standard.page_background):
        wanted = tuple(int(name[place : place + 2], 16) for place in (1, 3, 5))
        assert any(max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) <= 4 for colour in colours)


@pytest.mark.parametrize(
    "title",
    ["دليل التخطيط", "מדריך", "Ελληνικά", "A " + "very " * 120 + "long title", "X" * 300, "नमस्ते", "漢字"],
)
def test_any_title_makes_a_cover_that_stays_within_its_margins(tmp_path: Path, title: str) -> None:
    book = opened(write(tmp_path, simple(para("a"), title=title, subtitle=title)))
    drawn = Drawing.open(BytesIO(book.files[cover(book)[0]])).convert("RGB")
    dark, light = drawn.getpixel((5, 700)), drawn.getpixel((5, 1400))
    assert dark != light
    for ground, boxes in (
        (dark, ((0, 0, 60, 920), (950, 0, 1000, 920), (0, 880, 1000, 920))),
        (light, ((0, 940, 60, 1500), (950, 940, 1000, 1500), (0, 940, 1000, 1120), (0, 1450, 1000, 1500))),
    ):
        for box in boxes:
            assert drawn.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), ground)]


def test_the_lines_of_a_title_are_about_equally_long(tmp_path: Path) -> None:
    book = opened(write(tmp_path, simple(para("a"), title="Every street in Tarnbeck to have shade by 2035")))
    drawn = Drawing.open(BytesIO(book.files[cover(book)[0]])).convert("L").crop((0, 0, 1000, 900))
    ends: list[int] = []
    before = None
    for row in range(drawn.height):
        box = drawn.crop((0, row, 1000, row + 1)).point(lambda shade: 255 * (shade > 150)).getbbox()
        if box:
            ends = [*ends, box[2]] if before is None else [*ends[:-1], max(ends[-1], box[2])]
        before = box
    widths = [end - 90 for end in ends]
    assert len(widths) > 2
    assert min(widths) > 0.5 * max(widths)


def test_the_authors_cover_and_its_text_are_used(tmp_path: Path) -> None:
    document = simple(para("a"), cover_image="covers/front.png", cover_alt="A lit window")
    document = replace(document, pictures={"covers/front.png": picture("front.png")})
    book = opened(write(tmp_path, document))
    assert cover(book) == ("pictures/front.png", "A lit window")
    assert book.files["pictures/front.png"] == picture("front.png").data


def test_pictures_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    from triplicate.document.model import Figure, Image

    one, two = picture("dot.png"), picture("DOT.png")
    document = simple(Figure(Image("a/dot.png", "one")), Figure(Image("b/dot.png", "two")))
    document = replace(document, pictures={"a/dot.png": one, "b/dot.png": two})
    book = opened(write(tmp_path, document))
    names = [image.get("src") for image in book.all("//h:figure/h:img")]
    assert names == ["pictures/dot.png", "pictures/DOT-2.png"]


def test_a_pictures_suffix_tells_its_type(tmp_path: Path) -> None:
    from triplicate.document.model import Figure, Image

    document = replace(
        simple(Figure(Image("dot.JPG", "one"))), pictures={"dot.JPG": replace(picture(), name="dot.JPG")}
    )
    book = opened(write(tmp_path, document))
    assert [image.get("src") for image in book.all("//h:figure/h:img")] == ["pictures/dot.png"]

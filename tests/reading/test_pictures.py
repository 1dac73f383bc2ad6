"""Pictures: three states, captions, widths; files found safely and judged by their content."""

import base64
from pathlib import Path

import pytest

from tests.reading.helpers import FRONT, block, clean, codes, picture, reading
from triplicate.document.model import Emphasis, Figure, Image, Length, Link, Paragraph, Passage, Table, Text
from triplicate.document.walk import images
from triplicate.reading import read

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


def test_alone_in_a_paragraph_it_is_a_figure_with_its_title_as_caption(tmp_path: Path) -> None:
    picture(tmp_path)
    one = block('![A *map*](map.png "The [plan]{lang=fr}"){#fig width=60%}\n', folder=tmp_path)
    assert one == Figure(
        Image("map.png", "A map", width=Length(60, "%")),
        (Text("The "), Passage((Text("plan"),), "fr")),
        1,
        id="fig",
    )


def test_a_caption_after_a_colon_is_that_of_the_picture_above_it(tmp_path: Path) -> None:
    picture(tmp_path)
    text = "![A](map.png){#a}\n\n: The *plan*\n\n![B](map.png)\n: Seen from above {#b lang=fr}\n"
    assert clean(text, folder=tmp_path).blocks == (
        Figure(Image("map.png", "A"), (Text("The "), Emphasis((Text("plan"),))), 1, id="a"),
        Figure(Image("map.png", "B"), (Text("Seen from above"),), 2, id="b", lang="fr"),
    )


@pytest.mark.parametrize("text", ["![](map.png)\n: The plan\n", '![](map.png "The plan")\n'])
def test_a_caption_is_the_same_however_it_is_written(tmp_path: Path, text: str) -> None:
    picture(tmp_path)
    assert codes(text, folder=tmp_path) == ["I011"]


def test_a_picture_among_terms_is_not_read(tmp_path: Path) -> None:
    picture(tmp_path)
    assert "X013" in codes("![A](map.png)\n: The plan\n\nTerm\n: what it means\n", folder=tmp_path)


def test_decorative_alone_and_within_a_sentence(tmp_path: Path) -> None:
    picture(tmp_path)
    assert block("![](map.png){.decorative}\n", folder=tmp_path) == Figure(Image("map.png", "", decorative=True))
    sentence = block("See ![the sign](map.png){width=5mm lang=fr} here.\n", folder=tmp_path)
    assert isinstance(sentence, Paragraph)
    assert sentence.children[1] == Passage((Image("map.png", "the sign", width=Length(5, "mm")),), "fr")


def test_an_image_may_be_a_link(tmp_path: Path) -> None:
    picture(tmp_path)
    one = block("[![Map](map.png)](https://example.org)\n", folder=tmp_path)
    assert one == Paragraph((Link((Image("map.png", "Map"),), "https://example.org"),))


@pytest.mark.parametrize(
    ("target", "where"),
    [
        ("## Figures by month {#d}", "Figures by month"),
        ("| A |\n|---|\n| b |\n: Caption {#d}", "Table 1"),
        ("{#d}\nOne two three four five six seven eight nine ten.", "One two three four …"),
    ],
)
def test_described_in_the_text(tmp_path: Path, target: str, where: str) -> None:
    picture(tmp_path)
    document = clean(f"![](map.png){{described-by=#d}}\n\n{target}\n", folder=tmp_path)
    (image,) = images(document)
    assert image == Image("map.png", f"Picture described in: {where}", described_by="d")


def test_described_nowhere_is_a_finding(tmp_path: Path) -> None:
    picture(tmp_path)
    assert codes("![](map.png){described-by=#lost}\n", folder=tmp_path) == ["K001"]


def test_figures_with_captions_are_counted_apart_from_tables(tmp_path: Path) -> None:
    picture(tmp_path)
    document = clean(
        '![a](map.png "One")\n\n![b](map.png)\n\n| A |\n|---|\n| b |\n: T\n\n![c](map.png "Two")\n', folder=tmp_path
    )
    assert [one.number for one in document.blocks if isinstance(one, Figure | Table)] == [1, None, 1, 2]


@pytest.mark.parametrize("width", ["0cm", "120%", "wide", "-3cm", "5em"])
def test_a_width_that_cannot_be_is_a_finding(tmp_path: Path, width: str) -> None:
    picture(tmp_path)
    assert codes(f"![a](map.png){{width={width}}}\n", folder=tmp_path) == ["X003"]


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif")],
)
def test_types_are_told_by_content_not_by_name(tmp_path: Path, form: str, media_type: str) -> None:
    path = picture(tmp_path, "my map.dat", form)
    document = clean("![a](<my map.dat>)\n", folder=tmp_path)
    taken = document.pictures["my map.dat"]
    assert (taken.media_type, taken.width, taken.height, taken.name) == (media_type, 4, 3, "my map.dat")
    assert taken.data == path.read_bytes()


def test_a_path_may_lead_up_into_a_folder_that_is_named(tmp_path: Path) -> None:
    """It was refused with the hint to name that folder, which had been done."""
    picture(tmp_path / "img")
    source = tmp_path / "pages" / "more" / "text.md"
    source.parent.mkdir(parents=True)
    source.write_text(f"{FRONT}\n![A map](../../img/map.png)\n", encoding="utf-8")
    assert [finding.code for finding in read(source).findings] == ["I002"]
    assert read(source, media=[tmp_path / "img"]).findings == ()
    assert [finding.code for finding in read(source, media=[tmp_path / "pages"]).findings] == ["I002"]


def test_pictures_come_from_the_sources_folder_or_media(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    picture(tmp_path / "media")
    source = tmp_path / "text" / "a.md"
    source.write_text("---\ntitle: T\nlang: en\n---\n\n![a](map.png)\n")
    assert [finding.code for finding in read(source).findings] == ["I001"]
    assert read(source, media=[tmp_path / "media"]).findings == ()


@pytest.mark.parametrize("name", ["../secret.png", "link.png", "{0}/secret.png", "folder/../../secret.png"])
def test_nothing_is_taken_from_outside(tmp_path: Path, name: str) -> None:
    picture(tmp_path, "secret.png")
    inside = tmp_path / "text"
    inside.mkdir()
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    assert codes(f"![a]({name.format(tmp_path)})\n", folder=inside) == ["I002"]


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    picture(tmp_path, "real.png")
    (tmp_path / "map.png").symlink_to(tmp_path / "real.png")
    clean("![a](map.png)\n", folder=tmp_path)


def test_without_a_folder_there_are_no_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert codes("![a](map.png)\n") == ["I001"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "I003"),
        (b"not a picture", "I003"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "I003"),
        (b"II*\0\x08\0\0\0\0\0", "I003"),
        (SVG.format("", "").encode(), "I003"),
        (SVG.format('width="100%"', "").encode(), "I003"),
        (SVG.format('viewBox="0 0 4 x"', "").encode(), "I003"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>", "I003"),
        (b"<?xml version='1.0'?><html/>", "I003"),
        (SVG.format('viewBox="0 0 1 1"', "<script/>").encode(), "I004"),
        (SVG.format('viewBox="0 0 1 1" onload="x()"', "").encode(), "I004"),
        (SVG.format('viewBox="0 0 1 1"', '<image href="a.png"/>').encode(), "I004"),
        (SVG.format('viewBox="0 0 1 1"', '<use xlink:href="https://example.org#a"/>').encode(), "I004"),
        (SVG.format('viewBox="0 0 1 1"', '<rect style="fill:url(https://example.org)"/>').encode(), "I004"),
        (SVG.format('viewBox="0 0 1 1"', "<style>@import 'a.css'</style>").encode(), "I004"),
        (SVG.format('viewBox="0 0 1 1"', "<foreignObject/>").encode(), "I004"),
        (
            b"<!DOCTYPE svg [<!ENTITY a SYSTEM '/etc/passwd'>]>" + SVG.format('viewBox="0 0 1 1"', "&a;").encode(),
            "I004",
        ),
        (SVG.format('viewBox="0 0 1 1"', "<script/>").encode("utf-16"), "I004"),
    ],
)
def test_files_that_are_broken_or_unsafe_are_findings(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "map.svg").write_bytes(data)
    (finding,) = reading("![a](map.svg)\n", folder=tmp_path).findings
    assert finding.code == code
    assert finding.hint


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 400 300"', (400, 300)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('width="200" viewBox="0 0 400 300"', (200, 150)),
        ('width="100%" height="100%" viewBox="0,0,40,30"', (40, 30)),
    ],
)
def test_the_size_of_a_drawing(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    inner = base64.b64encode(picture(tmp_path).read_bytes()).decode()
    drawing = f'<use xlink:href="#a"/><rect id="a" fill="url(#b)"/><image href="data:image/png;base64,{inner}"/>'
    (tmp_path / "map.svg").write_text(SVG.format(attributes, drawing))
    taken = clean("![a](map.svg)\n", folder=tmp_path).pictures["map.svg"]
    assert (taken.media_type, taken.width, taken.height) == ("image/svg+xml", *size)


def test_folders_and_loops_are_findings(tmp_path: Path) -> None:
    (tmp_path / "map.png").mkdir()
    (tmp_path / "loop.png").symlink_to(tmp_path / "loop.png")
    assert codes("![a](map.png)\n", folder=tmp_path) == ["I003"]
    assert codes("![a](loop.png)\n", folder=tmp_path) == ["I001"]


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_truncated_file_is_damaged_even_after_an_export(form: str, tmp_path: Path) -> None:
    import weasyprint.images  # lets Pillow fill truncated files

    whole = picture(tmp_path, form=form, size=(80, 60)).read_bytes()
    (tmp_path / "map.png").write_bytes(whole[: len(whole) // 2])
    assert weasyprint.images.ImageFile.LOAD_TRUNCATED_IMAGES
    assert codes("![A map](map.png)\n", folder=tmp_path) == ["I003"]

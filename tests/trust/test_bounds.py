"""What has no end, or grows without measure, is refused by name, at once and in little memory."""

import os
import resource
import zipfile

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from tests.trust.running import LETTER, triplicate, write
from triplicate import cli

SECONDS, MEGABYTES = 8, 600
"""What a process may take, the start of Python and of all libraries among it."""


def bounded():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES * 2**20, MEGABYTES * 2**20))


def refused(*arguments, code=1):
    done = triplicate(*arguments, preexec_fn=bounded)
    assert done.returncode == code, done.stderr
    assert "internal error" not in done.stderr
    return done.stderr


def front(*lines):
    return "\n".join(("---", "title: T", "lang: en-GB", *lines, "---", "", "Words.", ""))


def unfolding(width):
    lines = ["a0: &a0 [" + ", ".join("x" * width) + "]"]
    return lines + [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * width) + "]" for n in range(1, 5)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (front(*unfolding(100)), "is too large"),
        (front(*unfolding(9), "author: *a4"), "nested too deep"),
        (front('subtitle: "\\U00110000"'), "stands for no character"),
        (front("big: " + "x" * 100_000).replace("Words.", "{{big}} " * 20_000), "more than a million characters"),
        (front("x: " + "[" * 5000), "nested too deep"),
    ],
    ids=["wide", "deep", "no character", "variables", "brackets"],
)
def test_front_matter_is_refused_by_name(tmp_path, text, said):
    source = write(tmp_path / "text.md", text)
    told = refused("check", source)
    assert said in told
    assert str(source) in told


@pytest.mark.parametrize("number", ["9" * 6000, "0x" + "f" * 100_000])
def test_large_numbers_are_text_in_front_matter(tmp_path, number):
    source = write(tmp_path / "text.md", front(f"number: {number}").replace("Words.", "The number is {{number}}."))
    assert cli.run(["check", str(source), "--quiet"]) == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"strict = {'9' * 6000}", "A number has too many digits"),
        (f"strict = {'[' * 100_000}", "This is not TOML"),
        ('output = "a\\u0000b"', "holds a null character"),
    ],
)
def test_a_configuration_is_refused_by_name(tmp_path, line, said):
    source = write(tmp_path / "text.md")
    settings = write(tmp_path / "triplicate.toml", f"{line}\n")
    told = refused("check", source)
    assert said in told
    assert str(settings) in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"x = {'9' * 6000}", "this is not TOML"),
        (f"x = {'[' * 100_000}", "this is not TOML"),
        ('[running]\nfirst = "{title:>1000000000}"', "takes"),
        ('[[font]]\nname = "A"\nface = [{ file = "a\\u0000.ttf" }]', "null character"),
    ],
    ids=["number", "brackets", "shape", "null"],
)
def test_a_style_is_refused_by_name(tmp_path, line, said):
    style = write(tmp_path / "house.toml", f'extends = "standard"\n{line}\n')
    told = refused("styles", style, code=2)
    assert str(style) in told
    assert said in told or "is not a token" in told


def test_a_chain_of_styles_has_an_end(tmp_path):
    for number in range(2000):
        write(tmp_path / f"s{number}.toml", f'extends = "s{number + 1}.toml"\n')
    assert "extends more than 20 styles in a row" in refused("styles", tmp_path / "s0.toml", code=2)


def test_a_damaged_font_is_refused_by_name(tmp_path):
    from triplicate.theme.fonts import families

    font = next(face.path for face in families()["IBM Plex Mono"].faces)
    data = bytearray(font.read_bytes())
    for number in range(0, len(data) - 2000, 61):
        data[2000 + number] ^= 0xFF
    (tmp_path / "bad.ttf").write_bytes(data)
    style = write(
        tmp_path / "house.toml",
        'extends = "standard"\n[fonts]\nbody = "A"\n[[font]]\nname = "A"\nface = [{ file = "bad.ttf" }]\n',
    )
    assert f"{tmp_path / 'bad.ttf'}: this is not a font that can be read" in refused("styles", style, code=2)


@pytest.mark.parametrize("name", ["/dev/zero", "pipe"])
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path, name):
    path = tmp_path / name  # of "/dev/zero" it is that alone
    if name == "pipe":
        os.mkfifo(path)
    source = write(tmp_path / "text.md")
    for command in (
        ["check", path],
        ["read", path],
        ["verify", source, path],
        ["compare", path, path],
        ["export", source, "--formats", "docx", "--reference-docx", path],
    ):
        told = refused(*command, code=2)
        assert f"{path} is no ordinary file" in told
    link = tmp_path / "house.toml"
    link.symlink_to(path)
    assert "is no ordinary file" in refused("styles", link, code=2)


def test_dates_that_a_zip_file_cannot_hold_are_held_as_near_as_can_be(tmp_path):
    for year, held in (("1500", 1980), ("9999", 2107)):
        source = write(tmp_path / f"{year}.md", LETTER.replace("2026", year))
        assert cli.run(["export", str(source), "--formats", "docx,epub"]) == 0
        with zipfile.ZipFile(source.with_suffix(".docx")) as file:
            assert {entry.date_time[0] for entry in file.infolist()} == {held}


def test_a_title_of_one_long_word_is_drawn_on_the_cover_in_time(tmp_path):
    source = write(tmp_path / "text.md", LETTER.replace("A letter", "x" * 40_000))
    refused("export", source, "--formats", "epub", code=0)


def test_forms_that_paint_one_another_over_and_over_are_refused(tmp_path):
    for levels, own in ((14, False), (1, True)):
        pdf = pikepdf.new()
        page = pdf.add_blank_page()
        form = None
        for level in range(levels):
            content = b"/F Do " * 8 if level or own else b"BT ET"
            stream = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
            stream.Resources = Dictionary(XObject=Dictionary(F=form or stream))
            form = stream
        page.Resources = Dictionary(XObject=Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/F Do " * 8)
        path = tmp_path / f"{levels}.pdf"
        pdf.save(path)
        assert "forms within forms" in refused("read", path, code=2)


def test_a_text_is_compared_with_a_file_that_says_all_in_one_paragraph_in_time(tmp_path):
    words = [f"word{number}" for number in range(20_000)]
    one = write(tmp_path / "one.md", front().replace("Words.", " ".join(words)))
    many = "\n\n".join(" ".join(words[start : start + 10]) for start in range(0, len(words), 10))
    several = write(tmp_path / "several.md", front().replace("Words.", many))
    for source in (one, several):
        assert cli.run(["export", str(source), "--formats", "docx", "--no-verify", "--quiet"]) == 0
    for source, other in ((one, several), (several, one)):
        assert "internal error" not in refused("verify", source, other.with_suffix(".docx"))


@pytest.mark.parametrize("terms", [251, 20_000])
def test_a_formula_without_end_is_refused_by_name(tmp_path, terms):
    formula = "+".join(["a"] * terms)
    source = write(tmp_path / "text.md", front("math: true").replace("Words.", f"Words.\n\n$$\n{formula}\n$$"))
    told = refused("check", source)
    assert f"{source}:9:1 X025 error The formula “a+a+" in told
    assert f"it has {2 * terms - 1:,} signs, and 500 at most can be followed" in told
    assert len(told) < 2000


def test_words_without_end_end(tmp_path):
    source = write(
        tmp_path / "text.md", front("kind: report").replace("title: T", f"title: {'a' * 500}") + "b" * 20_000
    )
    assert triplicate("export", source, "--formats", "docx,epub", preexec_fn=bounded).returncode == 0

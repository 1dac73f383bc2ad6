"""A claim is written only if it holds: what would break it stops the export, with a message for a person."""

import builtins
import gc
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.pdf.documents import MOMENT, document, para
from tests.pdf.files import made, make
from triplicate import theme
from triplicate.document.model import Code, Document, Image, Link, Math, MathBlock, Place, Text
from triplicate.errors import FindingsError, MissingToolError, TriplicateError, UsageError
from triplicate.formats import epub, pdf, word
from triplicate.formats.pdf import layout
from triplicate.formats.product import Product
from triplicate.system import machine
from triplicate.theme import fonts
from triplicate.theme.coverage import missing_characters


def test_every_sign_without_a_font_is_found_before_writing() -> None:
    source = document(
        para(
            Text("Fine, then 🌊 and", place=Place(4, 2)), Code("日", place=Place(5, 7)), " and 🌊 again, é and e\u0301."
        )
    )
    first, second = missing_characters(source, theme.load())
    assert (first.code, first.place, second.place) == ("C050", Place(4, 2), Place(5, 7))
    assert "🌊 (U+1F30A, water wave)" in first.message
    assert first.hint.startswith("Write it in words.")
    assert "[[font]]" in second.hint
    assert "scripts" not in second.hint
    assert first.severity == "error"


def test_the_letters_of_a_script_are_one_finding_at_the_first_of_them() -> None:
    text = "See 图书，ようこそ and 图书馆２。\n\n한국。\n"
    source = document(
        para(Text("See 图书，ようこそ and 图书馆２。", place=Place(1))), para(Text("한국。", place=Place(3)))
    )
    chinese, korean = missing_characters(source, theme.load(), text)
    assert (chinese.place, korean.place) == (Place(1, 5), Place(3, 1))
    assert chinese.message == "No font shows Chinese and Japanese: 图, 书, ， and 7 more characters."
    assert korean.message == "No font shows Hangul: 한, 국."


def test_a_sign_is_one_with_what_varies_it() -> None:
    signs = ["👍🏽", "❤️", "🇬🇧", "👩\u200d👩\u200d👧"]
    found = missing_characters(document(para(" ".join(signs))), theme.load())
    assert sorted(finding.message.split(" (")[0] for finding in found) == sorted(
        f"No font shows {one}" for one in signs
    )
    assert make(document(para("©\ufe0f 2026"))).startswith(b"%PDF-1.7")


def test_the_remedy_for_a_script_is_the_one_that_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A family that is there is added to the theme, one that a package would bring is installed."""
    style = theme.load()
    others = tuple(family for family in style.fonts.fallback if family.name != "Noto Sans Thai")
    bare = replace(style, fonts=replace(style.fonts, fallback=others))
    (here,) = missing_characters(document(para("ไทย")), bare)
    assert here.hint == "Add “Noto Sans Thai” to “fallback” under [fonts] in the house theme."
    lacking = {name: family for name, family in fonts.families().items() if name != "Noto Sans Thai"}
    monkeypatch.setattr("triplicate.theme.coverage.families", lambda: lacking)
    (away,) = missing_characters(document(para("ไทย")), bare)
    assert "pip install 'triplicate[scripts]'" in away.hint


@pytest.mark.parametrize("code", ["Arab", "Deva", "Hebr", "Taml", "Thai"])
def test_the_family_of_a_script_shows_its_letters(code: str) -> None:
    """All letters with a name of their own in the script's first block; ISO 15924 codes."""
    first, last = {"Arab": "اي", "Deva": "अह", "Hebr": "את", "Taml": "அஹ", "Thai": "กฮ"}[code]
    letters = {ord(c) for c in map(chr, range(ord(first), ord(last) + 1)) if unicodedata.category(c) == "Lo"}
    name = fonts.family_of_script(code)
    assert name is not None
    assert len(letters) > 20
    shown = fonts.characters(fonts.families()[name])
    assert len(letters - shown) <= len(letters) // 20


def test_spaces_and_marks_of_direction_need_no_font() -> None:
    source = document(para("a\u00a0b\u202fc\u2009d\u200be\u2060f\u200eg\u00adh"))
    assert missing_characters(source, theme.load()) == ()
    assert make(source).startswith(b"%PDF-1.7")


def test_lines_from_the_metadata_are_looked_through_too() -> None:
    assert len(missing_characters(document(para("Text."), publisher="日"), theme.load())) == 1


def refused(source: Document) -> list[tuple[str, int]]:
    with pytest.raises(FindingsError) as refusal:
        make(source)
    return [(finding.code, finding.place.line) for finding in refusal.value.findings]


def test_a_missing_glyph_is_never_written() -> None:
    # Whoever calls the exporter without asking first which characters the fonts lack.
    with pytest.raises(TriplicateError, match="no font shows these characters: 日"):
        make(document(para("日")))


@pytest.mark.parametrize("export", [pdf.export, word.export, epub.export])
@pytest.mark.parametrize(("metadata", "code"), [({"title": " "}, "M001"), ({"lang": ""}, "M002")])
def test_title_and_language_are_needed(export: Callable[..., Product], metadata: dict[str, str], code: str) -> None:
    source = document(para("Text."))
    with pytest.raises(FindingsError) as refusal:
        export(replace(source, metadata=replace(source.metadata, **metadata)), theme.load(), moment=MOMENT)
    assert [finding.code for finding in refusal.value.findings] == [code]


def test_an_unknown_standard_is_refused() -> None:
    with pytest.raises(UsageError, match="ua-1, ua-2"):
        make(document(para("Text.")), "x-1a")


def test_a_picture_that_is_not_there_is_named() -> None:
    assert refused(document(para(Image("gone.png", "Gone", place=Place(7))))) == [("I001", 7)]


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (Image("photo.png", " ", place=Place(8)), "I009"),
        (Math("a", "", place=Place(8)), "X023"),
        (MathBlock("a", "", place=Place(8)), "X023"),
    ],
)
def test_a_picture_or_formula_without_words_is_named(node: Image | Math | MathBlock, code: str) -> None:
    assert refused(document(node if isinstance(node, MathBlock) else para(node))) == [(code, 8)]


@pytest.mark.parametrize("export", [pdf.export, word.export, epub.export])
def test_everything_that_is_refused_is_reported_at_once(export: Callable[..., Product]) -> None:
    source = document(
        para(Image("gone.png", "", place=Place(7))), para(Math(r"\frac{1", "one", place=Place(9)), Math("a", ""))
    )
    with pytest.raises(FindingsError) as refusal:
        export(source, theme.load(), moment=MOMENT)
    assert [finding.code for finding in refusal.value.findings] == ["I001", "I009", "X025", "X023"]


def test_a_link_without_words_is_named_by_its_target() -> None:
    picture = Image("photo.png", "", decorative=True)
    read = made(document(para("Text ", Link((picture,), "https://example.org/"))))
    assert [str(one.Contents) for one in read.tree.one("Link").annotations] == ["https://example.org/"]


def test_a_formula_that_cannot_be_read_is_named() -> None:
    assert refused(document(para(Math(r"\frac{1", "one", place=Place(9))))) == [("X025", 9)]


def test_missing_libraries_are_told_with_the_command_that_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without_pango(name: str, *args: object, **keys: object) -> object:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return original(name, *args, **keys)

    for examination in (machine.pango_version, machine.has_harfbuzz_subset):
        monkeypatch.setattr(machine, examination.__name__, examination.__wrapped__)
    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(
        MissingToolError, match=r"apt-get install libpango-1\.0-0 libpangoft2-1\.0-0 libharfbuzz-subset0"
    ):
        make(document(para("Text.")))


def test_nothing_but_the_documents_own_pictures_is_fetched() -> None:
    from weasyprint.urls import FatalURLFetchingError

    from triplicate.formats.pdf.page_tree import PdfHtml

    source = document(para("Text.", Link((Text("far"),), "https://example.org/picture.png")))
    fetcher = layout._fetcher(PdfHtml(source, theme.load()), theme.load())
    for address in (
        "https://example.org/picture.png",
        "file:///etc/hostname",
        "data:text/plain,x",
        "triplicate:picture/9",
    ):
        with pytest.raises(FatalURLFetchingError):
            fetcher.fetch(address)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(*, enabled: bool) -> None:
    before = gc.isenabled()
    try:
        gc.enable() if enabled else gc.disable()
        make(document(para("Text.")))
        assert gc.isenabled() is enabled
        with pytest.raises(TriplicateError):
            make(document(para("日")))
        assert gc.isenabled() is enabled
    finally:
        gc.enable() if before else gc.disable()

"""A machine without the fonts of a script says which package brings them, and which line wants them."""

import pytest

from tests.trust.running import names_in, write
from triplicate import cli
from triplicate.theme import fonts, loading


def forget():
    """Forget the fonts that were found, and the themes that were loaded with them."""
    fonts.families.cache_clear()
    loading._loaded.clear()


@pytest.fixture
def without_arabic(monkeypatch):
    """A machine where the fonts for Arabic are not installed."""
    find = fonts.find_spec
    monkeypatch.setattr(fonts, "find_spec", lambda name: None if "arabic" in name else find(name))
    forget()
    yield
    forget()


@pytest.mark.parametrize("command", ["check", "export"])
@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("كلمات", 6),
        # Letters that stand in the words of Triplicate alone: the foot of each page has its number.
        ("[Words]{lang=en}", 3),
    ],
)
def test_fonts_that_are_not_installed_are_named(tmp_path, capsys, without_arabic, command, words, line):
    source = write(tmp_path / "text.md", f"---\ntitle: T\nlang: ar\n---\n\n{words}\n")
    assert cli.run([command, str(source)]) == 1
    told = capsys.readouterr()
    assert f"{source}:{line}:1 C050 error No font shows Arabic: " in told.out + told.err
    assert "Install IBM Plex Sans Arabic" in told.out + told.err
    assert "pip install 'triplicate[scripts]'" in told.out + told.err
    assert names_in(tmp_path) == ["text.md"]
    # Word and EPUB name their fonts; what lacks them takes others.
    assert cli.run(["export", str(source), "--formats", "docx,epub", "--quiet"]) == 0

"""Font files that are put together of tables: fontTools, which shares no code with them, finds in them what is meant."""

from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace

import pytest
from fontTools.misc.timeTools import epoch_diff
from fontTools.ttLib import TTFont

from triplicate.formats.pdf.instances import _Instance
from triplicate.formats.word.embedding import _named
from triplicate.theme.cutting import cut, is_variable
from triplicate.theme.font_file import file_of, tables_of
from triplicate.theme.fonts import families

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
VARIABLE = {
    face.path.name: data
    for family in families().values()
    for face in family.faces
    if family.name in ("IBM Plex Sans", "Noto Sans Tamil") and is_variable(data := face.path.read_bytes())
}


def opened(data: bytes) -> TTFont:
    """Return a font; its checksums are found to be right."""
    font = TTFont(BytesIO(data), checkChecksums=2, recalcTimestamp=False)
    for tag in font.keys():  # noqa: SIM118  it is no mapping
        font[tag]
    return font


@pytest.mark.parametrize("name", VARIABLE)
def test_an_instance_is_what_font_tools_would_write(name: str) -> None:
    file = BytesIO()
    _Instance(MOMENT, SimpleNamespace(reader=SimpleNamespace(file=BytesIO(VARIABLE[name]))), {"wght": 600}).save(file)
    font = opened(file.getvalue())
    assert font["head"].modified + epoch_diff == MOMENT.timestamp()
    written = BytesIO()
    font.save(written)
    assert tables_of(written.getvalue()).keys() == tables_of(file.getvalue()).keys()
    raw = BytesIO()
    untouched = TTFont(BytesIO(file.getvalue()), recalcTimestamp=False)
    untouched.save(raw)
    assert raw.getvalue() == file.getvalue()


@pytest.mark.parametrize("name", VARIABLE)
@pytest.mark.parametrize("bold", [False, True])
def test_an_instance_for_word_is_named_as_a_face_of_its_family(name: str, *, bold: bool) -> None:
    before = cut(VARIABLE[name], {"wght": 600 if bold else 400}, lambda code: code < 0x300)
    font, old = opened(_named(before, bold=bold)), opened(before)
    style = " ".join((["Bold"] if bold else []) + (["Italic"] if "Italic" in name else [])) or "Regular"
    assert font["name"].getDebugName(2) == style
    assert font["name"].getDebugName(4) == f"{old['name'].getDebugName(1)} {style}"
    assert font["name"].getDebugName(6) == font["name"].getDebugName(4).replace(" ", "")
    assert font["head"].macStyle == bold + 2 * ("Italic" in name)
    selected = font["OS/2"].fsSelection
    assert [bool(selected >> bit & 1) for bit in (0, 5, 6)] == ["Italic" in name, bold, style == "Regular"]
    assert font.getBestCmap() == old.getBestCmap()


def test_outlines_of_postscript_are_said_to_be_such() -> None:
    tables = {"head": bytes(54), "CFF ": b"outlines"}
    assert file_of(tables)[:4] == b"OTTO"
    assert tables_of(file_of(tables))["CFF "] == b"outlines"

"""``triplicate.toml``: found upwards, below the command line and the front matter, described for editors."""

import tomllib
from pathlib import Path

import jsonschema_rs
import pytest

from tests.checks.helpers import FRONT, codes, read_text, review_text
from triplicate.checks import RULES
from triplicate.errors import UnreadableError
from triplicate.formats.product import USUAL, Format
from triplicate.jobs import config, schema
from triplicate.jobs.config import Choices, Plan
from triplicate.reading.keys import ALIASES, KEYS
from triplicate.rules.finding import Severity

WHOLE = """
style = "large-print"
formats = ["pdf", "epub"]
output = "made"
pdf-standard = "ua-2"
languages = ["en-GB", "cy"]
media = ["pictures"]
house-style = "gov.uk"
strict = true

[words]
portal = "site"

[ignore]
L052 = "Our lists of one item grow."

[severity]
H052 = "error"
"""


def test_the_nearest_configuration_above_a_source_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "news" / "2019"
    inner.mkdir(parents=True)
    (tmp_path / "triplicate.toml").write_text("strict = true\n")
    assert config.find(inner / "release.md") == tmp_path / "triplicate.toml"
    (tmp_path / "news" / "triplicate.toml").write_text("strict = false\n")
    assert config.find(inner / "release.md") == tmp_path / "news" / "triplicate.toml"
    assert config.find(inner) == tmp_path / "news" / "triplicate.toml"


def test_every_key_is_read_and_folders_are_those_beside_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "triplicate.toml"
    path.write_text(WHOLE)
    read, findings = config.load(path)
    assert findings == ()
    assert (read.style, read.formats, read.pdf_standard) == ("large-print", ("pdf", "epub"), "ua-2")
    assert (read.output, read.media) == (tmp_path / "made", (tmp_path / "pictures",))
    settings = read.settings
    assert (settings.house_style, settings.strict, settings.languages) == ("gov.uk", True, ("en-GB", "cy"))
    assert settings.house_words == {"portal": "site"}
    assert settings.ignores == {"L052": "Our lists of one item grow."}
    assert settings.raised == {"H052": Severity.ERROR}


def test_the_command_line_stands_before_the_text_and_the_text_before_the_configuration(tmp_path: Path) -> None:
    read, _ = config.parse('style = "large-print"\npdf-standard = "ua-2"\nformats = ["pdf"]\n', tmp_path)
    plain = read_text(FRONT + "Words.").metadata
    styled = read_text("---\ntitle: Evidence\nlang: en\nstyle: standard\npdf-standard: ua-1\n---\n\nWords.").metadata
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    assert read.settle(Choices(), plain, here) == Plan(("large-print",), (Format.PDF,), here, "ua-2")
    assert read.settle(Choices(), styled, here) == Plan(("standard",), (Format.PDF,), here, "ua-1")
    asked = Choices(("plain",), (Format.EPUB,), elsewhere, "ua-2")
    assert read.settle(asked, styled, here) == Plan(("plain",), (Format.EPUB,), elsewhere, "ua-2")


def test_no_configuration_gives_the_defaults() -> None:
    read, findings = config.load(None)
    assert findings == ()
    metadata = read_text(FRONT + "Words.").metadata
    assert read.settle(Choices(), metadata, Path("here")) == Plan(("standard",), USUAL, Path("here"), "ua-1")


def test_a_finding_on_the_configuration_names_the_file_and_the_nearest_key(tmp_path: Path) -> None:
    path = tmp_path / "triplicate.toml"
    path.write_text('strict = true\npdf_standard = "ua-1"\n')
    _, findings = config.load(path)
    (finding,) = findings
    assert str(finding).startswith(f"{path}:2:1 M050 error ")
    assert "pdf-standard" in finding.hint


@pytest.mark.parametrize("data", [b"\xff\xfe", b"style = '\xe9'"])
def test_a_configuration_that_is_not_utf_8_is_an_error_with_its_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "triplicate.toml"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=r"triplicate\.toml"):
        config.load(path)


def test_what_is_wrong_in_a_configuration_has_no_effect(tmp_path: Path) -> None:
    text = 'strict = "yes"\n[ignore]\nH050 = ""\nH999 = "why"\nL052 = "Lists grow."\n[severity]\nH050 = "advice"\n'
    read, findings = config.parse(text, tmp_path)
    assert [(finding.code, finding.place.line) for finding in findings] == [
        ("M051", 1),
        ("M053", 3),
        ("M054", 4),
        ("M056", 7),
    ]
    assert read.settings.ignores == {"L052": "Lists grow."}
    assert not read.settings.raised
    assert not read.settings.strict


def test_the_settings_of_a_configuration_judge_findings(tmp_path: Path) -> None:
    text = FRONT + "**Costs**\n\nWe sell:\n\n- apples & pears\n"
    assert codes(review_text(text)) == ["H052", "L052", "S056"]
    read, _ = config.parse(WHOLE, tmp_path)
    verdict = review_text(text, read.settings)
    found = [(finding.code, finding.severity) for finding in verdict.findings]
    assert found == [("H052", Severity.ERROR), ("S056", Severity.ADVICE)]
    assert verdict.stops
    assert [finding.code for finding, _ in verdict.ignored] == ["L052"]
    # Without a house style, its findings are neither raised nor among the ignored.
    plain, _ = config.parse(WHOLE.replace('house-style = "gov.uk"', ""), tmp_path)
    verdict = review_text(text, plain.settings)
    assert [finding.code for finding in verdict.findings] == ["H052"]
    assert verdict.ignored == ()


def test_the_schema_of_the_configuration_knows_every_key_and_code() -> None:
    described = schema.config_schema()
    assert set(described["properties"]) == {key.name for key in config.KEYS}
    assert described["additionalProperties"] is False
    assert described["properties"]["ignore"]["propertyNames"]["enum"] == list(RULES)
    assert described["properties"]["formats"]["items"]["enum"] == ["pdf", "docx", "epub", "html"]


def test_the_schema_of_front_matter_knows_every_key_and_alias() -> None:
    described = schema.front_matter_schema()
    assert set(described["properties"]) == {*KEYS, *ALIASES}
    assert all(value["description"] for value in described["properties"].values())


def test_the_schemas_accept_what_is_right_and_refuse_slips() -> None:
    for described in (schema.config_schema(), schema.front_matter_schema()):
        jsonschema_rs.meta.validate(described)
    accepts = jsonschema_rs.Draft202012Validator(schema.config_schema()).is_valid
    assert accepts(tomllib.loads(WHOLE))
    assert not accepts({"pdf-standrad": "ua-1"})
    assert not accepts({"ignore": {"H999": "why"}})
    accepts = jsonschema_rs.Draft202012Validator(schema.front_matter_schema()).is_valid
    assert accepts({"title": "T", "lang": "en", "author": [{"name": "A"}, "B"], "ignore": {"H054": "A name."}})
    assert not accepts({"toc-depth": 9})
    assert not accepts({"author": {"nam": "A"}})

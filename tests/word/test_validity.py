"""Word files are valid by two validators that know nothing of each other."""

from pathlib import Path

import pytest

from tests.judges import openxml_audit, openxml_sdk
from tests.word import texts
from triplicate import theme


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("word")
    made = [texts.saved(texts.read(sample), folder / f"{sample.stem}{sample.suffix}.docx") for sample in texts.SAMPLES]
    made += [texts.saved(texts.every_node(lang), folder / f"nodes-{lang}.docx") for lang in ("en-GB", "ar", "ja")]
    made += [
        texts.saved(texts.every_node(), folder / f"style-{style}.docx", style, page_numbers={"section": "7"})
        for style in theme.names()
    ]
    made.append(texts.saved(texts.document(), folder / "empty.docx"))
    return made


def test_the_open_xml_sdk_finds_nothing(files):
    verdicts = openxml_sdk(files)
    assert set(verdicts) == set(files)
    assert [(file.name, error) for file, errors in verdicts.items() for error in errors] == []


def test_openxml_audit_finds_nothing(files):
    assert [(file.name, error) for file in files for error in openxml_audit(file)] == []


def test_the_samples_lose_nothing():
    for sample in texts.SAMPLES:
        assert texts.export(texts.read(sample)).problems == ()

"""The law of writing: what is written reads as the document that it was, and nothing in it is found wrong."""

import os
import random

import pytest
from hypothesis import HealthCheck, given, settings

from tests import samples, strategies
from tests.campaign.documents import document_of
from tests.profiles import examples
from tests.strategies import PNG, Seeded, documents
from tests.writing.dialect import sayable
from tests.writing.hard import Hard
from triplicate.reading import read
from triplicate.writing import write

MOST = int(os.environ.get("TRIPLICATE_WRITING", "3"))
"""How many documents of each kind are tried."""

law = settings(deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("pictures")
    (path / "dot.png").write_bytes(PNG)
    return path


def assert_is_kept(document, folder, width=None):
    wanted = sayable(document)
    text = write(wanted, width=width)
    reading = read(text, folder=folder)
    assert sayable(reading.document) == wanted, text
    assert reading.findings == (), text


@settings(law, max_examples=examples(MOST))
@given(document=documents())
def test_a_document_is_kept(folder, document):
    assert_is_kept(document, folder)


@pytest.mark.parametrize("seed", range(examples(MOST)))
def test_a_document_that_a_page_does_not_like_is_kept(folder, seed):
    assert_is_kept(document_of(seed), folder)


@pytest.mark.parametrize("seed", range(examples(MOST)))
def test_a_document_is_kept_in_lines_of_a_width(folder, seed):
    document = strategies.whole(Drawn(random.Random(seed)))
    assert_is_kept(document, folder, width=60)


class Drawn(Seeded, Hard):
    """Hard words drawn by a seeded generator."""


@pytest.mark.parametrize("seed", range(examples(MOST)))
def test_words_that_look_like_markup_are_kept(folder, seed):
    assert_is_kept(strategies.whole(Drawn(random.Random(seed))), folder)


@pytest.mark.parametrize("name", [name for name in samples.NAMES if name.endswith(".md")])
def test_a_sample_is_kept_and_written_the_same_twice(name):
    document = samples.document(name)
    text = write(document)
    again = read(text, folder=samples.SOURCE).document
    assert sayable(again) == sayable(document)
    assert write(again) == text


def test_chinese_is_kept_in_lines_of_a_width(folder):
    """The end of a line stands for no space between two of its characters."""
    text = "中文。 中文 *中文* [中文](https://a.example) a 中文 中文 b b\n"
    assert_is_kept(read(text).document, folder, width=6)
    assert write(read("中文，\n中文\n").document, width=2).endswith("\n中文，中文\n")

"""What is known of languages at once is what langcodes knows."""

import langcodes
import pytest

from triplicate.document import language


@pytest.mark.parametrize("tag", sorted(language._SCRIPTS))
def test_a_usual_tag_is_as_langcodes_has_it(tag):
    assert langcodes.tag_is_valid(tag)
    assert langcodes.standardize_tag(tag) == tag == language.canonical(tag)
    assert langcodes.Language.get(tag).maximize().script == language.script_of(tag)


def test_other_tags_are_asked_for():
    assert language.canonical("EN-gb") == "en-GB"
    assert language.canonical("xx-nonsense-tag") is None
    assert language.script_of("yi") == "Hebr"
    assert language.direction("dv") == "rtl"
    assert language.script_of("q") == ""

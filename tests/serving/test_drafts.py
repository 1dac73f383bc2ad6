"""A draft is checked, mended, described and answered; what is not touched stays."""

from dataclasses import replace
from pathlib import Path

import pytest

from triplicate.serving.checking import check
from triplicate.serving.drafts import Answers, Draft
from triplicate.serving.editing import answer, describe, mend, mend_all

SOURCE = Path(__file__).parents[2] / "source"
EVIDENCE = Path(__file__).parents[1] / "checks" / "evidence"
WAVES = (SOURCE / "pictures" / "waves.png").read_bytes()

FLOOD = """\
---
title: Flood shelter
lang: en-GB
---

Words come first.

![](pictures/waves.png "The river")

**What to bring**

• your medicine
• a warm coat

See ![](waves.png) and <img src="waves.png">.

#### If you cannot leave
"""


@pytest.fixture(scope="module")
def flood():
    return Draft(FLOOD, pictures={"waves.png": WAVES, "unused.png": WAVES})


@pytest.fixture(scope="module")
def checked(flood):
    return check(flood)


def by_code(checked, code):
    return [finding for finding in checked.findings if finding.code == code]


def test_neighbouring_lines_with_one_fault_are_one_finding(checked):
    (bullets,) = by_code(checked, "L050")
    assert (bullets.line, bullets.end_line) == (12, 13)
    (change,) = bullets.mends
    assert change.old == ("• your medicine", "• a warm coat")
    assert change.new == ("- your medicine", "- a warm coat")
    assert bullets.sure
    assert bullets.why
    assert bullets.rule.endswith(".")


def test_pictures_are_found_without_their_folders_and_know_their_findings(checked):
    assert [(one.name, one.here, one.done, one.caption) for one in checked.pictures] == [
        ("pictures/waves.png", True, False, "The river"),
        ("waves.png", True, False, ""),
        ("waves.png", True, False, ""),
    ]
    assert checked.unused == ("unused.png",)
    for picture in checked.pictures:
        (name,) = picture.findings
        (finding,) = (one for one in checked.findings if one.id == name)
        assert (finding.target, finding.picture, finding.line) == ("picture", picture.name, picture.line)


def test_what_changes_more_than_marks_is_for_a_person_to_confirm(flood, checked):
    (bold,) = by_code(checked, "H052")
    assert [(one.new, one.sure) for one in bold.mends] == [(("## What to bring",), False)]
    assert "**What to bring**" in mend_all(flood).text
    mended = mend(flood, bold.id)
    assert mended.text == FLOOD.replace("**What to bring**", "## What to bring")
    assert mend(flood, "H052-1-1") == flood


def test_a_mend_says_what_it_will_do_and_does_it(flood, checked):
    for finding in checked.findings:
        lines = FLOOD.split("\n")
        for change in finding.mends:
            assert tuple(lines[change.line - 1 : change.line - 1 + len(change.old)]) == change.old
            lines[change.line - 1 : change.line - 1 + len(change.old)] = change.new
        assert mend(flood, finding.id).text == "\n".join(lines)


@pytest.mark.parametrize("words", ["A river", 'Waves [high] *and* "wild" \\ <b> & so', "  two\nlines  "])
def test_pictures_are_described_in_whatever_way_they_are_written(flood, checked, words):
    draft = flood
    for picture in checked.pictures:
        draft = describe(draft, picture.line, picture.name, words)
    assert [one.alt for one in check(draft).pictures] == [" ".join(words.split())] * 3


def test_a_picture_that_tells_nothing_is_marked_and_words_take_that_back(flood):
    marked = describe(flood, 8, "pictures/waves.png", decorative=True)
    assert '![](pictures/waves.png "The river"){.decorative}' in marked.text
    assert check(marked).pictures[0].decorative
    assert describe(marked, 8, "pictures/waves.png", "A river").text == FLOOD.replace("![](p", "![A river](p")
    assert describe(flood, 9, "pictures/waves.png", "A river") == flood


def test_answers_stand_in_the_front_matter_of_markdown(flood):
    answered = answer(flood, Answers(title="Flood: “now”", date="2025-03-17", editions=("print",)))
    assert answered.text == FLOOD.replace(
        "title: Flood shelter\nlang: en-GB", "title: 'Flood: “now”'\nlang: en-GB\ndate: 2025-03-17"
    )
    assert answered.answers == Answers(editions=("print",))
    found = check(answered)
    assert (found.title, found.date, found.lang) == ("Flood: “now”", "2025-03-17", "en-GB")
    bare = answer(Draft("# Flood\n\nWords."), Answers(lang="cy"))
    assert bare.text == "---\nlang: cy\n---\n\n# Flood\n\nWords."
    assert check(bare).missing == ()


def test_answers_stand_in_front_matter_of_toml():
    changed = answer(Draft('+++\ntitle = "Flood"\n\n[params]\na = 1\n+++\n\nWords.'), Answers(title="Tide", lang="cy"))
    assert changed.text == '+++\nlang = "cy"\ntitle = "Tide"\n[params]\na = 1\n+++\n\nWords.'
    found = check(changed)
    assert (found.title, found.lang) == ("Tide", "cy")


def test_answers_stand_beside_plain_text_and_broken_front_matter():
    for text, name in (("Flood\n\nWords.", "text.txt"), ("---\ntitle: [\n---\n\nWords.", "text.md")):
        draft = answer(Draft(text, name), Answers(title="Flood", lang="en-GB"))
        assert draft.text == text
        assert (draft.answers.title, draft.answers.lang) == ("Flood", "en-GB")
    plain = answer(Draft("Flood\n\nWords.", "text.txt"), Answers(lang="en-GB"))
    assert (check(plain).lang, check(plain).stops) == ("en-GB", False)


def test_what_is_missing_is_asked_for():
    found = check(Draft("Words."))
    assert found.missing == ("title", "lang")
    assert [(one.target, one.field) for one in found.findings if one.field] == [("field", "title"), ("field", "lang")]
    assert (found.title, found.lang) == ("", "")
    assert found.stops


def test_a_text_that_cannot_be_read_says_why():
    found = check(Draft("a\0b"))
    assert "null character" in found.unread
    assert found.stops
    assert "/" not in found.unread
    assert found.record["exit_code"] == 2


def test_a_text_reaches_nothing_on_this_machine(tmp_path):
    (tmp_path / "secret.png").write_bytes(WAVES)
    names = (f"{tmp_path}/secret.png", "../" * 30 + f"{tmp_path}/secret.png"[1:], f"file://{tmp_path}/secret.png")
    for name in names:
        found = check(
            Draft(
                f"---\ntitle: T\nlang: en\ncover-image: {name}\ncover-alt: x\nstyle: {tmp_path}/x.toml\n---\n\n![x]({name})\n"
            )
        )
        assert found.stops
        assert not any(picture.here for picture in found.pictures)


@pytest.mark.parametrize(
    "name",
    ["../evil.png", "/etc/evil.png", "a/../../evil.png", "\0.png", "x" * 5000 + ".png", "triplicate.toml", "text.md"],
)
def test_a_picture_with_any_name_lies_in_its_folder_or_nowhere(name):
    draft = Draft("---\ntitle: T\nlang: en\n---\n\nWords.\n", pictures={name: b'style = "/etc/passwd"'})
    assert not check(draft).stops


@pytest.mark.parametrize("code", ["G053", "I001", "I002", "K003", "M001", "M002", "P001"])
def test_no_remedy_names_an_option_of_the_command_line(code):
    for file in (EVIDENCE / code).glob("bad*"):
        found = check(Draft(file.read_text(), file.name))
        assert by_code(found, code)
        assert not [finding.hint for finding in found.findings if "--" in finding.hint]


def test_the_text_stays_what_it_was_where_nothing_is_wrong():
    text = (SOURCE / "news-release.md").read_text()
    draft = Draft(text)
    assert mend_all(draft).text == text
    assert answer(draft, Answers()) == draft
    assert replace(draft, text=text) == draft

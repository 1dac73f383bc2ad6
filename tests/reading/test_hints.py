"""What a hint says, done to the letter, takes its finding away and keeps the words."""

import re

import pytest

from tests.checks.helpers import FRONT, review_text
from tests.checks.test_mend import mended
from triplicate.checks import RULES
from triplicate.document.walk import plain, text_of
from triplicate.reading import read
from triplicate.rules.finding import Phase


def _table(columns: int) -> str:
    return "\n".join(f"|{columns * cell}" for cell in ("A|", "-|", "1|", "2|"))


def _front(lines: str) -> str:
    return FRONT.replace("---\n\n", f"{lines}\n---\n\n") if lines else FRONT


CASES = [
    # a text, the code found in it, and the text as its hint says it should be
    ("[desk](desk@example.org)", "K010", "[desk](mailto:desk@example.org)"),
    ("[One](one.md)", "K003", "[One](https://example.org/one.md)"),
    ("[One](www.example.org)", "K012", "[One](https://www.example.org)"),
    ("[One](https://[::1)", "K009", "[One](https://example.org/)"),
    ("## A\n\n###\n\nWords.", "H051", "## A\n\n### B\n\nWords."),
    ("[One](http:/example.org)", "K012", "[One](http://example.org)"),
    ("## A\n\n#### B\n\nWords.", "H050", "## A\n\n### B\n\nWords."),
    ("It\x92s \x93so\x94 \x96 now\x85", "X016", "It’s “so” – now…"),
    ("Before\u2028after", "X016", "Before\n\nafter"),
    ("Before\u2028after", "X016", "Before\\\nafter"),
    ("It is <font color='red'>due</font>.", "X027", "It is **due**."),
    (
        '<iframe src="https://example.org/map" title="The route"></iframe>',
        "X048",
        "[The route](https://example.org/map)",
    ),
    ("Words {.red}.", "X002", "Words \\{.red}."),
    ("[a]{langg=fr}", "X003", "[a]{lang=fr}"),
    ("- One\n  {type=a}\n  1. Two", "X003", "- One\n\n  {type=a}\n  1. Two"),
    ("```{r}\nplot(1)\n```", "X006", "```r\nplot(1)\n```"),
    ("Pay <%= price %> now.", "X006", "Pay £4 now."),
    ("Pay $course_fee$ now.", "X006", "Pay £4 now."),
    ("Pay $course_fee$ for $x^2$.", "X006", "Pay £4 for $x^2$."),
    ("Ring {{ team.phone | default: 'us' }}.", "X006", "Ring 12345."),
    ("See {{'[the {}]({})'.format(name, page)}}.", "X006", "See [the page](https://example.org/page)."),
    ("[Form]({{ site.form }})", "X006", "[Form](https://example.org/form)"),
    ("{::calculator id='pot' /}", "X006", "[Work out](https://example.org/pot) what you have."),
    ("See [[Hours]].", "X005", "See [Hours](https://example.org/hours)."),
    ("See [[Hours]].", "X005", "See \\[\\[Hours]]."),
    ("The <type> of it", "X001", "The `<type>` of it"),
    ("::: warnng\nWords.\n:::", "X012", "::: warning\nWords.\n:::"),
    ("::: figures\n- 42 visits a day\n:::", "X031", "::: figures\n- **42** visits a day\n:::"),
    (
        "{row-headers=2}\n| A | B | C |\n|---|---|---|\n| # x | y | 1 |",
        "X050",
        "{row-headers=1}\n| B | A | C |\n|---|---|---|\n| y | x | 1 |",
    ),
    ("##Hours\n\nWords.", "X047", "## Hours\n\nWords."),
    ("####### Deep", "X021", "###### Deep"),
    ("| A | B |\n|---|---|\n| a | # b |", "X021", "| A | B |\n|---|---|\n| a | \\# b |"),
    ("Words.\n\n>\n\nMore.", "X028", "Words.\n\nMore."),
    ("![A chart of boats](lost.png)", "I001", "![A chart of boats](chart.png)"),
    ("![A chart of boats](../../chart.png)", "I002", "![A chart of boats](chart.png)"),
    ("![A chart of boats](https://example.org/chart.png)", "I005", "![A chart of boats](chart.png)"),
    ("![A chart of boats](chart.png){.decorative}", "I006", "![](chart.png){.decorative}"),
    ("![A chart of boats](chart.png){.decorative}", "I006", "![A chart of boats](chart.png)"),
    ('Here ![a chart](chart.png "Boats").', "I007", "Here ![a chart](chart.png)."),
    (_front("cover-image: chart.png"), "I008", _front("cover-image: chart.png\ncover-alt: A chart")),
    (_front("cover-image: chart.png"), "I008", _front("cover-image: chart.png {.decorative}")),
    ("![](chart.png)", "I009", "![Boats fell by half](chart.png)"),
    ("![](chart.png)", "I009", "![](chart.png){.decorative}"),
    ("![](chart.png)\n\nSee.", "I009", "![](chart.png){described-by=#id}\n\n{#id}\nSee."),
    ('<img src="chart.png">', "I009", '<img src="chart.png" alt="">'),
    ('![](chart.png "Boats")', "I011", '![Boats fell by half](chart.png "Boats")'),
    ("See [](#prices).", "K001", "See [](#prices).\n\n## Prices {#prices}"),
    ("See [](#prics).\n\n## Prices", "K001", "See [](#prices).\n\n## Prices"),
    ("[Go](javascript:void)", "K002", "[Go](https://example.org/)"),
    ("[the form][form]", "K004", "[the form][form]\n\n[form]: https://example.org/form"),
    ("[the form][form]", "K004", "[the form](https://example.org/form)"),
    ("{#p}\n- Text.\n\nSee [](#p).", "K005", "{#p}\n- Text.\n\nSee [words](#p)."),
    ("* one\n*two", "X049", "* one\n* two"),
    ("## One {#a}\n\n## Two {#a}", "K006", "## One {#a}\n\n## Two {#b}"),
    ('[Hours](https://example.org "of opening")', "K007", "[Hours of opening](https://example.org)"),
    ("[](https://example.org)", "K008", "[Hours](https://example.org)"),
    ("[Hours]()", "K011", "[Hours](https://example.org)"),
    ("[Prices](#prices)", "K011", "[Prices](#prices)\n\n{#prices}\nTen pounds."),
    ("---\nlang: en\n---\n\nText.", "M001", "---\nlang: en\n---\n\n# Title\n\nText."),
    ("---\nlang: en\n---\n\nText.", "M001", "---\nlang: en\ntitle: Title\n---\n\nText."),
    ("---\ntitle: T\n---\n\nText.", "M002", "---\ntitle: T\nlang: en-GB\n---\n\nText."),
    (_front("lang: english").replace("lang: en-GB\n", ""), "M003", _front("")),
    (_front("subtitle: News: today"), "M004", _front('subtitle: "News: today"')),
    (_front("subtitle: 'The mill's hours'"), "M004", _front("subtitle: 'The mill''s hours'")),
    (_front('subtitle: "The "old" mill"'), "M004", _front(r'subtitle: "The \"old\" mill"')),
    (_front("author:\n\t- Ada"), "M004", _front("author:\n  - Ada")),
    ("---\nname: Hours\nlang: en-GB\n---\n\nText.", "M001", "---\ntitle: Hours\nlang: en-GB\n---\n\nText."),
    (
        "---\ntitle: T\n---\n\nLe matin et le soir, pour les uns et les autres, dans la maison.",
        "M002",
        "---\ntitle: T\nlang: fr\n---\n\nLe matin et le soir, pour les uns et les autres, dans la maison.",
    ),
    ("**（本館）**では、**「今日」**も開く。 **tail", "X008", "**（本館）**では、**「今日」**も開く。 **tail**"),
    (_front("autor: A. Writer"), "M005", _front("author: A. Writer")),
    (_front("date: 25th January"), "M006", _front("date: 2019-01-25")),
    (_front("tags: [a]\nkeywords: [b]"), "M007", _front("keywords: [b]")),
    (_front("") + "Ring {{ phone }}.", "M008", _front("phone: 12345") + "Ring {{ phone }}."),
    ("Ring {{ the phone }}.", "M008", "Ring `{{ the phone }}`."),
    (_front("subtitle: A guide[^1]"), "M009", _front("subtitle: A guide")),
    ("Text.[^1]", "N001", "Text.[^1]\n\n[^1]: The note."),
    ("Text.[^ 1]", "N001", "Text.[^1]\n\n[^1]: the note."),
    ("Text.\n\n[^1]: The note.", "N002", "Text.[^1]\n\n[^1]: The note."),
    ("Text.[^1]\n\n[^1]: One.\n\n[^1]: Two.", "N003", "Text.[^1][^2]\n\n[^1]: One.\n\n[^2]: Two."),
    ("::: note\nMind the step.", "X004", "::: note\nMind the step.\n:::"),
    ("![A map](my map.png)", "X007", "![A map](<my map.png>)"),
    ("This is **important.", "X008", "This is **important**."),
    ("This is **important.", "X008", "This is \\*\\*important."),
    ("This is ++new++.", "X008", "This is **new**."),
    ("Type `ls.", "X009", "Type `ls`."),
    ("Type `ls.", "X009", "Type \\`ls."),
    ("```\nls", "X009", "```\nls\n```"),
    ("[Hours](opening hours.html)", "X010", "[Hours](https://example.org/hours)"),
    ("[Hours](opening hours.html)", "X010", "[Hours\\](opening hours.html)"),
    (
        "[![Tests pass](https://example.org/b.svg)](https://example.org/)",
        "I012",
        "[Tests pass](https://example.org/)",
    ),
    ("![Draft](https://img.shields.io/a)", "I012", "Draft"),
    ("| A | B |\n|---|\n| 1 | 2 |", "X013", "| A | B |\n|---|---|\n| 1 | 2 |"),
    ("| A | B |\n|---|---|\n| 1 | 2 |\n| 3 |", "X046", "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | |"),
    ("## A\n\n: Not a caption", "X013", "## A\n\nTerm\n: Not a caption"),
    (_table(64), "X045", f"{_table(32)}\n\n{_table(32)}"),
    ("The end. \\newpage", "X017", "The end.\n\n\\newpage"),
    ("<!-- to do\n\nText", "X019", "<!-- to do -->\n\nText"),
    ("- [x] Book\n- Pay", "X020", "- [x] Book\n- [ ] Pay"),
    ("It is ==now==.", "X022", "It is **now**."),
    ("It is ==now==.", "X022", "It is now."),
    ("```python linenos\nls\n```", "X024", "```python\nls\n```"),
    (_front("math: true") + '$\\foo x${alt="x"}', "X025", _front("math: true") + "foo x"),
    ("It is \\(x^2\\).", "X026", _front("math: true") + 'It is $x^2${alt="x squared"}.'),
    (_front("math: true") + "$a^2$", "X029", _front("math: true") + '$a^2${alt="a squared"}'),
    ("It is $a^2$.", "X030", _front("math: true") + "It is $a^2$."),
    ("It takes $O(n)$.", "X030", _front("math: true") + "It takes $O(n)$."),
    ("Run `ls\u200b -a`.", "X044", "Run `ls -a`."),
    ("One.\n\n\\newpage\n\n\\newpage\n\nTwo.", "X040", "One.\n\n\\newpage\n\nTwo."),
]
ELSEWHERE = {
    *("I003", "I004", "I010"),  # a picture is saved anew
    *("M010", "M011"),  # of several files, or of the call
    *("X014", "X015", "X023", "X042"),  # words are written anew, in the language of the text or on fewer levels
}
"""The rules whose hints no change to marks follows."""


def codes(text: str) -> set[str]:
    whole = text if text.startswith("---\n") else FRONT + text
    return {finding.code for finding in review_text(f"{whole}\n").findings}


def test_every_rule_of_reading_has_its_hint_followed() -> None:
    rules = {rule.code for rule in RULES.values() if rule.phase is Phase.READING and rule.kind != "plain"}
    assert {code for _, code, _ in CASES} | ELSEWHERE >= rules
    assert not {code for _, code, _ in CASES} & ELSEWHERE


@pytest.mark.parametrize(("text", "code", "right"), CASES)
def test_a_text_with_its_hint_followed_has_the_finding_no_more(text: str, code: str, right: str) -> None:
    assert code in codes(text)
    assert not codes(right) & {code, "X001", "X002", "X006"}


def letters(text: str) -> str:
    document = read(FRONT + text).document
    words = "".join([text_of(document.title.children), *map(plain, document.blocks)])
    return "".join(re.findall(r"\w", words))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("[desk](desk@example.org)\n", "[desk](mailto:desk@example.org)\n"),
        ("The [desk].\n\n[desk]: desk@example.org\n", "The [desk].\n\n[desk]: mailto:desk@example.org\n"),
        ("It\x92s \x93so\x94 \x96 now\x85\n", "It’s “so” – now\x85\n"),
    ],
)
def test_what_is_mechanical_is_mended_and_the_words_stay(text: str, right: str) -> None:
    assert mended(FRONT + text).text == FRONT + right
    assert letters(right) == letters(text)


def test_marks_in_metadata_are_not_printed() -> None:
    front = (
        "---\ntitle: A *short* story\nsubtitle: With *stress* and `code` and [a link](https://www.example.org/)\n"
        'author: "*Jane* Doe"\ndescription: A **bold** claim\nlang: en-GB\n---\n\nWords.\n'
    )
    metadata = read(front).document.metadata
    assert metadata.title == "A short story"
    assert metadata.subtitle == "With stress and code and a link (https://www.example.org/)"
    assert (metadata.authors[0].name, metadata.description) == ("Jane Doe", "A bold claim")
    (found,) = read(front.replace("A **bold** claim", "For {% year %}")).findings
    assert (found.code, found.place.line) == ("X006", 5)


def test_a_heading_in_a_note_is_no_section_of_the_text() -> None:
    result = read(FRONT + "Words.[^1]\n\n[^1]: ## A heading\n")
    (note,) = result.document.notes
    assert [plain(block) for block in note.children] == ["A heading"]
    assert [finding.code for finding in result.findings] == ["X027"]


@pytest.mark.parametrize("end", ["> ::: e\n>", "> | | |\n> -|-\n>", "::: note", "> ::: note\n> a"])
def test_a_text_may_end_anywhere(end: str) -> None:
    assert read(FRONT + end).document.title


def test_closing_quotation_marks_are_no_part_of_an_acronym() -> None:
    text = (
        FRONT
        + "Choose 'URL' or ‘CSV’ in the UK’s list.\n\nThe ‘UK’ rule and the URLs rule, and PDFs. DON’T GO THERE.\n"
    )
    found = review_text(text).findings
    assert [finding.code for finding in found] == ["S050"]

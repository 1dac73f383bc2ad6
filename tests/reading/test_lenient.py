"""What would be refused is left out, if that is asked for, with a sign in its place in the language of the text."""

import pytest

from tests.reading.helpers import reading
from triplicate.document.model import Passage
from triplicate.document.walk import descend, plain, text_of
from triplicate.reading import read

TEXT = """\
Pay {% include fee.html %} now and <iframe src="x"
name="y"></iframe> end.

<video src="a.mp4">
words
</video>

```{ojs}
a = 1
```

{{< form >}}

![A [b] map](https://example.org/x.png)

Ask {{ nobody }} and <Bar />.

> ![B](lost.png)

![](plans/the%20quay.png) and <img src="pier.png">
"""


def test_signs_stand_where_something_is_left_out_and_nothing_else_is_lost() -> None:
    strict = reading(TEXT)
    assert {finding.severity.value for finding in strict.findings} == {"error"}
    result = reading(TEXT, lenient=True)
    assert [plain(one) for one in result.document.blocks] == [
        "Pay (Left out: include) now and (Left out: iframe) end.",
        "(Left out: video)",
        "(Left out: ojs)",
        "(Left out: form)",
        "(Left out: A b map)",
        "Ask (Left out: nobody) and (Left out: Bar).",
        "(Left out: B)",
        "(Left out: the quay.png) and (Left out: pier.png)",
    ]
    assert {finding.code for finding in result.findings} == {"X042"}
    assert [finding.place.line for finding in result.findings] == [6, 6, 9, 13, 17, 19, 21, 21, 23, 25, 25]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('See [the *mill*]({{ base.url }}/mill/ "Old").', 'See the mill (Left out: base.url /mill/ "Old").'),
        ("See [it](<%= path %>) now.", "See it (Left out: path) now."),
        ("See {{'[the mill]({})'.format(mill)}} now.", "See (Left out: the mill) now."),
        ("See [a {{ x }} b](https://example.org).", "See a (Left out: x) b."),
        ('See <a class="b" href="{% url %}/y">the mill</a>.', "See the mill (Left out: url /y)."),
        ('![Map](https://example.org/x.png){:.right width="9"}', "(Left out: Map)"),
        ("See ![Map](lost.png){.wide width=60%} here.", "See (Left out: Map) here."),
        ("![Map](lost.png)\n{:.right}", "(Left out: Map)"),
    ],
)
def test_the_words_of_a_link_stay_where_its_address_is_left_out(text: str, said: str) -> None:
    result = reading(text, lenient=True)
    assert [plain(one) for one in result.document.blocks] == [said]
    assert {finding.code for finding in result.findings} == {"X042"}


@pytest.mark.parametrize(("lang", "said"), [("de", "(Ausgelassen: form)"), ("ka", "(Left out: form)")])
def test_signs_are_in_the_language_of_the_text_or_marked_as_english(lang: str, said: str) -> None:
    result = read("{{< form >}}\n", lenient=True, lang=lang, title="T")
    assert [plain(one) for one in result.document.blocks] == [said]
    marked = [one.lang for one in descend(*result.document.blocks) if isinstance(one, Passage)]
    assert marked == (["en"] if lang == "ka" else [])


@pytest.mark.parametrize(("lang", "said"), [("es", "(Omitido: Tabla)"), ("de", "(Ausgelassen: Tabelle)")])
def test_a_table_is_called_so_in_the_language_of_the_text(lang: str, said: str) -> None:
    text = "<table><tr><th>A</th><th>B</th></tr><tr><td rowspan=2>1</td><td>2</td></tr></table>\n\nWords.\n"
    result = read(text, lenient=True, lang=lang, title="T")
    assert plain(result.document.blocks[0]) == said


def test_what_is_left_out_is_in_the_language_of_the_text_where_the_sign_is_in_english() -> None:
    result = read("![ლოგო](https://example.org/x.png)\n", lenient=True, lang="ka", title="T")
    assert [plain(one) for one in result.document.blocks] == ["(Left out: ლოგო)"]
    (marked,) = [one for one in descend(*result.document.blocks) if isinstance(one, Passage)]
    assert (text_of(marked.children), marked.lang) == ("Left out:", "en")
    assert {finding.code for finding in result.findings} == {"X042"}

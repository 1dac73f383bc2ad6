"""The page as forms alone: what is posted, what comes back, in every language."""

import html
import re
import string
import tomllib

import pytest
from lxml import html as pages

from tests.pages.conftest import ROOT
from tests.pages.stages import LATE, STATES

PHRASES = tomllib.loads((ROOT / "exporters/triplicate/serving/pages/phrases.toml").read_text(encoding="utf-8"))
LINE = "For more, [click here](https://example.org/more)."
TEXT = f"---\ntitle: A\nlang: en-GB\n---\n\n{LINE}\n\n#### Opening hours\n\nFrom 9am.\n"


def places(phrase):
    """Return the names of the values in a phrase, as many of its forms have them."""
    forms = [phrase] if isinstance(phrase, str) else [phrase["other"]]
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def test_every_language_has_every_phrase():
    for lang, phrases in PHRASES.items():
        assert phrases.keys() == PHRASES["en"].keys(), lang
        assert {name: places(phrase) for name, phrase in phrases.items()} == {
            name: places(phrase) for name, phrase in PHRASES["en"].items()
        }


@pytest.mark.parametrize("lang", PHRASES)
def test_every_state_speaks_every_language(client, lang):
    asked = {"draft": {"text": TEXT}, "text": {"text": ""}, "draft ": {"text": LATE.format("many"), "do": "make"}}
    answers = [client.post(f"/{path.strip()}", data={**data, "speak": lang}) for path, data in asked.items()]
    answers += [client.get(f"/work/{name}?speak={lang}") for name in (*STATES, "nothing")]
    answers += [client.get(f"/{path}?speak={lang}") for path in ("", "about", "sample/notice", "nowhere")]
    for answer in answers:
        page = pages.fromstring(answer.text)
        assert (page.get("lang"), page.get("dir")) == (lang, "rtl" if lang == "ar" else "ltr"), answer.url
        assert len(page.xpath("//h1")) == 1
        assert not re.findall(r"[{}]", "".join(page.xpath("//body//text()[not(ancestor::textarea)]"))), answer.url
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {one for list_ in page.xpath("//@aria-describedby | //@aria-labelledby") for one in list_.split()} <= {
            *ids
        }
    client.cookies.clear()


def posted(client, do, text=TEXT, **fields):
    return pages.fromstring(client.post("/draft", data={"text": text, "do": do, "name": "text.md", **fields}).text)


def text_of(page):
    return page.xpath("string(//textarea[@id='text'])").lstrip("\n")


def test_a_line_is_changed_at_its_finding_if_the_text_still_has_it(client):
    new = "For more, see [our prices](https://example.org/more)."
    fields = {"was:6": LINE, "line:6": new}
    assert text_of(posted(client, "check", **fields)) == TEXT.replace(LINE, new)
    moved = f"{TEXT}\n{LINE}\n".replace(LINE, "Other words.", 1)
    assert text_of(posted(client, "check", moved, **fields)) == moved.replace(LINE, new)
    changed = TEXT.replace(LINE, "Other words.")
    page = posted(client, "make", changed, **fields)
    assert text_of(page) == changed
    assert "the text wins" in page.text_content()


def test_what_is_mended_can_be_taken_back(client):
    page = posted(client, "mend")
    assert text_of(page) == TEXT.replace("####", "##")
    assert page.xpath("//ul[@class='changes']/li/del/text()") == ["#### Opening hours"]
    before = page.xpath("string(//textarea[@name='before'])").lstrip("\n")
    assert text_of(posted(client, "undo", text_of(page), before=before)) == TEXT


def test_a_text_and_a_file_are_not_taken_for_one_another(client):
    answer = client.post("/text", data={"text": TEXT}, files={"file": ("other.md", b"# Other")})
    page = pages.fromstring(answer.text)
    assert answer.status_code == 422
    assert "other.md" in page.xpath("string(//*[@id='text-fault'])")
    assert text_of(page) == TEXT


def test_the_text_stays_when_the_language_of_the_page_changes(client):
    page = posted(client, "", speak="cy", draft="a draft that is no longer kept")
    assert page.get("lang") == "cy"
    assert text_of(page) == TEXT
    client.cookies.clear()


def test_a_language_is_named_by_its_name_or_its_tag(client):
    text = "# Ceny\n\nSłowa.\n"
    for words, lang in (("Polish", "pl"), ("pl-PL", "pl-PL")):
        answer = client.post("/answers", data={"text": text, "do": "answer", "lang": "other", "other": words})
        assert f"lang: {lang}\n" in text_of(pages.fromstring(answer.text))
    answer = client.post("/answers", data={"text": text, "do": "answer", "lang": "other", "other": "Elvish"})
    assert answer.status_code == 422
    assert "which language" in pages.fromstring(answer.text).xpath("string(//*[@id='lang-fault'])")


def test_words_of_a_text_are_never_markup(client):
    bad = "</textarea><script>alert(1)</script><b title=\"'>"
    text = f"---\ntitle: '{bad.replace(chr(39), chr(39) * 2)}'\nlang: en-GB\n---\n\n![]({bad})\n\n[{bad}](x)\n\n**{bad}**\n"
    answer = client.post("/draft", data={"text": text, "do": "make"})
    assert "<script>alert" not in answer.text
    assert html.escape("</textarea><script>", quote=False) in answer.text
    assert len(pages.fromstring(answer.text).xpath("//script")) == 1


def test_who_goes_back_to_the_text_keeps_its_pictures(client):
    valley = (ROOT / "source" / "pictures" / "valley.jpg").read_bytes()
    picture = "---\ntitle: A\nlang: en-GB\ndate: 2026-03-09\n---\n\n![A valley](valley.jpg)\n"
    page = pages.fromstring(client.post("/text", data={"text": picture}, files={"file": ("valley.jpg", valley)}).text)
    fields = {name: page.xpath(f"string(//*[@name='{name}']/@value)") for name in ("draft", "name")}
    back = pages.fromstring(client.post("/", data={"text": picture, **fields}).text)
    again = {"text": f"{picture}\nMore.\n", "draft": back.xpath("string(//*[@name='draft']/@value)")}
    page = pages.fromstring(client.post("/text", data=again).text)
    shown = page.xpath("//img[contains(@src, 'valley.jpg')]")
    assert client.get(shown[0].get("src")).headers["content-type"] == "image/png"


def test_a_picture_is_described_or_said_to_tell_nothing(client):
    picture = "---\ntitle: A\nlang: en-GB\n---\n\n![](valley.jpg)\n"
    fields = {"picture:6": "valley.jpg", "had:6": ""}
    written = text_of(posted(client, "check", picture, **fields, **{"alt:6": "A  valley\r\nin spring"}))
    assert "![A valley in spring](valley.jpg)" in written
    decorative = text_of(posted(client, "check", picture, **fields, **{"alt:6": "", "none:6": "yes"}))
    assert "![](valley.jpg){.decorative}" in decorative
    fields["had-none:6"] = "yes"
    taken_back = text_of(posted(client, "check", decorative, **fields, **{"alt:6": "A valley"}))
    assert "![A valley](valley.jpg)" in taken_back
    assert "decorative" not in taken_back


def test_what_the_text_says_is_not_asked(client):
    said = {"title": "title: A\n", "lang": "lang: en-GB\n", "date": "date: 2026-03-09\n"}
    for left_out in said:
        front = "".join(line for name, line in said.items() if name != left_out)
        page = pages.fromstring(client.post("/text", data={"text": f"---\n{front}---\n\nWords.\n"}).text)
        fields = set(page.xpath("//form[@id='draft']//input[@type!='hidden']/@name"))
        assert fields - {"other"} == {left_out}
        assert not page.xpath("//input[@checked]")  # no check finds a language that is wrong
        carried = {name: page.xpath(f"string(//*[@name='{name}']/@value)") for name in ("draft", "name")}
        given = {"title": "A", "lang": "en-GB"}.get(left_out, "")  # the date may be left empty
        answer = client.post(
            "/answers", data={"text": f"---\n{front}---\n\nWords.\n", "do": "answer", left_out: given, **carried}
        )
        assert "Make the files" in answer.text

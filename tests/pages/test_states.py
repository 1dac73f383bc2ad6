"""Every page and every state, in Chromium: accessible in light and dark, at 320 pixels, in both directions."""

import re

import pytest

from tests.judges.tools import installed
from tests.pages.stages import HOME, LATE

NOTICE = "/sample/notice"
CONTRAST = "{runOnly: ['color-contrast']}"


@pytest.fixture(scope="module")
def page(context):
    """A page as wide as a phone, which notes what its script and its policy complain of."""
    context.add_init_script("addEventListener('securitypolicyviolation', () => console.error('against the policy'))")
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if "policy" in said.text.lower() else None)
    return page


@pytest.fixture(scope="module")
def axe():
    return installed("npm", "node_modules", "axe-core", "axe.min.js").read_text(encoding="utf-8")


def press(page, name):
    with page.expect_navigation() as answer:
        page.get_by_role("button", name=name).first.click()
    return answer.value


def given(page, text, speak="en"):
    page.goto(f"{HOME}/?speak={speak}")
    page.locator("#text").fill(text)
    with page.expect_navigation() as answer:
        page.locator("#draft button").click()
    return answer.value


def sent(page, name, data):
    page.goto(f"{HOME}/?speak=en")
    page.get_by_label("Or choose a file").set_input_files({"name": name, "mimeType": "", "buffer": data})
    return press(page, "Check the text")


def answered(page, sample=NOTICE):
    page.goto(f"{HOME}{sample}?speak=en")
    page.get_by_label("English (United Kingdom)").check()
    return press(page, "Carry on")


def pressed(page, name):
    answered(page)
    return press(page, name)


WAYS = {
    "text": (200, lambda page: page.goto(f"{HOME}/?speak=en")),
    "no text": (415, lambda page: sent(page, "song.mp3", b"\0")),
    "what is missing": (200, lambda page: page.goto(f"{HOME}{NOTICE}?speak=en")),
    "language not chosen": (422, lambda page: [page.goto(f"{HOME}{NOTICE}?speak=en"), press(page, "Carry on")][1]),
    "too soon": (422, lambda page: pressed(page, "Make the files")),
    "mended": (200, lambda page: pressed(page, re.compile("Mend . things for me"))),
    "guesses": (200, lambda page: answered(page, "/sample/plain")),
    "without pictures": (
        200,
        lambda page: given(page, "---\ntitle: A\nlang: cy\ndate: 2026-03-09\n---\n\n![](far.png)\n"),
    ),
    "in Arabic": (
        200,
        lambda page: given(page, "---\ntitle: A\nlang: cy\ndate: 2026-03-09\n---\n\n- ![](far.png)\n", speak="ar"),
    ),
    "files in Arabic": (200, lambda page: page.goto(f"{HOME}/work/differs?speak=ar")),
    "busy server": (503, lambda page: [given(page, LATE.format("busy")), press(page, "Make the files")][1]),
    "about": (200, lambda page: page.goto(f"{HOME}/about")),
    "gone": (410, lambda page: page.goto(f"{HOME}/work/nothing")),
    **{
        f"job {name}": (status, lambda page, name=name: page.goto(f"{HOME}/work/{name}?speak=en"))
        for name, status in {"busy": 200, "ready": 200, "differs": 200, "died": 500}.items()
    },
}


@pytest.mark.parametrize("state", WAYS)
def test_a_page_is_for_everybody(page, axe, state):
    status, go = WAYS[state]
    page.faults.clear()
    assert go(page).status == status
    page.evaluate(axe)
    found = []
    for scheme, options in (("light", "{resultTypes: ['violations']}"), ("dark", CONTRAST)):
        page.emulate_media(color_scheme=scheme)
        found += page.evaluate(
            f"axe.run(document, {options}).then(({{violations}}) => violations.flatMap(({{id, nodes}}) => nodes.map(({{html}}) => `${{id}}: ${{html}}`)))"
        )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate("!document.querySelector('[data-focus]') || document.activeElement.matches('[data-focus]')")
    assert page.faults == []

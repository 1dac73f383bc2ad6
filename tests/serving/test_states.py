"""Every page and every state, in Chromium: accessible in light and dark, at 320 pixels, in both directions."""

import re

import pytest
from starlette.testclient import TestClient

from tests.judges.tools import installed
from tests.serving.conftest import ROOT
from tests.serving.stages import STATES, Stage
from triplicate.serving.app import create_app

HOME = "http://localhost"
NOTICE = "/sample/notice"
CONTRAST = "{runOnly: ['color-contrast']}"
LATE = "---\ntitle: {}\nlang: en-GB\n---\n\nWords.\n"


@pytest.fixture(scope="module")
def context(browser):
    """A browser to which the page is answered from this process."""
    work = Stage()
    client = TestClient(create_app(work.settings, work=work), HOME, raise_server_exceptions=False)
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="en-GB")

    def answer(route, request):
        found = client.request(
            request.method, request.url, content=request.post_data_buffer, headers=request.headers, follow_redirects=False
        )
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)

    context.route(f"{HOME}/**", answer)
    context.add_init_script("addEventListener('securitypolicyviolation', () => console.error('against the policy'))")
    yield context
    context.close()


@pytest.fixture(scope="module")
def page(context):
    page = context.new_page()
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


def given(page, text, button="Check the text"):
    page.goto(HOME)
    page.get_by_label("Paste your text").fill(text)
    return press(page, button)


def sent(page, name, data):
    page.goto(HOME)
    page.get_by_label("Or choose a file").set_input_files({"name": name, "mimeType": "", "buffer": data})
    return press(page, "Check the text")


def answered(page, sample=NOTICE):
    page.goto(HOME + sample)
    page.get_by_label("English (United Kingdom)").check()
    return press(page, "Carry on")


def pressed(page, name):
    answered(page)
    return press(page, name)


FAILED = {"died": 500, "time": 500, "memory": 500, "fault": 500, "text": 422, "full": 503}
WAYS = {
    "text": (200, lambda page: page.goto(HOME)),
    "nothing given": (422, lambda page: given(page, "")),
    "no text": (415, lambda page: sent(page, "song.mp3", b"\0")),
    "damaged": (422, lambda page: sent(page, "notice.docx", b"PK")),
    "not UTF-8": (422, lambda page: sent(page, "notice.md", b"\xe9t\xe9")),
    "what is missing": (200, lambda page: page.goto(HOME + NOTICE)),
    "language not chosen": (422, lambda page: [page.goto(HOME + NOTICE), press(page, "Carry on")][1]),
    "to mend": (200, answered),
    "too soon": (422, lambda page: pressed(page, "Make the files")),
    "mended": (200, lambda page: pressed(page, re.compile("Mend . things for me"))),
    "undone": (200, lambda page: [pressed(page, re.compile("Mend it for me")), press(page, "Undo this")][1]),
    "guesses": (200, lambda page: answered(page, "/sample/plain")),
    "without pictures": (200, lambda page: given(page, "---\ntitle: A\nlang: cy\n---\n\n![](far.png)\n")),
    "busy server": (503, lambda page: [given(page, LATE.format("busy")), press(page, "Make the files")][1]),
    "too many": (429, lambda page: [given(page, LATE.format("many")), press(page, "Make the files")][1]),
    "work died": (500, lambda page: [given(page, LATE.format("died")), press(page, "Make the files")][1]),
    "deleted": (200, lambda page: [page.goto(f"{HOME}/work/ready"), press(page, "Delete them now")][1]),
    "gone": (410, lambda page: page.goto(f"{HOME}/work/nothing")),
    "not there": (404, lambda page: page.goto(f"{HOME}/nowhere")),
    "about": (200, lambda page: page.goto(f"{HOME}/about")),
    **{
        f"job {name}": (status, lambda page, name=name: page.goto(f"{HOME}/work/{name}"))
        for name, status in {**dict.fromkeys(STATES, 200), **FAILED}.items()
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

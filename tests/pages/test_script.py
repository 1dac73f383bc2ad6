"""What the page gains with its script: the caret on the line, checks while somebody writes, dropped files."""

import pytest
from playwright.sync_api import expect

from tests.pages.stages import HOME, LATE, STATES, STEPS
from triplicate.serving.states import Busy

TEXT = """---
title: The library moves
lang: en-GB
date: 2026-03-09
---

Words 𝔛 before it, [click here](https://example.org/library).

#### Opening hours

From 9am to 6pm.
"""
CARET = "[document.activeElement.id, text.selectionStart, text.selectionEnd]"


def caret_comes_to(page, place):
    """Wait until the script has put the caret there."""
    for _ in range(50):
        if page.evaluate(CARET) == ["text", place, place]:
            break
        page.wait_for_timeout(100)
    assert page.evaluate(CARET) == ["text", place, place]


@pytest.fixture
def page(context):
    page = context.new_page()
    page.goto(HOME)
    page.get_by_label("Paste your text").fill(TEXT)
    page.get_by_role("button", name="Check the text").click()
    yield page
    page.close()


def test_a_link_puts_the_caret_on_the_line_and_selects_nothing(page):
    link = page.get_by_role("link", name="Line 7: The link text").first
    link.press("Enter")
    place = TEXT.encode("utf-16-le").find("[click".encode("utf-16-le")) // 2  # JavaScript counts halves of 𝔛
    caret_comes_to(page, place)
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    # A line that has moved since the check is found by its words.
    page.locator("#text").evaluate("one => { one.value = `New.\\n\\n${one.value}` }")
    link.press("Enter")
    caret_comes_to(page, place + 6)
    page.get_by_role("button", name="Back to the finding").click()
    expect(link).to_be_focused()


@pytest.mark.parametrize(("presses", "there"), [(0, "[data-focus]"), (1, ".skip")])
def test_a_page_that_answers_leaves_the_focus_to_whoever_has_moved_it(context, presses, there):
    page = context.new_page()
    late = []

    def keep(route):
        late.append(route)

    page.route("**/page.js*", keep)
    page.goto(f"{HOME}/work/nothing", wait_until="commit")
    expect(page.locator("[data-focus]")).to_be_visible()
    for _ in range(presses):
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
    late[0].fallback()
    page.wait_for_load_state()
    expect(page.locator(there)).to_be_focused()
    page.close()


def test_what_is_written_is_checked_and_only_what_has_changed_is_said(page):
    said = page.locator("#say")
    text = page.locator("#text")
    lines = page.locator(".lines p.should")
    expect(lines).not_to_have_count(0)
    before = lines.count()
    text.focus()
    text.evaluate("one => one.setSelectionRange(one.value.indexOf('####'), one.value.indexOf('####') + 4)")
    page.keyboard.insert_text("##")
    expect(said).to_have_text("")
    expect(said).to_have_text("1 mended, 2 left")
    expect(page.get_by_role("heading", name="1 thing should be mended")).to_be_visible()
    assert lines.count() == before - 1
    # Nothing is taken from under anybody's hands: a list with the focus in it stays.
    field = page.get_by_label("Change line 7")
    text.fill(f"{text.input_value()}\n![](far.png)\n")
    field.focus()
    page.wait_for_timeout(1500)
    expect(field).to_be_focused()
    text.focus()
    expect(said).to_have_text("2 new, 4 left")


def test_what_is_dropped_is_in_the_field(page):
    page.goto(HOME)
    dropped = page.evaluate_handle("""() => {
        const data = new DataTransfer();
        data.items.add(new File(["# Words"], "words.md"));
        return data;
    }""")
    page.get_by_label("Or choose a file").dispatch_event("drop", {"dataTransfer": dropped})
    expect(page.locator("#say")).to_have_text("Chosen: words.md")
    page.get_by_role("button", name="Check the text").click()
    expect(page.get_by_role("heading", name="What your text does not say")).to_be_visible()


def test_progress_is_told_step_by_step_and_ends_with_the_files(context, monkeypatch):
    page = context.new_page()
    page.goto(f"{HOME}/work/busy")
    said = page.locator("#say")
    expect(said).to_have_text("Progress: step 4 of 7. Make the Word document")
    monkeypatch.setitem(STATES, "busy", Busy(6, STEPS))
    expect(said).to_have_text("Progress: step 7 of 7. Write the evidence report")
    assert page.locator("progress").evaluate("bar => [bar.value, bar.max]") == [6, 7]
    assert page.locator(".stages li.now").inner_text().split() == ["Now", "Write", "the", "evidence", "report"]
    monkeypatch.setitem(STATES, "busy", STATES["ready"])
    expect(page.get_by_role("heading", name="Your files are ready")).to_be_visible()
    page.close()


def test_a_busy_server_is_counted_down_in_silence(context):
    page = context.new_page()
    page.clock.install()
    page.goto(HOME)
    page.get_by_label("Paste your text").fill(LATE.format("busy"))
    page.get_by_role("button", name="Check the text").click()
    page.get_by_role("button", name="Make the files").click()
    expect(page.locator("[data-retry]")).to_have_text("in 30 seconds")
    page.clock.run_for(20_000)
    expect(page.locator("[data-retry]")).to_have_text("in 10 seconds")
    expect(page.locator("#say")).to_have_text("")
    page.clock.run_for(11_000)
    expect(page.locator("#say")).to_have_text("You can try again now.")
    page.close()


def test_a_file_that_is_too_large_is_named_before_it_is_sent(context):
    page = context.new_page()
    page.goto(HOME)
    field = page.get_by_label("Or choose a file")
    field.evaluate("one => { one.dataset.limit = 1_500_000 }")
    field.set_input_files({"name": "guide.zip", "mimeType": "application/zip", "buffer": bytes(2_000_000)})
    expect(page.locator("#say")).to_have_text("“guide.zip” has 2 MB. The most is 1.5 MB")
    page.get_by_role("button", name="Check the text").click()
    expect(page.get_by_role("heading", name="Give your text")).to_be_visible()
    assert page.url == f"{HOME}/"
    page.close()

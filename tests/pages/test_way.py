"""The way of a person through the page, in Chromium: with a mouse, with the keys alone, without JavaScript."""

import io
import re
import zipfile

import pypdfium2
import pytest
from lxml import etree
from playwright.sync_api import expect

from tests.pages.conftest import ROOT
from tests.pages.people import WithKeys, WithMouse

ALT = "A broad river winds between green hills."
TITLE = "UK and France agree a joint plan"
PLAIN = (ROOT / "source" / "plain-release.txt").read_text(encoding="utf-8")
RELEASE = PLAIN.replace("\n- ", "\n• ") + "\n![](valley.jpg)\n"
VALLEY = ROOT / "source" / "pictures" / "valley.jpg"


@pytest.mark.parametrize(("person", "script"), [(WithKeys, True), (WithMouse, False)])
def test_a_pasted_release_becomes_three_files(address, browser, person, script):
    """Paste, answer, mend two findings, describe a picture, export; the files are opened by readers of other makes."""
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    someone = person(page)
    page.goto(address)
    someone.write("Paste your text", RELEASE)
    someone.choose_files("Or choose a file", [VALLEY])
    someone.press("button", "Check the text")
    someone.write("What is its title?", TITLE)
    someone.press("radio", "English (United Kingdom)")
    someone.press("button", "Carry on")
    expect(page.get_by_role("heading", name="1 thing must be mended")).to_be_visible()
    for _ in range(2):
        someone.press("button", re.compile("Mend it for me"))
        expect(page.get_by_role("button", name="Undo this")).to_be_visible()
    # Too soon: the page says what is missing, and keeps everything.
    someone.press("button", "Make the files")
    expect(page.get_by_role("heading", name="1 thing must be mended")).to_be_visible()
    someone.press("link", re.compile("text alternative"))
    assert script is False or page.evaluate("document.activeElement.id") == "alt-1"
    someone.write("What does it tell the reader?", ALT)
    someone.press("button", "Make the files")
    while not script and page.get_by_role("heading", name="Making your files").is_visible():
        page.wait_for_timeout(300)
        someone.press("link", "See whether they are ready")
    expect(page.get_by_role("heading", name="Your files are ready")).to_be_visible()
    expect(page.get_by_role("heading", name="Every file says the same as your text")).to_be_visible()
    pdf, word, epub = (
        someone.fetch(re.compile(f"^Download {kind}, .*English$")) for kind in ("PDF", "Word document", "EPUB")
    )
    spoken = pypdfium2.PdfDocument(pdf.read_bytes())
    assert TITLE in spoken[0].get_textpage().get_text_bounded()
    assert "to find and break up the criminal groups" in _words(word, "word/document.xml")
    assert ALT in zipfile.ZipFile(word).read("word/document.xml").decode()
    names = [name for name in zipfile.ZipFile(epub).namelist() if name.endswith(".xhtml")]
    assert ALT in "".join(zipfile.ZipFile(epub).read(name).decode() for name in names)
    assert {url.split("/")[2] for url in asked} == {address.split("/")[2]}
    context.close()


def _words(file, name):
    return "".join(etree.parse(io.BytesIO(zipfile.ZipFile(file).read(name))).getroot().itertext())

"""Make the pictures of the manual anew, from real files: `python -m tests.manual.pictures`, at the top of the checkout.

It asks poppler, LibreOffice and Chromium for the pages. Look at what it has made before you keep it.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "exporters"), str(ROOT)]

from PIL import Image, ImageOps  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.judges.html_look import screenshot  # noqa: E402
from tests.judges.libreoffice import libreoffice_pdf  # noqa: E402
from tests.judges.tools import command as command_of  # noqa: E402
from triplicate import api, theme  # noqa: E402

RELEASE = ROOT / "source" / "news-release.md"
PICTURES = ROOT / "source" / "manual" / "pictures"
HEIGHT = 620
"""Of a page, in pixels: 100 to the inch where it is printed as wide as the text."""
GAP = 24
COLOURS = 24
SCREEN = (900, 760)
"""What the page for colleagues is shown on, in pixels."""

TELEPHONE = (390, 780)
"""What an EPUB and a web page are shown on, in pixels."""

MARGIN = "body { padding: 1em !important }"
"""What programs for books have around the text."""

EDITIONS = ("standard", "clear-print", "large-print", "dyslexia", "print")


def _page(pdf: Path, folder: Path) -> Image.Image:
    name = folder / pdf.stem
    subprocess.run(["pdftoppm", "-r", "110", "-png", "-singlefile", pdf, name], check=True)
    return Image.open(name.with_suffix(".png")).convert("RGB")


def _side_by_side(pages: Sequence[Image.Image], height: int) -> Image.Image:
    """Return pages in a row, each of a height and with a line around it."""
    small = [
        ImageOps.expand(one.resize((one.width * height // one.height, height), Image.Resampling.LANCZOS), 1, "#7d8b92")
        for one in pages
    ]
    whole = Image.new("RGB", (sum(one.width for one in small) + GAP * (len(small) - 1), height + 2), "white")
    left = 0
    for one in small:
        whole.paste(one, (left, 0))
        left += one.width + GAP
    return whole


def _under_one_another(rows: Sequence[Image.Image]) -> Image.Image:
    whole = Image.new("RGB", (max(one.width for one in rows), sum(one.height for one in rows) + GAP), "white")
    whole.paste(rows[0], (0, 0))
    whole.paste(rows[1], (0, rows[0].height + GAP))
    return whole


def _keep(picture: Image.Image, name: str) -> None:
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)


def _page_for_colleagues(file: Path) -> Image.Image:
    """Return the page as it shows what is wrong in the sample that has faults."""
    command = [sys.executable, "-m", "triplicate", "serve", "--port", "0"]
    with (
        subprocess.Popen(command, cwd=ROOT / "exporters", stdout=subprocess.PIPE, text=True) as service,
        sync_playwright() as playwright,
    ):
        assert service.stdout is not None
        address = service.stdout.readline().strip()
        browser = playwright.chromium.launch(executable_path=command_of("chromium", "chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SCREEN[0], "height": SCREEN[1]})
        page.goto(f"{address}sample/notice")
        page.check("text=English (United Kingdom)")
        page.click("text=Carry on")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=file)
        browser.close()
        service.terminate()
    return Image.open(file).convert("RGB")


def main() -> None:
    """Write the pictures of the manual, and the README's."""
    document = api.read(RELEASE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _keep(_page_for_colleagues(folder / "page.png"), "page.png")
        files = {}
        for kind in ("pdf", "docx", "epub", "html"):
            files[kind] = folder / f"release.{kind}"
            files[kind].write_bytes(api.export(document, kind))
        (folder / "word").mkdir()
        libreoffice_pdf(files["docx"], folder / "word" / "word.pdf")
        pages = [_page(files["pdf"], folder), _page(folder / "word" / "word.pdf", folder)]
        for kind in ("epub", "html"):
            screenshot(
                files[kind], TELEPHONE[0], folder / f"{kind}.png", chapter=1 if kind == "epub" else 0, style=MARGIN
            )
            pages.append(Image.open(folder / f"{kind}.png").convert("RGB").crop((0, 0, *TELEPHONE)))
        _keep(_side_by_side(pages, HEIGHT), "copies.png")
        looks = []
        for style in EDITIONS:
            file = folder / f"{style}.pdf"
            file.write_bytes(api.export(document, "pdf", style=style))
            page = _page(file, folder)
            looks.append(page.crop((0, page.height // 20, page.width * 3 // 4, page.height * 2 // 5)))
        assert set(EDITIONS) == set(theme.names())
        rows = [_side_by_side(some, HEIGHT // 2) for some in (looks[:3], looks[3:])]
        _keep(_under_one_another(rows), "editions.png")


if __name__ == "__main__":
    main()

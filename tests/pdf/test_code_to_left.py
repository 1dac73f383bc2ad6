"""Code in lines that run from right to left: it runs from left to right, in each format, and is read as it is written."""

import re
import zipfile

import pytest

from tests.judges import libreoffice_pdf
from tests.pdf.test_numbers_to_left import seen
from triplicate import cli

IN_LINES = ("print()", ".env", "--help", "x = 1 # שעה", 'alt="לוגו Node.js האופקי"', 'print("שלום")', "[a, b]", "{}")
TURNED = ("x = 1 # העש", 'alt="וגול Node.js יקפואה"', 'print("םולש")')
"""Those that hold words from right to left, as they are seen."""
PLAIN = ("false", "git add", "מודל")
PARTED = "a-module-of-some-length/and-another-one/and-a-file-with-a-long-name.py"
BLOCK = (
    'alt="לוגו Node.js האופקי"',
    "# זו הערה: print(1)",
    "x = 1  # זו הערה ארוכה",
    '"שלום"',
    "\tif x:\t# הערה",
    "\t\tשלום",
    "x = 5  # בין 1929 לבין 1997",
    "  בשנת 5",
    "5 שנים",
)


@pytest.fixture(scope="module")
def code(tmp_path_factory):
    """Return the folder with a text that holds code as PDF, Word and EPUB, proved."""
    folder = tmp_path_factory.mktemp("code")
    file = folder / "text.md"
    lines = "\n\n".join(f"כתבו `{one}` כאן." for one in (*IN_LINES, *PLAIN))
    table = "\n".join(f"| `{one}` | תא |" for one in IN_LINES[:3])
    text = (
        f"{lines}\n\nכתבו `{PARTED}` כאן.\n\nלחצו <kbd>++</kbd> כאן.\n\n| קוד | הסבר |\n|---|---|\n{table}\n\n"
        + "\n".join(("```", *BLOCK, "```", ""))
    )
    file.write_text(f"---\ntitle: T\nlang: he\n---\n\n{text}", encoding="utf-8")
    assert cli.run(["export", str(file), "--quiet"]) == 0
    return folder


def test_code_is_seen_as_it_is_written(code):
    assert libreoffice_pdf(code / "text.docx", code / "word.pdf") == []
    written = [one for one in IN_LINES if one.isascii()]
    # LibreOffice does not turn the words within it.
    for name, lines in (("text.pdf", (*written, *TURNED)), ("word.pdf", written)):
        shown = seen(code / name)
        assert [one for one in lines if one.replace(" ", "") not in shown] == [], name


def test_the_sign_after_which_a_line_ends_stands_at_its_end(code):
    shown = seen(code / "text.pdf")
    assert PARTED not in shown
    assert re.search(r"(?m)^a-module-[-/a-z]*[-/](?=[א-ת])", shown)


def test_only_code_that_might_be_turned_is_kept_apart(code):
    with zipfile.ZipFile(code / "text.epub") as book:
        html = book.read("EPUB/text.xhtml").decode()
    apart = re.findall('<span dir="ltr"><code>(.*?)</code></span>', html)
    assert apart == [*IN_LINES, PARTED, *IN_LINES[:3]]


def test_code_in_lines_the_other_way_is_read_as_it_is_written(tmp_path):
    file = tmp_path / "text.md"
    file.write_text("---\ntitle: T\nlang: en\n---\n\n" + "\n\n".join(f"Write `{one}` here." for one in IN_LINES))
    assert cli.run(["export", str(file), "--quiet"]) == 0

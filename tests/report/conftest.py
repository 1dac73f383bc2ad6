"""Texts, the files made of them, and the reports on them."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import jsonschema_rs
import lxml.html
import pytest

from tests.readback import texts
from triplicate import cli

SOURCE = Path(__file__).parents[2] / "source"
SCHEMA = json.loads((Path(__file__).parent / "report.schema.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Report:
    """A report: the exit code, the page's file and tree, the JSON."""

    code: int
    file: Path
    page: lxml.html.HtmlElement
    record: dict

    @property
    def text(self):
        """The words of the page, white space single."""
        return " ".join(self.page.body.text_content().split())

    def part(self, name):
        """Return the words of the section with the heading's id."""
        (found,) = self.page.xpath(f"//section[@aria-labelledby='{name}']")
        return " ".join(found.text_content().split())

    def result(self, check, subject="source"):
        (found,) = [one["result"] for one in self.record["checks"] if (one["id"], one["subject"]) == (check, subject)]
        return found


def report(arguments, folder, stem):
    """Run the program with --report and read what it wrote; the JSON must be valid."""
    code = cli.run([*map(str, arguments), "--report", str(folder)])
    file = folder / f"{stem}-report.html"
    record = json.loads((folder / f"{stem}-report.json").read_text(encoding="utf-8"))
    jsonschema_rs.Draft202012Validator(SCHEMA).validate(record)
    return Report(code, file, lxml.html.fromstring(file.read_bytes()), record)


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """The folder of a text, "guide.md", and of its three files."""
    folder = tmp_path_factory.mktemp("exported")
    (folder / "guide.md").write_text(texts.TEXT, encoding="utf-8")
    shutil.copytree(SOURCE / "pictures", folder / "pictures")
    assert cli.run(["export", str(folder / "guide.md"), "--quiet"]) == 0
    return folder


@pytest.fixture
def copy(exported, tmp_path):
    """The same in a folder that a test may change."""
    return Path(shutil.copytree(exported, tmp_path / "copy"))


@pytest.fixture(scope="session")
def good(exported, tmp_path_factory):
    """The report on good files."""
    return report(["verify", exported / "guide.md"], tmp_path_factory.mktemp("good"), "guide")

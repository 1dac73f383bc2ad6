"""Ace by DAISY: accessibility of an EPUB as a whole, metadata included."""

import json
import tempfile
from pathlib import Path

from tests.judges.html_access import Violation
from tests.judges.tools import chromium, existing, installed, node, remembered, run, told


@remembered
def ace(file: Path) -> list[Violation]:
    """Judge an EPUB; an empty list means that Ace found nothing."""
    (path,) = existing([file])
    program = installed("npm", "node_modules", "@daisy", "ace-cli", "bin", "ace.js")
    with tempfile.TemporaryDirectory() as folder:
        # Its exit code tells nothing that the report does not; without a report it could not open the file. Its log and
        # settings go into the home folder, which is therefore lent.
        done = run(
            [node(), program, "--force", "--outdir", Path(folder) / "report", path],
            env={"PUPPETEER_EXECUTABLE_PATH": chromium(), "ACE_TIMEOUT_INITIAL": "60000", "HOME": folder},
        )
        report = Path(folder) / "report" / "report.json"
        if not report.is_file():
            return [Violation("unreadable", "critical", "", told(done), "")]
        subjects = json.loads(report.read_bytes())["assertions"]
    return [
        Violation(
            rule=found["earl:test"]["dct:title"],
            impact=found["earl:test"]["earl:impact"],
            document=subject["earl:testSubject"]["url"],
            help=" ".join(found["earl:result"]["dct:description"].split()),
            html=found["earl:result"].get("html", ""),
        )
        for subject in subjects
        for found in subject["assertions"]
    ]

"""Any Markdown exports to all three formats, or is refused with findings; nothing else ever happens."""

import io
import zipfile
from datetime import UTC, datetime

import pikepdf
import pytest

from tests.reading.test_spec import examples
from triplicate import api
from triplicate.errors import FindingsError

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
PARTS = 4


def outcomes(texts):
    """Export each text to all formats; return which were exported and which refused."""
    exported, refused = [], []
    for number, text in texts:
        try:
            document = api.read_text(text, title="An example", lang="en")
            files = {name: api.export(document, name, moment=MOMENT) for name in ("pdf", "docx", "epub")}
        except FindingsError as error:
            assert error.findings
            refused.append(number)
            continue
        with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
            assert "/StructTreeRoot" in pdf.Root
        for name in ("docx", "epub"):
            assert zipfile.ZipFile(io.BytesIO(files[name])).testzip() is None
        exported.append(number)
    return exported, refused


@pytest.mark.parametrize("part", range(PARTS))
def test_every_commonmark_example_exports_or_is_refused_with_findings(part):
    texts = [(number, markdown + "\n") for number, markdown, _ in examples() if number % PARTS == part]
    exported, refused = outcomes(texts)
    assert len(exported) + len(refused) == len(texts) == 163
    # The specification's examples link to nowhere and hold HTML; most of the others must come through.
    assert len(exported) > 80

"""openxml-audit: a second opinion on Word documents, which also misses styles and numbering that are not there."""

from pathlib import Path

from tests.judges.tools import existing
from tests.judges.word_sdk import WordError


def openxml_audit(file: Path) -> list[WordError]:
    """Judge a Word document as of Microsoft 365; an empty list means that nothing was found.

    It finds references to missing styles and numbering instances, which the SDK lets pass. It also complains of Word's
    own `stylesWithEffects` part, which python-docx's template brings along.

    Version 0.8 takes the instance 0 for a missing one, where it takes a paragraph out of its style's numbering (ECMA-376,
    Part 1, 17.9.18): that complaint is left out.
    """
    from openxml_audit import FileFormat, OpenXmlValidator

    (path,) = existing([file])
    try:
        result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0).validate(path)
    except Exception as broken:  # noqa: BLE001 (whatever it raises on a broken file is its verdict)
        return [WordError("unreadable", "", "", str(broken))]
    return [
        WordError(error.id, error.part_uri, error.path, error.description)
        for error in result.errors
        if error.description != "Numbering definition '0' referenced but not found"
    ]

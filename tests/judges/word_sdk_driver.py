"""The process in which `word_sdk` loads .NET: lists of files as JSON on standard input, verdicts on standard output."""

import json
import os
import sys
from pathlib import Path
from typing import Any

ASSEMBLIES = ("System.IO.Packaging", "DocumentFormat.OpenXml.Framework", "DocumentFormat.OpenXml")


def load(root: Path) -> None:
    """Start the .NET runtime laid out in `root` and load the SDK into it."""
    os.environ["DOTNET_ROOT"] = str(root)
    from clr_loader import get_coreclr
    from pythonnet import set_runtime

    set_runtime(get_coreclr(runtime_config=root / "sdk" / "runtimeconfig.json", dotnet_root=root))
    import clr

    for name in ASSEMBLIES:
        clr.AddReference(str(root / "sdk" / f"{name}.dll"))


def judge(validator: Any, file: str) -> list[dict[str, str]]:
    """Return the validator's errors on one file."""
    from DocumentFormat.OpenXml.Packaging import WordprocessingDocument
    from System import Exception as DotnetException

    errors = []
    try:
        document = WordprocessingDocument.Open(file, False)  # noqa: FBT003 (.NET: isEditable, by position)
        try:
            for error in validator.Validate(document):
                part = str(error.Part.Uri) if error.Part else ""
                path = str(error.Path.XPath) if error.Path else ""
                errors.append({"id": error.Id, "part": part, "path": path, "text": error.Description})
        finally:
            document.Dispose()
    except DotnetException as broken:
        errors.append({"id": "unreadable", "part": "", "path": "", "text": str(broken.Message)})
    return errors


def main() -> None:
    """Do the jobs: the arguments are the runtime's folder and the version, each line is a list of files."""
    root, version = sys.argv[1:]
    load(Path(root))
    from DocumentFormat.OpenXml import FileFormatVersions
    from DocumentFormat.OpenXml.Validation import OpenXmlValidator

    validator = OpenXmlValidator(getattr(FileFormatVersions, version))
    validator.MaxNumberOfErrors = 0  # no limit
    for line in sys.stdin:
        sys.stdout.write(f"{json.dumps({file: judge(validator, file) for file in json.loads(line)})}\n")
        sys.stdout.flush()
    # pythonnet 3.2 can hang while .NET is shut down at the interpreter's end; nothing is left to do.
    os._exit(0)


if __name__ == "__main__":
    main()

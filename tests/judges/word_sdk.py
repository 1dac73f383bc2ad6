"""Microsoft's Open XML SDK: a Word document against the schemas and semantic rules of Office."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.judges.lasting import Lasting
from tests.judges.tools import HERE, existing, installed


@dataclass(frozen=True, slots=True)
class WordError:
    """A fault in a Word document.

    `id` names the rule, e.g. Sch_InvalidElementContentExpectingComplex. `part` is the part's URI inside the package,
    `path` the element's XPath there. A file that is no Word document has one error with the id "unreadable".
    """

    id: str
    part: str
    path: str
    text: str


def openxml_sdk(files: Iterable[Path], version: str = "Microsoft365") -> dict[Path, list[WordError]]:
    """Judge Word documents by the Open XML SDK's validator, an empty list means that it is valid.

    `version` is one of the SDK's file format versions: Office2007 … Office2021, Microsoft365. The runtime is for x86-64
    only.
    """
    paths = {str(path): Path(file) for file in files for path in existing([file])}
    # A process of its own: a runtime can be loaded only once, and it cannot be unloaded.
    driver = Lasting.of([sys.executable, HERE / "word_sdk_driver.py", installed("dotnet"), version])
    (answer,) = driver.answers([json.dumps(list(paths))])
    verdicts = json.loads(answer)
    return {file: [WordError(**error) for error in verdicts[path]] for path, file in paths.items()}

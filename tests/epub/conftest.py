"""The books that the tests read, each exported once."""

from pathlib import Path

import pytest

from tests import harbour
from tests.epub.books import nested, page_starts, pages_of_contents, simple, whole_book, write
from triplicate import reading

SOURCE = Path(__file__).parents[2] / "source"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Samples, and a generated set that holds every node; by name."""
    folder = tmp_path_factory.mktemp("library")
    whole = whole_book()
    documents = {
        "every node": (whole, page_starts(whole)),
        "every node, short": (whole_book(toc=False, long=False), ()),
        "every node, right to left": (whole_book(lang="ar", direction="rtl", long=False), ()),
        "nested": (nested(), ()),
        "pages of contents": pages_of_contents(),
        "empty": (simple(), ()),
        "harbour": (harbour.document(), ()),
        **{
            path.stem: (reading.read(path, lang="en" if path.suffix == ".txt" else None).document, ())
            for path in sorted(SOURCE.glob("*.*"))
        },
    }
    return {
        name: write(folder, document, f"{name}.epub", page_starts=starts, page_source="every-node.pdf")
        for name, (document, starts) in documents.items()
    }


@pytest.fixture(scope="session")
def whole(library: dict[str, Path]) -> Path:
    """The book of every node, in several content documents, with pages."""
    return library["every node"]

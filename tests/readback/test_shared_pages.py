"""Several processes that read the pages of a PDF meet in it what one does, and so who keeps little of it at a time."""

import io

import pikepdf
import pytest
from pikepdf import Array, Name, Stream

from tests import samples
from tests.readback.handmade import pdf, text
from triplicate.errors import UnreadableError
from triplicate.jobs.promises import promise_of
from triplicate.proof.readback import read
from triplicate.proof.readback.pdf import objects, packed, pages
from triplicate.theme import load


@pytest.fixture(autouse=True)
def one_page_each(monkeypatch):
    """Have each page read by a process of its own."""
    monkeypatch.setattr(pages, "_MANY", 1)
    monkeypatch.setattr(pages, "_TOGETHER", 1)
    monkeypatch.setattr(objects, "_MANY_PAGES", 1)


def met(data, processes):
    """Return all that is met in a file, as text: what gives the look of a picture is never the same object."""
    return repr(read(data, "pdf", "x.pdf", promise_of(load("standard")), processes=processes))


@pytest.mark.parametrize("name", [name for name in samples.NAMES if name != samples.MANUAL])
def test_samples(name, monkeypatch):
    data = samples.file(name, "pdf")
    shared, little = met(data, 2), met(data, 1)
    monkeypatch.setattr(pages, "_MANY", 10_000)
    monkeypatch.setattr(objects, "_MANY_PAGES", 10_000)
    assert shared == met(data, 1)
    assert little == met(data, 1)


def test_little_is_kept_of_a_large_file(monkeypatch):
    """The file is opened anew again and again, and of what was packed one part alone stays at hand."""
    data = samples.file("everything.md", "pdf")
    whole = met(data, 1)
    monkeypatch.setattr(objects, "_MOST_OBJECTS", 90)
    monkeypatch.setattr(packed, "_AT_HAND", 1)
    assert met(data, 1) == whole


def test_a_page_that_is_none_is_damage():
    data = pdf(text("one"), text("two"))
    assert data.count(b"/MediaBox") == 2
    with pytest.raises(UnreadableError, match="page 2 is no page"):
        met(b"/Kids    ".join(data.rsplit(b"/MediaBox", 1)), 1)


def test_faults_are_told_and_counted_alike():
    outside = [text(f"word{number} outside", x=390, size=6, mcid=0) + "0 0 10 10 re f" for number in range(30)]
    data = pdf(*outside, "", text("untagged"), elements=[("Document", *(("P", (page, 0)) for page in range(30)))])
    assert met(data, 2) == met(data, 1)
    assert "there are 10 more such faults" in met(data, 2)


def painted(*contents, marked):
    """Return a PDF whose pages paint one form, which marks its words with an identifier of its own."""
    made = pikepdf.open(io.BytesIO(pdf(*contents, elements=[("P", (0, 0))])))
    form = Stream(made, text("in a form", x=0, y=0, mcid=marked).encode())
    form.Type, form.Subtype, form.BBox, form.StructParents = Name.XObject, Name.Form, Array([0, -10, 200, 20]), 0
    form.Resources = made.pages[0].Resources
    made.pages[0].Resources.XObject = pikepdf.Dictionary(X=made.make_indirect(form))
    made.Root.StructTreeRoot.K[0].K[0].Stm = made.pages[0].Resources.XObject.X
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_form_on_several_pages_says_what_it_says_on_each():
    data = painted("1 0 0 1 9 9 cm /X Do", "q 1 0 0 1 100 100 cm /X Do Q", "/X Do", marked=0)
    assert met(data, 2) == met(data, 1)
    assert met(data, 1).count("in a form") >= 1


def test_a_damaged_page_is_told_alike():
    made = pikepdf.open(io.BytesIO(pdf(text("one"), text("two"), text("three"))))
    made.pages[2].Contents = Stream(made, b"no deflated stream", Filter=Name.FlateDecode)
    out = io.BytesIO()
    made.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    told = []
    for processes in (1, 2):
        with pytest.raises(UnreadableError) as error:
            met(out.getvalue(), processes)
        told.append(str(error.value))
    assert told[0] == told[1]

"""The page with each of its states, in this process: work is done at once, and jobs are what their names say."""

import time
from collections import Counter
from dataclasses import replace

from triplicate.serving import checking, editing, picturing, uploads
from triplicate.serving.drafts import Draft
from triplicate.serving.errors import BusyError, GoneError, TooManyError, WorkDiedError
from triplicate.serving.rates import Rates
from triplicate.serving.settings import Settings
from triplicate.serving.states import Busy, Compared, Failed, MadeFile, OutlineRow, Outlines, Ready, Waiting

HOME = "http://localhost"
TITLE = "The library moves to the old station"
DRAFT = Draft(text=f"---\ntitle: {TITLE}\nlang: en-GB\n---\n\n## What is new\n\nA quiet room.\n")
LATE = "---\ntitle: {}\nlang: en-GB\ndate: 2026-03-09\n---\n\nWords.\n"
STEPS = ("read", "check", "pdf", "docx", "epub", "compare", "report")
ENDS = {"busy": BusyError(30), "many": TooManyError(20), "died": WorkDiedError()}
"""What comes of making files, by the title of the text."""


def files(wrong=()):
    """Return the files of two editions; ``wrong`` are the differences of the first Word document."""
    for edition in ("standard", "large-print"):
        stem = "text" if edition == "standard" else f"text-{edition}"
        for kind, size in (("pdf", 194_000), ("docx", 220_400), ("epub", 1_300_000)):
            differences = tuple(wrong) if (kind, edition) == ("docx", "standard") else ()
            claims = ("PDF/UA-1", "PDF/A-2a") if kind == "pdf" else ()
            yield MadeFile(f"{stem}.{kind}", kind, edition, edition, size, 2, "en-GB", "0" * 64, claims, differences)


def ready(wrong=()):
    """Return a finished job of a text with two sections, of which a cover is in the EPUB alone."""
    said = (("same", ""), ("differs", "Heading level 2: What is new") if wrong else ("same", ""), ("same", ""))
    alone = OutlineRow("", (), (), 0, (("not compared", ""), ("not compared", ""), ("added", "graphic: Cover")))
    welsh = OutlineRow("Paragraph", (("A quiet room: ", "en-GB"), ("croeso", "cy")), ("link",), 8, said[:1] * 3)
    rows = (OutlineRow("Title", ((TITLE, "en-GB"),), (), 2, said[:1] * 3), alone)
    more = (OutlineRow("Heading level 3", (("What is new", "en-GB"),), (), 6, said), welsh)
    outlines = Outlines(("text.pdf", "text.docx", "text.epub"), ((TITLE, rows), ("What is new", more)))
    checks = {"passed": 222, "failed": 0, "advice": 1}
    compared = Compared(len(wrong), 4, 1, 3, 0, 2, 1, 1, 0, ("en-GB", "cy"), 120, checks, 19)
    expires = time.time() + 3600
    made = tuple(files(wrong))
    return Ready(TITLE, "en-GB", made, compared, outlines, "r.html", "r.json", "all.zip", 1_500_000, {}, expires)


STATES = {
    "waiting": Waiting(3, 12),
    "busy": Busy(3, STEPS),
    "ready": ready(),
    "differs": ready([(6, "the heading “What is new” of level 3 has level 2")]),
    "died": Failed("died", "Press again.", "7f3c0412", "docx"),
    "time": Failed("time", "Split it.", "7f3c0412", "pdf"),
    "memory": Failed("memory", "Split it.", "7f3c0412", "pdf"),
    "fault": Failed("fault", "A fault in Triplicate.", "7f3c0412", "epub"),
    "text": Failed("text", "No font shows the character “𓀀”.", "", "pdf"),
    "full": Failed("full", "There is no room to keep the files."),
}


class Stage:
    """What the page asks of the work behind it."""

    def __init__(self):
        self.settings = Settings(rate=100_000)
        self.rates = Rates(100_000)
        self.answers = Counter()
        self.drafts = {}

    async def check(self, draft):
        return checking.check(draft)

    async def mend(self, draft, finding):
        return editing.mend(draft, finding)

    async def mend_all(self, draft):
        return editing.mend_all(draft)

    async def describe(self, draft, line, name, alt="", *, decorative=False):
        return editing.describe(draft, line, name, alt, decorative=decorative)

    async def answer(self, draft, answers):
        return editing.answer(draft, answers)

    async def take(self, files, draft=None):
        return uploads.take(files, draft)

    async def thumbnail(self, draft, name):
        if small := picturing.thumbnail(draft.picture(name)):
            return small
        raise GoneError

    def editions(self):
        return (("standard", "A4"), ("large-print", "A4"), ("house", "Our own."))

    def keep(self, draft, name=""):
        self.drafts[name or f"draft{len(self.drafts)}"] = draft
        return name or f"draft{len(self.drafts) - 1}"

    def kept(self, name):
        if name not in self.drafts:
            raise GoneError
        return self.drafts[name]

    def start(self, draft):
        for word, error in ENDS.items():
            if f"title: {word}" in draft.text:
                raise error
        return "ready"

    def state(self, name):
        if name not in STATES:
            raise GoneError
        return STATES[name]

    def draft_of(self, name):
        if name not in STATES:
            raise GoneError
        return replace(DRAFT, text=DRAFT.text)

    async def wait(self, name, seconds):
        return self.state(name)

    def stop(self, name):
        self.state(name)

    def file(self, name, file):
        raise GoneError

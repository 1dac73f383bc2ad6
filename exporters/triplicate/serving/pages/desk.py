"""What the three steps share: the work, the frame, the posted form, and what is said where the work cannot be done."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from triplicate.downloads.words import as_size
from triplicate.later import dataclass
from triplicate.serving.drafts import Draft
from triplicate.serving.errors import BusyError, RefusedError, ServiceError, TooManyError, WorkDiedError
from triplicate.serving.pages.asked import value
from triplicate.serving.pages.faults import kind_of, told_fault
from triplicate.serving.pages.finished import edition_title
from triplicate.serving.pages.frame import COOKIE, Frame
from triplicate.serving.pages.phrases import Say
from triplicate.serving.settings import Settings
from triplicate.serving.work import Work

Trouble = (BusyError, TooManyError, WorkDiedError)
"""What may come of any work; the person may try again."""

_MOST_FIELDS = 5000  # a finding or a picture has four at most
_MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field: ``short`` for the list above, ``words`` at the field, whose id is ``field``."""

    group: str
    field: str
    words: object


@dataclass(frozen=True, slots=True)
class Desk:
    """What a step works with."""

    work: Work
    settings: Settings
    frame: Frame

    async def form(self, request: Request) -> FormData:
        """Return a posted form; a text that comes as one field may be as large as any upload."""
        most = self.settings.largest_body
        return await request.form(max_part_size=most, max_fields=_MOST_FIELDS, max_files=_MOST_FILES)

    def say(self, request: Request, form: FormData) -> Say:
        """Return the phrases for a posted form."""
        return self.frame.say(request, value(form, COOKIE))

    def keep(self, form: FormData, draft: Draft) -> str:
        """Keep a draft in the place of the one that the form is of; return its name."""
        return self.work.keep(draft, value(form, "draft"))

    def editions(self, say: Say) -> list[tuple[str, object, object]]:
        """Return the editions that can be asked for: names, titles, and what they are like."""
        found: list[tuple[str, object, object]] = []
        for name, description in self.work.editions():
            hint = f"edition_{name}_hint"
            found.append((name, edition_title(name, say), say(hint) if hint in say.phrases else description))
        return found

    def trouble(self, request: Request, form: FormData, error: ServiceError, draft: Draft | None) -> Response:
        """Return the page for work that could not be done, from which the same can be tried again."""
        return told_fault(
            self.frame,
            request,
            kind_of(error),
            error.status,
            draft=draft,
            token=value(form, "draft"),
            retry=error.seconds,
            step=2,
            speak=value(form, COOKIE),
        )

    def refused(self, error: RefusedError, say: Say) -> Fault:
        """Return what is said of files that cannot be taken: in English where we have no words of our own."""
        name = f"refused_{error.kind}"
        words: object = str(error)
        if name in say.phrases:
            sizes = {"size": as_size(error.size, say.lang), "most": as_size(error.most, say.lang)}
            words = say(name, name=error.name, number=error.size, limit=error.most, **sizes)
        return Fault("file", "file", words)

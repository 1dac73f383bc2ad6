"""Step 1: a text is given, pasted or as a file, or one of the samples is taken."""

from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from triplicate.serving.drafts import Draft
from triplicate.serving.errors import RefusedError
from triplicate.serving.pages import samples
from triplicate.serving.pages.asked import draft_of, is_picture, uploads_of, value
from triplicate.serving.pages.asking import answered, ask, asked_for
from triplicate.serving.pages.desk import Desk, Fault, Trouble
from triplicate.serving.pages.faults import told_fault
from triplicate.serving.pages.frame import COOKIE
from triplicate.serving.pages.mending import show
from triplicate.serving.uploads import TAKEN, name_for


class Giving:
    """The addresses of the first step."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def text(self, request: Request) -> Response:
        """Show the fields for a text, with what was in them."""
        form = await self.desk.form(request) if request.method == "POST" else FormData()
        return self._fields(request, form)

    async def given(self, request: Request) -> Response:
        """Take a text, and go on to what it does not say or to what is to be mended."""
        form = await self.desk.form(request)
        say = self.desk.say(request, form)
        text, uploads = value(form, "text"), await uploads_of(form)
        files = [upload for upload in uploads if not is_picture(upload)]
        if not text.strip() and not uploads:
            return self._fields(request, form, Fault("text", "text", say("fault_no_text")), 422)
        if text.strip() and files:
            return self._fields(request, form, Fault("text", "text", say("fault_both", name=files[0].name)), 422)
        # Pictures that were sent before stay; what was answered of another text does not.
        pictures = draft_of(form, self.desk.work).pictures
        pasted = Draft(text=text, name=name_for(text), pictures=pictures) if text.strip() else None
        try:
            draft = await self.desk.work.take(uploads, pasted) if uploads else pasted or Draft()
            return await self._begin(request, form, draft)
        except RefusedError as error:
            return self._fields(request, form, self.desk.refused(error, say), error.status)
        except Trouble as error:
            return self.desk.trouble(request, form, error, pasted)

    async def sample(self, request: Request) -> Response:
        """Take one of the samples."""
        try:
            uploads = samples.sample(request.path_params["name"])
        except KeyError:
            return told_fault(self.desk.frame, request, "gone", 404)
        try:
            return await self._begin(request, FormData(), await self.desk.work.take(uploads))
        except Trouble as error:
            return self.desk.trouble(request, FormData(), error, None)

    async def answers(self, request: Request) -> Response:
        """Take what the text did not say."""
        form = await self.desk.form(request)
        draft = draft_of(form, self.desk.work)
        try:
            checked = await self.desk.work.check(draft)
            if value(form, "do") != "answer":
                return ask(self.desk, request, form, draft, checked)
            answers, faults = answered(form, checked, self.desk.say(request, form))
            if faults:
                return ask(self.desk, request, form, draft, checked, faults)
            chosen = draft.answers
            answers = replace(answers, editions=chosen.editions, formats=chosen.formats)
            draft = await self.desk.work.answer(draft, answers)
            return show(self.desk, request, form, draft, await self.desk.work.check(draft))
        except Trouble as error:
            return self.desk.trouble(request, form, error, draft)

    async def _begin(self, request: Request, form: FormData, draft: Draft) -> Response:
        checked = await self.desk.work.check(draft)
        if checked.unread:
            return self._fields(request, form, Fault("text", "text", checked.unread), 422)
        if asked_for(checked):
            return ask(self.desk, request, form, draft, checked)
        return show(self.desk, request, form, draft, checked)

    def _fields(self, request: Request, form: FormData, fault: Fault | None = None, status: int = 200) -> Response:
        return self.desk.frame.page(
            request,
            "text.html",
            status=status,
            speak=value(form, COOKIE),
            step=1,
            faults=[fault] if fault else [],
            text=value(form, "text"),
            draft=value(form, "draft"),
            accept=",".join(TAKEN),
            limit=self.desk.settings.largest_body,
            samples=samples.NAMES,
            again="/" if request.method == "POST" else "",
        )

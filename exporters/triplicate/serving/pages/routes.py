"""The addresses of the page, and what is done at each."""

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from triplicate.document.language import canonical, direction
from triplicate.downloads.offer import MEDIA_TYPES
from triplicate.downloads.words import as_size, name_of, written_date
from triplicate.serving.drafts import Answers, Checked, Draft
from triplicate.serving.pages import asked, samples
from triplicate.serving.pages.faults import told_fault
from triplicate.serving.pages.frame import COOKIE, HERE, Frame
from triplicate.serving.pages.making import STANDARD, edition_title, shown
from triplicate.serving.pages.phrases import Say
from triplicate.serving.pages.shown import changes, told
from triplicate.serving.settings import Settings
from triplicate.serving.states import Busy, Failed, Ready, Waiting
from triplicate.serving.work import BusyError, GoneError, RefusedError, Work, WorkDiedError

ACCEPT = ".md,.markdown,.txt,.docx,.html,.htm,.epub,.zip,image/*"
TONGUES = ("en-GB", "cy", "fr", "de", "ar")
"""The languages of a text that are offered by name; any other is written as a tag or a name."""
_STAGES = ("read", "check", "pdf", "docx", "epub", "compare")
Handler = Callable[[Request], Awaitable[Response]]


def routes(work: Work, settings: Settings) -> list[BaseRoute]:
    """Return what the page answers at each of its addresses."""
    pages = Pages(work, settings, Frame(settings))
    return [
        Route("/", pages.text, methods=["GET", "POST"]),
        Route("/about", pages.about),
        Route("/sample/{name}", pages.sample),
        Route("/text", pages.given, methods=["POST"]),
        Route("/answers", pages.answers, methods=["POST"]),
        Route("/draft", pages.draft, methods=["POST"]),
        Route("/live", pages.live, methods=["POST"]),
        Route("/picture/{draft}/{name:path}", pages.picture),
        Route("/work/{job}", pages.job),
        Route("/work/{job}/state", pages.state),
        Route("/work/{job}/file/{file}", pages.file),
        Route("/work/{job}/page/{file}/{number:int}", pages.sheet),
        Route("/work/{job}/delete", pages.delete, methods=["POST"]),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field: ``short`` for the list above, ``words`` at the field, whose id is ``field``."""

    group: str
    field: str
    short: object
    words: object


class Pages:
    """The pages of one service."""

    def __init__(self, work: Work, settings: Settings, frame: Frame) -> None:
        self.work = work
        self.settings = settings
        self.frame = frame

    # Step 1: the text

    async def text(self, request: Request) -> Response:
        """Show the fields for a text, with what was in them."""
        form = await self._form(request) if request.method == "POST" else FormData()
        return self._text(request, form)

    def _text(self, request: Request, form: FormData, faults: tuple[Fault, ...] = (), status: int = 200) -> Response:
        return self.frame.page(
            request,
            "text.html",
            status=status,
            speak=asked.value(form, COOKIE),
            step=1,
            faults=faults,
            text=asked.value(form, "text"),
            accept=ACCEPT,
            samples=samples.NAMES,
            again="/" if request.method == "POST" else "",
        )

    async def given(self, request: Request) -> Response:
        """Take a text, pasted or as a file, and go on to what it does not say or to what is to be mended."""
        form = await self._form(request)
        say = self.frame.say(request, asked.value(form, COOKIE))
        text, uploads = asked.value(form, "text"), await asked.uploads_of(form)
        files = [upload for upload in uploads if not asked.is_picture(upload)]
        if not text.strip() and not uploads:
            fault_ = Fault("text", "text", say("fault_no_text"), say("fault_no_text_field"))
            return self._text(request, form, (fault_,), 422)
        if text.strip() and files:
            words = say("fault_both", name=files[0].name)
            return self._text(request, form, (Fault("text", "text", words, words),), 422)
        pasted = Draft(text=text, name=asked.name_of(text)) if text.strip() else None
        try:
            draft = await self.work.take(uploads, pasted) if uploads else pasted or Draft()
            return await self._first(request, form, draft)
        except RefusedError as error:
            return self._text(request, form, (_refused(error, say),), error.status)
        except (BusyError, WorkDiedError) as error:
            return self._trouble(request, form, error, pasted)

    async def sample(self, request: Request) -> Response:
        """Take one of the samples."""
        try:
            uploads = samples.sample(request.path_params["name"])
        except KeyError:
            return told_fault(self.frame, request, "gone", 404)
        try:
            return await self._first(request, FormData(), await self.work.take(uploads))
        except (BusyError, WorkDiedError) as error:
            return self._trouble(request, FormData(), error, None)

    async def _first(self, request: Request, form: FormData, draft: Draft) -> Response:
        checked = await self.work.check(draft)
        if checked.unread:
            words = checked.unread
            return self._text(request, form, (Fault("text", "text", words, words),), 422)
        if _asked_for(checked):
            return self._ask(request, form, draft, checked)
        return self._mend(request, form, draft, checked)

    def _ask(
        self, request: Request, form: FormData, draft: Draft, checked: Checked, faults: tuple[Fault, ...] = ()
    ) -> Response:
        say = self.frame.say(request, asked.value(form, COOKIE))
        return self.frame.page(
            request,
            "ask.html",
            status=422 if faults else 200,
            speak=asked.value(form, COOKIE),
            step=1,
            faults=faults,
            faulty={one.group for one in faults},
            draft=draft,
            token=self.work.keep(draft, asked.value(form, "draft")),
            checked=checked,
            missing=_asked_for(checked),
            written=written_date(checked.date, say.locale) if checked.date else "",
            language=name_of(checked.lang, say.lang) if checked.lang else "",
            tongues=[(tag, name_of(tag, tag), name_of(tag, say.lang)) for tag in TONGUES],
            given={name: asked.value(form, name) for name in ("title", "lang", "other", "date", "publisher")},
            again="/answers",
        )

    async def answers(self, request: Request) -> Response:
        """Take what the text did not say."""
        form = await self._form(request)
        draft = asked.draft_of(form, self.work)
        say = self.frame.say(request, asked.value(form, COOKIE))
        try:
            checked = await self.work.check(draft)
            answers, faults = _answers(form, checked, say)
            if asked.value(form, "do") != "answer":
                return self._ask(request, form, draft, checked)
            if faults:
                return self._ask(request, form, draft, checked, faults)
            draft = await self.work.answer(draft, replace(answers, editions=draft.answers.editions))
            return self._mend(request, form, draft, await self.work.check(draft))
        except (BusyError, WorkDiedError) as error:
            return self._trouble(request, form, error, draft)

    # Step 2: what to mend

    async def draft(self, request: Request) -> Response:
        """Do what a button of the second step says: check, mend, take back, or make the files."""
        form = await self._form(request)
        wish, _, which = asked.value(form, "do").partition(":")
        draft = asked.draft_of(form, self.work)
        say = self.frame.say(request, asked.value(form, COOKIE))
        try:
            draft, late = await asked.written(form, draft, self.work)
            if pictures := await asked.uploads_of(form):
                draft = await self.work.take(pictures, draft)
            before = draft.text
            if wish == "undo":
                draft = replace(draft, text=asked.value(form, "before"))
            elif wish == "mend":
                draft = await (self.work.mend(draft, which) if which else self.work.mend_all(draft))
            elif wish == "as" and which in {asked.MARKDOWN, asked.PLAIN}:
                draft = replace(draft, name=which)
            checked = await self.work.check(draft)
            if checked.missing:
                return self._ask(request, form, draft, checked)
            if wish != "make" or checked.stops:
                notes: list[object] = [say("too_late", n=late)] if late else [say("undone")] if wish == "undo" else []
                mended = before if wish == "mend" else None
                return self._mend(request, form, draft, checked, notes=notes, before=mended, pressed=wish == "make")
            job = self.work.start(draft)
            self.work.keep(draft, asked.value(form, "draft"))
            await self.work.wait(job, self.settings.patience)
        except RefusedError as error:
            return self._mend(request, form, draft, await self.work.check(draft), notes=[_refused(error, say).words])
        except (BusyError, WorkDiedError) as error:
            return self._trouble(request, form, error, draft)
        return RedirectResponse(f"/work/{job}", 303)

    def _mend(
        self,
        request: Request,
        form: FormData,
        draft: Draft,
        checked: Checked,
        *,
        notes: Sequence[object] = (),
        before: str | None = None,
        pressed: bool = False,
    ) -> Response:
        say = self.frame.say(request, asked.value(form, COOKIE))
        mended = changes(before, draft.text) if before is not None else ()
        return self.frame.page(
            request,
            "mend.html",
            status=422 if pressed else 200,
            speak=asked.value(form, COOKIE),
            step=2,
            notes=[*notes, *([say("nothing_mended")] if before is not None and not mended else [])],
            doubts=draft.doubts,
            changes=mended,
            before=before or "",
            pressed=pressed,
            offered=self._editions(say),
            chosen=draft.answers.editions or (STANDARD,),
            with_html="html" in draft.answers.formats,
            again="/draft",
            values=self._told(draft, checked, say, self.work.keep(draft, asked.value(form, "draft"))),
        )

    def _told(self, draft: Draft, checked: Checked, say: Say, token: str) -> dict[str, object]:
        """Return what the templates of a check are made of."""
        return {
            "draft": draft,
            "token": token,
            "checked": checked,
            "told": told(draft, checked, say),
            "lang": checked.lang,
            "direction": direction(checked.lang) if checked.lang else "auto",
            "unread": checked.unread,
        }

    async def live(self, request: Request) -> Response:
        """Check the text while somebody writes: the lists as the page would show them, and their facts."""
        form = await self._form(request)
        say = self.frame.say(request, asked.value(form, COOKIE))
        draft = asked.draft_of(form, self.work)
        try:
            checked = await self.work.check(draft)
        except (BusyError, WorkDiedError):
            return JSONResponse({"later": True}, 503)
        values = {**self._told(draft, checked, say, asked.value(form, "draft")), "pressed": False}
        found = values["told"]
        return JSONResponse(
            {
                "facts": getattr(found, "facts", ()),
                "told": self.frame.html("told.html", say, values),
                "pictures": self.frame.html("pictures.html", say, values),
            }
        )

    async def picture(self, request: Request) -> Response:
        """Show a picture of a draft, small."""
        try:
            found = await self.work.thumbnail(self.work.kept(request.path_params["draft"]), request.path_params["name"])
        except (GoneError, BusyError, WorkDiedError):
            return Response(status_code=404)
        return Response(found, media_type="image/png", headers=_PRIVATE)

    def _editions(self, say: Say) -> list[tuple[str, object, object]]:
        """Return the editions that can be asked for: names, titles, and what they are like."""
        found: list[tuple[str, object, object]] = []
        for name, title in self.work.editions():
            hint = f"edition_{name}_hint"
            found.append((name, edition_title(name, title, say), say(hint) if hint in say.phrases else ""))
        return found

    # Step 3: the files

    async def job(self, request: Request) -> Response:
        """Show how far a job has come, or what came of it."""
        job = request.path_params["job"]
        try:
            state, draft = self.work.state(job), self.work.draft_of(job)
        except GoneError:
            return told_fault(self.frame, request, "gone", 410)
        if isinstance(state, Ready):
            return self._files(request, job, state, draft)
        if isinstance(state, Failed):
            kind = "stopped" if state.kind in {"died", "stopped"} else state.kind
            token = self.work.keep(draft)
            return told_fault(
                self.frame,
                request,
                "failed" if kind == "fault" else kind,
                422 if kind == "text" else 503 if state.kind == "stopped" else 500,
                draft=draft,
                token=token,
                step=3,
                number=state.number,
                at=state.step,
                reason=state.reason,
            )
        busy = state if isinstance(state, Busy) else None
        return self.frame.page(
            request,
            "busy.html",
            step=3,
            id=job,
            done=busy.step if busy else 0,
            stages=busy.names if busy else _STAGES,
            waiting=state if isinstance(state, Waiting) else None,
        )

    def _files(self, request: Request, job: str, ready: Ready, draft: Draft) -> Response:
        say = self.frame.say(request)
        made = [file.edition for file in ready.files]
        sizes = {}
        for name in (ready.report, ready.evidence):
            with contextlib.suppress(GoneError, OSError):
                sizes[name] = self.work.file(job, name).stat().st_size
        return self.frame.page(
            request,
            "files.html",
            step=3,
            id=job,
            ready=ready,
            shown=shown(job, ready, say, sizes),
            draft=draft,
            token=self.work.keep(draft),
            left=[one for one in self._editions(say) if one[0] not in made],
            made=dict.fromkeys(made),
            with_html=any(file.kind == "html" for file in ready.files),
        )

    async def state(self, request: Request) -> Response:
        """Say in JSON how far a job has come."""
        try:
            state = self.work.state(request.path_params["job"])
        except GoneError:
            return JSONResponse({"done": True}, 410)
        if isinstance(state, Busy):
            return JSONResponse({"done": False, "step": state.step, "steps": state.steps})
        if isinstance(state, Waiting):
            return JSONResponse({"done": False, "waiting": state.place})
        return JSONResponse({"done": True})

    async def file(self, request: Request) -> Response:
        """Send a file of a job."""
        try:
            found = self.work.file(request.path_params["job"], request.path_params["file"])
        except GoneError:
            return told_fault(self.frame, request, "gone", 410)
        return _sent(found)

    async def sheet(self, request: Request) -> Response:
        """Show a page of a PDF as a picture."""
        asked_ = request.path_params
        try:
            found = await self.work.page(asked_["job"], asked_["file"], asked_["number"])
        except (GoneError, BusyError, WorkDiedError):
            return Response(status_code=404)
        return Response(found, media_type="image/png", headers=_PRIVATE)

    async def delete(self, request: Request) -> Response:
        """Delete a job, its files and its text."""
        with contextlib.suppress(GoneError):
            self.work.stop(request.path_params["job"])
        return told_fault(self.frame, request, "deleted", 200)

    async def about(self, request: Request) -> Response:
        """Say what happens to a text, and how accessible the page is."""
        return self.frame.page(request, "about.html")

    # Shared

    async def _form(self, request: Request) -> FormData:
        """Return a posted form; a text that comes as one field may be as large as any upload."""
        return await request.form(max_part_size=self.settings.largest_body, max_fields=5000, max_files=200)

    def _trouble(
        self, request: Request, form: FormData, error: BusyError | WorkDiedError, draft: Draft | None
    ) -> Response:
        busy = isinstance(error, BusyError)
        return told_fault(
            self.frame,
            request,
            "busy" if busy else "stopped",
            503 if busy else 500,
            draft=draft,
            token=asked.value(form, "draft"),
            retry=error.seconds if isinstance(error, BusyError) else 0,
            step=2,
            speak=asked.value(form, COOKIE),
        )


_PRIVATE = {"Cache-Control": "private, max-age=600"}


def _sent(file: Path) -> Response:
    kind = file.suffix.lstrip(".").lower()
    types = {**MEDIA_TYPES, "zip": "application/zip", "json": "application/json"}
    # A web page is ours, but its words are anybody's: it is fetched, and never opened in the place of this page.
    return FileResponse(file, media_type=types.get(kind, "application/octet-stream"), filename=file.name)


def _asked_for(checked: Checked) -> tuple[str, ...]:
    """Return what to ask: what no file is made without, and then the date too."""
    missing = checked.missing
    return (*missing, *(("date",) if missing and not checked.date and "date" not in missing else ()))


def _answers(form: FormData, checked: Checked, say: Say) -> tuple[Answers, tuple[Fault, ...]]:
    given = {name: asked.value(form, name).strip() for name in ("title", "lang", "other", "date", "publisher")}
    lacking = [name for name in ("title", "publisher") if name in checked.missing and not given[name]]
    faults = [Fault(name, name, say(f"fault_{name}"), say(f"fault_{name}")) for name in lacking]
    lang = given["lang"]
    if lang == "other":
        lang = _tag_of(given["other"], say) if given["other"] else ""
        if not lang:
            faults.append(Fault("lang", "other", say("fault_which"), say("fault_which")))
    elif "lang" in checked.missing and not lang:
        faults.append(Fault("lang", f"lang-{TONGUES[0]}", say("fault_lang"), say("fault_lang")))
    if given["date"]:
        try:
            date.fromisoformat(given["date"])
        except ValueError:
            faults.append(Fault("date", "date", say("fault_date"), say("fault_date")))
    return Answers(given["title"], lang, given["date"], given["publisher"]), tuple(faults)


def _tag_of(words: str, say: Say) -> str:
    """Return the BCP 47 tag of a language that a person named by its tag, or by its name in the page's language."""
    import langcodes

    if tag := canonical(words):
        return tag
    try:
        return str(langcodes.find(words, language=say.lang))
    except LookupError:
        return ""


def _refused(error: RefusedError, say: Say) -> Fault:
    name = f"refused_{error.kind}"
    if name not in say.phrases:
        words: object = str(error)
    else:
        sizes = {"size": as_size(error.size, say.lang), "most": as_size(error.most, say.lang)}
        words = say(name, name=error.name, number=error.size, limit=error.most, **sizes)
    return Fault("file", "file", words, words)

"""Step 2: what is to be mended, and the text beside it."""

from collections.abc import Sequence
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from triplicate.document.language import direction
from triplicate.serving.drafts import Checked, Draft
from triplicate.serving.errors import GoneError, RefusedError
from triplicate.serving.pages.asked import draft_of, uploads_of, value, written
from triplicate.serving.pages.asking import ask
from triplicate.serving.pages.desk import Desk, Trouble
from triplicate.serving.pages.frame import COOKIE
from triplicate.serving.pages.phrases import Say
from triplicate.serving.pages.shown import Told, changes, told
from triplicate.theme import DEFAULT_STYLE

_SOON = 5  # seconds after which to check again what was not checked
_KINDS = ("text.md", "text.txt")
_PICTURE = {"Cache-Control": "private, max-age=600"}


class Mending:
    """The addresses of the second step."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def draft(self, request: Request) -> Response:
        """Do what a button says: check, mend, take back, or make the files."""
        desk, form = self.desk, await self.desk.form(request)
        wish, _, which = value(form, "do").partition(":")
        draft = draft_of(form, desk.work)
        say = desk.say(request, form)
        try:
            draft, late = await written(form, draft, desk.work)
            notes = [say("too_late", n=late)] if late else []
            if pictures := await uploads_of(form):
                draft = await desk.work.take(pictures, draft)
            before = draft.text
            if wish == "undo":
                draft = replace(draft, text=value(form, "before"))
                notes.append(say("undone"))
            elif wish == "mend":
                draft = await (desk.work.mend(draft, which) if which else desk.work.mend_all(draft))
            elif wish == "as" and which in _KINDS:
                draft = replace(draft, name=which)
            checked = await desk.work.check(draft)
            if checked.missing:
                return ask(desk, request, form, draft, checked)
            if wish == "make" and not checked.stops and not late:
                return await self._made(form, draft)
            mended = before if wish == "mend" else None
            return show(desk, request, form, draft, checked, notes=notes, before=mended, pressed=wish == "make")
        except RefusedError as error:
            checked = await desk.work.check(draft)
            return show(desk, request, form, draft, checked, notes=[desk.refused(error, say).words])
        except Trouble as error:
            return desk.trouble(request, form, error, draft)

    async def _made(self, form: FormData, draft: Draft) -> Response:
        """Begin to make the files, and send the person to them; most are made by then."""
        job = self.desk.work.start(draft)
        self.desk.keep(form, draft)
        await self.desk.work.wait(job, self.desk.settings.patience)
        return RedirectResponse(f"/work/{job}", 303)

    async def live(self, request: Request) -> Response:
        """Check the text while somebody writes: the lists as the page would show them, and their facts."""
        form = await self.desk.form(request)
        draft = draft_of(form, self.desk.work)
        try:
            checked = await self.desk.work.check(draft)
        except Trouble as error:
            retry = {"Retry-After": str(error.seconds or _SOON)}
            return JSONResponse({"later": True}, 503, headers=retry)
        say = self.desk.say(request, form)
        found = told(draft, checked, say)
        values = {**_values(draft, checked, found, value(form, "draft")), "pressed": False}
        html = {name: self.desk.frame.html(f"{name}.html", say, values) for name in ("told", "pictures")}
        return JSONResponse({"facts": found.facts, **html})

    async def picture(self, request: Request) -> Response:
        """Show a picture of a draft, small."""
        try:
            draft = self.desk.work.kept(request.path_params["draft"])
            found = await self.desk.work.thumbnail(draft, request.path_params["name"])
        except GoneError:
            return Response(status_code=404)
        except Trouble:
            return Response(status_code=503)
        return Response(found, media_type="image/png", headers=_PICTURE)


def show(
    desk: Desk,
    request: Request,
    form: FormData,
    draft: Draft,
    checked: Checked,
    *,
    notes: Sequence[object] = (),
    before: str | None = None,
    pressed: bool = False,
) -> Response:
    """Show what is to be mended.

    ``notes`` are said first; ``before`` is the text before it was mended; ``pressed``: the files were asked for, and
    something keeps them from being made.
    """
    say: Say = desk.say(request, form)
    mended = changes(before, draft.text) if before is not None else ()
    nothing = [say("nothing_mended")] if before is not None and not mended else []
    return desk.frame.page(
        request,
        "mend.html",
        status=422 if pressed else 200,
        speak=value(form, COOKIE),
        step=2,
        notes=[*notes, *nothing],
        doubts=draft.doubts,
        changes=mended,
        before=before or "",
        pressed=pressed,
        offered=desk.editions(say),
        chosen=draft.answers.editions or (DEFAULT_STYLE,),
        with_html="html" in draft.answers.formats,
        again="/draft",
        carries=True,
        values=_values(draft, checked, told(draft, checked, say), desk.keep(form, draft)),
    )


def _values(draft: Draft, checked: Checked, found: Told, token: str) -> dict[str, object]:
    """Return what the templates of a check are made of."""
    return {
        "draft": draft,
        "token": token,
        "checked": checked,
        "told": found,
        "lang": checked.lang,
        "direction": direction(checked.lang) if checked.lang else "auto",
    }

"""Step 3: the files are being made, are there, or could not be made."""

import contextlib

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from triplicate.serving.delivery import deliver
from triplicate.serving.drafts import Draft
from triplicate.serving.errors import GoneError
from triplicate.serving.making import steps_of
from triplicate.serving.pages.desk import Desk, Trouble
from triplicate.serving.pages.faults import told_fault
from triplicate.serving.pages.finished import shown
from triplicate.serving.states import Busy, Failed, Ready, Waiting

_SHEET = {"Cache-Control": "private, max-age=600"}


class Fetching:
    """The addresses of the third step."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def job(self, request: Request) -> Response:
        """Show how far a job has come, or what came of it."""
        job = request.path_params["job"]
        try:
            state, draft = self.desk.work.state(job), self.desk.work.draft_of(job)
        except GoneError:
            return told_fault(self.desk.frame, request, "gone", 410)
        if isinstance(state, Ready):
            return self._files(request, job, state, draft)
        if isinstance(state, Failed):
            return self._failed(request, job, state, draft)
        return self.desk.frame.page(
            request,
            "busy.html",
            step=3,
            id=job,
            done=state.step if isinstance(state, Busy) else 0,
            stages=state.names if isinstance(state, Busy) else steps_of(draft),
            waiting=state if isinstance(state, Waiting) else None,
            draft=draft,
            carries=True,
        )

    def _failed(self, request: Request, job: str, failed: Failed, draft: Draft) -> Response:
        kinds = {"died": "stopped", "stopped": "stopped", "full": "busy", "fault": "failed"}
        return told_fault(
            self.desk.frame,
            request,
            kinds.get(failed.kind, failed.kind),
            {"text": 422, "stopped": 503, "full": 503}.get(failed.kind, 500),
            draft=draft,
            job=job,
            step=3,
            number=failed.number,
            at=failed.step,
            reason=failed.reason if failed.kind == "text" else "",
        )

    def _files(self, request: Request, job: str, ready: Ready, draft: Draft) -> Response:
        say = self.desk.frame.say(request)
        made = tuple(dict.fromkeys(file.edition for file in ready.files))
        sizes = {}
        for name in (ready.report, ready.evidence):
            with contextlib.suppress(GoneError, OSError):
                sizes[name] = self.desk.work.file(job, name).stat().st_size
        return self.desk.frame.page(
            request,
            "files.html",
            step=3,
            id=job,
            ready=ready,
            shown=shown(job, ready, say, sizes),
            draft=draft,
            carries=True,
            left=[one for one in self.desk.editions(say) if one[0] not in made],
            made=made,
            with_html=any(file.kind == "html" for file in ready.files),
        )

    async def state(self, request: Request) -> Response:
        """Say in JSON how far a job has come."""
        try:
            state = self.desk.work.state(request.path_params["job"])
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
            return deliver(self.desk.work, request.path_params["job"], request.path_params["file"])
        except GoneError:
            return told_fault(self.desk.frame, request, "gone", 410)

    async def sheet(self, request: Request) -> Response:
        """Show a page of a PDF as a picture."""
        asked = request.path_params
        try:
            found = await self.desk.work.page(asked["job"], asked["file"], asked["number"])
        except GoneError:
            return Response(status_code=404)
        except Trouble:
            return Response(status_code=503)
        return Response(found, media_type="image/png", headers=_SHEET)

    async def delete(self, request: Request) -> Response:
        """Delete a job, its files and its text."""
        with contextlib.suppress(GoneError):
            self.desk.work.stop(request.path_params["job"])
        return told_fault(self.desk.frame, request, "deleted", 200)

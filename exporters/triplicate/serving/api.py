"""The API for programs: the same checks and files as on the page, and the same JSON as on the command line."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from triplicate.jobs.records import OutcomeRecord
from triplicate.later import dataclass
from triplicate.serving.delivery import deliver
from triplicate.serving.errors import RefusedError, ServiceError
from triplicate.serving.openapi import Answer, Operation, described
from triplicate.serving.pages.frame import templates
from triplicate.serving.posted import PostedDraft, PostedForm, draft_of
from triplicate.serving.states import Busy, Failed, MadeFile, Ready, Waiting
from triplicate.serving.work import Work

_LONGEST_WAIT = 60
_WAIT = 20
"""Seconds that an answer waits for files, at most and if nothing is said."""


@dataclass(frozen=True, slots=True)
class ApiFault:
    """What went wrong: ``error`` is a sentence for a person, ``kind`` a word for programs.

    ``retry_after`` is after how many seconds to try again, null if that does not help.
    """

    error: str
    kind: str
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class ApiFile:
    """A file that can be fetched at ``url``; ``about`` is null for the report, its data and the archive of all."""

    name: str
    url: str
    about: MadeFile | None = None


@dataclass(frozen=True, slots=True)
class ApiJob:
    """What has become of a job.

    ``state`` is "waiting" (``place`` counts from 1), "busy" (``step`` of ``steps`` are done, ``doing`` is the next),
    "ready" (``files`` are there until ``expires``, in seconds since 1970) or "failed" (``reason`` says why).
    ``outcome`` is what ``triplicate export --json`` prints, once it is done.
    """

    id: str
    state: Literal["waiting", "busy", "ready", "failed"]
    url: str
    place: int = 0
    step: int = 0
    steps: int = 0
    doing: str = ""
    expires: float | None = None
    reason: str = ""
    files: tuple[ApiFile, ...] = ()
    outcome: OutcomeRecord | None = None


@dataclass(frozen=True, slots=True)
class ApiEdition:
    """An edition by its name, and what it is in a sentence."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class ApiHealth:
    """The service answers."""

    status: Literal["ok"]
    version: str


_REFUSED: Mapping[int, Answer] = {
    400: Answer("The body cannot be read, or this host is not served.", ApiFault),
    401: Answer("The token is missing or wrong.", ApiFault),
    403: Answer("Another site asked.", ApiFault),
    413: Answer("It is too large.", ApiFault),
    415: Answer("It is of a kind that is not taken.", ApiFault),
    422: Answer("It cannot be used, and the message says why.", ApiFault),
    429: Answer("This address has asked for much; try again later.", ApiFault, headers=("Retry-After",)),
    500: Answer("A process ended early, or a fault in Triplicate.", ApiFault),
    503: Answer("Much waits already; try again later.", ApiFault, headers=("Retry-After",)),
}
_ASKED: Mapping[int, Answer] = {status: _REFUSED[status] for status in (400, 401, 429, 500, 503)}
_GONE = Answer("There is no such thing, or no longer.", ApiFault)
_ID = ("id", "path", {"type": "string"}, "The name of the job.")

OPERATIONS = (
    Operation(
        "POST",
        "/api/check",
        "check",
        "Say what is wrong in a text, and how to mend it.",
        {200: Answer("What “triplicate check --json” prints of the text.", OutcomeRecord), **_REFUSED},
        body=PostedDraft,
        form=PostedForm,
    ),
    Operation(
        "POST",
        "/api/export",
        "export",
        "Make the files of a text; the answer waits for them for a while.",
        {
            200: Answer("The files are made, or the text must be mended first.", ApiJob),
            202: Answer("They are not made yet: ask for the job again.", ApiJob, headers=("Location", "Retry-After")),
            **_REFUSED,
        },
        parameters=(
            (
                "wait",
                "query",
                {"type": "integer", "minimum": 0, "maximum": _LONGEST_WAIT, "default": _WAIT},
                "Seconds that the answer waits for the files.",
            ),
        ),
        body=PostedDraft,
        form=PostedForm,
    ),
    Operation(
        "GET",
        "/api/jobs/{id}",
        "job",
        "Say what has become of a job.",
        {200: Answer("Its state.", ApiJob), 410: _GONE, **_ASKED},
        parameters=(_ID,),
    ),
    Operation(
        "DELETE",
        "/api/jobs/{id}",
        "forget",
        "End a job, and delete its files and its text.",
        {204: Answer("It is gone."), 403: _REFUSED[403], 410: _GONE, **_ASKED},
        parameters=(_ID,),
    ),
    Operation(
        "GET",
        "/api/jobs/{id}/files/{name}",
        "file",
        "Fetch a file of a job.",
        {200: Answer("The file.", media="application/octet-stream"), 410: _GONE, **_ASKED},
        parameters=(_ID, ("name", "path", {"type": "string"}, "The name of the file, as the job lists it.")),
    ),
    Operation(
        "GET",
        "/api/editions",
        "editions",
        "List the editions that files can be made in.",
        {200: Answer("The editions.", tuple[ApiEdition, ...]), **_ASKED},
    ),
    Operation(
        "GET",
        "/health",
        "health",
        "Say that the service answers.",
        {200: Answer("It does.", ApiHealth), 400: _REFUSED[400]},
    ),
    Operation(
        "GET",
        "/metrics",
        "metrics",
        "Count what is going on, for Prometheus.",
        {200: Answer("The text format of Prometheus 0.0.4.", media="text/plain"), **_ASKED},
    ),
)


def fault(error: ServiceError) -> JSONResponse:
    """Return an answer that tells a program what the service does not do."""
    said = ApiFault(str(error), error.kind, error.seconds or None)
    return JSONResponse(asdict(said), error.status, {"retry-after": str(error.seconds)} if error.seconds else {})


def routes(work: Work) -> list[Route]:
    """Return the routes of the API."""
    api = _Api(work)
    routed = [
        Route(operation.path, getattr(api, operation.name), methods=[operation.method])
        for operation in OPERATIONS
        if operation.path.startswith("/api")
    ]
    return [*routed, Route("/api/openapi.json", api.openapi), Route("/api", api.documentation)]


class _Api:
    def __init__(self, work: Work) -> None:
        self.work = work
        self.description = described(OPERATIONS)

    async def check(self, request: Request) -> Response:
        checked = await self.work.check(await draft_of(request, self.work))
        return JSONResponse(checked.record)

    async def export(self, request: Request) -> Response:
        wait = request.query_params.get("wait", str(_WAIT))
        if not (wait.isascii() and wait.isdecimal() and len(wait) < 4 and int(wait) <= _LONGEST_WAIT):
            raise RefusedError(422, "wrong", f"“wait” must be a number from 0 to {_LONGEST_WAIT}.")
        name = self.work.start(await draft_of(request, self.work))
        state = await self.work.wait(name, int(wait))
        job = self._job(name, state)
        if isinstance(state, Ready | Failed):
            return JSONResponse(asdict(job))
        return JSONResponse(asdict(job), 202, {"location": job.url, "retry-after": str(_after(state))})

    async def job(self, request: Request) -> Response:
        name = request.path_params["id"]
        state = self.work.state(name)
        headers = {} if isinstance(state, Ready | Failed) else {"retry-after": str(_after(state))}
        return JSONResponse(asdict(self._job(name, state)), headers=headers)

    async def forget(self, request: Request) -> Response:
        self.work.stop(request.path_params["id"])
        return Response(status_code=204)

    async def file(self, request: Request) -> Response:
        return deliver(self.work, request.path_params["id"], request.path_params["name"])

    async def editions(self, _: Request) -> Response:
        return JSONResponse([asdict(ApiEdition(*one)) for one in self.work.editions()])

    async def openapi(self, _: Request) -> Response:
        return JSONResponse(self.description)

    async def documentation(self, _: Request) -> Response:
        return HTMLResponse(templates().get_template("api.html").render(self.description))

    def _job(self, name: str, state: Waiting | Busy | Ready | Failed) -> ApiJob:
        url = f"/api/jobs/{name}"
        match state:
            case Waiting():
                return ApiJob(name, "waiting", url, place=state.place)
            case Busy():
                return ApiJob(name, "busy", url, step=state.step, steps=state.steps, doing=state.name)
            case Failed():
                outcome: Any = state.record or None
                return ApiJob(name, "failed", url, reason=state.reason, outcome=outcome)
        others = (state.report, state.evidence, state.archive)
        files = (
            *(ApiFile(file.name, f"{url}/files/{file.name}", file) for file in state.files),
            *(ApiFile(other, f"{url}/files/{other}") for other in others),
        )
        made: Any = state.record
        return ApiJob(name, "ready", url, expires=state.expires, files=files, outcome=made)


def _after(state: Waiting | Busy) -> int:
    return state.seconds if isinstance(state, Waiting) else 1

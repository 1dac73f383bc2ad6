"""The service as an application of ASGI: the page, the API, health and metrics, behind the guard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from triplicate.errors import TriplicateError
from triplicate.serving import api, pages
from triplicate.serving.metrics import exposed
from triplicate.serving.safety import Guard
from triplicate.serving.settings import Settings
from triplicate.serving.work import Executor, Work
from triplicate.system.version import installed_version

_FOR_PROGRAMS = ("/api/", "/health", "/metrics")


def create_app(settings: Settings, executor: Executor | None = None, work: Work | None = None) -> Starlette:
    """Return the application.

    ``executor`` makes the files, by default processes of this machine. ``work`` is what does all of it; if none is
    given, one is made, and ends with the application.
    Raises UsageError for a house theme with a mistake.
    """
    done = work or Work(settings, executor)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(done.sweep())
        try:
            yield
        finally:
            sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await sweeping
            if work is None:
                await asyncio.to_thread(done.close)

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "version": installed_version()})

    async def metrics(_: Request) -> Response:
        return PlainTextResponse(exposed(done.figures(), done.answers))

    app = Starlette(
        routes=[
            Route("/health", health),
            Route("/metrics", metrics),
            *api.routes(done),
            *pages.routes(done, settings),
        ],
        middleware=[Middleware(Guard, settings=settings, work=done, fault=_fault)],
        exception_handlers={TriplicateError: _refused, HTTPException: _http},
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.work = done
    return app


def _fault(request: Request, status: int, reason: str, retry_after: int | None) -> Response:
    if request.scope["path"].startswith(_FOR_PROGRAMS):
        return api.told(status, api.ApiFault(reason, HTTPStatus(status).phrase.lower().replace(" ", "-"), retry_after))
    return pages.fault(request, status, reason, retry_after)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, TriplicateError)  # that is what this is for
    status, fault = api.fault_of(error)
    if request.scope["path"].startswith(_FOR_PROGRAMS):
        return api.told(status, fault)
    return pages.fault(request, status, fault.error, fault.retry_after)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # that is what this is for
    answer = _fault(request, error.status_code, error.detail, None)
    answer.headers.update(error.headers or {})
    return answer

"""The service as an application of ASGI: the page, the API, health and metrics, behind the guard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from triplicate.errors import TriplicateError
from triplicate.serving import api, pages
from triplicate.serving.errors import ServiceError
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
        done.warm()
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


def _fault(request: Request, error: ServiceError) -> Response:
    for_program = request.scope["path"].startswith(_FOR_PROGRAMS)
    return api.fault(error) if for_program else pages.fault(request, error)


def _refused(request: Request, error: Exception) -> Response:
    return _fault(request, error if isinstance(error, ServiceError) else ServiceError(500, str(error)))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # that is what this is for
    answer = _fault(request, ServiceError(error.status_code, error.detail))
    answer.headers.update(error.headers or {})
    return answer

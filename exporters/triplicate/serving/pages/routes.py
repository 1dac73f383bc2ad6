"""The addresses of the page."""

import os

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

from triplicate.serving.pages.desk import Desk
from triplicate.serving.pages.fetching import Fetching
from triplicate.serving.pages.frame import HERE, Frame
from triplicate.serving.pages.giving import Giving
from triplicate.serving.pages.mending import Mending
from triplicate.serving.settings import Settings
from triplicate.serving.work import Work


class Static(StaticFiles):
    """The style sheet, the script and the mark: kept by browsers, which ask whether they are still the same."""

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return a file, or that it is the same."""
        answer = super().file_response(full_path, stat_result, scope, status_code)
        answer.headers["cache-control"] = "no-cache"
        return answer


def routes(work: Work, settings: Settings) -> list[BaseRoute]:
    """Return what the page answers at each of its addresses."""
    desk = Desk(work, settings, Frame(settings))
    giving, mending, fetching = Giving(desk), Mending(desk), Fetching(desk)

    async def about(request: Request) -> Response:
        return desk.frame.page(request, "about.html")

    return [
        Route("/", giving.text, methods=["GET", "POST"]),
        Route("/about", about),
        Route("/sample/{name}", giving.sample),
        Route("/text", giving.given, methods=["POST"]),
        Route("/answers", giving.answers, methods=["POST"]),
        Route("/draft", mending.draft, methods=["POST"]),
        Route("/live", mending.live, methods=["POST"]),
        Route("/picture/{draft}/{name:path}", mending.picture),
        Route("/work/{job}", fetching.job),
        Route("/work/{job}/state", fetching.state),
        Route("/work/{job}/file/{file}", fetching.file),
        Route("/work/{job}/page/{file}/{number:int}", fetching.sheet),
        Route("/work/{job}/delete", fetching.delete, methods=["POST"]),
        Mount("/static", Static(directory=HERE / "static")),
    ]

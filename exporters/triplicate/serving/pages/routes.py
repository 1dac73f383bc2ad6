"""The addresses of the page."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from triplicate.serving.pages.desk import Desk
from triplicate.serving.pages.fetching import Fetching
from triplicate.serving.pages.frame import HERE, Frame
from triplicate.serving.pages.giving import Giving
from triplicate.serving.pages.mending import Mending
from triplicate.serving.settings import Settings
from triplicate.serving.work import Work


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
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]

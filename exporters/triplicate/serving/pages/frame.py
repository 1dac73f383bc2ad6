"""What all pages share: their templates, the language of the page, what never changes while a service runs."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel.units import format_unit
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from triplicate.document.language import direction
from triplicate.downloads.words import as_size, name_of
from triplicate.serving.pages.phrases import Say, best_of, say_in, tongues
from triplicate.serving.settings import Settings
from triplicate.system.version import installed_version
from triplicate.theme import DEFAULT_STYLE

HERE = Path(__file__).parent
COOKIE = "speak"
"""The cookie that holds the language that a person chose for the page."""


@cache
def templates() -> Environment:
    """Return the templates of all pages."""
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    found.globals |= {
        "version": installed_version(),
        "direction_of": direction,
        "languages": tuple((tag, name_of(tag, tag), direction(tag)) for tag in tongues()),
        "standard": DEFAULT_STYLE,
    }
    return found


class Frame:
    """The frame of every page of a service."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def say(self, request: Request, speak: str = "") -> Say:
        """Return the phrases for a request: in the language chosen now or before, else in the browser's."""
        asked = request.query_params.get(COOKIE) or speak or request.cookies.get(COOKIE)
        return say_in(asked if asked in tongues() else best_of(request.headers.get("accept-language", "")))

    def kept(self, say: Say) -> str:
        """Return how long texts and files are kept, in words."""
        minutes = self.settings.keep // 60
        number, unit = (minutes // 60, "hour") if minutes and minutes % 60 == 0 else (max(minutes, 1), "minute")
        return str(format_unit(number, f"duration-{unit}", locale=say.lang))

    def most(self, say: Say) -> str:
        """Return how large an upload may be, in words."""
        return as_size(self.settings.largest_body, say.lang)

    def html(self, template: str, say: Say, values: Mapping[str, object]) -> str:
        """Return what a template makes of values."""
        return templates().get_template(template).render({"say": say, **values})

    def page(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        speak: str = "",
        values: Mapping[str, object] = MappingProxyType({}),
        **more: object,
    ) -> Response:
        """Return a page; ``speak`` is the language that a form asks for, which then stays."""
        say = self.say(request, speak)
        around = {
            "step": 0,
            "again": "",
            "carries": False,
            "kept": self.kept(say),
            "most": self.most(say),
            "has_pass": bool(self.settings.token),
            **values,
            **more,
        }
        response = HTMLResponse(self.html(template, say, {**around, **values, **more}), status, dict(headers or {}))
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Language"] = say.lang
        if (asked := request.query_params.get(COOKIE) or speak) in tongues():
            response.set_cookie(COOKIE, asked, httponly=True, samesite="lax")
        return response

"""What every request passes first and every answer last: who may ask what, how much, and what browsers may do with it.

It knows nothing of texts and writes none into the log: a line has the method, the address without what only its owner
knows, the status and the time that it took.
"""

import asyncio
import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import Request, cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from triplicate.serving.errors import ServiceError, TooManyError, where
from triplicate.serving.rates import house_of
from triplicate.serving.settings import Settings
from triplicate.serving.storing import address
from triplicate.serving.work import Work

OPEN = "/health"
"""The address that also answers who has no token."""

COOKIE = "triplicate"

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # With no-referrer, browsers would send "Origin: null" with forms (Fetch, 3.1), which is refused here.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
"""Headers of every answer that says nothing else itself."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_METHODS = _SAFE | {"POST", "PUT", "PATCH", "DELETE"}
_LIGHT = 0.25  # what a request that changes nothing counts
_PATIENCE = 30  # seconds that a body may stand still
_BUSY = 5  # seconds after which to try again where too many uploads are under way

Fault = Callable[[Request, ServiceError], Response]
"""Makes the answer that refuses a request."""

logger = logging.getLogger("triplicate.serving")


class Guard:
    """The middleware; ``fault`` makes answers that refuse."""

    def __init__(self, app: ASGIApp, settings: Settings, work: Work, fault: Fault) -> None:
        self.app = app
        self.settings = settings
        self.rates = work.rates
        self.answers = work.answers
        self.fault = fault
        self.in_flight = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        begun = time.monotonic()
        status, started = 500, False
        address.set(house_of((scope.get("client") or ("", 0))[0]))

        async def send_on(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        body = _Body(self, receive)
        try:
            refused = self._refusal(scope)
            answer = self.fault(Request(scope), refused) if refused else self._entrance(scope)
            if answer and answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                await body.drop()
            if answer is None:
                body.reserve(int(Headers(scope=scope).get("content-length", "0")))
            await (answer or self.app)(scope, body.receive, send_on)
        except Exception as error:  # noqa: BLE001  a fault of ours, told as such; the service goes on
            number = secrets.token_hex(4)
            logger.error("request failed: number=%s %s", number, where(error))  # noqa: TRY400  its message may hold text
            if not started:
                said = f"A fault in Triplicate. If you report it, say the number {number}."
                await self.fault(Request(scope), ServiceError(500, said))(scope, body.receive, send_on)
        finally:
            self.in_flight -= body.reserved
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.answers[method, status] += 1
            logger.info("%s %s %s %.0f ms", scope["method"], _known(scope), status, 1000 * (time.monotonic() - begun))

    def _refusal(self, scope: Scope) -> ServiceError | None:
        """Return why a request is refused, if it is."""
        headers = Headers(scope=scope)
        if not is_known_host(headers.get("host", ""), self.settings.names):
            return ServiceError(400, "The page is not served under this name. Whoever runs it can allow it: --name.")
        if scope["method"] not in _SAFE and not is_same_origin(headers):
            return ServiceError(403, "Another site asked for this. Open the page itself, and press there.")
        if scope["path"] != OPEN:
            try:
                self.rates.charge(address.get(), _LIGHT if scope["method"] in _SAFE else 1)
            except TooManyError as error:
                return error
        length = headers.get("content-length", "0")
        if not length.isdecimal():
            return ServiceError(400, "The request does not say how long it is.")
        return self.too_large(int(length)) or self.too_many(int(length))

    def too_large(self, size: int) -> ServiceError | None:
        """Return why a request of so many bytes is refused, if it is."""
        most = self.settings.largest_body
        said = f"This has {-(-size // 1_000_000)} MB. The most is {most // 1_000_000} MB."
        return ServiceError(413, said) if size > most else None

    def too_many(self, more: int = 0) -> ServiceError | None:
        """Return why a request is refused that brings so many bytes more, if it is."""
        said = f"Many are sending files just now. Try again in {_BUSY} seconds."
        full = self.in_flight + more > self.settings.in_flight
        return ServiceError(503, said, kind="busy", seconds=_BUSY) if full else None

    def _entrance(self, scope: Scope) -> Response | None:
        """Return the answer to a request without the token, or with it in its address."""
        token = self.settings.token
        if not token or scope["path"] == OPEN:
            return None
        query = QueryParams(scope["query_string"])
        if "token" in query:
            if not hmac.compare_digest(query["token"].encode(), token.encode()) or scope["method"] not in _SAFE:
                return self._closed(scope)
            pairs = parse_qsl(scope["query_string"].decode("latin-1"))
            rest = urlencode([pair for pair in pairs if pair[0] != "token"])
            path = f"/{scope['path'].lstrip('/')}"  # two slashes would lead to another site
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            secure = scope.get("scheme") == "https"
            answer.set_cookie(COOKIE, _pass(token), httponly=True, samesite="strict", secure=secure)
            return answer
        headers = Headers(scope=scope)
        shown = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        scheme, _, said = headers.get("authorization", "").partition(" ")
        if hmac.compare_digest(shown.encode(), _pass(token).encode()):
            return None
        if scheme.lower() == "bearer" and hmac.compare_digest(said.strip().encode(), token.encode()):
            return None
        return self._closed(scope)

    def _closed(self, scope: Scope) -> Response:
        said = "This page is for those who have its link, with the token in it. Ask whoever runs it."
        answer = self.fault(Request(scope), ServiceError(401, said))
        answer.headers["www-authenticate"] = "Bearer"
        return answer


class _Body:
    """The body of a request, counted while it comes."""

    def __init__(self, guard: Guard, receive: Receive) -> None:
        self._guard = guard
        self._receive = receive
        self._more = True
        self.size = 0
        self.reserved = 0

    def reserve(self, size: int) -> None:
        """Count so many bytes as under way from now on, at least."""
        self._guard.in_flight += max(0, size - self.reserved)
        self.reserved = max(size, self.reserved)

    async def receive(self) -> Message:
        """Return the next part. Raises ServiceError if it is too large, or stands still."""
        try:
            async with asyncio.timeout(_PATIENCE if self._more else None):
                message = await self._receive()
        except TimeoutError as error:
            raise ServiceError(408, "The file did not arrive. Try again.") from error
        if message["type"] == "http.request":
            length = len(message.get("body", b""))
            self._more = message.get("more_body", False)
            self.size += length
            self.reserve(self.size)
            if refused := self._guard.too_large(self.size):
                if self._more:
                    await self.drop()
                raise refused
            if refused := self._guard.too_many():
                raise refused
        return message

    async def drop(self) -> None:
        """Take what still comes and forget it, within bounds: browsers hear an answer when they have sent all."""
        left = 2 * self._guard.settings.largest_body
        try:
            async with asyncio.timeout(_PATIENCE):
                while left > 0:
                    message = await self._receive()
                    left -= len(message.get("body", b""))
                    if message["type"] != "http.request" or not message.get("more_body", False):
                        return
        except TimeoutError:
            return


def is_known_host(host: str, names: tuple[str, ...]) -> bool:
    """Tell whether a Host header may be answered: an address of numbers, "localhost", or a name that is allowed.

    A page of another site cannot make a browser send any of these to us by changing where its own name leads (DNS
    rebinding): it would send that name.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name in {"localhost", *(one.lower() for one in names)}:
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_same_origin(headers: Headers) -> bool:
    """Tell whether a request that changes something comes from our own pages, or from no browser.

    Browsers say where a request comes from in Origin and in Sec-Fetch-Site (Fetch; Fetch Metadata); programs say
    nothing.
    """
    if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != ""


def _pass(token: str) -> str:
    """Return what the cookie holds: it opens this service alone, and does not tell the token."""
    return hashlib.sha256(f"triplicate {token}".encode()).hexdigest()


def _known(scope: Scope) -> str:
    """Return the path of a request without what only its owner knows; "-" for one that leads nowhere."""
    if "endpoint" not in scope:
        return "-"
    path = str(scope["path"])
    for name, value in scope.get("path_params", {}).items():
        path = path.replace(str(value), f"{{{name}}}")
    return path

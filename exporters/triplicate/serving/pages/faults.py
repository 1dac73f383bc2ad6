"""Pages that say what went wrong, what is kept, and what to do."""

from starlette.requests import Request
from starlette.responses import Response

from triplicate.serving.drafts import Draft
from triplicate.serving.errors import ServiceError, WorkDiedError
from triplicate.serving.pages.frame import Frame

_KINDS = {404: "gone", 405: "gone", 410: "gone", 413: "large", 429: "many", 503: "busy"}


def fault(request: Request, error: ServiceError) -> Response:
    """Return the page that says what the service does not do, with its reason, which is in English."""
    frame = Frame(request.app.state.settings)
    return told_fault(frame, request, kind_of(error), error.status, retry=error.seconds, reason=str(error))


def kind_of(error: ServiceError) -> str:
    """Return by which name the page has phrases for an error."""
    if isinstance(error, WorkDiedError):
        return "stopped"
    return _KINDS.get(error.status, "failed" if error.status >= 500 else "origin")


def told_fault(
    frame: Frame,
    request: Request,
    kind: str,
    status: int,
    *,
    draft: Draft | None = None,
    token: str = "",
    job: str = "",
    retry: int = 0,
    number: str = "",
    step: int = 0,
    reason: str = "",
    at: str = "",
    speak: str = "",
) -> Response:
    """Return a page that tells one kind of fault; with a draft, its buttons try again or go back to the text.

    ``reason`` is in English; ``at`` names the step that was being done; ``number`` is what a report of it names.
    """
    say = frame.say(request, speak)
    stage = f"stage_{at}"
    return frame.page(
        request,
        "fault.html",
        status=status,
        headers={"Retry-After": str(retry)} if retry else {},
        speak=speak,
        step=step,
        kind=kind,
        stage=say(stage) if stage in say.phrases else "",
        reason=reason,
        retry=retry,
        number=number,
        draft=draft,
        token=token,
        job=job,
        again="/draft" if draft else "",
        carries=draft is not None,
    )

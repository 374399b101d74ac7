"""The doors of the relay: WHIP (RFC 9725) in, WHEP (draft-ietf-wish-whep-03) out. Bearers only, no cookies."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from foundation.problems import problem, wrong_method
from foundation.refusals import Refusal
from streaming.relay import Answer, MediaRefusal
from streaming.signalling import tickets
from streaming.signalling.media import media
from streaming.signalling.tickets import Action, Ticket

SDP = "application/sdp"
MOST_OCTETS = 128 * 1024
STATUS = {
    "media.token_missing": 401,
    "media.token_forged": 401,
    "media.token_expired": 401,
    "media.wrong_ticket": 403,
    "media.hall_is_silent": 403,
    "media.slot_taken": 409,
    "media.unknown_resource": 404,
    "media.not_sdp": 415,
    "media.too_large": 413,
    "media.no_common_codec": 422,
    "media.restart_unsupported": 422,
}
"""HTTP status by refusal code; 400 where none is named."""

View = Callable[..., Coroutine[Any, Any, HttpResponseBase]]


def _door(*methods: str) -> Callable[[View], View]:
    """Methods, problems and preflight, the same at each door."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        async def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers={"Accept-Post": SDP, "Allow": ", ".join(methods)})
            if request.method not in methods:
                return wrong_method(request, methods)
            try:
                return await view(request, *args, **kwargs)
            except (Refusal, MediaRefusal) as refusal:
                return problem(refusal.code, refusal.message, STATUS.get(refusal.code, 400))

        return wrapped

    return decorate


@_door("POST")
async def whip(request: HttpRequest, session: int) -> HttpResponse:
    """Publish: an SDP offer for an answer."""
    ticket = _ticket(request, session, "publish")
    return _created(await media.publish(ticket, _offer(request)))


@_door("POST")
async def whep(request: HttpRequest, session: int) -> HttpResponse:
    """Listen: an SDP offer for an answer; `?slots=floor,chair,hall` names what to hear, in order."""
    ticket = _ticket(request, session, "listen")
    slots = [slot for slot in request.GET.get("slots", "").split(",") if slot]
    return _created(await media.listen(ticket, _offer(request), slots))


@_door("DELETE", "PATCH")
async def resource(request: HttpRequest, name: str) -> HttpResponse:
    """DELETE hangs up; PATCH takes trickled candidates, which are not needed, and refuses an ICE restart."""
    ticket = tickets.read(request.headers.get("Authorization", ""), expired=True)
    if request.method == "DELETE":
        await media.hang_up(ticket, name)
        return HttpResponse(status=200)
    if not await media.relay.trickle(name, request.body.decode(errors="replace")):
        raise Refusal("media.unknown_resource", "There is no such connection of yours.")
    return HttpResponse(status=204)


def _ticket(request: HttpRequest, session: int, action: Action) -> Ticket:
    ticket = tickets.read(request.headers.get("Authorization", ""))
    if ticket.action != action or ticket.session != str(session):
        raise Refusal(
            "media.wrong_ticket", "This media token is for something else. Ask for one for this door."
        )
    return ticket


def _offer(request: HttpRequest) -> str:
    if request.content_type != SDP:
        raise Refusal("media.not_sdp", f"Send the offer as {SDP}.")
    if len(request.body) > MOST_OCTETS:
        raise Refusal("media.too_large", "This offer is too large.")
    return request.body.decode(errors="replace")


def _created(answer: Answer) -> HttpResponse:
    headers = {"Location": f"/media/resources/{answer.resource}"}
    return HttpResponse(answer.sdp, status=201, content_type=SDP, headers=headers)

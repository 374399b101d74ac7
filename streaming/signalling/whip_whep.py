"""The endpoints of the relay: WHIP (RFC 9725) in, WHEP (draft-ietf-wish-whep-03) out. Bearers only, no cookies.

If another relay carries the session, an offer is answered 307 with its address (RFC 9725, section 4.5).
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.log import log_response
from django.views.decorators.csrf import csrf_exempt

from foundation.database import in_thread
from foundation.http import client_ip
from foundation.http.fair_queue import TURN
from foundation.http.problems import problem, wrong_method
from foundation.refusals import Refusal
from streaming.equipment_keys import services as keys
from streaming.relay import Answer, MediaRefusal
from streaming.signalling import language_request, layer_request, media_tokens, talkback, turn_servers
from streaming.signalling.media import media
from streaming.signalling.media_tokens import Action, MediaToken
from streaming.signalling.slot_assignment import PROGRAMME
from streaming.signed_tokens import bearer_of

SDP, FRAGMENT = "application/sdp", "application/trickle-ice-sdpfrag"
MAX_OCTETS = 64 * 1024
MAX_PAGE = 40
"""Characters of the name that a page gives itself."""
DELAY_SECONDS = 1.0
"""Seconds before a throttled request is answered, so that a client that retries at once costs the loop little."""
LAYERS = "urn:ietf:params:whep:ext:core:layer"
LANGUAGE = "urn:balai:whep:language"
"""An extension of our own: WHEP has none for languages."""
TALKBACK = "urn:balai:whip:talkback"
"""An extension of our own, for the microphones of interpreters."""
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, ETag, If-Match",
    "Access-Control-Expose-Headers": "Location, Link, ETag, Balai-Pictures, Retry-After",
    "Access-Control-Max-Age": "86400",
}
"""Players of other sites may send a token in a header. No cookie of ours is accepted here (RFC 9725)."""

View = Callable[..., Coroutine[Any, Any, HttpResponseBase]]


def _media_endpoint(*methods: str) -> Callable[[View], View]:
    """Adds allowed methods, problem responses and CORS preflight to an endpoint."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        async def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            response = await answered(request, *args, **kwargs)
            for name, value in CROSS_ORIGIN.items():
                response[name] = value
            return response

        async def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method == "OPTIONS":
                headers = {"Accept-Post": SDP, "Allow": ", ".join(methods)}
                headers["Access-Control-Allow-Methods"] = f"{headers['Allow']}, OPTIONS"
                return HttpResponse(status=204, headers=headers)
            if request.method not in methods:
                return wrong_method(request, methods)
            try:
                return await view(request, *args, **kwargs)
            except Refusal as refusal:
                response = _refused(request, refusal)
                if refusal.retry_after is not None:
                    await _leave_queue(request)
                    await _delay_answer()
                    response["Retry-After"] = str(refusal.retry_after)
                return response
            except MediaRefusal as refusal:
                return _refused(request, refusal)

        return wrapped

    return decorate


def _refused(request: HttpRequest, refusal: Refusal | MediaRefusal) -> HttpResponse:
    response = problem(refusal.code, refusal.message)
    if refusal.code == "media.unknown_resource":
        # The relay was restarted, or hung up before its page knew; Django would log a warning.
        log_response("Gone: %s", request.path, response=response, request=request, level="info")
    return response


@_media_endpoint("POST")
async def whip(request: HttpRequest, session: int) -> HttpResponse:
    """Publish: takes an SDP offer, returns an answer.

    With `?page=<a name of its own>&again` a page asks for its line again, and is refused if another page of the same
    person has taken its place.
    """
    media_token = await _media_token(request, session, "publish")
    if address := await media.other_relay(media_token, client_ip.address(request)):
        return _redirect_to_relay(request, address)
    try:
        answer = await media.resources.publish(
            media_token,
            client_ip.address(request),
            _read_offer(request),
            request.GET.get("page", "")[:MAX_PAGE],
            again="again" in request.GET,
        )
    except (Refusal, MediaRefusal) as refusal:
        if media_token.is_equipment:
            await in_thread(keys.note_error, media_token.person, refusal.code, refusal.message)
        raise
    return _created_response(answer, media_token)


@_media_endpoint("POST")
async def whep(request: HttpRequest, session: int) -> HttpResponse:
    """Listen: takes an SDP offer, returns an answer. `?slots=floor,chair,hall` names the slots in order.

    A player that names none gets the slot `programme`. With `?language=fr` it hears that language while it is
    interpreted, and else the floor.
    """
    media_token = await _media_token(request, session, "listen")
    if address := await media.other_relay(media_token, client_ip.address(request)):
        return _redirect_to_relay(request, address)
    slots = [slot for slot in request.GET.get("slots", PROGRAMME).split(",") if slot]
    answer = await media.resources.listen(
        media_token, client_ip.address(request), _read_offer(request), slots, request.GET.get("language", "")
    )
    return _created_response(answer, media_token)


@_media_endpoint("POST")
async def check(request: HttpRequest) -> HttpResponse:
    """Publish to nobody, for a technical check: takes an SDP offer, returns an answer."""
    media_token = await _media_token(request, None, "check")
    if address := await media.other_relay(media_token, client_ip.address(request)):
        return _redirect_to_relay(request, address)
    return _created_response(
        await media.resources.receive_check(media_token, client_ip.address(request), _read_offer(request)),
        media_token,
    )


@_media_endpoint("GET")
async def health(request: HttpRequest) -> HttpResponse:
    """Whether this process can carry media now: 200, or 503 for a load balancer or supervisor."""
    return HttpResponse(status=200 if media.carried_streams.is_healthy else 503, content_type="text/plain")


@_media_endpoint("GET")
async def check_result(request: HttpRequest, name: str) -> HttpResponse:
    """What the relay received of a technical check so far, as JSON."""
    media_token = await _bearer(request, expired=True)
    return JsonResponse(asdict(media.resources.check_stats(media_token, name)))


@_media_endpoint("DELETE", "PATCH")
async def resource(request: HttpRequest, name: str) -> HttpResponse:
    """DELETE hangs up. PATCH takes trickled candidates, which are not needed, and refuses an ICE restart.

    Statuses as RFC 9725, section 4.3.
    """
    media_token = await _bearer(request, expired=True)
    if request.method == "DELETE":
        await media.resources.hang_up(media_token, name)
        return HttpResponse(status=200)
    if request.content_type != FRAGMENT:
        raise Refusal("media.not_a_fragment", f"Send candidates as {FRAGMENT}.")
    fragment = _read_text(request)
    if "If-Match" not in request.headers:
        raise Refusal("media.no_tag", "Send the ETag of the connection as If-Match.")
    await media.resources.add_candidates(
        media_token, name, fragment, request.headers["If-Match"] in ("*", _entity_tag(name))
    )
    return HttpResponse(status=204)


@_media_endpoint("POST")
async def layers(request: HttpRequest, name: str) -> HttpResponse:
    """Choose the video layers that a listener gets, by the heights in pixels at which its page shows them.

    Answers `{"slow": ["1"]}`: the `mid`s of the pictures that are off because its connection is too slow.
    """
    media_token = await _bearer(request, expired=True)
    return JsonResponse(
        {
            "slow": media.resources.select_layers(
                media_token, name, layer_request.parse_request(_read_text(request))
            )
        }
    )


@_media_endpoint("POST")
async def language(request: HttpRequest, name: str) -> HttpResponse:
    """Choose the language channel that a listener hears, and whether it is sent the floor's sound. Answers 204."""
    media_token = await _bearer(request, expired=True)
    media.resources.choose_language(media_token, name, language_request.parse_language(_read_text(request)))
    return HttpResponse(status=204)


@_media_endpoint("POST")
async def talk_back(request: HttpRequest, name: str) -> HttpResponse:
    """Let an interpreter's microphone be heard by the moderator and the operator alone, or in its channel again.

    Answers 204 once the slots are assigned.
    """
    media_token = await _bearer(request, expired=True)
    await media.resources.talk_back(media_token, name, talkback.parse_talkback(_read_text(request)))
    return HttpResponse(status=204)


async def _delay_answer() -> None:
    await asyncio.sleep(DELAY_SECONDS)


async def _leave_queue(request: HttpRequest) -> None:
    """End the request's turn in the queue, so that its delay does not keep other requests waiting."""
    extensions = request.scope.get("extensions", {}) if isinstance(request, ASGIRequest) else {}
    if TURN in extensions:
        await extensions[TURN]()


async def _bearer(request: HttpRequest, *, expired: bool = False) -> MediaToken:
    """The media token of a bearer, which is a signed token or the key of an encoder."""
    header = request.headers.get("Authorization", "")
    if keys.is_key(key := bearer_of(header)):
        return media_tokens.token_of_key(await in_thread(keys.authenticate_key, key))
    return media_tokens.read_token(header, expired=expired)


async def _media_token(request: HttpRequest, session: int | None, action: Action) -> MediaToken:
    media_token = await _bearer(request)
    if media_token.action != action or media_token.session != str(session or ""):
        raise Refusal(
            "media.wrong_token", "This media token is for something else. Ask for one for this endpoint."
        )
    return media_token


def _read_offer(request: HttpRequest) -> str:
    if request.content_type != SDP:
        raise Refusal("media.not_sdp", f"Send the offer as {SDP}.")
    return _read_text(request)


def _read_text(request: HttpRequest) -> str:
    if len(request.body) > MAX_OCTETS:
        raise Refusal(
            "media.too_large",
            "This is larger than any SDP offer or fragment. Send one of these, and nothing else.",
        )
    return request.body.decode(errors="replace")


def _entity_tag(name: str) -> str:
    """The entity tag of an ICE session. A resource keeps one all its life (RFC 9725, section 4.3.1)."""
    return f'"{name}"'


def _redirect_to_relay(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=307, headers={"Location": address + request.get_full_path()})


def _created_response(answer: Answer, media_token: MediaToken) -> HttpResponse:
    """The answer 201. The resource's URL is on the relay itself if it has its own address."""
    address = f"{settings.RELAY_URL}/media/resources/{answer.resource}"
    headers = {
        "Location": address,
        "ETag": _entity_tag(answer.resource),
        # Not part of WHEP: tells a page that pictures come when there is room.
        "Balai-Pictures": "now" if media.resources.has_pictures(answer.resource) else "later",
    }
    links = []
    if media_token.action == "listen":
        links += [f'<{address}/layers>; rel="{LAYERS}"', f'<{address}/language>; rel="{LANGUAGE}"']
    if media_token.feed == "booth" and not media_token.is_equipment:
        links.append(f'<{address}/talkback>; rel="{TALKBACK}"')
    if servers := turn_servers.ice_servers(media_token.person):
        links.append(turn_servers.link_header(servers))
    if links:
        headers["Link"] = ", ".join(links)
    return HttpResponse(answer.sdp, status=201, content_type=SDP, headers=headers)

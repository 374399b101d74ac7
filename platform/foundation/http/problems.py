"""HTTP problems (RFC 9457): every refusal over REST has a stable code and a sentence."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from foundation.refusals import Refusal

STATUS = {
    "seat.missing": 401,
    "seat.forged": 401,
    "seat.expired": 401,
    "seat.withdrawn": 403,
    "seat.signed_out": 401,
    "seat.deactivated": 403,
    "seat.given_out": 403,
    "seat.other_session": 403,
    "wire.forbidden": 403,
    "wire.throttled": 429,
    "wire.unknown_stream": 404,
    "wire.wrong_conference": 403,
    "seat.too_many": 429,
    "continue.unknown_code": 404,
    "continue.expired": 410,
    "continue.used": 410,
    "continue.too_many": 429,
    "card.unknown_code": 404,
    "card.none": 404,
    "card.revoked": 410,
    "card.too_many": 429,
    "join.unknown_code": 404,
    "join.too_many": 429,
    "name.unreadable": 400,
    "name.of_a_role": 400,
    "name.of_a_party": 400,
    "sign_in.busy": 429,
    "sign_in.too_soon": 429,
    "inscriptions.empty": 400,
    "inscriptions.not_text": 400,
    "inscriptions.not_csv": 400,
    "inscriptions.no_party_column": 400,
    "inscriptions.column_twice": 400,
    "inscriptions.too_many_rows": 413,
    "inscriptions.too_large": 413,
    "demo.absent": 404,
    "demo.unknown_seat": 404,
    "media.token_missing": 401,
    "media.token_forged": 401,
    "media.token_expired": 401,
    "media.key_forged": 401,
    "media.key_revoked": 403,
    "media.withdrawn": 403,
    "media.unknown_key": 404,
    "media.wrong_ticket": 403,
    "media.hall_is_silent": 403,
    "media.screen_is_silent": 403,
    "media.unknown_resource": 404,
    "microphones.unknown": 404,
    "media.not_sdp": 415,
    "media.not_a_fragment": 415,
    "media.no_tag": 428,
    "media.too_large": 413,
    "media.sdp_malformed": 400,
    "media.unknown_slot": 400,
    "media.slots_mismatch": 400,
    "media.too_many_tracks": 400,
    "media.no_common_codec": 422,
    "media.restart_unsupported": 422,
    "media.checks_full": 503,
    "media.full": 503,
    "media.no_port": 503,
    "media.no_relay": 503,
    "media.throttled": 429,
    "media.busy": 503,
    "media.other_session": 412,
    "media.layers_malformed": 400,
    "http.too_large": 413,
    "http.too_many": 429,
    "file.busy": 409,
    "file.crowded": 503,
    "file.throttled": 429,
    "file.unconfined": 503,
    "http.unreadable": 400,
    "http.forged": 403,
    "http.failed": 500,
    "http.unavailable": 503,
    "written.unknown": 404,
    "written.no_file": 404,
    "written.too_large": 413,
    "written.not_a_document": 415,
    "written.disguised": 415,
    "written.has_programs": 415,
    "written.locked": 422,
    "written.broken": 422,
    "written.no_text": 422,
    "written.too_much_inside": 422,
    "written.bad_facts": 400,
    "recording.too_large": 413,
    "recording.no_room": 507,
    "recording.too_slow": 408,
    "recording.no_party": 403,
    "recording.not_a_film": 415,
    "recording.disguised": 415,
    "recording.unknown_codec": 415,
    "recording.cut_short": 422,
    "recording.corrupt": 422,
    "recording.no_picture": 422,
    "recording.no_sound": 422,
    "recording.too_long": 422,
    "recording.unreadable": 422,
    "recording.none": 404,
    "recording.range_needed": 416,
    "tape.no_file": 404,
}
OTHERWISE = 409
"""HTTP status by refusal code, and of those not named here; the one table of all doors."""

UNREADABLE = Refusal("http.unreadable", "This request cannot be read. Check its address and its headers.")
FORGED = Refusal("http.forged", "This form was not sent from a page of this site. Open the page anew.")
FAILED = Refusal(
    "http.failed", "Something failed on the server. Try again; if it fails again, tell the organiser."
)
UNAVAILABLE = Refusal("http.unavailable", "The server cannot reach its data now. Try again in a moment.")
AGAIN_SECONDS = 5
"""After which it is worth to ask again."""


def body(code: str, message: str, status: int) -> dict[str, Any]:
    """A problem's members. `type` is a relative reference to the documentation of refusals."""
    return {
        "type": f"/docs/protocol#{code}",
        "title": code,
        "status": status,
        "detail": message,
        "code": code,
    }


def problem(code: str, message: str, status: int | None = None) -> JsonResponse:
    """A problem as a plain Django response; a status is given where the code is HTTP's own."""
    status = status or STATUS.get(code, OTHERWISE)
    return JsonResponse(body(code, message, status), status=status, content_type="application/problem+json")


def problem_of(refusal: Refusal) -> JsonResponse:
    """A refusal as a plain Django response; one that is over by itself says when to ask again."""
    answer = problem(refusal.code, refusal.message)
    if refusal is UNAVAILABLE:
        answer["Retry-After"] = str(AGAIN_SECONDS)
    return answer


@csrf_exempt
def no_such_address(request: HttpRequest, **kwargs: str) -> JsonResponse:
    """The view of addresses below those of programs that lead nowhere."""
    return problem("http.not_found", "There is nothing at this address.", 404)


def wrong_method(request: HttpRequest, allowed: Iterable[str]) -> JsonResponse:
    """The answer of a plain Django view that is not asked in one of the allowed ways."""
    answer = problem("http.method_not_allowed", f'Method "{request.method}" not allowed.', 405)
    answer["Allow"] = ", ".join(allowed)
    return answer


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: refusals and DRF's own errors become problems, the rest crashes loudly."""
    if isinstance(error, Refusal):
        status = STATUS.get(error.code, OTHERWISE)
        return _response(body(error.code, error.message, status), status)
    answer = exception_handler(error, context)
    if answer is None or not isinstance(error, exceptions.APIException):
        return answer
    status = answer.status_code
    code = f"http.{error.default_code}"
    return _response(body(code, _sentence(error), status), status)


def _sentence(error: exceptions.APIException) -> str:
    detail = error.detail
    if isinstance(detail, dict):
        return "; ".join(f"{field}: {' '.join(map(str, texts))}" for field, texts in detail.items())
    return str(detail) if isinstance(detail, str) else " ".join(map(str, detail))


def _response(content: dict[str, Any], status: int) -> Response:
    return Response(content, status=status, content_type="application/problem+json")

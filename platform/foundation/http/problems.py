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
    "sign_in.busy": 429,
    "sign_in.too_soon": 429,
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
}
"""The HTTP status of the foundation's own refusals, by code. A concept declares its own (`Concept`)."""
OTHERWISE = 409

UNREADABLE = Refusal("http.unreadable", "This request cannot be read. Check its address and its headers.")
FORGED = Refusal("http.forged", "This form was not sent from a page of this site. Open the page anew.")
FAILED = Refusal(
    "http.failed", "Something failed on the server. Try again; if it fails again, tell the organiser."
)
UNAVAILABLE = Refusal("http.unavailable", "The server cannot reach its data now. Try again in a moment.")
AGAIN_SECONDS = 5
"""The Retry-After of `UNAVAILABLE`."""


def status_of(code: str) -> int:
    """The HTTP status of a refusal: as its concept or the foundation declares it, else 409."""
    if code in STATUS:
        return STATUS[code]
    # Concepts need Django's applications. The server's own refusals may come before these are loaded.
    from foundation.registry import registry

    return registry().statuses.get(code, OTHERWISE)


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
    """A problem as a Django response. `status` is given if the code is one of HTTP's own."""
    status = status or status_of(code)
    return JsonResponse(body(code, message, status), status=status, content_type="application/problem+json")


def problem_of(refusal: Refusal) -> JsonResponse:
    """A refusal as a Django response. `UNAVAILABLE` is temporary, so it has a Retry-After."""
    answer = problem(refusal.code, refusal.message)
    if refusal is UNAVAILABLE:
        answer["Retry-After"] = str(AGAIN_SECONDS)
    return answer


@csrf_exempt
def no_such_address(request: HttpRequest, **kwargs: str) -> JsonResponse:
    """The view for unknown URLs below `/api/` and `/media/`."""
    return problem("http.not_found", "There is nothing at this address.", 404)


def wrong_method(request: HttpRequest, allowed: Iterable[str]) -> JsonResponse:
    """The response of a Django view to a method that it does not allow."""
    answer = problem("http.method_not_allowed", f'Method "{request.method}" not allowed.', 405)
    answer["Allow"] = ", ".join(allowed)
    return answer


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler: refusals and its own errors become problems. Other errors are not handled."""
    if isinstance(error, Refusal):
        status = status_of(error.code)
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

"""HTTP problems (RFC 9457): every refusal over REST has a stable code and a sentence."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import resolve
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

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
    "wire.withheld": 403,
    "wire.throttled": 429,
    "wire.unknown_stream": 404,
    "wire.wrong_conference": 403,
    "sign_in.busy": 429,
    "sign_in.too_soon": 429,
    "wire.bad_command": 400,
    "http.not_found": 404,
    "http.moved": 410,
    "http.changed": 412,
    "http.too_large": 413,
    "http.key_reused": 422,
    "http.bad_key": 400,
    "http.too_many": 429,
    "file.busy": 409,
    "file.crowded": 503,
    "file.throttled": 429,
    "file.unconfined": 503,
    "http.unreadable": 400,
    "http.forged": 403,
    "http.failed": 500,
    "http.unavailable": 503,
    "server.disk_full": 507,
}
"""The HTTP status of the foundation's own refusals, by code. A concept declares its own (`Concept`)."""
DEFAULT_STATUS = 409
API = "/api/v1/"
"""The prefix of the URLs of the REST API."""

UNREADABLE = Refusal("http.unreadable", "This request cannot be read. Check its address and its headers.")
FORGED = Refusal("http.forged", "This form was not sent from a page of this site. Open the page anew.")
FAILED = Refusal(
    "http.failed", "Something failed on the server. Try again; if it fails again, tell the organiser."
)
UNAVAILABLE = Refusal("http.unavailable", "The server cannot reach its data now. Try again in a moment.")
DISK_FULL = Refusal(
    "server.disk_full",
    "The server’s disk is full, so nothing was stored. Tell whoever runs the server to free space, then send it again.",
)
RETRY_AFTER_SECONDS = 5
"""The Retry-After of `UNAVAILABLE`."""


def status_of(code: str) -> int:
    """The HTTP status of a refusal: as its concept or the foundation declares it, else 409."""
    if code in STATUS:
        return STATUS[code]
    # The server's own refusals may come before the models are loaded, which `foundation.registry` needs.
    declared: Mapping[str, int] = import_string(settings.REGISTRY).statuses
    return declared.get(code, DEFAULT_STATUS)


def problem_body(
    code: str, message: str, status: int, values: Mapping[str, str | int] | None = None
) -> dict[str, Any]:
    """A problem's members. `type` is the address of the page of refusals (`config/refusals_page.py`). `values` is left
    out if it is empty.
    """
    return {
        "type": f"/docs/protocol#{code}",
        "title": code,
        "status": status,
        "detail": message,
        "code": code,
        **({"values": {**values}} if values else {}),
    }


def problem(code: str, message: str, status: int | None = None) -> JsonResponse:
    """A problem as a Django response. `status` is given if the code is one of HTTP's own."""
    status = status or status_of(code)
    return JsonResponse(
        problem_body(code, message, status), status=status, content_type="application/problem+json"
    )


def problem_of(refusal: Refusal) -> JsonResponse:
    """A refusal as a Django response. `UNAVAILABLE` is temporary, so it has a Retry-After."""
    answer = problem(refusal.code, refusal.message)
    if refusal is UNAVAILABLE:
        answer["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer


@csrf_exempt
def no_such_address(request: HttpRequest, **kwargs: str) -> JsonResponse:
    """The view for unknown URLs below `/api/v1/` and `/media/`."""
    return problem("http.not_found", "There is nothing at this address.", 404)


@csrf_exempt
def before_versions(request: HttpRequest, path: str) -> JsonResponse:
    """The view for URLs below `/api/` that name no version, as those of the release before did."""
    address = f"{API}{path}"
    if resolve(address).func is no_such_address:
        return no_such_address(request)
    return problem_of(
        Refusal("http.moved", f"The API is below {API} now. Send this request to {address} instead.")
    )


def wrong_method(request: HttpRequest, allowed: Iterable[str]) -> JsonResponse:
    """The response of a Django view to a method that it does not allow."""
    answer = problem("http.method_not_allowed", f'Method "{request.method}" not allowed.', 405)
    answer["Allow"] = ", ".join(allowed)
    return answer

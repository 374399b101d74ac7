"""The REST authentication by seat token."""

from datetime import datetime
from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.http.bearer import bearer
from foundation.refusals import Refusal
from foundation.registry import registry


class SeatAuthentication(BaseAuthentication):
    """Turns `Authorization: Bearer <seat token>` into `request.auth`: a `Seat` after its latest revision.

    No cookie is read, so a request from another site carries no authority (CSRF).
    """

    def authenticate(self, request: Request) -> tuple[None, Seat] | None:
        token = bearer(request.headers.get("Authorization", ""))
        if token is None:
            return None
        seat, _ = seats.read(token)
        seat = seats.current(seat)
        stream = f"conference/{seat.conference}"
        if stream not in registry().find([stream]):
            raise Refusal(
                "wire.unknown_stream",
                "There is no such conference or session. Check the address, or ask who sent it to you.",
            )
        return None, seat

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def seat_of_bearer(request: Request) -> Seat:
    """The seat of a request. Refuses `seat.missing`."""
    if not isinstance(request.auth, Seat):
        raise Refusal("seat.missing", "Take a seat first: no seat token was sent.")
    return request.auth


def seat_or_none(request: Request) -> Seat | None:
    """The seat of a request, or None if no seat token was sent."""
    return request.auth if isinstance(request.auth, Seat) else None


def seat_expiry(request: Request) -> datetime:
    """When the seat token of a request expires."""
    _, expires = seats.read(bearer(request.headers.get("Authorization", "")) or "")
    return expires


def seat_body(seat: Seat) -> dict[str, Any]:
    """A new token for a seat, with the facts that its browser may have."""
    token, expires = seats.sign(seat)
    return {"token": token, "expires_at": timestamp_text(expires), "seat": seat_info(seat)}


def seat_info(seat: Seat) -> dict[str, Any]:
    """The facts of a seat that its browser may have."""
    return {
        "person": seat.person,
        "participant": seat.participant,
        "name": seat.name,
        "conference": seat.conference,
        "slug": seat.slug,
        "party": seat.party,
        "place": seat.place,
        "roles": list(seat.roles),
        "session_roles": [{"session": session, "role": role} for session, role in seat.session_roles],
        "simulated": seat.simulated,
    }

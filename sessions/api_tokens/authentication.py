"""The REST authentication by a token of the API."""

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from foundation.accounts.seats import Seat
from foundation.http.bearer import bearer
from foundation.rest.scopes import scope_of
from sessions.api_tokens import services


class ApiTokenAuthentication(BaseAuthentication):
    """Turns `Authorization: Bearer balai_…` into `request.auth`: the seat of the token's maker.

    A view says in `scopes` which scope each method needs. Views without `scopes` take no tokens.
    """

    def authenticate(self, request: Request) -> tuple[None, Seat] | None:
        token = bearer(request.headers.get("Authorization", ""))
        if token is None or not services.is_token(token):
            return None
        return None, services.seat_of_token(
            token, scope_of(request.parser_context["view"], request.method or "")
        )

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"

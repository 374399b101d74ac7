"""REST endpoints of reactions to what was released: their numbers, and the reader's own."""

from typing import Any, get_args

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat.messages.protocol import ReactionKind
from chat.reactions import signals
from chat.reactions.models import ReleaseReaction
from chat.reactions.released import PARTS, STATEMENT, all_released_in, conference_of
from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer, seat_or_none
from foundation.rest.serializers import Answer
from foundation.wire.execution import check_permission, follow_permission
from sessions.outcome.services import find_outcome
from sessions.programme.services import find_session
from sessions.resources import conditional_writes

KIND = OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=get_args(ReactionKind))
ITEM = OpenApiParameter("item", str, OpenApiParameter.PATH, enum=PARTS)


class ItemReactions(Answer):
    """The reactions to one item: the number of people by kind, and the kinds of the reader's own.

    `row` is the statement's row of the minutes, such as `written/1`. Empty for other items.
    """

    item = serializers.CharField()
    row = serializers.CharField(allow_blank=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    mine = serializers.ListField(child=serializers.ChoiceField(get_args(ReactionKind)))


class ReactionsAnswer(Answer):
    """The reactions to all that is released to the reader. Empty if the organiser takes no reactions."""

    items = ItemReactions(many=True)


def shown_reactions(stream: str, seat: Seat | None) -> dict[str, Any]:
    """The reactions to all that is released to a reader in a stream.

    Refuses what `check_permission` does, and `seat.missing` if nothing is released to everyone.
    """
    if seat is not None:
        check_permission(seat, stream, follow_permission(stream))
    items = [item for item, each in all_released_in(stream).items() if each.is_seen_by(seat)]
    if seat is None and not items:
        raise Refusal("seat.missing", "Take a seat first: no seat token was sent.")
    if not conference_of(stream).takes_reactions:
        return {"items": []}
    rows = ReleaseReaction.objects.filter(stream=stream)
    counted = signals.counts(rows)
    own = signals.mine(rows, [seat.person])[seat.person] if seat is not None else {}
    statements = [item for item in items if item.startswith(STATEMENT)]
    numbers = {item: f"written/{number}" for number, item in enumerate(statements, start=1)}
    return {
        "items": [
            {
                "item": item,
                "row": numbers.get(item, ""),
                "counts": counted.get(item, {}),
                "mine": own.get(item, []),
            }
            for item in items
        ]
    }


class SessionReactionsView(APIView):
    """`GET /api/v1/sessions/<id>/reactions`: to the statements, the recording and the minutes of a session."""

    scopes = {"GET": "record:read"}

    @extend_schema(responses=ReactionsAnswer)
    def get(self, request: Request, session: int) -> Response:
        """The reactions to what the reader sees, without a seat to what is published to everyone.

        Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`, and what the session's access policy does.
        """
        return _answer(find_session(session).stream, seat_or_none(request))


class StatementReactionView(APIView):
    """`/api/v1/sessions/<id>/reactions/statement/<statement>/<kind>`: one's own reaction of a kind to a statement."""

    @extend_schema(parameters=[KIND], request=None, responses={200: ReactionsAnswer})
    def put(self, request: Request, session: int, statement: int, kind: str) -> Response:
        """React, as the command `reaction.add` does. Refuses what it refuses."""
        return _react_in_session(request, session, "reaction.add", f"{STATEMENT}{statement}", kind)

    @extend_schema(parameters=[KIND], request=None, responses={200: ReactionsAnswer})
    def delete(self, request: Request, session: int, statement: int, kind: str) -> Response:
        """Withdraw the reaction, as the command `reaction.withdraw` does. Refuses what it refuses."""
        return _react_in_session(request, session, "reaction.withdraw", f"{STATEMENT}{statement}", kind)


class PartReactionView(APIView):
    """`/api/v1/sessions/<id>/reactions/<item>/<kind>`: one's own reaction of a kind to the recording or the minutes."""

    @extend_schema(parameters=[ITEM, KIND], request=None, responses={200: ReactionsAnswer})
    def put(self, request: Request, session: int, item: str, kind: str) -> Response:
        """React, as the command `reaction.add` does. Refuses what it refuses."""
        return _react_in_session(request, session, "reaction.add", item, kind)

    @extend_schema(parameters=[ITEM, KIND], request=None, responses={200: ReactionsAnswer})
    def delete(self, request: Request, session: int, item: str, kind: str) -> Response:
        """Withdraw the reaction, as the command `reaction.withdraw` does. Refuses what it refuses."""
        return _react_in_session(request, session, "reaction.withdraw", item, kind)


class OutcomeReactionsView(APIView):
    """`GET /api/v1/outcomes/<id>/reactions`: to an adopted outcome document."""

    scopes = {"GET": "record:read"}

    @extend_schema(responses=ReactionsAnswer)
    def get(self, request: Request, outcome: int) -> Response:
        """The reactions to the document, once it is adopted.

        Refuses `seat.missing`, `outcome.unknown`, `outcome.not_open`.
        """
        seat = seat_of_bearer(request)
        return _answer(find_outcome(outcome).stream, seat)


class OutcomeReactionView(APIView):
    """`/api/v1/outcomes/<id>/reactions/<kind>`: one's own reaction of a kind."""

    @extend_schema(parameters=[KIND], request=None, responses={200: ReactionsAnswer})
    def put(self, request: Request, outcome: int, kind: str) -> Response:
        """React, as the command `reaction.add_to_outcome` does. Refuses what it refuses."""
        return _react(request, find_outcome(outcome).stream, "reaction.add_to_outcome", kind=kind)

    @extend_schema(parameters=[KIND], request=None, responses={200: ReactionsAnswer})
    def delete(self, request: Request, outcome: int, kind: str) -> Response:
        """Withdraw the reaction, as the command `reaction.withdraw_from_outcome` does. Refuses what it refuses."""
        return _react(request, find_outcome(outcome).stream, "reaction.withdraw_from_outcome", kind=kind)


def _react_in_session(request: Request, session: int, command: str, item: str, kind: str) -> Response:
    return _react(request, find_session(session).stream, command, item=item, kind=kind)


def _react(request: Request, stream: str, command: str, **fields: str) -> Response:
    seat = seat_of_bearer(request)
    conditional_writes.run_command(request, seat, stream, {"type": command, **fields})
    return _answer(stream, seat)


def _answer(stream: str, seat: Seat | None) -> Response:
    return Response(shown_reactions(stream, seat), headers={"Cache-Control": "no-store"})

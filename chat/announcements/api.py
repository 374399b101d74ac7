"""REST endpoints of announcements: to a session, and to the whole conference."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat.announcements import protocol
from chat.announcements.models import Announcement
from chat.announcements.projections import facts_of
from foundation.accounts.seats import Seat
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer
from foundation.wire.execution import check_permission
from sessions.models import Conference, Session
from sessions.programme.services import find_conference, find_session
from sessions.resources import body_schemas, conditional_writes
from sessions.resources.api import IDEMPOTENCY_KEY, command_members, created_response

SCOPES = {"GET": "programme:read", "POST": "programme:write", "DELETE": "programme:write"}

BODY = {"application/json": body_schemas.command_schema(protocol.Announce)}
"""The body: the texts by language, as the command `announcement.make` takes them."""


class AnnouncementItem(Answer):
    """An announcement, as the entity `announcement` of the wire."""

    id = serializers.CharField()
    texts = serializers.DictField(child=serializers.CharField())
    by = serializers.CharField(allow_null=True)
    made_at = serializers.CharField()


class AnnouncementsAnswer(Answer):
    """The announcements that are shown, in the order in which they were made."""

    items = AnnouncementItem(many=True)


class SessionAnnouncementsView(APIView):
    """`/api/v1/sessions/<id>/announcements`: those to the people of a session."""

    scopes = SCOPES

    @extend_schema(responses=AnnouncementsAnswer)
    def get(self, request: Request, session: int) -> Response:
        """Those that were not withdrawn. Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`."""
        seat, found = seat_of_bearer(request), find_session(session)
        check_permission(seat, found.stream, "wire.follow_session")
        return _answer(found.conference, found)

    @extend_schema(parameters=[IDEMPOTENCY_KEY], request=BODY, responses={201: AnnouncementItem})
    def post(self, request: Request, session: int) -> Response:
        """Announce something, as the command `announcement.make` does, once for each `Idempotency-Key`."""
        found = find_session(session)
        return _announce(request, found.stream, "announcement.make", found.conference, found)


class SessionAnnouncementView(APIView):
    """`/api/v1/sessions/<id>/announcements/<number>`: one announcement to a session."""

    scopes = SCOPES

    @extend_schema(responses={204: None})
    def delete(self, request: Request, session: int, number: int) -> Response:
        """Withdraw an announcement, as the command `announcement.withdraw` does. Refuses what the command refuses."""
        return _withdraw(request, find_session(session).stream, "announcement.withdraw", number)


class ConferenceAnnouncementsView(APIView):
    """`/api/v1/c/<slug>/announcements`: those to everyone in a conference."""

    scopes = SCOPES

    @extend_schema(responses=AnnouncementsAnswer)
    def get(self, request: Request, slug: str) -> Response:
        """Those that were not withdrawn. Refuses `seat.missing`, `programme.unknown`, `wire.wrong_conference`."""
        seat, conference = seat_of_bearer(request), find_conference(slug)
        check_permission(seat, conference.stream, "wire.follow_conference")
        return _answer(conference, None)

    @extend_schema(parameters=[IDEMPOTENCY_KEY], request=BODY, responses={201: AnnouncementItem})
    def post(self, request: Request, slug: str) -> Response:
        """Announce something to all, as `announcement.make_to_conference` does, once for each `Idempotency-Key`."""
        conference = find_conference(slug)
        return _announce(request, conference.stream, "announcement.make_to_conference", conference, None)


class ConferenceAnnouncementView(APIView):
    """`/api/v1/c/<slug>/announcements/<number>`: one announcement to a conference."""

    scopes = SCOPES

    @extend_schema(responses={204: None})
    def delete(self, request: Request, slug: str, number: int) -> Response:
        """Withdraw an announcement, as the command `announcement.withdraw_from_conference` does."""
        stream = find_conference(slug).stream
        return _withdraw(request, stream, "announcement.withdraw_from_conference", number)


def _shown(conference: Conference, session: Session | None) -> list[Announcement]:
    rows = Announcement.objects.filter(conference=conference, session=session, withdrawn_at=None)
    return list(rows.order_by("number"))


def _answer(conference: Conference, session: Session | None) -> Response:
    return Response({"items": [facts_of(row).model_dump(mode="json") for row in _shown(conference, session)]})


def _announce(
    request: Request, stream: str, kind: str, conference: Conference, session: Session | None
) -> Response:
    seat, given = seat_of_bearer(request), command_members(request)

    def act() -> Any:
        conditional_writes.run_command(request, seat, stream, given | {"type": kind})
        return facts_of(_shown(conference, session)[-1]).model_dump(mode="json")

    return created_response(request, conditional_writes.create_once(request, seat, stream, act))


def _withdraw(request: Request, stream: str, kind: str, number: int) -> Response:
    seat: Seat = seat_of_bearer(request)

    def act(before: Any) -> None:
        conditional_writes.run_command(request, seat, stream, {"type": kind, "announcement": str(number)})

    conditional_writes.remove_if_matching(request, stream, lambda: None, act)
    return Response(status=204)

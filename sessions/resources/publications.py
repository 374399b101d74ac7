"""REST resource of publication, for organisers: what each session has that can be published, and to whom it is
published.
"""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.ids import number
from foundation.messages.protocol import Message
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.schema import IF_NONE_MATCH
from foundation.rest.serializers import Body
from foundation.wire.execution import check_permission
from sessions.programme.models import Conference
from sessions.programme.services import find_conference
from sessions.publication import rules, services, states
from sessions.publication.states import PublicationState
from sessions.resources import conditional_writes
from sessions.resources.api import IF_MATCH, NOT_MODIFIED, resource_response
from sessions.resources.kinds import PageQuery

PART = OpenApiParameter("part", str, OpenApiParameter.PATH, enum=list(rules.PARTS))
SCOPES = {"GET": "record:read", "PUT": "record:write"}


class PublicationQuery(PageQuery):
    """The query: which sessions, and which page of them."""

    date = serializers.DateField(required=False)


class PublicationPage(Message):
    """A page of sessions that have begun. `next` is the cursor of the following page, or null."""

    items: list[PublicationState]
    next: str | None


class ReadersBody(Body):
    """The body: to whom a part is published."""

    readers = serializers.ChoiceField(rules.READERS)


def _seat_and_conference(request: Request, slug: str) -> tuple[Seat, Conference]:
    """The seat of the bearer, and the conference of the slug. Refuses `seat.missing`, `programme.unknown`,
    `wire.forbidden`.
    """
    seat, conference = seat_of_bearer(request), find_conference(slug)
    check_permission(seat, conference.stream, services.MANAGE)
    return seat, conference


def _publication_body(conference: Conference, id: str) -> Any:
    found = states.begun_sessions(conference).filter(pk=number(id)).first()
    if found is None:
        raise Refusal("http.not_found", "There is no such session that has begun in this conference.")
    return states.publication_states([found])[0].model_dump(mode="json")


class PublicationsView(APIView):
    """`GET`: what can be published of each session of a conference, and to whom it is published."""

    scopes = SCOPES

    @extend_schema(
        parameters=[PublicationQuery, IF_NONE_MATCH], responses={200: PublicationPage, 304: NOT_MODIFIED}
    )
    def get(self, request: Request, slug: str) -> Response:
        """A page of the sessions that have begun, in the order in which they were added, with their parts.

        Refuses `seat.missing`, `programme.unknown`, `wire.forbidden`.
        """
        _, conference = _seat_and_conference(request, slug)
        given = PublicationQuery(data=request.query_params)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        rows = states.begun_sessions(conference).filter(pk__gt=number(wanted.get("after", "0")))
        if "date" in wanted:
            rows = rows.filter(day__date=wanted["date"])
        limit = wanted["limit"]
        found = list(rows.order_by("pk")[: limit + 1])
        items = [each.model_dump(mode="json") for each in states.publication_states(found[:limit])]
        return resource_response(
            request, {"items": items, "next": items[-1]["id"] if len(found) > limit else None}
        )


class PublicationView(APIView):
    """`GET`: what can be published of one session, and to whom it is published."""

    scopes = SCOPES

    @extend_schema(parameters=[IF_NONE_MATCH], responses={200: PublicationState, 304: NOT_MODIFIED})
    def get(self, request: Request, slug: str, id: str) -> Response:
        """One session with its parts. Refuses `seat.missing`, `wire.forbidden`, `http.not_found`."""
        _, conference = _seat_and_conference(request, slug)
        return resource_response(request, _publication_body(conference, id))


class PublishView(APIView):
    """`PUT`: publishes a part of a session, or withdraws it."""

    scopes = SCOPES

    @extend_schema(parameters=[IF_MATCH, PART], request=ReadersBody, responses=PublicationState)
    def put(self, request: Request, slug: str, id: str, part: str) -> Response:
        """Publish the part to these readers, as the command `publication.publish` does; `nobody` withdraws it.

        Refuses what the commands `publication.publish` and `publication.withdraw` refuse, and `http.changed` if
        `If-Match` names another version.
        """
        seat, conference = _seat_and_conference(request, slug)
        _publication_body(conference, id)
        given = ReadersBody(data=request.data)
        given.is_valid(raise_exception=True)
        readers, stream = given.validated_data["readers"], f"session/{number(id)}"

        def act(before: Any) -> None:
            seen = next(each["readers"] for each in before["parts"] if each["part"] == part)
            command = {"type": "publication.withdraw", "part": part, "seen": seen}
            if readers != "nobody":
                command |= {"type": "publication.publish", "readers": readers}
            conditional_writes.run_command(request, seat, stream, command)

        return resource_response(
            request,
            conditional_writes.change_if_matching(
                request, stream, lambda: _publication_body(conference, id), act
            ),
        )

"""REST resource of invitations, for programs of organisers: lists, sends and withdraws them.

A person gets an invitation when added with an address. It is sent by a request of its own.
"""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.rest.serializers import Answer, Body
from sessions.invitations.models import Invitation
from sessions.invitations.protocol import MAX_CHOSEN_BY_REST
from sessions.invitations.sending import number_sent
from sessions.resources import conditional_writes, kinds
from sessions.resources.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    ResourceView,
    collection_view,
    created_response,
    resource_response,
)

WRITE = {"POST": "invitations:write"}


class SendBody(Body):
    """Who gets an invitation: the named people, even if they have one already. If nobody is named: everyone in the
    party, or in the conference, who has none yet. Or who gets a reminder of an invitation that was not accepted.
    """

    kind = serializers.ChoiceField(["invitation", "reminder"], default="invitation")
    participants = serializers.ListField(
        child=serializers.RegexField(kinds.ID), max_length=MAX_CHOSEN_BY_REST, default=list
    )
    party = serializers.RegexField(kinds.ID, allow_null=True, default=None)


class SentAnswer(Answer):
    """How many invitations or reminders were put into the outbox."""

    count = serializers.IntegerField()


class InvitationsView(collection_view(kinds.INVITATIONS)):  # type: ignore[misc]  # made for the kind
    """The invitations of a conference."""

    @extend_schema(
        summary="Send invitations",
        parameters=[IDEMPOTENCY_KEY],
        request=SendBody,
        responses={201: SentAnswer},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Send invitations as the command `invitations.send` does, with its refusals. They go to the named
        participants. If nobody is named, they go to everyone in the party, or in the conference, who has none yet. With
        the kind `reminder`, to those who did not accept theirs.

        Refuses also `http.key_reused`. With an `Idempotency-Key` a repeated request writes to nobody twice.
        """
        seat, conference = self.seat_and_conference(request, slug)
        given = SendBody(data=request.data)
        given.is_valid(raise_exception=True)
        command = given.validated_data | {"type": "invitations.send"}

        def act() -> Any:
            rows, kind = Invitation.objects.filter(conference=conference), command["kind"]
            before = number_sent(rows, kind)
            conditional_writes.run_command(request, seat, conference.stream, command)
            return {"count": number_sent(rows, kind) - before}

        return created_response(
            request, conditional_writes.create_once(request, seat, conference.stream, act), request.path
        )


class SendInvitationView(ResourceView):
    """Sends one invitation."""

    kind = kinds.INVITATIONS
    scopes = WRITE

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY], request=None, responses={201: kinds.INVITATIONS.representation}
    )
    def post(self, request: Request, slug: str, id: str) -> Response:
        """Send this invitation, or send it again, as the command `invitations.send` does. Earlier links are invalid.

        Refuses `http.not_found`, what the command refuses, and `http.key_reused`.
        """
        seat, conference = self.seat_and_conference(request, slug)
        self.find_row(conference, id)

        def act() -> Any:
            command = {"type": "invitations.send", "participants": [id]}
            conditional_writes.run_command(request, seat, conference.stream, command)
            return self.representation_of(conference, id)

        location = request.path.removesuffix("/send")
        return created_response(
            request, conditional_writes.create_once(request, seat, conference.stream, act), location
        )


class WithdrawInvitationView(ResourceView):
    """Withdraws one invitation."""

    kind = kinds.INVITATIONS
    scopes = WRITE

    @extend_schema(parameters=[IF_MATCH], request=None, responses=kinds.INVITATIONS.representation)
    def post(self, request: Request, slug: str, id: str) -> Response:
        """Make the link of this invitation invalid, as the command `invitations.revoke` does, with its refusals; and
        `http.not_found`, `http.changed`.
        """
        seat, conference = self.seat_and_conference(request, slug)
        self.find_row(conference, id)

        def act(before: Any) -> None:
            conditional_writes.run_command(
                request, seat, conference.stream, {"type": "invitations.revoke", "participant": id}
            )

        return resource_response(
            request,
            conditional_writes.change_if_matching(
                request, conference.stream, lambda: self.representation_of(conference, id), act
            ),
        )

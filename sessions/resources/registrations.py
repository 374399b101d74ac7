"""REST resources of the registration of the audience, for programs of organisers: its rules, and who registered."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.messages.protocol import Message
from foundation.messages.schema import type_of
from foundation.rest.schema import IF_NONE_MATCH
from sessions.programme.models import Conference
from sessions.registration import protocol
from sessions.resources import body_schemas, conditional_writes, kinds
from sessions.resources.api import IF_MATCH, NOT_MODIFIED, ResourceView, command_members, resource_response


class RegistrationRules(Message):
    """Whether people may register, whether an organiser decides on each, and how many places there are."""

    open: bool
    needs_approval: bool
    places: int | None
    """Null if there is no maximum."""


def show_rules(conference: Conference) -> Any:
    """The representation of the rules of registration, as JSON values."""
    row = Conference.objects.get(pk=conference.pk)
    return RegistrationRules(
        open=row.registration_open,
        needs_approval=row.registration_needs_approval,
        places=row.registration_places,
    ).model_dump(mode="json")


class RulesView(ResourceView):
    """The rules of registration."""

    kind = kinds.REGISTRATIONS
    scopes = {"GET": "people:read", "PUT": "people:write"}

    @extend_schema(parameters=[IF_NONE_MATCH], responses={200: RegistrationRules, 304: NOT_MODIFIED})
    def get(self, request: Request, slug: str) -> Response:
        """The rules of registration. Refuses `seat.missing`, `wire.forbidden`."""
        _, conference = self.seat_and_conference(request, slug)
        return resource_response(request, show_rules(conference))

    @extend_schema(
        parameters=[IF_MATCH],
        request={"application/json": body_schemas.command_schema(protocol.SetRegistration)},
        responses=RegistrationRules,
    )
    def put(self, request: Request, slug: str) -> Response:
        """Set the rules as the command `registration.set` does, with its refusals; and `http.changed`."""
        seat, conference = self.seat_and_conference(request, slug)
        command = command_members(request) | {"type": type_of(protocol.SetRegistration)}

        def act(before: Any) -> None:
            conditional_writes.run_command(request, seat, conference.stream, command)

        return resource_response(
            request,
            conditional_writes.change_if_matching(
                request, conference.stream, lambda: show_rules(conference), act
            ),
        )


class DecisionView(ResourceView):
    """Decides on a registration."""

    kind = kinds.REGISTRATIONS
    scopes = {"POST": "people:write"}
    acts = {"approve": protocol.ApproveRegistration, "decline": protocol.DeclineRegistration}

    @extend_schema(
        parameters=[IF_MATCH, OpenApiParameter("act", str, OpenApiParameter.PATH, enum=sorted(acts))],
        request=None,
        responses=kinds.REGISTRATIONS.representation,
    )
    def post(self, request: Request, slug: str, id: str, act: str) -> Response:
        """Approve or decline the registration, as the commands `registration.approve` and `registration.decline` do,
        with their refusals; and `http.not_found`, `http.changed`. The person gets an e-mail.
        """
        seat, conference = self.seat_and_conference(request, slug)
        self.find_row(conference, id)
        command = {"type": type_of(self.acts[act]), "registration": id}

        def run(before: Any) -> None:
            conditional_writes.run_command(request, seat, conference.stream, command)

        return resource_response(
            request,
            conditional_writes.change_if_matching(
                request, conference.stream, lambda: self.representation_of(conference, id), run
            ),
        )

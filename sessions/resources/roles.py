"""REST resource of a person's roles in the whole conference, for programs of organisers."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.rest.serializers import Body
from sessions.parties.protocol import Role
from sessions.resources import conditional_writes, kinds
from sessions.resources.api import IF_MATCH, ResourceView, resource_response


class RolesBody(Body):
    """All roles that the person has from now on. None: the person is a listener."""

    roles = serializers.ListField(
        child=serializers.ChoiceField(Role.__args__),  # type: ignore[attr-defined]  # of a Literal
        max_length=40,
    )


class RolesView(ResourceView):
    """Changes the roles of a person in the conference."""

    kind = kinds.PEOPLE
    scopes = {"PUT": "roles:write"}

    @extend_schema(parameters=[IF_MATCH], request=RolesBody, responses=kinds.PEOPLE.representation)
    def put(self, request: Request, slug: str, id: str) -> Response:
        """Give the person these roles in the conference, and no others, as the command `parties.change_roles` does.

        Refuses what the command refuses, `http.not_found`, and `http.changed` if `If-Match` names another version.
        Open pages of the person change at once.
        """
        seat, conference = self.seat_and_conference(request, slug)
        self.find_row(conference, id)
        given = RolesBody(data=request.data)
        given.is_valid(raise_exception=True)
        roles = given.validated_data["roles"]

        def act(before: Any) -> None:
            command = {
                "type": "parties.change_roles",
                "participant": id,
                "roles": roles,
                "seen": before["roles"],
            }
            conditional_writes.run_command(request, seat, conference.stream, command)

        return resource_response(
            request,
            conditional_writes.change_if_matching(
                request, conference.stream, lambda: self.representation_of(conference, id), act
            ),
        )

"""REST resources of what is planned of a session beside its own members: agenda, speaking times, and who may enter."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from pydantic import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.messages.protocol import Command, Message
from foundation.messages.schema import type_of
from foundation.refusals import Refusal
from foundation.rest.schema import IF_NONE_MATCH
from foundation.wire.execution import validation_sentence
from sessions.access.protocol import SetAccess
from sessions.floor import store
from sessions.floor.protocol import Limits, MotionSpeakers, PresetName
from sessions.planning.programme import protocol as plan
from sessions.programme.models import Session
from sessions.programme.protocol import SessionAccess
from sessions.resources import body_schemas, conditional_writes, kinds
from sessions.resources.api import IF_MATCH, NOT_MODIFIED, ResourceView, command_members, resource_response

Decorator = Callable[[Callable[..., Response]], Callable[..., Response]]


class Agenda(Message):
    """The agenda items of a session, by number from 1. A session without items has one without a title."""

    items: list[str]


class SpeakingTimes(Limits):
    """The speaking times of a session in seconds, and the preset that has these times, if there is one."""

    reply_limits: list[int]
    """Of a party's first and second right of reply, and so on."""
    ends_turns: bool
    """Whether a turn ends when its time is over."""
    motion_speakers: MotionSpeakers
    preset: PresetName | None


class Access(Message):
    """Who may enter a session."""

    access: SessionAccess


def show_agenda(row: Session) -> Message:
    """The representation of a session's agenda."""
    return Agenda(items=store.row_of(row).agenda)


def show_speaking_times(row: Session) -> Message:
    """The representation of a session's speaking times."""
    floor = store.row_of(row)
    return SpeakingTimes(
        **Limits(**floor.limits).model_dump(),
        reply_limits=floor.reply_limits,
        ends_turns=floor.ends_turns,
        motion_speakers=MotionSpeakers(**floor.motion_speakers),
        preset=floor.preset,
    )


def show_access(row: Session) -> Message:
    """The representation of who may enter a session."""
    return Access(access=row.access)


class SessionPlanView(ResourceView):
    """The base of the views of a part of a session's plan. `show_part` shows the part of a row."""

    kind = kinds.SESSIONS
    scopes = {"GET": "programme:read", "PUT": "programme:write", "PATCH": "programme:write"}
    show_part: Callable[[Any], Message]

    def part(self, row: Session) -> Any:
        """The representation of the part, as JSON values."""
        return type(self).show_part(row).model_dump(mode="json")

    def read(self, request: Request, slug: str, id: str) -> Response:
        """The response to a GET."""
        _, conference = self.seat_and_conference(request, slug)
        return resource_response(request, self.part(self.find_row(conference, id)))

    def change(
        self, request: Request, slug: str, id: str, command: type[Command], members: Callable[[Any], Any]
    ) -> Response:
        """Run a command in the session's stream. `members` makes its members from the present representation."""
        seat, conference = self.seat_and_conference(request, slug)
        row: Session = self.find_row(conference, id)

        def show() -> Any:
            return self.part(self.find_row(conference, id))

        def act(before: Any) -> None:
            conditional_writes.run_command(
                request, seat, row.stream, {"type": type_of(command), **members(before)}
            )

        return resource_response(
            request, conditional_writes.change_if_matching(request, row.stream, show, act)
        )


def _read_schema(words: str, representation: type[Message]) -> Decorator:
    return extend_schema(
        summary=words,
        description=f"{words}. Refuses `seat.missing`, `wire.forbidden`, `http.not_found`.",
        parameters=[IF_NONE_MATCH],
        responses={200: representation, 304: NOT_MODIFIED},
    )


def _change_schema(words: str, command: type[Command], body: Any, representation: type[Message]) -> Decorator:
    return extend_schema(
        summary=words,
        description=f"{words}, as the command `{type_of(command)}` does, with its refusals; and `http.changed` if "
        "`If-Match` names another version.",
        parameters=[IF_MATCH],
        request={"application/json": body},
        responses=representation,
    )


def _members_of_request(request: Request) -> dict[str, Any]:
    """The members of a request. What its author saw is not one of them. Refuses `wire.bad_command`."""
    given = command_members(request)
    if "seen" in given:
        raise Refusal(
            "wire.bad_command", "The message is not understood: “seen” is no member. Send If-Match."
        )
    return given


class AgendaView(SessionPlanView):
    """The agenda of a session."""

    show_part = staticmethod(show_agenda)

    @_read_schema("The agenda of a session", Agenda)
    def get(self, request: Request, slug: str, id: str) -> Response:
        """The agenda."""
        return self.read(request, slug, id)

    @_change_schema(
        "Set the agenda of a session",
        plan.SetAgenda,
        body_schemas.command_schema(plan.SetAgenda, named_by="seen"),
        Agenda,
    )
    def put(self, request: Request, slug: str, id: str) -> Response:
        """Set the agenda of a session that has not begun."""
        given = _members_of_request(request)
        return self.change(
            request, slug, id, plan.SetAgenda, lambda before: {**given, "seen": before["items"]}
        )


class SpeakingTimesView(SessionPlanView):
    """The speaking times of a session."""

    show_part = staticmethod(show_speaking_times)

    @_read_schema("The speaking times of a session", SpeakingTimes)
    def get(self, request: Request, slug: str, id: str) -> Response:
        """The speaking times."""
        return self.read(request, slug, id)

    @_change_schema(
        "Set all speaking times of a session to those of a preset",
        plan.SetPreset, body_schemas.command_schema(plan.SetPreset, named_by="seen"), SpeakingTimes,
    )  # fmt: skip
    def put(self, request: Request, slug: str, id: str) -> Response:
        """Set all speaking times of a session that has not begun to those of a preset."""
        given = _members_of_request(request)
        return self.change(
            request, slug, id, plan.SetPreset, lambda before: {**given, "seen": before["preset"]}
        )

    @_change_schema(
        "Change single speaking times of a session",
        plan.SetSpeakingTimes, body_schemas.change_schema(plan.SetSpeakingTimes), SpeakingTimes,
    )  # fmt: skip
    def patch(self, request: Request, slug: str, id: str) -> Response:
        """Change single speaking times of a session that has not begun."""
        given = command_members(request)
        try:
            plan.SpeakingTimes.model_validate(given, strict=True)
        except ValidationError as error:
            raise Refusal("wire.bad_command", validation_sentence(error)) from None
        return self.change(
            request,
            slug,
            id,
            plan.SetSpeakingTimes,
            lambda before: {"values": given, "seen": {name: before[name] for name in given}},
        )


class AccessView(SessionPlanView):
    """Who may enter a session."""

    show_part = staticmethod(show_access)

    @_read_schema("Who may enter a session", Access)
    def get(self, request: Request, slug: str, id: str) -> Response:
        """The access policy."""
        return self.read(request, slug, id)

    @_change_schema("Set who may enter a session", SetAccess, body_schemas.command_schema(SetAccess), Access)
    def put(self, request: Request, slug: str, id: str) -> Response:
        """Set the access policy."""
        given = command_members(request)
        return self.change(request, slug, id, SetAccess, lambda before: given)

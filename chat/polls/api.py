"""REST endpoints of polls: those of a session, drafts, and the answers by name of a poll that was not anonymous."""

import csv
import io
from typing import Any, get_args

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat.polls import answers, protocol, rules, services
from chat.polls.models import Poll, PollAnswer
from chat.polls.projections import facts_of
from chat.polls.protocol import PollKind, PollResults, PollState
from foundation.accounts.seats import Seat
from foundation.languages import language_of
from foundation.messages.projections import Audience
from foundation.messages.schema import type_of
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.schema import LANGUAGE
from foundation.rest.serializers import Answer
from foundation.spreadsheets import BYTE_ORDER_MARK, escape_formula
from foundation.wire.execution import check_permission
from sessions import permissions
from sessions.parties.services import parties_of
from sessions.programme.models import Session
from sessions.programme.services import find_session
from sessions.publication.services import check_reads
from sessions.resources import body_schemas, conditional_writes
from sessions.resources.api import IDEMPOTENCY_KEY, IF_MATCH, command_members, created_response

SCOPES = {"GET": "record:read", "POST": "record:write", "PUT": "record:write", "DELETE": "record:write"}


class WordCountAnswer(Answer):
    """A word, and how many people wrote it."""

    word = serializers.CharField()
    count = serializers.IntegerField()


class PollResultAnswer(Answer):
    """The result of a poll, as `PollResult` of the wire."""

    answers = serializers.IntegerField()
    counts = serializers.ListField(child=serializers.IntegerField())
    firsts = serializers.ListField(child=serializers.IntegerField())
    words = WordCountAnswer(many=True)
    distinct = serializers.IntegerField()
    hidden = WordCountAnswer(many=True)


class PollItem(Answer):
    """A poll, as the entity `poll` of the wire. `result` of an open one is the present one, or null if it is hidden."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(get_args(PollKind))
    question = serializers.CharField()
    options = serializers.ListField(child=serializers.CharField())
    most = serializers.IntegerField()
    anonymous = serializers.BooleanField()
    results = serializers.ChoiceField(get_args(PollResults))
    position = serializers.IntegerField()
    state = serializers.ChoiceField(get_args(PollState))
    on_screen = serializers.BooleanField()
    opened_at = serializers.CharField(allow_null=True)
    closed_at = serializers.CharField(allow_null=True)
    result = PollResultAnswer(allow_null=True)


class PollsAnswer(Answer):
    """The polls of a session, in the order of their numbers. Those that wait come by their `position`."""

    items = PollItem(many=True)


BODY = {"application/json": body_schemas.command_schema(protocol.DraftPoll)}
"""The body: a poll that is prepared, as the command `poll.draft` takes it."""

PLACE = {"application/json": body_schemas.command_schema(protocol.MovePoll, named_by="poll")}
"""The body: the place that a poll gets among those that wait."""


def _seat_and_session(request: Request, session: int) -> tuple[Seat, Session]:
    """Who asks for the polls of which session. Refuses as `check_reads` does."""
    seat, found = seat_of_bearer(request), find_session(session)
    check_permission(seat, found.stream, "wire.follow_session")
    check_reads(seat, found, "minutes")
    return seat, found


def _prepares(seat: Seat, session: Session) -> bool:
    return permissions.allows(seat.roles_in(session.stream), "poll.prepare")


def _item(poll: Poll, seat: Seat) -> dict[str, Any]:
    roles = seat.roles_in(poll.session.stream)
    audience = Audience.MODERATORS if _prepares(seat, poll.session) else Audience.EVERYONE
    facts = facts_of(poll, audience)
    if poll.state == "open":
        result = answers.live_result(poll, moderates=permissions.allows(roles, "poll.run"))
        facts = facts.model_copy(update={"result": result})
    return facts.model_dump(mode="json")


def _find(seat: Seat, session: Session, number: int) -> Poll:
    """A poll that the seat may see. Refuses `poll.unknown`."""
    poll = services.polls_of(session.pk).select_related("session").filter(number=number).first()
    if poll is None or (poll.state == "draft" and not _prepares(seat, session)):
        raise answers.unknown_refusal()
    return poll


class PollsView(APIView):
    """`/api/v1/sessions/<id>/polls`: the polls of a session."""

    scopes = SCOPES

    @extend_schema(responses=PollsAnswer)
    def get(self, request: Request, session: int) -> Response:
        """All polls that the reader may see: whoever may prepare polls gets drafts, too.

        Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`, and as `check_reads` does.
        """
        seat, found = _seat_and_session(request, session)
        rows = services.polls_of(found.pk).select_related("session").order_by("number")
        if not _prepares(seat, found):
            rows = rows.exclude(state="draft")
        return Response({"items": [_item(row, seat) for row in rows]})

    @extend_schema(parameters=[IDEMPOTENCY_KEY], request=BODY, responses={201: PollItem})
    def post(self, request: Request, session: int) -> Response:
        """Prepare a poll, as the command `poll.draft` does, once for each `Idempotency-Key`.

        Refuses what the command refuses.
        """
        seat, found = _preparing(request, session)
        given = command_members(request)

        def act() -> Any:
            conditional_writes.run_command(request, seat, found.stream, given | {"type": "poll.draft"})
            return _item(Poll.objects.filter(session=found).order_by("number").last() or Poll(), seat)

        return created_response(request, conditional_writes.create_once(request, seat, found.stream, act))


def _preparing(request: Request, session: int) -> tuple[Seat, Session]:
    """Who prepares polls of which session. Refuses `wire.forbidden`."""
    seat, found = seat_of_bearer(request), find_session(session)
    check_permission(seat, found.stream, "poll.prepare")
    return seat, found


class PollView(APIView):
    """`/api/v1/sessions/<id>/polls/<number>`: one poll."""

    scopes = SCOPES

    @extend_schema(responses=PollItem)
    def get(self, request: Request, session: int, number: int) -> Response:
        """The poll, with its result if the reader may see that. Refuses `poll.unknown`, and as the list does."""
        seat, found = _seat_and_session(request, session)
        item = _item(_find(seat, found, number), seat)
        return Response(item, headers={"ETag": conditional_writes.etag(item)})

    @extend_schema(parameters=[IF_MATCH], request=BODY, responses=PollItem)
    def put(self, request: Request, session: int, number: int) -> Response:
        """Change a poll that was not opened yet, as the command `poll.edit` does.

        Refuses what the command refuses, and `http.changed` if `If-Match` names another version.
        """
        seat, found = _preparing(request, session)
        given = command_members(request)

        def act(before: Any) -> None:
            seen = {name: before[name] for name in protocol.SeenPoll.model_fields}
            about = {"type": "poll.edit", "poll": str(number), "seen": seen}
            conditional_writes.run_command(request, seat, found.stream, given | about)

        def show() -> Any:
            return _item(_find(seat, found, number), seat)

        return Response(conditional_writes.change_if_matching(request, found.stream, show, act))

    @extend_schema(parameters=[IF_MATCH], responses={204: None})
    def delete(self, request: Request, session: int, number: int) -> Response:
        """Delete a poll that was not opened yet, as the command `poll.delete` does. Refuses what it refuses."""
        seat, found = _preparing(request, session)

        def act(before: Any) -> None:
            conditional_writes.run_command(
                request, seat, found.stream, {"type": "poll.delete", "poll": str(number)}
            )

        conditional_writes.remove_if_matching(
            request, found.stream, lambda: _item(_find(seat, found, number), seat), act
        )
        return Response(status=204)


class MovePollView(APIView):
    """`POST /api/v1/sessions/<id>/polls/<number>/move`: gives a poll another place among those that wait."""

    scopes = {"POST": "record:write"}

    @extend_schema(parameters=[IF_MATCH], request=PLACE, responses=PollItem)
    def post(self, request: Request, session: int, number: int) -> Response:
        """Move the poll, as the command `poll.move` does. Refuses what it refuses, and `http.changed`."""
        seat, found = _preparing(request, session)
        given = command_members(request)
        if "poll" in given:
            raise Refusal("wire.bad_command", "The address says which poll it is: leave “poll” out.")
        command = given | {"type": type_of(protocol.MovePoll), "poll": str(number)}

        def act(before: Any) -> None:
            conditional_writes.run_command(request, seat, found.stream, command)

        def show() -> Any:
            return _item(_find(seat, found, number), seat)

        return Response(conditional_writes.change_if_matching(request, found.stream, show, act))


class RestorePollView(APIView):
    """`POST /api/v1/sessions/<id>/polls/<number>/restore`: restores a poll that was deleted."""

    scopes = {"POST": "record:write"}

    @extend_schema(parameters=[IDEMPOTENCY_KEY], request=None, responses={201: PollItem})
    def post(self, request: Request, session: int, number: int) -> Response:
        """Restore the poll, as the command `poll.restore` does within a day. Refuses what the command refuses."""
        seat, found = _preparing(request, session)
        command = {"type": type_of(protocol.RestorePoll), "poll": str(number)}

        def act() -> Any:
            conditional_writes.run_command(request, seat, found.stream, command)
            return _item(_find(seat, found, number), seat)

        kept = conditional_writes.create_once(request, seat, found.stream, act)
        return created_response(request, kept, f"/api/v1/sessions/{session}/polls/{number}")


class PollAnswersView(APIView):
    """`GET /api/v1/sessions/<id>/polls/<number>/answers.csv`: who answered what, for those who run the conference."""

    scopes = {"GET": "people:read"}

    @extend_schema(parameters=[LANGUAGE], responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, session: int, number: int) -> HttpResponse:
        """A row for each person who answered a closed poll by name.

        Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`, `poll.unknown`, `poll.not_closed`, and
        `poll.anonymous`: of an anonymous poll nobody can read it.
        """
        seat, found = seat_of_bearer(request), find_session(session)
        check_permission(seat, found.stream, "poll.read_answers")
        poll = _find(seat, found, number)
        if poll.anonymous:
            raise Refusal("poll.anonymous", "This poll is anonymous: nobody can read who answered what.")
        if poll.state != "closed":
            raise Refusal(
                "poll.not_closed", "Close the poll first. Until then people may change their answers."
            )
        language = language_of(str(request.query_params.get("language", "")))
        name = f"{found.conference.slug}-session-{found.pk}-poll-{poll.number}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(_table(poll, language), content_type="text/csv; charset=utf-8", headers=headers)


def _table(poll: Poll, language: str) -> str:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["poll", "question", "name", "guest", "party", "answer"])
    parties = parties_of(poll.session.conference)
    for row in PollAnswer.objects.filter(poll=poll).order_by("name", "pk"):
        party = parties.get(row.party)
        rows.writerow(
            [
                str(poll.number),
                escape_formula(poll.question),
                escape_formula(row.name),
                "yes" if row.network else "no",
                escape_formula(party.name_in(language)) if party else "",
                escape_formula(" | ".join(_answer_words(poll, row.answer))),
            ]
        )
    return BYTE_ORDER_MARK + written.getvalue()


def _answer_words(poll: Poll, stored: str) -> list[str]:
    """What a person answered, in words. In `ranking` the best comes first."""
    if poll.kind == "words":
        return rules.words_of(stored)
    chosen = rules.choices_of(stored)
    return [poll.options[number - 1] if poll.options else str(number) for number in chosen]

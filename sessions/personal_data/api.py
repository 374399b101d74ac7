"""REST endpoints of personal data: a seat's own, and what an organiser decides about a conference's."""

from typing import Any

from django.http import JsonResponse
from django.utils import translation
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.clock import timestamp_text
from foundation.database import write_transaction
from foundation.http.client_ip import address
from foundation.journal import services as journal
from foundation.languages import language_of
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.schema import LANGUAGE
from foundation.rest.serializers import Answer, Body, TextsField
from foundation.wire.execution import check_permission
from sessions.notices import services as notices
from sessions.parties.models import Participant
from sessions.personal_data import export, people, requests
from sessions.personal_data.erasure import Change
from sessions.personal_data.models import ErasureRequest
from sessions.programme.models import Conference

LONGEST_NOTICE = 20_000
MAX_DAYS = 36_500


class OwnDataAnswer(Answer):
    """All that is stored about a person, by table: what it is, why it is stored, until when, and the rows."""

    person = serializers.CharField()
    data = serializers.DictField(child=serializers.DictField())  # type: ignore[assignment]


class OwnDataView(APIView):
    """`GET /api/v1/seats/data` with a seat's bearer: all that is stored about the seat's person. A guest can
    ask too.
    """

    @extend_schema(parameters=[LANGUAGE], responses=OwnDataAnswer)
    def get(self, request: Request) -> JsonResponse:
        """The data as JSON, in the requested `language`. Refuses `seat.missing`, `seat.not_yours`."""
        seat = seat_of_bearer(request)
        if seat.given_out:
            # The holder of a card or a link may be another person.
            raise Refusal(
                "seat.not_yours", "The staff gave out this seat. Ask the organiser what is stored of you."
            )
        with translation.override(language_of(str(request.query_params.get("language", "")))):
            return JsonResponse(
                export.as_json(people.person_of_seat(seat)), json_dumps_params={"ensure_ascii": False}
            )


class PrivacySerializer(Body):
    """The body: the privacy notice by language, and the retention period in days. A field that is left out does not
    change.
    """

    text = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=LONGEST_NOTICE), required=False
    )
    retention_days = serializers.IntegerField(
        min_value=0, max_value=MAX_DAYS, allow_null=True, required=False
    )


class NoticeAnswer(Answer):
    """A version of the privacy notice, by language."""

    version = serializers.IntegerField()
    text = TextsField()


class ConsentCount(Answer):
    """How many people accepted a version in a language."""

    version = serializers.IntegerField()
    language = serializers.CharField(allow_blank=True)
    count = serializers.IntegerField()


class WaitingErasure(Answer):
    """A request for erasure on which an organiser has to decide."""

    id = serializers.CharField()
    asked_at = serializers.DateTimeField()
    name = serializers.CharField()
    party = serializers.CharField(allow_null=True)


class PrivacyAnswer(Answer):
    """The privacy notice, the retention period in days, who accepted the notice, and the requests for erasure that
    wait.
    """

    notice = NoticeAnswer(allow_null=True)
    retention_days = serializers.IntegerField(allow_null=True)
    consents = ConsentCount(many=True)
    requests = WaitingErasure(many=True)


class PrivacyView(APIView):
    """`/api/v1/organise/privacy` with the bearer of an organiser's seat."""

    @extend_schema(responses=PrivacyAnswer)
    def get(self, request: Request) -> Response:
        """The notice, the period, how many people accepted which version, and the requests that wait.

        Refuses `seat.missing`, `wire.forbidden`.
        """
        _, conference = _seat_and_conference(request)
        return Response(_privacy_body(conference))

    @extend_schema(request=PrivacySerializer, responses=PrivacyAnswer)
    def put(self, request: Request) -> Response:
        """Change the notice, which makes a new version, or the retention period. Refuses as `get` does."""
        seat, conference = _seat_and_conference(request)
        given = PrivacySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        if "retention_days" in given.validated_data:
            check_permission(seat, conference.stream, "privacy.set_retention")
        with write_transaction():
            journal.lock(conference.stream)
            conference.refresh_from_db()
            if "text" in given.validated_data:
                _publish_notice(request, seat, conference, given.validated_data["text"])
            if "retention_days" in given.validated_data:
                _set_retention_days(request, seat, conference, given.validated_data["retention_days"])
        return Response(_privacy_body(conference))


class ErasureAskedSerializer(Body):
    """The participant who asked for erasure."""

    participant = serializers.CharField(max_length=36)


class ErasuresView(APIView):
    """`POST /api/v1/organise/privacy/erasures`: note that a participant asked for erasure, for example by letter."""

    @extend_schema(request=ErasureAskedSerializer, responses={201: PrivacyAnswer})
    def post(self, request: Request) -> Response:
        """The requests that wait.

        Refuses `seat.missing`, `wire.forbidden`, `wire.withheld`, `parties.unknown_participant`.
        """
        seat, conference = _seat_and_conference(request, "privacy.erase")
        given = ErasureAskedSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with write_transaction():
            row = requests.request_erasure_for(conference, given.validated_data["participant"], clock.now())
            _audit("privacy.note_request", request, seat, conference, Subject("erasurerequest", str(row.pk)))
        return Response(_privacy_body(conference), status=201)


class ExecuteErasureSerializer(Body):
    """The body: whether this is a dry run, which only says what would change, and the language of the answer."""

    dry_run = serializers.BooleanField(default=False)
    language = serializers.CharField(max_length=16, required=False, allow_blank=True, default="")


class ErasureChange(Answer):
    """What an erasure changes in a table."""

    what = serializers.CharField()
    count = serializers.IntegerField()
    done = serializers.CharField()


class ErasureAnswer(Answer):
    """The answer: what changed, or would change, by table."""

    changes = ErasureChange(many=True)


class ErasureView(APIView):
    """`POST /api/v1/organise/privacy/erasures/<id>`: erase the person who asked for it. A dry run only says what would
    change.
    """

    @extend_schema(request=ExecuteErasureSerializer, responses=ErasureAnswer)
    def post(self, request: Request, erasure: int) -> Response:
        """What changed, or would change, by table.

        Refuses `seat.missing`, `wire.forbidden`, `wire.withheld`, `privacy.unknown_request`,
        `parties.last_organiser`, `privacy.last_administrator`.
        """
        seat, conference = _seat_and_conference(request, "privacy.erase")
        given = ExecuteErasureSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        dry_run = given.validated_data["dry_run"]
        with translation.override(language_of(given.validated_data["language"])), write_transaction():
            changes = requests.execute_request(conference, erasure, clock.now(), dry_run=dry_run)
        if not dry_run:
            subject = Subject("erasurerequest", str(erasure))
            after = {change.model: change.count for change in changes if change.done != "kept"}
            _audit("privacy.erase", request, seat, conference, subject, after=after)
        return Response({"changes": [_change_body(change) for change in changes]})


def _publish_notice(request: Request, seat: Seat, conference: Conference, text: dict[str, str]) -> None:
    made = notices.publish_notice(conference.pk, text, clock.now())
    if made is not None:
        subject = Subject("privacynotice", str(made.version))
        _audit("privacy.publish_notice", request, seat, conference, subject, after={"text": made.text})


def _set_retention_days(request: Request, seat: Seat, conference: Conference, days: int | None) -> None:
    before, conference.retention_days = conference.retention_days, days
    conference.save(update_fields=["retention_days"])
    if before != days:
        _audit(
            "privacy.set_retention",
            request,
            seat,
            conference,
            Subject("conference", str(conference.pk), conference.short),
            before={"retention_days": before},
            after={"retention_days": days},
        )


def _audit(
    action: str, request: Request, seat: Seat, conference: Conference, subject: Subject, **values: Any
) -> None:
    audit.record(
        action,
        actor=seat,
        conference=conference.pk,
        subject=subject,
        address=address(request),
        **values,
    )


def _seat_and_conference(request: Request, permission: str = "privacy.manage") -> tuple[Seat, Conference]:
    seat = seat_of_bearer(request)
    check_permission(seat, f"conference/{seat.conference}", permission)
    return seat, Conference.objects.get(pk=seat.conference)


def _privacy_body(conference: Conference) -> dict[str, Any]:
    notice = notices.current_notice(conference)
    waiting = requests.waiting_requests(conference)
    parts = Participant.objects.filter(conference=conference, person__in=[row.person_id for row in waiting])
    by_person = {part.person_id: part for part in parts.select_related("party")}
    return {
        "notice": {"version": notice.version, "text": notice.text} if notice else None,
        "retention_days": conference.retention_days,
        "consents": notices.counts_of_consent(conference.pk),
        "requests": [_request_body(row, by_person.get(row.person_id or 0)) for row in waiting],
    }


def _request_body(row: ErasureRequest, part: Participant | None) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "asked_at": timestamp_text(row.asked_at),
        "name": part.name if part else str(row.person),
        "party": str(part.party_id) if part and part.party_id else None,
    }


def _change_body(change: Change) -> dict[str, Any]:
    return {"what": change.what, "count": change.count, "done": change.done}

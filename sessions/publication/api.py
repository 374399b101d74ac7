"""REST endpoint of publication: the record of a session, for its readers."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.clock import timestamp_text
from foundation.rest.authentication import seat_or_none
from foundation.rest.serializers import Answer, TextsField
from sessions.programme.services import find_session
from sessions.publication import rules, services
from sessions.publication.parts import published_parts


class RecordFile(Answer):
    """A file of a recording. `at` is its beginning, in seconds from that of the recording.

    `language` is the BCP 47 tag of the language that is heard, with its name in itself; empty for the floor's sound.
    """

    id = serializers.CharField()
    slot = serializers.CharField()
    kind = serializers.CharField()
    language = serializers.CharField(allow_blank=True)
    language_name = serializers.CharField(allow_blank=True)
    at = serializers.FloatField()
    seconds = serializers.FloatField()
    octets = serializers.IntegerField()


class RecordRecording(Answer):
    """A recording, with its files. The MP4s come first."""

    id = serializers.CharField()
    started_at = serializers.CharField()
    files = RecordFile(many=True)


class RecordQuestion(Answer):
    """A question that everyone saw. `author` and `party` are empty if it was asked anonymously."""

    id = serializers.CharField()
    text = serializers.CharField()
    author = serializers.CharField(allow_blank=True)
    party = TextsField()
    votes = serializers.IntegerField()
    disposition = serializers.CharField()
    answer = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)


class RecordAnswer(Answer):
    """What is published of a session, as far as the reader may read it. Parts that the reader may not read are null.

    `is_open`: the parts that everyone may read, also without a seat.
    """

    id = serializers.CharField()
    conference = TextsField()
    slug = serializers.CharField()
    title = TextsField()
    timezone = serializers.CharField()
    starts_at = serializers.CharField()
    ends_at = serializers.CharField()
    state = serializers.CharField()
    minutes = serializers.BooleanField()
    recording = RecordRecording(many=True, allow_null=True)
    questions = RecordQuestion(many=True, allow_null=True)
    is_open = serializers.ListField(child=serializers.ChoiceField(rules.PARTS))


class RecordView(APIView):
    """`GET /api/v1/sessions/<id>/record`: what is published of a session, without a seat if everyone may read it."""

    scopes = {"GET": "record:read"}

    @extend_schema(responses=RecordAnswer)
    def get(self, request: Request, session: int) -> Response:
        """The published parts of a session that the reader may read.

        Refuses `seat.missing` if nothing is published to everyone, and otherwise as `check_reads` does if the reader
        may read no part.
        """
        found, seat = find_session(session), seat_or_none(request)
        readable = [part for part in rules.PARTS if services.may_read(seat, found, part)]
        if not readable:
            for part in rules.PARTS:
                services.check_reads(seat, found, part)
        conference = found.conference
        answer = {
            "id": str(found.pk),
            "conference": conference.name,
            "slug": conference.slug,
            "title": found.title,
            "timezone": conference.timezone,
            "starts_at": timestamp_text(found.starts_at),
            "ends_at": timestamp_text(found.ends_at),
            "state": found.state,
            "minutes": "minutes" in readable,
            "is_open": [part for part in rules.PARTS if services.may_read(None, found, part)],
        }
        for part in ("recording", "questions"):
            answer[part] = published_parts()[part].read(found) if part in readable else None
        return Response(answer, headers={"Cache-Control": "no-store"})

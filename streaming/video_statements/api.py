"""REST endpoints. A party hands in its video statement. Those who may preview one get a token."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.clock import timestamp_text
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, DownloadToken
from foundation.wire.execution import check_permission
from streaming.video_statements import intake, previews, rules, services, subprocesses
from streaming.video_statements.transcoder import transcoder


class VideoStatementAnswer(Answer):
    """A video statement that was handed in. Its conversion may still run."""

    party = serializers.CharField()
    state = serializers.CharField()
    seconds = serializers.FloatField()


class VideoLimits(Answer):
    """The limits of an upload."""

    most_octets = serializers.IntegerField()
    most_seconds = serializers.IntegerField()


class VideoStatementView(APIView):
    """`PUT /api/v1/video-statement` with a seat's bearer: the file itself is the body."""

    @extend_schema(
        request={"application/octet-stream": OpenApiTypes.BINARY}, responses={201: VideoStatementAnswer}
    )
    def put(self, request: Request) -> Response:
        """Hand in a video statement. The file is checked before the answer, which has its state, duration and party.

        Refuses what `intake.body_receiver`, `FileQueue.place`, `subprocesses.probe`, `rules.check_facts` and
        `services.receive_upload` do, and `wire.forbidden`.
        """
        seat = seat_of_bearer(request)
        check_permission(seat, f"conference/{seat.conference}", intake.SUBMIT)
        party = intake.party_of(seat)
        body = intake.uploaded_file(request._request)
        try:
            with subprocesses.queue.place(party):
                facts = subprocesses.probe(body.path)
            rules.check_facts(facts, intake.most_seconds())
            row = services.receive_upload(seat, party, body, facts)
        finally:
            body.discard()
        transcoder.wake()
        return Response({"party": party, "state": row.state, "seconds": row.seconds}, status=201)

    @extend_schema(auth=[], responses=VideoLimits)
    def get(self, request: Request) -> Response:
        """The limits of an upload, in octets and in seconds."""
        return Response({"most_octets": intake.most_octets(), "most_seconds": intake.most_seconds()})


class PreviewTokenView(APIView):
    """`POST /api/v1/video-statements/<party>/token` with a seat's bearer: a token to preview the video statement."""

    @extend_schema(request=None, responses={201: DownloadToken})
    def post(self, request: Request, party: int) -> Response:
        """The token, and when it expires.

        Refuses `seat.missing`, `wire.forbidden`, `wire.wrong_conference`, `video_statement.none`.
        """
        token, expires = previews.preview_token(seat_of_bearer(request), str(party))
        return Response(
            {"token": token, "url": "/media/video-statement", "expires_at": timestamp_text(expires)},
            status=201,
        )

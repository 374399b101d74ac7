"""REST endpoints from which a seat gets media tokens."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.registry import registry
from foundation.rest.authentication import seat_expiry, seat_of_bearer
from foundation.rest.serializers import Answer, Body
from foundation.wire.execution import check_permission, check_roles
from sessions.access import services as access
from streaming.signalling import media_tokens, relays, turn_servers
from streaming.signalling.media_tokens import MediaToken


class MediaTokenSerializer(Body):
    """A request for a media token: what it is for, and which feed."""

    action = serializers.ChoiceField(choices=["publish", "listen"])
    feed = serializers.ChoiceField(choices=["own", "hall", "slides", "booth", "talkback"], default="own")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a token to listen to a screen or a booth, or to publish to the slot `talkback`.

        Those who want a screen or a booth listen to the session, which has them in slots. An interpreter speaks to the
        moderator and the operator over the microphone of the booth.
        """
        if (attrs["action"], attrs["feed"]) not in media_tokens.PERMISSIONS:
            raise serializers.ValidationError(
                {"feed": "This feed is not for this action. Listen to the session with a token for own."}
            )
        return attrs


def _token_body_schema(action: str, feeds: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["action"],
        "additionalProperties": False,
        "properties": {
            "action": {"const": action},
            "feed": {"type": "string", "enum": feeds, "default": "own"},
        },
    }


TOKEN_BODY = {
    "oneOf": [
        _token_body_schema("publish", ["own", "hall", "slides", "booth"]),
        _token_body_schema("listen", ["own", "hall", "talkback"]),
    ]
}


class IceServerAnswer(Answer):
    """A TURN server, as `RTCPeerConnection` takes it."""

    urls = serializers.ListField(child=serializers.CharField())
    username = serializers.CharField()
    credential = serializers.CharField()


class MediaTokenAnswer(Answer):
    """A media token, and the WHIP or WHEP URL at which to use it."""

    token = serializers.CharField()
    url = serializers.CharField()
    relay = serializers.CharField(allow_blank=True)
    expires_at = serializers.DateTimeField()
    ice_servers = IceServerAnswer(many=True)


class MediaTokenView(APIView):
    """`POST /api/v1/sessions/<id>/media-token` with a seat's bearer: a token for a minute, and the URL to use it at."""

    @extend_schema(request={"application/json": TOKEN_BODY}, responses={201: MediaTokenAnswer})
    def post(self, request: Request, session: int) -> Response:
        """The token, its expiry, the URL and the TURN servers.

        Refuses `seat.missing`, `wire.forbidden`, `wire.wrong_conference`, `wire.unknown_stream`.

        If relays are processes of their own, also `media.no_relay`.
        """
        seat = seat_of_bearer(request)
        given = MediaTokenSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        action: media_tokens.Action = given.validated_data["action"]
        feed: media_tokens.Feed = given.validated_data["feed"]
        media_token = _media_token(request, seat, str(session), action, feed)
        check_permission(seat, media_token.stream, media_token.permission)
        endpoint = "whip" if action == "publish" else "whep"
        return _token_response(media_token, f"/media/sessions/{session}/{endpoint}")


class CheckTokenView(APIView):
    """`POST /api/v1/check-token` with a seat's bearer: a token for a technical check, and the URL to use it at."""

    @extend_schema(request=None, responses={201: MediaTokenAnswer})
    def post(self, request: Request) -> Response:
        """The token, its expiry, the URL and the TURN servers.

        Refuses `seat.missing`, `wire.forbidden`, `media.no_relay`.
        """
        seat = seat_of_bearer(request)
        media_token = _media_token(request, seat, "", "check", "own")
        check_roles(seat, media_token.permission, media_token.stream)
        return _token_response(media_token, "/media/check")


def _token_response(media_token: MediaToken, path: str) -> Response:
    """The answer with a media token.

    Its URL is the relay's own, because a browser that follows a 307 drops its bearer.
    """
    address, relay = relays.endpoint_of(media_token.stream)
    token, expires = media_tokens.sign_token(media_token)
    servers = turn_servers.ice_servers(media_token.person)
    body = {"token": token, "url": address + path, "relay": relay, "expires_at": timestamp_text(expires)}
    return Response(body | {"ice_servers": servers}, status=201)


def _media_token(
    request: Request, seat: Seat, session: str, action: media_tokens.Action, feed: media_tokens.Feed
) -> MediaToken:
    return MediaToken(
        session=session,
        action=action,
        feed=feed,
        person=seat.person,
        conference=seat.conference,
        participant=seat.participant,
        party=seat.party,
        place=seat.place,
        seat_until=int(seat_expiry(request).timestamp()),
        seat_ends=int(seats.end_of_seat(seat).timestamp()),
        seat_revision=seat.revision,
        clearance=access.clearance(seat, session),
        is_spectator=not registry().allows(seat.roles_in(f"session/{session}"), media_tokens.KEEPS_ROOM),
        is_simulated=seat.simulated,
    )

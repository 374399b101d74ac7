"""REST endpoint of messages: a channel of a session page by page, back in time."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat.messages import protocol, signals
from chat.messages.channels import MODERATE, reads
from chat.messages.models import ChatMessage
from chat.messages.projections import facts_of
from chat.messages.rules import EVERYONE
from foundation import ids
from foundation.http.bearer import bearer
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Query
from foundation.wire.execution import check_permission
from sessions import permissions
from sessions.api_tokens.services import is_token
from sessions.programme.services import find_session


class MessagesQuery(Query):
    """The query: which channel, which words, and which page."""

    channel = serializers.RegexField(protocol.CHANNEL_PATTERN, default=EVERYONE)
    q = serializers.CharField(max_length=100, required=False)
    before = serializers.RegexField(r"^[1-9][0-9]{0,9}$", required=False)
    limit = serializers.IntegerField(min_value=1, max_value=200, default=50)


class MessagesAnswer(Answer):
    """A page of messages, the oldest first, as the entity `message` of the wire.

    `next` is the cursor of the page before it, or null. `mine` are the ids of the reader's own messages. `reactions`
    are the numbers of reactions by id and kind, and `reacted` the kinds of the reader's own by id.
    """

    items = serializers.ListField(child=serializers.DictField())
    mine = serializers.ListField(child=serializers.CharField())
    reactions = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))
    reacted = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    next = serializers.CharField(allow_null=True)


class MessagesView(APIView):
    """`GET /api/v1/sessions/<id>/messages`: the messages of a channel that the reader may see."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[MessagesQuery], responses=MessagesAnswer)
    def get(self, request: Request, session: int) -> Response:
        """A page of messages, the latest if no cursor is given. A token of the API reads those to everyone alone.

        Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`, `message.not_your_channel`, and what the
        session's access policy does.
        """
        seat, found = seat_of_bearer(request), find_session(session)
        stream = f"chat/{found.pk}"
        check_permission(seat, stream, "wire.follow_chat")
        query = MessagesQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        wanted = query.validated_data
        channel = wanted["channel"]
        is_own = not is_token(bearer(request.headers.get("Authorization", "")) or "")
        if not (reads(seat, found, channel) if is_own else channel == EVERYONE):
            raise Refusal("message.not_your_channel", "You have no part in this channel. Choose another.")
        moderates = channel == EVERYONE and permissions.allows(seat.roles_in(stream), MODERATE)
        rows = ChatMessage.objects.filter(session=found, channel=channel).select_related("reply_to")
        if not moderates:
            rows = rows.filter(held=False)
        if "q" in wanted:
            rows = rows.filter(text__icontains=wanted["q"])
            rows = rows if moderates else rows.filter(deleted_by="")
        if "before" in wanted:
            rows = rows.filter(number__lt=ids.number(wanted["before"]))
        page = list(rows.order_by("-number")[: wanted["limit"] + 1])
        shown = page[: wanted["limit"]][::-1]
        return Response(
            {
                "items": [
                    facts_of(row, protocol.ChatMessage, moderates=moderates).model_dump(mode="json")
                    for row in shown
                ],
                "mine": [str(row.number) for row in shown if row.person == seat.person],
                "reactions": signals.counts([row.pk for row in shown]),
                "reacted": signals.reactions_of(seat.person, [row.pk for row in shown]),
                "next": str(shown[0].number) if len(page) > len(shown) else None,
            }
        )

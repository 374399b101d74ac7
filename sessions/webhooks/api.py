"""REST endpoints of webhooks, for organisers. Only the answer to the request that adds a webhook has the webhook's
secret.
"""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.http.client_ip import address
from foundation.ids import number
from foundation.jobs.models import Job
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Body, Query
from foundation.text import clean_input
from foundation.wire.execution import check_permission
from sessions.webhooks import outbox, services
from sessions.webhooks.facts import TYPES
from sessions.webhooks.models import Webhook

PAGE = 50
"""How many deliveries a page has."""

SHOWN_STATES = {"running": "sending", "done": "sent"}
"""The states of jobs that have another name here."""


class WebhookSerializer(Body):
    """The body: a webhook to add."""

    url = serializers.CharField(max_length=500)
    events = serializers.ListField(child=serializers.CharField(max_length=60), max_length=50)


class SeenSerializer(WebhookSerializer):
    """What an organiser saw of a webhook."""

    is_active = serializers.BooleanField()


class ChangeSerializer(SeenSerializer):
    """A change of a webhook: all members are replaced. With `seen`, the change is refused if somebody else changed a
    member meanwhile.
    """

    seen = SeenSerializer(required=False, default=None)


class WebhookAnswer(Answer):
    """A webhook. `reason` says why it was switched off, if it was switched off by itself."""

    id = serializers.CharField()
    url = serializers.CharField()
    events = serializers.ListField(child=serializers.CharField())
    is_active = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)
    made_at = serializers.DateTimeField()


class ListedWebhook(WebhookAnswer):
    """A webhook, with how many of its deliveries wait and how many have failed. `status` is the HTTP status of the
    failure that `reason` names, or null if there was no answer.
    """

    status = serializers.IntegerField(allow_null=True)
    waiting = serializers.IntegerField()
    failed = serializers.IntegerField()


class WebhooksAnswer(Answer):
    """All webhooks, and the types of events that there are."""

    webhooks = ListedWebhook(many=True)
    types = serializers.ListField(child=serializers.CharField())


class NewWebhook(WebhookAnswer):
    """A webhook that was added, with its secret."""

    secret = serializers.CharField()


class DeliveryAnswer(Answer):
    """A message to a webhook. `status` is the last HTTP status, or null if there was none. The state `kept`: it is of a
    demo, and stays on this machine.
    """

    id = serializers.CharField()
    type = serializers.CharField()
    message_id = serializers.CharField()
    state = serializers.CharField()
    tries = serializers.IntegerField()
    status = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    body = serializers.CharField()
    due = serializers.DateTimeField()
    made_at = serializers.DateTimeField()


class DeliveriesAnswer(Answer):
    """A page of deliveries. `next` is the cursor of the following page."""

    deliveries = DeliveryAnswer(many=True)
    next = serializers.CharField(allow_null=True)


class Nothing(Answer):
    """An empty JSON object."""


class DeliveriesQuerySerializer(Query):
    """The query: which deliveries to show. `before` is the cursor of the page before."""

    before = serializers.CharField(max_length=15, required=False, allow_blank=True, default="")


def _organiser_seat(request: Request) -> Seat:
    seat = seat_of_bearer(request)
    check_permission(seat, f"conference/{seat.conference}", services.MANAGE)
    return seat


def _validated_data(serializer: type[WebhookSerializer], request: Request) -> dict[str, Any]:
    given = serializer(data=clean_input(request.data))
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


class WebhooksView(APIView):
    """`/api/v1/organise/webhooks` with the bearer of an organiser's seat: lists webhooks (GET) and adds one (POST)."""

    @extend_schema(responses=WebhooksAnswer)
    def get(self, request: Request) -> Response:
        """All webhooks, without their secrets, and the types of events that there are.

        Refuses `seat.missing`, `wire.forbidden`.
        """
        seat = _organiser_seat(request)
        shown = [_listed_body(row) for row in services.webhooks_of(seat).order_by("pk")]
        return Response({"webhooks": shown, "types": list(TYPES)})

    @extend_schema(request=WebhookSerializer, responses={201: NewWebhook})
    def post(self, request: Request) -> Response:
        """Add a webhook. Only this answer has its `secret`. Refuses what `services.add_webhook` does."""
        seat = _organiser_seat(request)
        given = _validated_data(WebhookSerializer, request)
        row = services.add_webhook(seat, given["url"], given["events"], address(request))
        return Response(_webhook_body(row) | {"secret": row.secret}, status=201)


class WebhookView(APIView):
    """`/api/v1/organise/webhooks/<id>` with the bearer of an organiser's seat: changes (PUT) or removes (DELETE) a
    webhook.
    """

    @extend_schema(request=ChangeSerializer, responses=WebhookAnswer)
    def put(self, request: Request, webhook: int) -> Response:
        """Change a webhook. Refuses what `services.change_webhook` does."""
        seat = _organiser_seat(request)
        given = _validated_data(ChangeSerializer, request)
        return Response(_webhook_body(services.change_webhook(seat, webhook, address(request), **given)))

    @extend_schema(responses=Nothing)
    def delete(self, request: Request, webhook: int) -> Response:
        """Remove a webhook. It can be restored for a day. Refuses `webhook.unknown`."""
        services.remove_webhook(_organiser_seat(request), webhook, address(request))
        return Response({})


class RestoreWebhookView(APIView):
    """`POST /api/v1/organise/webhooks/<id>/restore`: restores a removed webhook."""

    @extend_schema(request=None, responses=WebhookAnswer)
    def post(self, request: Request, webhook: int) -> Response:
        """Restore a webhook that was removed less than a day ago, with its secret, which is not shown again.

        Refuses `webhook.unknown`, `webhook.too_many`.
        """
        return Response(
            _webhook_body(services.restore_webhook(_organiser_seat(request), webhook, address(request)))
        )


class DeliveriesView(APIView):
    """`GET /api/v1/organise/webhooks/<id>/deliveries`: what was sent to an address, the newest first."""

    @extend_schema(parameters=[DeliveriesQuerySerializer], responses=DeliveriesAnswer)
    def get(self, request: Request, webhook: int) -> Response:
        """A page of deliveries, and `next`, the cursor of the following page. Refuses `webhook.unknown`."""
        row = services.find_webhook(_organiser_seat(request), webhook)
        query = DeliveriesQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        rows = outbox.KIND.jobs.filter(to=row.pk).order_by("-pk")
        if before := query.validated_data["before"]:
            rows = rows.filter(pk__lt=number(before) or 0)
        page = list(rows[: PAGE + 1])
        following = str(page[PAGE - 1].pk) if len(page) > PAGE else None
        return Response({"deliveries": [_delivery_body(each) for each in page[:PAGE]], "next": following})


class TestView(APIView):
    """`POST /api/v1/organise/webhooks/<id>/test`: sends a message of the type `webhook.test`."""

    @extend_schema(request=None, responses={201: DeliveryAnswer})
    def post(self, request: Request, webhook: int) -> Response:
        """The delivery of the test message. Refuses `webhook.unknown`, `webhook.off`."""
        return Response(
            _delivery_body(services.queue_test_message(_organiser_seat(request), webhook)), status=201
        )


class ResendView(APIView):
    """`POST /api/v1/organise/webhooks/deliveries/<id>/resend`: sends the same message again."""

    @extend_schema(request=None, responses=DeliveryAnswer)
    def post(self, request: Request, delivery: int) -> Response:
        """The delivery of the repeated message. Refuses `webhook.unknown`, `webhook.off`."""
        return Response(_delivery_body(services.resend(_organiser_seat(request), delivery)))


def _webhook_body(row: Webhook) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "url": row.url,
        "events": row.events,
        "is_active": row.is_active,
        "reason": row.reason,
        "made_at": timestamp_text(row.made_at),
    }


def _listed_body(row: Webhook) -> dict[str, Any]:
    deliveries = outbox.KIND.jobs.filter(to=row.pk)
    counts = {state: deliveries.filter(state=state).count() for state in ("waiting", "failed")}
    failures = deliveries.filter(reason=row.reason).exclude(reason="").order_by("-pk")
    return (
        _webhook_body(row) | counts | {"status": failures.values_list("payload__status", flat=True).first()}
    )


def _delivery_body(job: Job) -> dict[str, Any]:
    payload = dict(job.payload)
    is_kept = payload.pop("kept", False)
    return {
        "id": str(job.pk),
        **payload,
        "state": "kept" if is_kept else SHOWN_STATES.get(job.state, job.state),
        "tries": job.attempts,
        "reason": job.reason,
        "due": timestamp_text(job.due),
        "made_at": timestamp_text(job.made_at),
    }

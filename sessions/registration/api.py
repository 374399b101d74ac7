"""REST endpoint of the table of registrations, for organisers."""

from typing import get_args

from django.conf import settings
from django.db.models import Q
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.clock import timestamp_text
from foundation.ids import number
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Query
from foundation.wire.execution import check_permission
from sessions.programme.models import Conference
from sessions.programme.services import has_mail
from sessions.registration import services
from sessions.registration.models import Registration
from sessions.registration.protocol import RegistrationState

PAGE = 200
"""How many registrations a page has."""


class RegistrationQuerySerializer(Query):
    """The query: which registrations to show. `after` is the cursor of the page before."""

    state = serializers.ChoiceField(
        choices=get_args(RegistrationState), required=False, allow_blank=True, default=""
    )
    text = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    after = serializers.CharField(max_length=15, required=False, allow_blank=True, default="")


class RegistrationRow(Answer):
    """A person who registered, and the state of the registration."""

    id = serializers.CharField()
    name = serializers.CharField()
    organisation = serializers.CharField(allow_blank=True)
    email = serializers.CharField()
    language = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(get_args(RegistrationState))
    asked_at = serializers.DateTimeField()


class RegistrationRules(Answer):
    """The rules of registration: whether people may register, whether an organiser decides, and how many places there
    are.
    """

    open = serializers.BooleanField()
    needs_approval = serializers.BooleanField()
    places = serializers.IntegerField(allow_null=True)


class RegistrationsAnswer(Answer):
    """A page of registrations. `next` is the cursor of the following page, `page` the address where people register."""

    registrations = RegistrationRow(many=True)
    next = serializers.CharField(allow_null=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    rules = RegistrationRules()
    page = serializers.CharField()
    sends_mail = serializers.BooleanField()


class RegistrationsView(APIView):
    """`GET /api/v1/organise/registrations` with the bearer of an organiser's seat."""

    scopes = {"GET": "people:read"}

    @extend_schema(parameters=[RegistrationQuerySerializer], responses=RegistrationsAnswer)
    def get(self, request: Request) -> Response:
        """A page of registrations in the order in which they came, and `next`, the cursor of the following page.

        The response also has `counts`, by state; `rules`, the rules of registration; and whether this server sends
        e-mails. Refuses `seat.missing`, `wire.forbidden`.
        """
        seat = seat_of_bearer(request)
        check_permission(seat, f"conference/{seat.conference}", services.MANAGE)
        given = RegistrationQuerySerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        conference = Conference.objects.get(pk=seat.conference)
        rows = _rows_of_query(conference, **given.validated_data)
        page = rows[:PAGE]
        return Response(
            {
                "registrations": [_registration_body(row) for row in page],
                "next": str(page[-1].pk) if len(rows) > len(page) else None,
                "counts": services.registrations_signal(conference.pk).model_dump(),
                "rules": {
                    "open": conference.registration_open,
                    "needs_approval": conference.registration_needs_approval,
                    "places": conference.registration_places,
                },
                "page": settings.PUBLIC_URL + conference.registration_page,
                "sends_mail": has_mail(conference),
            }
        )


def _rows_of_query(conference: Conference, state: str, text: str, after: str) -> list[Registration]:
    rows = Registration.objects.filter(conference=conference, pk__gt=number(after) if after else 0)
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(
            Q(name__icontains=text) | Q(organisation__icontains=text) | Q(email__icontains=text)
        )
    return list(rows.order_by("pk")[: PAGE + 1])


def _registration_body(row: Registration) -> dict[str, str]:
    return {
        "id": str(row.pk),
        "name": row.name,
        "organisation": row.organisation,
        "email": row.email,
        "language": row.language,
        "state": row.state,
        "asked_at": timestamp_text(row.asked_at),
    }

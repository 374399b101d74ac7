"""The REST endpoint that gives out addresses of calendars, and the view that serves the calendars."""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.http.client_ip import address
from foundation.http.links import absolute_url
from foundation.http.problems import problem, wrong_method
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Body
from foundation.wire.execution import check_permission
from sessions.calendars import services


class CalendarRequestBody(Body):
    """The body: which calendar is requested. Only organisers may name a `party`. Without it, the calendar is that of
    the sender's delegation.
    """

    of = serializers.ChoiceField(["conference", "session", "delegation", "person"])
    session = serializers.CharField(max_length=15, required=False, allow_blank=True, default="")
    party = serializers.CharField(max_length=15, required=False, allow_blank=True, default="")
    language = serializers.CharField(max_length=16, required=False, default="en")
    renew = serializers.BooleanField(required=False, default=False)


class CalendarAddress(Answer):
    """The address of a calendar, for a program that subscribes to it."""

    url = serializers.CharField()


class CalendarsView(APIView):
    """`POST /api/v1/calendars`: the address of a calendar."""

    @extend_schema(request=CalendarRequestBody, responses=CalendarAddress)
    def post(self, request: Request) -> Response:
        """The address of the calendar. If a new address is asked for, the earlier ones become invalid.

        Refuses `seat.missing`, `wire.forbidden`, and what `services.calendar_path` and `services.renew_path` refuse.
        """
        seat = seat_of_bearer(request)
        check_permission(seat, f"conference/{seat.conference}", "wire.follow_conference")
        given = CalendarRequestBody(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        about = (wanted["of"], wanted["session"], wanted["party"], wanted["language"])
        if wanted["renew"]:
            path = services.renew_path(seat, *about, client=address(request))
        else:
            path = services.calendar_path(seat, *about)
        return Response({"url": absolute_url(request, path)})


@csrf_exempt
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """`GET /calendar/<token>.ics`: a calendar. Programs ask again with its ETag, which is answered by 304."""
    if request.method not in ("GET", "HEAD"):
        return wrong_method(request, ("GET", "HEAD"))
    try:
        content = services.calendar_file(token, absolute_url(request, "").rstrip("/"))
    except Refusal as refusal:
        return problem(refusal.code, refusal.message)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in known or {etag, f"W/{etag}"} & set(known):
        return HttpResponseNotModified(headers=headers)
    headers["Content-Disposition"] = 'inline; filename="balai.ics"'
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)

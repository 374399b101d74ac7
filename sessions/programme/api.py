"""REST endpoints with the public facts of conferences and sessions, and with a session's address as a QR code."""

import io
from collections.abc import Callable
from typing import Any, get_args

import segno
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.models import User
from foundation.http.client_ip import look_up_code
from foundation.http.links import absolute_url
from foundation.refusals import Refusal
from foundation.rest.serializers import Answer, TextsField
from sessions.programme.models import Conference, Session
from sessions.programme.projections import logo_address
from sessions.programme.protocol import SessionAccess
from sessions.programme.services import find_conference, find_session, shown_conferences


class ConferenceFacts(Answer):
    """What anyone may know of a conference. `has_part`: the person who is signed in takes part."""

    slug = serializers.CharField()
    name = TextsField()
    short = serializers.CharField()
    tagline = serializers.CharField(allow_blank=True)
    host = serializers.CharField(allow_blank=True)
    venue = serializers.CharField(allow_blank=True)
    logo = serializers.CharField(allow_blank=True)
    first_day = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)
    is_demo = serializers.BooleanField()
    admits_guests = serializers.BooleanField()
    has_part = serializers.BooleanField()
    registration = serializers.CharField(allow_blank=True)


class ConferencesAnswer(Answer):
    """The conferences that the sender may see, and whether the server has none at all."""

    conferences = ConferenceFacts(many=True)
    is_empty = serializers.BooleanField()


class SessionFacts(Answer):
    """What anyone may know of a session. For a public session, also its code and the address in its QR code."""

    session = serializers.CharField()
    conference = serializers.CharField()
    title = TextsField()
    access = serializers.ChoiceField(get_args(SessionAccess))
    code = serializers.CharField(allow_blank=True)
    join = serializers.CharField(allow_blank=True)
    registration = serializers.CharField(allow_blank=True)


class ConferencesView(APIView):
    """The conferences that the first page offers: those that admit guests and are not archived, and those in which the
    signed-in person takes part.
    """

    authentication_classes = [SessionAuthentication]

    @extend_schema(responses=ConferencesAnswer)
    def get(self, request: Request) -> Response:
        """The conferences, sorted by their first day, and whether the server has none at all."""
        own = _conferences_of_person(request)
        offers = Q(admits_guests=True, archived_at=None) | Q(pk__in=own)
        rows = _with_facts(shown_conferences()).filter(offers)
        offered = [_conference_facts(row, own) for row in rows.order_by("first_day", "pk")]
        return Response({"conferences": offered, "is_empty": not shown_conferences().exists()})


class ConferenceView(APIView):
    """The public facts of a conference, before a seat is taken."""

    authentication_classes = [SessionAuthentication]

    @extend_schema(responses=ConferenceFacts)
    def get(self, request: Request, slug: str) -> Response:
        """The conference's name, dates and place, and whether it admits guests. Refuses `programme.unknown`."""
        row = _with_facts(shown_conferences()).get(pk=find_conference(slug).pk)
        return Response(_conference_facts(row, _conferences_of_person(request)))


def _conferences_of_person(request: Request) -> set[int]:
    """The conferences in which the signed-in person has a part, or for which it is registered."""
    if not isinstance(request.user, User):
        return set()
    user = request.user
    # A participant who left has neither roles nor a party.
    stays = Q(participants__roles__0__isnull=False) | Q(participants__party__isnull=False)
    own = Q(stays, participants__person=user) | Q(
        registrations__person=user, registrations__state="registered"
    )
    return set(shown_conferences().filter(own).values_list("pk", flat=True))


def _with_facts(rows: QuerySet[Conference]) -> QuerySet[Any]:
    public = Session.objects.filter(conference=OuterRef("pk"), access="public")
    return rows.select_related("logo").annotate(
        first_day=Min("days__date"), last_day=Max("days__date"), admits_guests=Exists(public)
    )


def _conference_facts(row: Any, own: set[int]) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "name": row.name,
        "short": row.short,
        "tagline": row.tagline,
        "host": row.host,
        "venue": row.venue,
        "logo": logo_address(row),
        "first_day": row.first_day and row.first_day.isoformat(),
        "last_day": row.last_day and row.last_day.isoformat(),
        "is_demo": row.is_demo,
        "admits_guests": row.admits_guests,
        "has_part": row.pk in own,
        "registration": row.registration_page if row.registration_open else "",
    }


class SessionView(APIView):
    """The public facts of a session, before a seat is taken."""

    authentication_classes = []

    @extend_schema(responses=SessionFacts)
    def get(self, request: Request, session: int) -> Response:
        """The session's title, its access policy, and the page of the registration if that is open. For a public
        session also its code, and the address in its QR code.

        Refuses `wire.unknown_stream`.
        """
        found = find_session(session)
        is_public = found.access == "public"
        return Response(
            {
                "session": str(found.pk),
                "conference": found.conference.slug,
                "title": found.title,
                "access": found.access,
                "code": found.code if is_public else "",
                "join": _join_url(request, found) if is_public else "",
                "registration": found.conference.registration_page
                if found.conference.registration_open
                else "",
            }
        )


def look_up_session(find: Callable[[], Session], request: HttpRequest | Request) -> Session:
    """The session that `find` returns for the code in a request. Wrong codes are limited. Refuses what
    `find` does, and `join.too_many`.
    """
    return look_up_code("wrong_code.session", request, find)


class QrCodeView(APIView):
    """`GET /api/v1/sessions/<id>/qr.svg?code=…`: the address at which a phone joins."""

    authentication_classes = []

    @extend_schema(
        parameters=[OpenApiParameter("code", str, description="The session's code, unless it is public.")],
        responses={(200, "image/svg+xml"): OpenApiTypes.STR},
    )
    def get(self, request: Request, session: int) -> HttpResponse:
        """The QR code. If the session is not public, the request must contain its code.

        Refuses `wire.unknown_stream`, `join.too_many`.
        """
        code = request.query_params.get("code", "")
        found = (
            look_up_session(lambda: _public_or_with_code(session, code), request)
            if code
            else _public_or_with_code(session, "")
        )
        return HttpResponse(qr_svg(_join_url(request, found)), content_type="image/svg+xml")


def _public_or_with_code(session: int, code: str) -> Session:
    """The session, if it is public or if `code` is its code. Refuses `wire.unknown_stream` for any other session."""
    found = find_session(session)
    if found.access != "public" and not constant_time_compare(code, found.code):
        raise Refusal("wire.unknown_stream", "There is no such session.")
    return found


def qr_svg(address: str) -> bytes:
    """The QR code of an address, as an SVG."""
    image = io.BytesIO()
    segno.make(address, error="m").save(image, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True)
    return image.getvalue()


def qr_data_uri(address: str) -> str:
    """The QR code of an address, as a data URI."""
    return str(segno.make(address, error="m").svg_data_uri(border=0, omitsize=True))


def _join_url(request: HttpRequest | Request, session: Session) -> str:
    return absolute_url(request, f"/join/{session.code}")

"""REST endpoints that give seats. A seat is taken by POST, because a GET must change nothing."""

from dataclasses import replace
from typing import Any

from django.contrib.auth import get_user, logout
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import clock, limits
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import write_transaction
from foundation.http.client_ip import address, network_digest
from foundation.ids import number
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_body, seat_of_bearer
from foundation.rest.serializers import Answer, Body, LanguageTagField, SeatAnswer
from foundation.wire.execution import check_permission
from sessions.access.services import check_entrance, check_invited
from sessions.parties import simulated
from sessions.parties.services import guest_seat, seat_for, visitor_seat
from sessions.programme.api import look_up_session
from sessions.programme.models import Conference, Session
from sessions.programme.services import find_by_code, find_conference, find_session, shown_sessions
from sessions.roles.simulated import simulated_interpreters
from sessions.sign_in import second_factor


def _conference_of(session: Session | None, slug: str) -> Conference:
    """The conference of the session. It must have this slug, if one is given. Without a session, the conference that
    has the slug.
    """
    if session is None:
        return find_conference(slug)
    if slug and session.conference.slug != slug:
        raise Refusal("wire.unknown_stream", "There is no such session.")
    return session.conference


class GuestSerializer(Body):
    """The body: a guest's name and place, and the session to join."""

    name = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    place = serializers.ChoiceField(choices=["hall", "remote"], default="remote")
    session = serializers.CharField(max_length=15, required=False, allow_blank=True, default="")


class GuestSeatView(APIView):
    """`POST`: take a seat in the audience, without an account."""

    authentication_classes = []

    @extend_schema(request=GuestSerializer, responses={201: SeatAnswer})
    def post(self, request: Request, slug: str = "") -> Response:
        """A new token for a guest in the conference of this slug, or in the only conference.

        Refuses what `find_conference` does, `wire.unknown_stream`, `seat.too_many`, `seat.invited_only`, a session that
        guests may not enter, and a name that is not allowed (`names.py`).
        """
        given = GuestSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted: str = given.validated_data["session"]
        session = find_session(number(wanted)) if wanted else None
        conference = _conference_of(session, slug)
        return Response(_new_guest(request, conference, session, given.validated_data), status=201)


class VisitorSerializer(Body):
    """The body: the session that the visitor wants to join, if it is known."""

    session = serializers.CharField(max_length=15, required=False, allow_blank=True, default="")


class VisitorSeatView(APIView):
    """`POST`: take a visitor's seat, which can only call for help."""

    authentication_classes = []

    @extend_schema(request=VisitorSerializer, responses={201: SeatAnswer})
    def post(self, request: Request, slug: str = "") -> Response:
        """A new token for a visitor. An unknown session is ignored, so that help is never refused.

        Refuses `seat.too_many`, and what `find_conference` does if there is no session.
        """
        given = VisitorSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        session = shown_sessions().filter(pk=number(given.validated_data["session"] or "0")).first()
        conference = session.conference if session else find_conference(slug)
        limits.check("seat.visitor", address=address(request))
        return Response(seat_body(visitor_seat(conference)), status=201)


class JoinSerializer(Body):
    """The body: the code of a session, typed or scanned, and the guest's name and place."""

    code = serializers.CharField(max_length=40, allow_blank=True)
    name = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    place = serializers.ChoiceField(choices=["hall", "remote"], default="remote")


class JoinAnswer(SeatAnswer):
    """A seat, and the session that it leads to."""

    session = serializers.CharField()


class JoinView(APIView):
    """`POST`: take a seat in the audience of the session whose code was typed or scanned."""

    authentication_classes = []

    @extend_schema(request=JoinSerializer, responses={201: JoinAnswer})
    def post(self, request: Request) -> Response:
        """A new token, and the session's id.

        Refuses `join.unknown_code`, `join.too_many`, `seat.too_many`, and a name that is not allowed (`names.py`).
        """
        given = JoinSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        code = given.validated_data["code"]
        session = look_up_session(lambda: find_by_code(code), request)
        seat = _new_guest(request, session.conference, session, given.validated_data, has_code=True)
        return Response(seat | {"session": str(session.pk)}, status=201)


def _new_guest(
    request: Request,
    conference: Conference,
    session: Session | None,
    given: dict[str, str],
    *,
    has_code: bool = False,
) -> dict[str, Any]:
    """A new seat for a guest, who may want to enter a session. Refuses a guest who may not enter it."""
    limit = "seat.guest_with_code" if has_code else "seat.guest"
    limits.check(limit, address=address(request))
    with write_transaction():
        seat = guest_seat(conference, given["name"], given["place"], network_digest(request))
        if session is None:
            check_invited(conference)
        else:
            seat = replace(seat, entered=(str(session.pk),) if has_code else ())
            check_entrance(seat, session.stream, session.access)
    return seat_body(seat)


class SimulatedSerializer(Body):
    """The body: the session to rehearse, and the seats to take: delegates by the ids of their parties, listeners by
    number, and interpreters by the languages of the session's channels.
    """

    session = serializers.CharField(max_length=15, required=False, allow_blank=True, default="")
    parties = serializers.ListField(child=serializers.CharField(max_length=36), max_length=300, default=list)
    audience = serializers.IntegerField(min_value=0, max_value=1000, default=0)
    audience_from = serializers.IntegerField(min_value=1, max_value=1_000_000, default=1)
    interpreters = serializers.ListField(
        child=LanguageTagField(),
        max_length=12,
        default=list,
    )


class SimulatedSeatsAnswer(Answer):
    """The seats that a rehearsal took."""

    seats = SeatAnswer(many=True)


class SimulatedSeatsView(APIView):
    """`POST`: take seats for simulated delegates, listeners and interpreters, with a bearer that may `seats.simulate`.

    No seat of a moderator or an operator can be taken so.
    """

    @extend_schema(request=SimulatedSerializer, responses={201: SimulatedSeatsAnswer})
    def post(self, request: Request) -> Response:
        """New tokens: first those of the parties, in the requested order, then those of the audience, then those of the
        interpreters, in the requested order.

        Refuses `seat.missing`, `wire.forbidden`, `wire.unknown_stream`, `wire.wrong_conference`,
        `rehearsal.not_scheduled`, `rehearsal.too_many_interpreters`, `interpretation.too_many_languages`,
        `parties.unknown_party`.
        """
        seat = seat_of_bearer(request)
        given = SimulatedSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        check_permission(seat, f"conference/{seat.conference}", "seats.simulate")
        wanted = given.validated_data
        with write_transaction():
            conference = Conference.objects.get(pk=seat.conference)
            session = simulated.prepare_rehearsal(seat, wanted["session"], clock.now())
            seats = simulated.simulated_delegations(conference, wanted["parties"])
            seats += simulated.simulated_audience(conference, wanted["audience_from"], wanted["audience"])
            if wanted["interpreters"]:
                rehearsed = find_session(number(wanted["session"]))
                seats += simulated_interpreters(rehearsed, wanted["interpreters"])
            audit.record(
                "seats.simulate",
                actor=seat,
                conference=conference.pk,
                subject=Subject("session", session),
                after={"seats": len(seats)},
                address=address(request),
            )
        return Response({"seats": [seat_body(replace(each, session=session)) for each in seats]}, status=201)


class SignOutView(APIView):
    """`POST`: sign out. Ends all seats of the bearer's person in the conference, and the sign-in to the account."""

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """Sign out. Answers 204. Refuses `seat.missing`. A cookie counts only with CSRF protection."""
        seat = seat_of_bearer(request)
        # DRF has set `user` to the bearer's, which is none.
        signed_in = request._request
        signed_in.user = get_user(signed_in)
        # Another account of this browser stays signed in, for example an organiser's beside a guest's seat.
        if isinstance(signed_in.user, User) and str(signed_in.user.public_id) == seat.person:
            SessionAuthentication().enforce_csrf(request)
            logout(signed_in)
        with write_transaction():
            seats.sign_out(seat.person, seat.conference, seat.roles, seat.session_roles)
        return Response(status=204)


class SeatsView(APIView):
    """`POST`: take one's own seat as a signed-in user. Only this endpoint reads a cookie, with CSRF protection."""

    authentication_classes = [SessionAuthentication]
    permission_classes = [IsAuthenticated]

    @extend_schema(request=None, responses={201: SeatAnswer})
    def post(self, request: Request, slug: str = "") -> Response:
        """A new token for the conference of this slug, or for the only conference.

        Refuses what `find_conference` does, `seat.invited_only` to people without a part in a conference that has no
        public session, and `seat.second_factor` to staff who have not proved a second factor.
        """
        if not isinstance(request.user, User):
            raise NotFound
        conference = find_conference(slug)
        seat = seat_for(request.user, conference)
        if seat.participant is None and not seat.registered:
            check_invited(conference)
        second_factor.check_second_factor(request._request, request.user, seat.all_roles)
        return Response(seat_body(seat), status=201)

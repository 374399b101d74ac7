"""REST endpoints of the glossary of a session's conference. Interpreters read and add, organisers also remove."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import write_transaction
from foundation.http.client_ip import address
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Body
from foundation.wire.execution import check_permission
from sessions.models import Session
from sessions.programme.services import find_session
from streaming.glossary import services
from streaming.glossary.models import GlossaryTerm
from streaming.glossary.services import NewTerm

READ, ADD, MANAGE = "glossary.read", "glossary.add", "glossary.manage"
MOST_AT_ONCE = 100
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"


class TermBody(Body):
    """A term with its translation into a language."""

    term = serializers.CharField(max_length=120)
    language = serializers.RegexField(LANGUAGE, max_length=12)
    translation = serializers.CharField(max_length=200)


class TermsBody(Body):
    """Terms to add."""

    terms = serializers.ListField(child=TermBody(), min_length=1, max_length=MOST_AT_ONCE)


class TermItem(Answer):
    """A term of the glossary, with its translation into a language."""

    id = serializers.CharField()
    term = serializers.CharField()
    language = serializers.CharField()
    translation = serializers.CharField()


class GlossaryAnswer(Answer):
    """Terms of the glossary. All of them are by term and language."""

    terms = TermItem(many=True)


class GlossaryView(APIView):
    """`/api/v1/sessions/<id>/glossary`: the glossary of the session's conference."""

    @extend_schema(responses=GlossaryAnswer)
    def get(self, request: Request, session: int) -> Response:
        """All terms. Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`."""
        _, found = _seat_and_session(request, session, READ)
        return Response({"terms": list(map(_term_body, services.terms_of(found.conference)))})

    @extend_schema(request=TermsBody, responses={201: GlossaryAnswer})
    def post(self, request: Request, session: int) -> Response:
        """Add terms, and return them. A translation that is there already is replaced, and the audit log has both.

        Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`, `glossary.full`, `glossary.blank`.
        """
        seat, found = _seat_and_session(request, session, ADD)
        body = TermsBody(data=request.data)
        body.is_valid(raise_exception=True)
        with write_transaction():
            made = services.add(found.conference, [NewTerm(**one) for one in body.validated_data["terms"]])
            if made.after:
                _record(request, seat, found, "glossary.add", made.before, made.after)
        return Response({"terms": list(map(_term_body, made.rows))}, status=201)


class GlossaryTermView(APIView):
    """`/api/v1/sessions/<id>/glossary/<term>`: one translation of a term."""

    @extend_schema(responses=TermItem)
    def delete(self, request: Request, session: int, term: int) -> Response:
        """Remove it, and return what it was.

        Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`, `glossary.unknown`.
        """
        seat, found = _seat_and_session(request, session, MANAGE)
        with write_transaction():
            row = services.remove(found.conference, term)
            _record(request, seat, found, "glossary.remove", [services.facts_of(row)], [])
        return Response(_term_body(row))


def _seat_and_session(request: Request, session: int, permission: str) -> tuple[Seat, Session]:
    """The request's seat and the session, if the seat has the permission there."""
    seat, found = seat_of_bearer(request), find_session(session)
    check_permission(seat, found.stream, permission)
    return seat, found


def _record(
    request: Request, seat: Seat, session: Session, act: str, before: list[NewTerm], after: list[NewTerm]
) -> None:
    terms = dict.fromkeys(one.term for one in (*after, *before))
    audit.record(
        act,
        actor=seat,
        conference=session.conference_id,
        subject=Subject("glossary", str(session.conference_id), ", ".join(terms)),
        before=[one._asdict() for one in before] or None,
        after=[one._asdict() for one in after] or None,
        address=address(request),
    )


def _term_body(row: GlossaryTerm) -> dict[str, str]:
    return {"id": str(row.pk), **services.facts_of(row)._asdict()}

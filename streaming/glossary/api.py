"""REST endpoints of the glossary of a session's conference. Interpreters read and add, organisers also remove."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.database import write_transaction
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Body
from foundation.wire.execution import check_permission
from sessions.models import Session
from sessions.programme.services import find_session
from streaming.glossary import services
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
    """The glossary, by term and language."""

    terms = TermItem(many=True)


class GlossaryView(APIView):
    """`/api/v1/sessions/<id>/glossary`: the glossary of the session's conference."""

    @extend_schema(responses=GlossaryAnswer)
    def get(self, request: Request, session: int) -> Response:
        """All terms. Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`."""
        return _answer(_session_for(request, session, READ))

    @extend_schema(request=TermsBody, responses=GlossaryAnswer)
    def post(self, request: Request, session: int) -> Response:
        """Add terms, and return all. A translation that is there already is replaced.

        Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`, `glossary.full`, `glossary.blank`.
        """
        found = _session_for(request, session, ADD)
        body = TermsBody(data=request.data)
        body.is_valid(raise_exception=True)
        with write_transaction():
            services.add(found.conference, [NewTerm(**one) for one in body.validated_data["terms"]])
        return _answer(found)


class GlossaryTermView(APIView):
    """`/api/v1/sessions/<id>/glossary/<term>`: one translation of a term."""

    @extend_schema(responses=GlossaryAnswer)
    def delete(self, request: Request, session: int, term: int) -> Response:
        """Remove it, and return the others.

        Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`, `glossary.unknown`.
        """
        found = _session_for(request, session, MANAGE)
        with write_transaction():
            services.remove(found.conference, term)
        return _answer(found)


def _session_for(request: Request, session: int, permission: str) -> Session:
    """The session, if the request's seat has the permission there."""
    seat, found = seat_of_bearer(request), find_session(session)
    check_permission(seat, found.stream, permission)
    return found


def _answer(session: Session) -> Response:
    rows = services.terms_of(session.conference)
    items = [
        {"id": str(row.pk), "term": row.term, "language": row.language, "translation": row.translation}
        for row in rows
    ]
    return Response({"terms": items})

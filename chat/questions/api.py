"""REST endpoints of questions: a session's questions page by page, and those similar to one."""

from typing import get_args

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat.questions import search, votes
from chat.questions.models import Question
from chat.questions.projections import facts_of
from chat.questions.protocol import QuestionState
from foundation.messages.projections import Audience
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Query
from foundation.wire.execution import check_permission
from sessions import permissions
from sessions.programme.services import find_session
from sessions.publication.services import check_reads


class QuestionQuery(Query):
    """The query: which questions, in which order, and which page of them."""

    state = serializers.ChoiceField(get_args(QuestionState), required=False)
    language = serializers.CharField(max_length=12, required=False)
    addressee = serializers.CharField(max_length=40, required=False)
    party = serializers.RegexField(r"^[1-9][0-9]{0,14}$", required=False)
    place = serializers.ChoiceField(["hall", "remote"], required=False)
    label = serializers.CharField(max_length=30, required=False)  # type: ignore[assignment]  # as the base class
    q = serializers.CharField(max_length=100, required=False)
    order = serializers.ChoiceField(search.ORDERS, default="asked")
    after = serializers.RegexField(r"^[1-9][0-9]{0,9}$", required=False)
    limit = serializers.IntegerField(min_value=1, max_value=200, default=50)


class QuestionsAnswer(Answer):
    """A page of questions, as the entity `question` of the wire. `next` is the cursor of the following page, or null.

    `votes` has the number of votes for each, unless the session hides it.
    """

    items = serializers.ListField(child=serializers.DictField())
    votes = serializers.DictField(child=serializers.IntegerField())
    next = serializers.CharField(allow_null=True)
    total = serializers.IntegerField()


class SimilarQuestion(Answer):
    """A question that asks nearly the same, and how similar its text is, in percent."""

    id = serializers.CharField()
    text = serializers.CharField()
    state = serializers.CharField()
    similarity = serializers.IntegerField()


class SimilarAnswer(Answer):
    """The most similar questions, the most similar first."""

    items = SimilarQuestion(many=True)


class QuestionsView(APIView):
    """`GET /api/v1/sessions/<id>/questions`: the questions that the reader may see, page by page."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[QuestionQuery], responses=QuestionsAnswer)
    def get(self, request: Request, session: int) -> Response:
        """A page of questions. Moderators get all, others those that everyone sees.

        Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden` (also for a filter of moderators), and as
        `check_reads` does.
        """
        seat, found = seat_of_bearer(request), find_session(session)
        check_permission(seat, found.stream, "wire.follow_session")
        check_reads(seat, found, "questions")
        query = QuestionQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        wanted = query.validated_data
        if "label" in wanted:
            check_permission(seat, found.stream, "question.moderate")
        moderates = permissions.moderates(seat.roles_in(found.stream))
        cast = (
            {}
            if not moderates and votes.are_hidden(found)
            else votes.counts(found.pk, get_args(QuestionState))
        )
        page = search.page(found, wanted, cast, moderates=moderates)
        audience = Audience.MODERATORS if moderates else Audience.EVERYONE
        rows = Question.objects.filter(session=found, number__in=page.numbers).select_related("merged_into")
        shown = {row.number: facts_of(row, audience).model_dump(mode="json") for row in rows}
        return Response(
            {
                "items": [shown[number] for number in page.numbers if number in shown],
                "votes": {str(number): cast[number] for number in page.numbers if number in cast},
                "next": str(page.numbers[-1]) if page.has_next else None,
                "total": page.total,
            }
        )


class SimilarView(APIView):
    """`GET /api/v1/sessions/<id>/questions/<number>/similar`: suggestions for a merge, for moderators."""

    @extend_schema(responses=SimilarAnswer)
    def get(self, request: Request, session: int, number: int) -> Response:
        """The questions similar to this one. Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`,
        `question.unknown`.
        """
        found = find_session(session)
        check_permission(seat_of_bearer(request), found.stream, "question.moderate")
        question = Question.objects.filter(session=found, number=number).first()
        if question is None:
            raise votes.unknown_refusal()
        items = [
            {"id": str(row.number), "text": row.text, "state": row.state, "similarity": round(score)}
            for row, score in search.similar(question)
        ]
        return Response({"items": items})

"""REST endpoints of outcome documents: their versions, the comparison of two versions, and the merge of two edits."""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.journal.models import Stream
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Body, Query
from foundation.wire.execution import check_permission
from sessions.access.services import may_see_outcome
from sessions.outcome import comparison, markup, rules, words
from sessions.outcome.comparison_cache import comparisons
from sessions.outcome.models import Citation, Outcome, ParagraphVersion
from sessions.outcome.services import find_outcome, find_paragraph

FOLLOW = "wire.follow_outcome"
MOST_VERSIONS = 500
"""The most changes of one answer."""


class CompareQuery(Query):
    """The query: the two versions of the document."""

    before = serializers.IntegerField(min_value=0, max_value=2_000_000_000)
    after = serializers.IntegerField(min_value=0, max_value=2_000_000_000)


class VersionsQuery(Query):
    """The query: only changes before a version of the document."""

    below = serializers.IntegerField(min_value=0, max_value=2_000_000_000, required=False)


class Run(Answer):
    """Words of a paragraph that both versions have, or only one of the two."""

    change = serializers.ChoiceField(["same", "added", "removed"])
    text = serializers.CharField()


class ComparedParagraph(Answer):
    """A paragraph in two versions."""

    paragraph = serializers.CharField()
    kind = serializers.ChoiceField(["preamble", "area", "paragraph", "item"])
    label = serializers.CharField()  # type: ignore[assignment]  # the base class has another member of this name
    change = serializers.ChoiceField(["same", "changed", "added", "removed", "moved"])
    runs = Run(many=True)


class Comparison(Answer):
    """A document in two versions."""

    paragraphs = ComparedParagraph(many=True)


class VersionAnswer(Answer):
    """A change of a paragraph: the document's version, the cause and the time."""

    version = serializers.IntegerField()
    paragraph = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the base class has another member of this name
    cause = serializers.CharField()
    at = serializers.DateTimeField()


class Versions(Answer):
    """The latest changes of a document, the newest first."""

    versions = VersionAnswer(many=True)


class MergeBody(Body):
    """An edit of a paragraph: the version that was edited, and the text that it became."""

    version = serializers.IntegerField(min_value=0, max_value=2_000_000_000)
    text = serializers.CharField(max_length=markup.LONGEST, allow_blank=True)


class ConflictAnswer(Answer):
    """A place in a paragraph that two edits changed in different ways."""

    base = serializers.CharField()
    theirs = serializers.CharField()
    mine = serializers.CharField()


class MergeAnswer(Answer):
    """The merged text, or null with the conflicts. `version` is the paragraph's present one, which a command has to
    name.
    """

    version = serializers.IntegerField()
    theirs = serializers.CharField()
    text = serializers.CharField(allow_null=True)
    conflicts = ConflictAnswer(many=True)


class CitingParagraph(Answer):
    """A paragraph that cites something in a session."""

    outcome = serializers.CharField()
    paragraph = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the base class has another member of this name
    kind = serializers.ChoiceField(["turn", "statement", "question", "note"])
    target = serializers.CharField()


class Citations(Answer):
    """All that outcome documents cite from a session."""

    citations = CitingParagraph(many=True)


def _document(request: Request, outcome: int, permission: str = FOLLOW) -> Outcome:
    seat = seat_of_bearer(request)
    check_permission(seat, f"outcome/{outcome}", permission)
    return find_outcome(outcome)


class VersionsView(APIView):
    """`GET /api/v1/outcomes/<id>/versions`: the latest 500 changes of the document's paragraphs, or the 500 before a
    version (`?below=`).
    """

    @extend_schema(parameters=[VersionsQuery], responses=Versions)
    def get(self, request: Request, outcome: int) -> Response:
        """The changes. Refuses `seat.missing`, `outcome.not_open`, `wire.unknown_stream`."""
        document = _document(request, outcome)
        query = VersionsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        rows = ParagraphVersion.objects.filter(paragraph__outcome=document).order_by("-number", "-pk")
        if "below" in query.validated_data:
            rows = rows.filter(number__lt=query.validated_data["below"])
        versions = [
            {
                "version": row.number,
                "paragraph": str(row.paragraph_id),
                "label": row.label,
                "cause": row.cause,
                "at": row.at,
            }
            for row in rows[:MOST_VERSIONS]
        ]
        return Response(Versions({"versions": versions}).data)


class CompareView(APIView):
    """`GET /api/v1/outcomes/<id>/compare?before=…&after=…`: two versions, word by word."""

    @extend_schema(parameters=[CompareQuery], responses=Comparison)
    def get(self, request: Request, outcome: int) -> HttpResponse:
        """The paragraphs. Refuses `seat.missing`, `outcome.not_open`, `wire.unknown_stream`, `http.too_many`."""
        document = _document(request, outcome)
        query = CompareQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        before, after = (min(query.validated_data[name], document.version) for name in ("before", "after"))
        head = str(Stream.objects.filter(name=document.stream).values_list("head", flat=True).first())
        body = comparisons.get(
            (document.pk, head, before, after),
            seat_of_bearer(request),
            lambda: self._compared(document, before, after),
        )
        return HttpResponse(body, content_type="application/json")

    def _compared(self, document: Outcome, before: int, after: int) -> bytes:
        paragraphs = [
            {
                "paragraph": str(row.paragraph),
                "kind": row.kind,
                "label": row.label,
                "change": row.change,
                "runs": [{"change": kind, "text": text} for kind, text in row.runs],
            }
            for row in comparison.compare(document, before, after)
        ]
        return JSONRenderer().render(Comparison({"paragraphs": paragraphs}).data)


class MergeView(APIView):
    """`POST /api/v1/outcomes/<id>/paragraphs/<id>/merge`: merges an edit with what others changed meanwhile.

    It changes nothing: the result is then sent as a command.
    """

    @extend_schema(request=MergeBody, responses=MergeAnswer)
    def post(self, request: Request, outcome: int, paragraph: int) -> Response:
        """The merged text.

        Refuses `seat.missing`, `outcome.not_open`, `wire.unknown_stream`, `wire.forbidden`,
        `outcome.unknown_paragraph`.
        """
        document = _document(request, outcome, "outcome.draft")
        given = MergeBody(data=request.data)
        given.is_valid(raise_exception=True)
        row = find_paragraph(document, str(paragraph))
        base = row.versions.filter(number=given.validated_data["version"]).first()
        if base is None:
            raise rules.unknown_paragraph_refusal()
        merged = words.merge(base.text, row.text, markup.clean(given.validated_data["text"]))
        conflicts = [
            {"base": each.base, "theirs": each.theirs, "mine": each.mine} for each in merged.conflicts
        ]
        answer = {
            "version": row.version,
            "theirs": row.text,
            "text": None if merged.text is None else markup.balanced(merged.text),
            "conflicts": conflicts,
        }
        return Response(MergeAnswer(answer).data)


class CitationsView(APIView):
    """`GET /api/v1/sessions/<id>/citations`: the paragraphs that cite a turn, statement, question or note of
    a session.
    """

    @extend_schema(responses=Citations)
    def get(self, request: Request, session: int) -> Response:
        """The citations in the documents that the seat may see.

        Refuses `seat.missing`, and what `check_permission` does.
        """
        seat = seat_of_bearer(request)
        check_permission(seat, f"session/{session}", "wire.follow_session")
        rows = Citation.objects.filter(
            session=session, paragraph__deleted_at=None, paragraph__outcome__removed_at=None
        ).select_related("paragraph__outcome")
        shown = [row for row in rows if may_see_outcome(seat, row.paragraph.outcome.access)]
        citations = [
            {
                "outcome": str(row.paragraph.outcome_id),
                "paragraph": str(row.paragraph_id),
                "label": row.paragraph.label,
                "kind": row.kind,
                "target": row.target,
            }
            for row in shown
        ]
        return Response(Citations({"citations": citations}).data)

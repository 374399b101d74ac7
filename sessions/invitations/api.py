"""REST endpoints of the table of people, for organisers and for heads of delegation."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.ids import number
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Body, Query
from foundation.wire.execution import check_permission
from sessions import permissions
from sessions.invitations import rules, sending, services, table
from sessions.invitations.protocol import MAX_CHOSEN_BY_REST, MAX_TEXT, SendInvitations
from sessions.invitations.table import PAGE, STATES, PeopleQuery
from sessions.programme.models import Conference
from sessions.programme.services import has_mail

MAX_NAMES = 200
"""The most names of recipients in one language that a preview has."""


class PeopleQuerySerializer(Query):
    """The query: which people to show. `party` is the id of a party, or `none`. `after` is the cursor of the page
    before.
    """

    party = serializers.CharField(max_length=36, required=False, allow_blank=True, default="")
    state = serializers.ChoiceField(choices=STATES, required=False, allow_blank=True, default="")
    text = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    after = serializers.CharField(max_length=15, required=False, allow_blank=True, default="")


class PersonRow(Answer):
    """A row of the list of people: a person, and the state of the invitation. Only organisers get e-mail addresses."""

    id = serializers.CharField()
    name = serializers.CharField()
    party = serializers.CharField(allow_null=True)
    roles = serializers.ListField(child=serializers.CharField())
    place = serializers.CharField()
    email = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(STATES)
    reason = serializers.CharField(allow_blank=True)
    expires_at = serializers.DateTimeField(allow_null=True)


class PartyMembers(Answer):
    """How many members a party has, and may have."""

    party = serializers.CharField()
    members = serializers.IntegerField()
    most_members = serializers.IntegerField(allow_null=True)


class PeopleAnswer(Answer):
    """A page of people. `next` is the cursor of the following page."""

    people = PersonRow(many=True)
    next = serializers.CharField(allow_null=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    parties = PartyMembers(many=True)
    sends_mail = serializers.BooleanField()


class PeopleView(APIView):
    """`GET /api/v1/organise/people` with the bearer of an organiser, or of the head of a delegation."""

    scopes = {"GET": "people:read"}

    @extend_schema(parameters=[PeopleQuerySerializer], responses=PeopleAnswer)
    def get(self, request: Request) -> Response:
        """A page of people, and `next`, the cursor of the following page.

        The response also has `counts`, the number of the party's people by state; `parties`, with the present and the
        maximum number of members; and whether this server sends e-mails. The head of a delegation gets its own party's
        people only, without addresses. Refuses `seat.missing`, `wire.forbidden`.
        """
        seat, all_of_them = _seat_and_scope(request)
        given = PeopleQuerySerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        wanted = _people_query(seat, given.validated_data, all_of_them)
        rows = table.page_of_people(wanted)
        page = rows[:PAGE]
        return Response(
            {
                "people": [table.person_body(row, with_address=all_of_them) for row in page],
                "next": str(page[-1].pk) if len(rows) > len(page) else None,
                "counts": table.counts_by_state(wanted),
                "parties": table.parties(wanted.conference, None if all_of_them else wanted.party),
                "sends_mail": has_mail(Conference.objects.get(pk=wanted.conference)),
            }
        )


class ListSerializer(Body):
    """The body: a list of people, one on each line."""

    people = serializers.CharField(max_length=MAX_TEXT, trim_whitespace=False)


class WrongLineAnswer(Answer):
    """A wrong line of a list, with the code of the error."""

    line = serializers.IntegerField()
    text = serializers.CharField()
    why = serializers.CharField()


class PeopleCheckAnswer(Answer):
    """How many lines of a list are right, and which lines are wrong."""

    right = serializers.IntegerField()
    wrong = WrongLineAnswer(many=True)


class PeopleCheckView(APIView):
    """`POST /api/v1/organise/people/check`: checks a list of people. Nobody is added."""

    @extend_schema(request=ListSerializer, responses=PeopleCheckAnswer)
    def post(self, request: Request) -> Response:
        """How many people are on the list, and its wrong lines with the code of what is wrong.

        Refuses `seat.missing`, `wire.forbidden`, `invitations.empty`, `invitations.too_many`.
        """
        seat, all_of_them = _seat_and_scope(request)
        given = ListSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        # The head of a delegation learns no other delegation's addresses.
        party = None if all_of_them else number(seat.party or "0")
        known = services.addresses_of_participants(int(seat.conference), party)
        right, wrong = rules.read_people(given.validated_data["people"], known)
        lines = [{"line": each.line, "text": each.text, "why": each.why} for each in wrong]
        return Response({"right": len(right), "wrong": lines})


class LettersBody(Body):
    """The body: whom the command `invitations.send` would write to."""

    kind = serializers.ChoiceField(["invitation", "reminder"], default="invitation")
    participants = serializers.ListField(
        child=serializers.CharField(max_length=15), max_length=MAX_CHOSEN_BY_REST, default=list
    )
    party = serializers.CharField(max_length=36, allow_null=True, default=None)


class LetterTextAnswer(Answer):
    """The texts of an e-mail that organisers may write."""

    subject = serializers.CharField(allow_blank=True)
    greeting = serializers.CharField(allow_blank=True)
    paragraph = serializers.CharField(allow_blank=True)


class LetterAnswer(Answer):
    """What goes out in one language: to how many people, the first 200 of them, and one e-mail as it will be.
    `standard` are Balai's own texts.
    """

    language = serializers.CharField()
    count = serializers.IntegerField()
    names = serializers.ListField(child=serializers.CharField())
    text = LetterTextAnswer()
    standard = LetterTextAnswer()
    subject = serializers.CharField()
    body = serializers.CharField()


class LettersAnswer(Answer):
    """What would be sent. `left_out` is the number of those who were written to within a day and get no reminder.
    `own_address` is the address to which a test goes. `digest` is for the command's `seen`.
    """

    count = serializers.IntegerField()
    left_out = serializers.IntegerField()
    own_address = serializers.CharField(allow_blank=True)
    digest = serializers.CharField()
    letters = LetterAnswer(many=True)


class LettersView(APIView):
    """`POST /api/v1/organise/people/letters`: shows what the command `invitations.send` would send."""

    @extend_schema(request=LettersBody, responses=LettersAnswer)
    def post(self, request: Request) -> Response:
        """The invitations or reminders that would be sent, by language, those of most people first. Nothing is sent.

        Refuses `seat.missing`, `wire.forbidden`, `parties.unknown_party`, `parties.not_yours`.
        """
        seat = seat_of_bearer(request)
        check_permission(seat, f"conference/{seat.conference}", "invitations.send")
        given = LettersBody(data=request.data)
        given.is_valid(raise_exception=True)
        command = SendInvitations(**given.validated_data)
        found = sending.preview(seat, command, clock.now())
        return Response(
            {
                "count": found.count,
                "left_out": found.left_out,
                "own_address": sending.own_address(seat),
                "digest": found.digest,
                "letters": [
                    {
                        "language": letter.language,
                        "count": len(letter.names),
                        "names": letter.names[:MAX_NAMES],
                        "text": vars(letter.text),
                        "standard": vars(letter.standard),
                        "subject": letter.subject,
                        "body": letter.body,
                    }
                    for letter in found.letters
                ],
            }
        )


def _seat_and_scope(request: Request) -> tuple[Seat, bool]:
    """The seat that sent a request, and whether it may manage the people of all parties."""
    seat = seat_of_bearer(request)
    check_permission(seat, f"conference/{seat.conference}", "people.read")
    return seat, permissions.allows(seat.roles, "parties.manage_all")


def _people_query(seat: Seat, given: dict[str, str], all_of_them: bool) -> PeopleQuery:
    party: int | None = number(given["party"] or "0") if given["party"] else None
    if not all_of_them:
        # A head of delegation without a party manages nobody.
        party = number(seat.party or "0") or -1
    return PeopleQuery(
        conference=int(seat.conference),
        party=party,
        state=given["state"],
        text=given["text"],
        by_address=all_of_them,
        after=number(given["after"] or "0"),
    )

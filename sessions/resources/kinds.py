"""The resources of a conference over REST: what is shown of each, and the commands that change it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from django.db.models import Model, Q, QuerySet
from rest_framework import serializers

from foundation.ids import number
from foundation.messages.protocol import Command, Message
from foundation.rest.serializers import Query
from sessions.documents import protocol as documents
from sessions.documents.services import documents_of
from sessions.invitations import table as invitation_table
from sessions.outcome import protocol as outcome
from sessions.outcome.models import Outcome
from sessions.outcome.protocol import OutcomeState
from sessions.outcome.services import outcomes_of
from sessions.parties import protocol as parties
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import Category, Place
from sessions.parties.services import HAS_LEFT
from sessions.planning.people import protocol as people_plan
from sessions.planning.programme import protocol as plan
from sessions.programme import protocol as programme
from sessions.programme.models import Conference, Day, Room, Session, Theme
from sessions.programme.protocol import SessionKind, SessionState
from sessions.registration.models import Registration
from sessions.registration.protocol import RegistrationState
from sessions.resources import representations as shown
from sessions.roles import protocol as roles
from sessions.roles.models import SessionRole
from sessions.roles.protocol import RoleInSession

MAX_PAGE = 200


class PageQuery(Query):
    """The query for a page. `after` is the cursor that the page before gave as `next`."""

    after = serializers.RegexField(r"^[0-9]{1,15}$", required=False)
    limit = serializers.IntegerField(min_value=1, max_value=MAX_PAGE, default=50)


ID = r"^[0-9]{1,15}$"


class SessionQuery(PageQuery):
    """The query: which sessions, and which page of them."""

    date = serializers.DateField(required=False)
    room = serializers.RegexField(ID, required=False)
    theme = serializers.RegexField(ID, required=False)
    kind = serializers.ChoiceField(get_args(SessionKind), required=False)
    state = serializers.ChoiceField(get_args(SessionState), required=False)


class PartyQuery(PageQuery):
    """The query: which parties, and which page of them."""

    category = serializers.ChoiceField(get_args(Category), required=False)
    code = serializers.CharField(max_length=2, required=False)
    place = serializers.ChoiceField(get_args(Place), required=False)
    theme = serializers.RegexField(ID, required=False)


class PersonQuery(PageQuery):
    """The query: which people, and which page of them. `text` is looked for in names and addresses."""

    party = serializers.RegexField(ID, required=False)
    place = serializers.ChoiceField(get_args(Place), required=False)
    text = serializers.CharField(max_length=120, required=False)


class SessionRoleQuery(PageQuery):
    """Which roles, and which page."""

    session = serializers.RegexField(ID, required=False)
    participant = serializers.RegexField(ID, required=False)
    role = serializers.ChoiceField(get_args(RoleInSession), required=False)


class InvitationQuery(PageQuery):
    """Which invitations, and which page."""

    party = serializers.RegexField(ID, required=False)
    state = serializers.ChoiceField(invitation_table.INVITED, required=False)


class RegistrationQuery(PageQuery):
    """Which registrations, and which page."""

    state = serializers.ChoiceField(get_args(RegistrationState), required=False)


class DocumentQuery(PageQuery):
    """The query: which documents, and which page of them."""

    session = serializers.RegexField(ID, required=False)


Rows = Callable[[Conference], "QuerySet[Any]"]


class OutcomeQuery(PageQuery):
    """Which outcome documents, and which page."""

    session = serializers.RegexField(ID, required=False)
    state = serializers.ChoiceField(get_args(OutcomeState), required=False)


@dataclass(frozen=True)
class Kind:
    """A kind of resource. `one` is the member by which a command names the row. "" if the command's stream names it, or
    if its members do, as for a role in a session.

    `filters` has the condition for each field of `query` that selects rows.
    """

    name: str
    singular: str
    scope: str
    representation: type[Message]
    show: shown.Show
    rows: Rows
    query: type[PageQuery] = PageQuery
    filters: Mapping[str, Callable[[Any], Q]] = field(default_factory=dict)
    add: type[Command] | None = None
    change: type[Command] | None = None
    remove: type[Command] | None = None
    one: str = ""

    @property
    def title(self) -> str:
        """Its name in names of types: `OutcomeDocument`."""
        return self.singular.replace("-", " ").title().replace(" ", "")

    def stream_of(self, row: Model, conference: Conference) -> str:
        """The stream of the command that changes a row."""
        return row.stream if isinstance(row, Session | Outcome) else conference.stream


def _equals(name: str) -> Callable[[Any], Q]:
    return lambda value: Q(**{name: value})


def _has_id(name: str) -> Callable[[Any], Q]:
    return lambda value: Q(**{name: number(value)})


def _name_or_address_contains(value: str) -> Q:
    in_addresses = Q(invitation__email__icontains=value) | Q(person__email__icontains=value)
    return Q(name__icontains=value) | in_addresses


def _people_of_conference(conference: Conference) -> "QuerySet[Participant]":
    rows = Participant.objects.filter(conference=conference, simulated=False, given_out=False)
    return rows.exclude(HAS_LEFT).select_related("person", "invitation")


CONFERENCE = Kind(
    "conference", "conference", "programme", programme.Conference, shown.show_conference,
    rows=lambda conference: Conference.objects.filter(pk=conference.pk),
    change=plan.ChangeConference,
)  # fmt: skip
DAYS = Kind(
    "days", "day", "programme", programme.Day, shown.show_day,
    rows=lambda conference: Day.objects.filter(conference=conference),
    add=plan.AddDay, remove=plan.RemoveDay, one="day",
)  # fmt: skip
ROOMS = Kind(
    "rooms", "room", "programme", programme.Room, shown.show_room,
    rows=lambda conference: Room.objects.filter(conference=conference),
    add=plan.AddRoom, change=plan.ChangeRoom, remove=plan.RemoveRoom, one="room",
)  # fmt: skip
THEMES = Kind(
    "themes", "theme", "programme", programme.Theme, shown.show_theme,
    rows=lambda conference: Theme.objects.filter(conference=conference),
    add=plan.AddTheme, change=plan.ChangeTheme, remove=plan.RemoveTheme, one="theme",
)  # fmt: skip
SESSIONS = Kind(
    "sessions", "session", "programme", shown.SessionResource, shown.show_session,
    rows=lambda conference: Session.objects.filter(conference=conference).select_related("conference"),
    query=SessionQuery,
    filters={
        "date": _equals("day__date"), "room": _has_id("room"), "theme": _has_id("theme"),
        "kind": _equals("kind"), "state": _equals("state"),
    },
    add=plan.AddSession, change=plan.ChangeSession, remove=plan.RemoveSession, one="session",
)  # fmt: skip
PARTIES = Kind(
    "parties", "party", "people", shown.PartyResource, shown.show_party_resource,
    rows=lambda conference: Party.objects.filter(conference=conference),
    query=PartyQuery,
    filters={
        "category": _equals("category"), "code": _equals("code"), "place": _equals("place"), "theme": _has_id("theme"),
    },
    add=parties.AddParty, change=people_plan.ChangeParty, remove=people_plan.RemoveParty, one="party",
)  # fmt: skip
PEOPLE = Kind(
    "people", "person", "people", shown.PersonResource, shown.show_person,
    rows=_people_of_conference,
    query=PersonQuery,
    filters={"party": _has_id("party"), "place": _equals("place"), "text": _name_or_address_contains},
    change=people_plan.ChangePerson, remove=parties.RemoveMember, one="participant",
)  # fmt: skip
SESSION_ROLES = Kind(
    "session-roles", "session role", "roles", roles.SessionRole, shown.show_session_role,
    rows=lambda conference: SessionRole.objects.filter(session__conference=conference),
    query=SessionRoleQuery,
    filters={"session": _has_id("session"), "participant": _has_id("participant"), "role": _equals("role")},
    add=roles.GiveSessionRole, remove=roles.TakeSessionRole,
)  # fmt: skip
INVITATIONS = Kind(
    "invitations", "invitation", "invitations", shown.InvitationResource, shown.show_invitation,
    rows=lambda conference: invitation_table.invitations(conference.pk),
    query=InvitationQuery,
    filters={"party": _has_id("party"), "state": _equals("invited")},
)  # fmt: skip
REGISTRATIONS = Kind(
    "registrations", "registration", "people", shown.RegistrationResource, shown.show_registration,
    rows=lambda conference: Registration.objects.filter(conference=conference),
    query=RegistrationQuery,
    filters={"state": _equals("state")},
)  # fmt: skip
DOCUMENTS = Kind(
    "documents", "document", "documents", documents.Document, shown.show_document_resource,
    rows=lambda conference: documents_of(conference.pk).prefetch_related("files"),
    query=DocumentQuery,
    filters={"session": _has_id("session")},
    add=documents.AddDocument, change=documents.ChangeDocument, remove=documents.RemoveDocument, one="document",
)  # fmt: skip

OUTCOMES = Kind(
    "outcomes", "outcome document", "record", outcome.OutcomeDocument, shown.show_outcome,
    rows=lambda conference: outcomes_of(conference.pk),
    query=OutcomeQuery,
    filters={"session": _has_id("session"), "state": _equals("state")},
    add=outcome.CreateOutcome, change=outcome.ChangeOutcome, remove=outcome.RemoveOutcome, one="outcome",
)  # fmt: skip

KINDS = (DAYS, ROOMS, THEMES, SESSIONS, PARTIES, PEOPLE, SESSION_ROLES, DOCUMENTS, OUTCOMES)
"""The kinds of which a conference has several."""

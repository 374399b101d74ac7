"""Representations of a conference in the REST API: the entities of the wire, with what only organisers know."""

from collections.abc import Callable
from typing import Any, Literal

from foundation.clock import timestamp_text, timestamp_text_or_none
from foundation.messages.projections import Audience
from foundation.messages.protocol import Message
from sessions.documents.models import Document
from sessions.documents.projections import show_document
from sessions.outcome.models import Outcome
from sessions.outcome.projections import show_document as show_outcome_document
from sessions.parties import protocol as parties
from sessions.parties.models import Participant, Party
from sessions.parties.projections import show_party
from sessions.programme import models, projections
from sessions.programme import protocol as programme
from sessions.programme.rules import in_zone
from sessions.registration.models import Registration
from sessions.registration.protocol import RegistrationState
from sessions.roles.models import SessionRole
from sessions.roles.projections import show_session_role as show_role

InvitationState = Literal["not_sent", "waiting", "sent", "unsure", "failed", "expired", "revoked", "accepted"]
Show = Callable[[Any], Message]
STAFF = Audience.MODERATORS


class SessionResource(programme.Session):
    """A session. `date`, `starts` and `ends` are `starts_at` and `ends_at` in the conference's time zone."""

    date: str
    starts: str
    ends: str


class PartyResource(parties.Party):
    """A party, with what organisers know of it."""

    groups: list[str]
    """Names of the groups it belongs to (FL5)."""
    rank: int | None
    """Its precedence (FL7): 1 speaks first."""
    most_members: int | None
    """How many members it may have. If null, its head cannot add members."""
    microphone: str
    """The name of the microphone at its place in the hall (FL2)."""


class PersonResource(Message):
    """A person with a part in the conference."""

    id: str
    name: str
    honorific: str
    function: str
    party: str | None
    place: parties.Place
    roles: list[parties.Role]
    email: str
    """The person's e-mail address. Empty if nobody gave one."""


class InvitationResource(Message):
    """The invitation of a person with an address. Its id is the person's."""

    id: str
    name: str
    party: str | None
    email: str
    language: str
    """The language of its e-mail."""
    state: InvitationState
    """`waiting`: the e-mail is in the outbox. `unsure`: whether it was sent is not known. `expired`: not accepted
    in time."""
    reason: str
    """Why the mail server did not take it."""
    sent: int
    """How often a link was made. Only the last one is valid."""
    made_at: str | None
    expires_at: str | None
    revoked_at: str | None
    accepted_at: str | None


class RegistrationResource(Message):
    """A person who registered for the conference, with a confirmed address."""

    id: str
    name: str
    organisation: str
    email: str
    language: str
    """The language of its e-mails."""
    state: RegistrationState
    """`asked`: an organiser decides. `waiting`: on the waiting list."""
    asked_at: str


def show_conference(row: models.Conference) -> Message:
    """The representation of the conference."""
    return projections.show_conference(row, STAFF)


def show_day(row: models.Day) -> Message:
    """The representation of a day."""
    return projections.show_day(row, STAFF)


def show_room(row: models.Room) -> Message:
    """The representation of a room."""
    return projections.show_room(row, STAFF)


def show_theme(row: models.Theme) -> Message:
    """The representation of a theme."""
    return projections.show_theme(row, STAFF)


def show_session(row: models.Session) -> Message:
    """The representation of a session. Its conference has to be loaded with it."""
    starts, ends = (
        in_zone(row.starts_at, row.conference.timezone),
        in_zone(row.ends_at, row.conference.timezone),
    )
    return SessionResource(
        **projections.show_session(row, STAFF).model_dump(),
        date=starts.date().isoformat(),
        starts=f"{starts:%H:%M}",
        ends=f"{ends:%H:%M}",
    )


def show_party_resource(row: Party) -> Message:
    """The representation of a party, with what organisers know of it."""
    return PartyResource(
        **show_party(row, STAFF).model_dump(),
        groups=row.groups,
        rank=row.rank,
        most_members=row.most_members,
        microphone=row.microphone,
    )


def show_person(row: Participant) -> Message:
    """The representation of a person. The person's invitation and account have to be loaded with it."""
    invitation = getattr(row, "invitation", None)
    return PersonResource(
        id=str(row.pk),
        name=row.name,
        honorific=row.honorific,
        function=row.function,
        party=str(row.party_id) if row.party_id else None,
        place=row.place,
        roles=row.roles,
        email=(invitation.email if invitation else row.person.email) or "",
    )


def show_session_role(row: SessionRole) -> Message:
    """Show a role in one session."""
    return show_role(row, STAFF)


def show_invitation(row: Any) -> Message:
    """Show the invitation of a row of `sessions.invitations.table.invitations`."""
    invitation = row.invitation
    return InvitationResource(
        id=str(row.pk),
        name=row.name,
        party=str(row.party_id) if row.party_id else None,
        email=invitation.email,
        language=invitation.language,
        state=row.invited,
        reason=row.reason,
        sent=invitation.sent,
        made_at=timestamp_text_or_none(invitation.made_at),
        expires_at=timestamp_text_or_none(invitation.expires_at),
        revoked_at=timestamp_text_or_none(invitation.revoked_at),
        accepted_at=timestamp_text_or_none(invitation.accepted_at),
    )


def show_registration(row: Registration) -> Message:
    """The representation of a registration."""
    return RegistrationResource(
        id=str(row.pk),
        name=row.name,
        organisation=row.organisation,
        email=row.email,
        language=row.language,
        state=row.state,
        asked_at=timestamp_text(row.asked_at),
    )


def show_document_resource(row: Document) -> Message:
    """The representation of a document that was not removed, with its language versions."""
    shown = show_document(row, STAFF)
    assert shown is not None
    return shown


def show_outcome(row: Outcome) -> Message:
    """Show an outcome document, without its paragraphs."""
    return show_outcome_document(row, STAFF)

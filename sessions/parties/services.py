"""The only writer of participants. It also makes seats."""

import uuid
from dataclasses import replace
from datetime import datetime

from django.db.models import Q, QuerySet

from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit.services import State, Subject
from foundation.database import writing
from foundation.ids import number
from foundation.journal import services as journal
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.wire import signals
from sessions.parties.models import Participant, Party, Place
from sessions.parties.names import chosen_name
from sessions.parties.protocol import ChangeRoles, Left, RolesChanged
from sessions.programme.models import Conference, Session
from sessions.programme.services import find


def participant_of(conference_id: int, participant_id: str) -> Participant:
    """A participant; refuses `parties.unknown_participant`."""
    rows = Participant.objects.filter(conference=conference_id).select_related("person")
    found = rows.filter(pk=number(participant_id)).first()
    if found is None:
        raise Refusal(
            "parties.unknown_participant",
            "There is no such participant in this conference. Choose one of the list.",
        )
    return found


def change_roles(context: Context, command: ChangeRoles) -> None:
    """Change a participant's roles; tokens signed before are overruled. Refuses `parties.last_moderator`."""
    row = participant_of(context.subject, command.participant)
    if "moderator" in row.roles and "moderator" not in command.roles and _last_moderator(row):
        raise Refusal("parties.last_moderator", "This is the only moderator. Make another one first.")
    row.roles = list(dict.fromkeys(command.roles))
    row.save(update_fields=["roles"])
    person = str(row.person.public_id)
    overrule_tokens(row)
    journal.append(
        context.stream,
        RolesChanged(participant=str(row.pk), roles=row.roles),
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
        reseats=person,
    )


def roles_of(context: Context, command: ChangeRoles) -> State:
    """A participant and its roles, for the audit log. Refuses `parties.unknown_participant`."""
    row = participant_of(context.subject, command.participant)
    return State(Subject("participant", str(row.pk), row.name), {"roles": row.roles})


def _last_moderator(row: Participant) -> bool:
    others = Participant.objects.filter(Q(conference=row.conference_id, simulated=False) & ~Q(pk=row.pk))
    return not any("moderator" in roles for roles in others.values_list("roles", flat=True))


def seat_of(participant: Participant) -> Seat:
    """A participant's present seat. Refuses `seat.withdrawn`, `seat.deactivated`."""
    person, conference = str(participant.person.public_id), str(participant.conference_id)
    revision = seats.revision_of(person, conference)
    # Read after the revision: a change between the two reads then overrules the token.
    row = Participant.objects.select_related("person", "conference").get(pk=participant.pk)
    if not row.person.is_active:
        raise seats.deactivated()
    return Seat(
        person=person,
        conference=conference,
        slug=row.conference.slug,
        name=row.name,
        place=row.place,
        roles=tuple(row.roles),
        participant=str(row.pk),
        party=str(row.party_id) if row.party_id else None,
        revision=revision,
        simulated=row.simulated,
        given_out=row.given_out or row.simulated,
    )


def seat_for(user: User, conference: Conference) -> Seat:
    """The seat of a signed-in person: as a participant, else in the audience.

    Refuses `seat.withdrawn`, `seat.deactivated`, and `seat.signed_out` if the account changed since `user` was
    read.
    """
    row = Participant.objects.filter(conference=conference, person=user).select_related("person").first()
    seat = seat_of(row) if row else audience_seat(user, conference, user.name, Place.REMOTE)
    now = User.objects.filter(pk=user.pk).values_list("password", "is_active").first()
    if now != (user.password, True):
        raise seats.signed_out()
    return seat


def named(conference_id: int, typed: str, own: Party | None = None) -> str:
    """The chosen name of a person without an account, in the stored form. `own` is the party whose seat it is.

    Refuses `name.unreadable`, `name.of_a_role`, `name.of_a_party`.
    """
    if not typed.strip():
        return ""
    parties = Party.objects.filter(conference=conference_id).values_list("name", flat=True)
    names = [text for name in parties for text in name.values()]
    return chosen_name(typed, names, own.name.values() if own else ())


def is_guest(seat: Seat) -> bool:
    """Whether the seat belongs to no participant and no account, so that nobody vouches for its name."""
    if seat.participant or seat.simulated:
        return False
    return User.objects.filter(public_id=seat.person, is_guest=True).exists()


def guest_seat(conference: Conference, name: str, place: str, network: str) -> Seat:
    """Make a user and a seat in the audience for a guest. `network` is the network that the request came from.

    Refuses `name.unreadable`, `name.of_a_role`, `name.of_a_party`.
    """
    name = named(conference.pk, name)
    return replace(audience_seat(User.objects.create_guest(name), conference, name, place), network=network)


def visitor_seat(conference: Conference) -> Seat:
    """Make a seat from which a visitor can only call for help. It belongs to no session. No row is stored."""
    return Seat(
        person=str(uuid.uuid4()),
        conference=str(conference.pk),
        slug=conference.slug,
        name="",
        place=Place.REMOTE,
        roles=("visitor",),
    )


def audience_seat(user: User, conference: Conference, name: str, place: str) -> Seat:
    """Make a seat in the audience for a user."""
    person = str(user.public_id)
    return Seat(
        person=person,
        conference=str(conference.pk),
        slug=conference.slug,
        name=name,
        place=place,
        roles=("audience",),
        revision=seats.revision_of(person, str(conference.pk)),
    )


def overrule_tokens(row: Participant) -> None:
    """Overrule a participant's tokens, so that its seats follow the row. The caller is in a transaction."""
    party = str(row.party_id) if row.party_id else None
    seats.revise(
        str(row.person.public_id),
        str(row.conference_id),
        roles=tuple(row.roles),
        party=party,
        place=row.place,
    )


def withdraw_access(participant: Participant) -> None:
    """End a participant's sockets within seconds, and refuse its tokens. The caller is in a transaction."""
    person = str(participant.person.public_id)
    seats.revise(person, str(participant.conference_id), roles=(), withdrawn=True)


def sign_out(user: User) -> None:
    """End a person's sockets and lines within seconds, and refuse the tokens of all its seats. It may sign in again."""
    person = str(user.public_id)
    with writing():
        for conference in Conference.objects.all():
            row = Participant.objects.filter(conference=conference, person=user).first()
            roles = tuple(row.roles) if row else ("audience",)
            seats.sign_out(person, str(conference.pk), roles)


def end_part(row: Participant, at: datetime) -> None:
    """Remove a participant's party, roles and access. The caller is in a transaction."""
    withdraw_access(row)
    row.party, row.roles = None, []
    row.save(update_fields=["party", "roles"])
    left = Left(participant=str(row.pk))
    journal.append(row.conference.stream, left, at=at, changed=[row], reseats=str(row.person.public_id))


def parties_of(conference: Conference) -> dict[str, Party]:
    """All parties by id, with members and themes; three queries."""
    rows = Party.objects.filter(conference=conference).select_related("theme").prefetch_related("members")
    return {str(row.pk): row for row in rows}


def groups_of(conference_id: int) -> QuerySet[Party]:
    """The parties that are groups (FL5)."""
    return Party.objects.filter(conference=conference_id, category=Party.Category.GROUP)


def party_named(context: Context, party_id: str | None) -> Party:
    """The party of this id, or the seat's own if none is given. Refuses `parties.party_needed`,
    `parties.unknown_party`."""
    chosen = party_id or context.seat.party
    if chosen is None:
        raise Refusal("parties.party_needed", "Say which party is to be put on the list.")
    party = Party.objects.filter(pk=number(chosen), conference=find(context.subject).conference).first()
    if party is None:
        raise Refusal(
            "parties.unknown_party", "There is no such party in this conference. Choose one of the list."
        )
    return party


def keep_video_statement(party: Party, file: str, *, seconds: float = 0, coming: bool = False) -> bool:
    """Store the file and length of a party's video statement, "" for none, and whether one is coming (FL4).

    True if readers have to be told. The caller holds the conference's stream.
    """
    told = bool(party.video_statement_file) != bool(file)
    party.video_statement_file, party.video_statement_seconds = file, seconds
    party.video_statement_coming, party.video_statement_percent = coming, 0
    fields = [
        "video_statement_file",
        "video_statement_seconds",
        "video_statement_coming",
        "video_statement_percent",
    ]
    party.save(update_fields=fields)
    _touch_sessions(party)
    return told


def note_conversion(party: Party, percent: int) -> None:
    """Store the progress of a conversion, in percent (FL4)."""
    party.video_statement_percent = percent
    party.save(update_fields=["video_statement_percent"])
    _touch_sessions(party)


def _touch_sessions(party: Party) -> None:
    for session in Session.objects.filter(conference=party.conference_id).exclude(state="closed"):
        signals.touch_dependent(session.stream, Party)

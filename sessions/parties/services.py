"""The only writer of participants. It also makes seats."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet, prefetch_related_objects

from foundation.accounts import seats
from foundation.accounts.models import SeatRevision, User
from foundation.accounts.roles import roles_in
from foundation.accounts.seats import Seat
from foundation.audit.services import State, Subject
from foundation.database import write_transaction
from foundation.ids import number
from foundation.journal import services as journal
from foundation.messages import edits
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.wire import signals
from sessions import permissions
from sessions.parties import protocol
from sessions.parties.models import Participant, Party
from sessions.parties.names import chosen_name
from sessions.parties.protocol import ChangeRoles, Left, RolesChanged
from sessions.parties.rights import MemberChange, check_change, session_roles_of
from sessions.programme.models import Conference, Session


def participant_of(conference_id: int, participant_id: str) -> Participant:
    """A participant. Refuses `parties.unknown_participant`."""
    rows = Participant.objects.filter(conference=conference_id).select_related("person")
    found = rows.filter(pk=number(participant_id)).first()
    if found is None:
        raise Refusal(
            "parties.unknown_participant",
            "There is no such participant in this conference. Choose one of the list.",
        )
    return found


def change_roles(context: Context, command: ChangeRoles) -> None:
    """Change a participant's roles. Tokens signed before are overruled.

    Refuses `edit.changed_meanwhile`, `parties.for_organisers`, `parties.was_removed`, `parties.last_moderator`,
    `parties.last_organiser`, `parties.given_out`, `decision.under_way`.
    """
    row = participant_of(context.subject, command.participant)
    if command.seen is not None and {*command.roles} != {*row.roles}:
        edits.check_seen("roles", tuple(sorted(command.seen)), tuple(sorted(row.roles)))
    if is_withdrawn(row):
        _check_may_add_again(context.seat, row.name)
    _check_may_give_roles(context.seat, {*row.roles} ^ {*command.roles})
    check_not_last_holder(row, command.roles)
    party = str(row.party_id) if row.party_id else None
    check_change(MemberChange(row, party, command.roles, session_roles_of(row)))
    before = all_roles_of(row)
    row.roles = list(dict.fromkeys(command.roles))
    check_given_out(row, row.roles)
    row.save(update_fields=["roles"])
    person = str(row.person.public_id)
    overrule_tokens(row, before)
    journal.append(
        context.stream,
        RolesChanged(participant=str(row.pk), roles=row.roles),
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
        reseats=person,
    )


def is_withdrawn(row: Participant) -> bool:
    """Whether a participant's access was withdrawn."""
    person, conference = row.person.public_id, str(row.conference_id)
    return SeatRevision.objects.filter(person=person, conference=conference, withdrawn=True).exists()


def _check_may_add_again(seat: Seat, name: str) -> None:
    """Check that a seat may add a person again who was removed: only organisers may. Refuses `parties.was_removed`."""
    if not permissions.allows(seat.roles, "parties.manage_all"):
        raise Refusal(
            "parties.was_removed", f"{name} was removed from the conference. Ask an organiser to undo it."
        )


def _check_may_give_roles(seat: Seat, changed: Collection[str]) -> None:
    """Check that a seat may give or take these roles: a moderator may not give or take roles that are the organisers'
    to give. Refuses `parties.for_organisers`.
    """
    if permissions.allows(seat.roles, "parties.manage_all"):
        return
    if not permissions.GIVEN_BY_MODERATORS.issuperset(changed):
        raise Refusal(
            "parties.for_organisers",
            "Organisers alone give and take the roles of organisers, operators, heads of delegation and hall screens. "
            "Ask one.",
        )


def roles_of(context: Context, command: ChangeRoles | protocol.RemoveMember) -> State:
    """A participant and its roles, for the audit log. Refuses `parties.unknown_participant`."""
    row = participant_of(context.subject, command.participant)
    return State(Subject("participant", str(row.pk), row.name), {"roles": row.roles})


def check_not_last_holder(row: Participant, roles: Sequence[str]) -> None:
    """Check that somebody else has each role that a participant loses. Refuses `parties.last_organiser`,
    `parties.last_moderator`.
    """
    check_last_organiser(row, roles)
    if "moderator" in row.roles and "moderator" not in roles and _leaves_no_moderator(row):
        raise _last_moderator_refusal()


def _leaves_no_moderator(row: Participant) -> bool:
    """Whether a session that is not over would have no moderator without this participant."""
    if _others_have_role(row, "moderator"):
        return False
    to_come = Session.objects.filter(conference=row.conference_id).exclude(state="closed")
    return to_come.exclude(session_roles__role="moderator").exists() or not _others_have_role(
        row, "organiser"
    )


def _others_have_role(row: Participant, role: str) -> bool:
    """Whether other participants have the role in the conference. Simulated participants do not count."""
    others = Participant.objects.filter(Q(conference=row.conference_id, simulated=False) & ~Q(pk=row.pk))
    return any(role in roles for roles in others.values_list("roles", flat=True))


def all_roles_of(row: Participant) -> frozenset[str]:
    """A participant's roles in the conference and in any of its sessions."""
    return frozenset((*row.roles, *(role for _, role in session_roles_of(row))))


def check_given_out(row: Participant, roles: Collection[str]) -> None:
    """Check that a participant without an account gets no role that runs the conference. Refuses
    `parties.given_out`.
    """
    if row.given_out and permissions.runs_the_conference(roles):
        raise Refusal(
            "parties.given_out",
            "The staff gave out this seat, and nobody signs in to it. Invite the person, then give the role.",
        )


def do_roles_need_second_factor(roles: Collection[str]) -> bool:
    """Whether a person with these roles has to prove a second factor."""
    return settings.STAFF_MFA == "required" and permissions.runs_the_conference(roles)


def effective_roles(row: Participant, stream: str) -> tuple[str, ...]:
    """A participant's roles that count in a stream."""
    return roles_in(stream, row.roles, session_roles_of(row))


def _last_moderator_refusal() -> Refusal:
    return Refusal("parties.last_moderator", "This is the only moderator. Make another one first.")


def check_last_organiser(row: Participant, roles: Sequence[str]) -> None:
    """Check that somebody else could organise if the participant had only these roles. People without an account do not
    count. Refuses `parties.last_organiser`.
    """
    if "organiser" not in row.roles or "organiser" in roles:
        return
    others = Participant.objects.filter(conference=row.conference_id, simulated=False).exclude(pk=row.pk)
    able = others.filter(person__is_active=True, person__email__isnull=False)
    if not any("organiser" in roles for roles in able.values_list("roles", flat=True)):
        raise Refusal(
            "parties.last_organiser",
            "This is the only organiser with an account. Make another one first.",
        )


def add_party(context: Context, command: protocol.AddParty) -> None:
    """Add a party. Refuses `parties.already_there`."""
    there = Party.objects.filter(conference=context.subject).values_list("name", flat=True)
    names = {text.casefold() for name in there for text in name.values()}
    if not names.isdisjoint(text.casefold() for text in command.name.values()):
        raise Refusal(
            "parties.already_there", "A party of this name is here already. Choose it from the list."
        )
    row = Party.objects.create(
        conference_id=context.subject,
        name=command.name,
        category=command.category,
        code=command.code,
        place=command.place,
        accredited=command.category == "state",
        most_members=command.most_members,
    )
    journal.append(
        context.stream,
        protocol.PartyAdded(party=str(row.pk)),
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
    mark_sessions_changed(row)


def party_added(context: Context, command: protocol.AddParty) -> State | None:
    """A party that was added, for the audit log. None before it is added. If the party is an invited person's, its name
    is that of the person.
    """
    row = Party.objects.filter(conference=context.subject, name=command.name).order_by("pk").last()
    if row is None:
        return None
    values = {
        "category": row.category,
        "code": row.code,
        "place": row.place,
        "most_members": row.most_members,
    }
    return State(Subject("party", str(row.pk), str(row)), values)


def set_max_members(context: Context, command: protocol.SetMaxMembers) -> None:
    """Set the maximum number of members of a party. Present members stay, even if they are more. Refuses
    `parties.unknown_party`.
    """
    row = party_of(context.subject, command.party)
    row.most_members = command.most_members
    row.save(update_fields=["most_members"])
    journal.append(
        context.stream,
        protocol.MaxMembersSet(party=str(row.pk), most_members=row.most_members),
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
        audience=Audience.MODERATORS,
    )


def max_members_of(context: Context, command: protocol.SetMaxMembers) -> State:
    """A party and its maximum number of members, for the audit log. Refuses `parties.unknown_party`."""
    row = party_of(context.subject, command.party)
    return State(Subject("party", str(row.pk), str(row)), {"most_members": row.most_members})


HAS_LEFT = Q(roles=[], party=None)
"""A filter for the participants whose part has ended."""


@dataclass(frozen=True)
class NewMember:
    """A participant to add. `former` is its row, if it had a part before and left."""

    name: str
    person: User
    former: Participant | None = None


@dataclass(frozen=True)
class Part:
    """The part that a new participant gets: party, roles and place."""

    party: Party | None
    roles: Sequence[str]
    place: protocol.Place
    honorific: str = ""
    function: str = ""


def add_members(
    context: Context,
    members: Sequence[NewMember],
    party: Party | None,
    roles: Sequence[str],
    place: protocol.Place,
) -> list[Participant]:
    """Add participants who all get the same part, in one event. The caller holds the conference's stream.

    Refuses `parties.full`, `parties.was_removed`.
    """
    if party is not None:
        _check_member_limit(party, len(members))
    part = Part(party, roles, place)
    return add_parts(context, [(member, part) for member in members])


def add_parts(context: Context, members: Sequence[tuple[NewMember, Part]]) -> list[Participant]:
    """Add participants with a part for each, in one event. The caller holds the conference's stream, and has checked
    that no party gets more members than it may have.

    Refuses `parties.was_removed`.
    """
    for member, _ in members:
        if member.former is not None:
            _check_may_add_again(context.seat, member.name)
    rows = [_add_member(context.subject, member, part) for member, part in members]
    back = [row for row in rows if row.pk is not None]
    Participant.objects.bulk_create(row for row in rows if row.pk is None)
    for row in back:
        # The end of its part withdrew its seats.
        row.save(update_fields=["party", "roles", "name", "place", "honorific", "function"])
        overrule_tokens(row, before=())
    prefetch_related_objects(rows, "session_roles", "podiumseat_set")
    journal.append(
        context.stream,
        protocol.MembersAdded(participants=[str(row.pk) for row in rows]),
        at=context.now,
        changed=rows,
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
    return rows


def _add_member(conference_id: int, new: NewMember, part: Part) -> Participant:
    row = new.former or Participant(conference_id=conference_id, person=new.person)
    row.name, row.party, row.roles, row.place = new.name, part.party, list(part.roles), part.place
    row.honorific, row.function = part.honorific or row.honorific, part.function or row.function
    return row


def _check_member_limit(party: Party, more: int) -> None:
    if party.most_members is not None and _members(party) + more > party.most_members:
        raise Refusal(
            "parties.full",
            f"{party} may have {party.most_members} members. Remove one, or ask an organiser for a larger number.",
        )


def _members(party: Party) -> int:
    """How many members a party has. Seats taken by a seat card, and simulated participants, do not count."""
    return party.members.filter(simulated=False, given_out=False).count()


def remove_member(context: Context, command: protocol.RemoveMember) -> None:
    """End a participant's part. Refuses `parties.not_yours`, `parties.last_organiser`, `parties.last_moderator`."""
    row = participant_of(context.subject, command.participant)
    check_own_delegate(context.seat, row)
    check_not_last_holder(row, ())
    end_part(row, context.now, context.seat)


def interpreted_streams(participant: int) -> list[str]:
    """The streams of the sessions in which a participant interprets, in one order. Its booths there change when it goes
    (`streaming/interpretation`).
    """
    rows = Session.objects.filter(session_roles__participant=participant, session_roles__role="interpreter")
    return [f"session/{pk}" for pk in rows.order_by("pk").values_list("pk", flat=True).distinct()]


def check_own_delegate(seat: Seat, row: Participant) -> None:
    """Check that the head of a delegation acts only on a delegate of its own party. Refuses `parties.not_yours`."""
    if permissions.allows(seat.roles, "parties.manage_all"):
        return
    if seat.party is None or str(row.party_id) != seat.party or set(row.roles) != {"delegate"}:
        raise Refusal(
            "parties.not_yours", "You look after your own delegation's members. Ask an organiser for others."
        )


def seat_of(participant: Participant) -> Seat:
    """The seat that a participant has now. Refuses `seat.withdrawn`, `seat.deactivated`."""
    person, conference = str(participant.person.public_id), str(participant.conference_id)
    revision = seats.revision_of(person, conference)
    # Read after the revision: a change between the two reads then overrules the token.
    row = Participant.objects.select_related("person", "conference").get(pk=participant.pk)
    if not row.person.is_active:
        raise seats.deactivated_refusal()
    return Seat(
        person=person,
        conference=conference,
        slug=row.conference.slug,
        name=row.name,
        place=row.place,
        roles=tuple(row.roles),
        session_roles=session_roles_of(row),
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
    seat = seat_of(row) if row else _own_audience_seat(user, conference)
    # Read after the seat's revision, like the registration in `_own_audience_seat`.
    if row is not None and _is_uninvited(row):
        raise seats.withdrawn_refusal()
    now = User.objects.filter(pk=user.pk).values_list("password", "is_active").first()
    if now != (user.password, True):
        raise seats.signed_out_refusal()
    return seat


def _is_uninvited(row: Participant) -> bool:
    """Whether the participant's invitation was revoked before the person accepted it."""
    open_or_accepted = Q(invitation__revoked_at=None) | Q(invitation__accepted_at__isnull=False)
    return not Participant.objects.filter(open_or_accepted, pk=row.pk).exists()


def _own_audience_seat(user: User, conference: Conference) -> Seat:
    """The seat in the audience of a signed-in person without a part. First the seat's revision is read, and then
    whether the person is registered.
    """
    seat = audience_seat(user, conference, user.name, "remote")
    return replace(seat, registered=conference.registrations.filter(person=user, state="registered").exists())


def guest_name(conference_id: int, typed: str, own: Party | None = None) -> str:
    """The name that a person without an account typed, in the stored form. `own` is the party whose seat it is.

    Refuses `name.unreadable`, `name.of_a_role`, `name.of_a_party`.
    """
    if not typed.strip():
        return ""
    parties = Party.objects.filter(conference=conference_id).values_list("name", flat=True)
    names = [text for name in parties for text in name.values()]
    return chosen_name(typed, names, own.name.values() if own else ())


def is_guest(seat: Seat) -> bool:
    """Whether the seat belongs to no participant and no account, so that nobody has confirmed its name."""
    if seat.participant or seat.simulated:
        return False
    return User.objects.filter(public_id=seat.person, is_guest=True).exists()


def guest_seat(conference: Conference, name: str, place: str, network: str) -> Seat:
    """Make a user and a seat in the audience for a guest. `network` is the network that the request came from.

    Refuses `name.unreadable`, `name.of_a_role`, `name.of_a_party`.
    """
    name = guest_name(conference.pk, name)
    # Nothing can have revised the seat of a person who was not there before.
    seat = audience_seat(User.objects.create_guest(name), conference, name, place, revision=0)
    return replace(seat, network=network)


def visitor_seat(conference: Conference) -> Seat:
    """Make a seat from which a visitor can only call for help. It belongs to no session. No row is stored."""
    return Seat(
        person=str(uuid.uuid4()),
        conference=str(conference.pk),
        slug=conference.slug,
        name="",
        place="remote",
        roles=("visitor",),
    )


def audience_seat(
    user: User, conference: Conference, name: str, place: str, revision: int | None = None
) -> Seat:
    """Make a seat in the audience for a user, with the number of the last revision unless one is given."""
    person = str(user.public_id)
    if revision is None:
        revision = seats.revision_of(person, str(conference.pk))
    return Seat(
        person=person,
        conference=str(conference.pk),
        slug=conference.slug,
        name=name,
        place=place,
        roles=("audience",),
        revision=revision,
    )


def overrule_tokens(row: Participant, before: Collection[str]) -> None:
    """Overrule a participant's tokens, so that its seats get the values of its row. The caller is in a transaction.

    `before` are its previous roles. If the present roles need a second factor and the previous ones did not, its seats
    end, so that the factor is required when the seat is taken again.
    """
    party = str(row.party_id) if row.party_id else None
    seats.revise(
        str(row.person.public_id),
        str(row.conference_id),
        roles=tuple(row.roles),
        session_roles=session_roles_of(row),
        party=party,
        place=row.place,
    )
    if do_roles_need_second_factor(all_roles_of(row)) and not do_roles_need_second_factor(before):
        end_seats(row)


def withdraw_access(participant: Participant) -> None:
    """End a participant's sockets within seconds, and refuse its tokens. The caller is in a transaction."""
    person = str(participant.person.public_id)
    seats.revise(person, str(participant.conference_id), roles=(), withdrawn=True)


def end_seats(row: Participant) -> None:
    """End a participant's sockets and media connections within seconds, and refuse the tokens of its seats. The caller
    is in a transaction.
    """
    person, conference = str(row.person.public_id), str(row.conference_id)
    seats.sign_out(person, conference, tuple(row.roles), session_roles_of(row))


def sign_out(user: User) -> None:
    """End a person's sockets and media connections within seconds, and refuse the tokens of all its seats. The person
    may sign in again.
    """
    person = str(user.public_id)
    with write_transaction():
        for conference in Conference.objects.all():
            row = Participant.objects.filter(conference=conference, person=user).first()
            roles = tuple(row.roles) if row else ("audience",)
            seats.sign_out(person, str(conference.pk), roles, session_roles_of(row) if row else ())


def end_part(row: Participant, at: datetime, by: Seat | None = None) -> None:
    """Remove a participant's party, roles and access. The caller is in a transaction."""
    withdraw_access(row)
    row.party, row.roles = None, []
    row.save(update_fields=["party", "roles"])
    gone = list(row.session_roles.all())
    # Deleted before the event, whose reactions read the remaining rows. The objects in `gone` keep their keys.
    row.session_roles.all().delete()
    journal.append(
        row.conference.stream,
        Left(participant=str(row.pk)),
        at=at,
        changed=[row],
        gone=gone,
        actor=by.person if by else "",
        acting_as=by.participant if by else None,
        reseats=str(row.person.public_id),
    )


def parties_of(conference: Conference) -> dict[str, Party]:
    """All parties of a conference by id, with their members and themes. It makes three queries."""
    rows = Party.objects.filter(conference=conference).select_related("theme").prefetch_related("members")
    return {str(row.pk): row for row in rows}


def party_of(conference_id: int, party_id: str) -> Party:
    """A party of a conference. Refuses `parties.unknown_party`."""
    found = Party.objects.filter(conference=conference_id, pk=number(party_id)).first()
    if found is None:
        raise Refusal(
            "parties.unknown_party", "There is no such party in this conference. Choose one of the list."
        )
    return found


def groups_of(conference_id: int) -> QuerySet[Party]:
    """The parties that are groups (FL5)."""
    return Party.objects.filter(conference=conference_id, category="group")


def party_named(context: Context, party_id: str | None) -> Party:
    """The party of this id, or the seat's own if none is given. Refuses `parties.party_needed`,
    `parties.unknown_party`."""
    chosen = party_id or context.seat.party
    if chosen is None:
        raise Refusal("parties.party_needed", "Say which party is to be put on the list.")
    return party_of(int(context.seat.conference), chosen)


def keep_video_statement(party: Party, file: str, *, seconds: float = 0, coming: bool = False) -> bool:
    """Store the file and length of a party's video statement, "" for none, and whether another one is being converted
    (FL4).

    Returns whether readers have to be told. The caller holds the conference's stream.
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
    mark_sessions_changed(party)
    return told


def note_conversion(party: Party, percent: int) -> None:
    """Store the progress of a conversion, in percent (FL4)."""
    party.video_statement_percent = percent
    party.save(update_fields=["video_statement_percent"])
    mark_sessions_changed(party)


def mark_sessions_changed(party: Party) -> None:
    """Mark what is read from a party's row in the sessions of its conference as changed."""
    for session in Session.objects.filter(conference=party.conference_id).exclude(state="closed"):
        signals.mark_dependent_changed(session.stream, Party)

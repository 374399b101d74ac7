"""The only writer of journalists. It also makes the links to their seats."""

from datetime import timedelta

from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit.services import State, Subject
from foundation.journal import services as journal
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions.parties.models import Participant, Party
from sessions.parties.services import participant_of, seat_of
from sessions.press import protocol, rules
from sessions.programme.services import find_session
from sessions.seats.transfer import services as continuing
from sessions.seats.transfer.services import CodeOffer

LINK_LIFETIME = timedelta(minutes=30)


def add_journalist(context: Context, command: protocol.AddJournalist) -> None:
    """Add a journalist: a party with one member (FL1). Refuses `press.unnamed`, `press.already_there`,
    `press.too_many`.
    """
    there = Party.objects.filter(conference=context.subject).exclude(outlet="")
    rules.check_new_journalist(command.name, command.outlet, [(str(party), party.outlet) for party in there])
    party = Party.objects.create(
        conference_id=context.subject,
        category="other",
        name={"en": command.name},
        outlet=command.outlet,
        place=command.place,
        accredited=False,
    )
    member = Participant.objects.create(
        conference_id=context.subject,
        person=User.objects.create_guest(command.name),
        party=party,
        name=command.name,
        place=command.place,
        roles=["delegate"],
        given_out=True,
    )
    journal.append(
        context.stream,
        protocol.JournalistAdded(party=str(party.pk), participant=str(member.pk)),
        at=context.now,
        changed=[party, member],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )


def journalist_of(context: Context, command: protocol.AddJournalist) -> State | None:
    """The journalist that a command adds, for the audit log. None before it is added."""
    rows = Participant.objects.filter(conference=context.subject, party__outlet=command.outlet)
    row = rows.filter(name=command.name).order_by("pk").last()
    if row is None:
        return None
    subject = Subject("participant", str(row.pk), row.name)
    return State(subject, {"outlet": command.outlet, "place": row.place})


def offer_seat(giver: Seat, participant: str, session: int) -> CodeOffer:
    """Make a code that gives the seat of a journalist of the same conference, once. An earlier code becomes invalid.

    The caller is in a transaction. Refuses `parties.unknown_participant`, `press.not_a_journalist`,
    `wire.unknown_stream`, `seat.withdrawn`.
    """
    row = participant_of(int(giver.conference), participant)
    rules.check_may_send_seat(row.party.outlet if row.party else "", row.roles)
    if find_session(session).conference_id != row.conference_id:
        raise Refusal("wire.unknown_stream", "There is no such session.")
    seat = seat_of(row)
    continuing.invalidate_codes(seat)
    return continuing.offer_code(seat, row.conference.page_path(f"/session/{session}"), LINK_LIFETIME)

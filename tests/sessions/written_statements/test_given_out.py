"""A given-out seat acts for its party, but cannot read the party's held texts (FL4)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from sessions import models
from sessions.minutes.proceedings import turns
from sessions.minutes.quorum import attendance
from sessions.minutes.sections import Section, Value
from sessions.parties import simulated
from sessions.press import services as press
from sessions.seats.cards import codes
from sessions.seats.cards import services as cards
from sessions.seats.transfer import services as continuing
from sessions.written_statements.minutes import written_statements
from tests.sessions.written_statements.test_api import bearer, code
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def by_card(hall: Assembly, party: str) -> Seat:
    cards.make_missing(hall.conference.pk)
    card = next(card for card in cards.cards_of(hall.conference.pk) if str(card.party_id) == party)
    return cards.take_card_seat(codes.card_code(card.pk, card.key), "")


def by_rehearsal(hall: Assembly, party: str) -> Seat:
    return simulated.simulated_delegations(hall.conference, [party])[0]


def again(seat: Seat) -> Seat:
    """The same seat on another device, and a renewed one there."""
    with write_transaction():
        taken = continuing.take_seat(continuing.offer_code(seat, "/programme").code).seat
    return seats.current(seats.read(seats.sign(taken)[0])[0])


def own(hall: Assembly, seat: Seat) -> Any:
    """The party's held texts in the seat's snapshot."""
    (state,) = journal.own_snapshots_of(hall.stream, [seat.keys]).values()
    return state.entities.get("my_statement", {})


def get(hall: Assembly, seat: Seat, path: str = "") -> Any:
    address = (
        f"/api/v1/sessions/{hall.session.pk}/written/{models.WrittenStatement.objects.latest('pk').pk}{path}"
    )
    return Client().get(address, headers=bearer(seat))


def column(section: Section, name: str) -> list[Value]:
    at = [each.name for each in section.columns].index(name)
    return [row.values[at] for row in section.rows]


@pytest.mark.parametrize("give", [by_card, by_rehearsal])
@pytest.mark.parametrize("then", [lambda seat: seat, again], ids=["as given", "on another device"])
def test_it_reads_replaces_and_withdraws_no_held_text(
    hall: Assembly,
    chair: Seat,
    fiji: Seat,
    give: Callable[[Assembly, str], Seat],
    then: Callable[[Seat], Seat],
) -> None:
    hall.done(fiji, "written.submit", language="en", text="We agree.", spoken=True)
    hall.done(fiji, "floor.inscribe")
    seat = then(give(hall, str(fiji.party)))
    assert seat.given_out
    assert [text["text"] for text in own(hall, fiji).values()] == ["We agree."]
    assert own(hall, seat) == {}
    for path in ("", "/file"):
        assert code(get(hall, seat, path)) == (403, "seat.given_out")
    assert get(hall, fiji).json()["text"] == "We agree."
    statement = str(models.WrittenStatement.objects.get().pk)
    more = {"language": "en", "text": "We do not.", "spoken": True, "replaces": statement}
    assert hall.code(seat, "written.submit", **more) == "seat.given_out"
    assert hall.code(seat, "written.withdraw", statement=statement) == "seat.given_out"
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert get(hall, seat).json()["text"] == "We agree."


def test_no_frame_carries_the_held_text_to_it(hall: Assembly, fiji: Seat) -> None:
    card = by_card(hall, str(fiji.party))
    entry = hall.done(fiji, "written.submit", language="en", text="We agree.", spoken=True)
    assert "We agree." not in str(entry.everyone)
    (mine,) = entry.own_parts
    assert (mine["to"] in fiji.keys, mine["to"] in card.keys) == (True, False)


def test_it_acts_for_its_party_all_the_same_and_the_minutes_say_so(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    card = by_card(hall, str(fiji.party))
    hall.done(chair, "rollcall.open")
    hall.done(card, "rollcall.answer", roll_call="1")
    hall.done(chair, "rollcall.close", roll_call="1")
    hall.done(card, "written.submit", language="en", text="We agree.")
    hall.done(card, "floor.inscribe", speaker=card.participant)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(card, "floor.finish", token=1)
    for section in (attendance(hall.session), written_statements(hall.session), turns(hall.session)):
        assert column(section, "given_out") == [True]


def test_the_minutes_of_ones_own_seat_say_nothing_of_it(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(fiji, "written.submit", language="en", text="We agree.")
    hall.done(fiji, "floor.inscribe", speaker=fiji.participant)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    for section in (written_statements(hall.session), turns(hall.session)):
        assert column(section, "given_out") == [False]


def test_the_journal_says_so_when_it_is_taken(hall: Assembly, fiji: Seat) -> None:
    card = by_card(hall, str(fiji.party))
    entry = Entry.objects.filter(stream=hall.conference.stream).latest("seq")
    assert (entry.event["type"], entry.event["participant"]) == ("parties.joined", card.participant)
    shown = journal.snapshot_of(hall.conference.stream, Audience.EVERYONE).entities["participant"]
    assert [shown[str(seat.participant)]["given_out"] for seat in (card, fiji)] == [True, False]


def test_a_journalists_seat_is_given_out_by_its_link(hall: Assembly) -> None:
    host = hall.person("Host", "organiser")
    answer = hall.do(host, "press.add_journalist", stream=hall.conference.stream, name="Mere", outlet="Times")
    assert hasattr(answer, "done"), answer
    row = models.Participant.objects.get(name="Mere")
    link = press.offer_seat(host, str(row.pk), hall.session.pk)
    assert continuing.take_seat(link.code).seat.given_out


def test_a_visitors_and_a_guests_seat_are_nobodys_to_give(hall: Assembly, fiji: Seat) -> None:
    assert [seat.given_out for seat in (fiji, hall.guest(), hall.moderator())] == [False] * 3

"""Phones take seats by a card, at most four at a time, until it is revoked."""

import uuid

import pytest

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from foundation.wire import leases
from foundation.wire.leases import SocketJoined
from foundation.wire.models import Connection
from sessions import models
from sessions.seats.cards import codes, services
from sessions.seats.cards.models import SeatCard
from tests.support.assembly import Assembly


@pytest.fixture
def hall(db: None) -> Assembly:
    """A conference with two parties."""
    hall = Assembly()
    hall.party("Fiji", code="FJ")
    hall.party("Chile", code="CL")
    services.make_missing(hall.conference.pk)
    return hall


def card_of(name: str) -> SeatCard:
    return next(card for card in SeatCard.objects.filter(revoked_at=None) if str(card.party) == name)


def code_for(name: str) -> str:
    card = card_of(name)
    return codes.card_code(card.pk, card.key)


def connect(hall: Assembly, *joined: Seat) -> None:
    process = uuid.uuid4()
    leases.renew(process)
    leases.store_changes(
        process, [SocketJoined(uuid.uuid4().hex[:8], hall.conference.stream, seat) for seat in joined]
    )


def refused(code: str, name: str = "") -> str:
    with pytest.raises(Refusal) as error:
        services.take_card_seat(code, name)
    return error.value.code


def test_each_party_has_one_card(hall: Assembly) -> None:
    before = list(SeatCard.objects.values_list("pk", "key"))
    hall.party("Peru")
    services.make_missing(hall.conference.pk)
    assert [str(card.party) for card in services.cards_of(hall.conference.pk)] == ["Fiji", "Chile", "Peru"]
    assert list(SeatCard.objects.order_by("pk").values_list("pk", "key"))[:2] == before


def test_no_code_is_stored(hall: Assembly) -> None:
    sign = code_for("Fiji").partition("-")[2].replace("-", "")
    assert sign not in str(list(SeatCard.objects.values_list())).upper()


def test_FL2_a_phone_in_the_hall_sits_down_by_the_partys_card_and_makes_its_entry(hall: Assembly) -> None:
    seat = services.take_card_seat(code_for("Fiji"), "")
    party = str(card_of("Fiji").party_id)
    assert (seat.name, seat.place, seat.roles, seat.party) == (
        "Delegate of Fiji", "hall", ("delegate",), party,
    )  # fmt: skip
    assert hall.events(hall.conference.stream) == ["parties.joined"]
    hall.done(seat, "floor.inscribe")
    entry = models.Entry.objects.get()
    assert (str(entry.party_id), entry.place) == (party, "hall")
    remote = hall.person("Ana", "delegate", party=card_of("Fiji").party)
    assert hall.code(remote, "floor.inscribe") == "floor.already_inscribed"
    hall.done(remote, "floor.withdraw", entry="1")


def test_each_phone_is_a_participant_of_its_own_with_the_name_that_was_typed(hall: Assembly) -> None:
    first, second = (
        services.take_card_seat(code_for("Fiji"), " Ana "),
        services.take_card_seat(code_for("Fiji"), "  "),
    )
    assert (first.name, second.name) == ("Ana", "Delegate of Fiji")
    assert first.person != second.person
    assert first.participant != second.participant
    assert services.phones_by_card(hall.conference.pk) == {card_of("Fiji").pk: 2}


def test_a_card_gives_no_more_than_a_delegates_rights(hall: Assembly) -> None:
    seat = services.take_card_seat(code_for("Fiji"), "")
    hall.done(hall.person("Chile", "delegate", party=card_of("Chile").party), "floor.inscribe")
    assert hall.code(seat, "floor.grant", entry="1", token=0, confirmed=True) == "wire.forbidden"
    assert hall.code(seat, "floor.withdraw", entry="1") == "floor.not_yours"
    other = str(card_of("Chile").party_id)
    assert hall.code(seat, "floor.inscribe", party=other) == "floor.not_yours"


def test_a_fifth_phone_waits_until_one_of_four_is_gone(hall: Assembly) -> None:
    code = code_for("Fiji")
    four = [services.take_card_seat(code, f"Phone {number}") for number in range(services.MAX_PHONES)]
    connect(hall, *four)
    assert refused(code) == "card.full"
    services.take_card_seat(code_for("Chile"), "")
    Connection.objects.filter(person=four[2].person).delete()
    fifth = services.take_card_seat(code, "Phone 5")
    assert seats.current(fifth) == fifth
    with pytest.raises(Refusal) as error:
        seats.current(four[2])
    assert error.value.code == "seat.withdrawn"
    assert [seats.current(seat) for seat in (four[0], four[1], four[3])] == [four[0], four[1], four[3]]
    assert hall.events(hall.conference.stream)[-2:] == ["parties.left", "parties.joined"]


def test_a_revoked_card_ends_the_seats_taken_by_it_and_no_others(hall: Assembly) -> None:
    fiji, chile = (
        services.take_card_seat(code_for("Fiji"), ""),
        services.take_card_seat(code_for("Chile"), ""),
    )
    old, party = code_for("Fiji"), card_of("Fiji").party_id
    made = services.revoke_card(hall.conference.pk, str(party))
    assert (card_of("Fiji"), code_for("Fiji") != old) == (made, True)
    assert refused(old) == "card.revoked"
    with pytest.raises(Refusal) as error:
        seats.current(fiji)
    assert error.value.code == "seat.withdrawn"
    assert seats.current(chile) == chile
    row = models.Participant.objects.get(pk=fiji.participant)
    assert (row.party, row.roles) == (None, [])
    assert services.phones_by_card(hall.conference.pk) == {card_of("Chile").pk: 1}
    assert services.take_card_seat(code_for("Fiji"), "").party == str(party)


def test_the_entry_of_a_phone_that_left_stays_its_partys(hall: Assembly) -> None:
    seat = services.take_card_seat(code_for("Fiji"), "")
    hall.done(seat, "floor.inscribe")
    services.revoke_card(hall.conference.pk, str(card_of("Fiji").party_id))
    hall.done(services.take_card_seat(code_for("Fiji"), ""), "floor.withdraw", entry="1")


def test_only_a_card_of_the_conference_is_revoked(hall: Assembly) -> None:
    stranger = Assembly().party("Peru")
    for conference, party, code in (
        (hall.conference.pk, str(stranger.pk), "parties.unknown_party"),
        (hall.conference.pk, "x", "parties.unknown_party"),
        (hall.conference.pk, str(hall.party("Japan").pk), "card.none"),
    ):
        with pytest.raises(Refusal) as error:
            services.revoke_card(conference, party)
        assert error.value.code == code


def test_who_sits_down_goes_to_the_session_that_has_begun_if_it_is_one(hall: Assembly) -> None:
    assert services.only_begun_session(hall.conference) == hall.session
    other = hall.add_session("suspended")
    assert services.only_begun_session(hall.conference) is None
    hall.session.state, other.state = "scheduled", "closed"
    hall.session.save()
    other.save()
    assert services.only_begun_session(hall.conference) is None

"""A seat moves to another device by a one-time code with a short lifetime, and moves back."""

import re
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.database import write_transaction
from foundation.refusals import Refusal
from sessions.seats.transfer import services
from sessions.seats.transfer.models import Continuation, SeatDevice
from sessions.seats.transfer.services import (
    TakenSeat,
    bring_back,
    end_transfer,
    offer_code,
    seat_at,
    take_seat,
)
from tests.support.assembly import Assembly
from tests.support.patience import PATIENCE

PAGE = "/session/1"


@pytest.fixture
def hall(db: None) -> Assembly:
    return Assembly()


def refused(call: Any, *args: Any) -> str:
    with pytest.raises(Refusal) as error:
        call(*args)
    return error.value.code


def device_of(seat: Seat) -> str:
    return seat_at(int(seat.conference), [seat.person])[seat.person].device


def test_a_code_is_128_bits_and_kept_as_a_digest_alone(hall: Assembly) -> None:
    made = offer_code(hall.delegate("Fiji"), PAGE)
    assert re.fullmatch(r"[\w-]{22}", made.code)
    assert made.code not in str(list(Continuation.objects.values_list()))
    assert made.expires_at - clock.now() <= timedelta(minutes=2)


@pytest.mark.parametrize("kind", ["delegate", "guest", "moderator"])
def test_the_same_person_sits_on_the_phone(hall: Assembly, kind: str) -> None:
    seat = hall.delegate("Fiji") if kind == "delegate" else getattr(hall, kind)("Ana")
    made = offer_code(seat, PAGE)
    assert device_of(seat) == ""
    assert take_seat(made.code) == TakenSeat(seat, made.device, PAGE)
    assert device_of(seat) == made.device


def test_a_code_works_once(hall: Assembly) -> None:
    seat = hall.guest()
    code = offer_code(seat, PAGE).code
    first = take_seat(code)
    assert refused(take_seat, code) == "continue.used"
    assert device_of(seat) == first.device


@pytest.mark.parametrize("code", ["", "x", "A" * 22, "٣" * 22, "\ud800", "' OR 1=1 --"])
def test_a_code_that_was_never_given_is_unknown(hall: Assembly, code: str) -> None:
    offer_code(hall.guest(), PAGE)
    assert refused(take_seat, code) == "continue.unknown_code"


def test_a_code_is_over_after_two_minutes(hall: Assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    seat = hall.guest()
    made = offer_code(seat, PAGE)
    monkeypatch.setattr(clock, "now", lambda: made.expires_at)
    assert refused(take_seat, made.code) == "continue.expired"
    assert device_of(seat) == ""


def test_codes_are_forgotten_after_a_day(hall: Assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    made = offer_code(hall.guest(), PAGE)
    monkeypatch.setattr(clock, "now", lambda: made.expires_at + timedelta(days=1, seconds=1))
    offer_code(hall.guest(), PAGE)
    assert Continuation.objects.count() == 1
    assert refused(take_seat, made.code) == "continue.unknown_code"


def test_one_person_cannot_make_codes_without_end(hall: Assembly) -> None:
    seat = hall.guest()
    codes = [offer_code(seat, PAGE).code for _ in range(services.MAX_AT_ONCE)]
    assert refused(offer_code, seat, PAGE) == "continue.too_many"
    take_seat(codes[0])
    offer_code(seat, PAGE)


def test_what_became_of_the_seat_meanwhile_counts(hall: Assembly) -> None:
    seat = hall.delegate("Fiji")
    code, second = offer_code(seat, PAGE).code, offer_code(seat, PAGE).code
    seats.revise(seat.person, seat.conference, roles=("moderator",))
    assert take_seat(code).seat == replace(seat, roles=("moderator",), revision=1)
    seats.revise(seat.person, seat.conference, roles=(), withdrawn=True)
    assert refused(take_seat, second) == "seat.withdrawn"


def test_the_first_device_takes_the_seat_back_and_the_phone_again(hall: Assembly) -> None:
    seat = hall.guest()
    phone = take_seat(offer_code(seat, PAGE).code).device
    tablet = take_seat(offer_code(seat, PAGE).code).device
    assert device_of(seat) == tablet
    for device in ("", phone, tablet):
        bring_back(seat, device)
        assert device_of(seat) == device


def test_only_a_device_of_the_person_itself_takes_it_back(hall: Assembly) -> None:
    mine, other = hall.guest(), hall.guest()
    stranger = take_seat(offer_code(other, PAGE).code).device
    waiting = offer_code(mine, PAGE).device
    for device in (stranger, waiting, "x" * 32):
        assert refused(bring_back, mine, device) == "continue.unknown_device"
    assert device_of(mine) == ""


def test_a_seat_that_is_taken_anew_is_on_the_first_device(hall: Assembly) -> None:
    seat = hall.guest()
    end_transfer(seat)
    assert SeatDevice.objects.count() == 0
    take_seat(offer_code(seat, PAGE).code)
    end_transfer(seat)
    assert device_of(seat) == ""


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_phones_that_race_exactly_one_wins() -> None:
    hall = Assembly()
    for _ in range(5):
        code, outcomes = offer_code(hall.guest(), PAGE).code, []
        ready = threading.Barrier(8)
        racers = [threading.Thread(target=_race, args=(code, ready, outcomes)) for _ in range(8)]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join(PATIENCE)
        assert sorted(outcomes) == ["continue.used"] * 7 + ["taken"]


def _race(code: str, ready: threading.Barrier, outcomes: list[str]) -> None:
    ready.wait(PATIENCE)
    try:
        with write_transaction():
            take_seat(code)
        outcomes.append("taken")
    except Refusal as refusal:
        outcomes.append(refusal.code)
    finally:
        connections.close_all()

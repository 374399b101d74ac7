"""Seats: what a token holds, and what overrules it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import SeatRevision
from foundation.accounts.seats import Seat
from foundation.refusals import Refusal

PERSON = "7f3f2c1e-0000-4000-8000-000000000001"
OTHER = "7f3f2c1e-0000-4000-8000-000000000002"
SEAT = Seat(PERSON, "1", "Ana", "remote", ("delegate",), participant="3", party="5", revision=2)


def refusal_code(token: str) -> str:
    with pytest.raises(Refusal) as refused:
        seats.read(token)
    return refused.value.code


@given(
    st.builds(
        Seat, st.uuids().map(str), st.text(max_size=4), st.text(max_size=20), st.sampled_from(["hall", "remote"]),
        st.lists(st.text(max_size=5), max_size=3).map(tuple), st.none() | st.text(max_size=4),
        st.none() | st.text(max_size=4), st.integers(0, 9),
    )
)  # fmt: skip
def test_a_token_is_read_as_it_was_signed(seat: Seat) -> None:
    token, expires = seats.sign(seat)
    read, read_expires = seats.read(token)
    assert read == seat
    assert timedelta() <= expires - read_expires < timedelta(seconds=1)


def test_a_changed_token_is_forged() -> None:
    token, _ = seats.sign(SEAT)
    for at in range(0, len(token), 7):
        other = "A" if token[at] != "A" else "B"
        assert refusal_code(token[:at] + other + token[at + 1 :]) == "seat.forged"
    assert refusal_code("") == "seat.missing"


def test_a_token_of_another_secret_or_purpose_is_forged(settings: LazySettings) -> None:
    token, _ = seats.sign(SEAT)
    assert refusal_code(signing.dumps({"expires": 2**40}, salt="balai.media")) == "seat.forged"
    settings.SECRET_KEY = "another"
    assert refusal_code(token) == "seat.forged"


def test_a_token_expires(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    token, expires = seats.sign(SEAT)
    monkeypatch.setattr(clock, "now", lambda: expires - timedelta(seconds=2))
    assert seats.read(token)[0] == SEAT
    monkeypatch.setattr(clock, "now", lambda: expires)
    assert refusal_code(token) == "seat.expired"


def test_renewal_does_not_extend_a_seat_beyond_its_end(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.SEAT_SECONDS, settings.SEAT_MOST_SECONDS = 4 * 3600, 24 * 3600
    began = clock.now()
    moment = [began]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    token, _ = seats.sign(SEAT)
    for hours in range(3, 24, 3):
        moment[0] = began + timedelta(hours=hours)
        token, expires = seats.sign(seats.read(token)[0])
    assert (expires - began) // timedelta(minutes=1) in (24 * 60 - 1, 24 * 60)
    moment[0] = expires
    assert refusal_code(token) == "seat.expired"
    kept = seats.overrule(SEAT, None)
    assert refusal_code(seats.sign(replace(kept, taken_at=int(began.timestamp())))[0]) == "seat.expired"


def test_a_token_without_taken_at_cannot_be_renewed_for_another_day(
    settings: LazySettings,
) -> None:
    settings.SEAT_SECONDS = 4 * 3600
    token, expires = seats.sign(SEAT)
    content = signing.loads(token, salt="balai.seat")
    del content["taken_at"]
    seat, _ = seats.read(signing.dumps(content, salt="balai.seat"))
    assert seat.taken_at == int(expires.timestamp()) - 4 * 3600


def test_only_a_later_revision_overrules() -> None:
    assert seats.overrule(SEAT, None) == SEAT
    for number in (1, 2):
        assert seats.overrule(SEAT, SeatRevision(number=number, roles=["moderator"])) == SEAT
    later = seats.overrule(SEAT, SeatRevision(number=3, roles=["moderator"]))
    assert later == replace(SEAT, roles=("moderator",), revision=3)


def test_keys_name_the_person_and_its_party() -> None:
    assert SEAT.keys == {f"person/{PERSON}", "party/5", "held/5"}
    assert replace(SEAT, given_out=True).keys == {f"person/{PERSON}", "party/5"}
    assert replace(SEAT, party=None).keys == {f"person/{PERSON}"}


@pytest.mark.django_db
def test_the_current_seat_is_read_from_the_database() -> None:
    seat = replace(SEAT, revision=seats.revision_of(PERSON, "1"))
    assert seats.current(seat) == seat
    seats.revise(PERSON, "1", roles=("moderator",))
    assert seats.current(seat).roles == ("moderator",)
    seats.revise(PERSON, "2", roles=(), withdrawn=True)
    assert seats.current(seat).roles == ("moderator",)
    seats.revise(PERSON, "1", roles=(), withdrawn=True)
    with pytest.raises(Refusal) as refused:
        seats.current(seat)
    assert refused.value.code == "seat.withdrawn"
    seats.revise(PERSON, "1", roles=("delegate",))
    assert seats.current(seat).roles == ("delegate",)
    assert seats.revision_of(PERSON, "1") == 3


@pytest.mark.django_db
def test_many_seats_are_revised_as_one_is() -> None:
    seats.revise(
        PERSON, "1", roles=("moderator",), session_roles=(("4", "delegate"),), party="5", place="hall"
    )
    before = replace(SEAT, revision=1), replace(SEAT, person=OTHER, revision=0)
    seats.revise_all([PERSON, OTHER], "1", roles=("audience",), registered=True)
    for seat in before:
        assert seats.current(seat) == replace(
            seat, roles=("audience",), session_roles=(), registered=True, revision=seat.revision + 1
        )

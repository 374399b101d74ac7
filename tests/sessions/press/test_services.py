"""Journalists join, speak and appear in the minutes, on a real database."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from config.views import app
from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.journal.models import Entry
from foundation.messages.protocol import Done, Refused
from sessions.minutes.proceedings import turns
from sessions.parties.models import Participant, Party
from sessions.parties.services import withdraw_access
from sessions.press import services
from sessions.programme.models import Session
from sessions.seats.transfer import services as continuing
from sessions.seats.transfer.models import Continuation
from tests.sessions.seats.test_api import post, problem
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
PATH = "/api/v1/seats/press"


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def chair(hall: Assembly) -> Seat:
    return hall.moderator()


def add(hall: Assembly, by: Seat, name: str = "Ana", outlet: str = "The Evening Sample") -> Done | Refused:
    stream = hall.conference.stream
    return hall.do(by, "press.add_journalist", stream=stream, name=name, outlet=outlet)


def added(hall: Assembly, by: Seat) -> Participant:
    assert isinstance(add(hall, by), Done)
    return Participant.objects.select_related("party", "person").get(name="Ana")


def ask(by: Seat | None, participant: object, session: object) -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(by)[0]}"} if by else {}
    return post(Client(), PATH, {"participant": str(participant), "session": str(session)}, **headers)


def test_the_audit_log_says_who_was_added(hall: Assembly, chair: Seat) -> None:
    row = added(hall, chair)
    made = AuditEntry.objects.get()
    assert (made.subject_kind, made.subject_id, made.subject_label) == ("participant", str(row.pk), "Ana")
    assert (made.before, made.after) == (None, {"outlet": "The Evening Sample", "place": "remote"})


def test_the_link_to_a_seat_is_below_the_public_address(hall: Assembly, chair: Seat, settings: Any) -> None:
    settings.PUBLIC_URL = "https://hall.example"
    answer = ask(chair, added(hall, chair).pk, hall.session.pk)
    assert answer.json()["plain"]["address"].startswith("https://hall.example/seat#")


def test_FL1_a_journalist_is_a_party_with_one_member(hall: Assembly, chair: Seat) -> None:
    row = added(hall, chair)
    party = Party.objects.get(outlet="The Evening Sample")
    assert (row.party, row.roles, row.simulated) == (party, ["delegate"], False)
    told = (party.name, party.category, party.place, party.accredited, party.illustrative)
    assert told == ({"en": "Ana"}, "other", "remote", False, False)
    (entry,) = Entry.objects.filter(stream=hall.conference.stream)
    assert entry.event == {
        "type": "press.journalist_added",
        "party": str(party.pk),
        "participant": str(row.pk),
    }
    put = json.loads(entry.everyone or "")["put"]
    assert put["party"][str(party.pk)]["outlet"] == "The Evening Sample"
    assert put["participant"][str(row.pk)]["name"] == "Ana"


@pytest.mark.parametrize(
    ("name", "outlet", "code"),
    [
        (" ", "The Evening Sample", "press.unnamed"),
        ("Budi", "", "press.unnamed"),
        ("ana", "The Evening Sample", "press.already_there"),
        ("x" * 121, "The Evening Sample", "wire.bad_command"),
    ],
)
def test_a_refusal_leaves_nothing_behind(
    hall: Assembly, chair: Seat, name: str, outlet: str, code: str
) -> None:
    added(hall, chair)
    answer = add(hall, chair, name, outlet)
    assert isinstance(answer, Refused)
    assert (answer.code, Party.objects.count(), Participant.objects.count()) == (code, 1, 2)


def test_journalists_of_another_conference_are_not_in_the_way(hall: Assembly, chair: Seat) -> None:
    added(hall, chair)
    other = Assembly()
    assert isinstance(add(other, other.moderator()), Done)


def test_FL1_a_journalist_gets_the_floor_and_stands_in_the_minutes(hall: Assembly, chair: Seat) -> None:
    row = added(hall, chair)
    hall.done(chair, "floor.inscribe", party=str(row.party_id))
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    section = turns(hall.session)
    names = [column.name for column in section.columns]
    (turn,) = section.rows
    assert set(turn.values[names.index("party")].values()) == {"Ana, The Evening Sample"}


def test_a_link_seats_the_journalist_once_and_a_get_spends_nothing(hall: Assembly, chair: Seat) -> None:
    row, before = added(hall, chair), clock.now()
    answer = ask(chair, row.pk, hall.session.pk)
    body = answer.json()
    assert (answer.status_code, set(body)) == (201, {"device", "expires_at", "plain", "secure"})
    path = body["plain"]["address"].removeprefix("http://testserver")
    assert path.startswith("/seat#")
    assert resolve(path.partition("#")[0]).func is app, "a page like all others"
    made_at = Continuation.objects.get().expires_at - services.LINK_LIFETIME
    assert before <= made_at <= clock.now()
    take = {"code": path.removeprefix("/seat#")}
    got: Any = post(Client(), "/api/v1/seats/continue/take", take).json()  # type: ignore[attr-defined]
    seat, _ = seats.read(got["token"])
    assert (seat.participant, seat.party, seat.roles) == (str(row.pk), str(row.party_id), ("delegate",))
    assert got["path"] == f"/c/{hall.conference.slug}/session/{hall.session.pk}"
    refused = [("floor.inscribe", {}), ("written.submit", {"language": "en", "text": "We ask."})]
    assert [hall.code(seat, kind, **fields) for kind, fields in refused] == ["press.no_briefing"] * 2
    Session.objects.update(kind="press_briefing")
    assert hall.code(seat, "floor.inscribe", kind="point_of_order") == "press.raises_nothing"
    for kind, fields in refused:
        hall.done(seat, kind, **fields)
    assert problem(post(Client(), "/api/v1/seats/continue/take", take)) == (410, "continue.used")


def test_a_second_link_ends_the_one_before_and_no_seat_that_was_taken(hall: Assembly, chair: Seat) -> None:
    row, other = added(hall, chair), hall.delegate("Fiji")
    Session.objects.update(kind="press_briefing")
    codes = []
    for _ in range(3):
        address = ask(chair, row.pk, hall.session.pk).json()["plain"]["address"]
        codes.append({"code": address.rpartition("#")[2]})
        if len(codes) == 1:
            first: Any = post(Client(), "/api/v1/seats/continue/take", codes[0]).json()  # type: ignore[attr-defined]
    assert problem(post(Client(), "/api/v1/seats/continue/take", codes[1])) == (410, "continue.expired")
    assert post(Client(), "/api/v1/seats/continue/take", codes[2]).status_code == 201
    hall.done(seats.read(first["token"])[0], "floor.inscribe")
    assert continuing.take_seat(continuing.offer_code(other, "/").code).seat == other


def test_who_adds_no_journalists_gives_no_links(hall: Assembly, chair: Seat) -> None:
    row = added(hall, chair)
    assert problem(ask(None, row.pk, hall.session.pk)) == (401, "seat.missing")
    for seat in (hall.delegate("Fiji"), hall.guest(), hall.person("Operator", "operator")):
        assert problem(ask(seat, row.pk, hall.session.pk)) == (403, "wire.forbidden")
    assert ask(hall.person("Organiser", "organiser"), row.pk, hall.session.pk).status_code == 201


def test_a_link_is_for_a_journalist_of_this_conference_and_one_of_its_sessions(
    hall: Assembly, chair: Seat
) -> None:
    row, fiji, other = added(hall, chair), hall.delegate("Fiji"), Assembly()
    session = hall.session.pk
    codes = [
        ask(by, who, to).json()["code"]
        for by, who, to in (
            (chair, fiji.participant, session),
            (chair, chair.participant, session),
            (other.moderator(), row.pk, session),
            (chair, row.pk, other.session.pk),
            (chair, row.pk, "x"),
        )
    ]
    assert codes == [
        "press.not_a_journalist",
        "press.not_a_journalist",
        "parties.unknown_participant",
        "wire.unknown_stream",
        "wire.unknown_stream",
    ]
    withdraw_access(row)
    assert ask(chair, row.pk, session).json()["code"] == "seat.withdrawn"
    assert Continuation.objects.count() == 0

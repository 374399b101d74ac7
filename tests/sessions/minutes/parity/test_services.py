"""The parity ledger of a session, by real commands."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.wire import execution
from sessions.minutes.parity import services
from sessions.minutes.parity.rules import LedgerLine
from sessions.models import Participant, Party, RefusedRequest, Theme, Turn
from sessions.parties.services import overrule_tokens
from tests.support.assembly import STARTS, Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def japan(hall: Assembly) -> Seat:
    theme = Theme.objects.create(conference=hall.conference, key="recovery", title={"en": "Recovery"})
    party = hall.party("Japan", place="hall", region="Asia", theme=theme)
    return hall.person("Delegate of Japan", "delegate", party=party, place="hall")


def after(moment: list[datetime], seconds: float) -> None:
    moment[0] += timedelta(seconds=seconds)


def line(hall: Assembly, of: str, key: str) -> LedgerLine:
    hall.session.refresh_from_db()
    return next(each for each in services.ledger(hall.session) if (each.of, each.key) == (of, key))


def test_FL23_waiting_speaking_turns_and_refusals(
    hall: Assembly, chair: Seat, fiji: Seat, japan: Seat, moment: list[datetime]
) -> None:
    hall.done(fiji, "floor.inscribe")
    after(moment, 60)
    hall.done(japan, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    after(moment, 190)
    hall.done(chair, "floor.grant", entry="2", token=1, confirmed=True)
    after(moment, 30)
    hall.done(chair, "floor.suspend_turn", token=2)
    after(moment, 300)
    hall.done(chair, "floor.close_list")
    for _ in range(2):
        assert hall.code(fiji, "floor.inscribe") == "floor.list_closed"
    assert services.ledger(hall.session) == [
        LedgerLine(of="place", key="hall", turns=1, spoken=30.0, overtime=0.0, called=1, mean_wait=190.0, waiting=0,
              refusals=0),
        LedgerLine(of="place", key="remote", turns=1, spoken=190.0, overtime=10.0, called=1, mean_wait=60.0, waiting=0,
              refusals=2),
        *[each for each in services.ledger(hall.session) if each.of != "place"],
    ]  # fmt: skip
    hall.done(chair, "floor.end", token=3)
    assert line(hall, "region", "Asia").spoken == 30.0
    theme = str(Theme.objects.get().pk)
    assert line(hall, "theme", theme).turns == 1
    assert line(hall, "theme", "").turns == 1


def test_waiting_begins_when_the_session_does(
    hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]
) -> None:
    moment[0] = STARTS - timedelta(days=3)
    hall.done(fiji, "floor.inscribe")
    moment[0] = STARTS + timedelta(seconds=40)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert line(hall, "place", "remote").mean_wait == 40.0


def test_an_entry_that_was_called_twice_waited_once(
    hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]
) -> None:
    hall.done(fiji, "floor.inscribe")
    after(moment, 20)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    Turn.objects.update(dropped_at=moment[0], suspended_at=moment[0], held_until=moment[0])
    hall.done(chair, "floor.return_to_list", token=1)
    after(moment, 500)
    hall.done(chair, "floor.grant", entry="1", token=1, confirmed=True)
    hall.done(chair, "floor.end", token=2)
    remote = line(hall, "place", "remote")
    assert (remote.turns, remote.called, remote.mean_wait) == (2, 1, 20.0)


def test_who_waits_still_and_points_of_order(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, moment: list[datetime]
) -> None:
    hall.done(chile, "floor.inscribe")
    hall.done(fiji, "floor.inscribe", kind="point_of_order")
    after(moment, 15)
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=0)
    after(moment, 5)
    remote = line(hall, "place", "remote")
    assert (remote.turns, remote.spoken, remote.called, remote.waiting) == (1, 5.0, 0, 1)
    hall.done(chair, "session.close")
    assert line(hall, "place", "remote").waiting == 0


def counted() -> list[tuple[str, str, int]]:
    return [(row.code, row.place, row.times) for row in RefusedRequest.objects.order_by("pk")]


def test_which_refusals_count(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    peru = hall.party("Peru", place="hall")
    desk = hall.person("Desk", "operator")
    hall.done(chair, "floor.close_list")
    assert hall.code(fiji, "floor.restore", entry="1") == "floor.too_late"
    assert hall.code(desk, "floor.inscribe", party=str(peru.pk)) == "floor.list_closed"
    expected = [("floor.too_late", "remote", 1), ("floor.list_closed", "hall", 1)]
    assert counted() == expected
    # Requests that do not count: a chair's for others, without permission, of another kind, of another conference.
    assert hall.code(chair, "floor.inscribe", party=str(peru.pk)) == "floor.reason_needed"
    assert hall.code(hall.guest(), "floor.inscribe") == "wire.forbidden"
    assert hall.code(fiji, "floor.finish", token=9) == "floor.token_changed"
    elsewhere = Assembly().party("Elsewhere")
    assert hall.code(desk, "floor.inscribe", party=str(elsewhere.pk)) == "parties.unknown_party"
    assert counted() == expected


def charged() -> list[tuple[str, str, int]]:
    return [(str(row.party), row.code, row.times) for row in RefusedRequest.objects.order_by("pk")]


def test_a_refusal_counts_for_the_seats_own_party_whichever_it_named(
    hall: Assembly, chile: Seat, japan: Seat
) -> None:
    for kind in ("statement", "point_of_order"):
        assert hall.code(chile, "floor.inscribe", party=japan.party, kind=kind) == "floor.not_yours"
    assert charged() == [("Chile", "floor.not_yours", 2)]


def test_a_refusal_counts_for_the_party_that_the_seat_has_now(hall: Assembly, chair: Seat) -> None:
    peru, tonga = hall.party("Peru"), hall.party("Tonga")
    moved = hall.person("Ana", "delegate", party=peru)
    row = Participant.objects.get(pk=moved.participant)
    row.party = tonga
    row.save()
    overrule_tokens(row, row.roles)
    hall.done(chair, "floor.close_list")
    assert hall.code(moved, "floor.inscribe") == "floor.list_closed"
    assert charged() == [("Tonga", "floor.list_closed", 1)]


def test_the_same_refused_command_sent_twice_counts_once(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(chair, "floor.close_list")
    for _ in range(3):
        assert hall.code(fiji, "floor.inscribe", id="the-same") == "floor.list_closed"
    assert counted() == [("floor.list_closed", "remote", 1)]
    execution.forget_old()
    assert counted() == [("floor.list_closed", "remote", 1)]


def test_the_ledger_asks_as_much_of_a_long_session_as_of_a_short_one(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    def measured() -> tuple[int, int]:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            lines = services.ledger(hall.session)
        return len(asked), len(lines)

    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chair, "floor.end", token=1)
    short = measured()
    turn = Turn.objects.get()
    Turn.objects.bulk_create(
        Turn(session=turn.session, number=number, entry=turn.entry, party=turn.party, place="remote",
             started_at=turn.started_at, ended_at=turn.ended_at, allotted=180, suspended=timedelta())
        for number in range(2, 500)
    )  # fmt: skip
    assert measured() == short
    assert line(hall, "place", "remote").turns == 499


def get(hall: Assembly, seat: Seat | None) -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"} if seat else {}
    return Client().get(f"/api/v1/sessions/{hall.session.pk}/parity", headers=headers)


def test_the_ledger_is_live_for_who_runs_the_session_and_for_no_other(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    answer = get(hall, chair)
    assert answer.json() == {
        "published": "nothing",
        "lines": [each.model_dump() for each in services.ledger(hall.session)],
    }
    assert get(hall, hall.person("Organiser", "organiser")).status_code == 200
    for seat in (fiji, hall.guest(), hall.person("Desk", "operator")):
        assert get(hall, seat).json()["code"] == "wire.forbidden"
    assert get(hall, None).json()["code"] == "seat.missing"
    assert get(hall, Assembly().moderator()).json()["code"] == "wire.wrong_conference"
    assert Party.objects.filter(conference=hall.conference).count() == 1


def test_FL15_the_introduction_of_a_video_statement_is_no_speaking_time_in_the_ledger_either(
    hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]
) -> None:
    Party.objects.filter(pk=fiji.party).update(video_statement_file="statement.webm")
    hall.done(fiji, "floor.inscribe", mode="video_statement", speaker=fiji.participant)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    after(moment, 40)
    assert line(hall, "place", "remote").spoken == 0.0
    hall.done(chair, "floor.start_playback", token=1)
    after(moment, 25)
    assert line(hall, "place", "remote").spoken == 25.0

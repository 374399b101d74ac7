"""Disconnections by real commands, on a real database (FL19, FL20)."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from foundation.accounts.seats import Seat
from foundation.journal.models import Entry as Journaled
from sessions.floor import models
from sessions.floor.disconnections import services
from sessions.floor.disconnections.rules import WatchedTurn
from sessions.parties.models import Party
from tests.support.assembly import Assembly
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]) -> WatchedTurn:
    """Fiji has the floor, and its line was seen."""
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    services.store_reached(services.watched_turns()[0], "line", moment[0])
    (held,) = services.watched_turns()
    return held


def last(hall: Assembly) -> Any:
    row = Journaled.objects.filter(stream=hall.stream).latest("seq")
    assert row.everyone is not None
    return json.loads(row.everyone)


def test_FL20_who_is_watched(hall: Assembly, held: WatchedTurn, fiji: Seat, moment: list[datetime]) -> None:
    assert held == WatchedTurn(
        session=hall.session.pk, turn=1, party=str(fiji.party), place="remote", reached_by="line",
        reached_at=moment[0], dropped=False, connected=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "watched"),
    [
        ({"mode": "read_out"}, False),
        ({"mode": "read_out", "place": "hall"}, False),
        ({"place": "hall"}, False),
        ({}, True),
        ({"mode": "video_statement"}, False),
    ],
)
def test_FL20_only_who_is_heard_over_a_line_of_its_own_is_watched(
    hall: Assembly, chair: Seat, fiji: Seat, fields: dict[str, Any], watched: bool
) -> None:
    Party.objects.update(video_statement_file="statement.webm")
    hall.done(fiji, "floor.inscribe", **fields)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert (len(services.watched_turns()) == 1) == watched


def test_FL20_a_drop_and_a_return_are_told_once_and_by_nobody(
    hall: Assembly, held: WatchedTurn, moment: list[datetime]
) -> None:
    seen, moment[0] = moment[0] + timedelta(seconds=10), moment[0] + timedelta(seconds=12)
    assert (services.holder_dropped(held, seen), services.holder_dropped(held, seen)) == (True, False)
    told = last(hall)
    assert (told["event"]["type"], told["actor"]) == ("floor.holder_dropped", None)
    turn = told["put"]["turn"]["1"]
    assert (turn["dropped_at"], turn["held_until"]) == (
        "2021-11-16T05:20:10.000Z",
        "2021-11-16T05:20:42.000Z",
    )
    assert (turn["suspended_at"], told["put"]["floor"][str(hall.session.pk)]["token"]) == (
        "2021-11-16T05:20:10.000Z",
        1,
    )
    moment[0] += timedelta(seconds=60)
    assert (services.holder_returned(held), services.holder_returned(held)) == (True, False)
    turn = last(hall)["put"]["turn"]["1"]
    assert (turn["dropped_at"], turn["held_until"], turn["suspended_seconds"]) == (None, None, 62.0)
    assert hall.events()[2:] == ["floor.holder_dropped", "floor.holder_returned"]


@pytest.mark.django_db(transaction=True)
def test_FL20_of_two_processes_that_notice_at_once_one_tells(
    hall: Assembly, held: WatchedTurn, moment: list[datetime]
) -> None:
    drop = lambda: services.holder_dropped(held, moment[0])  # noqa: E731
    assert sorted(at_once(drop, drop, drop)) == [False, False, True]
    back = lambda: services.holder_returned(held)  # noqa: E731
    assert sorted(at_once(back, back, back)) == [False, False, True]


def test_FL20_another_process_that_reaches_the_holder_is_believed(
    hall: Assembly, held: WatchedTurn, moment: list[datetime]
) -> None:
    services.store_reached(held, "line", moment[0] + timedelta(seconds=3))
    assert services.holder_dropped(held, moment[0] + timedelta(seconds=1)) is False
    assert hall.floor().token == 1


def test_FL20_a_moderator_who_gave_the_floor_on_before_it_saw_the_drop_is_obeyed(
    hall: Assembly, held: WatchedTurn, chair: Seat, chile: Seat, moment: list[datetime]
) -> None:
    hall.done(chile, "floor.inscribe")
    services.holder_dropped(held, moment[0])
    hall.done(chair, "floor.grant", entry="2", token=1, confirmed=True)
    assert services.holder_returned(held) is False
    assert hall.events()[-1] == "floor.granted"


def test_FL20_a_moderator_who_gives_the_floor_on_since_the_line_was_gone_learns_that_it_is_back(
    hall: Assembly, held: WatchedTurn, chair: Seat, chile: Seat, moment: list[datetime]
) -> None:
    hall.done(chile, "floor.inscribe")
    services.holder_dropped(held, moment[0])
    services.holder_returned(held)
    assert hall.code(chair, "floor.grant", entry="2", token=1, confirmed=True) == "floor.token_changed"


def test_FL20_the_grace_is_a_setting(
    hall: Assembly, held: WatchedTurn, chair: Seat, moment: list[datetime], settings: Settings
) -> None:
    settings.HOLDER_GRACE_SECONDS = 5
    services.holder_dropped(held, moment[0])
    assert last(hall)["event"]["held_until"] == "2021-11-16T05:20:05.000Z"
    moment[0] += timedelta(seconds=9)
    entry = hall.done(chair, "floor.wait", token=1)
    assert (entry.event["held_until"], entry.actor) == ("2021-11-16T05:20:14.000Z", chair.person)


def test_FL20_a_video_statement_plays_where_the_party_has_one(
    hall: Assembly, held: WatchedTurn, chair: Seat, moment: Any
) -> None:
    services.holder_dropped(held, moment[0])
    assert hall.code(chair, "floor.play_video_statement", token=1) == "floor.no_video_statement"
    Party.objects.update(video_statement_file="statement.webm")
    hall.done(chair, "floor.play_video_statement", token=1)
    turn = last(hall)["put"]["turn"]["1"]
    assert (turn["mode"], turn["suspended_at"], hall.floor().token) == ("video_statement", None, 2)
    assert (models.Entry.objects.get().mode, services.watched_turns()) == ("video_statement", [])


def test_FL20_an_entry_that_returns_to_the_list_is_seen_there_and_called_again(
    hall: Assembly, held: WatchedTurn, chair: Seat, chile: Seat, moment: Any
) -> None:
    hall.done(chile, "floor.inscribe")
    services.holder_dropped(held, moment[0])
    hall.done(chair, "floor.return_to_list", token=1)
    told = last(hall)
    assert (told["event"]["place"], told["drop"]["turn"], sorted(told["put"]["entry"])) == (
        2,
        ["1"],
        ["1", "2"],
    )
    assert models.Turn.objects.get().ended_by == "returned"
    hall.done(chair, "floor.grant", entry="1", token=1, confirmed=True)
    assert [t.number for t in models.Turn.objects.order_by("number")] == [1, 2]


def test_FL20_a_hall_that_stays_away_suspends_the_session(
    hall: Assembly, chair: Seat, moment: list[datetime]
) -> None:
    japan = hall.delegate("Japan", place="hall")
    hall.done(japan, "floor.inscribe", place="hall")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    services.store_reached(services.watched_halls()[0], "line", moment[0])
    services.holder_dropped(services.watched_halls()[0], moment[0])
    moment[0] += timedelta(seconds=29.9)
    services.give_up_on_halls()
    assert hall.events()[-1] == "floor.holder_dropped"
    moment[0] += timedelta(seconds=0.1)
    services.give_up_on_halls()
    services.give_up_on_halls()
    assert hall.events()[2:] == ["floor.holder_dropped", "session.suspended"]
    assert last(hall)["event"]["reason"] == services.HALL_IS_GONE
    assert services.holder_returned(services.watched_halls()[0]) is True
    assert last(hall)["event"]["resumed"] is False
    hall.done(chair, "session.resume")
    hall.done(chair, "floor.resume_turn", token=2)
    assert last(hall)["put"]["turn"]["1"]["suspended_at"] is None


def test_FL20_a_hall_that_drops_while_somebody_speaks_from_afar_stops_the_clock_and_suspends_the_session(
    hall: Assembly, held: WatchedTurn, chair: Seat, moment: list[datetime]
) -> None:
    services.store_reached(services.watched_halls()[0], "line", moment[0])
    assert services.holder_dropped(services.watched_halls()[0], moment[0]) is True
    assert (last(hall)["event"]["hall"], last(hall)["put"]["turn"]["1"]["suspended_at"] is None) == (
        True,
        False,
    )
    assert [each.dropped for each in (*services.watched_turns(), *services.watched_halls())] == [False, True]
    assert services.holder_returned(services.watched_halls()[0]) is True
    assert (last(hall)["event"]["resumed"], hall.floor().hall_until) == (True, None)
    services.holder_dropped(services.watched_halls()[0], moment[0])
    moment[0] += timedelta(seconds=30)
    services.give_up_on_halls()
    assert hall.events()[-1] == "session.suspended"
    assert len(services.watched_halls()) == 1, "its turn goes on waiting for it"


def test_FL20_a_hall_that_drops_while_nobody_speaks_suspends_the_session_and_one_that_is_back_does_not(
    hall: Assembly, chair: Seat, moment: list[datetime]
) -> None:
    services.give_up_on_halls()
    (never,) = services.watched_halls()
    assert (never.reached_by, services.holder_dropped(never, moment[0])) == ("", False)
    for back in (True, False):
        services.store_reached(services.watched_halls()[0], "line", moment[0])
        (up,) = services.watched_halls()
        assert (up.reached_by, services.holder_dropped(up, moment[0])) == ("line", False)
        assert services.watched_halls()[0].reached_by == "", "it is not told twice"
        moment[0] += timedelta(seconds=29)
        if back:
            services.store_reached(services.watched_halls()[0], "line", moment[0])
        moment[0] += timedelta(seconds=1)
        services.give_up_on_halls()
        assert (hall.events() == ["session.suspended"]) is not back
    hall.done(chair, "session.resume")
    moment[0] += timedelta(seconds=60)
    services.give_up_on_halls()
    assert (hall.events()[-1], services.watched_halls()[0].reached_by) == ("session.resumed", "")


def test_FL20_a_turn_that_begins_while_the_hall_is_away_waits_for_it_too(
    hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]
) -> None:
    hall.done(fiji, "floor.inscribe")
    services.store_reached(services.watched_halls()[0], "line", moment[0])
    services.holder_dropped(services.watched_halls()[0], moment[0])
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert services.holder_dropped(services.watched_halls()[0], moment[0]) is True


def test_FL19_the_party_is_told_that_it_is_called_later(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chile, "floor.inscribe")
    entry = hall.done(chair, "floor.call_later", entry="1", moves=0)
    assert entry.event == {
        "type": "floor.called_later", "entry": "1", "party": fiji.party, "place_left": 1, "place_taken": 2,
        "reason": "",
    }  # fmt: skip
    assert last(hall)["event"] == entry.event
    assert hall.code(chair, "floor.call_later", entry="1", moves=0) == "floor.list_changed"

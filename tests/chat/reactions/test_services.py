"""Reactions to what was released, through the real handlers, with a real database."""

import random
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from chat.reactions.minutes import reactions
from chat.reactions.models import ReleaseReaction
from foundation import clock
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.wire import signals as wire_signals
from foundation.wire.command_batches import MAX_BATCH
from sessions.models import Outcome, Session, WrittenStatement
from tests.chat.reactions.conftest import act, batch, publish
from tests.support.assembly import Assembly
from tests.support.limited import limit
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


def counts(stream: str) -> dict[str, dict[str, int]]:
    """The counts that signals of a stream have."""
    found: dict[str, dict[str, int]] = wire_signals.read_all(stream)["reaction.counts"]["counts"]
    return found


def mine(stream: str, seat: Seat) -> dict[str, list[str]]:
    found: dict[str, list[str]] = wire_signals.read_own(stream, [seat.person])[seat.person]["reaction.mine"][
        "mine"
    ]
    return found


def switch(hall: Assembly, *, on: bool) -> None:
    organiser = hall.person("Organiser", "organiser")
    values, seen = {"takes_reactions": on}, {"takes_reactions": not on}
    hall.done(
        organiser, "programme.change_conference", stream=hall.conference.stream, values=values, seen=seen
    )


def test_each_person_counts_once_for_each_reaction(
    hall: Assembly, statement: str, fiji: Seat, chile: Seat
) -> None:
    codes = batch(
        hall.stream,
        [
            (fiji, act(statement)), (fiji, act(statement)), (chile, act(statement)),
            (chile, act(statement, "thanks")), (chile, act(statement, do="withdraw")),
            (chile, act("statement/999")), (fiji, act(statement, "question")),
        ],
    )  # fmt: skip
    assert codes == ["", "", "", "", "", "reaction.not_released", ""]
    assert counts(hall.stream) == {statement: {"agree": 1, "thanks": 1, "question": 1}}
    assert mine(hall.stream, fiji) == {statement: ["agree", "question"]}
    assert mine(hall.stream, chile) == {statement: ["thanks"]}


def test_a_guest_reacts_and_the_session_may_be_closed(hall: Assembly, statement: str, over: Assembly) -> None:
    assert batch(hall.stream, [(hall.guest(), act(statement))]) == [""]
    assert counts(hall.stream) == {statement: {"agree": 1}}


@pytest.mark.parametrize("change", [{"held": True}, {"withdrawn": True}])
def test_to_what_is_not_released_nobody_reacts(
    hall: Assembly, statement: str, chair: Seat, change: dict[str, bool]
) -> None:
    WrittenStatement.objects.update(**change)
    assert batch(hall.stream, [(chair, act(statement))]) == ["reaction.not_released"]


def test_a_statement_of_another_session(hall: Assembly, statement: str, fiji: Seat) -> None:
    other = hall.add_session()
    assert batch(other.stream, [(fiji, act(statement))]) == ["reaction.not_released"]


def test_nothing_of_a_session_that_runs_is_released_but_its_statements(
    hall: Assembly, chair: Seat, over: Assembly
) -> None:
    publish(hall, "recording", "everyone")
    hall.session.state = "open"
    hall.session.save()
    codes = batch(hall.stream, [(chair, act("minutes")), (chair, act("recording"))])
    assert codes == ["reaction.not_released"] * 2


@pytest.mark.parametrize(
    ("readers", "reacting"),
    [
        ("nobody", set()),
        ("delegations", {"delegate", "interpreter", "moderator"}),
        ("participants", {"delegate", "interpreter", "moderator", "registered"}),
        ("entrants", {"delegate", "interpreter", "moderator", "registered", "guest"}),
        ("everyone", {"delegate", "interpreter", "moderator", "registered", "guest"}),
    ],
)
@pytest.mark.parametrize("part", ["minutes", "recording"])
def test_who_may_read_a_part_reacts_to_it(
    hall: Assembly, over: Assembly, part: str, readers: str, reacting: set[str]
) -> None:
    publish(hall, part, readers)
    seats = {
        "guest": hall.guest(),
        "registered": replace(hall.guest(), registered=True),
        **{role: hall.person(role, role) for role in ("delegate", "interpreter", "moderator")},
    }
    codes = dict(zip(seats, batch(hall.stream, [(seat, act(part)) for seat in seats.values()]), strict=True))
    assert {name for name, code in codes.items() if not code} == reacting
    assert set(codes.values()) <= {"", "reaction.not_released"}
    # Who reads a part may be fewer than who follow the session: no signal has its counts.
    assert counts(hall.stream) == {}


def test_a_recording_that_is_not_there_is_not_released(hall: Assembly, over: Assembly, chair: Seat) -> None:
    publish(hall, "recording", "everyone")
    hall.session.recordings.all().delete()  # type: ignore[attr-defined]
    assert batch(hall.stream, [(chair, act("recording"))]) == ["reaction.not_released"]


def test_an_outcome_document_is_released_when_it_is_adopted(
    hall: Assembly, adopted: Outcome, fiji: Seat
) -> None:
    add = {"type": "reaction.add_to_outcome", "kind": "thanks"}
    guest, rapporteur = hall.guest(), hall.person("R", "rapporteur")
    codes = batch(adopted.stream, [(fiji, add), (guest, add), (rapporteur, add)])
    assert codes == ["", "outcome.not_open", ""]
    assert counts(adopted.stream) == {"outcome": {"thanks": 2}}
    assert mine(adopted.stream, fiji) == {"outcome": ["thanks"]}
    withdraw = {"type": "reaction.withdraw_from_outcome", "kind": "thanks"}
    assert batch(adopted.stream, [(fiji, withdraw)], "b") == [""]
    assert counts(adopted.stream) == {"outcome": {"thanks": 1}}
    Outcome.objects.update(state="drafting")
    assert batch(adopted.stream, [(fiji, add)], "c") == ["reaction.not_released"]


def test_the_organiser_switches_reactions_off_and_on(
    hall: Assembly, statement: str, adopted: Outcome, fiji: Seat
) -> None:
    batch(hall.stream, [(fiji, act(statement))])
    assert batch(adopted.stream, [(fiji, {"type": "reaction.add_to_outcome", "kind": "agree"})], "o") == [""]
    switch(hall, on=False)
    assert batch(hall.stream, [(fiji, act(statement, do="withdraw"))], "b") == ["reaction.off"]
    assert (counts(hall.stream), mine(hall.stream, fiji)) == ({}, {})
    assert counts(adopted.stream) == {}
    assert reactions(Session.objects.get()).rows == ()
    assert AuditEntry.objects.filter(action="programme.change_conference").count() == 1
    switch(hall, on=True)
    assert counts(hall.stream) == {statement: {"agree": 1}}
    assert counts(adopted.stream) == {"outcome": {"agree": 1}}


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_the_switch_sends_the_counts_of_all_streams_again(
    hall: Assembly, statement: str, adopted: Outcome
) -> None:
    heard: list[tuple[str, str, str]] = []
    stop = wire_signals.call_when_changed(heard.append)
    switch(hall, on=False)
    stop()
    assert {(hall.stream, "reaction.counts", ""), (adopted.stream, "reaction.counts", "")} <= {*heard}


def test_new_guests_of_one_address_do_not_make_up_a_count(
    hall: Assembly, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "reaction.add", newcomers=2)
    now = int(clock.now().timestamp())
    guests = [replace(hall.guest(network="a"), taken_at=now) for _ in range(4)]
    codes = batch(hall.stream, [(seat, act(statement)) for seat in guests])
    assert codes == ["", "", "reaction.later", "reaction.later"]
    # Whoever reacted may change that.
    again = [(guests[0], act(statement)), (guests[1], act(statement, do="withdraw"))]
    assert batch(hall.stream, again, "b") == ["", ""]
    assert counts(hall.stream) == {statement: {"agree": 1}}


def test_the_minutes_have_numbers_and_no_names(
    hall: Assembly, statement: str, over: Assembly, fiji: Seat, chile: Seat
) -> None:
    quiet = WrittenStatement.objects.get()
    quiet.pk, quiet.published_at = None, None
    quiet.save()
    publish(hall, "recording", "entrants")
    batch(
        hall.stream,
        [(fiji, act(statement)), (chile, act(statement)), (chile, act(statement, "question")),
         (chile, act("recording"))],
    )  # fmt: skip
    [row] = reactions(hall.session).rows
    assert (row.values[1]["en"], row.values[-3:]) == ("Peru", (2, 0, 1))


def test_the_number_of_queries_does_not_grow_with_the_batch(
    hall: Assembly, statement: str, over: Assembly, django_assert_max_num_queries: Any
) -> None:
    publish(hall, "recording", "entrants")
    people = [hall.guest() for _ in range(MAX_BATCH)]
    acts = [(seat, act(("minutes", "recording", statement)[n % 3])) for n, seat in enumerate(people)]
    with django_assert_max_num_queries(24):
        assert batch(hall.stream, acts) == [""] * MAX_BATCH
    assert ReleaseReaction.objects.count() == MAX_BATCH


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_storm_with_doubles_and_withdrawals_is_counted_exactly(hall: Assembly, statement: str) -> None:
    chance = random.Random(19)
    people = [hall.guest() for _ in range(40)]
    stands: dict[str, bool] = {}
    storm = []
    for number in range(160):
        seat = people[number % 40]
        stands[seat.person] = chance.random() < 0.6
        storm.append((seat, act(statement, do="add" if stands[seat.person] else "withdraw")))
    for start in range(0, len(storm), MAX_BATCH):
        some, name = storm[start : start + MAX_BATCH], f"{start}"
        # Each batch comes twice at once, as from two processes after a lost line.
        results = at_once(
            lambda some=some, name=name: batch(hall.stream, some, name),
            lambda some=some, name=name: batch(hall.stream, some, name),
        )
        assert results == [[""] * len(some)] * 2
    assert counts(hall.stream).get(statement, {}).get("agree", 0) == sum(stands.values())
    connection.close()

"""Which relay carries what, by the database's decision."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.db.models import F
from pytest_django import Settings

from foundation.database import in_thread
from foundation.refusals import Refusal
from streaming.signalling import relays
from streaming.signalling.carried_streams import PlacedStreams
from streaming.signalling.media_state import NO_LINES
from streaming.signalling.models import Placement, RelayProcess
from streaming.signalling.protocol import LINES
from streaming.signalling.signal_sources import read_report
from tests.streaming.relay.peers import until

pytestmark = [pytest.mark.real_time, pytest.mark.database]


ONE, TWO, THREE = (uuid.UUID(int=number) for number in (1, 2, 3))


ROUNDS = 25
"""Rounds in each of eight threads, on PostgreSQL, where they run at once."""
UP: relays.Reports = {LINES: {"publishing": ["7"]}}


@pytest.fixture(autouse=True)
def _no_lease_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases end only by `die`, however slow a busy machine is."""
    monkeypatch.setattr(relays, "LEASE", timedelta(days=1))


@pytest.fixture
def two(db: None) -> None:
    relays.renew_lease(ONE, "https://one.test", 0.2)
    relays.renew_lease(TWO, "https://two.test", 0.1)


def at_once(ask: Callable[[], None]) -> None:
    """Call it in eight threads, each with its own connection; an exception in one fails the test."""
    together = threading.Barrier(8)

    def begin() -> None:
        together.wait()
        try:
            ask()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(begin) for _ in range(8)]:
            done.result()


def die(*processes: uuid.UUID) -> None:
    """Let their leases run out."""
    rows = RelayProcess.objects.filter(id__in=processes)
    rows.update(seen_at=F("seen_at") - relays.LEASE - timedelta(seconds=1))


def test_a_stream_is_placed_on_the_least_busy_relay_and_stays(two: None) -> None:
    assert relays.place_stream("session/1").pk == TWO
    relays.renew_lease(TWO, "https://two.test", 0.9)
    assert (relays.place_stream("session/1").pk, relays.place_stream("session/2").pk) == (TWO, ONE)
    assert (relays.renew_lease(ONE, "", 0.2), relays.renew_lease(TWO, "", 0.2)) == (
        {"session/2"},
        {"session/1"},
    )


def test_streams_that_come_together_are_spread_before_they_show_in_the_load(two: None) -> None:
    relays.renew_lease(ONE, "", 0.1)
    placed = [relays.place_stream(f"session/{number}").pk for number in range(4)]
    assert sorted(placed) == [ONE, ONE, TWO, TWO]


def test_the_streams_of_a_dead_relay_are_placed_again(two: None) -> None:
    assert relays.place_stream("session/1").pk == TWO
    assert relays.store_reports(TWO, {"session/1": UP}) == {"session/1"}
    lines = read_report(LINES, NO_LINES)
    assert lines(1) == NO_LINES.model_copy(update={"publishing": ["7"], "relay": str(TWO)})
    die(TWO)
    assert lines(1) == NO_LINES
    assert relays.place_stream("session/1").pk == ONE
    assert relays.renew_lease(TWO, "https://two.test", 0.0) == set()
    assert relays.store_reports(TWO, {"session/1": UP}) == set()
    assert lines(1) == NO_LINES.model_copy(update={"relay": str(ONE)})


def test_a_relay_that_renews_its_lease_keeps_its_streams(two: None) -> None:
    assert relays.place_stream("session/1").pk == TWO
    die(TWO)
    assert relays.renew_lease(TWO, "https://two.test", 0.5) == {"session/1"}
    assert relays.place_stream("session/1").pk == TWO


def test_a_web_process_moves_it_before_anybody_asks(two: None) -> None:
    relays.place_stream("session/1")
    assert relays.carried_streams() == {"session/1": (str(TWO), {})}
    die(TWO)
    assert relays.carried_streams() == {"session/1": (str(ONE), {})}
    die(ONE)
    assert relays.carried_streams() == {"session/1": (str(ONE), {})}  # until there is another relay


def test_a_relay_that_drains_hands_over_at_once(two: None) -> None:
    relays.place_stream("session/1")
    relays.remove_relay(TWO)
    assert relays.carried_streams() == {"session/1": (str(ONE), {})}


def test_a_relay_that_starts_again_takes_the_place_of_the_one_that_died_at_its_address(two: None) -> None:
    relays.place_stream("session/1")
    assert relays.renew_lease(THREE, "https://two.test", 0.0) == set()
    assert relays.place_stream("session/1").pk == THREE
    assert set(RelayProcess.objects.values_list("pk", flat=True)) == {ONE, THREE}


def test_the_later_of_two_relays_at_one_address_stays_and_the_other_is_told(two: None) -> None:
    relays.place_stream("session/1")
    relays.renew_lease(THREE, "https://two.test", 0.0)
    with pytest.raises(relays.AddressTaken, match=r"https://two\.test"):
        relays.renew_lease(TWO, "https://two.test", 0.0, known=True)
    assert set(relays.live_relays().values_list("pk", flat=True)) == {ONE, THREE}
    die(THREE)
    assert relays.renew_lease(TWO, "https://two.test", 0.0, known=True) == set()
    assert set(relays.live_relays().values_list("pk", flat=True)) == {ONE, TWO}


@pytest.mark.django_db(transaction=True)
async def test_a_relay_that_lost_its_address_releases_all_and_logs_it_once(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.RELAY_URL = "https://one.test"
    lost: list[str] = []
    relay = PlacedStreams(load=lambda: 0.0, told=lambda stream: {}, busy=lambda: (), lost=lost.append)
    await relay.start()
    await until(lambda: relay.is_healthy)
    assert await relay.other_relay("session/1") is None

    await in_thread(relays.renew_lease, TWO, "https://one.test", 0.0)
    await until(lambda: lost == ["session/1"], during=relay.poll_soon)
    await until(lambda: not relay.is_healthy, during=relay.poll_soon)
    await relay.stop()

    assert [record.getMessage().count("https://one.test") for record in caplog.records] == [1]
    assert await in_thread(lambda: set(RelayProcess.objects.values_list("pk", flat=True))) == {TWO}


def test_a_released_stream_is_placed_on_the_least_busy_relay(two: None) -> None:
    relays.place_stream("session/1")
    relays.renew_lease(TWO, "", 0.8)
    relays.release_streams(ONE, ["session/1"])
    assert relays.place_stream("session/1").pk == TWO  # it was not its own to release
    relays.release_streams(TWO, ["session/1"])
    assert relays.place_stream("session/1").pk == ONE


def test_without_a_relay_a_person_is_told(two: None) -> None:
    die(ONE, TWO)
    with pytest.raises(Refusal) as refused:
        relays.place_stream("session/1")
    assert refused.value.code == "media.no_relay"
    assert not Placement.objects.exists()


def test_the_long_dead_are_forgotten(two: None) -> None:
    RelayProcess.objects.filter(id=ONE).update(seen_at=F("seen_at") - relays.FORGOTTEN - relays.LEASE)
    relays.renew_lease(THREE, "https://three.test", 0.0)
    assert not RelayProcess.objects.filter(id=ONE).exists()


@pytest.mark.django_db(transaction=True)
def test_many_simultaneous_callers_are_sent_to_one_relay() -> None:
    relays.renew_lease(ONE, "https://one.test", 0.1)
    relays.renew_lease(TWO, "https://two.test", 0.1)
    answers: list[uuid.UUID] = []
    at_once(lambda: answers.append(relays.place_stream("session/1").pk))
    assert (len(answers), len(set(answers))) == (8, 1)


@pytest.mark.django_db(transaction=True)
def test_a_stream_released_during_its_placement_is_placed() -> None:
    relays.renew_lease(ONE, "https://one.test", 0.1)

    def ask() -> None:
        for _ in range(ROUNDS):
            relays.release_streams(relays.place_stream("session/1").pk, ["session/1"])

    at_once(ask)
    assert set(Placement.objects.values_list("relay", flat=True)) <= {None}


@pytest.mark.django_db(transaction=True)
def test_a_relay_that_leaves_while_it_is_chosen_fails_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    relays.renew_lease(ONE, "https://one.test", 0.1)
    choose, failures = relays._least_busy, []

    def leave() -> None:
        try:
            relays.remove_relay(ONE)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    leaving = threading.Thread(target=leave)

    def chosen() -> RelayProcess | None:
        relay = choose()
        leaving.start()
        leaving.join(0.5)  # it waits, or was quicker: the choice must be right in both cases
        return relay

    monkeypatch.setattr(relays, "_least_busy", chosen)
    assert relays.place_stream("session/1").pk == ONE
    leaving.join()
    assert failures == []
    assert Placement.objects.get().relay is None

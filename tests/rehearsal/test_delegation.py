"""The behaviour of a simulated delegation, with the test's clock and random generator."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rehearsal.acts import Act, Drop, Leave, OpenSocket, Publish, SendCommand, Unpublish
from rehearsal.delegation import STATEMENT, Delegation, Profile
from rehearsal.plan import MIXES, WAITING, Plan
from tests.rehearsal.scenes import Scene, entry, turn

CALM = MIXES["calm"]
FIJI = Profile(party="1", participant="s1", place="remote", rank=0)


class Played:
    """A behaviour that is connected, and a clock."""

    def __init__(self, profile: Profile = FIJI, plan: Plan = CALM, *, here: bool = True) -> None:
        self.scene, self.now = Scene(), 100.0
        self.behaviour = Delegation(profile, plan, Random(1))
        self.behaviour.here = here
        self.log: list[tuple[bool, Act]] = []
        """Every action, and whether the delegation was connected."""
        self.mine: dict[str, dict[str, Any]] = {}

    def acts(self, seconds: float) -> list[Act]:
        """Its actions in some time, with two ticks per second, carried out as by a simulated person."""
        found = []
        for _ in range(int(seconds * 2)):
            self.now += 0.5
            here = self.behaviour.here
            act = self.behaviour.decide(self.scene.room, self.now, self.mine)
            if isinstance(act, OpenSocket | Leave | Drop):
                self.behaviour.here = isinstance(act, OpenSocket)
                self.behaviour.has_line = False
            if isinstance(act, Publish | Unpublish):
                self.behaviour.has_line = isinstance(act, Publish)
            if act is not None:
                found.append(act)
                self.log.append((here, act))
        return found


def test_it_asks_on_arrival_and_then_waits() -> None:
    played = Played()
    assert played.acts(2)[:1] == [SendCommand("floor.inscribe")]
    played.scene.waits(entry(1, "1"))
    assert played.acts(60) == [Publish()]


def test_one_of_eight_hands_in_a_statement_in_writing_once() -> None:
    for rank, count in ((0, 0), (1, 1), (2, 0), (9, 1)):
        acts = Played(replace(FIJI, rank=rank)).acts(200)
        written = [act for act in acts if isinstance(act, SendCommand) and act.type == "written.submit"]
        assert written == [SendCommand("written.submit", {"language": "en", "text": STATEMENT})] * count


def test_on_arrival_the_list_fills_one_by_one_until_it_is_full() -> None:
    scene = Scene(parties=20)
    behaviours = [
        Delegation(replace(FIJI, party=str(n), place="hall", rank=n - 1), CALM, Random(n))
        for n in range(1, 21)
    ]
    for behaviour in behaviours:
        behaviour.here = True
    lengths = []
    for tick in range(40):
        acts = [
            (behaviour.profile.party, behaviour.decide(scene.room, tick / 2, {})) for behaviour in behaviours
        ]
        asked = [entry(int(party), party) for party, act in acts if act == SendCommand("floor.inscribe")]
        scene.waits(*scene.room.waiting, *asked)
        lengths.append(len(scene.room.waiting))
    assert list(dict.fromkeys(lengths)) == list(range(1, WAITING + 1))


def test_it_does_not_ask_while_the_list_is_long_or_closed_or_the_session_suspended() -> None:
    played = Played()
    played.scene.waits(*(entry(n, str(n + 1)) for n in range(1, WAITING + 1)))
    assert played.acts(100) == []
    played.scene.waits()
    played.scene.set("floor", {"1": {"id": "1", "token": 1, "list_state": "closed"}})
    assert played.acts(100) == []
    played.scene.set("session", {"1": {"id": "1", "state": "suspended"}})
    assert played.acts(100) == []


def test_a_party_whose_seat_is_on_offer_never_asks() -> None:
    assert Played(replace(FIJI, asks=False)).acts(1000) == []


def test_it_publishes_on_deck_and_stops_after_its_turn() -> None:
    played = Played(plan=replace(CALM, publishing=2))
    others = [entry(n, str(n + 1)) for n in range(1, 4)]
    played.scene.waits(*others, entry(9, "1"))
    assert played.acts(5) == []
    played.scene.waits(others[0], entry(9, "1"))
    assert played.acts(5) == [Publish()]
    played.scene.speaks(turn("1"))
    played.scene.waits(*others)
    assert played.acts(5) == []
    played.scene.speaks(None)
    assert played.acts(5)[:1] == [Unpublish()]


def test_parties_in_the_hall_and_late_ones_do_not_publish() -> None:
    for profile in (replace(FIJI, place="hall"), replace(FIJI, late=True)):
        played = Played(profile)
        played.scene.waits(entry(1, "1", profile.place))
        assert played.acts(20) == []
    assert played.acts(150) == [Publish()]


def test_it_speaks_for_its_time_not_counting_suspensions_and_finishes_itself() -> None:
    played = Played()
    played.behaviour.has_line = True
    played.scene.speaks(turn("1"))
    assert played.acts(CALM.speech[0] - 2) == []
    played.scene.speaks(turn("1", suspended=True))
    assert played.acts(200) == []
    played.scene.speaks(turn("1"))
    assert played.acts(CALM.speech[1])[:1] == [SendCommand("floor.finish", {"token": 7})]


def test_told_to_stop_it_does_not_ask_again_at_once() -> None:
    played = Played()
    played.acts(0.5)
    for event in (
        {"type": "floor.ended", "party": "1", "by": "revoked"},
        {"type": "floor.withdrawn", "party": "1", "entry": "5"},
    ):
        played.behaviour.on_event(event, played.now)
        assert played.acts(2 * CALM.rest[0] - 5) == []
    assert SendCommand("floor.inscribe") in played.acts(2 * CALM.rest[1])


def test_it_ignores_events_of_other_parties() -> None:
    played = Played(replace(FIJI, rank=3))
    played.acts(0.5)
    played.behaviour.on_event({"type": "floor.ended", "party": "2", "by": "revoked"}, played.now)
    assert played.acts(3)[:1] == [SendCommand("floor.inscribe")]


def test_it_gives_way_to_a_person_and_comes_back_after_a_while() -> None:
    played = Played()
    played.scene.waits(entry(1, "1"))
    assert played.acts(1) == [Publish()]
    played.scene.present("s1", "h1")
    assert played.acts(2) == [Unpublish(), Leave()]
    played.scene.present("h1")
    assert played.acts(300) == []
    played.scene.present()
    assert played.acts(CALM.back_after - 1) == []
    assert played.acts(3) == [OpenSocket(), Publish()]


def test_it_never_continues_the_turn_of_a_person() -> None:
    played = Played()
    played.scene.speaks(turn("1"))
    played.scene.present("s1", "h1")
    assert played.acts(1) == [Leave()]
    played.scene.present()
    assert played.acts(300) == []
    played.scene.speaks(None)
    assert played.acts(1)[:1] == [OpenSocket()]


def test_it_sometimes_loses_its_connection_and_reconnects() -> None:
    played = Played(replace(FIJI, drops=True))
    played.scene.waits(entry(1, "1"))
    acts = played.acts(80)
    assert acts[:4] == [Publish(), Drop(), OpenSocket(), Publish()]


def test_it_keeps_its_connection_if_not_on_deck() -> None:
    played = Played(replace(FIJI, drops=True, asks=False))
    assert played.acts(300) == []


def test_lively_ones_withdraw_restore_and_leave_for_a_while() -> None:
    played = Played(replace(FIJI, asks=False), replace(CALM, withdraws=60.0, wanders=1.0))
    played.scene.waits(*(entry(n, str(n + 1)) for n in range(1, 4)), entry(9, "1"))
    played.behaviour.has_line = True
    assert SendCommand("floor.withdraw", {"entry": "9"}) in played.acts(20)
    played.scene.waits(entry(2, "3"))
    played.mine = {"my_withdrawn_entry": {"9": {"id": "9"}, "8": {"id": "8"}}}
    acts = played.acts(900)
    assert SendCommand("floor.restore", {"entry": "9"}) in acts
    assert SendCommand("floor.restore", {"entry": "8"}) not in acts
    assert Leave() in acts
    assert OpenSocket() in acts


def swap(party: str, with_party: str) -> dict[str, dict[str, dict[str, str]]]:
    return {"my_swap": {"4": {"id": "4", "party": party, "with_party": with_party}}}


def test_it_proposes_one_swap_to_another_party_on_the_list() -> None:
    played = Played(plan=replace(CALM, swaps=60.0))
    played.scene.waits(*(entry(n, str(n + 1)) for n in range(1, 5)), entry(9, "1"))
    played.behaviour.has_line = True
    (proposed,) = [
        act for act in played.acts(60) if isinstance(act, SendCommand) and act.type == "floor.propose_swap"
    ]
    assert proposed.fields["entry"] == "9"
    assert proposed.fields["with_entry"] in ("3", "4")


def test_it_answers_a_proposed_swap_and_agrees_with_a_person() -> None:
    for seed in range(20):
        played = Played(replace(FIJI, asks=False))
        played.behaviour = Delegation(played.behaviour.profile, CALM, Random(seed))
        played.behaviour.here = True
        played.scene.present("h2")
        played.mine = swap("2", "1")
        assert played.acts(5) == []
        assert played.acts(2)[0] == SendCommand("floor.answer_swap", {"swap": "4", "agrees": True})


def test_it_cancels_a_swap_that_nobody_answers() -> None:
    played = Played(replace(FIJI, asks=False))
    played.mine = swap("1", "2")
    assert played.acts(44) == []
    assert played.acts(2)[0] == SendCommand("floor.cancel_swap", {"swap": "4"})


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(sorted(MIXES)), st.lists(st.integers(0, 9), max_size=20))
def test_it_never_acts_for_another_party_or_without_a_connection(
    seed: int, mix: str, parties: list[int]
) -> None:
    played = Played(replace(FIJI, drops=True, late=seed % 2 == 0), MIXES[mix])
    played.behaviour = Delegation(played.behaviour.profile, MIXES[mix], Random(seed))
    rng = Random(seed)
    own = {str(number) for number, party in enumerate(parties, 1) if party == 1}
    for _ in range(10):
        played.scene.waits(*(entry(n, str(p)) for n, p in enumerate(parties, 1) if rng.random() < 0.7))
        played.scene.speaks(turn(str(rng.randrange(1, 4))) if rng.random() < 0.5 else None)
        played.acts(10)
    for here, act in played.log:
        assert here == (not isinstance(act, OpenSocket))
        if isinstance(act, SendCommand) and "entry" in act.fields:
            assert act.fields["entry"] in own


def test_it_acknowledges_a_recording_once_and_one_that_it_did_before_not_again() -> None:
    played = Played()
    played.scene.room.session.entities["running_recording"] = {"4": {"id": "4"}, "5": {"id": "5"}}
    played.mine = {"my_acknowledgement": {"4": {"id": "4"}}}

    said = [
        act
        for act in played.acts(3)
        if isinstance(act, SendCommand) and act.type.startswith("session_recording.")
    ]

    assert said == [SendCommand("session_recording.acknowledge", {"recording": "5"})]

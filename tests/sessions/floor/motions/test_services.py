"""The debate on a motion by real commands, on a real database (FL27)."""

from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.floor import models
from streaming.signalling.floor_snapshot import read_floor
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> None:
    """Fiji's turn waits while Chile's motion to adjourn the debate is before the meeting. The token is 2."""
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chile, "floor.inscribe", kind="motion", motion="adjournment_of_debate")
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=1)


def shown(hall: Assembly, kind: str) -> dict[str, Any]:
    return journal.snapshot_of(hall.stream, Audience.EVERYONE).entities.get(kind, {})


@pytest.mark.usefixtures("moved")
def test_FL27_everyone_sees_the_motion_and_who_speaks_on_it(hall: Assembly, chair: Seat) -> None:
    peru, japan = hall.delegate("Peru"), hall.delegate("Japan")
    hall.done(peru, "floor.speak_on_motion", motion="2", side="against")
    hall.done(japan, "floor.speak_on_motion", motion="2", side="for")
    (motion,) = shown(hall, "pending_motion").values()
    assert (motion["motion"], motion["in_favour"], motion["against"], motion["heard"]) == (
        "adjournment_of_debate", 2, 2, [],
    )  # fmt: skip
    waiting = sorted(shown(hall, "entry").values(), key=lambda row: row["order"])
    assert [(row["of"], row["side"], row["party"]) for row in waiting] == [
        ("2", "for", japan.party),
        ("2", "against", peru.party),
    ]
    hall.done(chair, "floor.hear_on_motion", confirmed=True, entry=waiting[0]["id"], token=2)
    (motion,) = shown(hall, "pending_motion").values()
    assert motion["heard"] == [{"entry": "4", "party": japan.party, "side": "for"}]
    (turn,) = shown(hall, "turn").values()
    assert (turn["kind"], turn["of"], turn["side"], turn["allotted"]) == ("on_motion", "2", "for", 120)
    assert read_floor(hall.session.pk).party == japan.party
    hall.done(chair, "floor.put_to_vote", token=3)
    assert (shown(hall, "pending_motion"), shown(hall, "entry")) == ({}, {})
    row = models.Motion.objects.get()
    assert (row.outcome, row.ended_at is not None) == ("voted", True)
    assert [entry.state for entry in models.Entry.objects.filter(kind="on_motion").order_by("number")] == [
        "not_heard",
        "called",
    ]


@pytest.mark.usefixtures("moved")
def test_FL27_a_higher_motion_interrupts_and_the_speaker_returns(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    peru = hall.delegate("Peru")
    hall.done(peru, "floor.speak_on_motion", motion="2", side="against")
    hall.done(chair, "floor.hear_on_motion", confirmed=True, entry="3", token=2)
    hall.done(fiji, "floor.inscribe", kind="motion", motion="suspension")
    hall.done(chair, "floor.recognise", confirmed=True, entry="4", token=3)
    assert sorted(shown(hall, "interrupted_turn")) == ["1", "3"]
    assert sorted(shown(hall, "pending_motion")) == ["2", "4"]
    hall.done(chair, "floor.put_to_vote", token=4)
    returned = hall.done(chair, "vote.close", vote="5", in_favour=1, against=2).event
    assert (returned["returned"], hall.floor().turn.number) == ("3", 3)
    hall.done(chair, "floor.put_to_vote", token=6)
    returned = hall.done(chair, "vote.close", vote="7", in_favour=1, against=2).event
    assert (returned["returned"], shown(hall, "interrupted_turn")) == ("1", {})


@pytest.mark.usefixtures("moved")
def test_FL27_the_mover_withdraws_it_and_nobody_else(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    assert hall.code(fiji, "floor.withdraw_motion", motion="2") == "floor.not_yours"
    assert hall.code(hall.guest(), "floor.withdraw_motion", motion="2") == "wire.forbidden"
    hall.done(chile, "floor.withdraw_motion", motion="2")
    assert (models.Motion.objects.get().outcome, hall.floor().turn.number) == ("withdrawn", 1)
    assert hall.code(chair, "floor.withdraw_motion", motion="2") == "floor.no_motion"


@pytest.mark.usefixtures("moved")
def test_FL27_what_makes_a_motion_void_ends_it_in_the_record(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    peru = hall.delegate("Peru")
    hall.done(peru, "floor.speak_on_motion", motion="2", side="against")
    hall.done(chair, "floor.hear_on_motion", confirmed=True, entry="3", token=2)
    hall.done(fiji, "floor.inscribe", kind="motion", motion="adjournment")
    hall.done(chair, "floor.recognise", confirmed=True, entry="4", token=3)
    hall.done(chair, "floor.put_to_vote", token=4)
    entered = hall.done(chair, "vote.close", vote="5", in_favour=2, against=1).event
    assert (entered["lapsed"], entered["returned"]) == (["2"], "1")
    assert [row.outcome for row in models.Motion.objects.order_by("number")] == ["lapsed", "voted"]
    assert models.Turn.objects.get(number=3).ended_by == "lapsed"


@pytest.mark.usefixtures("moved")
def test_FL27_a_session_that_closes_ends_it_in_the_record(hall: Assembly, chair: Seat) -> None:
    hall.done(hall.delegate("Peru"), "floor.speak_on_motion", motion="2", side="against")
    hall.done(chair, "session.close")
    assert (models.Motion.objects.get().outcome, shown(hall, "pending_motion")) == ("session", {})
    assert models.Entry.objects.get(kind="on_motion").state == "not_heard"


@pytest.mark.usefixtures("moved")
def test_FL27_who_listens_and_who_reports_speak_on_no_motion(hall: Assembly, chair: Seat) -> None:
    asks = {"motion": "2", "side": "for"}
    assert hall.code(hall.guest(), "floor.speak_on_motion", **asks) == "wire.forbidden"
    assert hall.code(chair, "floor.speak_on_motion", **asks) == "parties.party_needed"
    reporter = hall.party("Ana Paz")
    reporter.outlet = "Daily"
    reporter.save()
    named = {"party": str(reporter.pk), **asks}
    assert hall.code(chair, "floor.speak_on_motion", **named) == "press.raises_nothing"
    assert hall.code(chair, "floor.speak_on_motion", party="0", **asks) == "parties.unknown_party"
    for wrong in ({"motion": "x", "side": "for"}, {"motion": "9" * 40, "side": "for"}):
        assert hall.code(hall.delegate("Peru"), "floor.speak_on_motion", **wrong) == "floor.no_motion"
    assert (
        hall.code(hall.delegate("Tonga"), "floor.speak_on_motion", motion="2", side="both")
        == "wire.bad_command"
    )


@pytest.mark.usefixtures("moved")
def test_FL27_the_desk_and_the_chair_ask_for_a_delegation(hall: Assembly, chair: Seat) -> None:
    peru, desk = hall.party("Peru"), hall.person("Desk", "operator")
    hall.done(desk, "floor.speak_on_motion", motion="2", side="for", party=str(peru.pk))
    assert models.Entry.objects.get(kind="on_motion").party == peru


def test_FL27_on_motion_is_not_asked_for_on_the_list(hall: Assembly, fiji: Seat) -> None:
    assert hall.code(fiji, "floor.inscribe", kind="on_motion") == "wire.bad_command"

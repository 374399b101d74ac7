"""The behaviour of the simulated chair."""

from typing import Any

import pytest

from rehearsal.acts import Act, Leave, OpenSocket, SendCommand
from rehearsal.chair import (
    ANNOUNCED_FOR,
    ANNOUNCEMENT,
    ANNOUNCES_AFTER,
    APPROVES_AFTER,
    APPROVES_FOR,
    DELETES_EVERY,
    MAX_SHOWN,
    NOBODY_VOTED,
    POLL,
    POLL_AFTER,
    POLL_LASTS,
    QUESTION,
    VOTES_EVERY,
    Chair,
)
from rehearsal.plan import Plan
from tests.rehearsal.scenes import SESSION, Scene, entry, message, question, turn


class Presiding:
    """A chair that is connected, and a clock."""

    def __init__(self, pace: float = 1.0, *, here: bool = True) -> None:
        self.scene, self.chair, self.now = Scene(), Chair(Plan(pace=pace)), 100.0
        self.chair.here = here

    def acts(self, seconds: float) -> list[Act]:
        """The chair's actions in some time, with two ticks per second."""
        found = []
        for _ in range(int(seconds * 2)):
            self.now += 0.5
            act = self.chair.decide(self.scene.room, self.now)
            if isinstance(act, OpenSocket | Leave):
                self.chair.here = isinstance(act, OpenSocket)
            if act is not None:
                found.append(act)
        return found


def grant(number: int, **more: Any) -> SendCommand:
    return SendCommand("floor.grant", {"entry": str(number), "token": 7, **more})


@pytest.mark.parametrize("pace", [1.0, 3.0])
def test_the_first_grant_goes_to_a_remote_party_that_can_be_seen(pace: float) -> None:
    presiding = Presiding(pace, here=False)
    presiding.scene.waits(
        entry(1, "1", "hall"), entry(2, "2", mode="video_statement"), entry(3, "3"), entry(4, "4")
    )
    presiding.scene.present("s1", "s3", "s4")
    assert presiding.acts(2)[:2] == [OpenSocket(), SendCommand("floor.confirm_in_hall", {"entry": "1"})]
    presiding.scene.confirm(1)
    assert presiding.acts(4) == []
    presiding.scene.publish("s4")
    assert presiding.acts(0.5) == [grant(4)]


def test_later_grants_go_to_the_first_ready_entry() -> None:
    presiding = Presiding()
    presiding.scene.waits(entry(1, "1"), entry(2, "2"))
    presiding.scene.publish("s2")
    assert presiding.acts(4)[0] == grant(2)
    presiding.scene.waits(entry(1, "1"), entry(3, "3", "hall"), entry(4, "4"))
    presiding.scene.publish("s4")
    presiding.scene.speaks(turn("2"))
    assert presiding.acts(20) == []
    presiding.scene.speaks(None)
    assert presiding.acts(6)[:2] == [SendCommand("floor.call_later", {"entry": "1", "moves": 0}), grant(4)]
    presiding.scene.present("s3")
    presiding.scene.speaks(turn("4"))
    assert presiding.acts(1)[0] == SendCommand("floor.confirm_in_hall", {"entry": "3"})
    presiding.scene.confirm(3)
    presiding.scene.speaks(None)
    assert presiding.acts(4)[0] == grant(3)


def test_an_entry_that_is_never_ready_is_called_after_a_while() -> None:
    presiding = Presiding()
    presiding.scene.waits(entry(1, "1"))
    presiding.scene.publish()
    assert presiding.acts(12) == []
    assert grant(1, confirmed=True) in presiding.acts(30)


def test_it_ends_a_turn_that_is_over_its_time() -> None:
    presiding = Presiding()
    presiding.scene.speaks(turn("1"))
    assert about("floor", presiding.acts(185)) == []
    assert presiding.acts(8)[0] == SendCommand("floor.end", {"token": 7})


def test_it_resumes_a_suspended_turn() -> None:
    presiding = Presiding()
    presiding.scene.speaks(turn("1", suspended=True))
    assert presiding.acts(11) == []
    assert presiding.acts(3)[0] == SendCommand("floor.resume_turn", {"token": 7})


def test_a_holder_who_lost_the_connection_is_called_again_after_the_grace_period() -> None:
    presiding = Presiding()
    presiding.scene.speaks(turn("1", dropped=True))
    assert presiding.acts(31) == []
    assert SendCommand("floor.return_to_list", {"token": 7}) in presiding.acts(2)


def test_a_point_of_order_is_heard_and_noted() -> None:
    presiding = Presiding()
    presiding.scene.speaks(turn("1"))
    presiding.scene.waits(entry(5, "2", kind="point_of_order"))
    assert presiding.acts(3) == []
    assert SendCommand("floor.recognise", {"entry": "5", "token": 7, "confirmed": True}) in presiding.acts(3)
    presiding.scene.waits()
    presiding.scene.speaks(turn("2", entry="5", kind="point_of_order"))
    assert presiding.acts(25) == []
    assert SendCommand("floor.rule", {"token": 7, "ruling": "noted"}) in presiding.acts(3)


def test_a_motion_is_heard_put_to_the_vote_and_the_result_entered() -> None:
    presiding = Presiding()
    presiding.scene.waits(entry(4, "1"), entry(5, "2", kind="motion"))
    presiding.scene.speaks(turn("2", entry="5", kind="motion"))
    assert SendCommand(
        "floor.put_to_vote", {"token": 7, "terms": {"method": "electronic"}}
    ) in presiding.acts(28)
    presiding.scene.speaks(None)
    presiding.scene.set("vote", {"8": {"id": "8", "closed_at": None}})
    said = presiding.acts(14)
    assert said[0] == SendCommand("vote.close", {"vote": "8", "reason": NOBODY_VOTED})


def test_an_appeal_is_put_to_the_vote() -> None:
    presiding = Presiding()
    floor = {"id": SESSION, "token": 7, "list_state": "open", "ruled": "2", "appellant": "9"}
    presiding.scene.set("floor", {SESSION: floor})
    asked = {"token": 7, "ruling": "2", "party": "9", "terms": {"method": "electronic"}}
    assert SendCommand("floor.appeal", asked) in presiding.acts(5)


def test_those_who_speak_on_a_motion_are_heard_before_it_is_put_to_the_vote() -> None:
    presiding = Presiding()
    presiding.scene.set("pending_motion", {"5": {"id": "5"}})
    asking = {**entry(6, "3", kind="on_motion"), "of": "5"}
    presiding.scene.waits(entry(4, "1"), asking)
    assert SendCommand(
        "floor.hear_on_motion", {"entry": "6", "token": 7, "confirmed": True}
    ) in presiding.acts(5)
    presiding.scene.waits(entry(4, "1"))
    assert SendCommand(
        "floor.put_to_vote", {"token": 7, "terms": {"method": "electronic"}}
    ) in presiding.acts(1)


def test_after_some_speakers_the_delegations_are_asked_to_vote() -> None:
    presiding = Presiding()
    presiding.scene.waits(entry(2, "2"))
    presiding.scene.publish("s2")
    said = [act for act in presiding.acts(60) if isinstance(act, SendCommand)]
    asked = SendCommand(
        "vote.put_question", {"token": 7, "question": QUESTION, "terms": {"method": "electronic"}}
    )
    assert said[: VOTES_EVERY + 1] == [*[grant(2)] * VOTES_EVERY, asked]


def test_rights_of_reply_are_called_when_the_list_is_done() -> None:
    scene = Presiding().scene
    reply = entry(1, "1", kind="right_of_reply")
    scene.waits(reply, entry(2, "2"))
    assert [row["id"] for row in scene.room.waiting] == ["2"]
    scene.waits(reply)
    assert [row["id"] for row in scene.room.waiting] == ["1"]


def test_those_on_the_list_of_another_item_are_not_called() -> None:
    scene = Presiding().scene
    scene.waits(entry(1, "1") | {"other_item": 2}, entry(2, "2") | {"other_item": None})
    assert [row["id"] for row in scene.room.waiting] == ["2"]


def test_an_adjourned_session_is_not_resumed() -> None:
    presiding = Presiding()
    resumes_at = "2021-11-17T05:20:00.000Z"
    presiding.scene.set("session", {"1": {"id": "1", "state": "suspended", "resumes_at": resumes_at}})
    assert presiding.scene.room.adjourned
    assert SendCommand("session.resume") not in presiding.acts(60)


def test_a_person_moves_up_to_the_second_place() -> None:
    presiding = Presiding()
    presiding.scene.speaks(turn("9"))
    presiding.scene.waits(*(entry(n, str(n)) for n in range(1, 5)))
    presiding.scene.present("s1", "s2", "s3", "h4")
    (act, *_) = presiding.acts(1)
    assert isinstance(act, SendCommand)
    reason = act.fields.pop("reason")
    assert act == SendCommand("floor.move", {"entry": "4", "moves": 0, "before": "2", "before_moves": 0})
    assert "visitor" in str(reason)


def test_it_steps_aside_for_a_person_and_takes_over_when_all_have_gone() -> None:
    presiding = Presiding()
    presiding.scene.waits(entry(1, "1"))
    presiding.scene.present("s-chair")
    presiding.acts(1)
    assert presiding.chair.conducts
    presiding.scene.present("s-chair", "chair")
    assert presiding.acts(1) == [Leave()]
    assert not presiding.chair.conducts
    presiding.scene.present("chair")
    assert presiding.acts(300) == []
    presiding.scene.present()
    assert presiding.acts(19) == []
    assert presiding.acts(2) == [OpenSocket()]


def test_a_session_that_was_suspended_and_a_list_that_was_closed_are_opened_again() -> None:
    presiding = Presiding()
    presiding.scene.set("session", {"1": {"id": "1", "state": "suspended"}})
    assert presiding.acts(19) == []
    assert presiding.acts(3)[0] == SendCommand("session.resume")
    presiding.scene.set("session", {"1": {"id": "1", "state": "open"}})
    presiding.scene.set("floor", {"1": {"id": "1", "token": 7, "list_state": "closed"}})
    assert SendCommand("floor.open_list") in presiding.acts(23)


def test_a_closed_session_stays_closed() -> None:
    presiding = Presiding()
    presiding.scene.set("session", {"1": {"id": "1", "state": "closed"}})
    presiding.scene.waits(entry(1, "1"))
    assert presiding.acts(300) == []


def of(acts: list[Act], kind: str) -> list[Any]:
    return [act.fields["question"] for act in acts if isinstance(act, SendCommand) and act.type == kind]


def test_questions_are_approved_shown_and_answered() -> None:
    presiding = Presiding()
    presiding.scene.asked(question(1, "pending"))
    assert of(presiding.acts(6), "question.approve") == ["1"]
    presiding.scene.asked(question(1, "approved"), question(2, "approved"))
    presiding.scene.room.session.signals["question.votes"] = {"counts": {"2": 3, "1": 1}}
    assert of(presiding.acts(46), "question.pin")[0] == "2"
    presiding.scene.asked(question(1, "approved"), question(2, "approved", pinned=True))
    assert of(presiding.acts(42), "question.answer")[0] == "2"


def test_no_more_questions_stay_open_than_a_screen_can_show() -> None:
    presiding = Presiding()
    presiding.scene.asked(*(question(n, "approved") for n in range(1, MAX_SHOWN + 2)))
    assert of(presiding.acts(2), "question.answer")[0] == "1"


def about(concept: str, acts: list[Act]) -> list[Act]:
    """The commands of one concept among what the chair did."""
    return [act for act in acts if isinstance(act, SendCommand) and act.type.startswith(f"{concept}.")]


def test_the_audience_is_asked_in_one_poll() -> None:
    presiding = Presiding()
    assert about("poll", presiding.acts(POLL_AFTER + 2)) == [SendCommand("poll.draft", POLL)]
    poll: dict[str, Any] = {"id": "1", "state": "draft", **POLL}
    presiding.scene.set("poll", {"1": poll})
    assert presiding.acts(2)[0] == SendCommand("poll.open", {"poll": "1"})
    presiding.scene.set("poll", {"1": poll | {"state": "open"}})
    assert presiding.acts(POLL_LASTS - 2) == []
    assert presiding.acts(4)[0] == SendCommand("poll.close", {"poll": "1"})
    presiding.scene.set("poll", {"1": poll | {"state": "closed"}})
    assert about("poll", presiding.acts(2 * POLL_AFTER)) == []


def test_one_announcement_is_made_and_withdrawn() -> None:
    presiding = Presiding()
    assert presiding.acts(ANNOUNCES_AFTER + 2) == [SendCommand("announcement.make", ANNOUNCEMENT)]
    presiding.scene.set("announcement", {"1": {"id": "1", **ANNOUNCEMENT}})
    assert presiding.acts(ANNOUNCED_FOR - 2) == []
    assert presiding.acts(4)[0] == SendCommand("announcement.withdraw", {"announcement": "1"})
    presiding.scene.set("announcement", {})
    assert about("announcement", presiding.acts(2 * ANNOUNCES_AFTER)) == []


def test_a_poll_that_a_person_prepared_is_left_alone() -> None:
    presiding = Presiding()
    presiding.scene.set("poll", {"1": {"id": "1", "state": "draft", "question": "Shall we go on?"}})
    assert about("poll", presiding.acts(2 * POLL_AFTER)) == []


def of_messages(acts: list[Act]) -> list[tuple[str, Any]]:
    """What the chair did about messages: each act, and its message or mode."""
    sent = [act for act in acts if isinstance(act, SendCommand) and act.on == "chat"]
    return [(act.type, act.fields.get("message", act.fields.get("mode"))) for act in sent]


def test_a_message_that_waits_is_approved_and_one_is_kept_at_the_top_for_a_minute() -> None:
    presiding = Presiding()
    presiding.scene.wrote(message(1), message(2, held=True))
    assert of_messages(presiding.acts(8))[0] == ("message.approve", "2")
    presiding.scene.wrote(message(2))
    assert of_messages(presiding.acts(25)) == [("message.pin", "2")]
    presiding.scene.wrote(message(2, pinned=True))
    assert of_messages(presiding.acts(59)) == []
    assert of_messages(presiding.acts(4))[0] == ("message.unpin", "2")


def test_some_messages_are_deleted_and_some_of_those_restored() -> None:
    presiding = Presiding()
    presiding.scene.wrote(*(message(n, pinned=n == 1) for n in range(1, 2 * DELETES_EVERY + 1)))
    first, second = str(DELETES_EVERY), str(2 * DELETES_EVERY)
    assert of_messages(presiding.acts(3)) == [("message.delete", first), ("message.delete", second)]
    presiding.scene.wrote(*(message(int(n), deleted="moderator") for n in (first, second)))
    assert of_messages(presiding.acts(2))[0] == ("message.restore", second)
    presiding.scene.wrote(message(int(second)))
    assert of_messages(presiding.acts(5)) == []


def modes(presiding: Presiding, seconds: float) -> list[Any]:
    """How the chair set that messages are taken, in some time."""
    acts = of_messages(presiding.acts(seconds))
    return [mode for act, mode in acts if act == "message.set_policy"]


def test_messages_wait_for_approval_once_and_for_a_while() -> None:
    presiding = Presiding()
    assert modes(presiding, 2 * APPROVES_AFTER) == []
    presiding.scene.wrote(message(1, pinned=True))
    assert modes(presiding, APPROVES_AFTER - 1) == []
    assert modes(presiding, 3) == ["approved"]
    policy = {"1": {"id": "1", "mode": "approved", "slow_s": 0}}
    presiding.scene.room.chat.entities["message_policy"] = policy
    assert modes(presiding, APPROVES_FOR - 5) == []
    assert modes(presiding, 6)[0] == "open"
    policy["1"]["mode"] = "open"
    assert modes(presiding, 2 * APPROVES_AFTER) == []


def test_a_mode_that_a_person_set_is_left_alone() -> None:
    presiding = Presiding()
    presiding.scene.wrote(message(1))
    policy = {"1": {"id": "1", "mode": "approved", "slow_s": 0}}
    presiding.scene.room.chat.entities["message_policy"] = policy
    assert modes(presiding, 3 * APPROVES_AFTER) == []


def test_nothing_is_moderated_in_a_session_that_is_not_open() -> None:
    presiding = Presiding()
    presiding.scene.wrote(message(1, held=True), message(DELETES_EVERY))
    presiding.scene.set("session", {"1": {"id": "1", "state": "closed"}})
    assert of_messages(presiding.acts(2 * APPROVES_AFTER)) == []

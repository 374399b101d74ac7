"""The behaviour of a simulated person who writes messages."""

from collections import Counter
from random import Random
from typing import Any

from rehearsal.acts import SendCommand
from rehearsal.plan import Plan
from rehearsal.questions import CORRECTED, REMARKS
from rehearsal.writer import RECENT, TURNS, WITHDRAWS_EVERY, Writer, WriterProfile
from tests.rehearsal.scenes import Scene, entry, message


class Writing:
    """A writer whose messages are done at once, and a clock."""

    def __init__(self, number: int = 0, count: int = 1, party: str = "3") -> None:
        self.scene, self.now = Scene(), 100.0
        self.writer = Writer(WriterProfile(number, count, party), Plan(), Random(number))
        self.own: dict[str, dict[str, Any]] = {}

    def acts(self, seconds: int) -> list[SendCommand]:
        found = []
        for _ in range(seconds * 2):
            self.now += 0.5
            mine = {"my_message": self.own, "my_group_message": {}}
            act = self.writer.decide(self.scene.room, self.now, mine)
            if act is not None:
                found.append(act)
                self._carry_out(act)
        return found

    def _carry_out(self, act: SendCommand) -> None:
        if act.type == "message.send":
            number = str(1000 + len(self.own))
            self.own[number] = {"id": number, "channel": act.fields["channel"], "text": act.fields["text"]}
        if act.type == "message.delete":
            del self.own[act.fields["message"]]


def test_a_writer_takes_its_turns_one_after_the_other_in_all_its_channels() -> None:
    writing = Writing()
    writing.scene.wrote(message(1))
    writing.scene.waits(entry(1, "2"), entry(2, "3") | {"speaker": None})
    acts = [act for act in writing.acts(8 * len(TURNS)) if "react" not in act.type]
    assert {act.on for act in acts} == {"chat"}
    assert [
        (act.type.removeprefix("message."), act.fields.get("channel"), act.fields.get("reply_to"))
        for act in acts
    ] == [
        ("send", "everyone", None),
        ("edit", None, None),
        ("send", "delegates", None),
        ("send", "delegates", None),
        ("send", "backstage", None),
        ("send", "everyone", "1"),
        ("delete", None, None),
        ("send", "everyone", "1"),
    ]
    assert acts[1].fields["text"] == f"{acts[0].fields['text']} {CORRECTED}"


def test_a_delegation_that_is_not_called_soon_does_not_write_backstage() -> None:
    writing = Writing()
    for waiting in ([], [entry(1, "3") | {"speaker": "another"}], [entry(n, str(n)) for n in range(5, 12)]):
        writing.scene.waits(*({"speaker": None} | row for row in waiting))
        acts = writing.acts(8 * len(TURNS))
        assert {act.fields.get("channel") for act in acts} == {"everyone", "delegates", None}


def test_a_listener_writes_to_everyone_alone() -> None:
    acts = Writing(party="").acts(200)
    assert {act.fields["channel"] for act in acts if act.type == "message.send"} == {"everyone"}
    assert {act.type for act in acts} == {"message.send", "message.edit", "message.delete"}


def test_somebody_begins_to_write_every_eight_seconds() -> None:
    crowd = [Writing(number, 10, "") for number in range(10)]
    begun: Counter[int] = Counter()
    for second in range(160):
        sent = [act for one in crowd for act in one.acts(1) if act.type == "message.send"]
        begun[second // 8] += bool(sent)
    assert all(begun[slot] >= 1 for slot in range(20))


def test_each_reacts_once_to_what_others_wrote_lately_and_withdraws_one() -> None:
    writing = Writing()
    writing.scene.wrote(*(message(n) for n in range(1, 30)))
    acts = [act for act in writing.acts(60) if act.type == "message.react"]
    assert {int(act.fields["message"]) for act in acts} == set(range(30 - RECENT, 30))
    assert len(acts) == RECENT
    for number in range(30, 30 + WITHDRAWS_EVERY):
        writing.scene.wrote(message(number))
        acts += [act for act in writing.acts(20) if "react" in act.type]
    withdrawn = next(act for act in acts if act.type == "message.withdraw_reaction")
    assert withdrawn.fields in [act.fields for act in acts if act.type == "message.react"]


def test_nobody_writes_to_everyone_where_that_is_off_nor_while_the_session_is_not_open() -> None:
    writing = Writing()
    writing.scene.room.chat.entities["message_policy"] = {"1": {"id": "1", "mode": "read_only", "slow_s": 0}}
    assert {act.fields["channel"] for act in writing.acts(200) if act.type == "message.send"} == {"delegates"}
    writing.scene.set("session", {"1": {"id": "1", "state": "suspended"}})
    assert writing.acts(200) == []


def test_what_is_written_fits_a_message() -> None:
    assert all(len(f"{text} {CORRECTED}") <= 1000 for texts in REMARKS.values() for text in texts)

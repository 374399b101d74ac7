"""In a closed session (FL26), the floor, questions and texts no longer change (FL25)."""

from typing import Any

import pytest

from config.concepts import REGISTRY
from foundation.accounts.seats import Seat
from foundation.journal.models import Entry
from foundation.messages.protocol import Refused
from foundation.messages.schema import type_of
from sessions.written_statements.models import WrittenStatement
from tests.sessions.test_permissions import sample
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
AFTERWARDS = {
    "minutes.correct",
    "question.write_answer",
    "announcement.make",
    "announcement.withdraw",
    "announcement.restore",
    "poll.hide_word",
    "poll.show_word",
    "minutes.note",
    "minutes.change_note",
    "minutes.submit_note",
    "minutes.approve_note",
    "minutes.remove_note",
    "minutes.restore_note",
    "minutes.ask_correction",
    "minutes.answer_correction",
    "session.set_access",
    "sound.play_at",
    "presence.check_out",
    "floor.carry_over",
    "publication.publish",
    "publication.withdraw",
    "reaction.add",
    "reaction.withdraw",
}
"""Allowed afterwards: written answers, words of polls that are hidden or shown, notes, corrections, check-outs, who may
read the minutes, publishing, reactions to what is released, the hall audio at the desk.

Who was not heard is carried to another session."""
COMMANDS = sorted(
    {type_of(handler.command) for handler in REGISTRY.handlers if handler.stream == "session"} - AFTERWARDS
)
LIMITS = {"state": 60, "group": 60, "observer": 60, "other": 60}


@pytest.fixture
def seats(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> dict[str, Seat]:
    """The state at closing: entries waiting and withdrawn, proposals, questions, texts, and the podium."""
    hall.done(fiji, "floor.inscribe")
    hall.done(fiji, "floor.inscribe", kind="intervention", mode="read_out")
    hall.done(chile, "floor.inscribe")
    hall.done(chile, "floor.inscribe", kind="right_of_reply")
    hall.done(fiji, "floor.withdraw", entry="1")
    hall.done(chile, "floor.propose_swap", entry="3", with_entry="2")
    hall.done(chair, "floor.seat", slot="chair", participant=chair.participant)
    hall.done(fiji, "written.submit", language="en", text="We agree.", spoken=True)
    for number in ("1", "2", "3"):
        hall.done(fiji, "question.ask", text=f"Why {number}?")
    hall.done(chair, "question.approve", question="2")
    hall.done(chair, "question.pin", question="2")
    hall.done(chair, "question.dismiss", question="3", reason="Asked before.")
    hall.done(chair, "session.close")
    return {
        "chair": chair,
        "fiji": fiji,
        "chile": chile,
        "organiser": hall.person("Organiser", "organiser"),
        "interpreter": hall.person("Interpreter", "interpreter"),
    }


MEANT: dict[str, tuple[str, dict[str, Any]]] = {
    "programme.change_session": ("organiser", {"values": {"kind": "panel"}, "seen": {"kind": "statements"}}),
    "programme.cancel_session": ("organiser", {}),
    "programme.restore_session": ("organiser", {}),
    "programme.set_agenda": ("organiser", {"items": ["Opening"], "seen": [""]}),
    "programme.set_preset": ("organiser", {"preset": "who", "seen": "conference"}),
    "programme.set_speaking_times": ("organiser", {"values": {"state": 300}, "seen": {"state": 180}}),
    "written.submit": ("fiji", {"language": "en", "text": "We agree."}),
    "floor.inscribe": ("fiji", {}),
    "floor.withdraw": ("fiji", {"entry": "2"}),
    "floor.restore": ("fiji", {"entry": "1"}),
    "floor.answer_swap": ("fiji", {"swap": "3", "agrees": True}),
    "floor.cancel_swap": ("chile", {"swap": "3"}),
    "floor.propose_swap": ("chile", {"entry": "3", "with_entry": "2"}),
    "floor.move": ("chair", {"entry": "3", "moves": 0, "before": "2", "before_moves": 0}),
    "floor.call_later": ("chair", {"entry": "2", "moves": 0}),
    "floor.turn_to_replies": ("chair", {"takes_replies": True}),
    "floor.change_speaker": ("fiji", {"entry": "2", "speaker": ""}),
    "floor.name_reader": ("chair", {"entry": "2", "reader": ""}),
    "floor.set_limits": ("chair", {"limits": LIMITS}),
    "floor.apply_preset": ("chair", {"preset": "who"}),
    "floor.seat": ("chair", {"slot": "panel-1", "participant": ""}),
    "floor.unseat": ("chair", {"slot": "chair"}),
    **{
        f"interpretation.{kind}": ("interpreter", {"language": "fr"})
        for kind in (
            "go_on_duty",
            "go_off_duty",
            "accept_handover",
            "cancel_handover",
            "ask_slower",
            "report_sound",
        )
    },
    "interpretation.put_hall_on_duty": ("chair", {"language": "fr"}),
    "interpretation.take_hall_off_duty": ("chair", {"language": "fr"}),
    "interpretation.set_channels": ("organiser", {"languages": ["fr"]}),
    "interpretation.set_sign_channel": ("organiser", {"language": "ase"}),
    "interpretation.show_sign_in_hall": ("chair", {"shown": True}),
    "interpretation.hand_over": ("interpreter", {"language": "fr", "to": "0"}),
    "interpretation.choose_incoming": ("interpreter", {"language": "fr", "incoming": ""}),
    "interpretation.choose_outgoing": ("interpreter", {"language": "fr", "outgoing": "en"}),
    "interpretation.set_policy": ("organiser", {"meeting": "override"}),
    "floor.set_language": ("chair", {"entry": "2", "language": "fr"}),
    "poll.answer": ("fiji", {"poll": "1", "words": ["water"], "salt": "0123456789abcdef"}),
    "question.dismiss": ("chair", {"question": "2", "reason": "Late."}),
    "question.pin": ("chair", {"question": "2"}),
    "question.unpin": ("chair", {"question": "2"}),
    "question.answer": ("chair", {"question": "2"}),
    "question.restore": ("chair", {"question": "3"}),
    "question.revise": ("fiji", {"question": "1", "text": "Why then?"}),
    "question.withdraw": ("fiji", {"question": "1"}),
    "question.decline_floor": ("fiji", {"question": "2"}),
    "question.merge": ("chair", {"question": "1", "into": "2"}),
    "question.begin_answer": ("chair", {"question": "2"}),
    "question.defer": ("chair", {"question": "2", "reason": "To the closing session."}),
    "question.edit": ("chair", {"question": "1", "text": "Why then?", "seen": "Why 1?"}),
    "question.label": ("chair", {"question": "1", "labels": ["Order"]}),
    "question.claim": ("chair", {"question": "1"}),
    "question.release": ("chair", {"question": "1"}),
    "question.offer_floor": ("chair", {"question": "2"}),
    "question.withdraw_offer": ("chair", {"question": "2"}),
    "question.block": ("chair", {"question": "1"}),
    "question.unblock": ("chair", {"question": "1"}),
    "question.arrange": ("chair", {"next_up": ["2"], "seen": []}),
    "question.set_policy": ("chair", {"slow_s": 30}),
    "question.vote": ("fiji", {"question": "2"}),
    "question.withdraw_vote": ("fiji", {"question": "2"}),
}
"""A valid command of each type, if the session were open."""
SWAPS = {"floor.answer_swap", "floor.cancel_swap"}
"""Proposals of swaps ended with the session."""
PEOPLE = {"participant", "speaker", "reader"}


def test_FL26_nothing_of_a_closed_session_changes(
    hall: Assembly, seats: dict[str, Seat], subtests: pytest.Subtests
) -> None:
    for kind in COMMANDS:
        with subtests.test(kind):
            _is_refused(hall, seats, kind)


def _is_refused(hall: Assembly, seats: dict[str, Seat], kind: str) -> None:
    who, fields = MEANT.get(kind, ("chair", sample(kind)))
    fields = fields | dict.fromkeys(PEOPLE & fields.keys(), seats["fiji"].participant)
    if kind == "floor.finish":
        who = "fiji"
    if kind == "written.withdraw":
        who, fields = "fiji", {"statement": str(WrittenStatement.objects.get().pk)}
    before = Entry.objects.count()
    answer = hall.do(seats[who], kind, **fields)
    assert isinstance(answer, Refused), kind
    assert (answer.code.startswith("wire."), Entry.objects.count()) == (False, before)
    if kind in MEANT:
        assert answer.code == ("floor.swap_gone" if kind in SWAPS else "session.closed")

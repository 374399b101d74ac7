"""Holds the last side session of the demo, so that there are minutes to read: by the services that people's commands
use, at the times of its programme. All of it is illustrative.
"""

from datetime import timedelta

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.registry import Context
from sessions.demo.people import delegate_of, required_holder_of
from sessions.floor import protocol as floor
from sessions.floor import services as floors
from sessions.floor.readiness import protocol as readiness
from sessions.floor.readiness import services as desk
from sessions.minutes.corrections import protocol as corrected
from sessions.minutes.corrections import services as corrections
from sessions.minutes.notes import protocol as noted
from sessions.minutes.notes import services as notes
from sessions.parties.models import Party
from sessions.programme import protocol as programme
from sessions.programme.models import Conference, Session
from sessions.rollcall import protocol as rollcall
from sessions.rollcall import services as rollcalls

SPEAKERS = (
    (
        "SG",
        "Explained how open data are published in formats that machines can read, with one licence for all.",
    ),
    ("JP", "Proposed that the formats in use be listed, so that each ministry can compare its own."),
    ("TH", "Asked that smaller ministries receive help with the description of their data."),
)
"""Who speaks in this order, with the rapporteur's note."""
SPOKE = timedelta(minutes=2, seconds=20)
DECISION = "The list of formats in use is kept by the secretariat and is open to all delegations."
CORRECTION = "The list of formats in use is kept by the secretariat and is published for all."


def hold_session(conference: Conference) -> None:
    """Hold the session: a roll call, turns, a decision, approved notes and a correction."""
    session = conference.sessions.filter(kind="side_session").order_by("-starts_at")[0]
    journal.lock(session.stream)
    # The programme has it as over, and online. It is held from before its opening, in the hall, where
    # speakers are ready once the desk confirms them, without a line.
    session.floor.list_state, session.state = "draft", "scheduled"
    session.floor.save(update_fields=["list_state"])
    session.room = conference.rooms.order_by("pk")[0]
    session.save(update_fields=["state", "room"])
    _HeldSession(session).hold()


class _HeldSession:
    """Acts of the demo's people in a session. Each is some time after the one before it."""

    def __init__(self, session: Session) -> None:
        self._stream, self._conference = session.stream, session.conference_id
        self._now = session.starts_at
        self._moderator = required_holder_of(self._conference, "moderator")
        self._operator = required_holder_of(self._conference, "operator")
        self._rapporteur = required_holder_of(self._conference, "rapporteur")

    def hold(self) -> None:
        floors.open_session(self._after(self._moderator), programme.OpenSession())
        self._call_roll()
        for code, _ in SPEAKERS:
            seat = delegate_of(self._conference, code)
            floors.inscribe(self._after(seat, seconds=20), floor.Inscribe())
        for number, _ in enumerate(SPEAKERS, 1):
            self._give_floor(number)
        decision = rollcall.RecordDecision(text=DECISION)
        rollcalls.record_decision(self._after(self._moderator, minutes=5), decision)
        floors.close_session(self._after(self._moderator, minutes=2), programme.CloseSession())
        for turn, (_, text) in enumerate(SPEAKERS, 1):
            self._note(turn, text)
        correction = corrected.CorrectMinutes(
            of="decision", item="1", text=CORRECTION, reason="The words as they were read out."
        )
        corrections.correct(self._after(self._moderator, minutes=20), correction)

    def _call_roll(self) -> None:
        rollcalls.open_roll(self._after(self._moderator, minutes=1), rollcall.OpenRollCall())
        # All are present: the demo says of no country that it was not.
        for party in Party.objects.filter(conference=self._conference, accredited=True).order_by("pk"):
            answer = rollcall.AnswerRollCall(roll_call="1", party=str(party.pk))
            rollcalls.answer(self._after(self._operator, seconds=3), answer)
        rollcalls.close_roll(self._after(self._moderator, minutes=1), rollcall.CloseRollCall(roll_call="1"))

    def _give_floor(self, number: int) -> None:
        """Give the floor for turn `number` to entry `number`. Each turn raises the token by one."""
        entry = str(number)
        desk.confirm(self._after(self._operator, seconds=5), readiness.Confirm(entry=entry))
        floors.grant(self._after(self._moderator, seconds=5), floor.Grant(entry=entry, token=number - 1))
        self._now += SPOKE
        floors.end(self._after(self._moderator), floor.End(token=number))

    def _note(self, turn: int, text: str) -> None:
        notes.write(self._after(self._rapporteur, minutes=3), noted.WriteNote(turn=str(turn), text=text))
        approval = noted.ApproveNote(note=str(turn), version=1)
        notes.approve(self._after(self._moderator, minutes=1), approval)

    def _after(self, seat: Seat, *, minutes: int = 0, seconds: int = 0) -> Context:
        self._now += timedelta(minutes=minutes, seconds=seconds)
        return Context(seat, self._stream, self._now)

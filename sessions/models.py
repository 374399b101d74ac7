"""What the proceedings store; each concept's models stand in its own folder."""

from sessions.checks.models import TechnicalCheck
from sessions.clashes.models import Clash
from sessions.continuing.models import Continuation, SeatDevice
from sessions.corrections.models import Correction
from sessions.floor.models import Entry, Floor, PodiumSeat, Swap, Turn, Vote
from sessions.order.models import Ordering
from sessions.parity.models import RefusedRequest
from sessions.parties.models import Participant, Party
from sessions.presence.models import Attendance, CheckIn
from sessions.programme.models import Conference, Day, Room, Session, Theme
from sessions.readiness.models import HallConfirmation, LineReport
from sessions.rollcall.models import Decision, RollAnswer, RollCall
from sessions.seatcards.models import CardSeat, SeatCard
from sessions.sound.models import HallSound
from sessions.written.models import WrittenStatement

__all__ = [
    "Attendance", "CardSeat", "CheckIn", "Clash", "Conference", "Continuation", "Correction", "Day",
    "Decision", "Entry", "Floor", "HallConfirmation", "HallSound", "LineReport", "Ordering", "Participant",
    "Party", "PodiumSeat", "RefusedRequest", "RollAnswer", "RollCall", "Room", "SeatCard", "SeatDevice",
    "Session", "Swap", "TechnicalCheck", "Theme", "Turn", "Vote", "WrittenStatement",
]  # fmt: skip

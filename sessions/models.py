"""What the proceedings store; each concept's models stand in its own folder."""

from sessions.checks.models import TechnicalCheck
from sessions.continuing.models import Continuation, SeatDevice
from sessions.floor.models import Entry, Floor, PodiumSeat, Swap, Turn
from sessions.parties.models import Participant, Party
from sessions.presence.models import Attendance, CheckIn
from sessions.programme.models import Conference, Day, Room, Session, Theme
from sessions.sound.models import HallSound
from sessions.written.models import WrittenStatement

__all__ = [
    "Attendance", "CheckIn", "Conference", "Continuation", "Day", "Entry", "Floor", "HallSound", "Participant", "Party",
    "PodiumSeat", "Room", "SeatDevice", "Session", "Swap", "TechnicalCheck", "Theme", "Turn", "WrittenStatement",
]  # fmt: skip

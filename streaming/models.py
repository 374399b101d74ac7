"""What the seen and heard stores; each concept's models stand in its own folder."""

from streaming.keys.models import PublisherKey
from streaming.recordings.models import Recording
from streaming.signalling.models import Placement, RelayProcess
from streaming.taping.models import Acknowledgement, Tape, TapeFile

__all__ = ["Acknowledgement", "Placement", "PublisherKey", "Recording", "RelayProcess", "Tape", "TapeFile"]

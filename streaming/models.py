"""What the seen and heard stores; each concept's models stand in its own folder."""

from streaming.equipment_keys.models import PublisherKey
from streaming.session_recordings.models import Acknowledgement, Tape, TapeFile
from streaming.signalling.models import Placement, RelayProcess
from streaming.video_statements.models import Recording

__all__ = ["Acknowledgement", "Placement", "PublisherKey", "Recording", "RelayProcess", "Tape", "TapeFile"]

"""What the seen and heard stores; each concept's models stand in its own folder."""

from streaming.recordings.models import Recording
from streaming.taping.models import Acknowledgement, Tape, TapeFile

__all__ = ["Acknowledgement", "Recording", "Tape", "TapeFile"]

"""The models of this app. Each concept declares its own in its folder."""

from streaming.captions.models import Caption, CaptionChannel
from streaming.equipment_keys.models import PublisherKey
from streaming.glossary.models import GlossaryTerm
from streaming.interpretation.models import InterpretationPolicy, LanguageChannel
from streaming.session_recordings.models import Acknowledgement, SessionRecording, SessionRecordingFile
from streaming.signalling.models import Placement, RelayProcess
from streaming.video_statements.models import VideoStatement

__all__ = [
    "Acknowledgement",
    "Caption",
    "CaptionChannel",
    "GlossaryTerm",
    "InterpretationPolicy",
    "LanguageChannel",
    "Placement",
    "PublisherKey",
    "RelayProcess",
    "SessionRecording",
    "SessionRecordingFile",
    "VideoStatement",
]

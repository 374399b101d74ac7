"""The microphone controller of this process, and its signal for the desk."""

from django.conf import settings

from foundation.registry import SignalSource
from streaming.microphones.controller import SIGNAL, MicrophoneController
from streaming.microphones.registry import microphone_system

controller = MicrophoneController(microphone_system(settings.MICROPHONES))
SIGNALS = [SignalSource(SIGNAL, "session", read_own=controller.signal)]

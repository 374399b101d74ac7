"""The steward of this process, and what the desk sees of its microphones."""

from django.conf import settings

from foundation.registry import SignalSource
from streaming.microphones.registry import system
from streaming.microphones.steward import SIGNAL, Steward

steward = Steward(system(settings.MICROPHONES))
SIGNALS = [SignalSource(SIGNAL, "session", read_own=steward.signal)]

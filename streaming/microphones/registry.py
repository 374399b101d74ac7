"""Which microphone systems there are, by the name in the setting `MICROPHONES`."""

from collections.abc import Callable

from django.utils.module_loading import import_string

from streaming.microphones.adapter import MicrophoneSystem
from streaming.microphones.simulated import Simulated

SYSTEMS: dict[str, Callable[[], MicrophoneSystem]] = {"simulated": Simulated}


def system(name: str) -> MicrophoneSystem | None:
    """The system of a name, or of a class's dotted path; None for no name."""
    if not name:
        return None
    made: MicrophoneSystem = (SYSTEMS.get(name) or import_string(name))()
    return made

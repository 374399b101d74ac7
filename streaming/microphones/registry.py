"""The microphone systems by their name in the setting `MICROPHONES`."""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from streaming.microphones.adapter import MicrophoneSystem
from streaming.microphones.simulated import Simulated

SYSTEMS: dict[str, Callable[[], MicrophoneSystem]] = {"simulated": Simulated}


def microphone_system(name: str) -> MicrophoneSystem | None:
    """The microphone system that the setting names: by a name, or by the dotted path of a class. None for an empty
    name.
    """
    if not name:
        return None
    try:
        made: MicrophoneSystem = (SYSTEMS.get(name) or import_string(name))()
    except (ImportError, TypeError) as error:
        raise ImproperlyConfigured(
            f'MICROPHONES is "{name}". Give {", ".join(SYSTEMS)} or the dotted path of a class ({error}).'
        ) from None
    return made

"""The names of slots in the names of files: a slot `language/fr` would be a file in a folder. Pure."""

_SEPARATOR = "~"


def file_stem(slot: str) -> str:
    """The name of a slot in the name of a file: `language~fr`."""
    return slot.replace("/", _SEPARATOR)


def slot_of_stem(stem: str) -> str:
    """The slot of a file: `language/fr`."""
    return stem.replace(_SEPARATOR, "/")

"""Ids as the wire writes them: numbers as text, and streams as `kind/number`."""

_MOST_DIGITS = 15


def number(text: str) -> int:
    """The number an id stands for; 0, which nothing has, for a text that no server gave out."""
    plain = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS and text[0] != "0"
    return int(text) if plain else 0


def kind(stream: str) -> str:
    """`session` of `session/4`."""
    return stream.partition("/")[0]


def subject(stream: str) -> int:
    """4 of `session/4`. The stream exists."""
    return int(stream.partition("/")[2])

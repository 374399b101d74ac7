"""Ids in messages: numbers as text, and streams as `kind/number`."""

_MOST_DIGITS = 15


def number(text: str) -> int:
    """The number in an id. It is 0, which no row has, if the text is not an id."""
    plain = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS and text[0] != "0"
    return int(text) if plain else 0


def kind(stream: str) -> str:
    """The kind of a stream: `session` for `session/4`."""
    return stream.partition("/")[0]


def subject(stream: str) -> int:
    """The number of a stream: 4 for `session/4`. The stream must exist."""
    return int(stream.partition("/")[2])

"""The hall's microphones, as the wire knows them."""

from foundation.messages.protocol import Message, Signal


class Microphone(Message):
    """A microphone as the desk sees it; `level` in dBov, null while it is silent, `trouble` why it does not obey."""

    label: str
    party: str | None
    open: bool
    speaking: bool
    """Whether it is to be open: its party has the floor."""
    level: int | None
    trouble: str


class Microphones(Signal):
    """Stream `session/…`, to who works at the desk: the hall's microphones, by the names their system gives them."""

    simulated: bool
    units: dict[str, Microphone]


SIGNALS = {"microphones": Microphones}

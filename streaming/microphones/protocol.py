"""Protocol of the hall's microphones."""

from foundation.messages.protocol import Message, Signal


class Microphone(Message):
    """A microphone as the desk sees it. `level` is in dBov, null while silent. `trouble` says why it does not follow
    orders.
    """

    label: str
    party: str | None
    open: bool
    speaking: bool
    """Whether it should be open, because its party has the floor."""
    level: int | None
    trouble: str


class Microphones(Signal):
    """Stream `session/…`, for the desk: the hall's microphones, by their names in the system."""

    simulated: bool
    units: dict[str, Microphone]


SIGNALS = {"microphones": Microphones}

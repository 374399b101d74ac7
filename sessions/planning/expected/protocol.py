"""Protocol of the parties that are expected in sessions, as the plan shows its clashes."""

from foundation.messages.protocol import Message, Signal


class ExpectedIn(Message):
    """The parties that are expected in a session."""

    session: str
    parties: list[str]


class Expected(Signal):
    """Stream `conference/…`, to organisers: the parties that are expected in each session that is not over."""

    sessions: list[ExpectedIn]


SIGNALS = {"planning.expected": Expected}

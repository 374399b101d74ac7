"""Protocol of who edits a paragraph now. Stream `outcome/…`. Not journaled."""

from typing import Literal

from foundation.messages.protocol import Command, Message, Signal

SIGNAL = "outcome.editors"


class BeginEditing(Command):
    """Say that the sender edits a paragraph now. Repeated every few seconds while its editor is open (OD4)."""

    type: Literal["outcome.begin_editing"] = "outcome.begin_editing"
    paragraph: str


class EndEditing(Command):
    """Say that the sender has closed the editor of a paragraph."""

    type: Literal["outcome.end_editing"] = "outcome.end_editing"
    paragraph: str


class Editor(Message):
    """Somebody who edits a paragraph now."""

    paragraph: str
    participant: str
    name: str
    until: str
    """When it counts as closed, unless it is said again before."""


class Editors(Signal):
    """For those who draft the document: who edits which paragraph now, in the order in which they began."""

    editors: list[Editor]


SIGNALS = {SIGNAL: Editors}

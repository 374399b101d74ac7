"""Protocol of bulk inscription: several parties are put on the list from a file (FL3). Stream `session/…`."""

from typing import Literal

from pydantic import Field

from foundation.messages.protocol import Command, Event, Message
from sessions.floor.protocol import Group, Kind, Mode
from sessions.parties.protocol import Place
from sessions.programme.protocol import Reason

MAX_ROWS = 300

AheadKind = Literal["statement", "intervention"]
"""The kinds that can be requested before a session. Points of order and replies answer something said in it."""


class InscriptionRow(Message):
    """One inscription, as the preview read it from the file."""

    party: str
    kind: AheadKind = "statement"
    mode: Mode = "live"
    on_behalf_of: Group = ""
    speaker: str | None = None
    place: Place | None = None


class InscribeMany(Command):
    """Put several parties on the list, in this order: all of them or none (FL3).

    Refused as `inscriptions.list_changed` if one of them can no longer be inscribed. `reason` is required if the
    list is closed.
    """

    type: Literal["floor.inscribe_many"] = "floor.inscribe_many"
    rows: list[InscriptionRow] = Field(min_length=1, max_length=MAX_ROWS)
    reason: Reason = ""


class InscribedRow(Message):
    """One of the entries that a bulk inscription made."""

    entry: str
    party: str
    kind: Kind
    mode: Mode
    place: Place
    group_warning: str
    """A group on the list to which the party also belongs (FL5)."""


class InscribedMany(Event):
    """Several parties were put on the list at once."""

    type: Literal["floor.inscribed_many"] = "floor.inscribed_many"
    rows: list[InscribedRow]
    late_reason: str

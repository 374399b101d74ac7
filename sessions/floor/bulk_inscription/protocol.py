"""Several parties put on the list at once, from a file (FL3). All belong to the stream `session/…`."""

from typing import Literal

from pydantic import Field

from foundation.messages.protocol import Command, Event, Message
from sessions.floor.protocol import Group, Kind, Mode
from sessions.parties.protocol import Place
from sessions.programme.protocol import Reason

MOST_ROWS = 300

AheadKind = Literal["statement", "intervention"]
"""What can be asked for ahead of a session: a point of order or a reply answers what was said in it."""


class InscriptionRow(Message):
    """One inscription, as the preview of a file read it."""

    party: str
    kind: AheadKind = "statement"
    mode: Mode = "live"
    on_behalf_of: Group = ""
    speaker: str | None = None
    place: Place | None = None


class InscribeMany(Command):
    """Put several parties on the list, in this order; all of them or none (FL3).

    Refused as `inscriptions.list_changed` where one of them can no longer be put there. `reason` is required where
    the list is closed.
    """

    type: Literal["floor.inscribe_many"] = "floor.inscribe_many"
    rows: list[InscriptionRow] = Field(min_length=1, max_length=MOST_ROWS)
    reason: Reason = ""


class InscribedRow(Message):
    """One of the entries that an import made."""

    entry: str
    party: str
    kind: Kind
    mode: Mode
    place: Place
    group_warning: str
    """A group on the list to which the party also belongs (FL5)."""


class InscribedMany(Event):
    """Several parties are on the list, put there at once."""

    type: Literal["floor.inscribed_many"] = "floor.inscribed_many"
    rows: list[InscribedRow]
    late_reason: str

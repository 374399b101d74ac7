"""The list of speakers and the floor, as the wire knows them. All belong to the stream `session/…`.

Ids of entries and turns are numbers of their session, written as text. Durations are whole
seconds, moments RFC 3339 in UTC. Rule ids are those of `docs/floor-rules.md`.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message
from sessions.parties.protocol import Category, Place
from sessions.programme.protocol import Reason

ListState = Literal["draft", "open", "closed"]
Kind = Literal["statement", "intervention", "point_of_order", "motion", "right_of_reply"]
Motion = Literal[
    "suspension", "adjournment", "adjournment_of_debate", "closure_of_debate", "closure_of_list", "other"
]
"""What a procedural motion is for, in the order of precedence (General Assembly, rule 77); `suspension` and
`adjournment` are of the meeting."""
Mode = Literal["live", "recorded", "read_out"]
EndedBy = Literal["closed", "revoked", "finished", "next", "time", "session", "ruled", "voted", "returned"]
Group = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Policy = Literal[
    "first_come",
    "alphabetical",
    "precedence",
    "lots",
    "groups_first",
    "alternate_places",
    "alternate_regions",
]
PresetName = Literal["conference", "general_assembly", "who"]
Seconds = Annotated[int, Field(ge=10, le=3600)]
Verdict = Literal[
    "ready",
    "absent",
    "no_line",
    "no_microphone",
    "not_heard",
    "silent",
    "lossy",
    "slow",
    "not_confirmed",
    "no_recording",
    "converting",
]


class Limits(Message):
    """Speaking time by category, seconds; `group` is also that of who speaks for a group (FL15)."""

    state: Seconds
    group: Seconds
    observer: Seconds
    other: Seconds


class Readiness(Message):
    """Whether an entry can be called, or what is missing.

    `figure` is the loss in percent where it is `lossy`, the round trip in milliseconds where it is `slow`, how
    many percent of the recording are done where it is `converting`.
    """

    verdict: Verdict
    figure: int | None = None


class Floor(Entity):
    """The floor of the session; `id` is the session's. `token` is the one to name in grant, end and the rest (FL10)."""

    token: int
    turn: str | None
    list_state: ListState
    closes_at: str | None
    limits: Limits
    ends_turns: bool
    """True where a turn ends by itself when its time is up (FL16)."""
    reply_limits: list[int]
    item: int
    """Which item of its agenda the session is at, from 1; rights of reply count within it (FL14)."""
    item_title: str
    """What it is called; empty for the first."""
    takes_replies: bool
    """True while rights of reply are taken before the list is done (FL14)."""
    ruled: str | None
    """The turn of the last ruling, as long as it can be appealed against (FL13)."""
    preset: PresetName | None
    """The preset that all figures are those of; null where some were changed."""
    figures: int | None
    """To moderators: how many times its figures, or the budget, were set; what to name in setting them (FL15, FL17)."""
    ends_by: str | None
    """To moderators: the time budget that one of them set; null where it is the session's end (FL17)."""
    average_overrun: float | None
    """To moderators: by how many seconds turns went beyond their limits so far, on average (FL17)."""


class Entry(Entity):
    """A waiting inscription (FL1). Sort entries by `order`, element by element (FL6): the list of speakers, rights of
    reply (FL14), and points of order and motions (FL13) each by themselves."""

    party: str
    kind: Kind
    motion: Motion | None
    """What a motion is for; null of all other kinds."""
    mode: Mode
    on_behalf_of: str
    """The group it speaks for; empty in its national capacity."""
    speaker: str | None
    """The participant who is to speak, where the party named one."""
    reader: str | None
    """The participant who is to read it out, where it is read out and a moderator named one."""
    place: Place
    category: Category
    order: list[int]
    moves: int
    """How often a moderator moved it; a move names it (FL8)."""
    limit: int
    reply: int
    """Which right of reply of its party it is, from 1; 0 of all other kinds."""
    inscribed_at: str
    late_reason: str
    """Why a moderator added it to a closed list (FL3)."""


class MyWithdrawnEntry(Entity):
    """To the party alone: an entry it withdrew and can take back until `restorable_until` (FL2)."""

    kind: Kind
    withdrawn_by: str
    restorable_until: str


class Turn(Entity):
    """The turn that holds the floor. The clock is timestamps, never ticks (FL15):

    elapsed = (suspended_at or now) − started_at − suspended_seconds.
    """

    entry: str
    party: str
    kind: Kind
    motion: Motion | None
    mode: Mode
    on_behalf_of: str
    speaker: str | None
    reader: str | None
    """Who reads it out; null where it is not read out, or nobody was named and nobody presides."""
    place: Place
    started_at: str
    suspended_at: str | None
    suspended_seconds: float
    allotted: int
    dropped_at: str | None
    """Since when the holder's line, or the hall's, is gone (FL20); null while it is there, or where none ever was."""
    held_until: str | None
    """Until when the floor is held for a holder whose line is gone."""
    awaits_hall: bool
    """It is the hall's line that is gone, whoever speaks (FL20)."""
    introducing: bool
    """Its statement is recorded and not played yet: someone introduces it, live, or its file is not here (FL4).

    No speaking time has elapsed meanwhile.
    """
    plays_until: float | None
    """The elapsed time at which its recording comes to its end (FL4); null where none plays."""


class Live(Entity):
    """Stream `conference/…`: who speaks in a session now; `id` is the session's."""

    party: str | None
    since: str


class OpenList(Command):
    """Open the list of speakers, with a closing time where one is announced (FL3)."""

    type: Literal["floor.open_list"] = "floor.open_list"
    closes_at: str | None = None


class CloseList(Command):
    """Close the list of speakers (FL3)."""

    type: Literal["floor.close_list"] = "floor.close_list"


class Inscribe(Command):
    """Put a party on the list (FL1–FL5). A member may leave `party` out; a moderator or operator names it.

    `reason` is required of a moderator who adds to a closed list; `motion` where the kind is one (FL13).
    """

    type: Literal["floor.inscribe"] = "floor.inscribe"
    party: str | None = None
    kind: Kind = "statement"
    motion: Motion | None = None
    mode: Mode = "live"
    on_behalf_of: Group = ""
    speaker: str | None = None
    place: Place | None = None
    reason: Reason = ""


class Withdraw(Command):
    """Take a party's entry off the list (FL2)."""

    type: Literal["floor.withdraw"] = "floor.withdraw"
    entry: str


class Restore(Command):
    """Take a withdrawn place back, within two minutes (FL2)."""

    type: Literal["floor.restore"] = "floor.restore"
    entry: str


class ChangeSpeaker(Command):
    """Name another member to speak, until the turn ends, also in the middle of it (FL1)."""

    type: Literal["floor.change_speaker"] = "floor.change_speaker"
    entry: str
    speaker: str


class Move(Command):
    """Move an entry in front of `before`, or to the end where it is null (FL8).

    `moves` and `before_moves` are those the sender saw; refused as `floor.list_changed` where either differs.
    """

    type: Literal["floor.move"] = "floor.move"
    entry: str
    moves: int
    before: str | None = None
    before_moves: int | None = None
    reason: Reason = ""


class Grant(Command):
    """Give the floor to an entry; ends the turn before it (FL10).

    One that is not ready is refused as `floor.not_ready`, unless the moderator has `confirmed` it (FL19).
    """

    type: Literal["floor.grant"] = "floor.grant"
    entry: str
    token: int
    confirmed: bool = False


class End(Command):
    """Thank the speaker and close the turn (FL10)."""

    type: Literal["floor.end"] = "floor.end"
    token: int


class Finish(Command):
    """The speaking party ends its own turn (FL16)."""

    type: Literal["floor.finish"] = "floor.finish"
    token: int


class Revoke(Command):
    """Take the floor away; the microphone closes at once (FL11)."""

    type: Literal["floor.revoke"] = "floor.revoke"
    token: int
    reason: Reason = ""


class Extend(Command):
    """Give the present turn more time, seconds (FL16).

    `allotted` is the time that the sender saw; where it is given, refused as `floor.time_changed` if another gave more.
    """

    type: Literal["floor.extend"] = "floor.extend"
    token: int
    seconds: int = Field(ge=10, le=1800)
    allotted: int | None = None


class SuspendTurn(Command):
    """Stop clock and microphone of the present turn (FL16)."""

    type: Literal["floor.suspend_turn"] = "floor.suspend_turn"
    token: int
    reason: Reason = ""


class ResumeTurn(Command):
    """Let the present turn go on with the time that was left (FL16)."""

    type: Literal["floor.resume_turn"] = "floor.resume_turn"
    token: int


class TurnToReplies(Command):
    """Take the rights of reply now, before the list is done, or go back to the list (FL14)."""

    type: Literal["floor.turn_to_replies"] = "floor.turn_to_replies"
    takes_replies: bool


class ListOpened(Event):
    """The list of speakers is open."""

    type: Literal["floor.list_opened"] = "floor.list_opened"
    closes_at: str | None


class ListClosed(Event):
    """The list of speakers is closed."""

    type: Literal["floor.list_closed"] = "floor.list_closed"


class Inscribed(Event):
    """A party is on the list. `group_warning` names a group on the list that it also belongs to (FL5)."""

    type: Literal["floor.inscribed"] = "floor.inscribed"
    entry: str
    party: str
    kind: Kind
    motion: Motion | None
    mode: Mode
    place: Place
    late_reason: str
    group_warning: str


class Withdrawn(Event):
    """An entry left the list."""

    type: Literal["floor.withdrawn"] = "floor.withdrawn"
    entry: str
    party: str


class Restored(Event):
    """A withdrawn entry is back in its place."""

    type: Literal["floor.restored"] = "floor.restored"
    entry: str
    party: str


class SpeakerChanged(Event):
    """Another member is to speak, or speaks."""

    type: Literal["floor.speaker_changed"] = "floor.speaker_changed"
    entry: str
    party: str
    speaker: str


class Moved(Event):
    """An entry took another place; places count from 1 (FL8)."""

    type: Literal["floor.moved"] = "floor.moved"
    entry: str
    party: str
    place_left: int
    place_taken: int
    reason: str


class Granted(Event):
    """A party has the floor. `ended` is the turn that this grant ended, where there was one."""

    type: Literal["floor.granted"] = "floor.granted"
    turn: str
    entry: str
    party: str
    token: int
    allotted: int
    ended: str | None
    ended_overtime: float
    not_ready: Verdict | None = None
    """What was missing, where it was called all the same (FL19)."""


class Ended(Event):
    """A turn is over; `overtime` in seconds (FL16)."""

    type: Literal["floor.ended"] = "floor.ended"
    turn: str
    party: str
    by: EndedBy
    spoken: float
    overtime: float
    reason: str
    returned: str | None = None
    """The turn that has the floor again, where this was a point of order that ended without a ruling (FL13)."""


class Extended(Event):
    """The present turn has more time."""

    type: Literal["floor.extended"] = "floor.extended"
    turn: str
    party: str
    seconds: int


class TurnSuspended(Event):
    """Clock and microphone of the present turn stopped."""

    type: Literal["floor.turn_suspended"] = "floor.turn_suspended"
    turn: str
    party: str
    reason: str


class TurnResumed(Event):
    """The present turn goes on."""

    type: Literal["floor.turn_resumed"] = "floor.turn_resumed"
    turn: str
    party: str


class TurnedToReplies(Event):
    """Rights of reply are taken now, or the list goes on (FL14)."""

    type: Literal["floor.turned_to_replies"] = "floor.turned_to_replies"
    takes_replies: bool


ENTITIES = {
    "floor": Floor,
    "entry": Entry,
    "my_withdrawn_entry": MyWithdrawnEntry,
    "turn": Turn,
    "live": Live,
}

"""Protocol of the list of speakers and the floor. Stream `session/…`.

Ids of entries and turns are numbers within their session, as text. Durations are whole seconds, moments RFC 3339
in UTC. Rule ids are those of `docs/floor-rules.md`.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message
from sessions.parties.protocol import Category, Place
from sessions.programme.protocol import Reason
from sessions.roles.protocol import Language
from sessions.votes.protocol import Motion, RulingFacts

ListState = Literal["draft", "open", "closed"]
DebateState = Literal["open", "adjourned", "closed"]
Requested = Literal[
    "statement", "intervention", "point_of_order", "motion", "right_of_reply", "explanation_of_vote"
]
"""The kinds in which a party asks for the floor by `floor.inscribe`."""
Kind = Literal[Requested, "on_motion"]
"""An entry of the kind `on_motion` speaks for or against a motion. It is requested by `floor.speak_on_motion`
(FL27).
"""
Side = Literal["for", "against"]
Mode = Literal["live", "video_statement", "read_out"]
EndedBy = Literal[
    "closed",
    "revoked",
    "finished",
    "next",
    "time",
    "session",
    "ruled",
    "voted",
    "returned",
    "withdrawn",
    "lapsed",
]
Group = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
PresetName = Literal["conference", "general_assembly", "who"]
Seconds = Annotated[int, Field(ge=10, le=3600)]
Speakers = Annotated[int, Field(ge=0, le=10)]
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
    "no_video_statement",
    "converting",
]


class Limits(Message):
    """Speaking time by category, in seconds. `group` also applies to a party that speaks for a group (FL15).

    `order` is that of points of order and motions (FL13), `on_motion` that of those who speak for or against a motion
    (FL27), `explanation` that of explanations of vote (FL29), whatever the category.
    """

    state: Seconds
    group: Seconds
    observer: Seconds
    other: Seconds
    order: Seconds = 60
    explanation: Seconds = 180
    on_motion: Seconds = 120


class Sides(Message):
    """How many parties may speak for a motion, and how many against it, beside the mover (FL27)."""

    in_favour: Speakers
    against: Speakers


class MotionSpeakers(Message):
    """How many parties may speak on each kind of motion. If the number is 0, the motion is put to the vote at once."""

    suspension: Sides
    adjournment: Sides
    adjournment_of_debate: Sides
    closure_of_debate: Sides
    closure_of_list: Sides
    other: Sides


class Readiness(Message):
    """Whether an entry can be called, or what is missing.

    `figure` is the loss in percent if `lossy`, the round trip in milliseconds if `slow`, the converted percentage
    of the video statement if `converting`.
    """

    verdict: Verdict
    figure: int | None = None


class Floor(Entity):
    """The floor of the session. `id` is the session's. Commands on the turn, such as grant and end, name its
    `token` (FL10)."""

    token: int
    turn: str | None
    list_state: ListState
    debate: DebateState
    """Whether the debate on the item goes on, or a motion adjourned or closed it (FL27)."""
    closes_at: str | None
    limits: Limits
    ends_turns: bool
    """Whether a turn ends by itself when its time is up (FL16)."""
    reply_limits: list[int]
    motion_speakers: MotionSpeakers
    item: int
    """The number of the session's agenda item, from 1. Rights of reply count within it (FL14)."""
    item_title: str
    """The title of the agenda item. Empty if it has none."""
    agenda: list[str]
    """The titles of all items, by number from 1. Each has its own list of speakers (FL14)."""
    takes_replies: bool
    """Whether rights of reply are taken before the list is done (FL14)."""
    ruled: str | None
    """The turn of the last ruling, as long as it can be appealed against (FL13)."""
    ruling: RulingFacts | None
    """That ruling."""
    appellant: str | None
    """The party that has appealed against the ruling (FL13)."""
    explains: str | None
    """The proposal on which explanations of vote are taken now, or null (FL29)."""
    explains_after: bool
    """Whether these explanations are given after the vote."""
    explained: list[str]
    """The parties that explained their vote on this proposal: each does so once (FL29)."""
    preset: PresetName | None
    """The preset that gave all speaking times (the floor's figures), or null if some were changed."""
    figures: int | None
    """To moderators: how many times the speaking times (the figures) or the time budget were set. A command that sets
    them repeats this number (FL15, FL17).
    """
    ends_by: str | None
    """To moderators: the time budget that one of them set, or null if it is the session's end (FL17)."""
    unheard: int | None
    """To moderators, once the session is closed: how many entries of its lists were neither heard nor carried to
    another session (FL14)."""
    average_overrun: float | None
    """To moderators: by how many seconds past turns went beyond their limits, on average (FL17)."""


class Entry(Entity):
    """A waiting entry (FL1).

    Sort entries by `order`, element by element (FL6). The list of speakers, rights of reply (FL14), points of
    order and motions (FL13), and those who speak on a motion (FL27) are separate lists.
    """

    party: str
    kind: Kind
    motion: Motion | None
    """What a motion is for, or null for other kinds."""
    motion_text: str
    """What the mover asks for, in the mover's words, if `motion` is `other`."""
    of: str | None
    """The motion on which it speaks, or null for other kinds than `on_motion` (FL27)."""
    side: Side | None
    mode: Mode
    on_behalf_of: str
    """The group on whose behalf it speaks. Empty if it speaks for itself."""
    speaker: str | None
    """The participant who is to speak, if the party named one."""
    reader: str | None
    """The participant who is to read it out, if a moderator named one."""
    place: Place
    category: Category
    language: str
    """The language in which it is to speak, as a BCP 47 tag. Empty if it is not known."""
    order: list[int]
    moves: int
    """How often a moderator moved it. The command `floor.move` repeats this number (FL8)."""
    limit: int
    reply: int
    """Its number among the party's rights of reply, from 1, or 0 for other kinds."""
    explains: str | None
    """The proposal on which it explains its party's vote (FL29)."""
    inscribed_at: str
    late_reason: str
    """Why a moderator added it to a closed list (FL3)."""
    other_item: int | None
    """The item on whose list it stands, if that is not the present one, or null (FL14)."""


class MyWithdrawnEntry(Entity):
    """Only to the party: an entry that it withdrew and can restore until `restorable_until` (FL2)."""

    kind: Kind
    withdrawn_by: str
    reason: str
    """Why somebody other than its party took it off the list. Empty if no reason was given."""
    restorable_until: str


class MyUnheardEntry(Entity):
    """Only to the party: an entry of the party that waited when the session was closed (FL26)."""

    kind: Kind
    carried_to: str | None
    """The session to whose list it was carried, or null (FL14)."""


class Turn(Entity):
    """The turn that holds the floor. The server sends timestamps, and readers compute the clock from them (FL15):

    elapsed = (suspended_at or now) − started_at − suspended_seconds.
    """

    entry: str
    party: str
    kind: Kind
    motion: Motion | None
    motion_text: str
    of: str | None
    """The motion on which it speaks, or null for other kinds than `on_motion` (FL27)."""
    side: Side | None
    during_vote: str | None
    """The vote during which this point of order was recognised: it may only concern the conduct of the voting."""
    mode: Mode
    on_behalf_of: str
    speaker: str | None
    reader: str | None
    """Who reads it out, or null if it is not read out, or nobody was named and nobody presides."""
    place: Place
    language: str
    """The language that is spoken, as a BCP 47 tag. Empty if it is not known."""
    started_at: str
    suspended_at: str | None
    suspended_seconds: float
    allotted: int
    dropped_at: str | None
    """When the line of the holder, or of the hall, dropped (FL20), or null if it is connected, or never was."""
    held_until: str | None
    """Until when the floor is held for the holder, if the line dropped."""
    awaits_hall: bool
    """Whether the line that dropped is the hall's, whoever speaks (FL20)."""
    introducing: bool
    """Whether its video statement does not play yet: somebody introduces it live, or its file has not arrived (FL4).

    No speaking time elapses meanwhile.
    """
    plays_until: float | None
    """The elapsed time, in seconds, at which its video ends (FL4). Null if no video plays."""


class PresentSpeaker(Entity):
    """Stream `conference/…`: who speaks in a session now. `id` is the session's."""

    party: str | None
    since: str


class OpenList(Command):
    """Open the list of speakers, with a closing time if one is announced (FL3)."""

    type: Literal["floor.open_list"] = "floor.open_list"
    closes_at: str | None = None


class CloseList(Command):
    """Close the list of speakers (FL3)."""

    type: Literal["floor.close_list"] = "floor.close_list"
    reason: Reason = ""


class Inscribe(Command):
    """Put a party on the list (FL1–FL5). A member may leave `party` out. A moderator or operator names it.

    `reason` is required from a moderator who adds to a closed list, `motion` for a motion, and `text` for a motion of
    the kind `other`: what is moved (FL13). `item` is the item on whose list a statement or an intervention is put, or
    null for the present one (FL14). `language` is the language in which the party is going to speak.
    """

    type: Literal["floor.inscribe"] = "floor.inscribe"
    party: str | None = None
    kind: Requested = "statement"
    motion: Motion | None = None
    text: Reason = ""
    mode: Mode = "live"
    on_behalf_of: Group = ""
    speaker: str | None = None
    place: Place | None = None
    reason: Reason = ""
    item: int | None = None
    language: Language = ""


class Withdraw(Command):
    """Take a party's entry off the list (FL2)."""

    type: Literal["floor.withdraw"] = "floor.withdraw"
    entry: str
    reason: Reason = ""


class Restore(Command):
    """Restore a withdrawn entry, within two minutes (FL2)."""

    type: Literal["floor.restore"] = "floor.restore"
    entry: str


class ChangeSpeaker(Command):
    """Name another member to speak, at any time until the turn ends (FL1)."""

    type: Literal["floor.change_speaker"] = "floor.change_speaker"
    entry: str
    speaker: str


class SetLanguage(Command):
    """Say in which language an entry, or the turn that holds the floor, is spoken. Empty if it is not known."""

    type: Literal["floor.set_language"] = "floor.set_language"
    entry: str
    language: Language


class Move(Command):
    """Move an entry in front of `before`, or to the end if it is null (FL8).

    `moves` and `before_moves` are the numbers of moves of the two entries when the sender saw them. Refused as
    `floor.list_changed` if either number has changed.
    """

    type: Literal["floor.move"] = "floor.move"
    entry: str
    moves: int
    before: str | None = None
    before_moves: int | None = None
    reason: Reason = ""


class Grant(Command):
    """Give the floor to an entry, which ends the present turn (FL10).

    An entry that is not ready is refused as `floor.not_ready`, unless the moderator has `confirmed` it (FL19).
    """

    type: Literal["floor.grant"] = "floor.grant"
    entry: str
    token: int
    confirmed: bool = False


class End(Command):
    """End the present turn: the chair thanks the speaker (FL10)."""

    type: Literal["floor.end"] = "floor.end"
    token: int


class Finish(Command):
    """The speaking party ends its own turn (FL16)."""

    type: Literal["floor.finish"] = "floor.finish"
    token: int


class Revoke(Command):
    """Take the floor away. The microphone closes at once (FL11)."""

    type: Literal["floor.revoke"] = "floor.revoke"
    token: int
    reason: Reason = ""


class Extend(Command):
    """Give the present turn more time, in seconds (FL16).

    `allotted` is the turn's allotted time when the sender saw it. Refused as `floor.time_changed` if it is given and
    the allotted time has changed.
    """

    type: Literal["floor.extend"] = "floor.extend"
    token: int
    seconds: int = Field(ge=10, le=1800)
    allotted: int | None = None
    reason: Reason = ""


class SuspendTurn(Command):
    """Stop clock and microphone of the present turn (FL16)."""

    type: Literal["floor.suspend_turn"] = "floor.suspend_turn"
    token: int
    reason: Reason = ""


class ResumeTurn(Command):
    """Resume the present turn with its remaining time (FL16)."""

    type: Literal["floor.resume_turn"] = "floor.resume_turn"
    token: int


class TurnToReplies(Command):
    """Take the rights of reply now, before the list is done, or go back to the list (FL14)."""

    type: Literal["floor.turn_to_replies"] = "floor.turn_to_replies"
    takes_replies: bool


class LanguageSet(Event):
    """The language of an entry, or of its turn, is another one."""

    type: Literal["floor.language_set"] = "floor.language_set"
    entry: str
    party: str
    language: str


class ListOpened(Event):
    """The list of speakers is open."""

    type: Literal["floor.list_opened"] = "floor.list_opened"
    closes_at: str | None


class ListClosed(Event):
    """The list of speakers is closed."""

    type: Literal["floor.list_closed"] = "floor.list_closed"
    reason: str = ""


class Inscribed(Event):
    """A party is on the list. `group_warning` names a group on the list to which it also belongs (FL5)."""

    type: Literal["floor.inscribed"] = "floor.inscribed"
    entry: str
    party: str
    kind: Kind
    motion: Motion | None
    mode: Mode
    place: Place
    late_reason: str
    group_warning: str
    item: int = 1


class Withdrawn(Event):
    """An entry left the list."""

    type: Literal["floor.withdrawn"] = "floor.withdrawn"
    entry: str
    party: str
    reason: str = ""


class Restored(Event):
    """A withdrawn entry is on the list again, in its former place."""

    type: Literal["floor.restored"] = "floor.restored"
    entry: str
    party: str


class SpeakerChanged(Event):
    """Another member is named to speak for an entry, or speaks now."""

    type: Literal["floor.speaker_changed"] = "floor.speaker_changed"
    entry: str
    party: str
    speaker: str


class Moved(Event):
    """An entry took another place. Places count from 1 (FL8)."""

    type: Literal["floor.moved"] = "floor.moved"
    entry: str
    party: str
    place_left: int
    place_taken: int
    reason: str


class Granted(Event):
    """A party has the floor. `ended` is the turn that this grant ended, if there was one, with its party and what was
    left of its time in seconds.
    """

    type: Literal["floor.granted"] = "floor.granted"
    turn: str
    entry: str
    party: str
    token: int
    allotted: int
    ended: str | None
    ended_overtime: float
    ended_party: str | None = None
    ended_left: float = 0.0
    not_ready: Verdict | None = None
    """What the entry lacked, if it was called although it was not ready (FL19)."""


class Ended(Event):
    """A turn is over. `overtime` is in seconds (FL16)."""

    type: Literal["floor.ended"] = "floor.ended"
    turn: str
    party: str
    by: EndedBy
    spoken: float
    overtime: float
    reason: str
    returned: str | None = None
    """The turn that has the floor again, if this was a point of order that ended without a ruling (FL13)."""


class Extended(Event):
    """The present turn has more time."""

    type: Literal["floor.extended"] = "floor.extended"
    turn: str
    party: str
    seconds: int
    reason: str = ""


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
    """A moderator turned to the rights of reply, or back to the list of speakers (FL14)."""

    type: Literal["floor.turned_to_replies"] = "floor.turned_to_replies"
    takes_replies: bool


ENTITIES = {
    "floor": Floor,
    "entry": Entry,
    "my_withdrawn_entry": MyWithdrawnEntry,
    "my_unheard_entry": MyUnheardEntry,
    "turn": Turn,
    "live": PresentSpeaker,
}

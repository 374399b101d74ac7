"""Protocol of interpretation. Stream `session/…`. A channel is named by the BCP 47 tag of its language.

A language channel has the sound of an interpreter, the sign channel the picture of one.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from foundation.messages.protocol import Command, Entity, Event
from foundation.text import usual_tag
from sessions.roles.protocol import Language
from sessions.roles.rules import MAX_LANGUAGES

ChannelLanguage = Annotated[
    str,
    Field(min_length=2, max_length=12, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"),
    AfterValidator(usual_tag),
]

Meeting = Literal["interlock", "override"]
"""What happens when a booth comes to a channel in which another booth is heard.

`interlock`: it is refused. `override`: it is heard, and the other booth goes off duty.
"""


class Booth(Entity):
    """The state of a channel's booth: who is on duty, the handover, and what the booth asked for. `id` is the
    language's tag.
    """

    on_duty: str | None
    """The participant whose microphone is heard in the channel, or null if nobody is on duty."""
    from_hall: bool
    """Whether a booth in the hall is on duty, whose encoder sends with an equipment key. Then `on_duty` is null."""
    since: str | None
    """Since when this participant, or the booth in the hall, is on duty."""
    incoming: str
    """The language of the channel from which the booth interprets, or empty if it interprets from the floor."""
    offered_to: str | None
    """The participant who is to take over, if a handover was offered."""
    offered_by: str | None
    """Who offered it: the participant on duty, or the one who is to take over."""
    slower_asked_at: str | None
    """When the booth last asked the speaker to slow down."""
    sound_reported_at: str | None
    """When the booth last reported that what it hears is bad."""


class LanguageChannel(Booth):
    """A language into which the session is interpreted. `id` is the language's tag.

    `position` orders the channels as the organiser listed them.
    """

    position: int
    outgoing: str
    """The language of the channel into which the booth works: its own (A), or another (B)."""
    second: str
    """The language B into which the booth worked last, or empty."""
    held_by: str | None
    """The language of the booth that is heard in this channel, or null if none is."""


class SignChannel(Booth):
    """The sign language into which the session is interpreted. `id` is its tag, such as `ase`, or `ils` for
    International Sign.
    """

    on_hall_screen: bool
    """Whether the hall screen shows the interpreter beside what it shows."""


class InterpretationPolicy(Entity):
    """How the booths of a session work together. Its id is the session's.

    A session without it has `interlock`, and its clock does not stop for booths.
    """

    meeting: Meeting
    holds_clock: bool
    """Whether the speaker's clock stops while a booth on duty has no connection."""


class SetChannels(Command):
    """Set the languages into which the session is interpreted, in the order in which listeners choose them.

    A channel that is left out is closed. Those who listen to it hear the floor.

    `seen` has the languages that the sender saw. If null, they are not checked.
    """

    type: Literal["interpretation.set_channels"] = "interpretation.set_channels"
    languages: Annotated[list[ChannelLanguage], Field(max_length=MAX_LANGUAGES)]
    seen: Annotated[list[ChannelLanguage], Field(max_length=MAX_LANGUAGES)] | None = None


class SetSignChannel(Command):
    """Set the sign language into which the session is interpreted. An empty one closes the channel.

    `seen` is the one that the sender saw. If null, it is not checked.
    """

    type: Literal["interpretation.set_sign_channel"] = "interpretation.set_sign_channel"
    language: Language
    seen: Language | None = None


class ShowSignInHall(Command):
    """Show the sign-language interpreter on the hall screen beside what it shows, or no longer."""

    type: Literal["interpretation.show_sign_in_hall"] = "interpretation.show_sign_in_hall"
    shown: bool


class GoOnDuty(Command):
    """Begin to interpret into a channel in which nobody is on duty."""

    type: Literal["interpretation.go_on_duty"] = "interpretation.go_on_duty"
    language: ChannelLanguage


class GoOffDuty(Command):
    """Stop interpreting. Those who listen to the channel hear the floor."""

    type: Literal["interpretation.go_off_duty"] = "interpretation.go_off_duty"
    language: ChannelLanguage


class PutHallOnDuty(Command):
    """Let the booth in the hall interpret into a channel, in place of whoever is on duty there."""

    type: Literal["interpretation.put_hall_on_duty"] = "interpretation.put_hall_on_duty"
    language: ChannelLanguage


class TakeHallOffDuty(Command):
    """Let the booth in the hall interpret no more. Those who listen to the channel hear the floor."""

    type: Literal["interpretation.take_hall_off_duty"] = "interpretation.take_hall_off_duty"
    language: ChannelLanguage


class HandOverBooth(Command):
    """Let a colleague take over, once the other of the two accepts, or `now`.

    It is sent by the interpreter on duty, or by the one who is to take over (`to`).
    """

    type: Literal["interpretation.hand_over"] = "interpretation.hand_over"
    language: ChannelLanguage
    to: str
    now: bool = False


class AcceptHandover(Command):
    """Accept the handover that the colleague offered."""

    type: Literal["interpretation.accept_handover"] = "interpretation.accept_handover"
    language: ChannelLanguage


class CancelHandover(Command):
    """Take back, or decline, a handover that was offered."""

    type: Literal["interpretation.cancel_handover"] = "interpretation.cancel_handover"
    language: ChannelLanguage


class ChooseIncoming(Command):
    """Choose what the booth interprets from: the floor, or another channel."""

    type: Literal["interpretation.choose_incoming"] = "interpretation.choose_incoming"
    language: ChannelLanguage
    incoming: Language
    """The language of another channel (relay interpretation), or empty for the floor."""


class ChooseOutgoing(Command):
    """Choose the channel into which a booth works: its own language (A), or another one of the session (B).

    If the booth would hear itself by relay, it interprets from the floor from now on.
    """

    type: Literal["interpretation.choose_outgoing"] = "interpretation.choose_outgoing"
    language: ChannelLanguage
    outgoing: ChannelLanguage


class SetInterpretationPolicy(Command):
    """Set how the booths of the session work together. What is left out stays."""

    type: Literal["interpretation.set_policy"] = "interpretation.set_policy"
    meeting: Meeting | None = None
    holds_clock: bool | None = None


class AskSlower(Command):
    """Ask the speaker to slow down. The speaker and the chair see it."""

    type: Literal["interpretation.ask_slower"] = "interpretation.ask_slower"
    language: ChannelLanguage


class ReportSound(Command):
    """Report to the operator and the chair that the sound in the booth is bad."""

    type: Literal["interpretation.report_sound"] = "interpretation.report_sound"
    language: ChannelLanguage


class ChannelsSet(Event):
    """The session is interpreted into these languages."""

    type: Literal["interpretation.channels_set"] = "interpretation.channels_set"
    languages: list[str]


class SignChannelSet(Event):
    """The session is interpreted into this sign language, or into none if it is empty."""

    type: Literal["interpretation.sign_channel_set"] = "interpretation.sign_channel_set"
    language: str


class SignShownInHall(Event):
    """The hall screen shows the sign-language interpreter, or no longer."""

    type: Literal["interpretation.sign_shown_in_hall"] = "interpretation.sign_shown_in_hall"
    shown: bool


class WentOnDuty(Event):
    """An interpreter began to interpret into a channel."""

    type: Literal["interpretation.went_on_duty"] = "interpretation.went_on_duty"
    language: str
    participant: str


class WentOffDuty(Event):
    """An interpreter stopped, and nobody took over."""

    type: Literal["interpretation.went_off_duty"] = "interpretation.went_off_duty"
    language: str
    participant: str


class HallWentOnDuty(Event):
    """The booth in the hall began to interpret into a channel."""

    type: Literal["interpretation.hall_went_on_duty"] = "interpretation.hall_went_on_duty"
    language: str


class HallWentOffDuty(Event):
    """The booth in the hall stopped."""

    type: Literal["interpretation.hall_went_off_duty"] = "interpretation.hall_went_off_duty"
    language: str


class HandoverOffered(Event):
    """A handover was offered."""

    type: Literal["interpretation.handover_offered"] = "interpretation.handover_offered"
    language: str
    to: str
    by: str


class BoothHandedOver(Event):
    """An interpreter took over from a colleague."""

    type: Literal["interpretation.handed_over"] = "interpretation.handed_over"
    language: str
    to: str


class HandoverCancelled(Event):
    """A handover was taken back or declined."""

    type: Literal["interpretation.handover_cancelled"] = "interpretation.handover_cancelled"
    language: str


class IncomingChosen(Event):
    """A booth interprets from the floor, or from another channel."""

    type: Literal["interpretation.incoming_chosen"] = "interpretation.incoming_chosen"
    language: str
    incoming: str


class OutgoingChosen(Event):
    """A booth works into its own channel, or into another."""

    type: Literal["interpretation.outgoing_chosen"] = "interpretation.outgoing_chosen"
    language: str
    outgoing: str


class InterpretationPolicySet(Event):
    """How the booths of the session work together was changed."""

    type: Literal["interpretation.policy_set"] = "interpretation.policy_set"
    meeting: Meeting
    holds_clock: bool


class SlowerAsked(Event):
    """A booth asked the speaker to slow down."""

    type: Literal["interpretation.slower_asked"] = "interpretation.slower_asked"
    language: str


class SoundReported(Event):
    """A booth reported that what it hears is bad."""

    type: Literal["interpretation.sound_reported"] = "interpretation.sound_reported"
    language: str


ENTITIES: dict[str, type[Entity]] = {
    "language_channel": LanguageChannel,
    "sign_channel": SignChannel,
    "interpretation_policy": InterpretationPolicy,
}

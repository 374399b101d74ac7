"""Messages of a session's channels. The messages on the wire belong to the stream `chat/…`, with the session's number.

The signals of what is new belong to the session's stream, so that a page that does not show messages knows of them.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message, Signal

CHANNEL_PATTERN = (
    r"^(everyone|delegates|backstage|booths|booth/[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|party/[1-9][0-9]{0,14})$"
)
Channel = Annotated[str, StringConstraints(pattern=CHANNEL_PATTERN, max_length=24)]
"""A channel: of everyone, of delegations and the podium, of those who run the session, of all interpreters with the
chair and the desk (`booths`), of the partners in one booth (`booth/fr`), or of one delegation.
"""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
MessageMode = Literal["open", "approved", "read_only", "off"]
MessageRemoval = Literal["", "author", "moderator"]
ReactionKind = Literal["agree", "thanks", "question"]


class MessageWording(Message):
    """An earlier wording of a message, and until when it stood."""

    text: str
    until: str


class ChatMessage(Entity):
    """A message to everyone. A deleted one has no text, except for moderators."""

    channel: str
    text: str
    author: str
    party: str | None
    role: str
    """The role in which the author runs the session, such as `moderator`. Empty for others."""
    place: str
    guest: bool
    simulated: bool
    reply_to: str | None
    sent_at: str
    edited_at: str | None
    earlier: list[MessageWording]
    """For moderators, and in a channel of a group."""
    held: bool
    """For moderators: it waits for a moderator."""
    flagged: list[str]
    """For moderators: the words of the session's list that it contains."""
    deleted: MessageRemoval
    pinned: bool


class MyGroupMessage(ChatMessage):
    """A message in a channel that only a group reads, with the number of people who reacted to it, by kind."""

    reactions: dict[str, int]


class MyMessage(Entity):
    """The reader's own message: it can be edited and deleted. A held one waits for a moderator."""

    channel: str
    text: str
    held: bool
    sent_at: str


class MessagePolicy(Entity):
    """How a session takes messages to everyone. Its id is the session's. A session without it has the defaults."""

    mode: MessageMode
    slow_s: int


class MessageBlock(Entity):
    """For moderators: a person who may write no more to everyone. Its id is that of the message that was the reason."""

    name: str


class LatestMessage(Signal):
    """The number of the latest message to everyone, 0 if there is none, and whether the session takes messages."""

    everyone: int
    mode: MessageMode


class MyReadMarks(Signal):
    """The number of the last message that the reader has read, by channel."""

    marks: dict[str, int]


class Reactions(Signal):
    """The number of people who reacted to a message to everyone, by the message's id and kind."""

    counts: dict[str, dict[str, int]]


class MyReactions(Signal):
    """The reader's own reactions, by the message's id, in all channels."""

    mine: dict[str, list[str]]


class SendMessage(Command):
    """Write a message to a channel."""

    type: Literal["message.send"] = "message.send"
    channel: Channel
    text: Text
    reply_to: str | None = None


class EditMessage(Command):
    """Change the words of one's own message, within 15 minutes."""

    type: Literal["message.edit"] = "message.edit"
    message: str
    text: Text


class DeleteMessage(Command):
    """Delete one's own message, or as a moderator any message that one reads. It stays visible that there was a
    message.
    """

    type: Literal["message.delete"] = "message.delete"
    message: str


class RestoreMessage(Command):
    """Undo a moderator's deletion."""

    type: Literal["message.restore"] = "message.restore"
    message: str


class ApproveMessage(Command):
    """Show a held message to everyone."""

    type: Literal["message.approve"] = "message.approve"
    message: str


class PinMessage(Command):
    """Keep a message at the top of its channel, in place of the one before.

    In a delegation's channel each member may do it: the lectern of its speaker shows the message.
    """

    type: Literal["message.pin"] = "message.pin"
    message: str


class UnpinMessage(Command):
    """Take a message from the top of its channel."""

    type: Literal["message.unpin"] = "message.unpin"
    message: str


class BlockWriter(Command):
    """Take no more messages to everyone of this message's author in this session."""

    type: Literal["message.block"] = "message.block"
    message: str


class UnblockWriter(Command):
    """Take messages of this message's author again."""

    type: Literal["message.unblock"] = "message.unblock"
    message: str


class SetMessagePolicy(Command):
    """Set how the session takes messages to everyone. What is left out stays."""

    type: Literal["message.set_policy"] = "message.set_policy"
    mode: MessageMode | None = None
    slow_s: Annotated[int, Field(ge=0, le=3600)] | None = None


class React(Command):
    """React to a message that one reads. A second time has no effect."""

    type: Literal["message.react"] = "message.react"
    message: str
    kind: ReactionKind


class WithdrawReaction(Command):
    """Withdraw a reaction."""

    type: Literal["message.withdraw_reaction"] = "message.withdraw_reaction"
    message: str
    kind: ReactionKind


class MarkRead(Command):
    """Say that the sender has read a channel up to a message. A mark never goes back."""

    type: Literal["message.mark_read"] = "message.mark_read"
    channel: Channel
    message: str


class MessageSent(Event):
    """Somebody wrote a message."""

    type: Literal["message.sent"] = "message.sent"
    message: str


class MessageEdited(Event):
    """An author changed the words of a message."""

    type: Literal["message.edited"] = "message.edited"
    message: str


class MessageDeleted(Event):
    """A message was deleted."""

    type: Literal["message.deleted"] = "message.deleted"
    message: str


class MessageRestored(Event):
    """A moderator's deletion was undone."""

    type: Literal["message.restored"] = "message.restored"
    message: str


class MessageApproved(Event):
    """A held message is shown to everyone."""

    type: Literal["message.approved"] = "message.approved"
    message: str


class MessagePinned(Event):
    """A message is kept at the top of its channel."""

    type: Literal["message.pinned"] = "message.pinned"
    message: str


class MessageUnpinned(Event):
    """No message is kept at the top of a channel."""

    type: Literal["message.unpinned"] = "message.unpinned"
    message: str


class WriterBlocked(Event):
    """A person may write no more messages to everyone in the session."""

    type: Literal["message.writer_blocked"] = "message.writer_blocked"
    message: str


class WriterUnblocked(Event):
    """A person may write messages to everyone again."""

    type: Literal["message.writer_unblocked"] = "message.writer_unblocked"
    message: str


class GroupReactionsChanged(Event):
    """People reacted to messages in channels of groups, or withdrew that."""

    type: Literal["message.group_reactions_changed"] = "message.group_reactions_changed"
    messages: list[str]


class MessagePolicySet(Event):
    """How the session takes messages was changed."""

    type: Literal["message.policy_set"] = "message.policy_set"


ENTITIES = {
    "message": ChatMessage,
    "my_group_message": MyGroupMessage,
    "my_message": MyMessage,
    "message_policy": MessagePolicy,
    "message_block": MessageBlock,
}
SIGNALS: dict[str, type[Signal]] = {
    "message.latest": LatestMessage,
    "message.my_marks": MyReadMarks,
    "message.reactions": Reactions,
    "message.my_reactions": MyReactions,
}

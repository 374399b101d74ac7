"""The services of messages: what authors and moderators do. Only they and `batches.py` write messages."""

from collections.abc import Collection, Sequence

from django.db.models import Max, Model

from chat.messages import protocol, rules
from chat.messages import signals as message_signals
from chat.messages.channels import MODERATE, called_soon, check_writes, interpreters_of, reads
from chat.messages.models import ChatMessage, MessageBlock, MessagePolicy, MessageRecipient
from chat.messages.policy import policy_of
from chat.messages.rules import BACKSTAGE, EVERYONE, booth_of, party_of, unknown_refusal
from chat.questions.policy import policy_of as question_policy_of
from chat.questions.rules import flagged_words
from foundation import ids, limits
from foundation.clock import timestamp_text
from foundation.ids import number
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, StreamFacts
from foundation.text import clean_text
from foundation.wire import signals
from sessions import permissions
from sessions.models import Session
from sessions.parties.services import is_guest
from sessions.programme.rules import check_not_closed
from sessions.programme.services import find_session, shown_sessions
from sessions.publication.rules import needed_clearance
from sessions.publication.services import readers_of

ROLES = ("moderator", "organiser", "operator", "rapporteur", "interpreter", "panellist")
"""The roles that a message shows beside its author."""


def find_streams(names: Collection[str]) -> dict[str, StreamFacts]:
    """The streams of messages with these names. Who may enter the session may follow its messages. After the session,
    only those who may read its questions may.
    """
    wanted = [number(name.partition("/")[2]) for name in names if name.startswith("chat/")]
    if not wanted:
        return {}
    rows = shown_sessions().filter(pk__in=wanted)
    return {f"chat/{row.pk}": StreamFacts(str(row.conference_id), _access(row)) for row in rows}


def _access(session: Session) -> str:
    if session.state != "closed":
        return session.access
    return needed_clearance(readers_of(session, "questions"), session.access) or "staff"


# What authors do


def send(context: Context, command: protocol.SendMessage) -> None:
    """Write a message to a channel.

    A message to everyone waits for a moderator if the session wants that, or if it contains a word of the session's
    list. Refuses `session.closed`, `message.not_your_channel`, `message.given_seat`, `message.off`,
    `message.read_only`, `message.blocked`, `message.slow`, `message.blank`, `message.unknown`, `wire.throttled`.
    """
    session, seat = find_session(context.subject), context.seat
    check_not_closed(session.state)
    check_writes(seat, session, command.channel)
    text, reply_to = _clean_words(command.text), _replied(session, command)
    marked: list[str] = []
    held = False
    if command.channel == EVERYONE:
        policy = policy_of(session)
        moderates = _moderates(context)
        _check_writer(session, policy, seat.person, moderates=moderates)
        if not moderates:
            _check_pace(session, policy, context)
        marked = flagged_words(text, question_policy_of(session).words)
        held = not moderates and (bool(marked) or policy.mode == "approved")
    limits.check("message.write", person=seat.person, guests=seat.network)
    last = ChatMessage.objects.filter(session=session).aggregate(last=Max("number"))["last"] or 0
    row = ChatMessage.objects.create(
        session=session,
        number=last + 1,
        channel=command.channel,
        person=seat.person,
        name=seat.name,
        party_id=seat.party,
        role=next((role for role in ROLES if role in context.roles), ""),
        place=seat.place,
        guest=is_guest(seat),
        simulated=seat.simulated,
        text=text,
        reply_to=reply_to,
        sent_at=context.now,
        held=held,
        flagged=marked,
    )
    people = _recipients(session, command.channel)
    MessageRecipient.objects.bulk_create(MessageRecipient(message=row, person=each) for each in people)
    event = protocol.MessageSent(message=str(row.number))
    _journal(context, event, row, _messages_that_left(row))


def _recipients(session: Session, channel: str) -> list[str]:
    """The persons who get a copy of a message, because no role says that they read its channel."""
    if channel == BACKSTAGE:
        return sorted(called_soon(session))
    language = booth_of(channel)
    return interpreters_of(session, language) if language else []


def _check_writer(session: Session, policy: MessagePolicy, person: str, *, moderates: bool) -> None:
    if MessageBlock.objects.filter(session=session, person=person).exists():
        raise Refusal("message.blocked", "The moderators take no more messages from you in this session.")
    rules.check_mode(policy.mode, moderates=moderates)


def _check_pace(session: Session, policy: MessagePolicy, context: Context) -> None:
    """Check the slow mode. An edit counts as a message."""
    if not policy.slow_s:
        return
    own = ChatMessage.objects.filter(session=session, person=context.seat.person, channel=EVERYONE)
    written = own.aggregate(sent=Max("sent_at"), edited=Max("edited_at"))
    last = max((each for each in written.values() if each is not None), default=None)
    rules.check_pace(last, policy.slow_s, context.now)


def _replied(session: Session, command: protocol.SendMessage) -> ChatMessage | None:
    """The message that is answered: one of the same channel that was not deleted. Refuses `message.unknown`."""
    if command.reply_to is None:
        return None
    rows = ChatMessage.objects.filter(session=session, channel=command.channel, deleted_by="", held=False)
    row = rows.filter(number=ids.number(command.reply_to)).first()
    if row is None:
        raise unknown_refusal()
    return row


def edit(context: Context, command: protocol.EditMessage) -> None:
    """Change the words of one's own message. Moderators see the latest earlier wordings.

    An edited message waits for a moderator as a new one would, and counts as one for slow mode and limits. Refuses
    `message.not_yours`, `message.too_late`, and what `send` does.
    """
    row = _find_own(context, command.message)
    check_writes(context.seat, row.session, row.channel)
    rules.check_editable(row.sent_at, context.now)
    text = _clean_words(command.text)
    if text == row.text:
        return
    is_checked = row.channel == EVERYONE and not _moderates(context)
    policy = policy_of(row.session)
    if is_checked:
        _check_writer(row.session, policy, row.person, moderates=False)
        _check_pace(row.session, policy, context)
    limits.check("message.write", person=context.seat.person, guests=context.seat.network)
    was_held = row.held
    row.earlier = [*row.earlier, {"text": row.text, "until": timestamp_text(context.now)}]
    row.text, row.edited_at = text, context.now
    if is_checked:
        row.flagged = flagged_words(text, question_policy_of(row.session).words)
        row.held = row.held or bool(row.flagged) or policy.mode == "approved"
        row.pinned = row.pinned and not row.held
    row.save()
    event = protocol.MessageEdited(message=command.message)
    _journal(context, event, row, public=not was_held or not row.held)


def delete(context: Context, command: protocol.DeleteMessage) -> None:
    """Delete one's own message, or any that one moderates. Refuses `message.not_yours`, `message.deleted`."""
    row = _find(context, command.message)
    own = row.person == context.seat.person
    if not own and not (_moderates(context) and party_of(row.channel) is None):
        raise _not_yours_refusal()
    if row.deleted_by:
        raise Refusal("message.deleted", "This message is deleted already.")
    row.deleted_by, row.deleted_at = ("author" if own else "moderator"), context.now
    row.pinned = False
    row.save()
    _journal(context, protocol.MessageDeleted(message=command.message), row, _messages_that_left(row))


# What moderators do


def restore(context: Context, command: protocol.RestoreMessage) -> None:
    """Undo a moderator's deletion. Refuses `message.not_deleted`."""
    row = _find(context, command.message)
    if row.deleted_by != "moderator":
        raise Refusal("message.not_deleted", "No moderator deleted this message: there is nothing to undo.")
    row.deleted_by, row.deleted_at = "", None
    row.save()
    _journal(context, protocol.MessageRestored(message=command.message), row)


def approve(context: Context, command: protocol.ApproveMessage) -> None:
    """Show a held message to everyone. Refuses `message.not_held`."""
    row = _find(context, command.message)
    if not row.held or row.deleted_by:
        raise Refusal("message.not_held", "This message does not wait any more. Look at the messages again.")
    row.held = False
    row.save()
    _journal(context, protocol.MessageApproved(message=command.message), row)


def pin(context: Context, command: protocol.PinMessage) -> None:
    """Keep a message at the top of its channel. Refuses `message.not_pinnable`, `message.not_yours`."""
    row = _find(context, command.message)
    _check_pins(context, row)
    if row.deleted_by or row.held:
        raise Refusal("message.not_pinnable", "This message is not shown, so it cannot be kept at the top.")
    before = ChatMessage.objects.filter(session=row.session, channel=row.channel, pinned=True)
    changed: list[Model] = []
    for other in before.exclude(pk=row.pk).select_related("reply_to"):
        other.pinned = False
        other.save()
        changed += [other, *_messages_that_left(other)]
    row.pinned = row.is_live = True
    row.save()
    _journal(context, protocol.MessagePinned(message=command.message), row, changed)


def unpin(context: Context, command: protocol.UnpinMessage) -> None:
    """Take a message from the top of its channel. Refuses `message.not_pinned`, `message.not_yours`."""
    row = _find(context, command.message)
    _check_pins(context, row)
    if not row.pinned:
        raise Refusal("message.not_pinned", "This message is not at the top any more.")
    row.pinned = False
    row.save()
    _journal(context, protocol.MessageUnpinned(message=command.message), row, _messages_that_left(row))


def _check_pins(context: Context, row: ChatMessage) -> None:
    """Check that the sender may pin in this channel: each member in a delegation's, moderators in the others. Refuses
    `message.not_yours`, `message.not_your_channel`.
    """
    if party_of(row.channel) is not None:
        check_writes(context.seat, row.session, row.channel)
    elif not _moderates(context):
        raise Refusal("message.not_yours", "Only moderators keep messages at the top of this channel.")


def block(context: Context, command: protocol.BlockWriter) -> None:
    """Take no more messages to everyone of this message's author. Refuses `message.blocked_already`."""
    row = _find(context, command.message)
    blocked, is_new = MessageBlock.objects.get_or_create(
        session=row.session, person=row.person, defaults={"message": row, "at": context.now}
    )
    if not is_new:
        raise Refusal("message.blocked_already", "Messages of this person are not taken any more already.")
    _journal_moderation(context, protocol.WriterBlocked(message=command.message), [blocked])


def unblock(context: Context, command: protocol.UnblockWriter) -> None:
    """Take messages of this message's author again. Refuses `message.not_blocked`."""
    row = _find(context, command.message)
    blocks = MessageBlock.objects.select_related("message")
    blocked = blocks.filter(session=row.session, person=row.person).first()
    if blocked is None:
        raise Refusal("message.not_blocked", "Messages of this person are taken already.")
    MessageBlock.objects.filter(pk=blocked.pk).delete()
    _journal_moderation(context, protocol.WriterUnblocked(message=command.message), [], gone=[blocked])


def set_policy(context: Context, command: protocol.SetMessagePolicy) -> None:
    """Set how the session takes messages to everyone."""
    session = find_session(context.subject)
    check_not_closed(session.state)
    policy, _ = MessagePolicy.objects.get_or_create(session=session)
    for name, value in command.model_dump(exclude={"type"}, exclude_none=True).items():
        setattr(policy, name, value)
    policy.save()
    _append(context, protocol.MessagePolicySet(), [policy])
    signals.mark_changed(session.stream, message_signals.LATEST)


# What they share


def _moderates(context: Context) -> bool:
    return permissions.allows(context.roles, MODERATE)


def _not_yours_refusal() -> Refusal:
    return Refusal(
        "message.not_yours", "This is not your message. Only its author or a moderator can do this."
    )


def _clean_words(text: str) -> str:
    """The stored form of a message's words. Refuses `message.blank`."""
    cleaned = clean_text(text)
    rules.check_text(cleaned)
    return cleaned


def _find(context: Context, id: str) -> ChatMessage:
    """Return a message that the sender reads, of a session that is not closed.

    Refuses `session.closed`, `message.unknown`.
    """
    session = find_session(context.subject)
    check_not_closed(session.state)
    rows = ChatMessage.objects.select_related("session", "reply_to")
    row = rows.filter(session=session, number=ids.number(id)).first()
    if row is None or not _may_read(context, session, row):
        raise unknown_refusal()
    return row


def _may_read(context: Context, session: Session, row: ChatMessage) -> bool:
    if not reads(context.seat, session, row.channel):
        called = row.channel == BACKSTAGE and row.recipients.filter(person=context.seat.person).exists()
        return called or row.person == context.seat.person
    return not row.held or row.person == context.seat.person or _moderates(context)


def _find_own(context: Context, id: str) -> ChatMessage:
    row = _find(context, id)
    if row.person != context.seat.person:
        raise _not_yours_refusal()
    if row.deleted_by:
        raise Refusal("message.deleted", "This message is deleted already.")
    return row


def _messages_that_left(row: ChatMessage) -> list[Model]:
    """The messages that have left the snapshot of a channel, because later ones came or they are pinned no more."""
    live = ChatMessage.objects.filter(session=row.session_id, channel=row.channel, is_live=True, pinned=False)
    over = live.order_by("-number")[rules.LIVE :]
    left = list(ChatMessage.objects.filter(pk__in=[each.pk for each in over]).select_related("reply_to"))
    for each in left:
        each.is_live = False
        if each.pk == row.pk:
            row.is_live = False
    ChatMessage.objects.filter(pk__in=[each.pk for each in left]).update(is_live=False)
    return [*left, *MessageRecipient.objects.filter(message__in=left).select_related("message__reply_to")]


def _journal(
    context: Context,
    event: Event,
    row: ChatMessage,
    changed: Sequence[Model] = (),
    *,
    public: bool | None = None,
) -> None:
    """Journal a change of a message. Only those hear of it who see the message."""
    shown = row.channel == EVERYONE and (not row.held if public is None else public)
    copies = list(row.recipients.select_related("message__reply_to"))
    for copy in copies:
        copy.message = row
    rows = list(dict.fromkeys([row, *copies, *changed]))
    _append(context, event, rows, audience=Audience.EVERYONE if shown else Audience.MODERATORS, named=shown)
    if row.channel == EVERYONE:
        signals.mark_changed(row.session.stream, message_signals.LATEST)
        signals.mark_changed(context.stream, message_signals.REACTIONS)


def _journal_moderation(
    context: Context, event: Event, changed: Sequence[Model], gone: Sequence[Model] = ()
) -> None:
    _append(context, event, changed, gone=gone, audience=Audience.MODERATORS)


def _append(
    context: Context,
    event: Event,
    changed: Sequence[Model],
    *,
    gone: Sequence[Model] = (),
    audience: Audience = Audience.EVERYONE,
    named: bool = True,
) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=changed,
        gone=gone,
        actor=context.seat.person,
        acting_as=context.seat.participant if named else None,
        audience=audience,
    )

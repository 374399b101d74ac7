"""Reactions and read marks, which many people send at once. They are written in batches."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from chat.messages import protocol, signals
from chat.messages.channels import readable
from chat.messages.models import ChatMessage, MessageReaction, MessageRecipient, ReadMark
from chat.messages.rules import EVERYONE, unknown_refusal
from foundation import ids
from foundation.accounts.seats import Seat
from foundation.ids import subject
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import BatchedCommand
from foundation.wire.signals import mark_changed
from sessions.models import Session
from sessions.programme.rules import check_not_closed
from sessions.programme.services import find_session


def react(stream: str, acts: Sequence[BatchedCommand], now: datetime) -> list[Refusal | None]:
    """Add and withdraw reactions, in the order in which they came.

    Counts to messages to everyone are a signal. Those in a group's channel are part of the message, which its members
    alone are sent, so a batch that changes them has one entry in the journal.

    Refuses `session.closed`, `message.unknown`.
    """
    session = find_session(subject(stream))
    shown = ChatMessage.objects.filter(session=session, held=False, deleted_by="")
    wanted = shown.filter(number__in={ids.number(act.command.message) for act in acts})
    of_groups = wanted.exclude(channel=EVERYONE)
    if of_groups.exists():
        # Before the rows, as all commands that are journaled do.
        journal.lock(stream)
    # Locked in the order of their keys, so that none is deleted before the commit, and batches do not block each other.
    rows = {row.number: row for row in wanted.order_by("pk").select_for_update(no_key=True)}
    copies = set(MessageRecipient.objects.filter(message__in=of_groups).values_list("message", "person"))
    refusals: list[Refusal | None] = []
    last: dict[tuple[int, str, protocol.ReactionKind], bool] = {}
    for act in acts:
        row, person = rows.get(ids.number(act.command.message)), act.seat.person
        try:
            check_not_closed(session.state)
            if row is None or not (
                _may_read(act.seat, session, row.channel)
                or row.person == person
                or (row.pk, person) in copies
            ):
                raise unknown_refusal()
        except Refusal as refusal:
            refusals.append(refusal)
            continue
        last[row.pk, person, act.command.kind] = isinstance(act.command, protocol.React)
        refusals.append(None)
    reacted = {message for message, _, _ in last}
    touched = {row.pk for row in rows.values() if row.channel != EVERYONE and row.pk in reacted}
    before = signals.counts(touched)
    _save_reactions(last)
    if touched and signals.counts(touched) != before:
        _journal_group_reactions(stream, touched, now)
    if last:
        mark_changed(stream, signals.REACTIONS)
    for person in {person for _, person, _ in last}:
        mark_changed(stream, signals.MY_REACTIONS, person)
    return refusals


def _journal_group_reactions(stream: str, messages: set[int], now: datetime) -> None:
    """Journal that the reactions to messages in channels of groups changed, without the names of who reacted."""
    rows = list(ChatMessage.objects.filter(pk__in=messages).select_related("reply_to").order_by("number"))
    copies = MessageRecipient.objects.filter(message__in=messages).select_related("message__reply_to")
    journal.append(
        stream,
        protocol.GroupReactionsChanged(messages=[str(row.number) for row in rows]),
        at=now,
        changed=[*rows, *copies.order_by("pk")],
        audience=Audience.MODERATORS,
    )


def _save_reactions(wanted: dict[tuple[int, str, protocol.ReactionKind], bool]) -> None:
    gone: dict[tuple[int, protocol.ReactionKind], list[str]] = defaultdict(list)
    for (message, person, kind), stays in wanted.items():
        if not stays:
            gone[message, kind].append(person)
    for (message, kind), people in gone.items():
        MessageReaction.objects.filter(message=message, kind=kind, person__in=people).delete()
    new = [
        MessageReaction(message_id=message, person=person, kind=kind)
        for (message, person, kind), stays in sorted(wanted.items())
        if stays
    ]
    MessageReaction.objects.bulk_create(new, ignore_conflicts=True)


def mark_read(stream: str, acts: Sequence[BatchedCommand], now: datetime) -> list[Refusal | None]:
    """Move read marks forward. Refuses `message.unknown` for a channel that the sender does not read, and for a message
    that is not in it.
    """
    session = find_session(subject(stream))
    wanted = {(act.command.channel, ids.number(act.command.message)) for act in acts}
    rows = ChatMessage.objects.filter(session=session, number__in={number for _, number in wanted})
    known = set(rows.values_list("channel", "number"))
    refusals: list[Refusal | None] = []
    marks: dict[tuple[str, str], int] = {}
    for act in acts:
        channel, number = act.command.channel, ids.number(act.command.message)
        if (channel, number) not in known or not _may_read(act.seat, session, channel):
            refusals.append(unknown_refusal())
            continue
        key = (act.seat.person, channel)
        marks[key] = max(number, marks.get(key, 0))
        refusals.append(None)
    _move_marks(session.pk, marks)
    for person in {person for person, _ in marks}:
        mark_changed(session.stream, signals.MY_MARKS, person)
    return refusals


def _may_read(seat: Seat, session: Session, channel: str) -> bool:
    return channel == EVERYONE or channel in readable(seat, session)


def _move_marks(session_id: int, marks: dict[tuple[str, str], int]) -> None:
    """Write those marks that are further on than the stored ones."""
    people = {person for person, _ in marks}
    rows = ReadMark.objects.filter(session=session_id, person__in=people)
    stored = {(row.person, row.channel): row for row in rows.order_by("pk").select_for_update(no_key=True)}
    further, new = [], []
    for (person, channel), number in sorted(marks.items()):
        row = stored.get((person, channel))
        if row is None:
            new.append(ReadMark(session_id=session_id, person=person, channel=channel, number=number))
        elif number > row.number:
            row.number = number
            further.append(row)
    ReadMark.objects.bulk_update(further, ["number"])
    ReadMark.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["session", "person", "channel"], update_fields=["number"]
    )

"""The only writer of publications. It also decides who may read a part of a session."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from foundation.accounts.seats import Seat
from foundation.audit.services import State, Subject
from foundation.ids import subject
from foundation.journal import services as journal
from foundation.messages import edits
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, Reaction
from foundation.wire.execution import check_permission
from sessions import permissions
from sessions.access.protocol import AccessChanged
from sessions.access.services import clearance
from sessions.programme.models import Session
from sessions.programme.services import find_session
from sessions.publication import protocol, rules
from sessions.publication.models import Publication

MANAGE = "publication.manage"


def readers_of(session: Session, part: str) -> str:
    """To whom a part of a session is published.

    Until a session is closed, those who follow it read its minutes and questions, and nothing of it is published.
    """
    if session.state != "closed":
        return rules.DEFAULTS[part]
    decided = session.publications.filter(part=part).values_list("readers", flat=True).first()
    return decided or rules.DEFAULTS[part]


def check_reads(seat: Seat | None, session: Session, part: str) -> None:
    """Check that a reader may read a part of a session. What is published to everyone needs no seat.

    Refuses `seat.missing`, `publication.not_published`, `publication.for_others`, and what `check_permission` does.
    """
    readers = readers_of(session, part)
    if is_open_to_everyone(session, readers):
        return
    if seat is None:
        raise Refusal("seat.missing", "Take a seat first: no seat token was sent.")
    check_permission(seat, session.stream, "wire.follow_session")
    check_is_reader(seat, session, part, readers)


def is_open_to_everyone(session: Session, readers: str) -> bool:
    """Whether a part that is published to these readers is read by everyone, also without a seat."""
    return rules.is_open(readers, session.access)


def check_is_reader(seat: Seat, session: Session, part: str, readers: str) -> None:
    """Check that a seat that may follow a session reads a part that is published to these readers.

    Refuses `publication.not_published`, `publication.for_others`.
    """
    if permissions.allows(seat.roles_in(session.stream), rules.IN_ANY_CASE[part]):
        return
    if not rules.may_read(readers, session.access, clearance(seat, str(session.pk))):
        raise rules.not_published_refusal(readers)


def may_read(seat: Seat | None, session: Session, part: str) -> bool:
    """Whether a reader may read a part of a session."""
    try:
        check_reads(seat, session, part)
    except Refusal:
        return False
    return True


def publish(context: Context, command: protocol.PublishPart) -> None:
    """Publish a part of a session. To publish it to the present readers again has no effect.

    Refuses `publication.not_over`, `publication.wider_than_session`, `edit.changed_meanwhile`.
    """
    session = find_session(context.subject)
    rules.check_over(session.state)
    rules.check_wider(command.readers, session.access)
    event = protocol.PartPublished(part=command.part, readers=command.readers)
    _store_decision(context, session, command.readers, command, event)


def withdraw(context: Context, command: protocol.WithdrawPart) -> None:
    """Withdraw a part of a session. To withdraw it again has no effect.

    Refuses `publication.not_over`, `edit.changed_meanwhile`.
    """
    session = find_session(context.subject)
    rules.check_over(session.state)
    _store_decision(context, session, "nobody", command, protocol.PartWithdrawn(part=command.part))


def _store_decision(
    context: Context,
    session: Session,
    readers: str,
    command: protocol.PublishPart | protocol.WithdrawPart,
    event: Event,
) -> None:
    part, present = command.part, readers_of(session, command.part)
    if readers == present:
        return
    edits.check_seen(part, command.seen, present)
    acting = context.seat.participant
    decided = {
        "readers": readers,
        "published_at": None if readers == "nobody" else context.now,
        "published_by_id": int(acting) if acting else None,
    }
    row, _ = Publication.objects.update_or_create(session=session, part=part, defaults=decided)
    by: dict[str, Any] = {"actor": context.seat.person, "acting_as": acting}
    journal.append(session.stream, event, at=context.now, **by)
    shown = protocol.PublicationShown(session=str(session.pk))
    journal.append(session.conference.stream, shown, at=context.now, changed=[row], **by)


def follow_access(stream: str, event: AccessChanged, now: datetime) -> Iterable[Model]:
    """Journal a session's publications in the conference's stream, because its access policy, which limits their
    readers, changed.
    """
    session = subject(stream)
    rows = list(Publication.objects.filter(session=session).select_related("session"))
    if rows:
        shown = protocol.PublicationShown(session=str(session))
        journal.append(f"conference/{rows[0].session.conference_id}", shown, at=now, changed=rows)
    return []


REACTIONS = [Reaction(AccessChanged, follow_access)]


def state_of(context: Context, command: protocol.PublishPart | protocol.WithdrawPart) -> State:
    """A part of a session and to whom it is published, for the audit log."""
    session = find_session(context.subject)
    readers = readers_of(session, command.part)
    return State(Subject("session", str(session.pk), str(session)), {command.part: readers})

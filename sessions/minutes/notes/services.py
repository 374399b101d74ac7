"""The only writer of notes, and of the corrections that delegations ask for."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Model

from foundation import clock
from foundation.ids import number
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions.minutes.notes import protocol, rules
from sessions.minutes.notes.models import CorrectionRequest, Note
from sessions.parties.services import party_named
from sessions.programme.models import Session
from sessions.programme.services import find_session

State = Note.State


def write(context: Context, command: protocol.WriteNote) -> None:
    """Write a note, as a draft (MN1). Refuses `minutes.no_such_turn`, `minutes.no_moment`, `minutes.too_many_notes`."""
    session = find_session(context.subject)
    rules.check_note_count(session.notes.count())
    turn, at = _turn_and_moment(context, session, command)
    row = Note.objects.create(
        session=session,
        number=session.notes.count() + 1,
        turn=turn,
        at=at,
        text=command.text,
        author_id=_participant(context),
    )
    _journal(context, protocol.NoteWritten(note=str(row.number)), [row])


def _turn_and_moment(
    context: Context, session: Session, command: protocol.WriteNote
) -> tuple[int | None, datetime]:
    moment = context.now
    if command.at is not None:
        try:
            moment = clock.parse_timestamp(command.at)
        except ValueError:
            raise Refusal("minutes.no_moment", "Give a date and a time.") from None
    if command.turn is None:
        return None, moment
    turn = session.turns.filter(number=number(command.turn)).first()
    if turn is None:
        raise Refusal(
            "minutes.no_such_turn", "There is no such turn in this session. Look at the minutes again."
        )
    return turn.number, moment if command.at is not None else turn.started_at


def change(context: Context, command: protocol.ChangeNote) -> None:
    """Change a note (MN2). Refuses `minutes.no_such_item`, `minutes.note_changed`."""
    row = _find_note(context, command.note)
    rules.check_version(command.version, row.version)
    was_public = row.state == State.APPROVED
    row.text, row.state, row.author_id = command.text, State.DRAFT, _participant(context)
    row.version += 1
    row.save()
    # If it was approved, everyone hears that it is not part of the minutes for now.
    event = protocol.NoteRemoved if was_public else protocol.NoteWritten
    _journal(context, event(note=str(row.number)), [row], is_public=was_public)


def submit(context: Context, command: protocol.SubmitNote) -> None:
    """Say that a note is ready for review. Refuses `minutes.no_such_item`, `minutes.note_approved`."""
    row = _find_note(context, command.note)
    rules.check_not_approved(row.state)
    row.state = State.READY
    row.save(update_fields=["state"])
    _journal(context, protocol.NoteSubmitted(note=str(row.number)), [row])


def approve(context: Context, command: protocol.ApproveNote) -> None:
    """Approve a note (MN3).

    Refuses `minutes.no_such_item`, `minutes.note_changed`, `minutes.own_note`, `minutes.note_approved`.
    """
    row = _find_note(context, command.note)
    rules.check_not_approved(row.state)
    rules.check_version(command.version, row.version)
    rules.check_approver(str(row.author_id) if row.author_id else None, context.seat.participant)
    row.state = State.APPROVED
    row.save(update_fields=["state"])
    _journal(context, protocol.NoteApproved(note=str(row.number)), [row], is_public=True)


def remove(context: Context, command: protocol.RemoveNote) -> None:
    """Remove a note. Refuses `minutes.no_such_item`."""
    row = _find_note(context, command.note)
    was_public = row.state == State.APPROVED
    row.removed_at = context.now
    row.save(update_fields=["removed_at"])
    _journal(context, protocol.NoteRemoved(note=str(row.number)), [row], is_public=was_public)


def restore(context: Context, command: protocol.RestoreNote) -> None:
    """Restore a removed note. Refuses `minutes.no_such_item`."""
    row = Note.objects.filter(session=context.subject, number=number(command.note)).first()
    if row is None or row.removed_at is None:
        raise rules.no_such_note()
    row.removed_at, row.state = None, State.DRAFT
    row.save(update_fields=["removed_at", "state"])
    _journal(context, protocol.NoteRestored(note=str(row.number)), [row])


def ask(context: Context, command: protocol.AskCorrection) -> None:
    """Ask that a note be corrected (MN4).

    Refuses `minutes.no_such_item`, `minutes.too_late`, `minutes.too_many_asked`, `parties.party_needed`.
    """
    row = _find_note(context, command.note)
    rules.check_is_approved(row.state)
    rules.check_in_time(asked_until(row.session), context.now)
    party = party_named(context, None)
    open_rows = CorrectionRequest.objects.filter(note__session=row.session, party=party, state="asked")
    rules.check_request_count(open_rows.count())
    request = CorrectionRequest.objects.create(
        note=row, party=party, asked_by_id=_participant(context), text=command.text, asked_at=context.now
    )
    _journal(context, protocol.CorrectionAsked(note=str(row.number)), [request])


def answer(context: Context, command: protocol.AnswerCorrection) -> None:
    """Accept or decline a delegation's request for a correction (MN4).

    Refuses `minutes.no_such_item`, `minutes.answered_already`, `minutes.no_answer`, `minutes.note_changed`.
    """
    rows = CorrectionRequest.objects.filter(note__session=context.subject, note__removed_at=None)
    request = rows.filter(pk=number(command.request)).select_related("note").first()
    if request is None:
        raise rules.no_such_note()
    rules.check_open(request.state)
    rules.check_answer(command.text, command.answer)
    note = request.note
    request.answer, request.answered_at = command.answer, context.now
    request.state = "declined"
    changed: list[Model] = [request]
    if command.text is not None:
        rules.check_version(command.version or 0, note.version)
        request.state = "accepted"
        note.text = command.text
        note.version += 1
        note.save(update_fields=["text", "version"])
        changed.append(note)
    request.save()
    is_public = command.text is not None and note.state == State.APPROVED
    _journal(context, protocol.CorrectionAnswered(note=str(note.number)), changed, is_public=is_public)


def asked_until(session: Session) -> datetime | None:
    """Until when delegations can ask for corrections of a session's minutes. Null while the session lasts."""
    closed = (
        Entry.objects.filter(stream=session.stream, event__type="session.closed").order_by("-seq").first()
    )
    return rules.correctable_until(closed.at if closed else None, settings.MINUTES_CORRECTION_DAYS)


def _find_note(context: Context, named: str) -> Note:
    rows = Note.objects.filter(session=context.subject, removed_at=None).select_related("session")
    row = rows.filter(number=number(named)).first()
    if row is None:
        raise rules.no_such_note()
    return row


def _participant(context: Context) -> int | None:
    return number(context.seat.participant) if context.seat.participant else None


def _journal(context: Context, event: Event, changed: Sequence[Model], *, is_public: bool = False) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=changed,
        actor=context.seat.person,
        acting_as=context.seat.participant if is_public else None,
        audience=Audience.EVERYONE if is_public else Audience.MODERATORS,
    )

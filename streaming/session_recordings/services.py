"""The only writer of tapes: begun, ended, acknowledged, finished, deleted. Files follow their rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from foundation import clock
from foundation.database import reading, writing
from foundation.ids import number, subject
from foundation.journal import services as journal
from foundation.journal.projections import Audience
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, Reaction
from sessions.models import Turn
from sessions.parties.services import participant_of
from sessions.programme.protocol import SessionClosed
from sessions.programme.services import find
from streaming.session_recordings import files, protocol, rules
from streaming.session_recordings.models import Acknowledgement, Tape, TapeFile

MOST_ATTEMPTS = 3
"""Work at which the server was ended so often is not tried again."""
State, Programme = Tape.State, Tape.Programme


@dataclass(frozen=True)
class Running:
    """A tape that runs: who acknowledged it, by the ids of persons."""

    tape: int
    stream: str
    folder: str
    started_at: datetime
    acknowledged: frozenset[str]


@dataclass(frozen=True)
class Job:
    """A tape that was written, to be finished; or a finished one, to make an MP4 of."""

    tape: int
    folder: str
    chapters: tuple[rules.Chapter, ...]
    files: tuple[tuple[str, str, float], ...] = ()
    """Of a finished one: slot, name and begin of each."""
    joins: bool = True
    """False where that was tried too often: what the relay wrote is listed as it is."""


@dataclass(frozen=True)
class Made:
    """A file that was made of a tape."""

    slot: str
    name: str
    at: float
    seconds: float
    octets: int
    chapters: int


def start(context: Context, command: protocol.StartTape) -> None:
    """Record a session; who begins it knows of it. Refuses `tape.session_closed`, `tape.running`, `tape.no_room`."""
    session = find(context.subject)
    running = Tape.objects.filter(session=session, state=State.RUNNING).exists()
    rules.check_start(session.state, running=running, free=files.free(), reserve=files.reserve())
    row = Tape.objects.create(session=session, folder=files.new_name(), started_at=context.now)
    known = [_acknowledge(row, context, context.seat.participant)] if context.seat.participant else []
    _tell(row, protocol.TapeStarted(tape=str(row.pk)), *known, context=context)


def stop(context: Context, command: protocol.StopTape) -> None:
    """Record it no more. Refuses `tape.unknown`, `tape.not_running`."""
    row = _tape(context, command.tape)
    rules.check_running(row.state)
    _end(row, context.now, "")
    _tell(row, protocol.TapeStopped(tape=str(row.pk), problem=""), context=context)


def _end(row: Tape, now: datetime, problem: protocol.Problem) -> None:
    row.state, row.problem, row.stopped_at = State.FINISHING, problem, max(now, row.started_at)
    row.save(update_fields=["state", "problem", "stopped_at"])


def stop_with_session(stream: str, event: SessionClosed, now: datetime) -> Iterable[Model]:
    """A session that is closed is recorded no more."""
    running = list(Tape.objects.filter(session=subject(stream), state=State.RUNNING))
    for row in running:
        _end(row, now, "")
    return running


REACTIONS = [Reaction(SessionClosed, stop_with_session)]


def acknowledge(context: Context, command: protocol.AcknowledgeTape) -> None:
    """Note that the seat's person knows of it.

    Refuses `tape.unknown`, `tape.not_running`, `tape.no_part`, `tape.acknowledged`.
    """
    row, seat = _tape(context, command.tape), context.seat
    rules.check_running(row.state)
    if seat.participant is None:
        raise Refusal("tape.no_part", "Only those with a part in the conference are recorded by name.")
    if row.acknowledgements.filter(person=seat.person).exists():
        raise Refusal("tape.acknowledged", "You acknowledged this recording already.")
    said = _acknowledge(row, context, seat.participant)
    event = protocol.TapeAcknowledged(tape=str(row.pk), participant=seat.participant)
    _tell(row, event, said, context=context, audience=Audience.MODERATORS)


def _acknowledge(row: Tape, context: Context, participant: str) -> Acknowledgement:
    who = participant_of(int(context.seat.conference), participant)
    return Acknowledgement.objects.create(
        tape=row, person=context.seat.person, participant=who, at=context.now
    )


def make_programme(context: Context, command: protocol.MakeProgramme) -> None:
    """Make an MP4 of it. Refuses `tape.unknown`, `tape.not_ready`, `tape.busy`, `tape.programme_made`, `tape.empty`."""
    row = _tape(context, command.tape)
    rules.check_ready(row.state, row.programme)
    rules.check_programme(row.programme, row.files.count())
    row.programme, row.percent, row.attempts = Programme.MAKING, 0, 0
    row.save(update_fields=["programme", "percent", "attempts"])
    event = protocol.ProgrammeProgressed(tape=str(row.pk), percent=0)
    _tell(row, event, context=context, audience=Audience.MODERATORS)


def delete(context: Context, command: protocol.DeleteTape) -> None:
    """Delete the files of a tape; that there was one stays on the record.

    Refuses `tape.unknown`, `tape.not_ready`, `tape.busy`.
    """
    row = _tape(context, command.tape)
    rules.check_ready(row.state, row.programme)
    row.files.all().delete()
    row.state = State.DELETED
    row.save(update_fields=["state"])
    _tell(row, protocol.TapeDeleted(tape=str(row.pk)), context=context, audience=Audience.MODERATORS)
    transaction.on_commit(lambda: files.remove(row.folder), robust=True)


def _tape(context: Context, tape: str) -> Tape:
    here = Tape.objects.filter(session=context.subject).exclude(state=State.DELETED)
    row = here.filter(pk=number(tape)).select_related("session").first()
    if row is None:
        raise Refusal("tape.unknown", "There is no such recording of this session.")
    return row


def _tell(
    row: Tape,
    event: Event,
    *others: Model,
    context: Context | None = None,
    audience: Audience = Audience.EVERYONE,
) -> None:
    journal.append(
        row.session.stream,
        event,
        at=context.now if context else clock.now(),
        changed=[row, *others],
        actor=context.seat.person if context else "",
        acting_as=context.seat.participant if context else None,
        audience=audience,
    )


def running() -> list[Running]:
    """The tapes that are to be written now."""
    with reading():
        rows = Tape.objects.filter(state=State.RUNNING).prefetch_related("acknowledgements")
        return [
            Running(
                row.pk,
                f"session/{row.session_id}",
                row.folder,
                row.started_at,
                frozenset(said.person for said in row.acknowledgements.all()),
            )
            for row in rows
        ]


def broke_off(tape: int, problem: protocol.Problem) -> None:
    """It ended by itself: the session goes on, and is told."""

    def end(row: Tape) -> None:
        _end(row, clock.now(), problem)
        _tell(row, protocol.TapeStopped(tape=str(row.pk), problem=problem))

    _change(tape, end, state=State.RUNNING)


def note_gaps(tape: int, lost: int, skipped: int) -> None:
    """What is missing of a tape that this process wrote. Nobody is told before its files are ready."""
    with writing():
        row = Tape.objects.filter(pk=tape).first()
        if row is not None:
            row.lost, row.skipped = row.lost + lost, row.skipped + skipped
            row.save(update_fields=["lost", "skipped"])


def _change(tape: int, change: Callable[[Tape], None], **wanted: Any) -> None:
    """Change a row that is still as it was, with its session's stream locked."""
    with writing():
        row = Tape.objects.filter(pk=tape).select_related("session").first()
        if row is None:
            return
        journal.lock(row.session.stream)
        again = Tape.objects.filter(pk=tape, **wanted).select_related("session").first()
        if again is not None:
            change(again)


def waiting() -> list[tuple[int, str]]:
    """Tapes that something is to be done with, by number and folder, the oldest first."""
    rows = Tape.objects.filter(state=State.FINISHING) | Tape.objects.filter(programme=Programme.MAKING)
    return list(rows.order_by("stopped_at").values_list("pk", "folder"))


def begin(tape: int) -> Job | None:
    """Begin what is to be done with a tape, whose lock the caller holds. None where it is done, or failed too often."""
    with writing():
        row = Tape.objects.filter(pk=tape).select_related("session").first()
        if row is None or (row.state == State.READY and row.programme != Programme.MAKING):
            return None
        row.attempts += 1
        row.save(update_fields=["attempts"])
    hopeless = row.attempts > MOST_ATTEMPTS
    if hopeless and row.state == State.READY:
        programme_failed(tape)
        return None
    made = tuple(row.files.values_list("slot", "name", "at")) if row.state == State.READY else ()
    return Job(row.pk, row.folder, tuple(_chapters(row)), made, not hopeless)


def _chapters(row: Tape) -> list[rules.Chapter]:
    turns = Turn.objects.filter(session=row.session_id).select_related("party")
    spoken = [rules.Spoken(str(turn.party), turn.started_at, turn.ended_at) for turn in turns]
    return rules.chapters(spoken, row.started_at, row.stopped_at or row.started_at)


def let_go(tape: int) -> None:
    """The process stops in an orderly way: it counts as no attempt."""
    with writing():
        row = Tape.objects.filter(pk=tape, attempts__gt=0).first()
        if row is not None:
            row.attempts -= 1
            row.save(update_fields=["attempts"])


def finished(tape: int, made: Iterable[Made]) -> None:
    """Its files can be fetched."""

    def end(row: Tape) -> None:
        for file in made:
            TapeFile.objects.create(tape=row, **vars(file))
        row.state, row.attempts = State.READY, 0
        row.save(update_fields=["state", "attempts"])
        _tell(row, protocol.TapeReady(tape=str(row.pk)), audience=Audience.MODERATORS)

    _change(tape, end, state=State.FINISHING)


def programme_progressed(tape: int, percent: int) -> bool:
    """Tell how far the MP4 is where a tenth more is done; False where nobody wants it any more."""
    wanted = False

    def tell(row: Tape) -> None:
        nonlocal wanted
        wanted = True
        if percent // 10 > row.percent // 10:
            row.percent = percent
            row.save(update_fields=["percent"])
            event = protocol.ProgrammeProgressed(tape=str(row.pk), percent=percent)
            _tell(row, event, audience=Audience.MODERATORS)

    _change(tape, tell, programme=Programme.MAKING)
    return wanted


def programme_made(tape: int, made: Made) -> None:
    """The MP4 can be fetched."""

    def end(row: Tape) -> None:
        TapeFile.objects.create(tape=row, **vars(made))
        _end_programme(row, Programme.READY)

    _change(tape, end, programme=Programme.MAKING)


def programme_failed(tape: int) -> None:
    """No MP4 came of it."""
    _change(tape, lambda row: _end_programme(row, Programme.FAILED), programme=Programme.MAKING)


def _end_programme(row: Tape, how: Tape.Programme) -> None:
    row.programme, row.percent, row.attempts = how, 100 if how == Programme.READY else 0, 0
    row.save(update_fields=["programme", "percent", "attempts"])
    event = protocol.ProgrammeMade(tape=str(row.pk), made=how == Programme.READY)
    _tell(row, event, audience=Audience.MODERATORS)

"""The only writer of session recordings. A row is written first, and its files are made or deleted after that."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from foundation import clock
from foundation.database import read_transaction, write_transaction
from foundation.ids import number, subject
from foundation.journal import services as journal
from foundation.languages import name_of_language
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, Reaction
from sessions.models import Party, Turn
from sessions.parties.services import participant_of
from sessions.programme.protocol import SessionAdjourned, SessionClosed
from sessions.programme.services import find_session
from streaming.session_recordings import files, protocol, rules
from streaming.session_recordings.models import Acknowledgement, SessionRecording, SessionRecordingFile
from streaming.session_recordings.rules import Language

MAX_ATTEMPTS = 3
"""Work on a recording that was interrupted this many times is not tried again."""
State = SessionRecording.State


@dataclass(frozen=True)
class Running:
    """A running recording, and the ids of the persons who acknowledged it."""

    recording: int
    stream: str
    folder: str
    started_at: datetime
    acknowledged: frozenset[str]


@dataclass(frozen=True)
class FinishingJob:
    """A recording to finish, or a finished one of which to make an MP4."""

    recording: int
    folder: str
    chapters: tuple[rules.Chapter, ...]
    files: tuple[tuple[str, str, float], ...] = ()
    """If an MP4 is to be made, the slot, name and beginning of each file."""
    languages: tuple[Language, ...] = ()
    """The languages of which an interpreter was recorded."""
    spoken: tuple[rules.Chapter, ...] = ()
    """When which language was spoken, by tag."""
    joins: bool = True
    """Whether the relay's files are to be joined. False after too many attempts: then they are listed as they are."""


@dataclass(frozen=True)
class FinishedFile:
    """A finished file of a recording."""

    slot: str
    name: str
    at: float
    seconds: float
    octets: int
    chapters: int


def start(context: Context, command: protocol.StartSessionRecording) -> None:
    """Start a recording. The person who starts it also acknowledges it.

    Refuses `session_recording.session_closed`, `session_recording.running`, `session_recording.no_room`.
    """
    session = find_session(context.subject)
    running = SessionRecording.objects.filter(session=session, state=State.RUNNING).exists()
    rules.check_start(session.state, running=running, free=files.free_octets(), reserve=files.reserve())
    row = SessionRecording.objects.create(
        session=session, folder=files.new_folder_name(), started_at=context.now
    )
    known = [_acknowledge(row, context, context.seat.participant)] if context.seat.participant else []
    _journal_event(row, protocol.SessionRecordingStarted(recording=str(row.pk)), *known, context=context)


def stop(context: Context, command: protocol.StopSessionRecording) -> None:
    """Stop a recording. Refuses `session_recording.unknown`, `session_recording.not_running`."""
    row = _find_recording(context, command.recording)
    rules.check_running(row.state)
    _stop_recording(row, context.now, "")
    _journal_event(row, protocol.SessionRecordingStopped(recording=str(row.pk), problem=""), context=context)


def _stop_recording(row: SessionRecording, now: datetime, problem: protocol.Problem) -> None:
    row.state, row.problem, row.stopped_at = State.FINISHING, problem, max(now, row.started_at)
    row.save(update_fields=["state", "problem", "stopped_at"])


def stop_with_session(stream: str, event: SessionClosed | SessionAdjourned, now: datetime) -> Iterable[Model]:
    """Stop the recording of a session that is closed, or adjourned to a date."""
    running = list(SessionRecording.objects.filter(session=subject(stream), state=State.RUNNING))
    for row in running:
        _stop_recording(row, now, "")
    return running


REACTIONS = [Reaction(SessionClosed, stop_with_session), Reaction(SessionAdjourned, stop_with_session)]


def acknowledge(context: Context, command: protocol.AcknowledgeSessionRecording) -> None:
    """Note that the seat's person acknowledges a recording.

    Refuses `session_recording.unknown`, `session_recording.not_running`, `session_recording.no_part`,
    `session_recording.acknowledged`.
    """
    row, seat = _find_recording(context, command.recording), context.seat
    rules.check_running(row.state)
    if seat.participant is None:
        raise Refusal(
            "session_recording.no_part",
            "Only participants of the conference are recorded. You need not acknowledge anything.",
        )
    if row.acknowledgements.filter(person=seat.person).exists():
        raise Refusal(
            "session_recording.acknowledged",
            "You have acknowledged this recording already. Nothing else is needed.",
        )
    said = _acknowledge(row, context, seat.participant)
    event = protocol.SessionRecordingAcknowledged(recording=str(row.pk), participant=seat.participant)
    _journal_event(row, event, said, context=context, audience=Audience.MODERATORS)


def _acknowledge(row: SessionRecording, context: Context, participant: str) -> Acknowledgement:
    who = participant_of(int(context.seat.conference), participant)
    return Acknowledgement.objects.create(
        recording=row, person=context.seat.person, participant=who, at=context.now
    )


def make_programme(context: Context, command: protocol.MakeProgramme) -> None:
    """Ask for an MP4 of a recording.

    Refuses `session_recording.unknown`, `session_recording.not_ready`, `session_recording.busy`,
    `session_recording.programme_made`, `session_recording.empty`.
    """
    row = _find_recording(context, command.recording)
    rules.check_ready(row.state, row.programme)
    rules.check_programme(row.programme, row.files.count())
    row.programme, row.percent, row.attempts = "making", 0, 0
    row.save(update_fields=["programme", "percent", "attempts"])
    event = protocol.ProgrammeProgressed(recording=str(row.pk), percent=0)
    _journal_event(row, event, context=context, audience=Audience.MODERATORS)


def delete(context: Context, command: protocol.DeleteSessionRecording) -> None:
    """Delete the files of a recording. Its row stays.

    Refuses `session_recording.unknown`, `session_recording.not_ready`, `session_recording.busy`.
    """
    row = _find_recording(context, command.recording)
    rules.check_ready(row.state, row.programme)
    row.files.all().delete()
    row.state = State.DELETED
    row.save(update_fields=["state"])
    _journal_event(
        row,
        protocol.SessionRecordingDeleted(recording=str(row.pk)),
        context=context,
        audience=Audience.MODERATORS,
    )
    transaction.on_commit(lambda: files.remove_recording(row.folder), robust=True)


def _find_recording(context: Context, recording: str) -> SessionRecording:
    here = SessionRecording.objects.filter(session=context.subject).exclude(state=State.DELETED)
    row = here.filter(pk=number(recording)).select_related("session").first()
    if row is None:
        raise Refusal(
            "session_recording.unknown",
            "There is no such recording of this session. Look at the list of recordings again.",
        )
    return row


def _journal_event(
    row: SessionRecording,
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


def running_recordings() -> list[Running]:
    """The running recordings."""
    with read_transaction():
        rows = SessionRecording.objects.filter(state=State.RUNNING).prefetch_related("acknowledgements")
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


def end_after_problem(recording: int, problem: protocol.Problem) -> None:
    """End a recording that ended by itself, and tell the session."""

    def end(row: SessionRecording) -> None:
        _stop_recording(row, clock.now(), problem)
        _journal_event(row, protocol.SessionRecordingStopped(recording=str(row.pk), problem=problem))

    _change_if(recording, end, state=State.RUNNING)


def note_gaps(recording: int, lost: int, skipped: int) -> None:
    """Add to the row what was not recorded: how often a picture froze (`lost`), and how many pictures were skipped.

    The session is told when the files are ready.
    """
    with write_transaction():
        row = SessionRecording.objects.filter(pk=recording).first()
        if row is not None:
            row.lost, row.skipped = row.lost + lost, row.skipped + skipped
            row.save(update_fields=["lost", "skipped"])


def _change_if(recording: int, change: Callable[[SessionRecording], None], **wanted: Any) -> None:
    """Change the row if its fields still have the values in `wanted`. The stream of its session is locked."""
    with write_transaction():
        row = SessionRecording.objects.filter(pk=recording).select_related("session").first()
        if row is None:
            return
        journal.lock(row.session.stream)
        again = SessionRecording.objects.filter(pk=recording, **wanted).select_related("session").first()
        if again is not None:
            change(again)


def recordings_with_work() -> list[tuple[int, str]]:
    """Recordings with work to do, by number and folder, the oldest first."""
    rows = SessionRecording.objects.filter(state=State.FINISHING) | SessionRecording.objects.filter(
        programme="making"
    )
    return list(rows.order_by("stopped_at").values_list("pk", "folder"))


def begin_job(recording: int) -> FinishingJob | None:
    """Claim the work on a recording. The caller holds its lock.

    Returns None if the work is done, or failed too often.
    """
    with write_transaction():
        row = SessionRecording.objects.filter(pk=recording).select_related("session").first()
        if row is None or (row.state == State.READY and row.programme != "making"):
            return None
        row.attempts += 1
        row.save(update_fields=["attempts"])
    hopeless = row.attempts > MAX_ATTEMPTS
    if hopeless and row.state == State.READY:
        programme_failed(recording)
        return None
    made = tuple(row.files.values_list("slot", "name", "at")) if row.state == State.READY else ()
    return FinishingJob(
        row.pk,
        row.folder,
        tuple(_chapters(row)),
        made,
        tuple(languages_of_slots(slot for slot, _, _ in made)),
        tuple(_spoken(row)),
        not hopeless,
    )


def languages_of_slots(slots: Iterable[str]) -> list[Language]:
    """The languages of slots of language channels, each once, in the order of their tags."""
    named = (slot.partition("/") for slot in slots)
    tags = sorted({tag for kind, _, tag in named if kind == "language"})
    return [Language(tag, name_of_language(tag)) for tag in tags]


def _spoken(row: SessionRecording) -> list[rules.Chapter]:
    """When which language was spoken, as far as turns say it: the tag in place of a chapter's title."""
    turns = Turn.objects.filter(session=row.session_id)
    spoken = [rules.RecordedTurn(turn.language, turn.started_at, turn.ended_at) for turn in turns]
    times = rules.chapters(spoken, row.started_at, row.stopped_at or row.started_at)
    return [time for time in times if time.title]


def chapters_of(row: SessionRecording, language: str) -> list[rules.Chapter]:
    """The chapters of a recording: its turns, with the names of the parties in a language."""
    return _chapters(row, lambda party: party.name_in(language))


def _chapters(row: SessionRecording, name: Callable[[Party], str] = str) -> list[rules.Chapter]:
    turns = Turn.objects.filter(session=row.session_id).select_related("party")
    spoken = [rules.RecordedTurn(name(turn.party), turn.started_at, turn.ended_at) for turn in turns]
    return rules.chapters(spoken, row.started_at, row.stopped_at or row.started_at)


def release_job(recording: int) -> None:
    """Give the work back when the server stops in an orderly way, so that it does not count as an attempt."""
    with write_transaction():
        row = SessionRecording.objects.filter(pk=recording, attempts__gt=0).first()
        if row is not None:
            row.attempts -= 1
            row.save(update_fields=["attempts"])


def store_finished_files(recording: int, files: Iterable[FinishedFile]) -> None:
    """Store the finished files and append `SessionRecordingReady` for moderators.

    Does nothing unless the recording is being finished.
    """

    def end(row: SessionRecording) -> None:
        for file in files:
            SessionRecordingFile.objects.create(recording=row, **vars(file))
        row.state, row.attempts = State.READY, 0
        row.save(update_fields=["state", "attempts"])
        _journal_event(
            row, protocol.SessionRecordingReady(recording=str(row.pk)), audience=Audience.MODERATORS
        )

    _change_if(recording, end, state=State.FINISHING)


def programme_progressed(recording: int, percent: int) -> bool:
    """Store the progress of the MP4 each time another tenth is done. Returns False if nobody wants it any more."""
    wanted = False

    def tell(row: SessionRecording) -> None:
        nonlocal wanted
        wanted = True
        if percent // 10 > row.percent // 10:
            row.percent = percent
            row.save(update_fields=["percent"])
            event = protocol.ProgrammeProgressed(recording=str(row.pk), percent=percent)
            _journal_event(row, event, audience=Audience.MODERATORS)

    _change_if(recording, tell, programme="making")
    return wanted


def programme_made(recording: int, made: Iterable[FinishedFile]) -> None:
    """Store the MP4 and the files of languages, and tell the session."""

    def end(row: SessionRecording) -> None:
        for file in made:
            SessionRecordingFile.objects.create(recording=row, **vars(file))
        _end_programme(row, "ready")

    _change_if(recording, end, programme="making")


def programme_failed(recording: int) -> None:
    """Note that the MP4 could not be made."""
    _change_if(recording, lambda row: _end_programme(row, "failed"), programme="making")


def _end_programme(row: SessionRecording, how: protocol.Programme) -> None:
    row.programme, row.percent, row.attempts = how, 100 if how == "ready" else 0, 0
    row.save(update_fields=["programme", "percent", "attempts"])
    event = protocol.ProgrammeMade(recording=str(row.pk), made=how == "ready")
    _journal_event(row, event, audience=Audience.MODERATORS)

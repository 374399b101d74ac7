"""The only writer of video statements, which are handed in, converted and taken back (FL4).

A file is deleted only after the row that names it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.database import write_transaction
from foundation.ids import number
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions.floor.playback import services as playback
from sessions.models import Party
from sessions.parties.services import keep_video_statement, note_conversion
from streaming.video_statements import files, intake, protocol
from streaming.video_statements.files import IncomingUpload
from streaming.video_statements.models import VideoStatement
from streaming.video_statements.rules import Facts, needs_converting

LEASE = timedelta(seconds=6)
"""How long a process may convert a video statement without renewing the lease. It renews every `RENEW_SECONDS`.

When the lease of a killed process ends, another process continues with the conversion.
"""
RENEW_SECONDS = 2.0
MAX_ATTEMPTS = 3
"""A file whose conversion was interrupted this many times is not tried again."""
SUFFIXES = {"webm": ".webm", "mp4": ".mp4"}
State = VideoStatement.State


@dataclass(frozen=True)
class ConversionJob:
    """A video statement that this process converts: its row, its source, its duration, and the number of the attempt.

    If this process hangs so long that another one begins the next attempt, the job is void.
    """

    row: int
    original: str
    seconds: float
    attempt: int

    @property
    def part_file(self) -> str:
        """The name of the file that this attempt writes."""
        return files.part_of(self.original, self.attempt)

    @property
    def leftover_files(self) -> list[str]:
        """The names of files that this conversion and its earlier attempts, which were killed, may have left behind."""
        return [files.part_of(self.original, attempt) for attempt in range(1, self.attempt + 1)]


def receive_upload(seat: Seat, party_id: str, body: IncomingUpload, facts: Facts) -> VideoStatement:
    """Store a party's video statement in place of its former one.

    Refuses `video_statement.playing`, and what `intake.permit_upload` does, because the upload may have taken long.
    """
    converts = needs_converting(facts)
    file = files.new_name(SUFFIXES[facts.container])
    with write_transaction():
        party = _locked_party(number(party_id))
        intake.permit_upload(seat)
        row = VideoStatement.objects.filter(party=party).first() or VideoStatement(party=party)
        _check_not_playing(party)
        _drop_files(row)
        row.state = State.CONVERTING if converts else State.READY
        row.original, row.file = (file, "") if converts else ("", file)
        row.seconds, row.submitted_at = facts.seconds, clock.now()
        row.percent, row.problem, row.attempts, row.leased_until = 0, "", 0, None
        row.save()
        told = keep_video_statement(
            party, row.file, seconds=0 if converts else facts.seconds, coming=converts
        )
        _journal_event(row, protocol.VideoStatementReceived(party=str(party.pk)), [party], told, seat)
        body.keep_as(file)
    if not converts:
        playback.video_arrived(party.pk)
    return row


def _locked_party(party_id: int) -> Party:
    party = Party.objects.select_related("conference").get(pk=party_id)
    journal.lock(party.conference.stream)
    party.refresh_from_db()
    return party


def _check_not_playing(party: Party) -> None:
    if playback.is_playing(party.pk):
        raise Refusal(
            "video_statement.playing",
            "Your video statement has the floor now. It can be changed when the turn is over.",
        )


def _drop_files(row: VideoStatement) -> None:
    gone = (row.original, row.file)
    transaction.on_commit(lambda: files.remove_files(*gone), robust=True)


def _journal_event(
    row: VideoStatement, event: Event, changed: Iterable[Any], told: bool, seat: Seat | None = None
) -> None:
    journal.append(
        row.party.conference.stream,
        event,
        at=clock.now(),
        changed=[row, *changed],
        actor=seat.person if seat else "",
        acting_as=seat.participant if seat else None,
        audience=Audience.EVERYONE if told else Audience.MODERATORS,
    )


def remove(context: Context, command: protocol.RemoveVideoStatement) -> None:
    """Take back the video statement of the seat's own party.

    Refuses `video_statement.none`, `video_statement.playing`, `seat.given_out`.
    """
    row = (
        VideoStatement.objects.filter(party=number(context.seat.party or "")).select_related("party").first()
    )
    if row is None or row.state == State.REMOVED:
        raise Refusal("video_statement.none", "Your party has handed in no video statement.")
    if context.seat.given_out:
        raise seats.given_out_refusal()
    _check_not_playing(row.party)
    _drop_files(row)
    _end_conversion(row, State.REMOVED, "")
    told = keep_video_statement(row.party, "")
    _journal_event(
        row, protocol.VideoStatementRemoved(party=str(row.party_id)), [row.party], told, context.seat
    )


def _end_conversion(row: VideoStatement, state: State, problem: str) -> None:
    row.state, row.problem, row.original, row.file, row.percent = state, problem, "", "", 0
    row.save()


def next_job() -> ConversionJob | None:
    """Claim a video statement that waits to be converted, or whose conversion was interrupted. Returns None if there is
    none.
    """
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    waiting = VideoStatement.objects.filter(free, state=State.CONVERTING).order_by("submitted_at")
    with write_transaction():
        for row in waiting:
            if row.attempts >= MAX_ATTEMPTS:
                _fail_conversion(row, "video_statement.not_converted")
            elif _claim_job(row, free, now):
                return ConversionJob(row.pk, row.original, row.seconds, row.attempts + 1)
    return None


def _claim_job(row: VideoStatement, free: Q, now: datetime) -> bool:
    same = VideoStatement.objects.filter(free, pk=row.pk, original=row.original, attempts=row.attempts)
    return same.update(leased_until=now + LEASE, attempts=F("attempts") + 1) == 1


def release_job(job: ConversionJob) -> None:
    """Give the job back when the server stops in an orderly way. Another process may claim it, and this attempt does
    not count.
    """
    with write_transaction():
        _row_of_job(job).update(leased_until=None, attempts=F("attempts") - 1)


def _row_of_job(job: ConversionJob) -> Any:
    return VideoStatement.objects.filter(
        pk=job.row, state=State.CONVERTING, original=job.original, attempts=job.attempt
    )


def renew_lease(job: ConversionJob) -> None:
    """Renew the lease of this process's job."""
    with write_transaction():
        _row_of_job(job).update(leased_until=clock.now() + LEASE)


def store_progress(job: ConversionJob, percent: int) -> bool:
    """Store the progress of a conversion each time another tenth is done. Returns False if the job is void."""
    with write_transaction():
        row = _locked_row(job)
        if row is None:
            return False
        if percent // 10 > row.percent // 10:
            row.percent = percent
            row.save(update_fields=["percent"])
            note_conversion(row.party, percent)
            _journal_event(
                row,
                protocol.VideoStatementProgressed(party=str(row.party_id), percent=percent),
                [],
                told=False,
            )
        return True


def _locked_row(job: ConversionJob) -> VideoStatement | None:
    row = _row_of_job(job).select_related("party__conference").first()
    if row is None:
        return None
    journal.lock(row.party.conference.stream)
    again: VideoStatement | None = _row_of_job(job).select_related("party__conference").first()
    return again


def store_converted(job: ConversionJob, facts: Facts) -> None:
    """Store the name of the converted file, which is played from now on. If the job is void, the file is deleted."""
    with write_transaction():
        row = _locked_row(job)
        if row is None:
            return files.remove_files(job.part_file)
        file = files.new_name(SUFFIXES[facts.container])
        _drop_files(row)
        row.state, row.original, row.file, row.seconds, row.percent = (
            State.READY,
            "",
            file,
            facts.seconds,
            100,
        )
        row.save()
        told = keep_video_statement(row.party, file, seconds=facts.seconds)
        _journal_event(row, protocol.VideoStatementReady(party=str(row.party_id)), [row.party], told)
        files.path_of(job.part_file).rename(files.path_of(file))
    playback.video_arrived(row.party_id)


def store_failure(job: ConversionJob, problem: str) -> None:
    """Note that a video statement cannot be converted, tell its party, and delete its files."""
    with write_transaction():
        row = _locked_row(job)
        if row is not None:
            _fail_conversion(row, problem)


def _fail_conversion(row: VideoStatement, problem: str) -> None:
    journal.lock(row.party.conference.stream)
    _drop_files(row)
    _end_conversion(row, State.FAILED, problem)
    keep_video_statement(row.party, "")
    _journal_event(
        row, protocol.VideoStatementFailed(party=str(row.party_id), problem=problem), [row.party], told=False
    )


def referenced_files() -> set[str]:
    """The names of the files that rows of the database refer to."""
    rows = VideoStatement.objects.values_list("original", "file")
    return {file for pair in rows for file in pair if file}

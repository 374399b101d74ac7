"""Projections of session recordings, for everyone, for moderators, and for each person who acknowledged one."""

from collections.abc import Iterable
from typing import cast

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, OwnProjection, Projection
from streaming.session_recordings import models, protocol


def show_running(row: models.SessionRecording, audience: Audience) -> protocol.RunningRecording | None:
    """Show to everyone, while a recording runs, that the session is recorded, and since when."""
    if row.state != models.SessionRecording.State.RUNNING:
        return None
    return protocol.RunningRecording(id=_pk(row), since=timestamp_text(row.started_at))


def show_recording(row: models.SessionRecording, audience: Audience) -> protocol.SessionRecording | None:
    """Show a recording with its files to moderators, unless it was deleted."""
    if row.state == models.SessionRecording.State.DELETED:
        return None
    return protocol.SessionRecording(
        id=_pk(row),
        state=cast(protocol.State, row.state),
        started_at=timestamp_text(row.started_at),
        stopped_at=timestamp_text(row.stopped_at) if row.stopped_at else None,
        problem=cast(protocol.Problem, row.problem),
        lost=row.lost,
        skipped=row.skipped,
        files=[_show_file(file) for file in row.files.all()],
        programme=row.programme,
        percent=row.percent,
        acknowledged=[
            protocol.Acknowledged(participant=str(said.participant_id), at=timestamp_text(said.at))
            for said in sorted(row.acknowledgements.all(), key=lambda said: (said.at, said.pk))
            if said.participant_id is not None
        ],
    )


def _show_file(row: models.SessionRecordingFile) -> protocol.SessionRecordingFile:
    return protocol.SessionRecordingFile(
        id=str(row.pk),
        slot=row.slot,
        kind=row.name.rpartition(".")[2],
        language=row.language,
        at=round(row.at, 3),
        seconds=round(row.seconds, 3),
        octets=row.octets,
        chapters=row.chapters,
    )


def show_own_acknowledgement(row: models.Acknowledgement) -> protocol.MyAcknowledgement | None:
    """Show a person's acknowledgement of a recording to that person."""
    return protocol.MyAcknowledgement(id=str(row.recording_id), at=timestamp_text(row.at))


def _pk(row: models.SessionRecording) -> str:
    return str(row.pk)


def _running_rows(subject: int) -> Iterable[models.SessionRecording]:
    return models.SessionRecording.objects.filter(
        session=subject, state=models.SessionRecording.State.RUNNING
    )


def _visible_rows(subject: int) -> Iterable[models.SessionRecording]:
    rows = models.SessionRecording.objects.filter(session=subject).exclude(
        state=models.SessionRecording.State.DELETED
    )
    return rows.prefetch_related("files", "acknowledgements")


def _own_acknowledgements(subject: int, keys: frozenset[str]) -> Iterable[models.Acknowledgement]:
    persons = [key.removeprefix("person/") for key in keys if key.startswith("person/")]
    return models.Acknowledgement.objects.filter(recording__session=subject, person__in=persons)


PROJECTIONS = [
    Projection("running_recording", "session", models.SessionRecording, _running_rows, show_running, _pk),
    Projection(
        "session_recording",
        "session",
        models.SessionRecording,
        _visible_rows,
        show_recording,
        _pk,
        for_moderators=True,
    ),
]
OWN_PROJECTIONS = [
    OwnProjection(
        "my_acknowledgement", "session", models.Acknowledgement, _own_acknowledgements, show_own_acknowledgement,
        lambda row: f"person/{row.person}", lambda row: str(row.recording_id),
    ),
]  # fmt: skip

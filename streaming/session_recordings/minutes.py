"""The section of the minutes that says when the session was recorded."""

from sessions.minutes.sections import Column, Row, Section
from sessions.programme.models import Session
from streaming.session_recordings.models import SessionRecording


def session_recordings(session: Session) -> Section:
    """The section with each recording: when it began and ended, why if it ended by itself, and how many persons
    acknowledged it.
    """
    columns = (
        Column("started_at", "moment"),
        Column("ended_at", "moment"),
        Column("problem", "word"),
        Column("acknowledged", "count"),
    )
    rows = (
        SessionRecording.objects.filter(session=session)
        .prefetch_related("acknowledgements")
        .order_by("started_at")
    )
    return Section(
        "session_recordings",
        columns,
        tuple(
            Row((row.started_at, row.stopped_at, row.problem, len(row.acknowledgements.all())))
            for row in rows
        ),
    )

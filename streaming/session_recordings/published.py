"""The recordings as a part of a session that is published."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, Max, Q

from foundation.clock import timestamp_text
from foundation.languages import name_of_language
from sessions.models import Session
from sessions.publication.parts import PartFacts, PublishedPart
from streaming.session_recordings.models import SessionRecording

State = SessionRecording.State


def _recording_facts(sessions: Collection[Session]) -> Mapping[int, PartFacts]:
    """Facts about the recordings of each session: how many are ready, how long they are together, and on how many the
    server still works.
    """
    found: dict[int, PartFacts] = {}
    rows = SessionRecording.objects.filter(session__in=sessions).exclude(state=State.DELETED)
    for row in rows.annotate(files_now=Count("files"), seconds=Max("files__seconds")):
        before = found.get(row.session_id, PartFacts(False))
        is_ready = row.state == State.READY and row.files_now > 0
        waits = row.state in (State.RUNNING, State.FINISHING) or row.programme == "making"
        found[row.session_id] = PartFacts(
            before.is_there or is_ready,
            before.count + is_ready,
            before.seconds + (row.seconds if is_ready else 0),
            before.waiting + waits,
        )
    return found


def _read_recordings(session: Session) -> list[dict[str, Any]]:
    """The recordings that are ready, with their files. The MP4s come first."""
    rows = SessionRecording.objects.filter(Q(state=State.READY), session=session).order_by("started_at")
    return [
        {
            "id": str(row.pk),
            "started_at": timestamp_text(row.started_at),
            "files": [
                {
                    "id": str(file.pk),
                    "slot": file.slot,
                    "kind": file.name.rpartition(".")[2],
                    "language": file.language,
                    "language_name": name_of_language(file.language) if file.language else "",
                    "at": round(file.at, 3),
                    "seconds": round(file.seconds, 3),
                    "octets": file.octets,
                }
                for file in sorted(
                    row.files.all(), key=lambda each: (each.slot.split("/")[0] != "programme", each.pk)
                )
            ],
        }
        for row in rows.prefetch_related("files")
        if row.files.all()
    ]


PART = PublishedPart("recording", _recording_facts, _read_recordings)

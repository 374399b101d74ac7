"""Presence leases: connections are written in batches, and one lease per process keeps them alive.

Several processes change the same rows, in different orders. A process may end while it writes a batch.
"""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.database import retry_after_deadlock, write_transaction
from foundation.messages.protocol import Device
from foundation.wire.models import Connection, Process

LEASE = timedelta(seconds=11)
"""A process that has not renewed its lease for this long counts as ended. Its connections count as lost within 15 s."""

BATCH_SIZE = 400
"""How many changes one statement writes."""

LOST_SHOWN_FOR = timedelta(minutes=2)
"""How long a lost connection stays visible if its person does not come back."""


@dataclass(frozen=True)
class SocketJoined:
    """A socket began to follow a stream."""

    socket: str
    stream: str
    seat: Seat
    device: Device | None = None

    @property
    def is_guest(self) -> bool:
        """Whether the seat is a guest's. Guests are counted, not named."""
        return self.seat.participant is None


@dataclass(frozen=True)
class SocketLeft:
    """A socket no longer follows a stream. `lost`: it ended without a close frame. `is_guest`: a guest had its seat."""

    socket: str
    stream: str
    lost: bool = False
    is_guest: bool = False


Change = SocketJoined | SocketLeft


def renew(process: uuid.UUID) -> bool:
    """Renew the lease. Returns True if another process had deleted it: all connections must then be written again."""
    with write_transaction():
        _, taken = Process.objects.update_or_create(id=process, defaults={"renewed_at": clock.now()})
        return taken


@retry_after_deadlock
def sweep(by: uuid.UUID) -> set[str]:
    """Delete other processes whose lease ran out. Returns the streams that changed.

    Their connections become lost, and belong to the process `by` from now on.
    """
    over = Process.objects.filter(renewed_at__lt=clock.now() - LEASE).exclude(pk=by)
    if not over.exists():
        return set()
    with write_transaction():
        # If several processes sweep at once, each takes the rows that no other has locked.
        gone = [process.pk for process in over.select_for_update(skip_locked=True)]
        rows = Connection.objects.filter(process__in=gone)
        streams = set(rows.values_list("stream", flat=True))
        rows.filter(lost_at=None).update(lost_at=clock.now())
        rows.update(process=by)
        Process.objects.filter(pk__in=gone).delete()
        return streams


@retry_after_deadlock
def delete_lost() -> set[str]:
    """Delete lost connections that were shown for long enough (`LOST_SHOWN_FOR`). Returns the streams that changed."""
    rows = Connection.objects.filter(lost_at__lt=clock.now() - LOST_SHOWN_FOR)
    if not rows.exists():
        return set()
    with write_transaction():
        streams = set(rows.values_list("stream", flat=True))
        rows.delete()
        return streams


def has_others(process: uuid.UUID) -> bool:
    """Whether another process is alive and has connections."""
    others = Process.objects.filter(renewed_at__gte=clock.now() - LEASE).exclude(pk=process)
    return others.filter(connections__lost_at=None, connections__isnull=False).exists()


@retry_after_deadlock
def release_connections(process: uuid.UUID) -> None:
    """Delete the lease and its connections when a process stops.

    A thread of this process may still write a batch. Because the lease is locked first, either the batch is committed
    before, and its rows are deleted too, or its foreign key refuses it.
    """
    with write_transaction():
        leaving = Process.objects.filter(id=process)
        leaving.select_for_update().first()
        leaving.delete()


@retry_after_deadlock
def store_changes(process: uuid.UUID, changes: Iterable[Change]) -> None:
    """Write a batch of changes, with the same number of statements for one change as for hundreds.

    Only the last change of a socket and stream is written.
    """
    last = list({(change.socket, change.stream): change for change in changes}.values())
    with write_transaction():
        for start in range(0, len(last), BATCH_SIZE):
            _store_changes(process, last[start : start + BATCH_SIZE])


def _store_changes(process: uuid.UUID, changes: list[Change]) -> None:
    left = [change for change in changes if isinstance(change, SocketLeft)]
    for stream in sorted({change.stream for change in left}):
        _end_connections(stream, [change for change in left if change.stream == stream])
    joined = [change for change in changes if isinstance(change, SocketJoined)]
    # Over all streams: the index on `lost_at` answers this at once, however many are connected.
    if joined and Connection.objects.filter(lost_at__isnull=False).exists():
        _delete_lost(joined)
    _insert(process, joined)


def _end_connections(stream: str, changes: list[SocketLeft]) -> None:
    rows = Connection.objects.filter(stream=stream)
    lost = {change.socket for change in changes if change.lost}
    over = {change.socket for change in changes} - lost
    if lost:
        rows.filter(socket__in=lost).update(lost_at=clock.now())
    if over:
        rows.filter(socket__in=over).delete()


def _delete_lost(joined: list[SocketJoined]) -> None:
    """Delete the lost connections of people who are connected again."""
    for stream in sorted({each.stream for each in joined}):
        back = {each.seat.person for each in joined if each.stream == stream}
        Connection.objects.filter(stream=stream, person__in=back, lost_at__isnull=False).delete()


def _insert(process: uuid.UUID, joined: list[SocketJoined]) -> None:
    """Insert the rows, or replace those of the same socket and stream.

    Django would build the statement for each row, which took most of the CPU when a crowd connected.
    """
    if joined:
        of_process = Connection._meta.get_field("process").get_db_prep_save(process, connection)
        with connection.cursor() as cursor:
            cursor.executemany(UPSERT, [(of_process, *_column_values(each)) for each in joined])


COLUMNS = (
    *("process_id", "socket", "stream", "person", "participant", "party", "place", "roles", "simulated"),
    *("device", "phone", "lost_at"),
)
UPSERT = (
    f"INSERT INTO {Connection._meta.db_table} ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"
    f" ON CONFLICT (socket, stream) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in COLUMNS)}"
)
"""Insert a row, or replace that of the same socket and stream. SQLite and PostgreSQL both accept this statement."""


def _column_values(joined: SocketJoined) -> tuple[Any, ...]:
    seat, device = joined.seat, joined.device
    return (
        joined.socket,
        joined.stream,
        seat.person,
        seat.participant or "",
        seat.party or "",
        seat.place,
        json.dumps(list(seat.roles_in(joined.stream))),
        seat.simulated,
        device.id if device else "",
        device is not None and device.kind == "phone",
        None,
    )


def live_connections(stream: str) -> "QuerySet[Connection]":
    """The connections of a stream whose process is alive."""
    return visible_connections(stream).filter(lost_at=None)


def visible_connections(stream: str) -> "QuerySet[Connection]":
    """The connections of a stream whose process is alive, and the lost ones that are still visible."""
    fresh = Q(lost_at=None, process__renewed_at__gte=clock.now() - LEASE)
    return Connection.objects.filter(fresh | Q(lost_at__gte=clock.now() - LOST_SHOWN_FOR), stream=stream)


def of_participants(rows: "QuerySet[Connection]") -> "QuerySet[Connection]":
    """The connections that are not guests'. The index leaves guests' rows out, however many there are."""
    return rows.filter(participant__gt="")

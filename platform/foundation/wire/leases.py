"""Presence leases: connections are written in batches, and one lease a process keeps them alive.

Several processes, and a process that ends while a batch is on its way, change the same rows in orders of their own.
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
from foundation.database import again_after_deadlock, writing
from foundation.messages.protocol import Device
from foundation.wire.models import Connection, Process

LEASE = timedelta(seconds=11)
"""A process that has not renewed for this long is gone, and its connections with it: within 15 s of its end."""

TOGETHER = 400
"""How many changes are written by one statement."""

TOLD = timedelta(minutes=2)
"""How long it is told of a lost connection that its person did not come back."""


@dataclass(frozen=True)
class Joined:
    """A socket began to follow a stream."""

    socket: str
    stream: str
    seat: Seat
    device: Device | None = None

    @property
    def guest(self) -> bool:
        """Whether it is a guest's, who is counted and not named."""
        return self.seat.participant is None


@dataclass(frozen=True)
class Left:
    """A socket ceased to follow a stream; `lost` where it ended without a word, `guest` where it was a guest's."""

    socket: str
    stream: str
    lost: bool = False
    guest: bool = False


Change = Joined | Left


def renew(process: uuid.UUID) -> bool:
    """Renew the lease, taking it anew if it was swept; True where it was, and all connections must be written again."""
    with writing():
        _, taken = Process.objects.update_or_create(id=process, defaults={"renewed_at": clock.now()})
        return taken


@again_after_deadlock
def sweep(by: uuid.UUID) -> set[str]:
    """Delete other processes whose lease ran out; returns the streams that changed.

    Their connections are lost, and are told of `by` the process that found them.
    """
    over = Process.objects.filter(renewed_at__lt=clock.now() - LEASE).exclude(pk=by)
    if not over.exists():
        return set()
    with writing():
        # Of several processes that sweep at once each takes those that no other has.
        gone = [process.pk for process in over.select_for_update(skip_locked=True)]
        rows = Connection.objects.filter(process__in=gone)
        streams = set(rows.values_list("stream", flat=True))
        rows.filter(lost_at=None).update(lost_at=clock.now())
        rows.update(process=by)
        Process.objects.filter(pk__in=gone).delete()
        return streams


@again_after_deadlock
def forget() -> set[str]:
    """Delete what was told of lost connections for long enough; returns the streams that changed."""
    rows = Connection.objects.filter(lost_at__lt=clock.now() - TOLD)
    if not rows.exists():
        return set()
    with writing():
        streams = set(rows.values_list("stream", flat=True))
        rows.delete()
        return streams


def has_others(process: uuid.UUID) -> bool:
    """Whether another living process has connections."""
    others = Process.objects.filter(renewed_at__gte=clock.now() - LEASE).exclude(pk=process)
    return others.filter(connections__lost_at=None, connections__isnull=False).exists()


@again_after_deadlock
def release(process: uuid.UUID) -> None:
    """Give the lease back when a process stops."""
    with writing():
        Process.objects.filter(id=process).delete()


@again_after_deadlock
def write(process: uuid.UUID, changes: Iterable[Change]) -> None:
    """Write a batch of changes, in as many statements for one as for hundreds.

    Of one socket and stream the last counts.
    """
    last = list({(change.socket, change.stream): change for change in changes}.values())
    with writing():
        for start in range(0, len(last), TOGETHER):
            _write(process, last[start : start + TOGETHER])


def _write(process: uuid.UUID, changes: list[Change]) -> None:
    left = [change for change in changes if isinstance(change, Left)]
    for stream in sorted({change.stream for change in left}):
        _end(stream, [change for change in left if change.stream == stream])
    joined = [change for change in changes if isinstance(change, Joined)]
    # Of any stream: the index of what was lost answers that at once, however many are connected.
    if joined and Connection.objects.filter(lost_at__isnull=False).exists():
        _find_again(joined)
    _put(process, joined)


def _end(stream: str, changes: list[Left]) -> None:
    rows = Connection.objects.filter(stream=stream)
    lost = {change.socket for change in changes if change.lost}
    over = {change.socket for change in changes} - lost
    if lost:
        rows.filter(socket__in=lost).update(lost_at=clock.now())
    if over:
        rows.filter(socket__in=over).delete()


def _find_again(joined: list[Joined]) -> None:
    """Of people who are back nothing is lost any more."""
    for stream in sorted({each.stream for each in joined}):
        back = {each.seat.person for each in joined if each.stream == stream}
        Connection.objects.filter(stream=stream, person__in=back, lost_at__isnull=False).delete()


def _put(process: uuid.UUID, joined: list[Joined]) -> None:
    """Their rows, in place of what the sockets had in these streams before.

    Django would make the statement anew of each row: most of the CPU of a crowd that comes.
    """
    if joined:
        of_process = Connection._meta.get_field("process").get_db_prep_save(process, connection)
        with connection.cursor() as cursor:
            cursor.executemany(PUT, [(of_process, *_values(each)) for each in joined])


COLUMNS = (
    *("process_id", "socket", "stream", "person", "participant", "party", "place", "roles", "simulated"),
    *("device", "phone", "lost_at"),
)
PUT = (
    f"INSERT INTO {Connection._meta.db_table} ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"
    f" ON CONFLICT (socket, stream) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in COLUMNS)}"
)
"""The same for SQLite and PostgreSQL."""


def _values(joined: Joined) -> tuple[Any, ...]:
    seat, device = joined.seat, joined.device
    return (
        joined.socket,
        joined.stream,
        seat.person,
        seat.participant or "",
        seat.party or "",
        seat.place,
        json.dumps(list(seat.roles)),
        seat.simulated,
        device.id if device else "",
        device is not None and device.kind == "phone",
        None,
    )


def alive(stream: str) -> "QuerySet[Connection]":
    """The connections of a stream whose process is alive."""
    return known(stream).filter(lost_at=None)


def known(stream: str) -> "QuerySet[Connection]":
    """The connections of a stream, and those that were lost and are told of still."""
    fresh = Q(lost_at=None, process__renewed_at__gte=clock.now() - LEASE)
    return Connection.objects.filter(fresh | Q(lost_at__gte=clock.now() - TOLD), stream=stream)


def of_participants(rows: "QuerySet[Connection]") -> "QuerySet[Connection]":
    """Some connections without those of guests; the index passes these over, however many they are."""
    return rows.filter(participant__gt="")

"""Presence leases: connections are written in batches, and one lease a process keeps them alive."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.database import writing
from foundation.wire.models import Connection, Process

LEASE = timedelta(seconds=15)
"""A process that has not renewed for this long is gone, and its connections with it."""


@dataclass(frozen=True)
class Joined:
    """A socket began to follow a stream, or its seat changed."""

    socket: str
    stream: str
    seat: Seat


@dataclass(frozen=True)
class Left:
    """A socket ceased to follow a stream."""

    socket: str
    stream: str


Change = Joined | Left


def renew(process: uuid.UUID) -> bool:
    """Renew the lease, taking it anew if it was swept; True where it was, and all connections must be written again."""
    with writing():
        _, taken = Process.objects.update_or_create(id=process, defaults={"renewed_at": clock.now()})
        return taken


def sweep() -> set[str]:
    """Delete processes whose lease ran out, with their connections; returns the streams that changed."""
    gone = Process.objects.filter(renewed_at__lt=clock.now() - LEASE)
    if not gone.exists():
        return set()
    with writing():
        streams = set(Connection.objects.filter(process__in=gone).values_list("stream", flat=True))
        gone.delete()
        return streams


def release(process: uuid.UUID) -> None:
    """Give the lease back when a process stops."""
    with writing():
        Process.objects.filter(id=process).delete()


def write(process: uuid.UUID, changes: Iterable[Change]) -> None:
    """Write a batch of changes; of one socket and stream the last counts."""
    last = {(change.socket, change.stream): change for change in changes}
    with writing():
        for socket, stream in last:
            Connection.objects.filter(socket=socket, stream=stream).delete()
        Connection.objects.bulk_create(
            _row(process, change) for change in last.values() if isinstance(change, Joined)
        )


def _row(process: uuid.UUID, joined: Joined) -> Connection:
    seat = joined.seat
    return Connection(
        process_id=process,
        socket=joined.socket,
        stream=joined.stream,
        person=seat.person,
        participant=seat.participant or "",
        party=seat.party or "",
        place=seat.place,
        roles=list(seat.roles),
        simulated=seat.simulated,
    )


def alive(stream: str) -> "QuerySet[Connection]":
    """The connections of a stream whose process is alive."""
    return Connection.objects.filter(stream=stream, process__renewed_at__gte=clock.now() - LEASE)

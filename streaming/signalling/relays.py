"""The only writer and reader of the relays and of what each carries.

A stream has one owner at any moment: the relay in its `Placement`, while that relay's lease lasts. If an owner cannot
renew its lease, it stops sending after `carried_streams.SURE_SECONDS`. Another may be chosen only after the longer
`LEASE`.
"""

import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Now

from foundation.database import write_transaction
from foundation.refusals import Refusal
from streaming.signalling.models import Placement, RelayProcess

Reports = dict[str, dict[str, Any]]
"""Signals by name, as JSON."""
LEASE = timedelta(seconds=5)
"""A relay that has not renewed for this long is dead. Its streams are placed again."""
FORGOTTEN = timedelta(hours=1)
EXPECTED = 0.02
"""The share of a core that a stream is expected to take, until its relay's load shows it."""


def live_relays() -> "QuerySet[RelayProcess]":
    """The relays whose leases last."""
    return RelayProcess.objects.filter(seen_at__gt=Now() - LEASE)


class AddressTaken(Exception):
    """Another relay was started at the address of a running one."""


def renew_lease(process: uuid.UUID, address: str, load: float, *, known: bool = False) -> set[str]:
    """Renew a relay's lease. Returns the streams that it carries.

    A new relay takes over its address: an earlier relay at the same address is deleted. `known` is whether this relay
    had a lease before. If it had one, and a newer relay has taken its address, this raises `AddressTaken`.
    """
    with write_transaction():
        if not RelayProcess.objects.filter(id=process).update(load=load, seen_at=Now()):
            if known and live_relays().filter(address=address).exists():
                raise AddressTaken(
                    f"Another relay was started with the RELAY_URL {address}. This one carries nothing until that one "
                    "has ended. Give each relay an address of its own."
                )
            _delete_relays(RelayProcess.objects.filter(address=address))
            _delete_relays(RelayProcess.objects.filter(seen_at__lt=Now() - FORGOTTEN))
            RelayProcess.objects.create(id=process, address=address, load=load, seen_at=Now())
        # Locked, so that a placement that is being moved at this moment is waited for.
        carries = Placement.objects.select_for_update().filter(relay=process)
        return set(carries.values_list("stream", flat=True))


def remove_relay(process: uuid.UUID) -> None:
    """Remove a relay that drains, so that its streams can be placed again at once."""
    with write_transaction():
        _delete_relays(RelayProcess.objects.filter(id=process))


def _delete_relays(gone: "QuerySet[RelayProcess]") -> None:
    """Delete relays. Their rows are locked first, so that a stream that is just being placed on one is removed too."""
    held = [relay.pk for relay in gone.order_by("pk").select_for_update()]
    RelayProcess.objects.filter(pk__in=held).delete()


def place_stream(stream: str) -> RelayProcess:
    """Return the relay that carries a session's stream. If no live relay does, place the stream on the least busy one.

    Refuses `media.no_relay`.
    """
    relay = _owner(stream)
    if relay is not None:
        return relay
    with write_transaction():
        # Another caller waits here at the same moment, and then finds the decision.
        row = _locked_placement(stream)
        relay = _owner(stream) or _least_busy()
        if relay is None:
            raise Refusal(
                "media.no_relay",
                "No server for sound and pictures is up just now. The list, the clock and the questions go on. "
                "Your page tries again by itself.",
            )
        if row.relay_id != relay.pk:
            row.relay, row.told = relay, {}
            row.save()
        return relay


def _locked_placement(stream: str) -> Placement:
    """The row of a stream, locked until the transaction ends. It is created again if another caller deletes it
    meanwhile.
    """
    while True:
        Placement.objects.bulk_create([Placement(stream=stream)], ignore_conflicts=True)
        if row := Placement.objects.select_for_update().filter(stream=stream).first():
            return row


def _owner(stream: str) -> RelayProcess | None:
    return live_relays().filter(placements__stream=stream).first()


def _least_busy() -> RelayProcess | None:
    """The relay with the least load, locked so that it still exists when the placement on it is saved."""
    weight = F("load") + EXPECTED * Count("placements")
    for relay in live_relays().annotate(weight=weight).order_by("weight", "address"):
        if held := live_relays().select_for_update().filter(pk=relay.pk).first():
            return held
    return None


def release_streams(process: uuid.UUID, streams: Collection[str]) -> None:
    """Release streams of a relay that were idle for a while."""
    with write_transaction():
        Placement.objects.filter(relay=process, stream__in=streams).delete()


def store_reports(process: uuid.UUID, told: dict[str, Reports]) -> set[str]:
    """Store what a relay reports of its streams. Returns the streams that it still carries."""
    with write_transaction():
        return {
            stream
            for stream, signals in told.items()
            if Placement.objects.filter(relay=process, stream=stream).update(told=signals)
        }


def read_reports(stream: str) -> tuple[str, Reports]:
    """Return the id of the relay that carries a stream, and its last report of it. Both are empty if it is dead."""
    row = Placement.objects.filter(stream=stream, relay__in=live_relays()).first()
    return (str(row.relay_id), row.told) if row else ("", {})


def carried_streams() -> dict[str, tuple[str, Reports]]:
    """The relay of each stream and what it reported last, by stream.

    Streams of dead relays are placed again if another relay is alive.
    """
    lost = Placement.objects.exclude(relay__in=live_relays())
    if lost.exists() and live_relays().exists():
        for stream in lost.values_list("stream", flat=True):
            place_stream(stream)
    rows = Placement.objects.exclude(relay=None)
    return {row.stream: (str(row.relay_id), row.told) for row in rows}


def endpoint_of(stream: str) -> tuple[str, str]:
    """Return the base URL of the relay that carries a session, and the relay's id. `stream` is the session's stream.

    Both are empty if this process is web server and relay in one.

    Refuses `media.no_relay`.
    """
    if settings.PROCESS_TYPE == "":
        return "", ""
    relay = place_stream(stream)
    return relay.address, str(relay.pk)

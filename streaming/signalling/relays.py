"""The only writer and reader of the relays and of what each carries.

A stream has one owner at any moment: the relay in its `Placement`, as long as that one's lease lasts. An owner that
could not renew is silent (`carrying.SURE_SECONDS`) well before anybody else may be chosen (`LEASE`).
"""

import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Now

from foundation.database import writing
from foundation.refusals import Refusal
from streaming.signalling.models import Placement, RelayProcess

Told = dict[str, dict[str, Any]]
"""Signals by their names, as JSON."""
LEASE = timedelta(seconds=5)
"""A relay that has not renewed for this long is dead, and what it carried is placed anew."""
FORGOTTEN = timedelta(hours=1)
EXPECTED = 0.02
"""The share of a core that a stream is thought to take, until it shows in its relay's load."""


def alive() -> "QuerySet[RelayProcess]":
    """The relays whose leases last."""
    return RelayProcess.objects.filter(seen_at__gt=Now() - LEASE)


class AddressTaken(Exception):
    """Another relay was started at the address of one that runs."""


def beat(process: uuid.UUID, address: str, load: float, *, known: bool = False) -> set[str]:
    """Renew a relay's lease, and say what it carries. Whoever had the address of a new one before is gone.

    `known` is whether it had a lease already; then it raises `AddressTaken` while a later one lives at its address.
    """
    with writing():
        if not RelayProcess.objects.filter(id=process).update(load=load, seen_at=Now()):
            if known and alive().filter(address=address).exists():
                raise AddressTaken(
                    f"Another relay was started with the RELAY_URL {address}. This one carries nothing until that one "
                    "has ended. Give each relay an address of its own."
                )
            _delete(RelayProcess.objects.filter(address=address))
            _delete(RelayProcess.objects.filter(seen_at__lt=Now() - FORGOTTEN))
            RelayProcess.objects.create(id=process, address=address, load=load, seen_at=Now())
        # Locked: one that is being placed elsewhere at this moment is waited for, and is not among them.
        carries = Placement.objects.select_for_update().filter(relay=process)
        return set(carries.values_list("stream", flat=True))


def leave(process: uuid.UUID) -> None:
    """A relay drains: what it carried may be placed anew at once."""
    with writing():
        _delete(RelayProcess.objects.filter(id=process))


def _delete(gone: "QuerySet[RelayProcess]") -> None:
    """Held first: what is being placed on one at this moment is placed, and then nowhere, like all it carried."""
    held = [relay.pk for relay in gone.order_by("pk").select_for_update()]
    RelayProcess.objects.filter(pk__in=held).delete()


def place(stream: str) -> RelayProcess:
    """The relay that carries a stream; where none that is alive does, the least busy one from now on.

    Refuses `media.no_relay`.
    """
    relay = _owner(stream)
    if relay is not None:
        return relay
    with writing():
        # Whoever else asks at the same moment waits here, and finds what was decided.
        row = _held(stream)
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


def _held(stream: str) -> Placement:
    """A stream's row, held until the transaction ends. One that is given back meanwhile is made anew."""
    while True:
        Placement.objects.bulk_create([Placement(stream=stream)], ignore_conflicts=True)
        if row := Placement.objects.select_for_update().filter(stream=stream).first():
            return row


def _owner(stream: str) -> RelayProcess | None:
    return alive().filter(placements__stream=stream).first()


def _least_busy() -> RelayProcess | None:
    """It is held until the transaction ends, so that it is there still when what was placed on it is saved."""
    weight = F("load") + EXPECTED * Count("placements")
    for relay in alive().annotate(weight=weight).order_by("weight", "address"):
        if held := alive().select_for_update().filter(pk=relay.pk).first():
            return held
    return None


def release(process: uuid.UUID, streams: Collection[str]) -> None:
    """A relay carries these no longer: nobody was there for a while."""
    with writing():
        Placement.objects.filter(relay=process, stream__in=streams).delete()


def tell(process: uuid.UUID, told: dict[str, Told]) -> set[str]:
    """Take what a relay says of its streams; returns those that it carries still."""
    with writing():
        return {
            stream
            for stream, signals in told.items()
            if Placement.objects.filter(relay=process, stream=stream).update(told=signals)
        }


def read_told(stream: str) -> tuple[str, Told]:
    """The id of the relay that carries a stream and its latest report; empty if that relay is dead."""
    row = Placement.objects.filter(stream=stream, relay__in=alive()).first()
    return (str(row.relay_id), row.told) if row else ("", {})


def carried() -> dict[str, tuple[str, Told]]:
    """By stream, the relay that carries it and what it said. What a dead one carried is placed anew where one lives."""
    lost = Placement.objects.exclude(relay__in=alive())
    if lost.exists() and alive().exists():
        for stream in lost.values_list("stream", flat=True):
            place(stream)
    rows = Placement.objects.exclude(relay=None)
    return {row.stream: (str(row.relay_id), row.told) for row in rows}


def endpoint_of(stream: str) -> tuple[str, str]:
    """What stands before a door's path, and the relay's id: both empty where this process carries all by itself.

    Refuses `media.no_relay`.
    """
    if settings.PROCESS_TYPE == "":
        return "", ""
    relay = place(stream)
    return relay.address, str(relay.pk)

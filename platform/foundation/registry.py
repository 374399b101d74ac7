"""The shape of the table in `config/wiring.py`: the foundation reads the house from it and imports no room."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from types import ModuleType
from typing import Any, Literal

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from foundation import ids
from foundation.accounts.seats import Seat
from foundation.journal.views import OwnView, View
from foundation.wire.protocol import Ask, Command, Event, Signal
from foundation.wire.schema import type_of


@dataclass(frozen=True)
class Context:
    """In what a service acts: who asks, on which stream, when. The stream is locked, and the seat is current."""

    seat: Seat
    stream: str
    now: datetime

    @property
    def subject(self) -> int:
        """The number in the stream's name: 4 of `session/4`."""
        return ids.subject(self.stream)


@dataclass(frozen=True)
class Door:
    """A command's way in: its declaration, the permission it needs, and the service that does it.

    `stream` is the kind of stream it is for. A command that is not journaled does not lock its stream.
    """

    command: type[Command]
    permission: str
    run: Callable[[Context, Any], None]
    stream: str = "session"
    journaled: bool = True


@dataclass(frozen=True)
class Reaction:
    """What an event of one concept changes in another that it does not know.

    `run(stream, event, now)` saves the rows and returns them, in the event's transaction: they go out in its frame.
    """

    event: type[Event]
    run: Callable[[str, Any, datetime], Iterable[Model]]


@dataclass(frozen=True)
class SignalSource:
    """Where a signal's present value comes from: of a stream, or of each of some persons where it is theirs alone.

    `of_presence` says at whose coming to its stream and going it may change. With a `permission` only readers whose
    roles have it get it.
    """

    type: str
    stream: str
    read: Callable[[int], Signal] | None = None
    read_own: Callable[[int, Collection[str]], dict[str, Any]] | None = None
    """Gives a `Signal` for every person."""
    of_presence: Literal["", "participants", "everyone"] = ""
    permission: str = ""


@dataclass(frozen=True)
class House:
    """All concepts.

    `sees_withheld(roles, stream)` is whether they belong to the stream's audience of moderators.
    `conference_of(stream)` is the conference a stream belongs to, None where there is no such stream.
    `settle_presence(stream)` journals who arrived and who is gone, and is True where it must be asked again.
    `note_refusal(seat, ask, code)` is told of each refusal that is remembered, in its transaction.
    """

    protocols: list[ModuleType]
    doors: list[Door]
    views: list[View]
    own_views: list[OwnView]
    signals: list[SignalSource]
    reactions: list[Reaction]
    conference_of: Callable[[str], str | None]
    allows: Callable[[Collection[str], str], bool]
    sees_withheld: Callable[[Collection[str], str], bool]
    settle_presence: Callable[[str], bool]
    note_refusal: Callable[[Seat, Ask, str], None]

    def door(self, command_type: str) -> Door | None:
        """The door of a command type, None where there is none."""
        return self._doors_by_type.get(command_type)

    @cached_property
    def _doors_by_type(self) -> dict[str, Door]:
        return {type_of(door.command): door for door in self.doors}

    def react(self, stream: str, event: Event, now: datetime) -> list[Model]:
        """The rows that others change because of an event."""
        told = (reaction for reaction in self.reactions if isinstance(event, reaction.event))
        return [row for reaction in told for row in reaction.run(stream, event, now)]

    def views_of(self, stream: str) -> list[View]:
        """The views of a stream, by its kind."""
        return [view for view in self.views if view.stream == ids.kind(stream)]

    def own_views_of(self, stream: str) -> list[OwnView]:
        """The views of a stream that belong to a person or a party."""
        return [view for view in self.own_views if view.stream == ids.kind(stream)]

    def signals_of(self, stream: str) -> list[SignalSource]:
        """The signals of a stream, by its kind."""
        return [source for source in self.signals if source.stream == ids.kind(stream)]


@cache
def house() -> House:
    """The table in force."""
    table: House = import_string(settings.HOUSE)
    return table

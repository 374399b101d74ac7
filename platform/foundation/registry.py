"""What a concept registers. The foundation reads it from here, so it imports no application."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from types import ModuleType
from typing import Any, Literal, NamedTuple

from django.conf import settings
from django.db.models import Model
from django.db.models.base import ModelBase
from django.utils.module_loading import import_string

from foundation import ids
from foundation.accounts.seats import Seat
from foundation.audit.services import State
from foundation.messages.projections import Audience, OwnProjection, Projection
from foundation.messages.protocol import Command, CommandFrame, Event, Signal
from foundation.messages.schema import type_of
from foundation.refusals import Refusal


@dataclass(frozen=True)
class Context:
    """The context of a service: who asks, on which stream, and when. The stream is locked, and the seat is current."""

    seat: Seat
    stream: str
    now: datetime

    @property
    def subject(self) -> int:
        """The number in the stream's name: 4 of `session/4`."""
        return ids.subject(self.stream)

    @property
    def roles(self) -> tuple[str, ...]:
        """The sender's roles in the stream."""
        return self.seat.roles_in(self.stream)


@dataclass(frozen=True)
class StreamFacts:
    """A stream: its conference, and who may follow it. If `access` is empty, everyone of the conference may.

    Nobody has the permissions that are `withheld`, whatever the roles.
    """

    conference: str
    access: str = ""
    withheld: frozenset[str] = frozenset()


class BatchedCommand(NamedTuple):
    """A command of a batch, and the seat of the person who sent it."""

    seat: Seat
    command: Any


@dataclass(frozen=True)
class Handler:
    """Binds a command to the permission that it needs and the service that executes it.

    `stream` is the kind of stream. A command that is not journaled does not lock its stream.

    A handler has either `run` or `run_batch`. `run_batch(stream, acts, now)` executes commands of many people in one
    transaction, in their order. It returns one refusal or None for each, and raises none of them. Its commands are
    neither journaled nor audited.

    `frequent` commands are sent many times a minute by those who may. They have a limit of their own
    (`Hub.frequent_commands`), besides that of their service, and do not count among the
    other commands of a person (SOCKET_COMMANDS_A_MINUTE).

    `administrative` says whether the audit log records the command. If it is None, the log records commands of a
    conference's stream. `state` reads what the command is about, before and after it runs. Without `state`, and if the
    command is refused, the log has the command's fields, except those in `personal`: they hold names of people, which
    an erasure would not find there.

    `locks` names the streams of sessions that a command of the conference's stream writes to as well. They are locked
    before it, as everywhere.
    """

    command: type[Command]
    permission: str
    run: Callable[[Context, Any], None] | None = None
    stream: str = "session"
    journaled: bool = True
    frequent: bool = False
    administrative: bool | None = None
    state: Callable[[Context, Any], State | None] | None = None
    personal: Collection[str] = ()
    run_batch: Callable[[str, Sequence[BatchedCommand], datetime], list[Refusal | None]] | None = None
    locks: Callable[[Any], Collection[str]] = lambda command: ()

    def __post_init__(self) -> None:
        if (self.run is None) == (self.run_batch is None):
            raise ValueError(f"{self.command.__name__}: a handler has either run or run_batch")
        if self.run_batch is not None and (self.journaled or self.is_audited):
            raise ValueError(
                f"{self.command.__name__}: commands in a batch are neither journaled nor audited"
            )

    @property
    def is_audited(self) -> bool:
        """Whether the audit log records the command."""
        return self.stream == "conference" if self.administrative is None else self.administrative


@dataclass(frozen=True)
class Reaction:
    """Changes rows of one concept when another concept's event happens, without an import between them.

    `run(stream, event, now)` saves the rows and returns them, in the event's transaction. The event's frame has these
    rows.
    """

    event: type[Event]
    run: Callable[[str, Any, datetime], Iterable[Model]]


@dataclass(frozen=True)
class SignalSource:
    """Says how the current value of a signal is read: of a stream, or of each person if every person has an own value.

    `of_presence` says whose arrival and departure may change the value. With a `permission`, only readers whose roles
    have it get the signal; without one, all but readers outside (`Audience.OUTSIDE`). `depends_on` lists the models
    from which the value is read: a service that writes their rows calls `signals.mark_dependent_changed` and need not
    know the signal.
    """

    type: str
    stream: str
    read: Callable[[int], Signal] | None = None
    read_own: Callable[[int, Collection[str]], dict[str, Any]] | None = None
    """Reads the values of some persons in a stream. Returns a `Signal` for each of them, by person."""
    of_presence: Literal["", "participants", "everyone"] = ""
    permission: str = ""
    depends_on: Collection[ModelBase] = ()


@dataclass(frozen=True)
class Concept:
    """Everything that one concept's package provides. Each package has one, in `concept.py`.

    `minutes` are sections of a session's minutes. `sessions/minutes/sections.py` defines their type. `parts` are parts
    of a session that are published after it (`sessions/publication/parts.py`). `decisions` reads what the concept
    decides now in a conference (`sessions/parties/rights.py`). `statuses` are the HTTP statuses of its
    refusals, by code, if not 409. `delivery_intervals` are the shortest times in seconds between two deliveries of a
    stream to its readers, by the kind of stream. Without one, each entry is delivered at once.
    """

    protocol: ModuleType | None = None
    handlers: Sequence[Handler] = ()
    projections: Sequence[Projection] = ()
    own_projections: Sequence[OwnProjection] = ()
    signals: Sequence[SignalSource] = ()
    reactions: Sequence[Reaction] = ()
    decisions: Callable[[int], Iterable[Any]] | None = None
    minutes: Sequence[Any] = ()
    parts: Sequence[Any] = ()
    statuses: Mapping[str, int] = field(default_factory=dict)
    delivery_intervals: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Registry:
    """All concepts, and the functions that the foundation needs of the conference.

    `audience_of(roles, stream)` says what readers with these roles see of the stream. `find(streams)` finds streams by
    their names. Streams that do not exist are left out. `check_entrance(seat, stream, access)` refuses a seat that the
    access policy of a stream keeps out, and does not query the database. `owner_keys_of_groups(seat)` are the further
    owners (`OwnProjection`) whose own entities a seat may see; a hub asks for each reader. `record_attendance(stream)`
    records arrivals and departures. It is True if it must be called again later. `note_refusal(seat, ask, code)` is
    called for each refusal that is stored, in its transaction.
    """

    concepts: Sequence[Concept]
    find: Callable[[Collection[str]], dict[str, StreamFacts]]
    check_entrance: Callable[[Seat, str, str], None]
    allows: Callable[[Collection[str], str], bool]
    audience_of: Callable[[Collection[str], str], Audience]
    owner_keys_of_groups: Callable[[Seat], frozenset[str]]
    record_attendance: Callable[[str], bool]
    note_refusal: Callable[[Seat, CommandFrame, str], None]

    @cached_property
    def protocols(self) -> list[ModuleType]:
        """The protocol modules of all concepts."""
        return [concept.protocol for concept in self.concepts if concept.protocol is not None]

    @cached_property
    def handlers(self) -> list[Handler]:
        """The handlers of all concepts."""
        return [handler for concept in self.concepts for handler in concept.handlers]

    @cached_property
    def projections(self) -> list[Projection]:
        """The projections of all concepts."""
        return [projection for concept in self.concepts for projection in concept.projections]

    @cached_property
    def own_projections(self) -> list[OwnProjection]:
        """The projections of all concepts that belong to a person or a party."""
        return [projection for concept in self.concepts for projection in concept.own_projections]

    @cached_property
    def statuses(self) -> dict[str, int]:
        """The HTTP statuses that all concepts declare, by the refusal's code."""
        return {code: status for concept in self.concepts for code, status in concept.statuses.items()}

    @cached_property
    def delivery_intervals(self) -> dict[str, float]:
        """The delivery intervals that all concepts declare, by the kind of stream."""
        return {
            kind: seconds for concept in self.concepts for kind, seconds in concept.delivery_intervals.items()
        }

    def owner_keys_of(self, seat: Seat) -> frozenset[str]:
        """The owner keys of the entities that are sent to this seat only: those of the seat, and those of its
        groups.
        """
        return seat.keys | self.owner_keys_of_groups(seat)

    def handler(self, command_type: str) -> Handler | None:
        """The handler of a command type, or None."""
        return self._handlers_by_type.get(command_type)

    @cached_property
    def _handlers_by_type(self) -> dict[str, Handler]:
        return {type_of(handler.command): handler for handler in self.handlers}

    def run_reactions(self, stream: str, event: Event, now: datetime) -> list[Model]:
        """Run the reactions to an event, and return the rows that they changed."""
        reactions = (reaction for concept in self.concepts for reaction in concept.reactions)
        matching = (reaction for reaction in reactions if isinstance(event, reaction.event))
        return [row for reaction in matching for row in reaction.run(stream, event, now)]

    def projections_of(self, stream: str) -> list[Projection]:
        """The projections of a stream's kind."""
        return [projection for projection in self.projections if projection.stream == ids.kind(stream)]

    def own_projections_of(self, stream: str) -> list[OwnProjection]:
        """The projections of a stream's kind that belong to a person or a party."""
        return [projection for projection in self.own_projections if projection.stream == ids.kind(stream)]

    def signals_of(self, stream: str) -> list[SignalSource]:
        """The signal sources of a stream's kind."""
        sources = (source for concept in self.concepts for source in concept.signals)
        return [source for source in sources if source.stream == ids.kind(stream)]


@cache
def registry() -> Registry:
    """The registry that the setting `REGISTRY` names."""
    found: Registry = import_string(settings.REGISTRY)
    return found

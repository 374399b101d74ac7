"""The base classes of all messages of the protocol `balai.v1`, and the frames that carry them.

Each concept declares its commands, events, signals and entities in its own `protocol.py`. `config/concepts.py` lists
the concepts, and `make protocol` exports them to TypeScript.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Message(BaseModel):
    """A message of the protocol: immutable, without undeclared fields."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_serialization_defaults_required=True,
    )


class Command(Message):
    """What a seat asks for, in the imperative. Subclasses declare `type: Literal["concept.verb"]`."""


class Event(Message):
    """What happened, in the past tense. Subclasses declare `type: Literal["concept.verbed"]`."""


class Entity(Message):
    """The state of a thing. `id` is unique within its type and stream."""

    id: str


class Signal(Message):
    """A fact that only matters now. A new value replaces the old one. It is never journaled."""


DeviceKind = Literal["computer", "phone"]


class Device(Message):
    """A browser's device. `id` is random, and the same for all tabs of the browser."""

    id: str = Field(min_length=8, max_length=32, pattern=r"^[0-9a-zA-Z_-]+$")
    kind: DeviceKind


class Hello(Message):
    """The first frame of a socket. A socket without a device counts as one of a computer."""

    hello: str
    device: Device | None = None


class Follow(Message):
    """Follow a stream, from `cursor` if the reader has one. Who follows it `aside` does not count as present there.

    To follow it again changes how.
    """

    follow: str
    cursor: str | None = None
    aside: bool = False


class Unfollow(Message):
    """Stop following a stream."""

    unfollow: str


class CommandFrame(Message):
    """A command on a stream. The sender chooses a random `id`. A command with the same id is executed only once."""

    id: str = Field(min_length=8, max_length=64)
    stream: str = Field(max_length=64)
    command: dict[str, Any]


class Ping(Message):
    """Ask for a `pong`: the number of the last entry of each followed stream, and the server's time."""

    ping: int


class Renew(Message):
    """Ask for a new seat token before the present one expires."""

    renew: bool


Frame = Hello | Follow | Unfollow | CommandFrame | Ping | Renew


class SessionRoleHeld(Message):
    """A role that a seat has in one session."""

    session: str
    role: str


class SeatInfo(Message):
    """A seat, with the facts that its browser may have."""

    person: str
    participant: str | None
    name: str
    conference: str
    slug: str
    """The conference's name in URLs: `/c/<slug>/…`. Empty if the token is of an older version."""
    party: str | None
    place: str
    roles: list[str]
    """Its roles in the whole conference."""
    session_roles: list[SessionRoleHeld]
    simulated: bool
    """True if this is the seat of a simulated person in a rehearsal."""


class SeatFrame(Message):
    """Answers `hello` and `renew`, and is sent again when the seat changes. `token` is null after `hello`."""

    seat: SeatInfo
    token: str | None
    expires_at: str
    now: str


class Snapshot(Message):
    """All entities of a stream that the reader may see, by type and id. One gzipped binary frame.

    It replaces everything that the reader has of the stream.
    """

    stream: str
    seq: int
    cursor: str
    entities: dict[str, dict[str, Any]]


class EventFrame(Message):
    """An entry of the journal: what happened, who did it, and the changed entities.

    A reader that has all entries up to `after` applies the frame. A reader that already has entry `seq` ignores it. If
    `event` is null, the frame only skips numbers that are withheld from this reader.
    """

    stream: str
    after: int
    seq: int
    cursor: str
    event: dict[str, Any] | None = None
    actor: str | None = None
    at: str | None = None
    put: dict[str, dict[str, Any]] = {}
    drop: dict[str, list[str]] = {}


class MineFrame(Message):
    """Entities that only the reader or its party gets, in their state at entry `seq`.

    If `whole` is true, they replace all earlier ones.
    """

    stream: str
    seq: int
    whole: bool
    mine: dict[str, dict[str, Any]]
    drop: dict[str, list[str]] = {}


class SignalsFrame(Message):
    """Facts that only matter now, by type. A new value replaces the old one."""

    stream: str
    signals: dict[str, Any]


class Done(Message):
    """The command is done. `seq` is the number of its event."""

    done: str
    seq: int


class Refused(Message):
    """The named command, hello or follow is refused. `code` is stable. `message` says what to do.

    `values` are what the message names, such as figures, so that a page can say the same in another language.
    """

    refused: str
    code: str
    message: str
    values: dict[str, str | int] = {}


class Pong(Message):
    """The answer to `ping`: the number of the last entry of each followed stream, and the server's time."""

    pong: dict[str, int]
    now: str


ServerFrame = SeatFrame | Snapshot | EventFrame | MineFrame | SignalsFrame | Done | Refused | Pong

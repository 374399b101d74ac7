"""The words of the wire `balai.v1`: the base of every message, and the frames that carry them.

Each concept declares its commands, events, signals and entities in its own `protocol.py` on
these bases; `config/concepts.py` lists the concepts, and `manage.py protocol` exports them to TypeScript.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Message(BaseModel):
    """Anything that crosses the wire: immutable, and nothing but what is declared."""

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
    """A thing as it is now. `id` is unique within its type and stream."""

    id: str


class Signal(Message):
    """A fact that only matters now; the latest wins. It is never journaled."""


DeviceKind = Literal["computer", "phone"]


class Device(Message):
    """What a browser says of the machine it is on. `id` is random, and the same for all tabs of the browser."""

    id: str = Field(min_length=8, max_length=32, pattern=r"^[0-9a-zA-Z_-]+$")
    kind: DeviceKind


class Hello(Message):
    """The socket's first frame. Without a device it is that of a computer."""

    hello: str
    device: Device | None = None


class Follow(Message):
    """Follow a stream, from `cursor` where the reader has one."""

    follow: str
    cursor: str | None = None


class Unfollow(Message):
    """Stop following a stream."""

    unfollow: str


class Ask(Message):
    """A command on a stream. `id` is random and the sender's own: the same id is done once."""

    id: str = Field(min_length=8, max_length=64)
    stream: str = Field(max_length=64)
    command: dict[str, Any]


class Ping(Message):
    """Asks for the heads of the followed streams and the server's clock."""

    ping: int


class Renew(Message):
    """Asks for a fresh seat token before the present one expires."""

    renew: bool


Frame = Hello | Follow | Unfollow | Ask | Ping | Renew


class SeatInfo(Message):
    """Who sits in the seat: what the browser may know of itself."""

    person: str
    participant: str | None
    name: str
    conference: str
    party: str | None
    place: str
    roles: list[str]
    simulated: bool
    """True where a rehearsal sits in it, and no person."""


class SeatFrame(Message):
    """Answers `hello` and `renew`, and comes again when the seat changes. `token` is null after `hello`."""

    seat: SeatInfo
    token: str | None
    expires_at: str
    now: str


class Snapshot(Message):
    """All of a stream that a reader may see, by type and id; one gzipped binary frame. Replaces all the reader had."""

    stream: str
    seq: int
    cursor: str
    entities: dict[str, dict[str, Any]]


class EventFrame(Message):
    """An entry of the journal: what happened, who did it, and the entities as they now are.

    Applied by a reader that has reached `after`; a reader that has reached `seq` has it already.
    `event` is null where numbers withheld from this reader are bridged.
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
    """Entities of the reader alone, or of its party, under the same `seq`; `whole` replaces all of them."""

    stream: str
    seq: int
    whole: bool
    mine: dict[str, dict[str, Any]]
    drop: dict[str, list[str]] = {}


class SignalsFrame(Message):
    """Facts that only matter now, by type; the latest wins."""

    stream: str
    signals: dict[str, Any]


class Done(Message):
    """The command is done; its event has, or had, this `seq`."""

    done: str
    seq: int


class Refused(Message):
    """The command, the hello or the follow named here is refused; `code` is stable, `message` says what to do."""

    refused: str
    code: str
    message: str


class Pong(Message):
    """The heads of the followed streams, and the server's clock."""

    pong: dict[str, int]
    now: str


ServerFrame = SeatFrame | Snapshot | EventFrame | MineFrame | SignalsFrame | Done | Refused | Pong

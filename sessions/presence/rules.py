"""Rules of presence: who is present, from connections (FL21). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from foundation.messages.protocol import DeviceKind
from foundation.refusals import Refusal
from sessions.presence.protocol import PartyPresence, Presence
from sessions.programme.rules import check_not_closed


@dataclass(frozen=True)
class SeenConnection:
    """A participant's connection to a session. If it is `lost`, it broke: it is shown but not counted.

    The tabs of one browser share a `device`.
    """

    person: str
    participant: str
    party: str
    place: str
    roles: tuple[str, ...]
    simulated: bool = False
    device: str = ""
    phone: bool = False
    lost: bool = False


@dataclass(frozen=True)
class Guests:
    """How many connected people without a part in the conference have the same place and roles."""

    place: str
    roles: tuple[str, ...]
    simulated: bool
    number: int


@dataclass(frozen=True)
class StoredAttendance:
    """The stored attendance of a party."""

    party: str
    present: bool
    missing_since: datetime | None


@dataclass(frozen=True)
class PresenceChanges:
    """The parties whose attendance has to be stored anew: those that arrived or left, that are missing now, or that are
    back.
    """

    arrived: frozenset[str]
    left: frozenset[str]
    missing: frozenset[str]
    back: frozenset[str]


def presence_signal(connections: Iterable[SeenConnection], guests: Iterable[Guests] = ()) -> Presence:
    """The signal of who is connected. It counts people and parties, not sockets: two tabs of one person count once."""
    known = list(connections)
    here = [connection for connection in known if not connection.lost]
    people = {connection.person: connection for connection in here}.values()
    parties: dict[str, PartyPresence] = {}
    for party in sorted({seen.party for seen in people if seen.party}):
        members = [seen for seen in people if seen.party == party]
        parties[party] = PartyPresence(
            hall=_participants_at(members, "hall"), remote=_participants_at(members, "remote")
        )
    crowd = [*guests, *(Guests(seen.place, seen.roles, seen.simulated, 1) for seen in people)]
    audience = [some for some in crowd if "audience" in some.roles]
    return Presence(
        parties=parties,
        devices=_devices_of_participants(seen for seen in here if seen.party),
        lost=sorted({seen.participant for seen in known} - {seen.participant for seen in here}),
        people=sorted(seen.participant for seen in people if not seen.party),
        audience_hall=sum(some.number for some in audience if some.place == "hall"),
        audience_remote=sum(some.number for some in audience if some.place == "remote"),
        audience_simulated=sum(some.number for some in audience if some.simulated),
        moderators=sum(some.number for some in crowd if "moderator" in some.roles),
    )


def _devices_of_participants(connections: Iterable[SeenConnection]) -> dict[str, list[DeviceKind]]:
    machines = {(seen.participant, seen.phone, seen.device) for seen in connections}
    devices: dict[str, list[DeviceKind]] = {}
    for participant, phone, _ in sorted(machines):
        devices.setdefault(participant, []).append("phone" if phone else "computer")
    return devices


def _participants_at(members: Iterable[SeenConnection], place: str) -> list[str]:
    return sorted(seen.participant for seen in members if seen.place == place)


def validate_check_in(party: str | None, session: str, checked_in: bool) -> None:
    """Check that a participant can be checked in (FL18).

    Refuses `presence.no_party`, `session.closed`, `presence.checked_in_already`.
    """
    check_not_closed(session)
    if party is None:
        raise Refusal("presence.no_party", "Only members of a party are checked in. Choose a member of one.")
    if checked_in:
        raise Refusal(
            "presence.checked_in_already", "This person is checked in already. Look at the list again."
        )


def validate_check_out(checked_in: bool) -> None:
    """Check that a participant can be checked out. Refuses `presence.not_checked_in`."""
    if not checked_in:
        raise Refusal("presence.not_checked_in", "This person is not checked in. Look at the list again.")


def attendance_changes(
    connected: set[str], attended: Iterable[StoredAttendance], now: datetime, grace: timedelta
) -> PresenceChanges:
    """Compare the stored attendance with the connections. A party arrives with its first connection, and leaves after a
    full grace period without a connection.
    """
    rows = {row.party: row for row in attended}
    present = {party for party, row in rows.items() if row.present}
    gone = present - connected
    overdue = {p for p in gone if (since := rows[p].missing_since) is not None and now - since >= grace}
    return PresenceChanges(
        arrived=frozenset(connected - present),
        left=frozenset(overdue),
        missing=frozenset(p for p in gone if rows[p].missing_since is None),
        back=frozenset(p for p in present & connected if rows[p].missing_since is not None),
    )

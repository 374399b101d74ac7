"""Rules of disconnections, and of calling later (FL19, FL20). Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from foundation.clock import timestamp_text
from foundation.refusals import Refusal
from sessions.floor.core.ranking import entries_to_rearrange
from sessions.floor.core.speakers_list import Outcome, listed_entry
from sessions.floor.core.state import Entry, Floor, ReachedBy, Turn
from sessions.floor.core.turns import check_open, check_ruled, turn_with_floor
from sessions.floor.disconnections import protocol
from sessions.floor.protocol import Mode
from sessions.parties.protocol import Place
from sessions.programme.rules import check_not_closed

LINE_GRACE = timedelta(seconds=1.5)
"""A line that comes back within this time does not count as dropped (FL20)."""

CONNECTION_GRACE = timedelta(seconds=5)
"""As `LINE_GRACE`, for a holder who sends no media and is known only by WebSocket connections. It is longer, because a
browser needs time to reload a page.
"""

LINE_TIMEOUT = timedelta(seconds=5)
"""If no process has seen a line for this long, the line is gone: the process that carried it has ended."""


@dataclass(frozen=True)
class WatchedTurn:
    """What a process that watches the line of a turn's holder, or of the hall, needs to know of that turn."""

    session: int
    turn: int
    party: str
    place: Place
    reached_by: ReachedBy
    reached_at: datetime
    """When it was last reached, or began to run, whichever is later."""
    dropped: bool
    connected: bool
    """Whether anyone of the party is connected to the session."""
    hall: bool = False
    """Whether the watched line is the hall's, whoever speaks. `turn` is 0 if nobody speaks."""


@dataclass(frozen=True)
class LastReached:
    """What this process knows of one holder of the floor: when it last received something from that holder
    (`reached_at`), and since when it has received nothing (`unreached_since`).
    """

    reached_at: datetime
    unreached_since: datetime | None = None


def how_reached(held: WatchedTurn, line: datetime | None, now: datetime) -> tuple[ReachedBy, datetime]:
    """How the holder is reached now, and when it was last reached. `line` is the time at which its line last sent
    something, or None if it has no line.

    A connection to the session counts only for a remote holder who has had no line in this turn.
    """
    if line is not None:
        return "line", line
    if held.connected and held.reached_by != "line" and held.place == "remote":
        return "connection", now
    return "", now


def is_gone(held: WatchedTurn, known: LastReached | None, now: datetime) -> bool:
    """Whether the line of a holder who is not reached now has dropped (FL20)."""
    if held.dropped or not held.reached_by:
        return False
    unseen = now - held.reached_at >= LINE_TIMEOUT
    if known is None:
        return unseen
    grace = LINE_GRACE if held.reached_by == "line" else CONNECTION_GRACE
    looked = known.unreached_since is not None and now - known.unreached_since >= grace
    return looked and (unseen or held.reached_at <= known.reached_at)


def holder_dropped(
    floor: Floor, number: int, seen: datetime, now: datetime, grace: timedelta, hall: bool = False
) -> Outcome | None:
    """Stop the clock as of the moment the holder, or the `hall`, was last `seen`, and hold the floor (FL20).

    The token stays the same: the chair may still end the turn or give the floor to another entry. None if another
    process acted first.
    """
    turn = floor.turn
    if turn is None or turn.number != number or turn.dropped_at is not None:
        return None
    began = turn.running_since or turn.started_at
    at, until = max(min(seen, now), began), now + grace
    after = turn.with_changes(at, dropped_at=at, held_until=until, awaits_hall=hall)
    event = protocol.HolderDropped(
        turn=str(number), party=turn.party, hall=hall, held_until=timestamp_text(until)
    )
    return Outcome(replace(floor, turn=after), event)


def holder_returned(floor: Floor, number: int, now: datetime, hall: bool = False) -> Outcome | None:
    """End the grace period: the holder's party is back, on any device, or the `hall` is (FL20). None if the floor is
    not held for it.

    The token rises if the clock goes on, so that a moderator who acts on the drop has to look again (FL10).
    """
    turn = floor.turn
    if turn is None or turn.number != number or turn.dropped_at is None or turn.awaits_hall != hall:
        return None
    after = turn.with_changes(now, dropped_at=None, held_until=None, awaits_hall=False)
    event = protocol.HolderReturned(
        turn=str(number),
        party=turn.party,
        hall=hall,
        resumed=after.suspended_at is None,
    )
    waits = replace(floor, hall_until=None) if hall else floor
    return Outcome(replace(waits, turn=after, token=floor.token + event.resumed), event)


def _dropped_turn(floor: Floor, token: int) -> Turn:
    turn = turn_with_floor(floor, token)
    if turn.dropped_at is None:
        raise Refusal("floor.not_dropped", "The speaker's line is back. Let the turn go on.")
    return turn


def wait(floor: Floor, token: int, now: datetime, grace: timedelta) -> Outcome:
    """Hold the floor for another grace period (FL20). Refuses `floor.not_dropped`."""
    turn = _dropped_turn(floor, token)
    until = now + grace
    event = protocol.Waited(turn=str(turn.number), party=turn.party, held_until=timestamp_text(until))
    return Outcome(replace(floor, turn=replace(turn, held_until=until)), event)


def play_video_statement(floor: Floor, token: int, playable: Collection[str], now: datetime) -> Outcome:
    """Play the party's video statement instead of the dropped line (FL20). `playable` are the parties whose video
    statements have arrived.

    Refuses `floor.not_dropped`, `floor.no_video_statement`, `floor.ruling_due`, `session.not_open`.
    """
    if _dropped_turn(floor, token).party not in playable:
        raise Refusal(
            "floor.no_video_statement",
            "No video statement of this party is here. Have it read out, or call later.",
        )
    return _continue_turn(
        floor, token, now, "video_statement", played_from=turn_with_floor(floor, token).spoken_time(now)
    )


def read_out(floor: Floor, token: int, now: datetime) -> Outcome:
    """Have the statement of the party whose line dropped read out (FL20). Refuses `floor.not_dropped`,
    `floor.ruling_due`, `session.not_open`.
    """
    return _continue_turn(floor, token, now, "read_out")


def _continue_turn(floor: Floor, token: int, now: datetime, mode: Mode, **fields: Any) -> Outcome:
    turn = _dropped_turn(floor, token)
    check_ruled(floor)
    check_open(floor)
    event = protocol.ModeChanged(turn=str(turn.number), party=turn.party, mode=mode)
    return Outcome(floor.with_resumed_turn(turn, now, mode=mode, **fields), event)


def return_to_list(floor: Floor, token: int, now: datetime) -> Outcome:
    """End the turn. Its entry waits again, and will have its full speaking time (FL20).

    Refuses `floor.not_dropped`, `floor.ruling_due`, `floor.already_inscribed`.
    """
    turn = _dropped_turn(floor, token)
    check_ruled(floor)
    entry = floor.entry(turn.entry)
    assert entry is not None, "the floor knows the entry of its turn"
    entry = replace(entry, item=floor.item) if entry.listed else entry  # its list may be another item's
    if any(other.claim == entry.claim for other in floor.requests):
        raise Refusal(
            "floor.already_inscribed", "This party waits on the list already. End its turn instead."
        )
    waits = replace(entry, state="waiting", moves=entry.moves + 1, speaker=turn.speaker)
    after = move_to_end(replace(floor, turn=None), waits)
    event = protocol.ReturnedToList(
        turn=str(turn.number),
        entry=str(entry.number),
        party=turn.party,
        place=_place_on_list(after, entry),
        spoken=round(turn.spoken_time(now).total_seconds(), 3),
    )
    return Outcome(after, event)


def call_later(floor: Floor, number: str, moves: int) -> Outcome:
    """Move an entry to the end of its category (FL19).

    Refuses `session.closed`, `floor.entry_gone`, `floor.point_of_order`, `floor.list_changed`,
    `floor.already_last`.
    """
    check_not_closed(floor.session)
    entry = listed_entry(floor, number)
    if entry.moves != moves:
        raise Refusal(
            "floor.list_changed", "Someone changed the list at the same moment. Look again, then move."
        )
    if [other for other in floor.list_of(entry) if _are_in_one_category(other, entry)][-1] == entry:
        raise Refusal(
            "floor.already_last", "It is the last of its category already. Move it by hand to call it later."
        )
    after = move_to_end(floor, replace(entry, moves=entry.moves + 1))
    event = protocol.CalledLater(
        entry=number,
        party=entry.party,
        place_left=_place_on_list(floor, entry),
        place_taken=_place_on_list(after, entry),
    )
    return Outcome(after, event)


def move_to_end(floor: Floor, entry: Entry) -> Floor:
    """Move an entry behind all others of its category. Returns the new floor.

    If a moderator placed all of these, or there are none, the entry stands where FL6 puts it.
    """
    rest = [other for other in floor.list_of(entry) if other.number != entry.number]
    peers = [
        i for i, other in enumerate(rest) if other.placement is None and _are_in_one_category(other, entry)
    ]
    if not peers:
        return floor.with_entries(replace(entry, placement=None))
    return floor.with_entries(
        *entries_to_rearrange([*rest[: peers[-1] + 1], entry, *rest[peers[-1] + 1 :]], entry)
    )


def _are_in_one_category(one: Entry, other: Entry) -> bool:
    """Whether two entries of a list have the same category. All rights of reply have the same one (FL14)."""
    return one.category_place == other.category_place


def _place_on_list(floor: Floor, entry: Entry) -> int:
    return 1 + [other.number for other in floor.list_of(entry)].index(entry.number)


def is_hall_overdue(floor: Floor, now: datetime) -> bool:
    """Whether the wait for the hall is over, so that the session has to be suspended (FL20)."""
    if floor.hall_until is None or floor.session != "open":
        return False
    turn = floor.turn
    held = turn.held_until if turn is not None and turn.awaits_hall else None
    return now >= max(floor.hall_until, held or floor.hall_until)

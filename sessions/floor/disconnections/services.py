"""Services for moderators after a disconnection, and for processes that watch the lines (FL19, FL20)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.db.models import Q

from foundation import clock
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.registry import Context
from sessions.floor import models
from sessions.floor.core import session_state
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor, ReachedBy
from sessions.floor.disconnections import protocol, rules
from sessions.floor.disconnections.rules import WatchedTurn
from sessions.floor.services import apply_by_time, apply_rule
from sessions.parties.models import Party
from sessions.presence.services import connected_parties

HALL_IS_GONE = "The connection to the hall is down."


def _grace() -> timedelta:
    return timedelta(seconds=settings.HOLDER_GRACE_SECONDS)


def wait(context: Context, command: protocol.Wait) -> None:
    """Hold the floor for another grace period (FL20)."""
    apply_rule(context, lambda floor: rules.wait(floor, command.token, context.now, _grace()))


def play_video_statement(context: Context, command: protocol.PlayVideoStatement) -> None:
    """Play the party's video statement (FL20)."""
    parties = Party.objects.filter(conference=int(context.seat.conference)).exclude(video_statement_file="")
    playable = {str(pk) for pk in parties.values_list("pk", flat=True)}
    apply_rule(context, lambda floor: rules.play_video_statement(floor, command.token, playable, context.now))


def read_out(context: Context, command: protocol.ReadOut) -> None:
    """Have the statement read out (FL20)."""
    apply_rule(context, lambda floor: rules.read_out(floor, command.token, context.now))


def return_to_list(context: Context, command: protocol.ReturnToList) -> None:
    """End the turn and put its entry back on the list (FL20)."""
    apply_rule(
        context,
        lambda floor: rules.return_to_list(floor, command.token, context.now),
        "returned",
        reason=command.reason,
    )


def call_later(context: Context, command: protocol.CallLater) -> None:
    """Move an entry to the end of its category (FL19)."""
    apply_rule(
        context, lambda floor: rules.call_later(floor, command.entry, command.moves), reason=command.reason
    )


def watched_turns() -> list[WatchedTurn]:
    """The present turns whose holders speak over a line of their own, and not through the hall's."""
    floors = models.Floor.objects.filter(turn__place="remote", turn__entry__mode="live")
    return [
        _watched_turn(cast(models.Turn, floor.turn)) for floor in floors.select_related("turn", "session")
    ]


def _watched_turn(turn: models.Turn) -> WatchedTurn:
    began = turn.running_since or turn.started_at
    here = turn.reached_by != "line" and _is_connected(turn)
    return WatchedTurn(
        session=turn.session_id,
        turn=turn.number,
        party=str(turn.party_id),
        place=turn.place,
        reached_by=cast(ReachedBy, turn.reached_by),
        reached_at=max(turn.reached_at or began, began),
        dropped=turn.dropped_at is not None and not turn.awaits_hall,
        connected=here,
    )


def watched_halls() -> list[WatchedTurn]:
    """The halls of all open sessions, and of sessions whose turn waits for the hall's line."""
    wanted = Q(session__state="open") | Q(turn__awaits_hall=True)
    return [_watched_hall(floor) for floor in models.Floor.objects.filter(wanted).select_related("turn")]


def _watched_hall(floor: models.Floor) -> WatchedTurn:
    """What is known of a hall's line. `reached_by` is empty if the line is not to be watched: it was never connected,
    or nobody speaks and the session waits for it already.
    """
    turn = floor.turn
    known = floor.hall_at is not None and (turn is not None or floor.hall_until is None)
    return WatchedTurn(
        session=floor.session_id,
        turn=turn.number if turn else 0,
        party="",
        place="hall",
        reached_by="line" if known else "",
        reached_at=floor.hall_at or clock.now(),
        dropped=turn is not None and turn.awaits_hall,
        connected=False,
        hall=True,
    )


def _is_connected(turn: models.Turn) -> bool:
    return str(turn.party_id) in connected_parties(f"session/{turn.session_id}")


def store_reached(held: WatchedTurn, by: ReachedBy, at: datetime) -> None:
    """Store when and how (`by`) a holder, or the hall, was last reached. Not journaled, because no screen shows it."""
    with write_transaction():
        journal.lock(f"session/{held.session}")
        if held.hall:
            models.Floor.objects.filter(_of_open_session(held)).update(hall_at=at, hall_until=None)
        else:
            rows = models.Turn.objects.filter(_of_turn(held), ended_at=None)
            rows.update(reached_by=by, reached_at=at)


def _of_open_session(held: WatchedTurn) -> Q:
    return Q(session=held.session, session__state="open")


def holder_dropped(held: WatchedTurn, seen: datetime) -> bool:
    """Stop the clock and hold the floor for a holder whose line dropped (FL20). Returns whether the floor is held from
    now on. Changes nothing if another process reaches the line.

    If the line is the hall's, the session waits for it even if nobody speaks or if the speaker has dropped already.
    """
    last = max(seen, held.reached_at)
    if held.hall:
        with write_transaction():
            journal.lock(f"session/{held.session}")
            gone = models.Floor.objects.filter(_of_open_session(held), hall_until=None, hall_at__lte=last)
            gone.update(hall_until=clock.now() + _grace())

    def rule(floor: Floor, now: datetime) -> Outcome | None:
        if held.hall:
            elsewhere = floor.hall_at is None or floor.hall_at > last
        else:
            elsewhere = models.Turn.objects.filter(_of_turn(held), reached_at__gt=last).exists()
        if elsewhere:
            return None
        return rules.holder_dropped(floor, held.turn, seen, now, _grace(), held.hall)

    return apply_by_time(held.session, rule)


def _of_turn(held: WatchedTurn) -> Q:
    return Q(session=held.session, number=held.turn)


def holder_returned(held: WatchedTurn) -> bool:
    """End the grace of a turn whose holder is reached again (FL20). True if the turn was in its grace period."""
    return apply_by_time(
        held.session, lambda floor, now: rules.holder_returned(floor, held.turn, now, held.hall)
    )


def give_up_on_halls() -> None:
    """Suspend sessions whose hall did not come back within the grace period (FL20)."""
    for session in _overdue_sessions(clock.now()):
        apply_by_time(session, _suspend_if_overdue)


def _overdue_sessions(now: datetime) -> Iterable[int]:
    floors = models.Floor.objects.filter(hall_until__lte=now, session__state="open")
    return list(floors.values_list("session_id", flat=True))


def _suspend_if_overdue(floor: Floor, now: datetime) -> Outcome | None:
    return (
        session_state.suspend_session(floor, HALL_IS_GONE, now) if rules.is_hall_overdue(floor, now) else None
    )

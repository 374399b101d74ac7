"""What moderators do when something fails, and what those do who watch the holder's line (FL19, FL20)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.db.models import Q

from foundation import clock
from foundation.database import writing
from foundation.registry import Context
from sessions.failures import protocol, rules
from sessions.failures.rules import Watched
from sessions.floor import models, sittings
from sessions.floor.rules import Outcome
from sessions.floor.services import apply, by_time
from sessions.floor.state import Floor, ReachedBy
from sessions.parties.models import Party
from sessions.parties.protocol import Place
from sessions.presence.services import connected

HALL_IS_GONE = "The connection to the hall is down."


def _grace() -> timedelta:
    return timedelta(seconds=settings.HOLDER_GRACE_SECONDS)


def wait(context: Context, command: protocol.Wait) -> None:
    """FL20."""
    apply(context, lambda floor: rules.wait(floor, command.token, context.now, _grace()))


def play_recording(context: Context, command: protocol.PlayRecording) -> None:
    """FL20."""
    parties = Party.objects.filter(conference=int(context.seat.conference)).exclude(recording="")
    recorded = {str(pk) for pk in parties.values_list("pk", flat=True)}
    apply(context, lambda floor: rules.play_recording(floor, command.token, recorded, context.now))


def read_out(context: Context, command: protocol.ReadOut) -> None:
    """FL20."""
    apply(context, lambda floor: rules.read_out(floor, command.token, context.now))


def return_to_list(context: Context, command: protocol.ReturnToList) -> None:
    """FL20."""
    apply(context, lambda floor: rules.return_to_list(floor, command.token, context.now), "returned")


def call_later(context: Context, command: protocol.CallLater) -> None:
    """FL19."""
    apply(context, lambda floor: rules.call_later(floor, command.entry, command.moves))


def watched() -> list[Watched]:
    """The present turns whose holders are heard over a line: those who speak from afar, and those in the hall."""
    over_a_line = Q(turn__place="remote", turn__entry__mode="live") | Q(
        turn__place="hall", turn__entry__mode__in=["live", "read_out"]
    )
    floors = models.Floor.objects.filter(over_a_line).select_related("turn", "session")
    return [_watched(cast(models.Turn, floor.turn)) for floor in floors]


def _watched(turn: models.Turn) -> Watched:
    began = turn.running_since or turn.started_at
    here = turn.reached_by != "line" and turn.place == "remote" and _is_connected(turn)
    return Watched(
        session=turn.session_id,
        turn=turn.number,
        party=str(turn.party_id),
        place=cast(Place, turn.place),
        reached_by=cast(ReachedBy, turn.reached_by),
        reached_at=max(turn.reached_at or began, began),
        dropped=turn.dropped_at is not None,
        connected=here,
    )


def _is_connected(turn: models.Turn) -> bool:
    seen = connected(f"session/{turn.session_id}")
    return any(connection.party == str(turn.party_id) for connection in seen)


def reached(held: Watched, by: ReachedBy, at: datetime) -> None:
    """Note that a holder was reached; not journaled: no screen shows it."""
    with writing():
        rows = models.Turn.objects.filter(session=held.session, number=held.turn, ended_at=None)
        rows.update(reached_by=by, reached_at=at)


def holder_dropped(held: Watched, seen: datetime) -> bool:
    """FL20: True where the floor is held from now on; where another process reaches the holder nothing happens."""

    def rule(floor: Floor, now: datetime) -> Outcome | None:
        if models.Turn.objects.filter(_row(held), reached_at__gt=max(seen, held.reached_at)).exists():
            return None
        return rules.holder_dropped(floor, held.turn, seen, now, _grace())

    return by_time(held.session, rule)


def _row(held: Watched) -> Q:
    return Q(session=held.session, number=held.turn)


def holder_returned(held: Watched) -> bool:
    """FL20: True where the turn is no longer held."""
    return by_time(held.session, lambda floor, now: rules.holder_returned(floor, held.turn, now))


def give_up_on_halls() -> None:
    """FL20: sessions whose hall did not come back within the grace are suspended."""
    for session in _overdue(clock.now()):
        by_time(session, _suspended)


def _overdue(now: datetime) -> Iterable[int]:
    floors = models.Floor.objects.filter(
        turn__place="hall", turn__held_until__lte=now, turn__paused=False, session__state="open"
    )
    return list(floors.values_list("session_id", flat=True))


def _suspended(floor: Floor, now: datetime) -> Outcome | None:
    return sittings.suspend_session(floor, HALL_IS_GONE, now) if rules.overdue(floor, now) else None

"""Stops the speaker's clock while a booth on duty has no connection, if the session's policy says so.

As after a holder's own line dropped, the clock and the microphone stop. The moderator may resume the turn at any time:
then it goes on without the booth.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sessions.floor.core import turns
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.services import apply_by_time
from streaming.interpretation.models import InterpretationPolicy, LanguageChannel

BOOTH_IS_GONE = "The connection of an interpreter's booth is down."


@dataclass(frozen=True)
class WatchedBooths:
    """The channels of a session in which somebody is on duty, and whether the clock is stopped for one of them.

    The channel of the language that is spoken is left out, because nobody listens to it.
    """

    session: int
    channels: frozenset[str]
    is_held: bool


def watched_booths() -> list[WatchedBooths]:
    """The booths of open sessions whose policy stops the clock, and of those whose clock is stopped for a booth."""
    policies = InterpretationPolicy.objects.filter(Q(holds_clock=True) | Q(held_turn__isnull=False))
    found = list(policies.select_related("session__floor__turn"))
    for policy in found:
        # After a break the chair resumes the turn (FL26).
        if policy.held_turn is not None and policy.session.state != "open":
            policies.filter(pk=policy.pk).update(held_turn=None, held_token=None)
    return [_watched(policy) for policy in found if policy.session.state == "open"]


def _watched(policy: InterpretationPolicy) -> WatchedBooths:
    turn = policy.session.floor.turn
    rows = (
        LanguageChannel.objects.filter(session=policy.session_id, signed=False) if policy.holds_clock else ()
    )
    channels = {row.outgoing or row.language for row in rows if row.is_on_duty}
    is_held = turn is not None and policy.held_turn == turn.number
    return WatchedBooths(policy.session_id, frozenset(channels - {turn.language if turn else ""}), is_held)


def missing_booths(watched: WatchedBooths, live: Collection[str]) -> bool:
    """Whether a booth that is on duty sends nothing into its channel. `live` are the channels that have a source."""
    return not watched.channels.issubset(live)


def hold_clock(session: int) -> bool:
    """Stop the clock of the present turn. Returns whether it was running."""

    def rule(floor: Floor, now: datetime) -> Outcome | None:
        if floor.turn is None or floor.turn.is_stopped or floor.session != "open":
            return None
        outcome = turns.suspend(floor, floor.token, now, BOOTH_IS_GONE)
        policies = InterpretationPolicy.objects.filter(session=session, holds_clock=True)
        policy = policies.filter(Q(held_turn=None) | ~Q(held_turn=floor.turn.number))
        held = policy.update(held_turn=floor.turn.number, held_token=outcome.floor.token)
        return outcome if held else None

    return apply_by_time(session, rule)


def release_clock(session: int) -> bool:
    """Let the clock go on, unless somebody acted meanwhile. Returns whether it goes on."""

    def rule(floor: Floor, now: datetime) -> Outcome | None:
        policy = InterpretationPolicy.objects.filter(session=session)
        held = policy.values_list("held_turn", "held_token").first()
        policy.update(held_turn=None, held_token=None)
        turn = floor.turn
        if turn is None or held != (turn.number, floor.token) or not turn.paused or floor.session != "open":
            return None
        return turns.resume(floor, floor.token, now)

    return apply_by_time(session, rule)

"""Rules of what organisers may plan. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import available_timezones

from foundation.messages import edits
from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.protocol import Limits, PresetName
from sessions.floor.speaking_time import rules as speaking_time
from sessions.planning.programme.protocol import AgendaSet, SessionValues, SetSpeakingTimes, SpeakingTimes
from sessions.programme.rules import check_not_closed, session_times

TOLD = frozenset({"title", "room", "date", "starts", "ends"})
"""The fields that a calendar shows. If one of them changes, SEQUENCE is raised (RFC 5545, section 3.8.7.4)."""


def check_changes(state: str, changed: frozenset[str]) -> None:
    """Refuse changes that the session's state does not allow any more: `session.closed`, `programme.has_begun`."""
    check_not_closed(state)
    if state != "scheduled" and changed & {"date", "starts", "kind"}:
        raise Refusal(
            "programme.has_begun", "The session has begun. Its end can be changed, its beginning cannot."
        )


def moved_times(values: SessionValues, present: SessionValues, zone: str) -> tuple[datetime, datetime]:
    """The start and end of a session, in UTC, after a change. Values that the change does not give stay as they are.

    A session that is moved without a new end keeps its duration. Refuses `programme.no_such_time`.
    """
    given = values.model_fields_set
    date, starts = values.date or present.date or "", values.starts or present.starts or ""
    first, last = session_times(date, starts, values.ends or present.ends or "", zone)
    if "ends" not in given:
        before = session_times(present.date or "", present.starts or "", present.ends or "", zone)
        last = first + (before[1] - before[0])
    if last - first >= timedelta(days=1):
        raise Refusal("programme.too_long", "A session lasts less than a day. Add one for each day.")
    return first, last


def set_agenda(floor: Floor, items: Sequence[str], seen: Sequence[str]) -> Outcome:
    """Set the agenda of a scheduled session (FL14). A list of speakers stays with the number of its item.

    Refuses `session.closed`, `programme.has_begun`, `edit.changed_meanwhile`, `programme.item_in_use`.
    """
    _check_scheduled(floor)
    agenda = tuple(items) or ("",)
    edits.check_seen("agenda", tuple(seen) or ("",), floor.agenda)
    if len(agenda) < max([floor.item, *(entry.item for entry in floor.requests)]):
        raise Refusal(
            "programme.item_in_use",
            "Delegations asked for the floor at the last items. Keep these items, or give them other titles.",
        )
    after = replace(floor, agenda=agenda, item_title=agenda[floor.item - 1])
    return Outcome(after, AgendaSet(items=list(agenda)))


def set_preset(floor: Floor, preset: PresetName, seen: PresetName | None) -> Outcome:
    """Set all speaking times of a scheduled session (FL15).

    Refuses `session.closed`, `programme.has_begun`, `edit.changed_meanwhile`.
    """
    _check_scheduled(floor)
    edits.check_seen("preset", seen, floor.preset)
    return speaking_time.apply_preset(floor, preset)


def speaking_times(floor: Floor) -> SpeakingTimes:
    """The speaking times of a session, in the form in which the command has them."""
    return SpeakingTimes.model_construct(
        reply_limits=list(floor.reply_limits),
        ends_turns=floor.ends_turns,
        motion_speakers=floor.motion_speakers,
        **{name: getattr(floor.limits, name) for name in Limits.model_fields},
    )


def set_speaking_times(floor: Floor, command: SetSpeakingTimes) -> Outcome:
    """Set speaking times of a scheduled session (FL15).

    Refuses `session.closed`, `programme.has_begun`, `edit.changed_meanwhile`, `edit.nothing_seen`, `floor.bad_replies`.
    """
    _check_scheduled(floor)
    changed = edits.changes(command.values, command.seen, speaking_times(floor))
    limits = {name: seconds for name, seconds in changed.items() if name in Limits.model_fields}
    return speaking_time.set_limits(
        floor,
        floor.limits.model_copy(update=limits),
        changed.get("ends_turns"),
        changed.get("reply_limits"),
        motion_speakers=changed.get("motion_speakers"),
        preset=command.preset,
    )


def _check_scheduled(floor: Floor) -> None:
    check_not_closed(floor.session)
    if floor.session != "scheduled":
        raise Refusal("programme.has_begun", "The session has begun. Change this at its console.")


def check_cancel(state: str, cancelled: bool) -> None:
    """Check that a session can be cancelled. Refuses `session.closed`, `programme.has_begun` and
    `programme.cancelled_already`.
    """
    check_not_closed(state)
    if state != "scheduled":
        raise Refusal("programme.has_begun", "The session has begun. Adjourn or close it at its console.")
    if cancelled:
        raise Refusal(
            "programme.cancelled_already", "The session is cancelled already. Nothing is to be done."
        )


def check_timezone(name: str) -> None:
    """Refuse `programme.no_such_zone` for a name that browsers do not know."""
    if name not in available_timezones():
        raise Refusal("programme.no_such_zone", "Give a time zone by its IANA name, such as Asia/Makassar.")

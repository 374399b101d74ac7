"""Checks that an event describes the whole change of a floor, and nothing else."""

from dataclasses import replace
from datetime import datetime

from foundation.clock import timestamp_text_or_none
from foundation.messages.protocol import Event
from sessions.floor import protocol
from sessions.floor.core.state import LISTED, Entry, Floor, Turn
from sessions.floor.podium import protocol as podium
from sessions.floor.speaking_time import protocol as limits_protocol
from sessions.programme import protocol as programme
from tests.sessions.floor.rare_event_checks import check_rare_event, given_back, unheard_on


def check_event(before: Floor, after: Floor, event: Event, now: datetime) -> None:
    """Assert that applying the event to `before` gives `after`."""
    match event:
        case protocol.Inscribed() | protocol.Withdrawn() | protocol.Restored() | protocol.Moved():
            _check_list(before, after, event, now)
        case protocol.SpeakerChanged() | protocol.LanguageSet():
            _check_turn(before, after, event, now)
        case protocol.Granted() | protocol.Ended() | protocol.Extended():
            _check_turn(before, after, event, now)
        case protocol.TurnSuspended() | protocol.TurnResumed():
            _check_turn(before, after, event, now)
        case protocol.ListOpened():
            assert after == replace(before, list_state="open", closes_at=after.closes_at, debate="open")
            assert (event.closes_at is None) == (after.closes_at is None)
        case protocol.ListClosed():
            assert after == replace(before, list_state="closed", closes_at=None)
        case limits_protocol.LimitsSet():
            figures = {"limits": event.limits, "ends_turns": event.ends_turns, "preset": event.preset}
            figures["figures"] = before.figures + 1
            figures["motion_speakers"] = event.motion_speakers
            assert after == replace(before, reply_limits=tuple(event.reply_limits), **figures)  # type: ignore[arg-type]
            shorter = [after.limit_of(entry) < before.limit_of(entry) for entry in before.requests]
            assert event.lower == any(shorter)
        case limits_protocol.BudgetSet():
            assert after == replace(before, ends_by=after.ends_by, figures=before.figures + 1)
            assert event.ends_by == timestamp_text_or_none(after.ends_by)
        case protocol.TurnedToReplies():
            assert after == replace(before, takes_replies=event.takes_replies)
            assert before.replies or not event.takes_replies
        case podium.Seated():
            assert after == replace(before, podium=after.podium)
            assert after.podium[event.slot] == event.participant
        case podium.Unseated():
            assert after == replace(before, podium=after.podium)
            assert before.podium == after.podium | {event.slot: event.participant}
        case (
            programme.SessionOpened()
            | programme.SessionSuspended()
            | programme.SessionAdjourned()
            | programme.SessionResumed()
            | programme.SessionClosed()
        ):
            _check_session(before, after, event, now)
        case _:
            check_rare_event(before, after, event, now)


def _entry(of: Floor, number: str) -> Entry:
    found = of.entry(int(number))
    assert found is not None
    return found


def _turn(of: Floor) -> Turn:
    assert of.turn is not None
    return of.turn


def _check_list(before: Floor, after: Floor, event: Event, now: datetime) -> None:
    assert isinstance(event, protocol.Inscribed | protocol.Withdrawn | protocol.Restored | protocol.Moved)
    assert after == replace(before, entries=after.entries, next_number=after.next_number)
    entry = _entry(after, event.entry)
    assert entry.party == event.party
    for was, now_is in ((before.waiting, after.waiting), (before.replies, after.replies)):
        rest = [e.number for e in was if e.number != entry.number]
        assert rest == [e.number for e in now_is if e.number != entry.number]
    match event:
        case protocol.Inscribed():
            assert before.entry(entry.number) is None
            assert (event.kind, event.mode, event.place) == (entry.kind, entry.mode, entry.place)
            assert (entry.state, event.late_reason, entry.inscribed_at) == ("waiting", entry.late_reason, now)
        case protocol.Withdrawn():
            assert (_entry(before, event.entry).state, entry.state) == ("waiting", "withdrawn")
            assert entry.withdrawn_at == now
        case protocol.Restored():
            assert (_entry(before, event.entry).state, entry.state) == ("withdrawn", "waiting")
            assert entry.order == _entry(before, event.entry).order
        case protocol.Moved():
            old = _entry(before, event.entry)
            assert event.place_left == before.list_of(old).index(old) + 1
            assert event.place_taken == after.list_of(old).index(entry) + 1
            moved = {e.number for e in after.item_requests if e.moves != _entry(before, str(e.number)).moves}
            assert (moved, entry.moves) == ({entry.number}, old.moves + 1)


def _check_turn(before: Floor, after: Floor, event: Event, now: datetime) -> None:
    match event:
        case protocol.SpeakerChanged() | protocol.LanguageSet():
            is_speaker = isinstance(event, protocol.SpeakerChanged)
            values = {"speaker": event.speaker} if is_speaker else {"language": event.language}
            turn = before.turn
            if turn is not None and str(turn.entry) == event.entry:
                assert after == replace(before, turn=replace(turn, **values))
            elif any(str(waits.entry) == event.entry for waits in before.interrupted_turns):
                named = [
                    replace(waits, **values) if str(waits.entry) == event.entry else waits
                    for waits in before.interrupted_turns
                ]
                assert after == replace(before, interrupted_turns=tuple(named))
            else:
                changed = replace(_entry(before, event.entry), **values)
                assert after == before.with_entries(changed)
        case protocol.Granted():
            entry, turn = _entry(before, event.entry), _turn(after)
            called = before.with_entries(replace(entry, state="called"))
            assert before.appellant is None
            assert entry.kind not in LISTED or before.debate == "open"
            assert after == replace(called, token=event.token, turn=turn, vote=None, ruled=None)
            assert (before.voting, before.motions) == (None, ())
            assert before.turn is None or not before.turn.procedural
            assert entry.kind != "right_of_reply" or before.may_call_replies
            assert event.allotted == before.limit_of(entry)
            assert (entry.state, turn.entry, turn.party) == ("waiting", entry.number, event.party)
            assert (str(turn.number), turn.allotted, turn.started_at) == (event.turn, event.allotted, now)
            ended = before.turn
            assert event.ended == (None if ended is None else str(ended.number))
            assert event.ended_overtime == (0.0 if ended is None else ended.overtime(now))
        case protocol.Ended():
            turn = _turn(before)
            assert after == given_back(before, event.returned, now)
            assert (event.turn, event.party) == (str(turn.number), turn.party)
            assert (event.spoken, event.overtime) == (
                round(turn.spoken_time(now).total_seconds(), 3),
                turn.overtime(now),
            )
        case protocol.Extended():
            was = _turn(before)
            given = {"allotted": was.allotted + event.seconds, "extended": was.extended + event.seconds}
            assert after == replace(before, turn=replace(was, **given))  # type: ignore[arg-type]
        case protocol.TurnSuspended() | protocol.TurnResumed():
            was, turn = _turn(before), _turn(after)
            assert after == replace(before, turn=turn, token=before.token + 1)
            assert (event.turn, event.party) == (str(turn.number), turn.party)
            suspends = isinstance(event, protocol.TurnSuspended)
            assert (was.is_stopped, turn.is_stopped) == (
                was.dropped_at is not None if suspends else True,
                suspends,
            )
            assert turn.spoken_time(now) == was.spoken_time(now)


def _check_session(before: Floor, after: Floor, event: Event, now: datetime) -> None:
    match event:
        case programme.SessionOpened():
            listed = "open" if before.list_state == "draft" else before.list_state
            assert (before.session, after) == (
                "scheduled",
                replace(before, session="open", list_state=listed),
            )
        case programme.SessionSuspended():
            suspended = replace(before, session="suspended", reason=event.reason)
            waits = tuple(turn.suspend(now) for turn in before.interrupted_turns)
            assert after == replace(suspended, token=after.token, turn=after.turn, interrupted_turns=waits)
            assert after.turn == (before.turn and before.turn.suspend(now))
        case programme.SessionAdjourned():
            adjourned = replace(before, session="suspended", reason=event.reason, resumes_at=after.resumes_at)
            assert timestamp_text_or_none(after.resumes_at) == event.resumes_at
            assert after.adjourned_at == (before.adjourned_at or now)
            kept = replace(adjourned, adjourned_at=after.adjourned_at, token=after.token, turn=after.turn)
            waits = tuple(turn.suspend(now) for turn in before.interrupted_turns)
            assert after == replace(kept, interrupted_turns=waits)
            assert after.turn == (before.turn and before.turn.suspend(now))
        case programme.SessionResumed():
            resumed = replace(before, session="open", reason="", resumes_at=None, adjourned_at=None)
            anew = before.adjourned_at is not None
            assert (after.ends_by is None) <= (before.ends_by is None)
            assert after == replace(
                resumed,
                ends_by=after.ends_by if anew else before.ends_by,
                figures=before.figures + anew,
            )
        case programme.SessionClosed():
            ended = before.turn
            assert event.ended == (None if ended is None else str(ended.number))
            assert event.ended_overtime == (0.0 if ended is None else ended.overtime(now))
            closed = replace(before, session="closed", reason="", list_state="closed", closes_at=None)
            assert event.interrupted == [str(turn.number) for turn in before.interrupted_turns]
            lapsed = unheard_on(closed, {motion.number for motion in before.motions})
            assert event.unheard == [str(entry.number) for entry in lapsed.requests]
            ended = lapsed.with_entries(*(replace(e, state="unheard") for e in lapsed.requests))
            nothing = {"turn": None, "vote": None, "ruled": None, "appellant": None}
            nothing |= {"resumes_at": None, "adjourned_at": None}
            assert after == replace(ended, interrupted_turns=(), motions=(), **nothing)
        case _:
            raise AssertionError(f"nobody knows what {event} says")

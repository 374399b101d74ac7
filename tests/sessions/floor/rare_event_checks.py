"""The same as `event_checks`, for rarer events: lines that drop, points of order, swaps."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from foundation.messages.protocol import Event
from sessions.floor.agenda import protocol as items
from sessions.floor.bulk_inscription import protocol as inscriptions
from sessions.floor.carry_over import protocol as carried
from sessions.floor.core.state import LISTED, PRECEDENCE, Entry, Floor, Turn
from sessions.floor.disconnections import protocol as failures
from sessions.floor.explanations.protocol import ExplanationsTaken
from sessions.floor.motions import protocol as motions
from sessions.floor.ordering import protocol as orders
from sessions.floor.playback import protocol as playback
from sessions.floor.points_of_order import protocol as interruptions
from sessions.floor.presiding import protocol as presiding
from sessions.floor.swaps import protocol as swaps
from sessions.floor.voting import protocol as voting
from sessions.planning.programme import protocol as planning
from sessions.votes import protocol as votes


def check_rare_event(before: Floor, after: Floor, event: Event, now: datetime) -> None:
    """Assert that applying the event to `before` gives `after`."""
    match event:
        case (
            failures.HolderDropped() | failures.HolderReturned() | failures.Waited() | failures.ModeChanged()
        ):
            _check_line(before, after, event, now)
        case failures.CalledLater() | failures.ReturnedToList():
            _check_later(before, after, event, now)
        case interruptions.Recognised() | interruptions.Ruled() | interruptions.MotionRuledOut():
            _check_order(before, after, event, now)
        case motions.AskedOnMotion() | motions.HeardOnMotion() | motions.MotionWithdrawn():
            _check_motion(before, after, event, now)
        case orders.Ordered() | orders.OrderUndone():
            _check_ordered(before, after, event)
        case voting.AppealRaised():
            assert (str(before.ruled), before.appellant) == (event.ruling, None)
            assert after == replace(interrupted(before, now), appellant=event.party)
        case voting.AppealWithdrawn():
            assert (str(before.ruled), before.appellant) == (event.ruling, event.party)
            left = replace(before, appellant=None)
            returned = None if after.turn is None else str(after.turn.number)
            assert after == given_back(left, returned, now)
        case ExplanationsTaken():
            _check_explanations(before, after, event)
        case votes.VotePut() | votes.VoteClosed() | votes.VoteDropped():
            _check_vote(before, after, event, now)
        case inscriptions.InscribedMany():
            _check_many(before, after, event)
        case playback.PlaybackStarted():
            turn = _turn(before)
            assert (event.turn, event.party, turn.introducing) == (str(turn.number), turn.party, True)
            playing = _turn(after)
            assert after == replace(before, turn=playing, token=before.token + 1)
            clock = {"suspended": playing.suspended, "running_since": playing.running_since}
            assert playing == replace(turn, introducing=False, **clock)
            assert playing.spoken_time(now) == timedelta()
        case items.ItemTakenUp():
            agenda = before.agenda if event.item <= len(before.agenda) else (*before.agenda, event.title)
            listed = before.list_state if before.session == "scheduled" else "open"
            taken: dict[str, Any] = {
                "item": event.item,
                "item_title": event.title,
                "agenda": agenda,
                "list_state": listed,
                "debate": "open",
            }
            assert after == replace(before, closes_at=None, ordering=None, **taken)
            assert event.item != before.item
            assert (event.title, event.waiting) == (agenda[event.item - 1], len(after.waiting))
            assert after.requests == before.requests
        case carried.CarriedIn():
            assert after == replace(before, entries=after.entries, next_number=after.next_number)
            new = [e for e in after.waiting if e.number >= before.next_number]
            assert [(str(e.number), e.party, e.kind) for e in new] == [
                (row.entry, row.party, row.kind) for row in event.rows
            ]
            assert [e.number for e in after.waiting if e not in new] == [e.number for e in before.waiting]
        case items.ItemNamed():
            titles = dict(enumerate(before.agenda, 1)) | {event.item: event.title}
            present = event.title if event.item == before.item else before.item_title
            assert after == replace(before, agenda=tuple(titles.values()), item_title=present)
        case planning.AgendaSet():
            title = event.items[before.item - 1]
            assert after == replace(before, agenda=tuple(event.items), item_title=title)
        case presiding.HandedOver():
            assert after == replace(before, podium=after.podium)
            others = {slot: who for slot, who in before.podium.items() if who != event.participant}
            assert after.podium == others | {"chair": event.participant}
            assert before.podium.get("chair") == event.before
        case swaps.Swapped():
            _check_swapped(before, after, event)
        case swaps.SwapProposed():
            (made,) = set(after.swaps) - set(before.swaps)
            assert after == replace(before, swaps=(*before.swaps, made))
            assert (event.swap, event.party) == (str(made.number), _entry(before, made.entry).party)
            assert event.with_party == _entry(before, made.with_entry).party
        case swaps.SwapDeclined() | swaps.SwapCancelled():
            left = tuple(swap for swap in before.swaps if str(swap.number) != event.swap)
            assert (after, len(left)) == (replace(before, swaps=left), len(before.swaps) - 1)
        case _:
            raise AssertionError(f"nobody knows what {event} says")


def _entry(of: Floor, number: int) -> Entry:
    found = of.entry(number)
    assert found is not None
    return found


def _turn(of: Floor) -> Turn:
    assert of.turn is not None
    return of.turn


def _check_many(before: Floor, after: Floor, event: inscriptions.InscribedMany) -> None:
    """All rows are on the list, in the order of the file. Earlier entries are unchanged."""
    assert after == replace(before, entries=after.entries, next_number=after.next_number)
    assert [int(row.entry) for row in event.rows] == list(range(before.next_number, after.next_number))
    made = [_entry(after, int(row.entry)) for row in event.rows]
    assert [(e.party, e.kind, e.mode, e.place) for e in made] == [
        (row.party, row.kind, row.mode, row.place) for row in event.rows
    ]
    assert {e.late_reason for e in made} == {event.late_reason}
    assert [e.number for e in before.waiting] == [e.number for e in after.waiting if e not in made]


def _check_line(before: Floor, after: Floor, event: Event, now: datetime) -> None:
    was, turn = _turn(before), _turn(after)
    assert after == replace(before, turn=turn, token=after.token)
    clock = {
        "suspended_at": turn.suspended_at,
        "suspended": turn.suspended,
        "running_since": turn.running_since,
    }
    line = {"dropped_at": turn.dropped_at, "held_until": turn.held_until, "reached_by": turn.reached_by}
    hall = {"awaits_hall": turn.awaits_hall}
    file = {"mode": turn.mode, "played_from": turn.played_from}
    assert turn == replace(was, **clock, **line, **hall, **file, paused=turn.paused)  # type: ignore[arg-type]
    match event:
        case failures.HolderDropped():
            assert (was.dropped_at, turn.dropped_at is not None, turn.paused) == (None, True, was.paused)
            assert turn.spoken_time(now) <= was.spoken_time(now)
        case failures.HolderReturned():
            assert (was.dropped_at is not None, turn.dropped_at) == (True, None)
            assert (turn.paused, event.resumed) == (was.paused, not turn.is_stopped)
            assert turn.spoken_time(now) == was.spoken_time(now)
        case failures.Waited():
            assert turn == replace(was, held_until=turn.held_until)
        case failures.ModeChanged():
            assert (turn.mode, turn.is_stopped, turn.spoken_time(now)) == (
                event.mode,
                False,
                was.spoken_time(now),
            )
            assert turn.played_from == (
                was.spoken_time(now) if event.mode == "video_statement" else was.played_from
            )


def _check_later(before: Floor, after: Floor, event: Event, now: datetime) -> None:
    assert isinstance(event, failures.CalledLater | failures.ReturnedToList)
    number = int(event.entry)
    assert after == replace(before, entries=after.entries, turn=after.turn)
    entry = _entry(after, number)
    for was, is_now in ((before.waiting, after.waiting), (before.replies, after.replies)):
        assert [e.number for e in was if e.number != number] == [
            e.number for e in is_now if e.number != number
        ]
    listed = after.list_of(entry)
    behind = listed[listed.index(entry) + 1 :]
    assert [e for e in behind if e.replies or e.category == entry.category] == []
    assert (entry.state, entry.moves, entry.party) == (
        "waiting",
        _entry(before, number).moves + 1,
        event.party,
    )
    match event:
        case failures.CalledLater():
            was = _entry(before, number)
            assert before.list_of(was).index(was) + 1 == event.place_left < event.place_taken
            assert (listed.index(entry) + 1, after.turn) == (event.place_taken, before.turn)
        case failures.ReturnedToList():
            assert (str(_turn(before).number), after.turn) == (event.turn, None)
            assert listed.index(entry) + 1 == event.place


def _check_order(before: Floor, after: Floor, event: Event, now: datetime) -> None:
    match event:
        case interruptions.Recognised():
            entry, turn = _entry(before, int(event.entry)), _turn(after)
            called = interrupted(before, now).with_entries(replace(entry, state="called"))
            of = after.motions if entry.kind == "motion" else before.motions
            assert after == replace(called, token=event.token, turn=turn, motions=of, ruled=None)
            if entry.kind == "motion":
                (*below, made) = after.motions
                assert tuple(below) == before.motions
                assert (made.number, made.entry, made.party) == (turn.number, entry.number, entry.party)
                assert (made.motion, made.motion_text, made.heard) == (entry.motion, entry.motion_text, ())
                assert [m for m in below if PRECEDENCE.index(m.motion) <= PRECEDENCE.index(made.motion)] == []
            assert event.during_vote == (before.voting and str(before.voting.number))
            assert str(turn.during_vote or None) == str(event.during_vote)
            assert entry.kind in ("point_of_order", "motion")
            assert (event.kind, event.motion) == (turn.kind, turn.motion) == (entry.kind, entry.motion)
            assert (turn.entry, turn.allotted, turn.mode) == (entry.number, before.limits.order, "live")
            assert turn.motion_text == entry.motion_text
            assert before.appellant is None
            assert before.voting is None or entry.kind == "point_of_order"
            assert event.interrupted == (before.turn and str(before.turn.number))
        case interruptions.Ruled() | interruptions.MotionRuledOut():
            if isinstance(event, interruptions.MotionRuledOut):
                assert before.motion is not None
                assert event.turn == str(before.motion.number)
                left = given_back(without(before, {before.motion.number}), event.returned, now)
                ruled = before.motion.number
                facts = votes.RulingFacts(
                    turn=event.turn,
                    party=event.party,
                    ruling="out_of_order",
                    text=event.text,
                    motion=event.motion,
                    motion_text=before.motion.motion_text,
                )
                assert before.appellant is None
                assert after == replace(left, token=before.token + 1, ruled=ruled, ruling=facts)
            else:
                assert (str(_turn(before).number), _turn(before).kind) == (event.turn, "point_of_order")
                ruled = _turn(before).number
                facts = votes.RulingFacts(
                    turn=event.turn, party=event.party, ruling=event.ruling, text=event.text
                )
                left = given_back(before, event.returned, now)
                assert after == replace(left, ruled=ruled, ruling=facts)
            assert event.resumed == (after.turn is not None and not after.turn.is_stopped)


def _check_ordered(before: Floor, after: Floor, event: orders.Ordered | orders.OrderUndone) -> None:
    put = {"entries": after.entries, "ordering": after.ordering, "orderings": after.orderings}
    assert after == replace(before, **put)  # type: ignore[arg-type]
    left = {str(e.number): place for place, e in enumerate(before.waiting, 1)}
    taken = {str(e.number): place for place, e in enumerate(after.waiting, 1)}
    assert left.keys() == taken.keys()
    assert [e.number for e in before.waiting[:2]] == [e.number for e in after.waiting[:2]]
    displaced = {n for n in left if left[n] != taken[n]}
    assert {(one.entry, one.left, one.taken) for one in event.places} == {
        (n, left[n], taken[n]) for n in displaced
    }
    for entry in after.entries:
        was, moved = _entry(before, entry.number), str(entry.number) in displaced
        assert entry == replace(was, placement=entry.placement, rank=entry.rank, moves=was.moves + moved)
    if isinstance(event, orders.Ordered):
        assert after.ordering is not None
        assert (str(after.ordering.number), after.ordering.seed) == (event.ordering, event.seed)
        assert after.orderings == before.orderings + 1 == after.ordering.number


def _check_vote(before: Floor, after: Floor, event: Event, now: datetime) -> None:
    match event:
        case votes.VotePut():
            made = after.voting
            assert made is not None
            of = None if made.of is None else str(made.of)
            assert (str(made.number), made.subject, made.party, of) == (
                event.vote,
                event.subject,
                event.party,
                event.of,
            )
            assert made.number == before.token + 1
            assert before.appellant in (None, event.party)
            appeals = event.subject == "appeal"
            left = interrupted(before, now) if appeals else without(before, {made.of} if made.of else set())
            put = {"turn": None, "ruled": None, "appellant": None, "token": made.number, "vote": made}
            assert after == replace(left, **put)
            if appeals:
                assert (before.ruled, event.spoken) == (made.of, 0)
            elif event.subject == "motion":
                assert before.motion is not None
                assert (before.motion.number, before.motion.motion) == (made.of, event.motion)
            else:
                assert (before.turn, event.spoken) == (None, 0)
        case votes.VoteClosed() | votes.VoteDropped():
            was = before.voting
            assert was is not None
            lapsed = {int(n) for n in event.lapsed} if isinstance(event, votes.VoteClosed) else set()
            left = replace(without(before, lapsed), vote=after.vote)
            if isinstance(event, votes.VoteClosed):
                left = _carried_out(left, event, now)
            assert after == given_back(left, event.returned, now)
            assert event.vote == str(was.number)
            assert event.resumed == (after.turn is not None and not after.turn.is_stopped)
            if isinstance(event, votes.VoteDropped):
                assert after.vote is None
            else:
                assert after.vote is not None
                result = after.vote.result
                assert result is not None
                assert after.vote == replace(was, result=result)
                told = (event.in_favour, event.against, event.abstentions, event.carried)
                assert told == (result.in_favour, result.against, result.abstentions, result.carried)
                decides = event.subject != "indicative"
                assert event.carried == (event.in_favour > event.against if decides else None)


def _carried_out(of: Floor, event: votes.VoteClosed, now: datetime) -> Floor:
    """The floor after what a carried motion did by itself (FL27)."""
    motion = event.motion if event.carried else None
    debate = {"adjournment_of_debate": "adjourned", "closure_of_debate": "closed"}.get(motion or "")
    closes = debate is not None or motion == "closure_of_list"
    suspends = motion in ("suspension", "adjournment") and of.session == "open"
    assert event.list_closed == (closes and of.list_state != "closed")
    assert event.session_suspended == suspends
    waiting = tuple(
        turn.suspend(now) if suspends or (debate and turn.kind in LISTED) else turn
        for turn in of.interrupted_turns
    )
    changes: dict[str, Any] = {"interrupted_turns": waiting}
    if closes:
        changes |= {"list_state": "closed", "closes_at": None}
    if debate:
        changes["debate"] = debate
    if suspends:
        changes |= {"session": "suspended", "reason": "", "hall_at": None, "hall_until": None}
    return replace(of, **changes)


def _check_explanations(before: Floor, after: Floor, event: ExplanationsTaken) -> None:
    proposal = None if event.proposal is None else int(event.proposal)
    over = [entry for entry in before.explanations if entry.explains != proposal]
    assert event.ended == [str(entry.number) for entry in over]
    gone = before.with_entries(*(replace(entry, state="withdrawn") for entry in over))
    assert after == replace(gone, explains=proposal, explains_after=event.after)


def interrupted(of: Floor, now: datetime) -> Floor:
    """The floor whose present turn waits."""
    if of.turn is None:
        return of
    held = of.turn.with_changes(now, interrupted=True)
    return replace(of, turn=None, interrupted_turns=(*of.interrupted_turns, held))


def unheard_on(of: Floor, numbers: set[int]) -> Floor:
    """The floor on which nobody waits any more to speak on these motions."""
    unheard = [replace(e, state="not_heard") for e in of.entries if e.of in numbers and e.state == "waiting"]
    return of.with_entries(*unheard)


def without(of: Floor, numbers: set[int]) -> Floor:
    """The floor without these motions, and without the turns on them."""
    kept = tuple(turn for turn in of.interrupted_turns if turn.motion_number not in numbers)
    turn = None if of.turn is not None and of.turn.motion_number in numbers else of.turn
    left = tuple(motion for motion in of.motions if motion.number not in numbers)
    return replace(unheard_on(of, numbers), motions=left, turn=turn, interrupted_turns=kept)


def given_back(of: Floor, returned: str | None, now: datetime) -> Floor:
    """The floor after its turn, with the one that `returned`: the one that was interrupted last, if it may return."""
    waits = of.interrupted
    level = of.motions[-1].number if of.motions else None
    deciding = of.voting is not None or of.appellant is not None
    returns = waits is not None and not deciding and waits.motion_number == level
    assert returned == (str(waits.number) if waits is not None and returns else None)
    if waits is None or not returns:
        return replace(of, turn=None)
    back = waits.with_changes(now, interrupted=False)
    return replace(of, turn=back, interrupted_turns=of.interrupted_turns[:-1], token=of.token + 1)


def _check_motion(before: Floor, after: Floor, event: Event, now: datetime) -> None:
    match event:
        case motions.AskedOnMotion():
            made = _entry(after, int(event.entry))
            assert after == replace(before.with_entries(made), next_number=before.next_number + 1)
            assert (made.number, made.state, made.kind) == (before.next_number, "waiting", "on_motion")
            assert (str(made.of), made.party, made.side) == (event.motion, event.party, event.side)
        case motions.HeardOnMotion():
            entry, turn, motion = _entry(before, int(event.entry)), _turn(after), before.motion
            assert motion is not None
            assert (entry.state, entry.of, str(motion.number)) == ("waiting", motion.number, event.motion)
            heard = replace(motion, heard=(*motion.heard, (entry.number, entry.party, event.side)))
            called = before.with_entries(replace(entry, state="called"))
            assert before.appellant is None
            given = {"turn": turn, "token": before.token + 1, "vote": None, "ruled": None}
            assert after == replace(called, motions=(*before.motions[:-1], heard), **given)
            assert (turn.entry, turn.party, turn.motion_number, turn.side) == (
                entry.number,
                event.party,
                motion.number,
                entry.side,
            )
            assert (turn.allotted, turn.started_at) == (before.limits.on_motion, now)
            assert event.ended == (before.turn and str(before.turn.number))
        case motions.MotionWithdrawn():
            left = without(before, {int(event.motion)})
            assert len(left.motions) == len(before.motions) - 1
            if (
                before.motion is not None
                and str(before.motion.number) == event.motion
                and (before.turn is None or before.turn.kind != "point_of_order")
            ):
                back = given_back(left, event.returned, now)
                assert after == replace(back, token=before.token + 1)
            else:
                assert (after, event.returned) == (left, None)
            assert event.resumed == (event.returned is not None and not _turn(after).is_stopped)


def _check_swapped(before: Floor, after: Floor, event: swaps.Swapped) -> None:
    assert after == replace(before, entries=after.entries, swaps=after.swaps)
    pair = {int(event.entry): int(event.with_entry), int(event.with_entry): int(event.entry)}
    of = _entry(before, int(event.entry))
    order = [pair.get(e.number, e.number) for e in before.list_of(of)]
    assert [e.number for e in after.list_of(of)] == order
    places = order.index(int(event.entry)) + 1, order.index(int(event.with_entry)) + 1
    assert places == (event.place, event.with_place)
    moved = {e.number for e in after.item_requests if e.moves != _entry(before, e.number).moves}
    assert moved == set(pair)

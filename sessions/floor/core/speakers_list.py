"""Rules of the list of speakers. Each rule takes a `Floor`, and returns the changed floor with the one event.

Pure: no database, no event loop, no clock. A rule raises a `Refusal` with a stable code. Rule ids are those of
`docs/floor-rules.md`. The rules of the turn are in `turns.py`, those of the session in `session_state.py`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from foundation import ids
from foundation.clock import timestamp_text_or_none
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from sessions.floor import protocol
from sessions.floor.core.pending_motions import check_place
from sessions.floor.core.ranking import entries_to_place, entries_to_rearrange
from sessions.floor.core.state import INTERRUPTING, KEPT, Entry, Floor, Turn
from sessions.floor.protocol import Inscribe, Kind
from sessions.parties.protocol import Category, Place
from sessions.press import rules as press
from sessions.programme.rules import check_not_closed
from sessions.votes.protocol import Motion

RESTORABLE = timedelta(minutes=2)
"""How long a withdrawn entry can be restored (FL2)."""


NEVER_CLOSED: frozenset[Kind] = INTERRUPTING | {"right_of_reply", "explanation_of_vote"}
"""Kinds that a closed list still takes (FL3)."""


@dataclass(frozen=True)
class Outcome:
    """The result of a rule: the new floor, and the event that says what happened."""

    floor: Floor
    event: Event


@dataclass(frozen=True)
class Actor:
    """Who sends the command: the party, the participant, and whether the sender may act for other parties."""

    party: str | None
    participant: str | None
    for_others: bool = False
    moderates: bool = False


@dataclass(frozen=True)
class Candidate:
    """The party that is to be put on the list, with what the organiser's data say of it."""

    party: str
    category: Category
    members: Collection[str]
    groups: Collection[str]
    """The names of the groups to which the party belongs."""
    place: Place
    has_video_statement: bool
    rank: int | None = None
    """The party's rank of precedence, or None if the organiser gave none."""
    group_parties: Mapping[str, str] = field(default_factory=dict)
    """Those of the party's groups that are parties themselves: names of the groups by party id."""
    press: bool = False
    """Whether the party is a journalist's (FL1)."""


def inscribe(floor: Floor, actor: Actor, candidate: Candidate, command: Inscribe, now: datetime) -> Outcome:
    """Put a party on the list (FL1–FL6, FL14).

    Refuses `session.closed`, `floor.list_closed`, `floor.reason_needed`, `floor.already_inscribed`,
    `floor.not_a_member`, `floor.no_video_statement`, `floor.not_yours`, `floor.no_reply_left`, `floor.motion_needed`,
    `floor.not_before_opening`, `floor.no_explanations`, `floor.explained_already`, `floor.no_such_item`,
    `floor.item_over`,
    `press.no_briefing`, `press.raises_nothing`.
    """
    check_not_closed(floor.session)
    check_own_party(actor, candidate.party)
    if candidate.press:
        press.check_kind(command.kind)
        if not actor.for_others:
            press.check_may_ask_for_floor(floor.briefing)
    if command.kind in INTERRUPTING and floor.session != "open":
        raise Refusal(
            "floor.not_before_opening",
            "Points of order and motions are taken while the session is open. Raise it then.",
        )
    if command.kind == "explanation_of_vote":
        _check_explanation(floor, candidate.party)
    item = _item_of_request(floor, command)
    late = item == floor.item and not accepts_entry(floor, command.kind, now)
    if late and not actor.moderates:
        raise Refusal("floor.list_closed", "The list of speakers is closed. Ask the chair to add you.")
    if late and not command.reason:
        raise Refusal("floor.reason_needed", "The list is closed: say why you add this party.")
    _check_member(command.speaker, candidate.members)
    if command.mode == "video_statement" and not candidate.has_video_statement:
        raise Refusal(
            "floor.no_video_statement", "No video statement of this party is here. Choose to speak live."
        )
    entry = Entry(
        number=floor.next_number,
        party=candidate.party,
        category=candidate.category,
        kind=command.kind,
        mode=command.mode,
        on_behalf_of=command.on_behalf_of,
        speaker=command.speaker,
        place=command.place or candidate.place,
        inscribed_at=now,
        rank=0 if command.kind in NEVER_CLOSED or item != floor.item else floor.rank(candidate.rank),
        late_reason=command.reason if late else "",
        motion=_checked_motion(command),
        motion_text=command.text if command.motion == "other" else "",
        item=item,
        explains=floor.explains if command.kind == "explanation_of_vote" else None,
        after_vote=floor.explains_after and command.kind == "explanation_of_vote",
        language=command.language,
    )
    check_not_inscribed(floor, entry)
    if entry.replies:
        entry = replace(entry, reply=next_reply_number(floor, entry.party, entry.item))
    after = replace(_with_entry(floor, entry), next_number=floor.next_number + 1)
    event = protocol.Inscribed(
        entry=str(entry.number),
        party=entry.party,
        kind=entry.kind,
        motion=entry.motion,
        mode=entry.mode,
        place=entry.place,
        late_reason=entry.late_reason,
        group_warning=_group_that_speaks(floor, entry, candidate),
        item=entry.item,
    )
    return Outcome(after, event)


def _check_explanation(floor: Floor, party: str) -> None:
    """Check that explanations of vote are taken, and that the party has given none on this proposal (FL29).

    Refuses `floor.no_explanations`, `floor.explained_already`.
    """
    if floor.explains is None:
        raise Refusal(
            "floor.no_explanations",
            "Explanations of vote are not taken now. Wait until the chair asks for them.",
        )
    own = (e for e in floor.entries if e.explains == floor.explains and e.party == party)
    if any(e.state == "called" for e in own):
        raise Refusal(
            "floor.explained_already",
            "This delegation has explained its vote on this proposal already. It does so once.",
        )


def _item_of_request(floor: Floor, command: Inscribe) -> int:
    """The agenda item on whose list a new entry is put: the present item, or a later one (FL14).

    Refuses `floor.no_such_item`, `floor.item_over`.
    """
    item = floor.item if command.item is None else command.item
    if item == floor.item:
        return item
    if item > len(floor.agenda) or item < 1 or command.kind in NEVER_CLOSED:
        raise Refusal(
            "floor.no_such_item", "There is no such item to ask for the floor on. Look at the agenda again."
        )
    if item < floor.item:
        raise Refusal("floor.item_over", "The session has left this item. Ask for the floor on a later one.")
    return item


def _with_entry(floor: Floor, entry: Entry) -> Floor:
    """The floor with one more entry. If the place of the new entry depends on its rank, it stands behind the next two
    entries of the list at least (FL7).
    """
    after, kept = floor.with_entries(entry), floor.waiting[:KEPT]
    if not entry.rank or after.waiting[:KEPT] == kept or entry not in after.waiting[: len(kept)]:
        return after
    rest = [other for other in after.waiting if other not in kept]
    return after.with_entries(*entries_to_place([*kept, *rest], *kept))


def _checked_motion(command: Inscribe) -> Motion | None:
    """Check that a motion, and only a motion, says what it is for (FL13). Refuses `floor.motion_needed`."""
    if command.kind != "motion":
        return None
    if command.motion is None:
        raise Refusal("floor.motion_needed", "Say what the motion is for: a suspension, say, or a closure.")
    if command.motion == "other" and not command.text:
        raise Refusal("floor.motion_needed", "Say what you move, in a line.")
    return command.motion


def accepts_entry(floor: Floor, kind: Kind, now: datetime) -> bool:
    """Whether the list takes an entry of this kind from anyone (FL3)."""
    if kind in NEVER_CLOSED:
        return True
    return floor.list_state != "closed" and (floor.closes_at is None or now < floor.closes_at)


def check_own_party(actor: Actor, party: str) -> None:
    if actor.party != party and not actor.for_others:
        raise Refusal(
            "floor.not_yours", "This is another party's. Only its members and moderators may do that."
        )


def _check_member(speaker: str | None, members: Collection[str]) -> None:
    if speaker is not None and speaker not in members:
        raise Refusal(
            "floor.not_a_member", "The speaker is not a member of this party. Choose one of its members."
        )


def check_not_inscribed(floor: Floor, entry: Entry) -> None:
    """Check that no entry with the same claim waits (FL1). Refuses `floor.already_inscribed`."""
    if any(other.claim == entry.claim for other in floor.requests):
        raise Refusal(
            "floor.already_inscribed",
            "Your party is on the list already. Withdraw that entry first to change it.",
        )


def next_reply_number(floor: Floor, party: str, item: int) -> int:
    """The number that the party's next right of reply on an agenda item would have, from 1 (FL14). Refuses
    `floor.no_reply_left`.
    """
    number = floor.count_replies(party, item) + 1
    if number > len(floor.reply_limits):
        raise Refusal(
            "floor.no_reply_left",
            "This party has used all its rights of reply on this item. Hand in a statement in writing instead.",
        )
    return number


def _group_that_speaks(floor: Floor, entry: Entry, candidate: Candidate) -> str:
    """The group on the list to which the candidate belongs too, "" if there is none (FL5). It is a warning, not a
    refusal.

    A group on the list is either a party itself, or is named by an entry that speaks on its behalf.
    """
    if entry.on_behalf_of or entry.category == "group":
        return ""
    speaking = (
        e.on_behalf_of if e.on_behalf_of in candidate.groups else candidate.group_parties.get(e.party, "")
        for e in floor.waiting
    )
    return next((name for name in speaking if name), "")


def waiting_entry(floor: Floor, number: str) -> Entry:
    """The waiting entry that has this number. Refuses `floor.entry_gone`."""
    entry = floor.entry(ids.number(number))
    if entry is None or entry.state != "waiting":
        raise Refusal("floor.entry_gone", "This entry is no longer on the list. Look at the list again.")
    return entry


def listed_entry(floor: Floor, number: str) -> Entry:
    """The waiting entry that has this number and stands on a list of the present agenda item.

    Refuses `floor.entry_gone`, `floor.point_of_order`, `floor.on_motion`, `floor.other_item`.
    """
    entry = waiting_entry(floor, number)
    if entry.of is not None:
        raise Refusal(
            "floor.on_motion",
            "This party asked to speak on a motion. It is called while the motion is before the meeting.",
        )
    if entry.interrupts:
        raise Refusal(
            "floor.point_of_order",
            "A point of order or a motion stands in no order. Recognise it, and rule on it or put it to the vote.",
        )
    if entry not in floor.item_requests:
        raise Refusal(
            "floor.other_item", "This entry stands on the list of another item. Take up that item first."
        )
    return entry


def withdraw(floor: Floor, actor: Actor, number: str, now: datetime, reason: str = "") -> Outcome:
    """Take an entry off the list (FL2). If somebody else than its party does this, the party is told the `reason`. A
    party that withdraws its own entry needs no reason.

    Refuses `session.closed`, `floor.entry_gone`, `floor.not_yours`.
    """
    check_not_closed(floor.session)
    entry = waiting_entry(floor, number)
    check_own_party(actor, entry.party)
    why = "" if actor.party == entry.party else reason
    gone = replace(
        entry, state="withdrawn", withdrawn_at=now, withdrawn_by=actor.participant or "", struck=why
    )
    event = protocol.Withdrawn(entry=str(entry.number), party=entry.party, reason=why)
    return Outcome(floor.with_entries(gone), event)


def restore(floor: Floor, actor: Actor, number: str, now: datetime) -> Outcome:
    """Put a withdrawn entry back (FL2).

    Refuses `floor.too_late`, `floor.not_yours`, `floor.already_inscribed`, `floor.no_reply_left`,
    `floor.no_explanations`, `floor.explained_already`, `session.closed`, and for a speaker on a motion what
    `check_place` refuses.
    """
    entry = floor.entry(ids.number(number))
    check_not_closed(floor.session)
    if (
        entry is None
        or entry.state != "withdrawn"
        or entry.withdrawn_at is None
        or now - entry.withdrawn_at > RESTORABLE
    ):
        raise Refusal("floor.too_late", "This place can no longer be taken back. Ask for the floor again.")
    check_own_party(actor, entry.party)
    check_not_inscribed(floor, entry)
    if entry.of is not None:
        check_place(floor, entry)
    if entry.replies:
        next_reply_number(floor, entry.party, entry.item)
    if entry.explanation:
        _check_explanation(floor, entry.party)
    back = replace(entry, state="waiting", withdrawn_at=None, withdrawn_by="", struck="")
    return Outcome(floor.with_entries(back), protocol.Restored(entry=str(entry.number), party=entry.party))


def change_speaker(
    floor: Floor, actor: Actor, number: str, speaker: str, members: Collection[str]
) -> Outcome:
    """Name another speaker for an entry. This is possible at any time until the turn ends (FL1).

    Refuses `session.closed`, `floor.entry_gone`, `floor.not_yours`, `floor.not_a_member`.
    """
    check_not_closed(floor.session)
    turn = floor.turn_of(number)
    party = turn.party if turn is not None else waiting_entry(floor, number).party
    check_own_party(actor, party)
    _check_member(speaker, members)
    event = protocol.SpeakerChanged(entry=number, party=party, speaker=speaker)
    if turn is not None:
        return Outcome(_with_turn(floor, turn, replace(turn, speaker=speaker)), event)
    return Outcome(floor.with_entries(replace(waiting_entry(floor, number), speaker=speaker)), event)


def set_language(floor: Floor, number: str, language: str) -> Outcome:
    """Set the language in which an entry is to speak, or a turn is spoken, also one that is interrupted.

    Refuses `session.closed`, `floor.entry_gone`.
    """
    check_not_closed(floor.session)
    turn = floor.turn_of(number)
    if turn is not None:
        event = protocol.LanguageSet(entry=number, party=turn.party, language=language)
        return Outcome(_with_turn(floor, turn, replace(turn, language=language)), event)
    entry = waiting_entry(floor, number)
    event = protocol.LanguageSet(entry=number, party=entry.party, language=language)
    return Outcome(floor.with_entries(replace(entry, language=language)), event)


def _with_turn(floor: Floor, turn: Turn, changed: Turn) -> Floor:
    """The floor with a changed turn, which holds the floor or is interrupted."""
    if turn == floor.turn:
        return replace(floor, turn=changed)
    waiting = tuple(changed if other == turn else other for other in floor.interrupted_turns)
    return replace(floor, interrupted_turns=waiting)


def move(
    floor: Floor, number: str, moves: int, before: str | None, before_moves: int | None, reason: str = ""
) -> Outcome:
    """Move an entry in front of another one, or to the end of its list (FL8). A right of reply moves among rights of
    reply (FL14).

    `moves` and `before_moves` say how often the entry and the other one had been moved when the sender saw the list.
    Refuses `floor.list_changed` only if one of the two is gone or was moved since. Refuses also `session.closed` and
    `floor.point_of_order`.
    """
    check_not_closed(floor.session)
    waiting = floor.waiting
    if number in (str(other.number) for other in floor.item_requests):
        waiting = floor.list_of(listed_entry(floor, number))
    entry = _check_not_moved(waiting, number, moves)
    rest = [other for other in waiting if other != entry]
    place = len(rest) if before is None else rest.index(_check_not_moved(rest, before, before_moves))
    moved = replace(entry, moves=entry.moves + 1)
    changed = entries_to_rearrange([*rest[:place], moved, *rest[place:]], moved)
    event = protocol.Moved(
        entry=number,
        party=entry.party,
        place_left=waiting.index(entry) + 1,
        place_taken=place + 1,
        reason=reason,
    )
    return Outcome(floor.with_entries(*changed), event)


def _check_not_moved(waiting: list[Entry], number: str, moves: int | None) -> Entry:
    entry = next((entry for entry in waiting if str(entry.number) == number), None)
    if entry is None or entry.moves != moves:
        raise Refusal(
            "floor.list_changed", "Someone changed the list at the same moment. Look again, then move."
        )
    return entry


def open_list(floor: Floor, closes_at: datetime | None, now: datetime) -> Outcome:
    """Open the list (FL3). This resumes a debate that was adjourned or closed (FL27).

    Refuses `session.closed`, `floor.past_closing`.
    """
    check_not_closed(floor.session)
    if closes_at is not None and closes_at <= now:
        raise Refusal("floor.past_closing", "The closing time is in the past. Choose a later one.")
    event = protocol.ListOpened(closes_at=timestamp_text_or_none(closes_at))
    return Outcome(replace(floor, list_state="open", closes_at=closes_at, debate="open"), event)


def close_list(floor: Floor) -> Outcome:
    """Close the list (FL3). Refuses `floor.list_closed`."""
    if floor.list_state == "closed":
        raise Refusal("floor.list_closed", "The list of speakers is closed already.")
    return Outcome(replace(floor, list_state="closed", closes_at=None), protocol.ListClosed())


def turn_to_replies(floor: Floor, takes_replies: bool) -> Outcome:
    """Take rights of reply before the list is done, or go back to the list (FL14).

    Refuses `session.closed`, `floor.no_replies`.
    """
    check_not_closed(floor.session)
    if takes_replies and not floor.replies:
        raise Refusal("floor.no_replies", "No right of reply is waiting. Go on with the list.")
    event = protocol.TurnedToReplies(takes_replies=takes_replies)
    return Outcome(replace(floor, takes_replies=takes_replies), event)

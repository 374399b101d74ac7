"""The only writer of the floor. It loads the floor, applies a rule, saves the changes and journals the one event
(FL24)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django.db.models import Model

from foundation import clock
from foundation.database import write_transaction
from foundation.ids import number
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.wire import signals
from sessions import permissions
from sessions.floor import entry_cache, models, protocol, store
from sessions.floor.conflicts import services as conflicts
from sessions.floor.conflicts.rules import parties_in
from sessions.floor.core import session_state, speakers_list, turns
from sessions.floor.core.speakers_list import Actor, Candidate, Outcome
from sessions.floor.core.state import Floor
from sessions.floor.protocol import EndedBy
from sessions.floor.readiness import services as readiness
from sessions.floor.readiness.protocol import SIGNAL as READINESS
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import Place
from sessions.parties.services import groups_of, participant_of, party_named
from sessions.presence.services import presence_of
from sessions.programme import protocol as programme
from sessions.programme.models import Session
from sessions.programme.services import find_session, journal_session_change
from sessions.proposals.rules import check_no_sponsor
from sessions.rollcall import services as rollcalls

Rule = Callable[[Floor], Outcome]


def apply_rule(
    context: Context,
    rule: Rule,
    ended_by: EndedBy = "closed",
    audience: Audience = Audience.EVERYONE,
    reason: str = "",
) -> None:
    """Change the floor by a command. The caller holds the session's stream.

    If the command gives a `reason`, the event gets it. The rule does not need it (FL24).
    """
    session = find_session(context.subject)
    before = store.load_floor(session, context.now)
    by = {"actor": context.seat.person, "acting_as": context.seat.participant, "audience": audience}
    outcome = rule(before)
    if reason:
        outcome = replace(outcome, event=outcome.event.model_copy(update={"reason": reason}))
    _save_and_journal(session, before, outcome, context.now, ended_by, **by)


def apply_in_session(context: Context, session: Session, rule: Rule) -> None:
    """Change the floor of another session than the command's. The caller holds that session's stream too."""
    before = store.load_floor(session, context.now)
    by = {"actor": context.seat.person, "acting_as": context.seat.participant}
    _save_and_journal(session, before, rule(before), context.now, "closed", **by)


def apply_by_time(
    session_id: int,
    rule: Callable[[Floor, datetime], Outcome | None],
    ended_by: EndedBy = "time",
) -> bool:
    """Change the floor because time has passed, without a command. Returns whether the rule changed something.

    Several processes may try at once, so the session's stream is locked before the floor and the clock are read.
    """
    with write_transaction():
        session = find_session(session_id)
        journal.lock(session.stream)
        now = clock.now()
        before = store.load_floor(session, now)
        outcome = rule(before, now)
        if outcome is not None:
            _save_and_journal(session, before, outcome, now, ended_by)
    return outcome is not None


def _save_and_journal(
    session: Session, before: Floor, outcome: Outcome, now: datetime, ended_by: EndedBy, **by: Any
) -> None:
    after = outcome.floor.with_derived_state()
    changed = store.save_floor(session, before, after, now, ended_by)
    journal.append(session.stream, outcome.event, at=now, changed=changed, **by)
    if (before.item_requests, before.takes_replies) != (after.item_requests, after.takes_replies):
        signals.mark_changed(session.stream, READINESS)
    _journal_session_change(session, before, after, now)
    replaced = _parties_that_moved(before, after)
    conflicts.update_conflicts(session, replaced, now)
    if replaced is None or replaced:
        signals.mark_dependent_changed(session.conference.stream, models.Entry)
    if before.podium != after.podium:
        signals.mark_dependent_changed(session.conference.stream, models.PodiumSeat)
    if after.session == "closed" != before.session:
        journal.record_head(session.conference.stream, session.stream, at=now)
    entry_cache.cache_entries(session, after)


def _parties_that_moved(before: Floor, after: Floor) -> set[int] | None:
    """The ids of the parties that came to a list or the floor, or left it. None, which means all parties, if the
    session's state changed.
    """
    if (before.session, before.resumes_at) != (after.session, after.resumes_at):
        return None
    return {int(party) for party in parties_in(before) ^ parties_in(after)}


def _journal_session_change(session: Session, before: Floor, after: Floor, now: datetime) -> None:
    seen = _podium_changes(before, after)
    if (
        before.session == after.session
        and before.reason == after.reason
        and before.resumes_at == after.resumes_at
        and _turn_number(before) == _turn_number(after)
        and not seen
    ):
        return
    changed: list[Model] = [session, session.floor, *seen]
    journal_session_change(session, now, changed)


def _podium_changes(before: Floor, after: Floor) -> list[Participant]:
    """The participants who came to the podium or left it. They are sent again, because everyone sees them only while
    they sit there.
    """
    moved = {*before.podium.values()} ^ {*after.podium.values()}
    rows = Participant.objects.filter(pk__in=moved) if moved else ()
    return [row for row in rows if not row.speaks]


def _turn_number(floor: Floor) -> int | None:
    return floor.turn.number if floor.turn else None


def actor_of(context: Context, others: str = "") -> Actor:
    """The sender of a command. It may act for other parties if its roles have the permission `others`."""
    roles = context.roles
    return Actor(
        party=context.seat.party,
        participant=context.seat.participant,
        for_others=permissions.allows(roles, others),
        moderates=permissions.moderates(roles),
    )


def _members(party: Party) -> frozenset[str]:
    return frozenset(str(member.pk) for member in party.members.all())


def candidate(party: Party, place: str, groups: Iterable[Party]) -> Candidate:
    """A party, as the rules of inscription need it. `groups` are those parties of its conference that are groups."""
    return Candidate(
        party=str(party.pk),
        category=party.category,
        members=_members(party),
        groups=party.groups,
        place=cast(Place, place),
        has_video_statement=bool(party.video_statement_file) or party.video_statement_coming,
        rank=party.rank,
        press=bool(party.outlet),
        group_parties={str(g.pk): name for g in groups for name in g.name.values() if name in party.groups},
    )


def inscribe(context: Context, command: protocol.Inscribe) -> None:
    """Put a party on the list (FL1–FL6)."""
    party = party_named(context, command.party)
    own = context.seat.party == str(party.pk)
    asking = candidate(party, context.seat.place if own else party.place, groups_of(party.conference_id))
    actor = actor_of(context, "floor.inscribe_others")

    def rule(floor: Floor) -> Outcome:
        if command.kind == "explanation_of_vote" and floor.explains is not None:
            proposal = find_session(context.subject).proposals.get(number=floor.explains)
            check_no_sponsor(str(party.pk), proposal.sponsors)
        return speakers_list.inscribe(floor, actor, asking, command, context.now)

    apply_rule(context, rule)


def withdraw(context: Context, command: protocol.Withdraw) -> None:
    """Take an entry off the list (FL2)."""
    actor = actor_of(context, "floor.withdraw_others")
    c = command
    apply_rule(context, lambda floor: speakers_list.withdraw(floor, actor, c.entry, context.now, c.reason))


def restore(context: Context, command: protocol.Restore) -> None:
    """Put a withdrawn entry back (FL2)."""
    actor = actor_of(context, "floor.withdraw_others")
    apply_rule(context, lambda floor: speakers_list.restore(floor, actor, command.entry, context.now))


def change_speaker(context: Context, command: protocol.ChangeSpeaker) -> None:
    """Name another speaker (FL1)."""
    actor = actor_of(context, "floor.inscribe_others")
    speaker = participant_of(int(context.seat.conference), command.speaker)
    members = _members(speaker.party) if speaker.party else frozenset()

    def rule(floor: Floor) -> Outcome:
        entry = floor.entry(number(command.entry))
        party = entry.party if entry else None
        allowed = members if party == str(speaker.party_id) else frozenset[str]()
        return speakers_list.change_speaker(floor, actor, command.entry, command.speaker, allowed)

    apply_rule(context, rule)


def set_language(context: Context, command: protocol.SetLanguage) -> None:
    """Set the language of an entry or of a turn."""
    apply_rule(context, lambda floor: speakers_list.set_language(floor, command.entry, command.language))


def move(context: Context, command: protocol.Move) -> None:
    """Move an entry (FL8)."""
    c = command
    apply_rule(
        context, lambda floor: speakers_list.move(floor, c.entry, c.moves, c.before, c.before_moves, c.reason)
    )


def open_list(context: Context, command: protocol.OpenList) -> None:
    """Open the list (FL3)."""
    closes_at = _parse_moment(command.closes_at)
    apply_rule(context, lambda floor: speakers_list.open_list(floor, closes_at, context.now))


def _parse_moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        known = clock.parse_timestamp(text) if datetime.fromisoformat(text).tzinfo else None
    except ValueError:
        known = None
    if known is None:
        raise Refusal("floor.bad_time", "This is not a moment with its time zone. Choose it again.")
    return known


def close_list(context: Context, command: protocol.CloseList) -> None:
    """Close the list (FL3)."""
    apply_rule(context, speakers_list.close_list, reason=command.reason)


def turn_to_replies(context: Context, command: protocol.TurnToReplies) -> None:
    """Take rights of reply, or go back to the list (FL14)."""
    apply_rule(context, lambda floor: speakers_list.turn_to_replies(floor, command.takes_replies))


def readiness_of(context: Context, floor: Floor, entry: str) -> protocol.Readiness:
    """The readiness of an entry that is called now (FL18)."""
    called = floor.entry(number(entry))
    return readiness.judge_entries(context.subject, [called])[called.number] if called else turns.READY


def grant(context: Context, command: protocol.Grant) -> None:
    """Give the floor to an entry (FL10, FL19)."""
    c = command

    def rule(floor: Floor) -> Outcome:
        entry = floor.entry(number(c.entry))
        judged = readiness_of(context, floor, c.entry)
        playable = (
            entry is not None
            and Party.objects.filter(pk=entry.party).exclude(video_statement_file="").exists()
        )
        return turns.grant(floor, c.entry, c.token, context.now, judged, c.confirmed, playable)

    apply_rule(context, rule, "next")


def end(context: Context, command: protocol.End) -> None:
    """End the turn (FL10)."""
    apply_rule(context, lambda floor: turns.end(floor, command.token, "closed", context.now), "closed")


def finish(context: Context, command: protocol.Finish) -> None:
    """End the turn of the sender's own party (FL16)."""
    actor = actor_of(context, "floor.end")
    apply_rule(context, lambda floor: turns.finish(floor, actor, command.token, context.now), "finished")


def revoke(context: Context, command: protocol.Revoke) -> None:
    """Take the floor away (FL11)."""
    apply_rule(
        context,
        lambda floor: turns.end(floor, command.token, "revoked", context.now, command.reason),
        "revoked",
    )


def extend(context: Context, command: protocol.Extend) -> None:
    """Give the turn more time (FL16)."""
    apply_rule(
        context,
        lambda floor: turns.extend(floor, command.token, command.seconds, command.allotted),
        reason=command.reason,
    )


def suspend_turn(context: Context, command: protocol.SuspendTurn) -> None:
    """Suspend the turn (FL16)."""
    apply_rule(context, lambda floor: turns.suspend(floor, command.token, context.now, command.reason))


def resume_turn(context: Context, command: protocol.ResumeTurn) -> None:
    """Resume the turn (FL16)."""
    apply_rule(context, lambda floor: turns.resume(floor, command.token, context.now))


def open_session(context: Context, command: programme.OpenSession) -> None:
    """Open the session (FL26), unless it was cancelled. Needs a quorum if a roll call was held (FL22).

    Refuses `session.cancelled`.
    """
    session = find_session(context.subject)
    if session.cancelled_at is not None:
        raise Refusal(
            "session.cancelled", "The session was cancelled. Ask an organiser to restore it, then open it."
        )
    rollcalls.check_opening(session)
    apply_rule(context, session_state.open_session)


def suspend_session(context: Context, command: programme.SuspendSession) -> None:
    """Suspend the session (FL26)."""
    apply_rule(context, lambda floor: session_state.suspend_session(floor, command.reason, context.now))


def resume_session(context: Context, command: programme.ResumeSession) -> None:
    """Resume the session (FL26)."""
    planned = find_session(context.subject).ends_at
    apply_rule(context, lambda floor: session_state.resume_with_budget(floor, context.now, planned))


def adjourn_session(context: Context, command: programme.AdjournSession) -> None:
    """Adjourn the session to a date (FL26), unless a roll call is open (FL22)."""
    rollcalls.check_closing(find_session(context.subject))
    resumes_at, reason = _parse_moment(command.resumes_at), command.reason
    assert resumes_at is not None, "the command has a moment"
    apply_rule(context, lambda floor: session_state.adjourn_session(floor, resumes_at, reason, context.now))


def close_session(context: Context, command: programme.CloseSession) -> None:
    """Close the session (FL26), unless a roll call is open (FL22)."""
    rollcalls.check_closing(find_session(context.subject))
    apply_rule(context, lambda floor: session_state.close_session(floor, context.now), "session")


def apply_time(session_id: int) -> None:
    """Apply to a floor what happens by time alone (FL3, FL16, FL20)."""
    moderated = presence_of(session_id).moderators > 0
    apply_by_time(session_id, lambda floor, now: turns.apply_time(floor, now, moderated))


def sessions_due() -> list[int]:
    """The ids of the sessions in which time may change something. One query."""
    rows = models.Floor.objects.filter(
        list_state="open", closes_at__lte=clock.now()
    ) | models.Floor.objects.filter(ends_turns=True, turn__isnull=False, turn__suspended_at=None)
    return list(rows.values_list("session_id", flat=True))
